"""The service: asked twice it acts once, the law is pinned, people stand apart from the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from netralitas.casework import (
    Actor,
    BeginReview,
    Conflict,
    Hold,
    KeyReused,
    MemoryStore,
    NotYours,
    Open,
    Query,
    Role,
    Service,
    Settings,
    UnknownCase,
    canonical,
    command_from,
    folded,
)
from netralitas.facts import CaseError, InputError, NotInstalled, Refused
from netralitas.judgement import CompiledPolicy, load_policy
from netralitas.policy import to_plain
from tests.workflows.casework.office import PROVISIONS, Office, actor, at, case_file
from tests.workflows.casework.test_stories import file_of

PACK = Path(__file__).parents[3] / "plugins/netralitas/regions/packs/lebong.yaml"
REVIEWER = Actor(id="penelaah", role=Role.REVIEWER)


@pytest.fixture(scope="module")
def changed(law: CompiledPolicy) -> CompiledPolicy:
    """Return another state of the national law: by it two verified items must be there."""
    files = {file.name: file.read_bytes() for file in PROVISIONS.glob("*.yaml")}
    needle = b"verified_items: 1"
    [name] = [name for name, content in files.items() if needle in content]
    return load_policy({**files, name: files[name].replace(needle, b"verified_items: 2")})


def opened(office: Office) -> Office:
    office.open(
        file_of(office.law, "lurah"),
        "bkpsdm",
        "2024-10-03",
        reporter="warga-rahasia",
        subject="lurah-rahasia",
        witnesses=("saksi-rahasia",),
    )
    return office


def test_the_same_command_under_the_same_key_is_answered_as_the_first_time(office: Office) -> None:
    opened(office)
    service, day = office.service, at("2024-10-04")
    first = service.act(office.id, BeginReview(), REVIEWER, at=day, key="k")
    office.act("reviewer", "verify_evidence", "2024-10-04", number=1)
    again = service.act(office.id, BeginReview(), REVIEWER, at=at("2024-10-09"), key="k")
    assert again.repeated
    assert (again.event, again.case) == (first.event, first.case)
    assert office.case.version == 3
    opening = Open(
        file=file_of(office.law, "lurah"),
        reporter="warga-rahasia",
        subject="lurah-rahasia",
        witnesses=("saksi-rahasia",),
    )
    repeated = service.open(opening, actor("bkpsdm"), at=day, key=f"open-{office.id}")
    assert (repeated.repeated, repeated.case.version) == (True, 1)


def test_a_key_is_for_one_command_of_one_person(office: Office) -> None:
    opened(office)
    service, day = office.service, at("2024-10-04")
    service.act(office.id, BeginReview(), REVIEWER, at=day, key="k")
    with pytest.raises(KeyReused):
        service.act(office.id, Hold(reasons="x"), REVIEWER, at=day, key="k")
    with pytest.raises(KeyReused):
        service.act(office.id, BeginReview(), actor("reviewer lain"), at=day, key="k")
    with pytest.raises(InputError, match="empty"):
        service.act(office.id, BeginReview(), REVIEWER, at=day, key=" ")


def test_two_who_saw_the_same_version_do_not_both_act(office: Office) -> None:
    opened(office)
    service, day = office.service, at("2024-10-04")
    service.act(office.id, BeginReview(), REVIEWER, at=day, key="a", version=1)
    with pytest.raises(Conflict) as conflict:
        command = command_from("verify_evidence", {"number": 1})
        service.act(office.id, command, REVIEWER, at=day, key="b", version=1)
    assert (conflict.value.expected, conflict.value.found) == (1, 2)
    with pytest.raises(Conflict):
        service.open(Open(file=file_of(office.law, "lurah")), actor("bkpsdm"), at=day, key="c")


def test_a_race_that_the_store_decides_is_answered_as_well(law: CompiledPolicy) -> None:
    """The key is taken between the question and the append: the earlier answer comes back."""

    class Racing(MemoryStore):
        def done(self, key: str) -> Any:
            return None if key == "k" and self.asking else super().done(key)

        asking = False

    office = opened(Office(law, store=Racing()))
    store: Any = office.store
    service, day = office.service, at("2024-10-04")
    first = service.act(office.id, BeginReview(), REVIEWER, at=day, key="k")
    stale = folded(office.store.events(office.id)[:1])
    case, store.case = store.case, lambda id: stale
    store.asking = True
    check, store._check = store._check, lambda changes: _not_asking(store, check, changes)
    again = service.act(office.id, BeginReview(), REVIEWER, at=day, key="k")
    store.case = case
    assert (again.repeated, again.event) == (True, first.event)


def _not_asking(store: Any, check: Callable[[Any], None], changes: Any) -> None:
    store.asking = False
    check(changes)


def test_nothing_is_written_by_what_is_refused_proposed_or_asked(office: Office) -> None:
    opened(office)
    with pytest.raises(Refused):
        office.act("reviewer", "proceed", "2024-10-04")
    office.service.propose(office.case, BeginReview(), REVIEWER, at=at("2024-10-04"))
    steps = {one.action for one in office.service.possible(office.case, at=at("2024-10-04"))}
    assert steps == {"begin_review", "refer"}
    assert office.store.size() == 1
    with pytest.raises(UnknownCase):
        office.service.act("x", BeginReview(), REVIEWER, at=at("2024-10-04"), key="k")


def test_a_file_that_no_case_can_be_is_not_opened(law: CompiledPolicy) -> None:
    office = Office(law)
    file = file_of(law, "lurah")
    wrong = msgspec.structs.replace(file, election="pilkada_1999")
    with pytest.raises(CaseError):
        office.open(wrong, "bkpsdm", "2024-10-03")
    process = msgspec.structs.replace(file.process, decided_at=file.report.at)
    with pytest.raises(InputError, match="record its steps"):
        office.open(msgspec.structs.replace(file, process=process), "bkpsdm", "2024-10-03")
    with pytest.raises(Refused, match="his own case"):
        office.open(file, "pelapor lurah-1", "2024-10-03", subject="lurah-1")
    opened(office)
    with pytest.raises(InputError, match="open already"):
        office.act("bkpsdm", "open", "2024-10-04", file=to_plain(file))
    assert office.store.size() == 1


def test_a_case_stays_under_the_law_that_was_pinned_to_it(
    law: CompiledPolicy, changed: CompiledPolicy
) -> None:
    office = opened(Office(law))
    office.act("reviewer", "begin_review", "2024-10-04")
    office.act("reviewer", "verify_evidence", "2024-10-04", number=1)
    judged = office.service.rejudge(office.id, REVIEWER, at=at("2024-10-04"), law=changed)
    assert (judged.pinned.outcome, judged.other.outcome) == ("violation", "insufficient_evidence")
    assert not judged.same
    assert office.service.rejudge(office.id, REVIEWER, at=at("2024-10-04")).same
    office.law = changed
    with pytest.raises(Refused, match="which is not at hand"):
        office.act("reviewer", "proceed", "2024-10-04")
    ticked = office.tick("2024-10-30")
    assert not ticked.events
    assert {one.due.deadline.kind for one in ticked.left} == {
        "pidana/pilkada_lapor",
        "berkas/tinjau",
    }
    office.act("reviewer", "adopt_policy", "2024-10-04", reasons="peraturan baru")
    assert office.case.policy == changed.policy.digest
    with pytest.raises(Refused, match="insufficient evidence"):
        office.act("reviewer", "proceed", "2024-10-04")
    with pytest.raises(Refused, match="under this law already"):
        office.act("reviewer", "adopt_policy", "2024-10-04", reasons="lagi")
    assert len(office.tick("2024-10-30").events) == 2


def test_one_case_whose_law_is_missing_holds_up_no_other(law: CompiledPolicy) -> None:
    laws: dict[str | None, CompiledPolicy] = {None: law}
    store = MemoryStore()

    def of(region: str | None, digest: str | None) -> CompiledPolicy:
        if region not in laws:
            raise NotInstalled(region or "", installed=())
        return laws[region]

    service = Service(store, of, Settings(), lambda: b"s" * 16)
    for id, region in (("A", "lebong"), ("B", None)):
        laws["lebong"] = load_policy(
            {file.name: file.read_bytes() for file in PROVISIONS.glob("*.yaml")},
            {PACK.name: PACK.read_bytes()},
        )
        file = msgspec.structs.replace(file_of(law, "lurah"), id=id, region=region)
        service.open(Open(file=file), actor("bkpsdm"), at=at("2024-10-03"), key=id)
    del laws["lebong"]
    ticked = service.tick(at("2024-11-30"), 10)
    assert {one.case for one in ticked.events} == {"B"}
    assert {one.due.case for one in ticked.left} == {"A"}


def test_a_region_with_a_policy_of_its_own_may_have_cases_passed_on(law: CompiledPolicy) -> None:
    files = {file.name: file.read_bytes() for file in PROVISIONS.glob("*.yaml")}
    office = Office(load_policy(files, {PACK.name: PACK.read_bytes()}))
    file = msgspec.structs.replace(file_of(law, "lurah"), region="lebong")
    office.open(file, "bkpsdm", "2024-10-03")
    office.act("reviewer", "begin_review", "2024-10-04")
    office.act("reviewer", "verify_evidence", "2024-10-04", number=1)
    office.act("reviewer", "proceed", "2024-10-04")
    camat = "atasan_langsung administrator"
    office.act(camat, "summon", "2024-10-04", day="2024-10-07")
    office.act(camat, "examine", "2024-10-07")
    with pytest.raises(Refused, match="which regional policy"):
        office.act(camat, "forward", "2024-10-07", reason="regional_policy")
    office.act(camat, "forward", "2024-10-07", reason="regional_policy", reasons="SE 800/153")
    assert dict(office.case.stages())["disiplin"] == "perangkat_daerah"


def test_two_tracks_of_one_case_go_their_own_ways(law: CompiledPolicy) -> None:
    """An act before penetapan is for the ethics council, one after it is discipline."""
    office = Office(law)
    values: Mapping[str, Any] = {
        "schema": "netralitas/case/v1",
        "id": "DUA",
        "election": "pilkada_2024",
        "report": {"at": "2024-10-03"},
        "subject": {"category": "pns", "level": "pengawas", "government": "kabupaten"},
        "charges": [
            {"act": "react_online", "at": "2024-08-30", "facts": {"reaction": "like"}},
            {"act": "react_online", "at": "2024-10-02", "facts": {"reaction": "comment"}},
        ],
        "evidence": [{"kind": "foto"}],
    }
    office.open(case_file(law, values), "bkpsdm", "2024-10-03")
    office.act("reviewer", "begin_review", "2024-10-04")
    office.act("reviewer", "verify_evidence", "2024-10-04", number=1)
    office.act("reviewer", "proceed", "2024-10-04")
    assert {one.track.value for one in office.case.proceedings} == {"disiplin", "etik"}
    with pytest.raises(InputError, match="which track"):
        office.act("atasan_langsung administrator", "forward", "2024-10-04", reason="competence")
    for who in ("atasan_langsung administrator", "kepala_perangkat_daerah jpt_pratama"):
        office.act(who, "forward", "2024-10-04", reason="competence", track="etik")
    office.act("bkpsdm", "hear_council", "2024-10-07", track="etik")
    head = "kepala_daerah bupati_wali_kota"
    office.act(head, "decide", "2024-10-07", track="etik", sanction="moral_tertutup")
    stages = dict(office.case.stages())
    assert (stages["etik"], stages["disiplin"]) == ("decided", "atasan_langsung")
    office.act("atasan_langsung administrator", "summon", "2024-10-07", day="2024-10-09")
    assert {one.lane for one in office.case.deadlines} == {"etik", "disiplin", "pidana"}


def test_no_id_of_a_related_person_stands_in_the_record(office: Office) -> None:
    opened(office)
    office.act("pelapor warga-rahasia", "add_evidence", "2024-10-04", evidence={"kind": "saksi"})
    office.act("reviewer", "name_person", "2024-10-04", relation="implicated", person="x-rahasia")
    content = b"".join(canonical(one.event) for one in office.store.entries())
    assert b"rahasia" not in content
    assert [one.actor for one in office.store.events(office.id)] == [
        "bkpsdm",
        "reporter.1",
        "reviewer",
    ]
    kept = {one.name: one.data for one in office.store.personal(office.id)}
    assert kept["reporter.1"] == b"warga-rahasia"
    assert len({one.salt for one in office.store.personal(office.id)}) == 4


def test_ids_are_sealed_before_they_are_kept_and_still_known(law: CompiledPolicy) -> None:
    store = MemoryStore()
    service = Service(
        store,
        lambda region, digest: law,
        Settings(),
        lambda: b"s" * 16,
        seal=lambda name, data: b"sealed " + data[::-1],
    )
    file = file_of(law, "lurah")
    service.open(Open(file=file, subject="penelaah"), actor("bkpsdm"), at=at("2024-10-03"), key="k")
    assert [one.data for one in store.personal(file.id)] == [b"sealed haalenep"]
    with pytest.raises(Refused, match="his own case"):
        service.act(file.id, BeginReview(), REVIEWER, at=at("2024-10-04"), key="l")


def test_personal_data_is_erased_at_the_end_and_not_before(office: Office) -> None:
    opened(office)
    with pytest.raises(Refused, match="under way"):
        office.act("administrator", "erase", "2024-10-04", reasons="retensi")
    office.act("reviewer", "unseal", "2024-10-04", names=["reporter.1"], reasons="perlindungan")
    with pytest.raises(InputError, match="no personal data is kept as x"):
        office.act("reviewer", "unseal", "2024-10-04", names=["x"], reasons="perlindungan")
    office.act("reviewer", "begin_review", "2024-10-04")
    office.act("reviewer", "close_report", "2024-10-04", ending="closed_not_proven")
    office.tick("2024-10-20")
    assert not office.case.open
    office.act("auditor", "hold", "2024-10-21", reasons="sengketa")
    with pytest.raises(Refused, match="is held"):
        office.act("administrator", "erase", "2024-10-21", reasons="retensi")
    with pytest.raises(Refused, match="held from erasure already"):
        office.act("auditor", "hold", "2024-10-21", reasons="sengketa")
    office.act("auditor", "lift_hold", "2024-10-21", reasons="selesai")
    before = [canonical(one.event) for one in office.store.entries()]
    office.act("administrator", "erase", "2024-10-22", reasons="retensi")
    assert list(office.store.personal(office.id)) == []
    assert [canonical(one.event) for one in office.store.entries()][: len(before)] == before
    assert office.case == folded(office.store.events(office.id))
    assert office.case.erased == ("reporter.1", "subject.1", "witness.1")


def erased(office: Office) -> Office:
    """Return an office whose case is at its end, with the person reported erased from it."""
    opened(office)
    office.act("reviewer", "begin_review", "2024-10-04")
    office.act("reviewer", "close_report", "2024-10-04", ending="closed_not_proven")
    office.tick("2024-10-20")
    # The person reported is an auditor: known, he is refused as who he is.
    with pytest.raises(NotYours, match="nobody acts in his own case"):
        office.act("auditor lurah-rahasia", "hold", "2024-10-21", reasons="x")
    office.act("administrator", "erase", "2024-10-22", names=["subject.1"], reasons="retensi")
    return office


def test_where_somebody_was_erased_nobody_acts_any_more_but_to_erase_the_rest(
    office: Office,
) -> None:
    erased(office)
    for who in ("auditor lurah-rahasia", "auditor"):
        with pytest.raises(NotYours, match="can no longer be told"):
            office.act(who, "hold", "2024-10-23", reasons="x")
    office.act("administrator", "erase", "2024-10-23", reasons="retensi")
    assert office.case.erased == ("subject.1", "reporter.1", "witness.1")


def test_without_that_guard_one_who_was_erased_acts_in_his_own_case(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr("netralitas.casework.service.must_be_known", lambda case, command: None)
    erased(office)
    office.act("auditor lurah-rahasia", "hold", "2024-10-23", reasons="x")
    assert office.case.held


def test_a_list_and_the_dates_are_for_those_who_may(office: Office) -> None:
    opened(office)
    auditor = actor("auditor")
    [line] = office.service.list(Query(open=True), auditor)
    assert (line.id, line.stages) == ("LMJ-1", {"berkas": "report", "pidana": "none"})
    kinds = [one.deadline.kind for one in office.service.due(at("2024-12-31"), auditor)]
    assert kinds == ["pidana/pilkada_lapor", "berkas/tinjau"]
    assert [one.kind for one in office.service.timeline(office.id, auditor)] == ["opened"]


def test_lists_leave_out_what_may_not_be_read_and_still_come_to_their_length(
    law: CompiledPolicy,
) -> None:
    office = Office(law)
    for number in range(6):
        file = msgspec.structs.replace(file_of(law, "lurah"), id=f"L-{number}")
        about = "bkpsdm-1" if number % 2 == 0 else "lurah-1"
        office.open(file, "reviewer", "2024-10-03", subject=about)
    service, himself = office.service, actor("bkpsdm bkpsdm-1")
    assert [one.id for one in service.list(Query(), himself)] == ["L-1", "L-3", "L-5"]
    assert [one.id for one in service.list(Query(limit=2), himself)] == ["L-1", "L-3"]
    assert [one.id for one in service.list(Query(after="L-1", limit=1), himself)] == ["L-3"]
    later = at("2025-01-01")
    assert {one.case for one in service.due(later, himself)} == {"L-1", "L-3", "L-5"}
    assert len(service.due(later, himself, limit=5)) == 5
    assert len(service.list(Query(), actor("bkpsdm bkpsdm-2"))) == 6
    assert not service.list(Query(), actor("tim_pemeriksa anggota-1"))


def test_a_reporter_follows_his_own_report_and_sees_where_it_stands(office: Office) -> None:
    opened(office)
    office.act("reviewer", "begin_review", "2024-10-04")
    seen = office.service.follow(office.id, actor("pelapor warga-rahasia"))
    assert (seen.open, seen.stages, str(seen.changed)) == (
        True,
        {"berkas": "evidence_review", "pidana": "none"},
        "2024-10-04",
    )
    for who in ("pelapor lain", "pelapor lurah-rahasia", "reviewer warga-rahasia"):
        with pytest.raises(Refused):
            office.service.follow(office.id, actor(who))


def test_a_vacancy_ends_when_somebody_is_appointed(office: Office) -> None:
    opened(office)
    vacant = {"official": "bupati_wali_kota", "state": "vacant"}
    acting = {"official": "bupati_wali_kota", "state": "acting", "kind": "pj", "approval": "1"}
    office.act("bkpsdm", "record_official", "2024-10-04", state=vacant)
    office.act("bkpsdm", "record_official", "2024-10-07", state=acting)
    assert [one.state for one in office.case.file.officials] == ["acting"]
    office.act("bkpsdm", "record_official", "2024-10-08", state=acting, lifted=True)
    assert office.case.file.officials == ()
    with pytest.raises(InputError, match="which official"):
        office.act("bkpsdm", "record_official", "2024-10-08", state={"state": "vacant"})


def test_a_time_without_its_zone_is_refused(office: Office) -> None:
    opened(office)
    with pytest.raises(InputError, match="time zone"):
        office.service.tick(datetime(2024, 12, 1))


def test_what_is_kept_for_good_of_a_command_depends_on_no_id_of_a_related_person(
    law: CompiledPolicy,
) -> None:
    """The digest of a command outlives the salts: it must not let anybody be guessed."""
    digests = set()
    for person in ("warga-1", "warga-2"):
        office = Office(law)
        office.open(file_of(law, "lurah"), f"pelapor {person}", "2024-10-03", subject=person + "x")
        office.act("reviewer", "name_person", "2024-10-04", relation="witness", person=person + "y")
        office.act(f"pelapor {person}", "add_evidence", "2024-10-04", evidence={"kind": "foto"})
        keys = [one.event.key for one in office.store.entries()]
        done = [office.store.done(key) for key in keys]
        digests.add(tuple(one.command for one in done if one))
    assert len(digests) == 1
