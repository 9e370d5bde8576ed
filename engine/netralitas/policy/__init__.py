"""The law as data: its shape, how it is read from bytes, and what its rows may not be."""

from netralitas.policy.acts import ActEntry, facts_out_of_reach, table_of_acts
from netralitas.policy.cases import Format, read_cases
from netralitas.policy.checks import check_rows
from netralitas.policy.clocks import Deadline, Election, Holidays, Milestone, Unit
from netralitas.policy.convert import convert_located, digest, encode, to_plain
from netralitas.policy.days import days_of
from netralitas.policy.findings import RowFinding
from netralitas.policy.ladders import Combination, Ladder, LadderType, Sanction, Weight
from netralitas.policy.located import Bounds, Located
from netralitas.policy.marks import Marks
from netralitas.policy.model import (
    POLICY_SCHEMA,
    Consequence,
    Effect,
    FormsOf,
    Instrument,
    Lacking,
    Phase,
    Policy,
    PolicyFile,
    Provision,
)
from netralitas.policy.offices import (
    AuthorityCell,
    Chain,
    DatedBody,
    MeasureRule,
    Panel,
    PathStep,
    PathTable,
    Reading,
    Seat,
)
from netralitas.policy.overlay import PACK_SCHEMA, Pack, PackFile, PackValidity, overlay, read_pack
from netralitas.policy.possible import check_case
from netralitas.policy.reader import digest_of, policy_from_json, policy_to_json, read_policy
from netralitas.policy.vocabulary import Act, Field, Impossible, Office
from netralitas.policy.yaml import read_yaml

__all__ = [
    "PACK_SCHEMA",
    "POLICY_SCHEMA",
    "Act",
    "ActEntry",
    "AuthorityCell",
    "Bounds",
    "Chain",
    "Combination",
    "Consequence",
    "DatedBody",
    "Deadline",
    "Effect",
    "Election",
    "Field",
    "Format",
    "FormsOf",
    "Holidays",
    "Impossible",
    "Instrument",
    "Lacking",
    "Ladder",
    "LadderType",
    "Located",
    "Marks",
    "MeasureRule",
    "Milestone",
    "Office",
    "Pack",
    "PackFile",
    "PackValidity",
    "Panel",
    "PathStep",
    "PathTable",
    "Phase",
    "Policy",
    "PolicyFile",
    "Provision",
    "Reading",
    "RowFinding",
    "Sanction",
    "Seat",
    "Unit",
    "Weight",
    "check_case",
    "check_rows",
    "convert_located",
    "days_of",
    "digest",
    "digest_of",
    "encode",
    "facts_out_of_reach",
    "overlay",
    "policy_from_json",
    "policy_to_json",
    "read_cases",
    "read_pack",
    "read_policy",
    "read_yaml",
    "table_of_acts",
    "to_plain",
]
