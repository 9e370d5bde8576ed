"""What `region new` writes: an honest skeleton that is sound at once, and every example in it."""

from __future__ import annotations

import keyword
import re
import tomllib
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from netralitas.facts import Text
from netralitas.judgement import complaints
from netralitas.policy import TERMS, examine_pack
from netralitas.regions import refused_name, refused_title, title_of, write_scaffold
from netralitas.regions.properties import (
    PROPERTIES,
    Candidate,
    Layer,
    Nation,
    check_pack,
)
from netralitas.regions.scaffold import distribution_of, offered
from tests.laws import national

TODAY = date(2026, 11, 22)
TITLE = 'Kota "Contoh" \\ Baru'


@pytest.fixture(scope="module")
def nation() -> Nation:
    return national()


def scaffolded(folder: Path, name: str = "kota_contoh", *, title: str = TITLE) -> Path:
    """Return the folder of a new distribution."""
    return write_scaffold(folder, name, title=title, today=TODAY).folder


# The skeleton


@pytest.mark.parametrize("name", ["kota_contoh", "demonstrasi_contoh", "x", "class", "a" * 63])
def test_a_new_pack_is_sound_and_fills_nothing(name: str, tmp_path: Path, nation: Nation) -> None:
    made = write_scaffold(tmp_path, name, title=TITLE, today=TODAY, yaml_only=True)
    found = examine_pack({made.pack: (tmp_path / made.pack).read_bytes()}, nation.law.policy)
    assert found.findings == ()
    assert found.pack is not None
    assert (found.pack.region, found.pack.filled, found.pack.instruments) == (name, (), ())
    assert found.pack.name == Text(id=TITLE, en=TITLE)


def test_a_new_pack_says_what_is_not_known(tmp_path: Path, nation: Nation) -> None:
    text, cases = texts(tmp_path)
    pack = of(text, cases, nation).pack
    assert [one.id for one in pack.not_known] == ["kota_contoh-dasar", "kota_contoh-saluran"]
    assert pack.legal_basis == Text(id="belum ditemukan", en="none found yet")
    assert str(pack.valid.confidence) == "D"
    silent = re.sub(r"(?s)not_known:.*?\n\n", "", text)
    findings = of(silent, cases, nation).examined.findings
    assert [one.property for one in findings] == ["unknown_is_said"]


def test_its_cases_come_out_as_written_under_the_pack_and_without_it(
    tmp_path: Path, nation: Nation
) -> None:
    candidate = of(*texts(tmp_path), nation)
    assert len(candidate.entries) == 3
    assert all(entry.national for entry in candidate.entries)
    assert wrong_in(candidate) == []
    turned = [entry._replace(expect={"outcome": "no_violation"}) for entry in candidate.entries]
    assert all(complaints(entry, candidate.law) for entry in turned)


def test_a_new_pack_keeps_every_property_and_is_proven(tmp_path: Path, nation: Nation) -> None:
    checked = check_pack(of(*texts(tmp_path), nation))
    assert checked.findings == ()
    assert checked.certificate is not None
    assert {one.held for one in checked.results} == {True}


def test_the_same_words_are_written_on_the_same_day(tmp_path: Path) -> None:
    one, other = scaffolded(tmp_path / "one"), scaffolded(tmp_path / "other")
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert [str(file) for file in files] == [
        "README.md",
        "netralitas_kota_contoh/__init__.py",
        "netralitas_kota_contoh/kota_contoh.cases.yaml",
        "netralitas_kota_contoh/kota_contoh.yaml",
        "pyproject.toml",
        "tests/test_kota_contoh.py",
    ]
    assert all((one / file).read_bytes() == (other / file).read_bytes() for file in files)


def test_the_distribution_names_its_pack_and_carries_its_data(tmp_path: Path) -> None:
    folder = scaffolded(tmp_path)
    assert folder.name == distribution_of("kota_contoh") == "netralitas-region-kota_contoh"
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["name"] == folder.name
    assert TITLE in project["project"]["description"]
    assert project["project"]["entry-points"] == {
        "netralitas.regions": {"kota_contoh": "netralitas_kota_contoh:kota_contoh.yaml"}
    }
    assert project["tool"]["setuptools"] == {
        "packages": ["netralitas_kota_contoh"],
        "package-data": {"netralitas_kota_contoh": ["*.yaml"]},
    }
    test = (folder / "tests/test_kota_contoh.py").read_text("utf-8")
    assert 'class TestKotaContoh(RegionContract):\n    pack = "kota_contoh"\n' in test
    readme = (folder / "README.md").read_text("utf-8")
    assert readme.index("Paket daerah") < readme.index("## In English")
    assert not re.search(r"\$\w", "".join(f.read_text() for f in folder.rglob("*.*")))


