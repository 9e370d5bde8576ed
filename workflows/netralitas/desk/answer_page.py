"""This file composes the page about one judged case from its sections, in the reader's order."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from netralitas.desk.charge_lines import act_section, law_section, open_section, reason_section
from netralitas.desk.office_lines import authority_section, path_section
from netralitas.desk.page import (
    About,
    Page,
    Section,
    asked,
    headline,
    other_target,
    shown,
    title,
)
from netralitas.desk.regions.lines import region_section
from netralitas.desk.sanction_lines import (
    criminal_section,
    measure_section,
    note_section,
    sanction_section,
)


def page_of(about: About, ask_on: Sequence[str] = (), *, whole: bool = False) -> Page:
    """Return the page about one verdict; `ask_on` is the command that explains it, if there is one.

    `whole` leaves nothing out for brevity.

    The sections stand in the order in which a reader asks: what, which law, what follows, who,
    how and when, the criminal track, and what must be said beside it.
    """
    target = other_target(about.verdict) if ask_on else ""
    return Page(
        title=title(about),
        headline=headline(about.verdict, about.language),
        outcome=about.verdict.outcome,
        sections=shown(_sections(about, whole)),
        question=asked(target, about.language) if target else "",
        command=shlex.join([*ask_on, "--why-not", target]) if target else "",
    )


def _sections(about: About, whole: bool) -> Iterator[Section]:
    yield act_section(about)
    yield law_section(about)
    yield reason_section(about)
    yield open_section(about)
    yield sanction_section(about)
    yield authority_section(about)
    yield measure_section(about, whole=whole)
    yield path_section(about, whole=whole)
    yield criminal_section(about, whole=whole)
    yield region_section(about, whole=whole)
    yield note_section(about, whole=whole)
