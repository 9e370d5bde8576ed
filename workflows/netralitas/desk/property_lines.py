"""This file tells how a pack stands to the properties of a sound one: how many, and which not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from netralitas.desk.page import Line, Section
from netralitas.facts import Language, Text
from netralitas.policy import PackFinding
from netralitas.regions.properties import Layer, Property, PropertyResult

GROUPS: Mapping[Layer, Text] = {
    Layer.KEYS: Text(id="berkas", en="file"),
    Layer.ITEMS: Text(id="butir", en="items"),
    Layer.MEASURED: Text(id="ukuran", en="size"),
    Layer.LAID: Text(id="susunan di atas hukum nasional", en="laid over national law"),
    Layer.PROVEN: Text(id="batas hukum nasional", en="bounds of national law"),
    Layer.JUDGED: Text(id="putusan", en="verdicts"),
    Layer.SHOWN: Text(id="kasus paket sendiri", en="cases of its own"),
}
"""What properties are counted together, each group up to its last layer."""

_PROPERTIES = Text(id="Sifat", en="Properties")
_FINDINGS = Text(id="Temuan", en="Findings")
_KEPT = Text(id="{kept} dari {all} terpenuhi", en="{kept} of {all} kept")
_BROKEN = Text(id="{n} dilanggar", en="{n} broken")
_OPEN = Text(id="{n} belum teruji", en="{n} not reached")
_UNREACHED = Text(id="belum teruji ({n})", en="not reached ({n})")


def counted(
    results: Sequence[PropertyResult], properties: Sequence[Property], spoken: Language
) -> Section:
    """Return how many properties of each group are kept, broken, and not reached."""
    layers = {one.id: one.layer for one in properties}
    lines = []
    least = Layer.FILE
    for last, name in GROUPS.items():
        group = [one for one in results if least <= layers[one.id] <= last]
        least = Layer(min(last + 1, max(Layer)))
        if group:
            lines.append(Line(f"{name.in_(spoken)}: {_count(group, spoken)}"))
    return Section(_PROPERTIES.in_(spoken), tuple(lines))


def _count(group: Sequence[PropertyResult], spoken: Language) -> str:
    if all(one.held is None for one in group):
        return _UNREACHED.in_(spoken).format(n=len(group))
    kept = sum(one.held is True for one in group)
    parts = [_KEPT.in_(spoken).format(kept=kept, all=len(group))]
    for held, text in ((False, _BROKEN), (None, _OPEN)):
        if times := sum(one.held is held for one in group):
            parts.append(text.in_(spoken).format(n=times))
    return "; ".join(parts)


def broken(
    results: Sequence[PropertyResult], place: Callable[[str], str], spoken: Language
) -> Section:
    """Return each broken property with what was found: where, what, which article, what to do.

    `place` gives a file as the person can open it.
    """
    lines: list[Line] = []
    for result in results:
        if result.findings:
            lines.append(Line(f"{result.id}: {result.text.in_(spoken)}"))
            lines += (Line(_told(one, place, spoken), depth=1) for one in result.findings)
    return Section(_FINDINGS.in_(spoken), tuple(lines))


def _told(finding: PackFinding, place: Callable[[str], str], spoken: Language) -> str:
    at = finding.at._replace(file=place(finding.at.file))
    cites = "".join(f" [{cite}]" for cite in finding.cites)
    hint = f" ({finding.hint.in_(spoken)})" if finding.hint else ""
    return f"{at}: {finding.text.in_(spoken)}{cites}{hint}"
