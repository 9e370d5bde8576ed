"""This file weighs an answer, line by line: how little it may come to, and how much.

Ethics and discipline are one line, since their tiers are one order: moral, ringan, sedang, berat.
Every other track is a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from netralitas.facts import Outcome, Tier, Track
from netralitas.judgement.checking.survey import Meeting
from netralitas.policy import Consequence
from netralitas.rules import Law, Settled, TrackState, readings_of

Span = tuple[int, int]
"""The least and the most that an answer may weigh on a line; 0 where nothing need open."""

Spans = Mapping[Track, Span]
"""A span for each line, named by its heavier track."""

_TIERS: Mapping[Track, tuple[Tier, Tier]] = {
    Track.ETIK: (Tier.MORAL, Tier.MORAL),
    Track.DISIPLIN: (Tier.RINGAN, Tier.BERAT),
}
"""The lightest and the heaviest tier of each track that has tiers."""

_ANYTHING = 1 + max(tier.weight for tier in Tier)


def spans_of(law: Law, meeting: Meeting) -> Spans:
    """Return what the readings of a day may come to, a human's answer to an open one included."""
    return _joined(_spans(law, settled) for settled in meeting.readings)


def falls(before: Spans, after: Spans) -> bool:
    """Whether an answer is certainly lighter than another: on no line heavier, on one lighter."""
    lines = {*before, *after}
    pairs = [(_on(before, line), _on(after, line)) for line in lines]
    return all(then[1] <= now[0] for now, then in pairs) and any(
        then[1] < now[0] for now, then in pairs
    )


def may_fall(before: Spans, after: Spans) -> bool:
    """Whether an answer may be lighter than another, and cannot be heavier on any line."""
    lines = {*before, *after}
    pairs = [(_on(before, line), _on(after, line)) for line in lines]
    return all(then[0] <= now[0] and then[1] <= now[1] for now, then in pairs) and any(
        then != now for now, then in pairs
    )


def _on(spans: Spans, line: Track) -> Span:
    return spans.get(line, (0, 0))


def _line(track: Track) -> Track:
    return Track.DISIPLIN if track is Track.ETIK else track


def _spans(law: Law, settled: Settled) -> Spans:
    if settled.result.outcome is Outcome.OUT_OF_SCOPE:
        return {}
    spans: dict[Track, Span] = {}
    for place in settled.deciding:
        effect = law.policy.provisions[law.rules[place].row].effect
        _heavier(spans, _weights(effect))
    if settled.conflict:
        return {line: (0, most) for line, (_, most) in spans.items()}
    if settled.result.outcome is Outcome.NEEDS_HUMAN:
        for place in settled.asking:
            rule = law.rules[place]
            _heavier(
                spans, _asked(readings_of(law.policy.provisions[rule.row], rule.mode == "asks"))
            )
    return spans


def _heavier(spans: dict[Track, Span], others: Spans) -> None:
    """Let an answer weigh at least as much as another as well."""
    for line, (least, most) in others.items():
        known = spans.get(line, (0, 0))
        spans[line] = (max(known[0], least), max(known[1], most))


def _asked(readings: tuple[Consequence, ...]) -> Spans:
    """Return what a human may answer to one open question; anything where it names no readings."""
    if not readings:
        return {_line(track): (0, _ANYTHING) for track in Track}
    return _joined(_weights(reading) for reading in readings)


def _joined(parts: Iterable[Spans]) -> Spans:
    """Return the spans that hold whichever of several answers is given."""
    listed = list(parts)
    lines = dict.fromkeys(line for part in listed for line in part)
    return {
        line: (
            min(_on(part, line)[0] for part in listed),
            max(_on(part, line)[1] for part in listed),
        )
        for line in lines
    }


def _weights(effect: Consequence) -> Spans:
    """Return what a consequence weighs; a reading may leave the tier of its track open."""
    if effect.track is None:
        return {}
    open_tiers = _TIERS.get(effect.track, (None, None))
    tiers = open_tiers if effect.tier is None else (effect.tier, effect.tier)
    least, most = (TrackState(Outcome.VIOLATION, tier).weight for tier in tiers)
    return {_line(effect.track): (least, most)}
