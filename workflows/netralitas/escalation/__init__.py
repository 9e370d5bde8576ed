"""Who acts, in which order, by when: authority, the expected walk with its clocks, real steps."""

from netralitas.escalation.asking import authority_for, competence
from netralitas.escalation.calendar import BeyondCalendar, Calendar, DayOff
from netralitas.escalation.context import context_for
from netralitas.escalation.dating import Line
from netralitas.escalation.deadlines import DueAnswer, due_date, kinds_of
from netralitas.escalation.diagram import dot, mermaid, svg
from netralitas.escalation.guards import StepContext
from netralitas.escalation.internal import InternalClocks, InternalWalk
from netralitas.escalation.machine import Workflow
from netralitas.escalation.path import BrokenPath, Path, load_path
from netralitas.escalation.plan import closing
from netralitas.escalation.walk import (
    UNPROVEN,
    Escalation,
    TrackAsked,
    Walk,
    possible_tiers,
)

__all__ = [
    "UNPROVEN",
    "BeyondCalendar",
    "BrokenPath",
    "Calendar",
    "DayOff",
    "DueAnswer",
    "Escalation",
    "InternalClocks",
    "InternalWalk",
    "Line",
    "Path",
    "StepContext",
    "TrackAsked",
    "Walk",
    "Workflow",
    "authority_for",
    "closing",
    "competence",
    "context_for",
    "dot",
    "due_date",
    "kinds_of",
    "load_path",
    "mermaid",
    "possible_tiers",
    "svg",
]
