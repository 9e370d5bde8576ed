"""This file is real cases for the matrix of roles, brought to every point where something begins.

Each is a line of steps. Where a step is refused, the line ends there and its later points lack: who
compares them finds and names that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from netralitas.casework import Case
from netralitas.facts import Case as CaseFile
from netralitas.facts import Language, NetralitasError
from netralitas.judgement import CompiledPolicy
from tests.workflows.casework.office import Office, case_file
from tests.workflows.casework.world import CHARGES, PEOPLE, SUBJECTS

OPENED, DAY, LATE = "2024-10-14", "2024-10-15", "2024-10-30"
"""The days on which cases are opened and on which everything else is done; a report too late."""

MEMBERS: Mapping[str | None, str] = {
    None: "auditor",
    "subject": "kabid",
    "reporter": PEOPLE["reporter"],
    "witness": "staf",
    "implicated": "camat",
}
"""Members of the team by their relation to the case, in which they are named once it was formed.

Nobody becomes a reporter then: the reporter is no member.
"""
TEAM = {
    "unsur_pengawasan": "auditor",
    "atasan_langsung": "camat",
    "unsur_kepegawaian": "staf",
    "pejabat_lain": "kabid",
}
WHY = {"reasons": "x"}
PASSED = {"reason": "competence"}

Step = tuple[str, str, str, Mapping[str, Any]]
"""The point that a step leads to, who takes it, its action and its values."""


class Line(NamedTuple):
    """A case: whose, over which charge, by which steps, reported when; under an older law or not.

    `level` is that in whose chain of offices it stands.
    """

    subject: str
    charge: str
    steps: Sequence[Step] = ()
    opened: str = OPENED
    older: bool = False
    level: str = "pengawas"

    @property
    def day(self) -> str:
        """The day of its steps, and of whatever is tried in it."""
        return max(self.opened, DAY)

    def file(self, law: CompiledPolicy, id: str) -> CaseFile:
        """Return the file that it begins with."""
        return file_of(law, id, SUBJECTS[self.subject], self.charge, self.opened)


def _reviewed(*more: Step) -> tuple[Step, ...]:
    """Return the steps of a report that proceeds, and more."""
    return (
        ("report", "reviewer", "name_person", {"relation": "implicated", "person": "terlibat"}),
        ("review", "reviewer", "begin_review", {}),
        ("proven", "reviewer", "verify_evidence", {"number": 1}),
        ("begun", "reviewer", "proceed", {}),
        *more,
    )


def _team() -> tuple[Step, ...]:
    """Return the steps that form a team, and relate some of its members to the case afterwards."""
    return (
        ("formed", "bkpsdm", "form_team", {"members": TEAM}),
        *(
            ("team", "reviewer", "name_person", {"relation": one, "person": MEMBERS[one]})
            for one in ("subject", "witness", "implicated")
        ),
    )


def _heard(who: str) -> tuple[Step, ...]:
    return (
        ("summoned", who, "summon", {"day": DAY}),
        ("examined", who, "examine", {}),
        ("released", who, "release", {}),
    )


def _sent(*more: Step) -> tuple[Step, ...]:
    return (
        ("missed", "bkpsdm", "hand_over", {"attended": False}),
        ("sent", "bkpsdm", "send_decision", {}),
        ("received", "bkpsdm", "record_receipt", {}),
        *more,
    )


def _criminal(*steps: str) -> tuple[Step, ...]:
    return tuple(
        (f"criminal_{step}", "bawaslu_liaison", "move_criminal", {"step": step}) for step in steps
    )


CAMAT, KADIS = "atasan_langsung administrator", "kepala_perangkat_daerah jpt_pratama"
BUPATI = "kepala_daerah bupati_wali_kota"
KABID, KASI = "kepala_perangkat_daerah administrator", "atasan_langsung pengawas"
OBJECTED: Step = ("keberatan", "bkpsdm", "file_remedy", {"kind": "keberatan"})
TO_BPASN: Step = ("banding", "bkpsdm", "file_remedy", {"kind": "banding_administratif"})

LINES: Mapping[str, Line] = {
    "lurah": Line(
        "pengawas",
        "comment",
        _reviewed(
            ("held", "auditor", "hold", WHY),
            ("let_go", "bkpsdm", "lift_hold", WHY),
            ("referred", "bawaslu_liaison", "refer", {}),
            *_criminal("review", "investigate", "prosecute"),
            *_team(),
            *_heard(CAMAT),
            ("opd", CAMAT, "forward", PASSED),
            ("head", KADIS, "forward", PASSED),
            ("decided", BUPATI, "decide", {"sanction": "berat_a"}),
            *_sent(OBJECTED),
            ("answered", BUPATI, "decide_remedy", {"outcome": "uphold", **WHY}),
            ("final", "bkpsdm", "take_effect", {}),
            *_criminal("drop"),
            ("executed", "bkpsdm", "execute", {}),
        ),
    ),
    "dismissed": Line(
        "pengawas",
        "comment",
        _reviewed(
            *_team(),
            *_heard(CAMAT),
            ("opd", CAMAT, "forward", PASSED),
            ("head", KADIS, "forward", PASSED),
            ("decided", BUPATI, "decide", {"sanction": "berat_c", **WHY}),
            *_sent(TO_BPASN),
        ),
    ),
    "vacant": Line(
        "pengawas",
        "comment",
        _reviewed(("camat", "reviewer", "forward", {"reason": "vacant"}), *_heard(KADIS)),
    ),
    "kadis": Line(
        "jpt_pratama",
        "comment",
        _reviewed(
            *_heard(BUPATI),
            *_team(),
            ("head", BUPATI, "forward", PASSED),
            ("decided", BUPATI, "decide", {"sanction": "berat_a"}),
            *_sent(OBJECTED),
        ),
        level="jpt_pratama",
    ),
    "staff": Line(
        "pelaksana",
        "campaign",
        _reviewed(
            *_heard(KASI)[:2],
            ("opd", KASI, "forward", PASSED),
            ("decided", KABID, "decide", {"sanction": "trans_sedang_kgb"}),
            *_sent(OBJECTED),
        ),
        level="pelaksana",
    ),
    "ethics": Line("pengawas", "early", _reviewed()),
    "teacher": Line("guru", "party", _reviewed()),
    "late": Line("pengawas", "comment", _reviewed()[:1], opened=LATE),
    "older_law": Line("pengawas", "comment", _reviewed()[:2], older=True),
}
"""Every case by its name. In `vacant` the superior's post is vacant: the one above him acts."""


