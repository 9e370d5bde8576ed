"""This file answers `netralitas impact OLD NEW`: what differs before any case is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from netralitas.desk.endings import Ending
from netralitas.desk.extras import needing
from netralitas.desk.impacts.list import Listed, data_of_list, page_of_list
from netralitas.desk.impacts.sheet import write_sheet
from netralitas.desk.impacts.sides import Sides
from netralitas.desk.impacts.tests import export_changed
from netralitas.desk.outputs import answer
from netralitas.desk.text import text_of
from netralitas.desk.vocabulary import vocabulary_of
from netralitas.facts import Case, Text
from netralitas.judgement.differing import (
    Differences,
    LadderTold,
    differences,
    in_common_words,
)
from netralitas.policy import encode

SHOWN = 40
"""How many groups of combinations a page shows where nobody says how many."""


def compare_laws(
    sides: Sides, show: int | None, export_test: str | None
) -> tuple[float, Counter[Ending]]:
    """Write everything that tells two sides apart; return the share of combinations that differ.

    `export_test` names the file that takes the smallest cases of all of it as tests.
    """
    request = sides.request
    old, new = sides.old.of(None), sides.new.of(None)
    found = differences(old, new, asked=sides.asked if sides.dated else None)
    words, _ = in_common_words(new.policy, old.policy)
    listed = Listed(
        found=found,
        words=vocabulary_of(words, request.language, new.pack),
        old=sides.old.word,
        new=sides.new.word,
        presumed={
            name: value
            for name, value in old.policy.presumes.items()
            if new.policy.presumes.get(name) == value
        },
    )
    most = SHOWN if show is None else show
    page = page_of_list(listed, most)
    if request.format in ("html", "xlsx"):
        with needing("simulation"):
            from netralitas.desk.impacts.list_tables import tables_of_list
            from netralitas.desk.impacts.out import provenance_of, write_report

        opening = (page.headline + ".", *(line.text for line in page.sections[0].lines))
        write_report(page.title, opening, tables_of_list(listed), provenance_of(sides), request)
    else:
        with answer(request.out) as out:
            if request.format == "json":
                out.write(encode(data_of_list(listed)).decode() + "\n")
            elif request.format == "csv":
                write_sheet(found, out)
            else:
                out.write(text_of(page, request.width, colour=request.coloured))
    if export_test is not None:
        export_changed(export_test, _changed(found), sides)
    share = found.differing / found.compared if found.compared else 0.0
    return share, Counter({Ending.OK: 1})


def _changed(found: Differences) -> Iterator[tuple[None, Case, Text]]:
    """Yield every smallest case, with what either side says of it."""
    told = [
        *((one.case, one.old.text, one.new.text) for one in found.combinations),
        *((one.case, _types(one.old), _types(one.new)) for one in found.types),
    ]
    for case, old, new in told:
        if case is not None:
            yield None, case, Text(id=f"{old.id} → {new.id}", en=f"{old.en} → {new.en}")


def _types(ladders: Sequence[LadderTold]) -> Text:
    named = "; ".join(", ".join(one.types) for one in ladders)
    return Text(id=named or "tanpa jenis", en=named or "no types")
