"""The legality lint beside the verdict: what one allows the other recommends, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from netralitas.facts import (
    Case,
    CaseError,
    Examination,
    Lint,
    Official,
    Outcome,
    Process,
    Summons,
    Tier,
    Track,
    Verdict,
)
from netralitas.judgement import AS_OF, judge, lint

from .corpus import cases, national

SANCTIONS = {sanction.id: sanction for sanction in national().policy.sanctions}
TIERED = (Track.DISIPLIN, Track.ETIK)


def examined(case: Case) -> Case:
    """Return the case after an examination on its last day, with nothing imposed yet."""
    last = max((charge.at.last for charge in case.charges if charge.at), default=AS_OF)
    process = Process(examination=Examination(at=last, by="atasan langsung", signed=True))
    return msgspec.structs.replace(case, process=process)


def _decided() -> Iterator[tuple[Case, Verdict, Track]]:
    """Yield the examined cases of the corpus, with each track on which everything is decided."""
    for _, given in cases():
        case = examined(given)
        verdict = judge(case, national(), as_of=AS_OF)
        for name, track in verdict.tracks.items():
            settled = (track.sanctions.outcome, track.authority.outcome) == ("decided", "decided")
            if track.outcome is Outcome.VIOLATION and settled and track.sanctions.lawful:
                yield case, verdict, name


DECIDED = list(_decided())


def _lint(
    case: Case, *sanctions: str, by: Official | None = None, label: Tier | None = None
) -> Lint:
    """Return whether sanctions would be lawful on the day on which the corpus is judged."""
    return lint(case, national(), sanctions, as_of=AS_OF, by=by, label=label)


def _answered(allowed: bool) -> set[tuple[str, str]]:
    """Return every answer to a lawful (or to any other) type, by the official who decides."""
    found: set[tuple[str, str]] = set()
    for case, verdict, name in DECIDED:
        track = verdict.tracks[name]
        waiting = {one for x in track.authority.approvals if not x.given for one in x.sanctions}
        lawful = {one.id for one in track.sanctions.lawful}
        for sanction in SANCTIONS.values():
            if sanction.track is name and (sanction.id in lawful) is allowed:
                official = track.authority.by_sanction.get(sanction.id, track.authority.official)
                answer = _lint(case, sanction.id, by=official).answer
                found.add((answer, "waiting" if sanction.id in waiting else "free"))
    return found


def test_a_lawful_type_by_its_official_is_lawful_unless_an_approval_is_awaited() -> None:
    assert _answered(allowed=True) == {("lawful", "free"), ("depends", "waiting")}


def test_any_other_type_is_unlawful() -> None:
    assert {answer for answer, _ in _answered(allowed=False)} == {"unlawful"}


def test_what_is_recommended_is_never_unlawful() -> None:
    for case, verdict, name in DECIDED:
        recommended = verdict.tracks[name].sanctions.recommended
        if recommended is not None:
            assert _lint(case, recommended).answer != "unlawful", case.id


def test_two_types_of_one_track_are_never_lawful() -> None:
    for case, verdict, name in DECIDED:
        lawful = [one.id for one in verdict.tracks[name].sanctions.lawful]
        if name in TIERED and len(lawful) > 1:
            assert _lint(case, *lawful[:2]).answer == "unlawful", case.id


def test_discipline_before_an_examination_is_never_lawful() -> None:
    once = Summons(at=AS_OF, on=AS_OF, attended=False)
    for case, verdict, name in DECIDED:
        if name is Track.DISIPLIN:
            sanction = verdict.tracks[name].sanctions.lawful[0].id
            for summonses, answer in ((), "depends"), ((once,), "unlawful"):
                early = msgspec.structs.replace(case, process=Process(summonses=summonses))
                assert _lint(early, sanction).answer == answer, case.id
            twice = msgspec.structs.replace(case, process=Process(summonses=(once, once)))
            assert _lint(twice, sanction).answer == "lawful" or _waits(verdict, sanction), case.id


def _waits(verdict: Verdict, sanction: str) -> bool:
    approvals = [x for track in verdict.tracks.values() for x in track.authority.approvals]
    return any(sanction in one.sanctions and one.given is None for one in approvals)


def test_a_label_must_be_the_tier_of_the_type() -> None:
    for case, verdict, name in DECIDED:
        if name in TIERED:
            track = verdict.tracks[name]
            sanction = track.sanctions.lawful[0].id
            for label in Tier:
                answer = _lint(case, sanction, label=label).answer
                assert (answer == "unlawful") is (label is not track.tier), (case.id, label)


def test_a_refusal_names_its_reason_and_what_is_lawful_instead() -> None:
    for case, verdict, name in DECIDED:
        track = verdict.tracks[name]
        lawful = {one.id for one in track.sanctions.lawful}
        other = {Track.DISIPLIN: "ringan_a", Track.DESA: "desa_berhenti"}.get(name)
        if other is None or other in lawful:
            continue
        answer = _lint(case, other)
        assert {one.id for one in answer.nearest} == lawful, case.id
        assert [point for point in answer.because if point.answer == "unlawful" and point.text.id]
        assert answer.because[0].answer == answer.answer, "the gravest point comes first"


def test_nobody_but_the_competent_may_impose() -> None:
    for case, verdict, name in DECIDED:
        authority = verdict.tracks[name].authority
        sanction = verdict.tracks[name].sanctions.lawful[0].id
        competent = {authority.by_sanction.get(sanction, authority.official), *authority.alternates}
        for official in Official:
            if official not in competent:
                assert _lint(case, sanction, by=official).answer == "unlawful", (case.id, official)


def test_an_unknown_sanction_is_refused_with_the_nearest_name() -> None:
    case, _, _ = DECIDED[0]
    with pytest.raises(CaseError, match="berat_a"):
        _lint(case, "berat_aa")


def test_the_corpus_has_enough_to_lint() -> None:
    assert {name for _, _, name in DECIDED} == {Track.DISIPLIN, Track.ETIK, Track.DESA}
    assert len(DECIDED) > 100
