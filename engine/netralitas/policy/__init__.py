"""The law as data: its shape, how it is read from bytes, and what its rows may not be."""

from netralitas.policy.acts import ActEntry, facts_out_of_reach, table_of_acts
from netralitas.policy.cases import (
    Format,
    candidate_of_line,
    candidates_of,
    case_as_stated,
    case_from,
    format_of,
    read_cases,
)
from netralitas.policy.checks import check_rows
from netralitas.policy.chronology import YEARS
from netralitas.policy.clocks import Deadline, Election, Holidays, Milestone, Unit
from netralitas.policy.convert import convert_located, digest, encode, to_plain
from netralitas.policy.days import days_of
from netralitas.policy.findings import RowFinding
from netralitas.policy.ladders import Combination, Ladder, LadderType, Sanction, Weight
from netralitas.policy.located import Bounds, Candidate, Located
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
from netralitas.policy.overlay import overlay, widened
from netralitas.policy.pack import (
    PACK_SCHEMA,
    Alternate,
    Binding,
    Checklist,
    Duty,
    Fills,
    Guidance,
    IncomeConsequence,
    InternalClock,
    Item,
    Pack,
    PackFile,
    PackValidity,
)
from netralitas.policy.pack_findings import PackFinding
from netralitas.policy.packs import (
    Examined,
    examine_pack,
    pack_from_json,
    pack_to_json,
    read_pack,
)
from netralitas.policy.possible import LONG_TEXT_MAX, TEXT_MAX, check_case
from netralitas.policy.precedence import compete, first, question
from netralitas.policy.reader import digest_of, policy_from_json, policy_to_json, read_policy
from netralitas.policy.scalars import FORBIDDEN
from netralitas.policy.spreadsheet import (
    candidate_of_row,
    delimiter_of,
    lenient_text,
    records,
    row_place,
)
from netralitas.policy.table_columns import CaseColumn, columns_of, known_columns
from netralitas.policy.terms import TERMS, ClosedTerm, Limit, OpenTerm, Term
from netralitas.policy.vocabulary import Act, Field, Impossible, Office, office_field
from netralitas.policy.yaml import read_yaml

__all__ = [
    "FORBIDDEN",
    "LONG_TEXT_MAX",
    "PACK_SCHEMA",
    "POLICY_SCHEMA",
    "TERMS",
    "TEXT_MAX",
    "YEARS",
    "Act",
    "ActEntry",
    "Alternate",
    "AuthorityCell",
    "Binding",
    "Bounds",
    "Candidate",
    "CaseColumn",
    "Chain",
    "Checklist",
    "ClosedTerm",
    "Combination",
    "Consequence",
    "DatedBody",
    "Deadline",
    "Duty",
    "Effect",
    "Election",
    "Examined",
    "Field",
    "Fills",
    "Format",
    "FormsOf",
    "Guidance",
    "Holidays",
    "Impossible",
    "IncomeConsequence",
    "Instrument",
    "InternalClock",
    "Item",
    "Lacking",
    "Ladder",
    "LadderType",
    "Limit",
    "Located",
    "Marks",
    "MeasureRule",
    "Milestone",
    "Office",
    "OpenTerm",
    "Pack",
    "PackFile",
    "PackFinding",
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
    "Term",
    "Unit",
    "Weight",
    "candidate_of_line",
    "candidate_of_row",
    "candidates_of",
    "case_as_stated",
    "case_from",
    "check_case",
    "check_rows",
    "columns_of",
    "compete",
    "convert_located",
    "days_of",
    "delimiter_of",
    "digest",
    "digest_of",
    "encode",
    "examine_pack",
    "facts_out_of_reach",
    "first",
    "format_of",
    "known_columns",
    "lenient_text",
    "office_field",
    "overlay",
    "pack_from_json",
    "pack_to_json",
    "policy_from_json",
    "policy_to_json",
    "question",
    "read_cases",
    "read_pack",
    "read_policy",
    "read_yaml",
    "records",
    "row_place",
    "table_of_acts",
    "to_plain",
    "widened",
]
