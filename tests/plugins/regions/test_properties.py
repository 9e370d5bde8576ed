"""This file holds every property to a pack that breaks it, and it alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from netralitas.facts import Language
from netralitas.policy import PackFinding
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.checking import PackCheck, check_pack
from netralitas.regions.properties.every import PROPERTIES
from netralitas.regions.properties.law import OF_LAW
from netralitas.regions.properties.property import Layer, Property
from netralitas.regions.properties.reading import OF_READING
from tests.broken.packs.leaky_overlays import LEAKS
from tests.plugins.regions.broken_packs import (
    FOLDER,
    SOUND,
    broken,
    candidate_of,
    header,
    leaking,
    nation,
    not_held,
    said,
)

ROOT = Path(__file__).parents[3]
NAMES = [one.id for one in PROPERTIES]
PACKS = sorted(
    pack
    for pack in FOLDER.iterdir()
    if (pack.suffix == ".yaml" or pack.name == "one_file") and ".cases." not in pack.name
)
FOUND_ON_READING = {one.id for one in OF_READING} | {
    term.id for term in nation().law.policy.closed_terms
}


@pytest.fixture(scope="module")
def sound() -> PackCheck:
    return check_pack(candidate_of(SOUND))


def test_there_are_enough_properties_and_each_is_a_promise_in_two_languages() -> None:
    assert len(NAMES) == len(set(NAMES)) >= 40
    assert (
        len({one.text.id for one in PROPERTIES})
        == len({one.text.en for one in PROPERTIES})
        == len(NAMES)
    )
    for one in PROPERTIES:
        assert one.id.isidentifier()
        assert one.text.id and one.text.en and one.text.id != one.text.en


def test_a_sound_pack_keeps_all_of_them(sound: PackCheck) -> None:
    assert [one.id for one in sound.results if one.held is not True] == []
    assert sound.sound
    assert sound.certificate is not None and sound.counterexample is None
    assert sound.certificate.combinations > 500_000
    assert sound.region == "demonstrasi_contoh"
    assert sound.certificate.national != sound.certificate.regional
    assert sound.national == nation().law.policy.digest


def names_given_on_reading(folder: Path) -> set[str]:
    """Return the names under which a source file tells a finding, those of closed terms apart."""
    found: set[str] = set()
    for file in folder.glob("pack*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).split(".")[-1]
            named = [word.value for word in node.keywords if word.arg == "property"]
            if called in ("finding", "_of_error"):
                named += node.args[:1]
            found |= {
                one.value
                for one in named
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    return found


def test_whatever_reading_can_find_is_a_property_and_the_reverse() -> None:
    closed = {term.id for term in nation().law.policy.closed_terms}
    given = names_given_on_reading(ROOT / "engine" / "netralitas" / "policy") | closed
    assert given == FOUND_ON_READING
    assert given <= set(NAMES)


def test_a_finding_under_another_name_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "pack_more.py").write_text("yield placed.finding('weighed', path, says)\n")
    assert names_given_on_reading(tmp_path) == {"weighed"}


def test_every_property_has_something_that_breaks_it() -> None:
    by_a_pack = [header(pack)["breaks"] for pack in PACKS]
    assert [pack.stem for pack in PACKS] == by_a_pack
    assert sorted({*by_a_pack, *LEAKS}) == sorted(NAMES)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.stem)
def test_a_broken_pack_breaks_its_property_alone_and_says_where(pack: Path) -> None:
    case = broken(pack)
    check = check_pack(case.candidate)
    assert not_held(check) == [case.breaks]
    assert not check.sound
    first = check.findings[0]
    assert said(first)[Language.EN] == case.says
    assert said(first)[Language.ID] != case.says
    assert all(message.isprintable() for message in said(first).values())


@pytest.mark.parametrize(
    "pack", [pack for pack in PACKS if "mend" in header(pack)], ids=lambda pack: pack.stem
)
def test_a_broken_pack_keeps_its_property_once_it_is_mended(pack: Path) -> None:
    case = broken(pack)
    assert case.mended is not None
    [promise] = [one for one in PROPERTIES if one.id == case.breaks]
    assert case.mended.examined.findings == ()
    if promise not in OF_LAW:  # the proof of those is in the tests of the leaky overlays
        assert list(promise.check(case.mended)) == []


@pytest.mark.parametrize("name", LEAKS)
def test_a_leaky_overlay_breaks_its_property_alone(name: str) -> None:
    check = check_pack(leaking(name))
    assert not_held(check) == [name]
    assert not check.sound
    messages = said(check.findings[0])
    assert messages[Language.ID] != messages[Language.EN]
    assert all(message.startswith("demonstrasi_contoh.yaml:") for message in messages.values())


def nothing(candidate: Candidate) -> Iterator[PackFinding]:
    yield from ()


def silenced(name: str) -> tuple[Property, ...]:
    """Return the properties with one whose check sees nothing."""
    return tuple(
        msgspec.structs.replace(one, check=nothing) if one.id == name else one for one in PROPERTIES
    )


@pytest.mark.parametrize(
    "pack",
    [pack for pack in PACKS if header(pack)["breaks"] in FOUND_ON_READING],
    ids=lambda pack: pack.stem,
)
def test_a_check_that_sees_nothing_is_noticed(pack: Path) -> None:
    case = broken(pack)
    check = check_pack(case.candidate, silenced(case.breaks))
    assert not_held(check) == []
    assert check.certificate is None and not check.sound


@pytest.mark.parametrize("name", ["nothing_loosened", "order_independent"])
def test_a_check_of_a_leak_that_sees_nothing_is_noticed(name: str) -> None:
    assert name not in not_held(check_pack(leaking(name), silenced(name)))


def test_the_bounds_are_not_proven_where_only_the_check_is_blind() -> None:
    check = check_pack(leaking("nothing_loosened"), silenced("nothing_loosened"))
    assert check.counterexample is not None
    assert check.certificate is None and not check.sound


def test_what_comes_after_a_broken_promise_is_not_reached_and_never_said_to_be_kept() -> None:
    layers = {one.id: one.layer for one in PROPERTIES}
    for pack, layer in (("bounded_yaml", Layer.YAML), ("cited", Layer.ITEMS)):
        check = check_pack(candidate_of(FOLDER / f"{pack}.yaml"))
        for one in check.results:
            if layers[one.id] > layer:
                assert one.held is None, one.id
            elif one.id != pack:
                assert one.held is True, one.id


def test_a_pack_without_a_corpus_is_sound_and_its_corpus_is_not_reached() -> None:
    alone = msgspec.structs.replace(candidate_of(SOUND), cases={})
    check = check_pack(alone)
    assert check.sound
    assert [one.id for one in check.results if one.held is None] == [
        "own_corpus_reads",
        "own_corpus_holds",
        "own_corpus_shows",
    ]
