"""This file asks of every history what must hold in all of them, from the events and not the code.

Who may decide is asked of a table of its own, written from the regulation and not from the data of
the product: PP 94/2021 ps 16-25 as tabulated for kabupaten/kota and provinsi.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from netralitas.casework import Case, Event, digest, folded
from netralitas.facts import Official, Stage, Track
from netralitas.policy import Policy
from tests.workflows.casework.office import at
from tests.workflows.casework.world import PEOPLE, World

O = Official  # noqa: E741

ABOVE: Mapping[tuple[str, str], tuple[Official, ...]] = {
    ("kabupaten", "pelaksana"): (O.PENGAWAS, O.ADMINISTRATOR, O.JPT_PRATAMA, O.BUPATI_WALI_KOTA),
    ("kabupaten", "pengawas"): (O.ADMINISTRATOR, O.JPT_PRATAMA, O.BUPATI_WALI_KOTA),
    ("kabupaten", "administrator"): (O.JPT_PRATAMA, O.BUPATI_WALI_KOTA),
    ("kabupaten", "jpt_pratama"): (O.BUPATI_WALI_KOTA,),
    ("kabupaten", "jf_ahli_utama"): (O.BUPATI_WALI_KOTA,),
    ("provinsi", "administrator"): (O.JPT_PRATAMA, O.JPT_MADYA, O.GUBERNUR),
}
"""Those above a person, nearest first, up to the head of the region."""

TWO_LEVELS_UP: Mapping[tuple[str, str], Official] = {
    ("kabupaten", "pelaksana"): O.ADMINISTRATOR,
    ("kabupaten", "pengawas"): O.JPT_PRATAMA,
    ("kabupaten", "administrator"): O.BUPATI_WALI_KOTA,
    ("kabupaten", "jpt_pratama"): O.BUPATI_WALI_KOTA,
    ("kabupaten", "jf_ahli_utama"): O.BUPATI_WALI_KOTA,
    ("provinsi", "administrator"): O.JPT_MADYA,
}
"""Who imposes sedang; berat is the head's alone, and PDHTAPS on a JF Ahli Utama the President's."""

HIGHER = (O.GUBERNUR, O.MENDAGRI)


def level_is_right(case: Case, event: Event) -> bool:
    """Whether the one who decided may: by the table, or because a human settled who does."""
    by, track = Official(event.body["by"]), Track(event.body["track"])
    one = case.proceeding(track)
    if one is not None and one.settled is by:
        return True
    subject, head = case.file.subject, head_of(case)
    if track is Track.ETIK or (track is Track.DESA and subject.category == "kepala_desa"):
        return by is head or passed_up(case, "pelaksana", head, by)
    if subject.category not in ("pns", "cpns") or track is not Track.DISIPLIN:
        return False
    levels = possible_levels(case)
    return bool(levels) and all(is_right_at(level, case, event) for level in levels)


def possible_levels(case: Case) -> Sequence[str]:
    """The levels that the person may be of; none where the table does not hold all of them.

    Where the level is not known, the one who decides must be right whichever it is.
    """
    subject, government = case.file.subject, government_of(case)
    if subject.level is not None:
        return [subject.level.value] if (government, subject.level.value) in ABOVE else []
    return [level for one, level in ABOVE if one == government == "kabupaten"]


def is_right_at(level: str, case: Case, event: Event) -> bool:
    """Whether the one who decided may, of a person of this level."""
    by, head = Official(event.body["by"]), head_of(case)
    if event.body["sanction"] == "berat_c" and level == "jf_ahli_utama":
        return by is O.PRESIDEN
    if event.body["tier"] == "berat":
        return by is head or passed_up(case, level, head, by)
    first = TWO_LEVELS_UP[government_of(case), level]
    return by in (first, head) or passed_up(case, level, first, by)


def government_of(case: Case) -> str:
    return "provinsi" if case.file.subject.government == "provinsi" else "kabupaten"


def head_of(case: Case) -> Official:
    return O.GUBERNUR if government_of(case) == "provinsi" else O.BUPATI_WALI_KOTA


def passed_up(case: Case, level: str, first: Official, by: Official) -> bool:
    """Whether authority passed up to an official: all from the first on are known not to act."""
    chain = (*ABOVE.get((government_of(case), level), ABOVE["kabupaten", "pelaksana"]), *HIGHER)
    if by not in chain or first not in chain:
        return False
    below = chain[chain.index(first) : chain.index(by)]
    return bool(below) and all(cannot_act(case, official) for official in below)


def cannot_act(case: Case, official: Official) -> bool:
    head = (O.BUPATI_WALI_KOTA, O.GUBERNUR)
    stages = {
        Stage.ATASAN_LANGSUNG: (),
        Stage.PERANGKAT_DAERAH: (O.ADMINISTRATOR, O.JPT_PRATAMA, O.JPT_MADYA, O.CAMAT),
        Stage.KEPALA_DAERAH: head,
    }
    return any(
        state.state != "acting"
        and (
            state.official is official
            or (state.level is not None and state.level.value == official.value)
            or (state.stage is not None and official in stages.get(state.stage, ()))
        )
        for state in case.file.officials
    )


Broken = Iterator[str]


def no_sanction_without_a_hearing(before: Case, event: Event, after: Case, world: World) -> Broken:
    if event.kind == "decided" and event.body["track"] == "disiplin":
        kinds = [one.kind for one in world.store.events(after.id)[: event.version - 1]]
        if "examined" not in kinds and kinds.count("absence_recorded") < 2:
            yield "a sanction without an examination or two missed summonses"


def no_decision_by_the_wrong_level(before: Case, event: Event, after: Case, world: World) -> Broken:
    if event.kind == "decided" and not level_is_right(before, event):
        yield f"{event.body['by']} decided {event.body['sanction']} on {before.file.subject}"


def no_double_punishment(before: Case, event: Event, after: Case, world: World) -> Broken:
    if event.kind != "decided":
        return
    track = event.body["track"]
    decided = [
        one
        for one in world.store.events(after.id)
        if one.kind == "decided" and one.body["track"] == track
    ]
    if len(decided) > 1:
        yield f"decided twice on {track}"
    if track == "disiplin" and any(prior.same_violation for prior in before.file.priors):
        yield "punished for what was punished before"


def every_open_lane_has_a_date(before: Case, event: Event, after: Case, world: World) -> Broken:
    lanes = {one.lane for one in after.deadlines}
    open_lanes = {one.track.value for one in after.proceedings if one.open}
    open_lanes |= {"berkas"} if after.intake else set()
    open_lanes |= {"pidana"} if after.criminal_open else set()
    if after.open and after.next_date is None:
        yield "an open case without a next date"
    if open_lanes != lanes:
        yield f"lanes under way {sorted(open_lanes)}, with a date {sorted(lanes)}"


def tracks_are_independent(before: Case, event: Event, after: Case, world: World) -> Broken:
    criminal = event.kind in ("criminal_moved", "finding_returned") or (
        event.kind == "fired" and event.body["lane"] == "pidana"
    )
    if criminal:
        if dict(before.stages()) | {"pidana": ""} != dict(after.stages()) | {"pidana": ""}:
            yield "a step of the criminal track moved another"
    elif before.criminal.stage is not after.criminal.stage:
        yield f"{event.kind} moved the criminal track"


def steps_are_those_of_the_path(before: Case, event: Event, after: Case, world: World) -> Broken:
    then, now = dict(before.stages()), dict(after.stages())
    for lane in now:
        if lane == "pidana" and event.kind == "finding_returned":
            continue
        path = "criminal" if lane == "pidana" else "main"
        source, target = then.get(lane, "evidence_review"), now[lane]
        if source != target and (source, target) not in pairs(world.law.policy, path):
            yield f"{lane} went from {source} to {target}"


def pairs(policy: Policy, path: str) -> set[tuple[str, str]]:
    [table] = [one for one in policy.paths if one.id == path]
    return {(step.source, step.target) for step in table.steps}


def the_record_is_whole(before: Case, event: Event, after: Case, world: World) -> Broken:
    events = world.store.events(after.id)
    if [one.version for one in events] != list(range(1, len(events) + 1)):
        yield "versions with gaps"
    chain = ["", *(digest(one) for one in events)]
    if [one.previous for one in events] != chain[:-1]:
        yield "the chain of hashes is broken"
    if folded(events) != world.store.case(after.id):
        yield "the stored case is not what its events make"


def dates_fire_once_and_not_early(before: Case, event: Event, after: Case, world: World) -> Broken:
    if len(set(after.fired)) != len(after.fired):
        yield "a deadline fired twice"
    if event.kind == "fired":
        id = f"{event.body['kind']}#{event.body['serial']}"
        found = [one for one in before.deadlines if one.id == id]
        if not found or found[0].at > event.at:
            yield f"{id} fired early, or was not there"


def what_is_statutory_is_cited(before: Case, event: Event, after: Case, world: World) -> Broken:
    for one in event.sets:
        if (one.basis == "statutory") is not bool(one.cites):
            yield f"{one.id} is {one.basis}, and cites {one.cites}"
        if one.basis == "internal" and "internal" not in one.says.id:
            yield f"{one.id} does not say that it is internal"


def related_people_do_not_act(before: Case, event: Event, after: Case, world: World) -> Broken:
    names = {one.name for one in before.people}
    if event.actor in names | set(PEOPLE.values()) and event.kind != "evidence_added":
        known = {one.relation.value for one in before.people}
        acting = [name for name, id in PEOPLE.items() if id == event.actor]
        if event.actor in names or any(name in known for name in acting):
            yield f"{event.actor} did {event.kind}"
    if event.kind == "team_formed" and PEOPLE["subject"] in event.body["members"].values():
        yield "the subject sits in his own tim pemeriksa"


def departures_are_reasoned(before: Case, event: Event, after: Case, world: World) -> Broken:
    if event.kind != "decided":
        return
    body = event.body
    differs = body["sanction"] != body["recommended"] or (
        body["advised"] is not None and body["advised"] != body["sanction"]
    )
    if differs and not (body["reasons"] or "").strip():
        yield "imposed something else than recommended without reasons"


Invariant = Callable[[Case, Event, Case, World], Broken]
INVARIANTS: Sequence[Invariant] = (
    no_sanction_without_a_hearing,
    no_decision_by_the_wrong_level,
    no_double_punishment,
    every_open_lane_has_a_date,
    tracks_are_independent,
    steps_are_those_of_the_path,
    dates_fire_once_and_not_early,
    what_is_statutory_is_cited,
    related_people_do_not_act,
    departures_are_reasoned,
)
"""What is asked after every event, of the case before it and after it."""


def no_dead_end(world: World) -> Broken:
    """Every lane under way permits somebody a step, or moves by itself when its date comes."""
    case = world.case
    lanes = {one.track.value for one in case.proceedings if one.open}
    lanes |= {"berkas"} if case.intake else set()
    lanes |= {"pidana"} if case.criminal_open else set()
    by_itself = {one.lane for one in case.deadlines if one.does in ("take_effect", "lapse")}
    left = lanes - by_itself
    for step in world.service.possible(case, at=at(world.today)):
        left -= {step.lane}
        if not left:
            return
    for lane in sorted(left):
        yield f"{lane} is at {dict(case.stages())[lane]}, and nobody may do anything"


def broken(world: World, before: Case, events: Sequence[Event]) -> list[str]:
    """Return what a step broke, event by event."""
    found: list[str] = []
    if not events:
        return found
    mine = [event for event in events if event.case == world.id]
    history = world.store.events(world.id)
    for event in mine:
        after = folded(history[: event.version])
        for invariant in INVARIANTS:
            found += invariant(before, event, after, world)
        before = after
    if mine:
        found += the_record_is_whole(before, mine[-1], before, world)
    return found
