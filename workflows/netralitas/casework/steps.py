"""This file is the one list of what can be done to a case: every command with the rule it obeys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from netralitas.casework import commands
from netralitas.casework.criminal import date_criminal, move_criminal, refer, return_finding
from netralitas.casework.deciding import decide
from netralitas.casework.delivering import hand_over, record_receipt, send_decision
from netralitas.casework.examining import (
    examine,
    form_team,
    hear_council,
    record_absence,
    summon,
)
from netralitas.casework.forwarding import forward, recommend, settle_authority
from netralitas.casework.keeping import adopt_policy, erase, hold, lift_hold, unseal
from netralitas.casework.releasing import end_release, release
from netralitas.casework.remedies import (
    decide_remedy,
    execute,
    file_remedy,
    record_remedy,
    take_effect,
)
from netralitas.casework.reporting import (
    add_evidence,
    name_person,
    record_facts,
    record_official,
    verify_evidence,
)
from netralitas.casework.reviewing import (
    ask_more,
    begin_review,
    close_report,
    close_track,
    proceed,
)
from netralitas.casework.scene import Scene, Step

Rule = Callable[[Scene, Any], Step]
"""Turns a command into what happens, or raises Refused with the article."""

RULES: Mapping[type[commands.Command], Rule] = {
    commands.AddEvidence: add_evidence,
    commands.VerifyEvidence: verify_evidence,
    commands.RecordFacts: record_facts,
    commands.RecordOfficial: record_official,
    commands.NamePerson: name_person,
    commands.BeginReview: begin_review,
    commands.AskMore: ask_more,
    commands.Proceed: proceed,
    commands.CloseReport: close_report,
    commands.CloseTrack: close_track,
    commands.Summon: summon,
    commands.RecordAbsence: record_absence,
    commands.Examine: examine,
    commands.FormTeam: form_team,
    commands.HearCouncil: hear_council,
    commands.Forward: forward,
    commands.SettleAuthority: settle_authority,
    commands.Recommend: recommend,
    commands.Decide: decide,
    commands.HandOver: hand_over,
    commands.SendDecision: send_decision,
    commands.RecordReceipt: record_receipt,
    commands.FileRemedy: file_remedy,
    commands.DecideRemedy: decide_remedy,
    commands.RecordRemedy: record_remedy,
    commands.TakeEffect: take_effect,
    commands.Execute: execute,
    commands.ReleaseFromDuties: release,
    commands.EndRelease: end_release,
    commands.Refer: refer,
    commands.MoveCriminal: move_criminal,
    commands.DateCriminal: date_criminal,
    commands.ReturnFinding: return_finding,
    commands.AdoptPolicy: adopt_policy,
    commands.Hold: hold,
    commands.LiftHold: lift_hold,
    commands.Erase: erase,
    commands.Unseal: unseal,
}
"""Every command but the opening one, which has no case yet, with its rule."""
