"""This file plays random histories of cases: wise and foolish commands, by anyone, at any time.

Every throw of the dice comes from whoever plays (Hypothesis, or a seeded generator), so that a
history can be played again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import count
from typing import Any, Protocol, TypeVar

import msgspec

from netralitas.casework import (
    COMMANDS,
    TABLE,
    Actor,
    Case,
    Event,
    MemoryStore,
    Open,
    Role,
    Service,
    Settings,
    command_from,
    judged_file,
)
from netralitas.facts import Case as CaseFile
from netralitas.facts import InputError, Official, Refused, Stage
from netralitas.judgement import CompiledPolicy, argue
from tests.workflows.casework.office import at, case_file

T = TypeVar("T")

FIRST_DAY = date(2024, 10, 14)

PEOPLE = {
    "subject": "terlapor",
    "reporter": "warga",
    "witness": "saksi",
    "implicated": "terlibat",
}
"""The ids of those who stand in a relation to every case of these histories."""

HOLDERS: Mapping[Role, tuple[Official | None, ...]] = {
    Role.ATASAN_LANGSUNG: (
        Official.PENGAWAS,
        Official.ADMINISTRATOR,
        Official.JPT_PRATAMA,
        Official.JPT_MADYA,
        Official.KEPALA_DESA,
    ),
    Role.KEPALA_PERANGKAT_DAERAH: (
        Official.ADMINISTRATOR,
        Official.JPT_PRATAMA,
        Official.JPT_MADYA,
        Official.CAMAT,
    ),
    Role.KEPALA_DAERAH: (
        Official.BUPATI_WALI_KOTA,
        Official.GUBERNUR,
        Official.MENDAGRI,
        Official.PEMBERI_KERJA,
        Official.PRESIDEN,
    ),
}
"""The offices that may come with each role of an official."""


class Dice(Protocol):
    """Whoever chooses."""

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        ...


def files(law: CompiledPolicy) -> list[CaseFile]:
    """Return the case files that histories begin with: levels, tracks, states of officials."""

    def made(subject: str, charge: str, **more: Any) -> CaseFile:
        values = {
            "schema": "netralitas/case/v1",
            "id": "x",
            "election": "pilkada_2024",
            "report": {"at": "2024-10-14", "known_at": "2024-10-12"},
            "subject": SUBJECTS[subject],
            "charges": [CHARGES[charge]],
            "evidence": [{"kind": "foto"}],
        }
        return case_file(law, {**values, **more})

    head = "bupati_wali_kota"
    return [
        *(made(subject, "campaign") for subject in ("pelaksana", "pengawas", "jpt_pratama")),
        *(made(subject, "comment") for subject in ("pelaksana", "pengawas", "administrator")),
        *(made("provinsi", charge) for charge in ("campaign", "comment")),
        made("pengawas", "early"),
        made("kepala_desa", "favour"),
        made("pppk", "comment"),
        made("tkb", "comment"),
        made("jf_utama", "comment"),
        made("guru", "party"),
        made("pengawas", "vision"),
        made("pengawas", "comment", charges=[CHARGES["comment"], CHARGES["early"]]),
        made("pengawas", "comment", officials=[{"official": head, "state": "implicated"}]),
        made(
            "pengawas", "comment", officials=[{"official": head, "state": "acting", "kind": "pj"}]
        ),
        made("pelaksana", "campaign", officials=[{"level": "administrator", "state": "vacant"}]),
        made("pelaksana", "campaign", officials=[{"level": "pengawas", "state": "implicated"}]),
        made("pelaksana", "campaign", officials=[{"level": "administrator", "state": "reported"}]),
        made("pelaksana", "campaign", priors=[PRIOR]),
        made("of_no_known_level", "campaign"),
    ]


SUBJECTS: Mapping[str, Mapping[str, Any]] = {
    "pelaksana": {"category": "pns", "level": "pelaksana", "government": "kabupaten"},
    "of_no_known_level": {"category": "pns", "government": "kabupaten"},
    "pengawas": {
        "category": "pns", "level": "pengawas", "office": "lurah", "government": "kabupaten",
    },
    "administrator": {"category": "pns", "level": "administrator", "government": "kota"},
    "jpt_pratama": {"category": "pns", "level": "jpt_pratama", "government": "kabupaten"},
    "provinsi": {"category": "pns", "level": "administrator", "government": "provinsi"},
    "jf_utama": {"category": "pns", "level": "jf_ahli_utama", "government": "kabupaten"},
    "guru": {"category": "pns", "level": "jf_ahli_pertama", "office": "guru", "government": "kota"},
    "pppk": {"category": "pppk", "level": "pelaksana", "government": "kabupaten"},
    "tkb": {"category": "non_asn", "office": "tkb", "government": "kabupaten"},
    "kepala_desa": {"category": "kepala_desa", "government": "kabupaten"},
}  # fmt: skip
CHARGES: Mapping[str, Mapping[str, Any]] = {
    "comment": {"act": "react_online", "at": "2024-10-10", "facts": {"reaction": "comment"}},
    "early": {"act": "react_online", "at": "2024-08-30", "facts": {"reaction": "like"}},
    "favour": {"act": "favour_decision", "at": "2024-10-10", "facts": {"intent": True}},
    "party": {"act": "party_member", "at": "2024-02-01", "facts": {"resigned": False}},
    "campaign": {
        "act": "join_campaign",
        "at": "2024-10-10",
        "facts": {
            "party_attribute": True,
            "active": False,
            "mobilised_staff": False,
            "state_facility": False,
        },
    },
    "vision": {
        "act": "join_campaign",
        "at": "2024-10-10",
        "facts": {
            "hears_vision_only": True,
            "active": False,
            "party_attribute": False,
            "service_attribute": False,
            "mobilised_staff": False,
            "state_facility": False,
        },
    },
}
PRIOR: Mapping[str, Any] = {
    "act": "join_campaign",
    "at": "2024-10-10",
    "decided_at": "2024-10-11",
    "sanction": "trans_sedang_kgb",
    "status": "serving",
    "same_violation": True,
}


class World:
    """Cases that are played one after the other, and what was tried with them."""

    def __init__(self, law: CompiledPolicy, service: type[Service] = Service) -> None:
        self.law = law
        self.files = files(law)
        self.store = MemoryStore()
        self.made = service
        salts = count(1)
        self.service = service(
            self.store,
            lambda region, digest: law,
            Settings(),
            lambda: next(salts).to_bytes(16, "big"),
        )
        self._keys = count(1)
        self._walk = lru_cache(4096)(lambda file, day: argue(file, law, as_of=day).walk)
        self.tried: Counter[str] = Counter()
        self.taken: Counter[str] = Counter()
        self.today = FIRST_DAY
        self.id = ""

    @property
    def case(self) -> Case:
        """The case that is being played."""
        return self.store.case(self.id)

    def begin(self, dice: Dice) -> None:
        """Open another case, reported by somebody, with a subject and a witness."""
        self.today = FIRST_DAY
        self.id = f"H-{next(self._keys)}"
        file = msgspec.structs.replace(dice.pick(self.files), id=self.id)
        command = Open(
            file=file,
            reporter=PEOPLE["reporter"],
            subject=PEOPLE["subject"],
            witnesses=(PEOPLE["witness"],),
        )
        actor = Actor(id="penerima", role=Role.BKPSDM)
        self.service.open(command, actor, at=at(self.today), key=f"open-{self.id}")

    def step(self, dice: Dice) -> list[Event]:
        """Play one step, and return the events that it left."""
        move = dice.pick(MOVES)
        if move == "wait":
            self.today += timedelta(days=dice.pick((1, 2, 5, 9, 15)))
            return self._ticked(self.today)
        if move == "jump_back":
            events = self._ticked(self.today)
            while more := self._ticked(self.today):
                events += more
            assert not self._ticked(self.today - timedelta(days=3)), "time went back, and fired"
            return events
        action, values = self._asked(dice)
        self.tried[action] += 1
        try:
            answer = self.service.act(
                self.id,
                command_from(action, values),
                self._actor(dice, action),
                at=at(self.today),
                key=f"key-{next(self._keys)}",
            )
        except (Refused, InputError):
            return []
        self.taken[action] += 1
        return [answer.event]

    def _ticked(self, day: date) -> list[Event]:
        self.tried["tick"] += 1
        ticked = self.service.tick(at(day))
        assert not ticked.left, ticked.left
        self.taken["tick"] += bool(ticked.events)
        return list(ticked.events)

    def _asked(self, dice: Dice) -> tuple[str, dict[str, Any]]:
        """Return an action with its values: mostly of those that fit where the case stands."""
        fitting = list(self._fitting())
        anything = dice.pick(range(12)) == 0
        action = dice.pick(sorted(set(COMMANDS) - {"open"})) if anything else dice.pick(fitting)
        return action, self._values(dice, action)

    def _fitting(self) -> Iterator[str]:
        """Yield actions that lead on from where the case stands, likely ones more often."""
        case = self.case
        if not case.proceedings:
            yield from FITTING_CASE.get(case.stage, ())
        for one in case.proceedings:
            if one.stage in FITTING:
                yield from FITTING[one.stage]
            elif one.open:
                yield from HEARING if not case.examined and case.missed < 2 else AFTER_HEARING
                yield from ("hear_council", "settle_authority") * (one.track != "disiplin")
        yield beside(case)

    def _actor(self, dice: Dice, action: str) -> Actor:
        able = [role for role in Role if action in TABLE[role]]
        role = dice.pick(list(Role)) if dice.pick(range(8)) == 0 or not able else dice.pick(able)
        person = dice.pick(("", *PEOPLE.values())) if dice.pick(range(10)) == 0 else ""
        if role is Role.TIM_PEMERIKSA and not person:
            person = dice.pick(("anggota-1", "anggota-2"))
        official = dice.pick(HOLDERS[role]) if role in HOLDERS else None
        likely = self._before()
        if role in HOLDERS and likely and dice.pick(range(4)):
            official = dice.pick(likely)
            role = dice.pick([one for one in HOLDERS if official in HOLDERS[one]])
        return Actor(id=person or f"{role.value}-1", role=role, official=official)

    def _before(self) -> list[Official]:
        """Return the officials before whom tracks of the case stand, as far as the walk says."""
        case = self.case
        found: list[Official] = []
        for one in case.proceedings:
            if one.decision is not None:
                found.append(one.decision.by)
            walk = self._walk(judged_file(case, one.track), self.today)
            path = walk.path.get(one.track, ())
            found += [x.official for x in path if x.stage == one.stage and x.official]
            if one.settled is not None:
                found.append(one.settled)
        return found

    def _values(self, dice: Dice, action: str) -> dict[str, Any]:
        """Return values for an action, sometimes wrong ones."""
        reasons = {"reasons": dice.pick(("karena", "karena", "karena", "karena", ""))}
        tracks = [one.track.value for one in self.case.proceedings]
        found = [one.value for one in self.case.judged.tracks] if self.case.judged else []
        asked = {"tracks": [dice.pick(found)]} if found else {}
        track = {"track": dice.pick(tracks)} if tracks else {}
        sanctions = [row.id for row in self.law.policy.sanctions if row.track in tracks]
        judged = self.case.judged
        lawful = [
            name
            for of, found in (judged.tracks.items() if judged else ())
            if of.value == track.get("track")
            for name in found.lawful
        ]
        likely = [*lawful, *lawful, *lawful, *lawful, *(sanctions or ["berat_a"])]
        sanction = {"sanction": dice.pick(likely)}
        ahead = self.today + timedelta(days=dice.pick((0, 1, 3, 7, 30)))
        ending = {"ending": dice.pick(ENDINGS)}
        official = dice.pick([one.value for one in Official])
        values: dict[str, dict[str, Any]] = {
            "add_evidence": {"evidence": {"kind": "saksi"}},
            "verify_evidence": {
                "number": dice.pick((1, 1, 2)), "verified": dice.pick((True, True, False)),
            },
            "record_facts": {"known_at": str(self.today - timedelta(days=dice.pick((0, 2))))},
            "record_official": {
                "state": {"official": official, "state": dice.pick(STATES)},
            },
            "name_person": {"relation": "implicated", "person": PEOPLE["implicated"]},
            "ask_more": {"questions": ["tautan"]},
            "proceed": dice.pick(({}, {}, {**asked, **reasons})),
            "close_report": {**ending, **reasons, "forum": "TNI"},
            "close_track": {**ending, **reasons, **track},
            "summon": {"day": str(ahead)},
            "form_team": {"members": dice.pick(TEAMS)},
            "hear_council": track,
            "forward": {**track, **reasons, "reason": dice.pick(FORWARD)},
            "settle_authority": {**track, **reasons, "official": official, "document": "surat"},
            "recommend": {**track, **reasons, **dice.pick((sanction, {}))},
            "decide": {**track, **reasons, **sanction},
            "hand_over": {**track, "attended": dice.pick((True, False))},
            "file_remedy": {**track, "kind": dice.pick(("keberatan", "banding_administratif"))},
            "decide_remedy": {
                **track, **reasons,
                **dice.pick(({"outcome": "uphold"}, {"outcome": "change", **sanction})),
            },
            "record_remedy": {
                **track, **reasons,
                **dice.pick(({"outcome": "cancel"}, {"outcome": "lighten", **sanction})),
            },
            "refer": reasons,
            "move_criminal": {"step": dice.pick(CRIMINAL)},
            "date_criminal": {"what": dice.pick(("file_complete", "judgment_read"))},
            "return_finding": reasons,
            "erase": reasons,
            "hold": reasons,
            "lift_hold": reasons,
            "unseal": {**reasons, "names": ["reporter.1"]},
            "adopt_policy": reasons,
        }  # fmt: skip
        return values.get(action, track if action in ON_A_TRACK else {})


MOVES = ("wait", "wait", "jump_back", *["act"] * 20)
ENDINGS = ("closed_not_proven", "closed_no_violation", "closed_out_of_scope")
STATES = ("vacant", "implicated", "did_not_act", "reported")
FORWARD = (*("competence",) * 12, "did_not_act", "vacant", "implicated", "regional_policy")
ON_A_TRACK = ("send_decision", "record_receipt", "take_effect", "execute", "release", "end_release")
CRIMINAL = (
    "review", "investigate", "prosecute", "return_file", "bring_to_court", "appeal",
    "become_final", "drop",
)  # fmt: skip
TEAMS: Sequence[Mapping[str, str]] = (
    {
        "atasan_langsung": "anggota-1",
        "unsur_pengawasan": "anggota-2",
        "unsur_kepegawaian": "anggota-3",
    },
    {"atasan_langsung": "anggota-1"},
    {
        "atasan_langsung": "terlapor",
        "unsur_pengawasan": "anggota-2",
        "unsur_kepegawaian": "anggota-3",
    },
)
FITTING_CASE: Mapping[Stage, Sequence[str]] = {
    Stage.REPORT: ("begin_review", "begin_review", "add_evidence"),
    Stage.EVIDENCE_REVIEW: (
        *("verify_evidence",) * 4, *("proceed",) * 6, "ask_more", "close_report",
    ),
}  # fmt: skip
HEARING = (
    *("summon",) * 4, *("examine",) * 4, *("record_absence",) * 3, *("forward",) * 3,
    *("decide",) * 3, "recommend", "form_team", "release",
)  # fmt: skip
AFTER_HEARING = (
    *("forward",) * 5, *("decide",) * 5, *("form_team",) * 2, "recommend", "release", "end_release",
    "close_track", "settle_authority",
)  # fmt: skip
FITTING: Mapping[Stage, Sequence[str]] = {
    Stage.DECIDED: ("hand_over", "hand_over", "send_decision", "decide"),
    Stage.DELIVERED: ("record_receipt", "file_remedy", "take_effect"),
    Stage.KEBERATAN: ("decide_remedy", "take_effect"),
    Stage.BANDING_ADMINISTRATIF: ("record_remedy", "take_effect"),
    Stage.FINAL: ("execute",),
    Stage.EXECUTED: (),
}


def beside(case: Case) -> str:
    """Return what may be done to the criminal track, or to a case in which nothing is under way."""
    if case.criminal_open:
        if case.criminal.stage in ("prosecution", "verdict") and case.version % 2:
            return "date_criminal"
        return "refer" if case.criminal.stage == "none" else "move_criminal"
    if case.criminal.stage == "lapsed" and case.criminal.round < 3:
        return "return_finding"
    return "recommend" if case.open else "erase"
