"""This file holds the glossary complete: every word the code and the law data use stands in it."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from netralitas import facts
from netralitas.policy import Phase, Policy
from tests.laws import national_policy

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
PLAIN = "## Plain English values"
LINE = re.compile(r"^\| `([^`]+)` \|(.+)\|$", re.MULTILINE)

NAMED_BY_THE_HOUSE = {
    *("atasan_langsung", "perangkat_daerah", "kepala_daerah", "keberatan", "banding_administratif"),
    *("pasal", "ayat", "huruf", "angka", "ringan", "sedang", "berat", "tim_pemeriksa"),
    *("majelis_kode_etik", "pejabat_pembina_kepegawaian"),
    *("on_cltn", "pakta_integritas", "deklarasi_netralitas", "pilkada", "pemilu"),
}
"""Indonesian identifiers that stand in the code as names of fields, rows and bodies."""


def enumerations() -> dict[str, list[str]]:
    """Return every enumeration that the door of facts names, with its values."""
    things = {name: getattr(facts, name) for name in facts.__all__}
    return {
        name: [str(value) for value in thing]
        for name, thing in things.items()
        if isinstance(thing, type) and issubclass(thing, StrEnum)
    }


def terms(glossary: str) -> Counter[str]:
    """Return the Indonesian identifiers that have a line, with how many."""
    return Counter(name for name, _ in LINE.findall(glossary.split(PLAIN)[0]))


def plain(glossary: str) -> dict[str, set[str]]:
    """Return what is listed as plain English, by enumeration."""
    return {
        name: set(re.findall(r"`([^`]+)`", values))
        for name, values in LINE.findall(glossary.split(PLAIN)[1])
    }


def values_without_a_line(glossary: str) -> list[str]:
    known, english = terms(glossary), plain(glossary)
    return [
        f"{name}: {value}"
        for name, values in enumerations().items()
        for value in values
        if value not in known and value not in english.get(name, set())
    ]


def plain_values_nobody_uses(glossary: str) -> list[str]:
    used = enumerations()
    return [
        f"{name}: {value}"
        for name, values in plain(glossary).items()
        for value in sorted(values - set(used.get(name, ())))
    ]


def lines_that_say_too_little(glossary: str) -> list[str]:
    """Return lines that lack the term, its English, or a word on the instrument (a dash counts)."""
    return [
        name
        for name, rest in LINE.findall(glossary.split(PLAIN)[0])
        if [bool(cell.strip()) for cell in rest.split("|")] != [True] * 3
    ]


def words_of_the_law_without_a_line(policy: Policy, glossary: str) -> list[str]:
    """Return sanctions, measures, offices, panels, elections and phases that have no line."""
    used = {
        *(sanction.id for sanction in policy.sanctions),
        *(measure.id for measure in policy.measures),
        *(office.id for office in policy.offices),
        *(panel.body for panel in policy.panels),
        *(member for panel in policy.panels for member in panel.members),
        *(election.kind for election in policy.elections),
        *(milestone.id for election in policy.elections for milestone in election.milestones),
        *get_args(Phase),
    }
    return sorted(used - set(terms(glossary)))


@pytest.fixture(scope="module")
def policy() -> Policy:
    return national_policy()


def test_every_value_of_every_enumeration_has_a_line() -> None:
    assert values_without_a_line(GLOSSARY) == []


def test_nothing_plain_is_listed_that_no_enumeration_has() -> None:
    assert plain_values_nobody_uses(GLOSSARY) == []


def test_every_name_of_the_house_has_a_line() -> None:
    assert sorted(NAMED_BY_THE_HOUSE - set(terms(GLOSSARY))) == []


def test_every_word_of_the_national_policy_has_a_line(policy: Policy) -> None:
    assert words_of_the_law_without_a_line(policy, GLOSSARY) == []


def test_every_line_gives_term_english_and_instrument() -> None:
    assert lines_that_say_too_little(GLOSSARY) == []


def test_no_identifier_has_two_lines() -> None:
    assert [name for name, times in terms(GLOSSARY).items() if times > 1] == []


def without(name: str) -> str:
    """Return the glossary with one identifier's line taken out."""
    found = re.search(rf"^\| `{name}` \|.*\n", GLOSSARY, re.MULTILINE)
    assert found
    return GLOSSARY.replace(found[0], "")


def test_a_missing_value_is_noticed() -> None:
    assert values_without_a_line(without("tangkapan_layar")) == ["EvidenceKind: tangkapan_layar"]
    assert values_without_a_line(GLOSSARY.replace("`lapsed`", "")) == ["CriminalStage: lapsed"]


def test_an_invented_plain_value_is_noticed() -> None:
    wrong = GLOSSARY.replace("`media`, ", "`media`, `radio`, ")
    assert plain_values_nobody_uses(wrong) == ["Channel: radio"]


def test_a_missing_sanction_is_noticed(policy: Policy) -> None:
    assert words_of_the_law_without_a_line(policy, without("berat_c")) == ["berat_c"]
    assert words_of_the_law_without_a_line(policy, without("penetapan")) == ["penetapan"]


def test_a_line_without_its_english_is_noticed() -> None:
    wrong = GLOSSARY.replace("| `foto` | foto | photograph |", "| `foto` | foto | |")
    assert lines_that_say_too_little(wrong) == ["foto"]


def test_a_second_line_is_noticed() -> None:
    assert terms(GLOSSARY.replace("| `saksi` |", "| `foto` |"))["foto"] == 2