# Its examples


EXAMPLE = re.compile(r"^# (.*)$", re.MULTILINE)
TERM = re.compile(r"^#   ([a-z_]+):\n(?:#    .*\n)+", re.MULTILINE)
CASE = re.compile(r"^## Untuk / for: ([a-z_, ]+)\n((?:# .*\n)+)", re.MULTILINE)
NEEDED = {
    "facts": ("guidance",),
    "guidance": ("facts",),
    "local_holidays": ("internal_clocks",),
}
"""What an example cannot do without: a fact is read, a local holiday counts for a clock."""


def texts(folder: Path) -> tuple[str, str]:
    """Return a new pack and its corpus as they are written."""
    inner = scaffolded(folder) / "netralitas_kota_contoh"
    pack, cases = (inner / f"kota_contoh{end}" for end in (".yaml", ".cases.yaml"))
    return pack.read_text("utf-8"), cases.read_text("utf-8")


def of(pack: str, cases: str, nation: Nation) -> Candidate:
    files = {"kota_contoh.yaml": pack.encode()}
    return Candidate(files=files, cases={"kota_contoh.cases.yaml": cases.encode()}, nation=nation)


def uncommented(text: str) -> str:
    return EXAMPLE.sub(r"\1", text)


def put_to_use(pack: str, cases: str, terms: Collection[str]) -> tuple[str, str]:
    """Return the skeleton with the examples of some terms put to use, and those of their cases."""
    head, fills, rest = pack.partition("# fills:\n")
    used = "".join(found[0] for found in TERM.finditer(rest) if found[1] in terms)
    shown = "".join(
        found[2] for found in CASE.finditer(cases) if set(found[1].split(", ")) <= set(terms)
    )
    return uncommented(head + fills + used), cases + uncommented(shown)


def wrong_in(candidate: Candidate) -> list[str]:
    """Return what the corpus of a sound pack says that is not so, and which items it leaves out."""
    assert candidate.examined.findings == ()
    return [
        str(finding.text)
        for one in PROPERTIES
        if one.layer >= Layer.CORPUS
        for finding in one.check(candidate)
    ]


def test_all_examples_together_keep_every_property_and_are_proven(
    tmp_path: Path, nation: Nation
) -> None:
    pack, cases = texts(tmp_path)
    assert tuple(found[1] for found in TERM.finditer(pack)) == TERMS
    candidate = of(uncommented(pack), uncommented(cases), nation)
    checked = check_pack(candidate)
    assert checked.findings == ()
    assert checked.certificate is not None
    assert candidate.pack.filled == TERMS
    assert len(candidate.entries) == 3 + len(CASE.findall(cases)) == 12


@pytest.mark.parametrize("term", TERMS)
def test_every_example_is_sound_by_itself_and_shown_by_its_case(
    term: str, tmp_path: Path, nation: Nation
) -> None:
    used = (term, *NEEDED.get(term, ()))
    candidate = of(*put_to_use(*texts(tmp_path), used), nation)
    assert wrong_in(candidate) == []
    assert set(candidate.pack.filled) == set(used)


def test_an_example_that_is_wrong_would_be_noticed(tmp_path: Path, nation: Nation) -> None:
    pack, cases = put_to_use(*texts(tmp_path), ["income_consequences"])
    (finding,) = of(pack.replace("months: 3", "months: 13"), cases, nation).examined.findings
    assert finding.property == "within_limits"
    (says,) = wrong_in(of(pack.replace("months: 3", "months: 2"), cases, nation))
    assert "kota_contoh-potongan: region_about_include" in says


def test_an_example_that_no_case_shows_would_be_noticed(tmp_path: Path, nation: Nation) -> None:
    new, cases = texts(tmp_path)
    pack, _ = put_to_use(new, cases, ["duties"])
    (says,) = wrong_in(of(pack, cases, nation))
    assert "no case shows kota_contoh-sosialisasi" in says


