"""`netralitas region check`: what passes, what is found and where, what proves it, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from netralitas.desk.pack_arguments import NamedPack, named_packs
from netralitas.desk.regions import check
from netralitas.desk.regions.check import page_of_check, watched
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import Case, Language, Text
from netralitas.judgement import CounterExample, Told
from netralitas.policy import TERMS, read_cases
from netralitas.regions import Registry
from netralitas.regions.properties import (
    PROPERTIES,
    Candidate,
    Nation,
    PackCheck,
    check_pack,
)
from tests.laws import national
from tests.workflows.desk.running import Run, runner

LINE = "fills:\n"
TIER = "  tiers:\n    - {act: join_campaign, tier: berat}\n"
ROW = """
provisions:
  - id: kota_contoh-suka
    acts: [react_online]
    effect: {track: disiplin, tier: ringan}
    overrides: [disiplin-posting-like-follow]
    text: {id: "hanya ringan", en: "ringan only"}
    cites: [{instrument: pp-94-2021}]
    marks: {content: A}
"""
"""A row by which a pack would make a violation lighter, in the nation's own format."""


@pytest.fixture(scope="module")
def nation() -> Nation:
    return national()


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    kept: Path,
    nation: Nation,
) -> Run:
    """Run `netralitas` in a folder of its own; the nation is read once for all tests."""
    monkeypatch.setattr(check, "read_nation", lambda: nation)
    here = tmp_path / "di-sini"
    here.mkdir()
    monkeypatch.chdir(here)
    return runner(capsys, monkeypatch, kept)


def new(run: Run, name: str, *options: str) -> Path:
    """Return a new pack, as `region new` writes it into the folder `paket`."""
    assert run("region", "new", name, "--yaml-only", "--out", "paket", *options).code == 0
    return Path("paket", f"{name}.yaml")


def spoiled(pack: Path, more: str = LINE + TIER, *, old: str = "", name: str = "") -> Path:
    """Return a pack with something wrong in it: more at its end, or in the place of what it has."""
    text = pack.read_text("utf-8")
    assert old in text
    spoiled = pack.with_name(name) if name else pack
    spoiled.write_text(text.replace(old, more, 1) if old else text + more, "utf-8")
    return spoiled


def line_of(pack: Path, text: str) -> int:
    return pack.read_text("utf-8").splitlines().index(text) + 1


# What passes


@pytest.fixture(scope="module")
def sound(nation: Nation) -> PackCheck:
    """The whole check of a pack that the product ships."""
    registry = Registry()
    return check_pack(
        Candidate(
            files=registry.files("lebong"),
            cases=registry.corpus("lebong"),
            name="lebong",
            nation=nation,
        )
    )


def page(checked: PackCheck, language: Language, place: str = "") -> str:
    terms: dict[str, Text] = {term: Text(id=f"hal {term}", en=f"term {term}") for term in TERMS}
    named = NamedPack("paket/x.yaml", None, {}, {}, place)
    return text_of(page_of_check(named, checked, terms, language), 100)


def test_an_installed_region_passes_with_a_certificate(run: Run, sound: PackCheck) -> None:
    ended = run("region", "check", "lebong")
    assert (ended.code, ended.err) == (0, "")
    first, *rest = ended.out.splitlines()
    assert first.startswith("lebong ")
    assert first.endswith(f"LOLOS · {len(PROPERTIES)} sifat terpenuhi")
    assert sound.certificate is not None
    assert sound.certificate.regional in ended.out
    assert any(line.startswith("Sertifikat") for line in rest)
    assert max(map(len, rest)) <= 100


def test_a_new_distribution_passes_by_its_folder(run: Run) -> None:
    assert run("region", "new", "kota_contoh").code == 0
    ended = run(
        "region", "check", "netralitas-region-kota_contoh", "--format", "json", "--lang", "en"
    )
    assert (ended.code, ended.err) == (0, "")
    told = json.loads(ended.out)
    assert told["pack"].endswith("netralitas_kota_contoh/kota_contoh.yaml")
    assert (told["region"], told["sound"]) == ("kota_contoh", True)
    assert {one["held"] for one in told["results"]} == {True}
    assert told["certificate"]["combinations"] > 900_000


@pytest.mark.parametrize("language", list(Language))
def test_the_certificate_is_told_in_full(language: Language, sound: PackCheck) -> None:
    found = sound.certificate
    assert found is not None
    text = " ".join(page(sound, language).split())
    parted = f"{found.combinations:,}"
    assert (parted if language is Language.EN else parted.replace(",", ".")) in text
    for digest in (found.regional, found.calendars, sound.national, sound.digest):
        assert str(digest) in text
    assert text.count("national") + text.count("nasional") > len(found.proven)


