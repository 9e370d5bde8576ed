"""Every value and every key that a verdict may hold has words in both languages."""

from __future__ import annotations

import inspect
import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

import netralitas.facts
from netralitas import judgement, rules
from netralitas.facts import (
    Citation,
    Confidence,
    Facts,
    Language,
    Reason,
    Stage,
    Text,
    Tier,
)
from netralitas.judgement.words import (
    Names,
    as_lines,
    enum_word,
    enum_words,
    known_keys,
    say,
    say_day,
    say_days,
    words,
)
from netralitas.policy import Phase

ENUMS = [
    kind
    for name in netralitas.facts.__all__
    if inspect.isclass(kind := getattr(netralitas.facts, name)) and issubclass(kind, StrEnum)
]

KEYS = """
charge.outcome admit.period admit.election admit.evidence.sufficient
admit.evidence.insufficient admit.evidence.assumed admit.default admit.derived match.met match.maybe
match.none settle.overridden settle.question settle.reading settle.reading_none
settle.unverified_phase settle.unverified_content settle.conflict settle.unverified_date
settle.no_violation settle.forum unknown.fact unknown.day unknown.election
criminal.named criminal.not_named criminal.before_determination criminal.passive
criminal.no_intent criminal.assess criminal.missing criminal.no_row criminal.no_partisan_act
criminal.unverified
""".split()


def unworded(kind: type[StrEnum]) -> list[str]:
    """Return the values of an enumeration that lack words in one language or the other."""
    found = enum_words(kind)
    return [
        value.value
        for value in kind
        if value.value not in found or not found[value.value].id or not found[value.value].en
    ]


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.__name__)
def test_every_value_of_every_enumeration_has_words(kind: type[StrEnum]) -> None:
    assert unworded(kind) == []
    assert set(enum_words(kind)) == {value.value for value in kind}


def test_a_value_without_words_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    table = dict(enum_words(Confidence))
    del table["D"]
    module = inspect.getmodule(enum_words)
    monkeypatch.setitem(module._ENUMS, Confidence, table)  # type: ignore[union-attr]
    assert unworded(Confidence) == ["D"]


@pytest.mark.parametrize("key", KEYS)
def test_every_reason_is_said_in_both_languages(key: str) -> None:
    reason = Reason(says=key, about=Facts({"row": "x"}), text=Text(id="kata", en="words"))
    said = {say(reason, language) for language in Language}
    assert key not in said
    assert len(said) == 2
    assert all("{" not in text and "  " not in text for text in said)


GROUPS = "charge|admit|match|settle|unknown|concur|criminal"
"""How the keys of reasons begin; those of notes begin otherwise and carry their own text."""


def keys_in(folder: str) -> set[str]:
    """Return the keys of reasons that the sources of a folder write down."""
    sources = [
        path.read_text("utf-8") for path in Path(folder).glob("*.py") if path.name != "words.py"
    ]
    written = re.compile(rf'"((?:{GROUPS})\.[a-z_]+(?:\.[a-z_]+)*)"')
    return {key for text in sources for key in written.findall(text)}


def test_every_reason_that_the_rules_give_has_words() -> None:
    """The keys are read out of the sources of the rules and of judging, where they are written."""
    written = {key for brick in (rules, judgement) for at in brick.__path__ for key in keys_in(at)}
    assert "charge.outcome" in written, "the search finds nothing: it is broken"
    assert written - known_keys() == set()


def test_a_key_nobody_worded_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "settle.py").write_text('Reason(says="settle.invented")', "utf-8")
    assert keys_in(str(tmp_path)) - known_keys() == {"settle.invented"}


@pytest.mark.parametrize("phase", [*get_args(Phase), "several"])
def test_every_phase_has_words(phase: str) -> None:
    reason = Reason(says="admit.period", about=Facts({"at": "2024-10-02", "phase": phase}))
    assert phase not in say(reason, Language.ID)
    assert phase not in say(reason, Language.EN)


def test_an_unknown_key_is_said_by_its_own_text() -> None:
    assert say(Reason(says="later.key"), Language.ID) == "later.key"
    told = Reason(says="later.key", text=Text(id="nanti", en="later"))
    assert say(told, Language.EN) == "later"


def test_facts_and_values_take_the_names_of_the_policy() -> None:
    names = Names(
        fields={"reaction": Text(id="bentuk reaksi", en="kind of reaction")},
        values={"reaction=like": Text(id="menyukai", en="liked")},
    )
    reason = Reason(says="admit.derived", about=Facts({"fact": "reaction", "value": "like"}))
    assert say(reason, Language.ID, names) == "diturunkan: bentuk reaksi = menyukai"
    assert say(reason, Language.EN, names) == "derived: kind of reaction = liked"
    assert say(reason, Language.EN) == "derived: reaction = like"


def test_what_a_reason_does_not_state_leaves_no_hole() -> None:
    reason = Reason(says="settle.reading", about=Facts({"track": "kontrak"}))
    assert say(reason, Language.ID) == "salah satu tafsir: kontrak"


def test_braces_in_a_text_are_not_filled() -> None:
    reason = Reason(says="match.met", about=Facts({"row": "{text}"}), text=Text(id="{row}", en="x"))
    assert say(reason, Language.ID) == "terpenuhi {text}: {row}"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2024-10-02", "hari perbuatan 2 Okt 2024"),
        ("2024-10-01..2024-10-31", "hari perbuatan 1 Okt 2024 s.d. 31 Okt 2024"),
        ("entah", "hari perbuatan entah"),
    ],
)
def test_the_day_of_the_act_is_said_as_a_date(at: str, said: str) -> None:
    reason = Reason(says="admit.period", about=Facts({"at": at, "phase": "several"}))
    assert say(reason, Language.ID).startswith(said)


def test_dates_are_said_as_people_write_them() -> None:
    assert say_day(date(2024, 5, 9), Language.ID) == "9 Mei 2024"
    assert say_day(date(2024, 5, 9), Language.EN) == "9 May 2024"
    assert say_days(date(2024, 8, 1), date(2024, 8, 1), Language.ID) == "1 Agu 2024"
    assert say_days(date(2024, 8, 1), date(2024, 8, 2), Language.EN) == "1 Aug 2024 to 2 Aug 2024"


def test_the_argument_is_a_tree_of_lines_with_its_law() -> None:
    law = Citation(instrument="pp-94-2021", pasal="5", huruf="n")
    reason = Reason(
        says="charge.outcome",
        about=Facts({"outcome": "violation"}),
        because=(
            Reason(
                says="match.met",
                about=Facts({"row": "r"}),
                cites=(law,),
                confidence=Confidence.B,
                text=Text(id="kata", en="words"),
                because=(Reason(says="unknown.day"),),
            ),
        ),
    )
    names = Names(titles={"pp-94-2021": Text(id="PP 94/2021", en="GR 94/2021")})
    assert list(as_lines(reason, Language.EN, names=names)) == [
        "outcome: violation",
        "  met r: words [GR 94/2021 ps 5 huruf n; B]",
        "    the day of the act is not certain",
    ]


def test_terms_of_art_stay_indonesian_in_english_and_get_a_gloss() -> None:
    assert enum_word(Tier.BERAT, Language.EN) == "berat (severe)"
    assert enum_word(Stage.ATASAN_LANGSUNG, Language.EN).startswith("atasan langsung (")


def test_a_key_that_takes_no_values_is_looked_up_or_refused() -> None:
    assert words("opens.assess", Language.ID) == "perlu dinilai Gakkumdu"
    with pytest.raises(KeyError):
        words("opens.perhaps", Language.ID)