@pytest.mark.parametrize("term", [term for term in TERMS if term != "guidance"])
def test_every_bound_is_told_beside_its_example(term: str, tmp_path: Path, nation: Nation) -> None:
    (opened,) = (one for one in nation.law.policy.open_terms if one.id == term)
    text, _ = texts(tmp_path)
    told = re.search(rf"(?:^##.*\n)+(?=#   {term}:)", text, re.MULTILINE)
    assert told
    assert len(re.findall(rf"\b{opened.items}\b", told[0])) >= 2, "in both languages"
    for name, limit in opened.limits.items():
        if name != "values":
            assert str(limit.most) in told[0]


# Names


@pytest.mark.parametrize("name", ["lumajang", "lombok_timur", "demonstrasi_x", "kota_2", "class"])
def test_a_plain_name_is_taken(name: str) -> None:
    assert refused_name(name, ["nasional", "pali"]) is None
    assert f"netralitas_{name}".isidentifier()
    assert not keyword.iskeyword(f"netralitas_{name}")


@pytest.mark.parametrize(
    "name, near",
    [
        ("lombok-timur", "lombok_timur"),
        ("Lombok Timur", "lombok_timur"),
        ("LUMAJANG", "lumajang"),
        ("kota__baru", "kota_baru"),
        ("kota_", "kota"),
        ("_kota", "kota"),
        ("3kota", "kota"),
        ("kôta", "kota"),
        ("kota.yaml", "kota_yaml"),
        ("../kota", "kota"),
        ("kota\n", "kota"),
        ("", "daerah_baru"),
        ("---", "daerah_baru"),
        ("a" * 64, "a" * 63),
    ],
)
def test_another_name_is_refused_with_the_nearest(name: str, near: str) -> None:
    says = refused_name(name, ["nasional"])
    assert says is not None
    assert f"maksudnya {near!r}?" in says.id
    assert f"did you mean {near!r}?" in says.en
    assert refused_name(offered(name), ["nasional"]) is None


@pytest.mark.parametrize("name", ["nasional", "pali"])
def test_a_name_that_is_taken_is_refused(name: str) -> None:
    says = refused_name(name, ["pali"])
    assert says is not None
    assert "sudah ada" in says.id


@pytest.mark.parametrize("title", ["", "  ", "dua\nbaris", "x" * 101, "\x1b[31m", "\ud800"])
def test_what_no_region_is_called_is_refused(title: str) -> None:
    assert refused_title(title) is not None


def test_a_title_is_made_from_the_name() -> None:
    assert title_of("lombok_timur") == "Lombok Timur"
    assert refused_title(title_of("lombok_timur")) is None


# Whole or not at all


def everything(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") if path.is_file() else ""
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize("there", ["folder", "file", "dangling link"])
def test_what_exists_is_left_as_it_is(there: str, tmp_path: Path) -> None:
    target = tmp_path / "netralitas-region-kota_contoh"
    if there == "folder":
        target.mkdir()
        (target / "milik-saya.txt").write_text("tetap", "utf-8")
    elif there == "file":
        target.write_text("tetap", "utf-8")
    else:
        target.symlink_to(tmp_path / "nowhere")
    before = everything(tmp_path)
    with pytest.raises(FileExistsError, match=re.escape(str(target))):
        scaffolded(tmp_path)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("there", ["kota_contoh.yaml", "kota_contoh.cases.yaml"])
def test_one_file_in_the_way_keeps_both_from_being_written(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("tetap", "utf-8")
    with pytest.raises(FileExistsError, match=there):
        write_scaffold(tmp_path, "kota_contoh", title=TITLE, today=TODAY, yaml_only=True)
    assert everything(tmp_path) == {there: "tetap"}


@pytest.mark.parametrize("yaml_only", [False, True])
def test_a_failure_half_way_leaves_nothing(
    yaml_only: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, count = Path.open, 0

    def full_disk(self: Path, mode: str = "r", *arguments: object, **named: object) -> object:
        nonlocal count
        count += mode in ("w", "x")
        if count == 2:
            raise OSError(28, "no space left")
        return opened(self, mode, *arguments, **named)  # type: ignore[call-overload]

    out = tmp_path / "out"
    monkeypatch.setattr(Path, "open", full_disk)
    with pytest.raises(OSError, match="no space left"):
        write_scaffold(out, "kota_contoh", title=TITLE, today=TODAY, yaml_only=yaml_only)
    assert everything(out) == {}
    monkeypatch.undo()
    made = write_scaffold(out, "kota_contoh", title=TITLE, today=TODAY, yaml_only=yaml_only)
    assert len(made.files) == (2 if yaml_only else 6)