def test_what_is_permitted_is_counted_by_its_term(sound: PackCheck) -> None:
    found = sound.certificate
    assert found is not None
    some = msgspec.structs.replace(found, permitted={"contract_rules": 1234, "duties": 0})
    text = page(msgspec.structs.replace(sound, certificate=some), Language.ID)
    assert "hal contract_rules: 1.234 gabungan" in text
    assert "duties" not in text
    assert "tidak ada satu gabungan pun" not in text


# What is found


def test_a_finding_names_file_line_article_promise_and_hint(run: Run) -> None:
    pack = spoiled(new(run, "kota_contoh"))
    ended = run("region", "check", str(pack))
    assert (ended.code, ended.err) == (4, "")
    text = " ".join(ended.out.split())
    assert "TIDAK LOLOS · 1 temuan" in text
    at = line_of(pack, "  tiers:")
    assert f"paket/kota_contoh.yaml:{at}: fills.tiers: daerah tidak dapat menaikkan" in text
    assert "[pp-94-2021 ps 8] (daerah hanya mengisi hal yang terbuka)" in text
    assert "tier: tidak ada tingkat hukuman disiplin yang dinaikkan" in text
    assert "ukuran: belum teruji (" in text
    assert "Sertifikat" not in text
    english = " ".join(run("region", "check", str(pack), "--lang", "en").out.split())
    assert "NOT PASSED · findings: 1" in english
    assert "a region cannot raise, lower, add or remove a tier" in english


def test_what_is_not_reached_is_never_said_to_be_kept(run: Run) -> None:
    pack = spoiled(new(run, "kota_contoh"))
    told = json.loads(run("region", "check", str(pack), "--format", "json").out)
    states = {one["id"]: one["held"] for one in told["results"]}
    assert states["tier"] is False
    assert states["nothing_loosened"] is None
    assert (told["sound"], told["certificate"]) == (False, None)


@pytest.mark.parametrize(
    "more, old, says",
    [
        ("fills: [1\n", "", "bukan YAML yang sah"),
        ("maintaner:", "maintainer:", "maksudnya 'maintainer'?"),
        ("schema: netralitas/pack/v9", "schema: netralitas/pack/v1", "schema"),
        ("region: 12", "region: kota_contoh", "region"),
    ],
    ids=["unclosed", "unknown key", "another schema", "a number"],
)
def test_a_file_that_is_no_pack_ends_with_3(run: Run, more: str, old: str, says: str) -> None:
    pack = spoiled(new(run, "kota_contoh"), more, old=old)
    ended = run("region", "check", str(pack))
    assert ended.code == 3
    assert "BUKAN PAKET" in ended.out
    assert says in " ".join(ended.out.split())


def test_a_case_that_comes_out_otherwise_is_a_finding(run: Run) -> None:
    pack = new(run, "kota_contoh")
    cases = Path("lain.yaml")
    own = pack.with_suffix(".cases.yaml").read_text("utf-8")
    cases.write_text(own.replace("{outcome: violation, tier: sedang", "{tier: berat", 1), "utf-8")
    ended = run("region", "check", str(pack), "--cases", str(cases))
    assert ended.code == 4
    assert "own_corpus_holds" in ended.out
    assert "lain.yaml:" in ended.out
    assert "kasus paket sendiri: 2 dari 3 terpenuhi; 1 dilanggar" in ended.out


# What refutes


def test_the_smallest_case_is_shown_with_what_either_law_says(run: Run, nation: Nation) -> None:
    pack = spoiled(new(run, "kota_contoh"), ROW)
    ended = run("region", "check", str(pack), "--export", "penyangkal.yaml")
    assert ended.code == 4
    assert ended.err == "contoh penyangkal ditulis ke penyangkal.yaml\n"
    labels = [line.split()[0] for line in ended.out.splitlines() if line[:1].isalpha()]
    assert labels[-5:] == ["Penyangkal", "Nasional", "Daerah", "Baris", "Kasus"]
    national, regional = (
        next(line for line in ended.out.splitlines() if line.startswith(label))
        for label in ("Nasional", "Daerah")
    )
    assert national.split(maxsplit=1)[1] != regional.split(maxsplit=1)[1]
    assert "ringan" in regional

    content = Path("penyangkal.yaml").read_bytes()
    (case,) = read_cases(content, "penyangkal.yaml", nation.law.policy)
    assert isinstance(case, Case)
    judged = run("simulate", "penyangkal.yaml", "--format", "json")
    assert judged.code == 0
    assert json.loads(judged.out)["outcome"] == "needs_human"
    assert national.split(maxsplit=1)[1] == "perlu penilaian manusia"


def test_a_counter_example_without_a_case_says_so(sound: PackCheck) -> None:
    found = CounterExample(
        kind="deadlines",
        act=None,
        text=Text(id="tenggat lain", en="another clock"),
        case=None,
        national=Told(text=Text(id="7 hari", en="7 days")),
        regional=Told(text=Text(id="30 hari", en="30 days")),
        rows=("panggil_1",),
    )
    checked = msgspec.structs.replace(sound, certificate=None, counterexample=found)
    text = page(checked, Language.ID)
    for words in ("tenggat lain", "7 hari", "30 hari", "panggil_1", "tidak ada satu kasus pun"):
        assert words in text
    assert "TIDAK LOLOS" in text


