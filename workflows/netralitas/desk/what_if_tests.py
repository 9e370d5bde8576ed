"""This file keeps an explained case as a test, and every what-if of it as one more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from netralitas.desk.judged import Explained
from netralitas.facts import Outcome, Text, Tier, Way
from netralitas.judgement.checking import Recorded, changed, record

_AS_IT_IS = Text(id="Perkara sebagaimana adanya.", en="The case as it is.")
_WHY_NOT = Text(id="Mengapa bukan {target}.", en="Why not {target}.")
_WHAT_IF = Text(id="Seandainya {changes}: {target}.", en="What if {changes}: {target}.")


def what_if_tests(
    one: Explained, target: Tier | Outcome | None, *, as_of: date, region: str | None
) -> Iterator[Recorded]:
    """Yield the tests of an explained case: as it is, and for each way to the target.

    A way to which no case leads for certain is left out: something else would first have to be
    known.
    """
    case, law, why_not = one.case, one.law, one.explanation.why_not
    if target is None or why_not is None:
        yield record(case, law, as_of=as_of, why=_AS_IT_IS, region=region)
        return
    name = target.value
    kept = replace(case, id=f"{case.id}-bukan-{name}")
    why = _said(_WHY_NOT, target=name)
    yield record(kept, law, as_of=as_of, why=why, region=region, why_not=why_not)
    for number, way in enumerate(why_not.ways, 1):
        other = changed(case, law, way, target, as_of=as_of)
        if other is not None:
            other = replace(other, id=f"{case.id}-seandainya-{name}-{number}")
            why = _said(_WHAT_IF, changes=_changes(way), target=name)
            yield record(other, law, as_of=as_of, why=why, region=region)


def _changes(way: Way) -> str:
    return ", ".join(f"{change.fact} ({change.now})" for change in way.changes)


def _said(pattern: Text, **parts: str) -> Text:
    return Text(id=pattern.id.format(**parts), en=pattern.en.format(**parts))
