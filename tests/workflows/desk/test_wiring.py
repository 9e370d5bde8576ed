"""The law of a region is read once, kept by its bytes, and its faults stay its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netralitas.desk.cache import Cache
from netralitas.desk.wiring import Library
from netralitas.facts import Case, CaseError, NotInstalled, PolicyError
from netralitas.judgement import AS_OF, judge
from netralitas.policy import encode, read_cases
from netralitas.regions import SHIPPED, Registry, national_files
from tests.plugins.regions.make_believe import pack_text

Make = Callable[..., Library]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests here: the nation is read from its files once."""
    return tmp_path_factory.mktemp("simpanan")


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = tmp_path / "paket"
    folder.mkdir()
    (folder / "kota.yaml").write_text(pack_text("kota"))
    return folder


@pytest.fixture
def library(kept: Path, packs: Path) -> Make:
    return lambda *, cache=True: Library(packs=[packs], cache=Cache(kept) if cache else None)


def fail(*_: Any, **__: Any) -> Any:
    raise AssertionError("was read")


def verdict(library: Library, region: str | None) -> bytes:
    text = (
        b'{"schema": "netralitas/case/v1", "id": "x", "subject": {"category": "pns"}, '
        b'"charges": [{"act": "join_campaign", "at": "2024-10-02"}]}'
    )
    law = library.of(region)
    [case] = read_cases(text, "x.json", law.policy)
    assert isinstance(case, Case)
    told = encode(judge(case, law, as_of=AS_OF))
    library.keep()
    return told


def test_a_region_s_law_is_laid_over_the_nation(library: Make) -> None:
    both = library()
    assert both.of("kota").pack is not None
    assert both.of(None).pack is None
    assert both.of("nasional") is both.of(None)
    assert both.of("kota") is both.of("kota")
    assert both.policy("kota").digest == both.of("kota").policy.digest


def test_the_nation_beside_a_region_has_its_words_and_none_of_its_rules(
    library: Make, packs: Path
) -> None:
    fact = (
        "  facts:\n    - {name: kota_live, kind: bool, text: {id: siaran, en: live}, "
        "question: {id: 'Siaran?', en: 'Live?'}}\n"
    )
    rule = (
        "  contract_rules:\n    - {id: kota-siaran, acts: [attend_declaration], "
        "when: {kota_live: true}, text: {id: a, en: b}, cites: [{instrument: kota-se}], "
        "marks: {content: C}}\n"
    )
    (packs / "kota.yaml").write_text(pack_text("kota", more=fact + rule))
    beside, region = library().beside("kota"), library().of("kota")
    words = [field.name for field in beside.policy.fields]
    assert "kota_live" in words
    assert "kota-siaran" in [row.id for row in region.policy.provisions]
    assert "kota-siaran" not in [row.id for row in beside.policy.provisions]
    assert beside.pack is None


def test_the_second_time_no_yaml_is_read(
    library: Make, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = verdict(library(), "kota")
    assert list(kept.glob("pack-*"))
    assert list(kept.glob("cells-*"))
    monkeypatch.setattr("netralitas.desk.wiring.read_policy", fail)
    monkeypatch.setattr(Registry, "read", fail)
    assert verdict(library(), "kota") == first
    with pytest.raises(AssertionError, match="was read"):
        verdict(library(cache=False), "kota")


def test_what_was_decided_once_is_recalled(library: Make) -> None:
    verdict(library(), "kota")
    again = library()
    assert again.of("kota").law.tables.rules.decided > 0


def test_another_pack_or_another_nation_is_another_entry(
    kept: Path, packs: Path, tmp_path: Path
) -> None:
    before = len(list(kept.glob("pack-*")))

    def library(folder: str | None = None) -> Library:
        return Library(folder=folder, packs=[packs], cache=Cache(kept))

    library().of("kota")
    (packs / "kota.yaml").write_text(pack_text("kota", says="kata lain"))
    assert "kata lain" in str(library().of("kota").pack)
    law = tmp_path / "hukum"
    law.mkdir()
    for name, content in national_files().items():
        (law / name).write_bytes(content + b"# other bytes\n")
    assert library(str(law)).of("kota").policy.digest != library().of("kota").policy.digest
    assert len(list(kept.glob("pack-*"))) >= before + 2


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"digest": "x"}'])
def test_a_kept_pack_of_another_shape_is_read_again(
    damage: bytes, tmp_path: Path, packs: Path
) -> None:
    cache = Cache(tmp_path / "simpanan")
    first = Library(packs=[packs], cache=cache).of("kota").pack
    [entry] = (tmp_path / "simpanan").glob("pack-*")
    cache.put(entry.name, damage)
    assert Library(packs=[packs], cache=cache).of("kota").pack == first


def test_only_the_region_asked_for_is_opened(
    library: Make, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (packs / "rusak.yaml").write_text("x: [")
    opened: list[str] = []
    files = Registry.files

    def watched(self: Registry, region: str) -> dict[str, bytes]:
        opened.append(region)
        return files(self, region)

    monkeypatch.setattr(Registry, "files", watched)
    assert library().of("kota").pack is not None
    assert sorted(opened) == ["kota", "nasional"]


def test_the_installed_distributions_are_asked_once(
    library: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.metadata

    asked: list[str] = []
    entries = importlib.metadata.entry_points

    def counted(*, group: str) -> Any:
        asked.append(group)
        return entries(group=group)

    monkeypatch.setattr(importlib.metadata, "entry_points", counted)
    one = library()
    for region in ("kota", None, "lumajang"):
        one.of(region)
    one.installed()
    assert asked == ["netralitas.regions"]


def test_listing_compiles_no_law_and_hides_nobody(
    library: Make, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (packs / "rusak.yaml").write_text("x: [")
    monkeypatch.setattr("netralitas.desk.wiring.compile_policy", fail)
    found = {one.id: one for one in library().installed()}
    assert set(found) == {"nasional", *SHIPPED, "kota", "rusak"}
    assert [name for name, one in found.items() if one.fault] == ["rusak"]
    assert found["kota"].pack is not None


def test_a_fault_is_found_once_and_told_each_time(
    library: Make, packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (packs / "rusak.yaml").write_text("x: [")
    one = library()
    with pytest.raises(PolicyError) as first:
        one.of("rusak")
    monkeypatch.setattr(Registry, "read", fail)
    with pytest.raises(PolicyError) as second:
        one.policy("rusak")
    assert str(first.value) == str(second.value)
    with pytest.raises(NotInstalled):
        one.of("atlantis")


def test_a_case_may_use_the_words_of_its_region_alone(library: Make, packs: Path) -> None:
    office = "  offices: [{id: kota_operator, text: {id: operator, en: operator}}]\n"
    (packs / "kota.yaml").write_text(pack_text("kota", more=office))
    text = (
        b'{"schema": "netralitas/case/v1", "id": "x", '
        b'"subject": {"category": "non_asn", "office": "kota_operator"}, '
        b'"charges": [{"act": "react_online"}]}'
    )
    one = library()
    [known] = read_cases(text, "x.json", one.policy("kota"))
    [unknown] = read_cases(text, "x.json", one.policy(None))
    assert isinstance(known, Case)
    assert isinstance(unknown, CaseError)