def test_where_nothing_refutes_nothing_is_exported(run: Run) -> None:
    pack = spoiled(new(run, "kota_contoh"))
    Path("ada.yaml").write_text("tetap", "utf-8")
    ended = run("region", "check", str(pack), "--export", "ada.yaml")
    assert ended.code == 4
    assert ended.err == "--export: tidak ada contoh penyangkal; ada.yaml tidak ditulis\n"
    assert Path("ada.yaml").read_text("utf-8") == "tetap"


# Several, and none


def test_of_several_the_gravest_counts_and_all_are_told(run: Run) -> None:
    one = spoiled(new(run, "kota_satu"))
    other = spoiled(new(run, "kota_dua"), "fills: [1\n")
    ended = run("region", "check", str(one), str(other), str(one))
    assert ended.code == 3
    assert ended.err == "2 paket: 0 lolos, 2 tidak\n"
    assert ended.out.index("TIDAK LOLOS") < ended.out.index("BUKAN PAKET")
    listed = json.loads(run("region", "check", str(one), str(other), "--format", "json").out)
    assert [told["pack"] for told in listed] == [str(one), str(other)]
    assert run("region", "check", str(one)).code == 4


def test_a_folder_stands_for_the_packs_in_it(run: Run) -> None:
    spoiled(new(run, "kota_satu"))
    spoiled(new(run, "kota_dua"))
    ended = run("region", "check", "paket", "--format", "json")
    assert ended.code == 4
    assert [told["region"] for told in json.loads(ended.out)] == ["kota_dua", "kota_satu"]


def test_a_region_brought_twice_leaves_the_others_to_be_checked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = spoiled(new(run, "kota_contoh"))
    Path("lebong.yaml").write_bytes(other.read_bytes())
    monkeypatch.setenv("NETRALITAS_PACKS_DIR", ".")
    ended = run("region", "check", "lebong", str(other))
    assert ended.code == 3
    assert "daerah 'lebong' dibawa 2 kali" in ended.err
    assert ended.err.endswith("2 paket: 0 lolos, 2 tidak\n")
    assert "kota_contoh.yaml" in ended.out


@pytest.mark.parametrize(
    "arguments, says",
    [
        ([], "PACK... wajib diisi"),
        (["tidak-ada.yaml"], "tidak-ada.yaml: berkas tidak ada"),
        (["folder/lain"], "folder/lain: berkas tidak ada"),
        (["lumajng"], "daerah 'lumajng' tidak terpasang; yang terpasang: nasional, lebong"),
        (["nasional"], "netralitas policy check"),
        (["."], ".: tidak ada paket .yaml di folder ini"),
        (["lebong", "--cases", "tidak-ada.yaml"], "tidak-ada.yaml: berkas tidak ada"),
        (["lebong", "lumajang", "--cases", "kosong"], "--cases berlaku untuk satu paket saja"),
        (["lebong", "--exprot", "x"], "maksudnya '--export'?"),
    ],
)
def test_what_is_not_there_ends_with_2(run: Run, arguments: list[str], says: str) -> None:
    Path("kosong").write_bytes(b"")
    ended = run("region", "check", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err
    assert len(ended.err.splitlines()) == 1


def test_an_installed_region_goes_before_a_folder_of_its_name(run: Run) -> None:
    Path("lebong").mkdir()
    registry = Registry()
    (found,) = named_packs("lebong", registry, None)
    assert found.region == "lebong"
    spoiled(new(run, "kota_contoh")).rename("lebong/kota_contoh.yaml")
    (inside,) = named_packs("./lebong", registry, None)
    assert (inside.region, inside.at("kota_contoh.yaml")) == (None, "lebong/kota_contoh.yaml")


# While it goes on


def test_a_bar_counts_each_property_once_and_stays_off_stdout(
    nation: Nation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # stderr is no terminal here
    files = {"x.yaml": b"schema: netralitas/pack/v1\n"}
    plain = check_pack(Candidate(files=files, nation=nation))
    with watched(Terminal(Language.ID, watched=True), "x.yaml") as properties:
        assert [one.id for one in properties] == [one.id for one in PROPERTIES]
        assert check_pack(Candidate(files=files, nation=nation), properties) == plain
    said = capsys.readouterr()
    assert said.out == ""
    assert f"/{len(PROPERTIES)}" in said.err


def test_nothing_is_drawn_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with watched(Terminal(Language.ID), "x.yaml") as properties:
        assert properties is PROPERTIES
    assert capsys.readouterr() == ("", "")
