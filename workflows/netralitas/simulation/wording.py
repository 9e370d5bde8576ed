"""This file finds what laws call their own things, for tables that count by stored names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from netralitas.facts import Citation, Confidence, CriminalStage, Language, Stage, Text
from netralitas.judgement import CompiledPolicy, Names, cite
from netralitas.policy import Fills, InternalClock, Item


class Wording(NamedTuple):
    """The words of one law or of several; what it does not know is called by its stored name.

    `bases` are the citations of provisions, `marks` how well each was verified, `stages` the stage
    at which each clock runs.
    """

    acts: Mapping[str, Text] = {}
    facts: Mapping[str, Text] = {}
    sanctions: Mapping[str, Text] = {}
    provisions: Mapping[str, Text] = {}
    clocks: Mapping[str, Text] = {}
    regions: Mapping[str, Text] = {}
    items: Mapping[str, Text] = {}
    bases: Mapping[str, Text] = {}
    marks: Mapping[str, Confidence] = {}
    stages: Mapping[str, Stage | CriminalStage] = {}


NO_WORDING = Wording()


def word(table: Mapping[str, Text], name: str, language: Language) -> str:
    """Return the words of a stored name; the name itself where the table does not have it."""
    text = table.get(name)
    return text.in_(language) if text else name


def wording_of(laws: Iterable[CompiledPolicy]) -> Wording:
    """Return the words of laws and of the packs laid over them; the first that names it is heard.

    A pack adds to the nation's words and changes none, so that their order says nothing.
    """
    found = Wording(**{name: {} for name in Wording._fields})
    for law in laws:
        for table, more in zip(found, _tables(law), strict=True):
            for name, value in more.items():
                table.setdefault(name, value)  # type: ignore[attr-defined]
    return found


def _tables(law: CompiledPolicy) -> Wording:
    policy, pack = law.policy, law.pack
    titles = {one.id: Text(id=one.short, en=one.short) for one in policy.instruments}
    items = dict(_items(pack.fills)) if pack else {}
    clocks = [one for one in items.values() if isinstance(one, InternalClock)]
    stages = {one.id: one.stage or one.criminal_stage for one in policy.deadlines}
    return Wording(
        acts={one.id: one.text for one in policy.acts},
        facts={one.name: one.text for one in policy.fields},
        sanctions={one.id: one.name for one in policy.sanctions},
        provisions={one.id: one.text for one in policy.provisions},
        clocks={one.id: one.text for one in policy.deadlines}
        | {one.id: one.text for one in clocks},
        regions={pack.region: pack.name} if pack else {},
        items={name: one.text for name, one in items.items()},
        bases={one.id: _cited(one.cites, Names(titles=titles)) for one in policy.provisions},
        marks={one.id: one.marks.content for one in policy.provisions},
        stages={name: stage for name, stage in stages.items() if stage}
        | {one.id: one.stage for one in clocks},
    )


def _items(fills: Fills) -> Iterable[tuple[str, Item]]:
    for term in Fills.__struct_fields__:
        for one in getattr(fills, term):
            if isinstance(one, Item):
                yield one.id, one


def _cited(cites: Iterable[Citation], names: Names) -> Text:
    cites = tuple(cites)
    said = {
        language: "; ".join(dict.fromkeys(cite(one, language, names) for one in cites))
        for language in Language
    }
    return Text(id=said[Language.ID], en=said[Language.EN])
