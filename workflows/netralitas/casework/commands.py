"""This file lists what can be asked of a case, one shape for each action of the table of roles.

A command that leaves out `on` means the day it is given; one that leaves out `track` means the only
track that is under way. Reasons are written words; where the law or the house wants them, a command
without is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Literal

import msgspec

from netralitas.casework.case import Relation
from netralitas.facts import (
    Case as CaseFile,
)
from netralitas.facts import (
    Charge,
    Contest,
    Evidence,
    InputError,
    Official,
    OfficialState,
    Place,
    Prior,
    Stage,
    Subject,
    Text,
    Tier,
    Track,
    nearest,
)
from netralitas.policy import convert_located

Reason = Literal["competence", "implicated", "vacant", "did_not_act", "regional_policy"]
"""Why a track goes to the next official."""


class Ending(StrEnum):
    """The three endings without a sanction; they are not the same and are never mixed up."""

    NOT_PROVEN = "closed_not_proven"
    NO_VIOLATION = "closed_no_violation"
    OUT_OF_SCOPE = "closed_out_of_scope"

    @property
    def stage(self) -> Stage:
        """The stage of the path that it is."""
        return Stage(self.value)

    @property
    def step(self) -> str:
        """The step of the path that leads there."""
        return self.value.replace("closed_", "close_", 1)


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something asked of a case."""


class Open(Command, frozen=True):
    """Receive a report, or a violation found by an office (`temuan`).

    `reporter`, `subject` and `witnesses` are ids of persons: they are kept apart, and only salted
    hashes of them stand in the record. Evidence comes with commands of its own.
    """

    file: CaseFile
    source: Literal["laporan", "temuan"] = "laporan"
    reporter: str | None = None
    subject: str | None = None
    witnesses: tuple[str, ...] = ()


class AddEvidence(Command, frozen=True):
    """Hand in a piece of evidence; verifying it is another step."""

    evidence: Evidence


class VerifyEvidence(Command, frozen=True):
    """Say that a piece of evidence was looked at, and whether it holds."""

    number: int
    verified: bool = True
    reasons: str | None = None


class RecordFacts(Command, frozen=True):
    """Establish facts of the person, the acts, earlier punishments, or when it became known."""

    subject: Subject | None = None
    charges: tuple[Charge, ...] | None = None
    priors: tuple[Prior, ...] | None = None
    known_at: date | None = None
    election: str | None = None
    contest: Contest | None = None


class RecordOfficial(Command, frozen=True):
    """Establish the state of an official who would act; `lifted` says that it is over.

    A later state of the same official, level or stage takes the place of the one before.
    """

    state: OfficialState
    lifted: bool = False


class NamePerson(Command, frozen=True):
    """Name a person as standing in a relation to the case; the id is kept apart."""

    relation: Relation
    person: str


class BeginReview(Command, frozen=True):
    """Take the report up for review."""


class AskMore(Command, frozen=True):
    """Ask for what is missing before the review can go on."""

    questions: tuple[str, ...]


class Proceed(Command, frozen=True):
    """Find grounds: let the tracks go to the first office of their walks.

    Tracks left out are those on which the law finds a violation.
    """

    tracks: tuple[Track, ...] = ()
    reasons: str | None = None


class CloseReport(Command, frozen=True):
    """Close the report at the review, in one of three endings."""

    ending: Ending
    reasons: str | None = None
    forum: str | None = None


class CloseTrack(Command, frozen=True):
    """Close a track before a decision: not proven, or no violation."""

    ending: Ending
    track: Track | None = None
    reasons: str | None = None


class Summon(Command, frozen=True):
    """Send a written summons for a day."""

    day: date
    on: date | None = None


class RecordAbsence(Command, frozen=True):
    """Record that the person did not come on the day of the last summons."""


class Examine(Command, frozen=True):
    """Record the examination; one that was not signed is valid all the same."""

    on: date | None = None
    signed: bool = True


class FormTeam(Command, frozen=True):
    """Form the tim pemeriksa: who fills each element, by opaque id."""

    members: dict[str, str]
    on: date | None = None


class HearCouncil(Command, frozen=True):
    """Record that the Majelis Kode Etik gave its recommendation."""

    track: Track | None = None
    on: date | None = None


class Forward(Command, frozen=True):
    """Pass a track on, with the reason."""

    reason: Reason
    track: Track | None = None
    reasons: str | None = None


class SettleAuthority(Command, frozen=True):
    """Record whom a human determined to decide, where the law is silent, and by which document."""

    official: Official
    document: str
    reasons: str
    track: Track | None = None


class Recommend(Command, frozen=True):
    """Advise the official before whom a track stands."""

    reasons: str
    sanction: str | None = None
    track: Track | None = None
    on: date | None = None


class Decide(Command, frozen=True):
    """Impose a sanction; where it differs from what was recommended, with written reasons."""

    sanction: str
    track: Track | None = None
    label: Tier | None = None
    on: date | None = None
    reasons: str | None = None


class HandOver(Command, frozen=True):
    """Hand the decision over on a day, or record that the person did not come to take it."""

    attended: bool = True
    track: Track | None = None
    on: date | None = None


class SendDecision(Command, frozen=True):
    """Send the decision to the last known address."""

    track: Track | None = None
    on: date | None = None


