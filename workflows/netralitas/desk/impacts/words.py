"""This file says in words what tells two policies apart: rows, conditions, days, types."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from netralitas.desk.impacts.phrases import said
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import Case, Language, Value
from netralitas.judgement import enum_word, say_day
from netralitas.judgement.differing import (
    Change,
    Condition,
    LadderTold,
    RowDifference,
    Stretch,
    Turning,
    Types,
    Window,
)
from netralitas.policy import to_plain
from netralitas.rules import FIRST_DAY

WINDOWS_MOST = 6
"""How many spans of days a line names before it only says how many more there are."""


def turning_words(turning: Turning, language: Language) -> str:
    """Return on which rows of law a difference turns."""
    told = [said("dates", language)] if turning.dates else []
    for key, rows in (
        ("only_old", turning.old),
        ("only_new", turning.new),
        ("changed", turning.changed),
    ):
        if rows:
            told.append(said(key, language, rows=", ".join(rows)))
    return "; ".join(told) or said("other_law", language)


def condition_words(condition: Condition, words: Vocabulary, presumed: Mapping[str, Value]) -> str:
    """Return a condition in words, without what every row presumes anyway."""
    told = []
    for fact, values in condition.facts.items():
        if values == (presumed.get(fact),):
            continue
        named = ", ".join(words.value(fact, value) for value in values)
        told.append(f"{words.fact(fact)}: {named}")
    return "; ".join(told)


def window_words(days: Sequence[Window], language: Language, most: int = WINDOWS_MOST) -> str:
    """Return runs of days in words; runs that are the same in several contests are said once."""
    runs: dict[tuple[date, date | None], list[str]] = {}
    for one in days:
        runs.setdefault((one.first, one.last), []).append(f"{one.election} {one.contest}")
    told = [
        f"{span_words(first, last, language)} ({', '.join(contests)})"
        for (first, last), contests in runs.items()
    ]
    if len(told) > most:
        told = [*told[:most], said("more_days", language, n=len(told) - most)]
    return "; ".join(told)


def span_words(first: date | None, last: date | None, language: Language) -> str:
    """Return a run of days; what begins with the data or has no end is said as such."""
    begins = None if first == FIRST_DAY else first
    if begins is None and last is None:
        return said("at_any_time", language)
    if last is None and begins is not None:
        return said("since", language, day=say_day(begins, language))
    if begins is None and last is not None:
        return said("until", language, day=say_day(last, language))
    assert begins is not None and last is not None
    if begins == last:
        return say_day(begins, language)
    return f"{say_day(begins, language)} – {say_day(last, language)}"


def stretch_words(stretches: Sequence[Stretch], language: Language) -> str:
    """Return stretches of days in words."""
    return "; ".join(span_words(one.first, one.last, language) for one in stretches)


def types_words(one: Types, words: Vocabulary) -> str:
    """Return for whom another ladder of types applies, and both ladders."""
    language = words.language
    track = enum_word(one.track, language)
    if one.tier is not None:
        track = f"{track} {enum_word(one.tier, language)}"
    return said(
        "type",
        language,
        track=track,
        people=", ".join(enum_word(category, language) for category in one.categories),
        old=_ladders(one.old, words),
        new=_ladders(one.new, words),
    )


def row_words(one: RowDifference, language: Language) -> str:
    """Return how a row of law differs."""
    told = said(f"row.{one.kind}", language, changes="; ".join(map(_change, one.changes)))
    about = f" ({one.text.in_(language)})" if one.text and one.kind != "changed" else ""
    return told + about


def case_words(case: Case | None, language: Language) -> str:
    """Return a ready-to-run case as one line of JSON, or that there is none."""
    if case is None:
        return said("no_case", language)
    return said("case", language, case=json.dumps(stated(to_plain(case)), ensure_ascii=False))


def stated(value: Any) -> Any:
    """Return a case without what it leaves unsaid, as somebody would write it."""
    if isinstance(value, dict):
        kept = {key: stated(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, [], {}, ())}
    return [stated(item) for item in value] if isinstance(value, list | tuple) else value


def _ladders(ladders: Sequence[LadderTold], words: Vocabulary) -> str:
    told = [
        f"{one.id} ({', '.join(words.sanction(name) for name in one.types)})" for one in ladders
    ]
    return "; ".join(told) or said("no_ladder", words.language)


def _change(change: Change) -> str:
    sides = (_short(change.old), _short(change.new))
    return f"{change.key} {' → '.join(sides)}".strip()


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN_MOST else text[: SHOWN_MOST - 1] + "…"


SHOWN_MOST = 80
"""How much of a value is shown where two rows differ; `--format json` has all of it."""
