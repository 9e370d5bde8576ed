"""Hold the whole matrix of roles to an oracle drawn by hand, and count the cells that differ.

    python -m tests.faults.role_matrix [--short] [--break [NAME]]

Three parts: the product's table (role x action x relation), real cases (action x point of a case
x role x relation x office), and who decides (government x level x sanction x official x relation).
One line of JSON; ends with 1 where a cell differs, where an action is tried nowhere or a role is
never permitted in a real case what the oracle gives it, or where fewer cells were compared than
there are. `--break` is the control: it breaks one thing, says which, and must end with 1.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from netralitas.casework import Relation, Role, roles
from netralitas.casework import service as of_service
from netralitas.judgement import CompiledPolicy
from tests.workflows.casework.breaking import Set, everyone_is_competent, strangers_all
from tests.workflows.casework.office import national_law
from tests.workflows.casework.role_cases import built
from tests.workflows.casework.role_comparisons import (
    NOT_OF_THE_SERVICE,
    TRIED,
    Compared,
    in_real_cases,
    table,
)
from tests.workflows.casework.role_competence import deciding
from tests.workflows.casework.role_oracle import MAY_DECIDE, ORACLE

Person = tuple[str, str, str]
"""A government, a level and a tier."""

SHORT_ACTIONS = ("add_evidence", "decide", "execute", "open", "read")
SHORT_PEOPLE: tuple[Person, ...] = (("kota", "pengawas", "berat"),)
LEAST = {
    False: {"table": 2350, "cases": 15589, "deciders": 3520},
    True: {"table": 2350, "cases": 1482, "deciders": 110},
}
"""How many cells there are in each part, in the short way or not: fewer compared is a fault."""


class Matrix(NamedTuple):
    """What came of the three parts, and the steps that cases could not take."""

    table: Compared
    cases: Mapping[str, Compared]
    deciders: Mapping[Person, Compared]
    not_taken: Sequence[str]

    def parts(self) -> Mapping[str, Sequence[Compared]]:
        """Return the comparisons of each part, by its name."""
        return {
            "table": [self.table],
            "cases": list(self.cases.values()),
            "deciders": list(self.deciders.values()),
        }


def compared(law: CompiledPolicy, actions: Sequence[str], people: Sequence[Person]) -> Matrix:
    """Return how product and oracle compare: in the table, in these actions, on these people."""
    cases = built(law)
    return Matrix(
        table(),
        {action: in_real_cases(cases, action) for action in actions},
        {person: deciding(law, *person) for person in people},
        cases.not_taken,
    )


def faults(found: Matrix, least: Mapping[str, int]) -> list[str]:
    """Return what differs, and why less was compared than there is; empty when all is well."""
    parts = found.parts()
    counted = {name: sum(one.cells for one in part) for name, part in parts.items()}
    return [
        *(f"tried nowhere: {one}" for one in ORACLE if one not in (*TRIED, *NOT_OF_THE_SERVICE)),
        *(f"step not taken: {one}" for one in found.not_taken),
        *(
            f"never permitted in a real case: {role} {action}"
            for action, one in found.cases.items()
            for role in sorted(ORACLE[action] - one.permitted)
        ),
        *(
            f"{name}: {counted[name]} cells compared, not {count}"
            for name, count in least.items()
            if counted[name] < count
        ),
        *(line for part in parts.values() for one in part for line in one.differ),
    ]


def figures(found: Matrix) -> dict[str, Any]:
    """Return of each part how many cells were compared and how many differ."""
    counted: dict[str, Any] = {
        name: {
            "cells": sum(one.cells for one in part),
            "differ": sum(len(one.differ) for one in part),
        }
        for name, part in found.parts().items()
    }
    return {**counted, "asked_of_the_table_alone": NOT_OF_THE_SERVICE}


def a_permission_less(put: Set) -> None:
    """The kepala daerah may no longer decide."""
    held = roles.TABLE[Role.KEPALA_DAERAH] - {"decide"}
    put(roles, "TABLE", {**roles.TABLE, Role.KEPALA_DAERAH: held})


def a_permission_more(put: Set) -> None:
    """Bawaslu may execute decisions."""
    held = roles.TABLE[Role.BAWASLU_LIAISON] | {"execute"}
    put(roles, "TABLE", {**roles.TABLE, Role.BAWASLU_LIAISON: held})


def a_relation_that_leaves_more(put: Set) -> None:
    """The person reported may decide in his own case."""
    put(roles, "LEFT", {**roles.LEFT, Relation.SUBJECT: frozenset({"decide"})})


def any_office_in_any_role(put: Set) -> None:
    """Nobody asks whether an office goes with the role that its holder acts in."""
    put(of_service, "must_hold_the_role", lambda scene: None)


BREAKS: Mapping[str, Callable[[Set], None]] = {
    one.__name__: one
    for one in (
        a_permission_less,
        a_permission_more,
        a_relation_that_leaves_more,
        any_office_in_any_role,
        everyone_is_competent,
        strangers_all,
    )
}
"""Every control by its name."""


def main(
    arguments: Sequence[str],
    put: Set = setattr,
    law: Callable[[], CompiledPolicy] = national_law,
) -> int:
    """Compare, print the figures, and return 0 when nothing differs and nothing was left out."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.role_matrix")
    parser.add_argument("--short", action="store_true", help="a few actions and one level alone")
    parser.add_argument(
        "--break", dest="broken", nargs="?", choices=sorted(BREAKS), const="a_permission_less"
    )
    asked = parser.parse_args(arguments)
    broken = BREAKS[asked.broken] if asked.broken else None
    if broken:
        broken(put)
    began = time.perf_counter()
    found = compared(
        law(),
        SHORT_ACTIONS if asked.short else TRIED,
        SHORT_PEOPLE if asked.short else tuple(MAY_DECIDE),
    )
    wrong = faults(found, LEAST[asked.short])
    print(
        json.dumps(
            {
                "short": asked.short,
                "broken": f"{asked.broken}: {broken.__doc__}" if broken else None,
                **figures(found),
                "faults": len(wrong),
                "first": wrong[:5],
                "seconds": round(time.perf_counter() - began, 1),
            }
        )
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