class Built(NamedTuple):
    """The office of each case, the cases at their points as `case/point`, and steps not taken."""

    offices: Mapping[str, Office]
    points: Mapping[str, Case]
    not_taken: Sequence[str]


def built(law: CompiledPolicy) -> Built:
    """Return the cases, taken through their lines as far as each step is permitted."""
    offices, points, not_taken = dict[str, Office](), dict[str, Case](), list[str]()
    for name, line in LINES.items():
        office = offices[name] = Office(_older(law) if line.older else law)
        point = "opened"
        try:
            office.open(line.file(law, name), "bkpsdm", line.opened, **RELATED)
            for point, who, action, values in line.steps:
                points[f"{name}/{point}"] = office.act(who, action, line.day, **values).case
        except NetralitasError as error:
            not_taken.append(f"{name}/{point}: {error.message(Language.EN)}")
        office.law = law
    return Built(offices, points, not_taken)


RELATED: Mapping[str, Any] = {
    "reporter": PEOPLE["reporter"],
    "subject": PEOPLE["subject"],
    "witnesses": (PEOPLE["witness"],),
}
"""Who is named as a case is opened."""


def file_of(
    law: CompiledPolicy, id: str, subject: Mapping[str, Any], charge: str, day: str = OPENED
) -> CaseFile:
    """Return a file that a case begins with: about whom, over which charge, reported when."""
    values = {
        "schema": "netralitas/case/v1",
        "id": id,
        "election": "pilkada_2024",
        "report": {"at": day, "known_at": "2024-10-12"},
        "subject": subject,
        "charges": [CHARGES[charge]],
        "evidence": [{"kind": "foto"}],
    }
    return case_file(law, values)


def _older(law: CompiledPolicy) -> CompiledPolicy:
    """Return the same law under another digest: a case pinned to it can go over to the law."""
    return law._replace(policy=msgspec.structs.replace(law.policy, digest="0" * 64))
