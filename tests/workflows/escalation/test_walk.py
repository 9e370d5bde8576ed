"""The expected walk of a case: its stages, who acts at each, and what stands beside it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from netralitas.escalation import Escalation, Walk, context_for
from netralitas.facts import (
    Channel,
    Days,
    Delivery,
    Examination,
    Finding,
    Official,
    OfficialCondition,
    OfficialState,
    Outcome,
    PolicyError,
    Prior,
    Process,
    Refused,
    Report,
    Stage,
    Summons,
    Track,
)
from netralitas.policy import Policy, encode

Finder = Callable[..., Finding]


def walk(escalation: Escalation, finding: Finding) -> Walk:
    return escalation.walk(finding, finding.as_of)


def stops(walk: Walk, track: Track = Track.DISIPLIN) -> list[str]:
    """Return the stages of a track with who acts there, each once."""
    found = dict.fromkeys((entry.stage, entry.official) for entry in walk.path[track])
    return [f"{stage} {official.value}" if official else stage for stage, official in found]


END = ["delivered", "final", "executed"]

WALKS: list[tuple[dict[str, Any], list[str]]] = [
    (
        {},
        [
            "atasan_langsung pengawas",
            "perangkat_daerah jpt_pratama",
            "kepala_daerah bupati_wali_kota",
            "decided bupati_wali_kota",
        ],
    ),
    (
        {"tier": "sedang"},
        [
            "atasan_langsung pengawas",
            "perangkat_daerah administrator",
            "decided administrator",
        ],
    ),
    ({"tier": "ringan"}, ["atasan_langsung pengawas", "decided pengawas"]),
    (
        {"levels": ("pengawas",)},
        [
            "atasan_langsung administrator",
            "perangkat_daerah jpt_pratama",
            "kepala_daerah bupati_wali_kota",
            "decided bupati_wali_kota",
        ],
    ),
    (
        {"levels": ("administrator",)},
        [
            "atasan_langsung jpt_pratama",
            "kepala_daerah bupati_wali_kota",
            "decided bupati_wali_kota",
        ],
    ),
    (
        {"levels": ("jpt_pratama",)},
        [
            "atasan_langsung bupati_wali_kota",
            "kepala_daerah bupati_wali_kota",
            "decided bupati_wali_kota",
        ],
    ),
    (
        {"levels": ("jpt_pratama",), "government": "provinsi"},
        ["atasan_langsung jpt_madya", "kepala_daerah gubernur", "decided gubernur"],
    ),
    (
        {"levels": ("administrator",), "government": "provinsi", "tier": "sedang"},
        ["atasan_langsung jpt_pratama", "perangkat_daerah jpt_madya", "decided jpt_madya"],
    ),
    (
        {"levels": ("jf_ahli_pertama",)},
        [
            "atasan_langsung",
            "perangkat_daerah jpt_pratama",
            "kepala_daerah bupati_wali_kota",
            "decided bupati_wali_kota",
        ],
    ),
    (
        {"levels": ("jf_ahli_pertama",), "tier": "sedang"},
        ["atasan_langsung", "perangkat_daerah", "decided"],
    ),
    (
        {"levels": ("pelaksana",), "government": "pusat"},
        ["atasan_langsung pengawas", "kepala_daerah", "decided"],
    ),
    ({"levels": ("jpt_madya",)}, ["kepala_daerah", "decided"]),
    (
        {"levels": ("jf_ahli_utama",), "lawful": ("berat_c",)},
        [
            "atasan_langsung",
            "kepala_daerah bupati_wali_kota",
            "above_kepala_daerah presiden",
            "decided presiden",
        ],
    ),
]


@pytest.mark.parametrize("known, middle", WALKS, ids=[str(known) for known, _ in WALKS])
def test_a_case_goes_up_to_the_official_who_decides(
    escalation: Escalation, finding: Finder, known: dict[str, Any], middle: list[str]
) -> None:
    found = walk(escalation, finding(**known))
    assert stops(found) == ["report", "evidence_review", *middle, *END]


OTHER_TRACKS: list[tuple[dict[str, Any], list[str]]] = [
    (
        {"track": "etik", "tier": "moral", "levels": ("pengawas",)},
        [
            "atasan_langsung administrator",
            "perangkat_daerah jpt_pratama",
            "kepala_daerah bupati_wali_kota",
            "decided bupati_wali_kota",
        ],
    ),
    (
        {"track": "desa", "tier": None, "categories": ("kepala_desa",), "levels": ()},
        ["perangkat_daerah camat", "kepala_daerah bupati_wali_kota", "decided bupati_wali_kota"],
    ),
    (
        {"track": "desa", "tier": None, "categories": ("perangkat_desa",), "levels": ()},
        ["atasan_langsung", "decided"],
    ),
    (
        {"track": "kontrak", "tier": None, "categories": ("non_asn",), "levels": ()},
        ["kepala_daerah", "decided"],
    ),
    (
        {"track": "kepegawaian", "tier": None, "lawful": ("ptdh",)},
        ["atasan_langsung pengawas", "perangkat_daerah jpt_pratama", "kepala_daerah", "decided"],
    ),
]


@pytest.mark.parametrize(
    "known, middle", OTHER_TRACKS, ids=[str(known) for known, _ in OTHER_TRACKS]
)
def test_every_track_has_a_walk_of_its_own(
    escalation: Escalation, finding: Finder, known: dict[str, Any], middle: list[str]
) -> None:
    found = walk(escalation, finding(**known))
    assert stops(found, Track(known["track"])) == ["report", "evidence_review", *middle, *END]


SKIPPED = [
    ("pengawas", ["atasan_langsung administrator", "perangkat_daerah jpt_pratama"]),
    ("jpt_pratama", ["atasan_langsung pengawas", "perangkat_daerah administrator"]),
]


@pytest.mark.parametrize("condition", ["vacant", "implicated", "reported", "did_not_act"])
@pytest.mark.parametrize("official, middle", SKIPPED)
def test_a_stage_whose_official_cannot_act_is_taken_by_another(
    escalation: Escalation, finding: Finder, condition: str, official: str, middle: list[str]
) -> None:
    states = (OfficialState(state=OfficialCondition(condition), official=Official(official)),)
    found = stops(walk(escalation, finding(officials=states)))
    assert found[2:-3] == [*middle, "kepala_daerah bupati_wali_kota", "decided bupati_wali_kota"]


def test_an_implicated_head_is_passed_over_and_nobody_is_named_above_him(
    escalation: Escalation, finding: Finder
) -> None:
    states = (
        OfficialState(state=OfficialCondition.IMPLICATED, official=Official.BUPATI_WALI_KOTA),
    )
    found = stops(walk(escalation, finding(levels=("jpt_pratama",), officials=states)))
    assert found[2:-3] == ["atasan_langsung", "above_kepala_daerah", "decided"]


def test_nobody_is_named_as_examiner_where_nobody_below_the_decider_can_act(
    escalation: Escalation, finding: Finder
) -> None:
    states = tuple(
        OfficialState(state=OfficialCondition.VACANT, official=one)
        for one in (Official.ADMINISTRATOR, Official.JPT_PRATAMA, Official.BUPATI_WALI_KOTA)
    )
    found = stops(walk(escalation, finding(levels=("pengawas",), officials=states)))
    assert found[2:-3] == ["atasan_langsung", "above_kepala_daerah gubernur", "decided gubernur"]


def test_an_unknown_level_names_at_each_stage_only_whom_every_level_would(
    escalation: Escalation, finding: Finder
) -> None:
    found = stops(walk(escalation, finding(levels=("pelaksana", "pengawas"))))
    assert found[2:-3] == [
        "atasan_langsung",
        "perangkat_daerah jpt_pratama",
        "kepala_daerah bupati_wali_kota",
        "decided bupati_wali_kota",
    ]


@pytest.mark.parametrize(
    "outcome, closing",
    [
        ("insufficient_evidence", ["closed_not_proven"]),
        ("no_violation", ["closed_no_violation"]),
        ("out_of_scope", ["closed_out_of_scope"]),
        ("undetermined", []),
    ],
)
def test_a_case_without_an_open_track_is_closed(
    escalation: Escalation, finding: Finder, outcome: str, closing: list[str]
) -> None:
    found = walk(escalation, finding(outcome=outcome, no_track=True))
    assert [entry.stage for entry in found.closing] == ["report", "evidence_review", *closing]
    assert (found.authority, found.path) == ({}, {})


def test_an_open_case_has_no_closing(escalation: Escalation, finding: Finder) -> None:
    assert walk(escalation, finding()).closing == ()


@pytest.mark.parametrize(
    "opens, stages",
    [
        ("no", []),
        ("assess", ["referred", "bawaslu_review"]),
        (
            "yes",
            [
                "referred",
                "bawaslu_review",
                "investigation",
                "prosecution",
                "verdict",
                "appeal",
                "final",
            ],
        ),
    ],
)
def test_the_criminal_path_runs_beside_and_as_far_as_it_opens(
    escalation: Escalation, finding: Finder, opens: str, stages: list[str]
) -> None:
    found = walk(escalation, finding(opens=opens))
    assert list(dict.fromkeys(entry.stage for entry in found.criminal)) == stages
    assert stops(found) == stops(walk(escalation, finding()))


def test_a_lapsed_report_is_noted_and_closes_nothing(
    escalation: Escalation, finding: Finder
) -> None:
    late = Report(at=date(2024, 10, 10), known_at=date(2024, 10, 2), channel=Channel.BAWASLU)
    found = walk(escalation, finding(report=late, opens="yes"))
    (note,) = [note for note in found.notes if note.says == "walk.lapsed"]
    assert (note.about["clock"], note.about["due"]) == ("pilkada_lapor", "2024-10-09")
    assert stops(found) == stops(walk(escalation, finding(opens="yes")))


def test_a_report_in_time_has_not_lapsed(escalation: Escalation, finding: Finder) -> None:
    timely = Report(at=date(2024, 10, 9), known_at=date(2024, 10, 2), channel=Channel.BAWASLU)
    found = walk(escalation, finding(report=timely, opens="yes"))
    assert "walk.lapsed" not in [note.says for note in found.notes]


@pytest.mark.parametrize(
    "day, bodies, mark",
    [
        (date(2023, 3, 1), ["KASN"], "B"),
        (date(2024, 8, 1), ["KASN", "BKN"], "D"),
        (date(2024, 9, 15), ["KASN", "BKN"], "D"),
        (date(2025, 3, 1), ["BKN"], "B"),
        (date(2027, 11, 1), ["BKN", "lembaga independen"], "D"),
        (date(2028, 3, 1), ["lembaga independen"], "D"),
    ],
)
def test_who_forwards_the_recommendation_goes_by_date(
    escalation: Escalation, finding: Finder, day: date, bodies: list[str], mark: str
) -> None:
    made = finding(report=Report(channel=Channel.SBT), at=date(2022, 12, 1), as_of=day)
    notes = [one for one in walk(escalation, made).notes if one.says == "walk.forwarding"]
    assert all(note.text.id.startswith(body) for note, body in zip(notes, bodies, strict=True))
    assert {note.confidence for note in notes} == {mark}


def test_where_nobody_forwards_nothing_is_said_of_it(
    policy: Policy, altered: Callable[..., Policy], finding: Finder
) -> None:
    """A control: who forwards comes from the policy alone."""
    silent = tuple(row for row in policy.bodies if row.role != "forwarding")
    made = finding(report=Report(channel=Channel.SBT))
    assert walk(Escalation(altered(bodies=silent)), made).notes == ()


def test_a_charge_that_does_not_stand_does_not_date_the_case(
    escalation: Escalation, finding: Finder
) -> None:
    made = finding(tier="sedang", lawful=())
    old = msgspec.structs.replace(
        made.charges[0], at=Days.of(date(2020, 1, 1)), outcome=Outcome.NO_VIOLATION
    )
    beside = msgspec.structs.replace(made, charges=(old, *made.charges))
    assert walk(escalation, beside).authority == walk(escalation, made).authority
    stands = msgspec.structs.replace(old, outcome=Outcome.VIOLATION)
    both = msgspec.structs.replace(made, charges=(stands, *made.charges))
    assert walk(escalation, both).authority[Track.DISIPLIN].outcome == "undetermined"


MEASURES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["pembebasan_sementara", "blokir_siasn"]),
    ({"tier": "sedang"}, ["blokir_siasn"]),
    ({"track": "etik", "tier": "moral"}, ["blokir_siasn"]),
    ({"as_of": date(2023, 1, 9)}, ["pembebasan_sementara"]),
    (
        {"tier": "sedang", "facts": {"state_facility": True}},
        ["blokir_siasn", "penarikan_fasilitas"],
    ),
    ({"tier": "sedang", "facts": {"state_facility": False}}, ["blokir_siasn"]),
    ({"outcome": "needs_human"}, []),
    (
        {
            "outcome": "out_of_scope",
            "no_track": True,
            "categories": ("pejabat_daerah",),
            "act": "favour_decision",
            "facts": {"candidate_is": "self"},
        },
        ["pembatalan_calon"],
    ),
    (
        {
            "outcome": "out_of_scope",
            "no_track": True,
            "categories": ("pejabat_daerah",),
            "act": "favour_decision",
            "facts": {"candidate_is": "self"},
            "election": "pemilu_2024",
        },
        [],
    ),
    (
        {
            "outcome": "no_violation",
            "no_track": True,
            "categories": ("pejabat_daerah",),
            "act": "favour_decision",
            "facts": {"candidate_is": "self"},
        },
        [],
    ),
    ({"categories": ("kepala_desa",), "track": "desa", "tier": None, "levels": ()}, []),
]


@pytest.mark.parametrize("known, expected", MEASURES, ids=[str(known) for known, _ in MEASURES])
def test_measures_are_listed_beside_the_sanction(
    escalation: Escalation, finding: Finder, known: dict[str, Any], expected: list[str]
) -> None:
    found = walk(escalation, finding(**known))
    assert [one.id for one in found.measures] == expected
    assert all(one.cites for one in found.measures)


def test_every_measure_of_the_data_is_met_here(policy: Policy) -> None:
    met = {one for _, expected in MEASURES for one in expected}
    assert met == {rule.id for rule in policy.measures}


def test_the_same_walk_comes_out_twice_and_from_a_copy_of_the_policy(
    escalation: Escalation, finding: Finder
) -> None:
    made = finding(report=Report(known_at=date(2024, 10, 2)), opens="yes")
    first = encode(walk(escalation, made))
    assert encode(walk(escalation, made)) == first
    there: Escalation = pickle.loads(pickle.dumps(escalation))
    assert encode(walk(there, made)) == first


def test_a_fact_that_matters_is_never_hidden_by_what_was_worked_out_before(
    policy: Policy, finding: Finder
) -> None:
    """A walk from a used table is the walk from a fresh one, whatever was asked before."""
    used = Escalation(policy)
    states = [
        (OfficialState(state=OfficialCondition(one), official=Official(who)),)
        for one in ("vacant", "implicated", "acting")
        for who in ("pengawas", "administrator", "bupati_wali_kota")
    ]
    cases: list[dict[str, Any]] = [
        *({"officials": one} for one in states),
        *({"levels": (one,)} for one in ("pelaksana", "pengawas", "jpt_pratama")),
        *({"tier": one} for one in ("ringan", "sedang", "berat")),
        *({"government": one} for one in ("kabupaten", "provinsi", "pusat", None)),
        *({"office": one, "levels": ("jpt_pratama",)} for one in ("sekda", "kepala_dinas", None)),
        *({"at": one} for one in (date(2020, 1, 1), date(2024, 1, 1), None)),
        *({"recommended": one, "levels": ("jf_ahli_utama",)} for one in ("berat_a", "berat_c")),
    ]
    for known in cases:
        made = finding(**known)
        assert encode(walk(used, made)) == encode(walk(Escalation(policy), made)), known


def test_a_policy_without_a_path_is_refused(altered: Callable[..., Policy], policy: Policy) -> None:
    with pytest.raises(PolicyError, match="path 'criminal' is missing"):
        Escalation(altered(paths=policy.paths[:1]))


def test_a_path_that_lost_a_step_cannot_be_expected(
    altered: Callable[..., Policy], policy: Policy, finding: Finder
) -> None:
    """A control: the expected walk is read from the machine, and not from the plan alone."""
    main, criminal = policy.paths
    fewer = tuple(
        step
        for step in main.steps
        if (step.source, step.target) != ("atasan_langsung", "perangkat_daerah")
    )
    broken = Escalation(altered(paths=(msgspec.structs.replace(main, steps=fewer), criminal)))
    with pytest.raises(PolicyError, match="no step leads from atasan_langsung to perangkat_daerah"):
        walk(broken, finding())


def test_a_real_case_walks_its_expected_walk_through_the_machine(
    escalation: Escalation, policy: Policy, finding: Finder
) -> None:
    process = Process(
        summonses=(Summons(at=date(2024, 10, 7), on=date(2024, 10, 14), attended=True),),
        examination=Examination(at=date(2024, 10, 14)),
        decided_at=date(2024, 11, 20),
        delivery=Delivery(received=date(2024, 11, 29)),
    )
    made = finding(process=process)
    found = walk(escalation, made)

    def context(at: date, **known: Any) -> Any:
        return context_for(
            made.case,
            found,
            Track.DISIPLIN,
            policy,
            at=at,
            by=Official.BUPATI_WALI_KOTA,
            sanction="berat_a",
            **known,
        )

    at = date(2024, 11, 20)
    stage = Stage.REPORT
    taken = [stage]
    for step in ("review", "forward_to_atasan_langsung", "forward_to_perangkat_daerah"):
        stage = escalation.step(stage, step, context(at))
        taken.append(stage)
    with pytest.raises(Refused, match="passes over"):
        escalation.step(stage, "forward_to_above_kepala_daerah", context(at))
    stage = escalation.step(stage, "forward_to_kepala_daerah", context(at))
    taken.append(stage)
    with pytest.raises(Refused, match="ps 29"):
        escalation.step(stage, "decide", context(at))
    for step, day in [
        ("decide", at),
        ("deliver", date(2024, 11, 29)),
    ]:
        stage = escalation.step(stage, step, context(day, tim_pemeriksa_formed=True))
        taken.append(stage)
    with pytest.raises(Refused, match="ps 50"):
        escalation.step(stage, "take_effect", context(date(2024, 12, 19)))
    with pytest.raises(Refused, match="pp-79-2021"):
        escalation.step(stage, "file_keberatan", context(date(2024, 12, 20)))
    assert escalation.step(stage, "file_keberatan", context(date(2024, 12, 19))) is Stage.KEBERATAN
    stage = escalation.step(stage, "take_effect", context(date(2024, 12, 20)))
    taken += [stage, escalation.step(stage, "execute", context(date(2024, 12, 20)))]
    assert [one.value for one in taken] == list(
        dict.fromkeys(entry.stage for entry in found.path[Track.DISIPLIN])
    )


def test_the_context_of_a_case_holds_what_its_file_says(
    escalation: Escalation, policy: Policy, finding: Finder
) -> None:
    acting = OfficialState(
        state=OfficialCondition.ACTING, official=Official.BUPATI_WALI_KOTA, approval=None
    )
    missed = tuple(Summons(on=date(2024, 10, day), attended=False) for day in (14, 22))
    made = finding(officials=(acting,), process=Process(summonses=missed))
    prior = Prior(same_violation=True)
    case = msgspec.structs.replace(made.case, priors=(prior,))
    found = walk(escalation, made)
    known = context_for(
        case, found, Track.DISIPLIN, policy, at=date(2024, 11, 1), sanction="berat_b"
    )
    assert (known.missed_summonses, known.examined) == (2, False)
    assert (known.approval_needed, known.approval_given) == (True, False)
    assert (known.punished_before, known.dismissal) == (True, False)
    assert known.competent == {Official.BUPATI_WALI_KOTA}
    president = walk(escalation, finding(levels=("jf_ahli_utama",)))
    utama = context_for(
        case, president, Track.DISIPLIN, policy, at=date(2024, 11, 1), sanction="berat_c"
    )
    assert set(utama.competent) == {Official.PRESIDEN}
    assert utama.dismissal is True
    lesser = context_for(
        case, found, Track.DISIPLIN, policy, at=date(2024, 11, 1), sanction="berat_a"
    )
    assert not lesser.approval_needed
