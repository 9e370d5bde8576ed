"""What a region may make of a national answer, and what it may not: the predicate, side by side."""

from __future__ import annotations

import pytest

from netralitas.facts import Category, Outcome, Tier, Track
from netralitas.judgement.permits import Permit
from netralitas.judgement.refinement import Answer
from netralitas.rules import Law, Result
from netralitas.rules.settle import TrackState

from .test_bounds_tampering import CONTRACT, national

QUESTION = TrackState(Outcome.NEEDS_HUMAN, None)
VIOLATED = TrackState(Outcome.VIOLATION, None)


def violation(**tracks: Tier | None) -> Answer:
    """Return a violation on the tracks named, each with its tier."""
    return answer(
        Outcome.VIOLATION,
        {Track(name): TrackState(Outcome.VIOLATION, tier) for name, tier in tracks.items()},
    )


def question(*tracks: str) -> Answer:
    """Return a question whose readings name tracks, or none at all."""
    return answer(Outcome.NEEDS_HUMAN, {Track(name): QUESTION for name in tracks})


def answer(outcome: Outcome, tracks: dict[Track, TrackState], *, denied: bool = False) -> Answer:
    return Answer(Result(outcome, tuple(sorted(tracks.items()))), frozenset(), denied)


NOTHING = answer(Outcome.NO_VIOLATION, {})
NO_LAW_DENIES = NOTHING
A_ROW_DENIES = answer(Outcome.NO_VIOLATION, {}, denied=True)
ELSEWHERE = answer(Outcome.OUT_OF_SCOPE, {})
BOTH_OPEN = answer(Outcome.VIOLATION, {Track.DISIPLIN: QUESTION, Track.KONTRAK: VIOLATED})

ALLOWED = {
    "no row met, now the contract forbids it": (NO_LAW_DENIES, violation(kontrak=None)),
    "no row met, now the contract asks": (NO_LAW_DENIES, question("kontrak")),
    "the contract applies, and now was seen": (question(), violation(kontrak=None)),
    "the contract applies, and asks more closely": (question(), question("kontrak")),
    "contract or none: the contract says": (question("kontrak"), violation(kontrak=None)),
    "discipline, and the contract besides": (
        violation(disiplin=Tier.BERAT),
        violation(disiplin=Tier.BERAT, kontrak=None),
    ),
    "village law, and the contract besides": (
        violation(desa=None),
        violation(desa=None, kontrak=None),
    ),
    "an open discipline stays open beside the contract": (
        question("disiplin"),
        question("disiplin", "kontrak"),
    ),
}
REFUSED = {
    "discipline goes": (violation(disiplin=Tier.BERAT), violation(kontrak=None)),
    "discipline becomes lighter": (
        violation(disiplin=Tier.BERAT),
        violation(disiplin=Tier.SEDANG, kontrak=None),
    ),
    "discipline becomes heavier": (
        violation(disiplin=Tier.SEDANG),
        violation(disiplin=Tier.BERAT, kontrak=None),
    ),
    "discipline appears": (NO_LAW_DENIES, violation(disiplin=Tier.RINGAN, kontrak=None)),
    "discipline becomes a question": (
        violation(disiplin=Tier.BERAT),
        question("disiplin", "kontrak"),
    ),
    "an open discipline is closed": (question("disiplin"), violation(kontrak=None)),
    "an open discipline is decided": (
        question("disiplin"),
        violation(disiplin=Tier.RINGAN, kontrak=None),
    ),
    "one of two open tracks is lost": (
        question("disiplin", "etik"),
        question("disiplin", "kontrak"),
    ),
    "the contract violation becomes a question": (violation(kontrak=None), question("kontrak")),
    "the contract violation goes": (violation(kontrak=None), NOTHING),
    "the contract question goes": (question("kontrak"), NOTHING),
    "a question without readings goes": (question(), NOTHING),
    "a question that names nothing is put": (NO_LAW_DENIES, question()),
    "what a row of law denies is forbidden": (A_ROW_DENIES, violation(kontrak=None)),
    "what a row of law denies is asked": (A_ROW_DENIES, question("kontrak")),
    "another forum's case is taken": (ELSEWHERE, violation(kontrak=None)),
    "a case is sent to another forum": (question(), ELSEWHERE),
    "a violation is sent to another forum": (violation(kontrak=None), ELSEWHERE),
    "a criminal track is opened by contract": (question(), violation(kontrak=None, pidana=None)),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_region_may_add(name: str) -> None:
    ours, theirs = ALLOWED[name]
    assert CONTRACT.allows(ours, theirs)


@pytest.mark.parametrize("name", REFUSED)
def test_a_region_may_not_take_away_or_change(name: str) -> None:
    ours, theirs = REFUSED[name]
    assert not CONTRACT.allows(ours, theirs)


@pytest.mark.parametrize("name", ALLOWED)
def test_what_may_be_added_may_not_be_taken_back(name: str) -> None:
    ours, theirs = ALLOWED[name]
    assert not CONTRACT.allows(theirs, ours)


@pytest.mark.parametrize("name", ALLOWED)
def test_nothing_is_added_on_a_track_that_is_not_open(name: str) -> None:
    ours, theirs = ALLOWED[name]
    village = Permit(id="desa", tracks=(Track.DESA,), categories=tuple(Category))
    assert not village.allows(ours, theirs)


def test_a_permit_without_tracks_lets_the_region_ask_and_no_more() -> None:
    duties = Permit(id="duties", tracks=(), categories=tuple(Category))
    assert duties.allows(NO_LAW_DENIES, question())
    assert not duties.allows(NO_LAW_DENIES, question("kontrak"))
    assert not duties.allows(NO_LAW_DENIES, violation(kontrak=None))
    assert not duties.allows(A_ROW_DENIES, question())
    assert not duties.allows(violation(disiplin=Tier.BERAT), question())


def test_a_violation_beside_an_open_track_is_kept_as_both() -> None:
    assert CONTRACT.allows(question("disiplin"), BOTH_OPEN)


def test_the_measure_of_a_type_is_nobodys_to_change() -> None:
    ours, theirs = ALLOWED["discipline, and the contract besides"]
    measured = theirs._replace(measures=frozenset({(Track.DISIPLIN, "same")}))
    assert not CONTRACT.allows(ours, measured)
    under_contract = theirs._replace(measures=frozenset({(Track.KONTRAK, "same")}))
    assert CONTRACT.allows(ours, under_contract)


def test_a_permit_covers_the_cells_of_its_people_alone() -> None:
    table = Law(national()).matcher.whole_table("react_online")
    covered = CONTRACT.cells(table)
    assert covered == table.axis_mask("category", "non_asn")
    assert not covered & table.axis_mask("category", "pns")


def test_a_class_that_mixes_people_is_not_covered() -> None:
    """Rows of this act do not tell them apart, so that nothing is confined to one of them."""
    table = Law(national()).matcher.whole_table("react_online")
    [axis] = [axis for axis in table.axes if axis.field == "category"]
    mixed = next(group for group in axis.classes if len(group) > 1)
    people = tuple(Category(str(value)) for value in mixed)
    some = Permit(id="x", tracks=(Track.KONTRAK,), categories=people[1:])
    assert some.cells(table) == 0
    whole = Permit(id="x", tracks=(Track.KONTRAK,), categories=people)
    assert whole.cells(table) == table.axis_mask("category", mixed[0])