class RecordReceipt(Command, frozen=True):
    """Record when a decision that was sent arrived."""

    track: Track | None = None
    on: date | None = None


class FileRemedy(Command, frozen=True):
    """Record that the person filed keberatan or banding administratif."""

    kind: Literal["keberatan", "banding_administratif"]
    track: Track | None = None
    on: date | None = None


class DecideRemedy(Command, frozen=True):
    """Decide a keberatan; a changed sanction must be lawful itself."""

    outcome: Literal["uphold", "lighten", "aggravate", "change", "cancel"]
    reasons: str
    sanction: str | None = None
    track: Track | None = None
    on: date | None = None


class RecordRemedy(Command, frozen=True):
    """Record what BPASN decided on a banding administratif."""

    outcome: Literal["uphold", "lighten", "aggravate", "change", "cancel"]
    reasons: str
    sanction: str | None = None
    track: Track | None = None
    on: date | None = None


class TakeEffect(Command, frozen=True):
    """Record that a decision is in effect, where no clock says so."""

    track: Track | None = None
    on: date | None = None


class Execute(Command, frozen=True):
    """Record that the sanction was carried out and documented."""

    track: Track | None = None
    document: str | None = None
    on: date | None = None


class ReleaseFromDuties(Command, frozen=True):
    """Release the person from the duties of the post until the decision."""

    track: Track | None = None
    on: date | None = None


class EndRelease(Command, frozen=True):
    """End the temporary release before the decision."""

    track: Track | None = None
    on: date | None = None


class Refer(Command, frozen=True):
    """Report the matter to Bawaslu: the criminal track begins."""

    on: date | None = None
    reasons: str | None = None


class MoveCriminal(Command, frozen=True):
    """Record a step that Bawaslu, the police, the prosecutor or a court took."""

    step: Literal[
        "review",
        "investigate",
        "prosecute",
        "return_file",
        "bring_to_court",
        "appeal",
        "become_final",
        "drop",
    ]
    on: date | None = None
    reasons: str | None = None


class DateCriminal(Command, frozen=True):
    """Record a day from which a clock of the criminal track runs."""

    what: Literal["file_complete", "judgment_read", "report_received_polri", "file_received"]
    on: date | None = None


class ReturnFinding(Command, frozen=True):
    """Take up as a finding (temuan) what was reported too late, its material conditions met."""

    reasons: str
    on: date | None = None


class AdoptPolicy(Command, frozen=True):
    """Judge the case by the law as it is now instead of the one that was pinned to it."""

    reasons: str


class Hold(Command, frozen=True):
    """Keep the personal data of the case, whatever the schedule of retention says."""

    reasons: str


class LiftHold(Command, frozen=True):
    """Let the schedule of retention count again."""

    reasons: str


class Erase(Command, frozen=True):
    """Erase personal data of a case in which nothing is under way; no names mean all of it."""

    reasons: str
    names: tuple[str, ...] = ()


class Unseal(Command, frozen=True):
    """Ask to see personal data that is kept sealed; the asking is recorded."""

    names: tuple[str, ...]
    reasons: str


COMMANDS: Mapping[str, type[Command]] = {
    "open": Open,
    "add_evidence": AddEvidence,
    "verify_evidence": VerifyEvidence,
    "record_facts": RecordFacts,
    "record_official": RecordOfficial,
    "name_person": NamePerson,
    "begin_review": BeginReview,
    "ask_more": AskMore,
    "proceed": Proceed,
    "close_report": CloseReport,
    "close_track": CloseTrack,
    "summon": Summon,
    "record_absence": RecordAbsence,
    "examine": Examine,
    "form_team": FormTeam,
    "hear_council": HearCouncil,
    "forward": Forward,
    "settle_authority": SettleAuthority,
    "recommend": Recommend,
    "decide": Decide,
    "hand_over": HandOver,
    "send_decision": SendDecision,
    "record_receipt": RecordReceipt,
    "file_remedy": FileRemedy,
    "decide_remedy": DecideRemedy,
    "record_remedy": RecordRemedy,
    "take_effect": TakeEffect,
    "execute": Execute,
    "release": ReleaseFromDuties,
    "end_release": EndRelease,
    "refer": Refer,
    "move_criminal": MoveCriminal,
    "date_criminal": DateCriminal,
    "return_finding": ReturnFinding,
    "adopt_policy": AdoptPolicy,
    "hold": Hold,
    "lift_hold": LiftHold,
    "erase": Erase,
    "unseal": Unseal,
}
"""Every command by its action: the word by which the table of roles knows it."""


def action_of(command: Command) -> str:
    """Return the action that a command asks for."""
    return next(name for name, shape in COMMANDS.items() if shape is type(command))


def command_from(action: str, values: Mapping[str, Any]) -> Command:
    """Return the command of an action with its plain values; InputError at the first fault."""
    shape = COMMANDS.get(action)
    if shape is None:
        raise InputError(
            Text(id=f"tindakan {action!r} tidak dikenal", en=f"unknown action {action!r}"),
            at=Place("command"),
            hint=nearest(action, tuple(COMMANDS)),
        )

    def place(path: Any) -> Place:
        return Place(action, 0, ".".join(map(str, path)))

    return convert_located(dict(values), shape, place=place, error=InputError)
