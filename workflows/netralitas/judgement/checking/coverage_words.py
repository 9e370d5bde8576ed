"""This file says in both languages what there is to be covered of a law, part by part."""

from __future__ import annotations

from collections.abc import Mapping

from netralitas.facts import Text
from netralitas.judgement.checking.coverage_items import Part

_PARTS: Mapping[Part, Text] = {
    "met": Text(id="baris yang terpenuhi", en="rows met"),
    "decides": Text(id="baris yang menentukan jawaban", en="rows that decide"),
    "overridden": Text(id="baris yang dikesampingkan", en="rows that give way"),
    "boundary": Text(id="sisi setiap uji syarat", en="sides of every test of a condition"),
    "answer": Text(
        id="jawaban per perbuatan dan kedudukan", en="answers by act and category of person"
    ),
    "class": Text(id="golongan nilai per perbuatan", en="classes of values by act"),
    "day": Text(id="hari peralihan dan sehari sebelumnya", en="turning days and the day before"),
    "item": Text(id="butir daerah", en="regional items"),
}
_ITEMS: Mapping[Part, Text] = {
    "met": Text(id="{0} ({1}) tidak terpenuhi", en="{0} ({1}) is not met"),
    "decides": Text(id="{0} ({1}) tidak menentukan", en="{0} ({1}) does not decide"),
    "overridden": Text(id="{0} ({1}) tidak pernah dikesampingkan", en="{0} ({1}) never gives way"),
    "boundary": Text(id="{0} ({1}): {2} {3} {4}, {5}", en="{0} ({1}): {2} {3} {4}, {5}"),
    "answer": Text(id="{0} oleh {1}: {2}", en="{0} by {1}: {2}"),
    "class": Text(id="{0}: {1} {2}", en="{0}: {1} {2}"),
    "day": Text(id="{3}, {4}: {0} {1} {2}", en="{3}, {4}: {0} {1} {2}"),
    "item": Text(id="{0} tidak diperlihatkan", en="{0} is not shown"),
}
_WORDS: Mapping[str, Text] = {
    "inside": Text(id="di dalam", en="inside"),
    "outside": Text(id="di luar", en="outside"),
    "before": Text(id="sehari sebelumnya", en="the day before"),
    "on": Text(id="hari itu", en="the day itself"),
    "era": Text(id="peralihan hukum", en="turn of law"),
    "decides": Text(id="menentukan", en="decides"),
    "asks": Text(id="bertanya", en="asks"),
    "is": Text(id="=", en="="),
    "is_not": Text(id="bukan", en="is not"),
    "at_least": Text(id="paling sedikit", en="at least"),
    "below": Text(id="kurang dari", en="below"),
}


def part_words(part: Part) -> Text:
    """Return what is counted in a part of a coverage."""
    return _PARTS[part]


def missing_words(part: Part, about: tuple[str, ...]) -> Text:
    """Return one thing that no case covers."""
    if part == "class":
        about = (*about[:2], ", ".join(about[2:]))
    words = [_WORDS.get(one, Text(id=one, en=one)) for one in about]
    pattern = _ITEMS[part]
    told = Text(
        id=pattern.id.format(*(word.id for word in words)),
        en=pattern.en.format(*(word.en for word in words)),
    )
    return Text(id=" ".join(told.id.split()), en=" ".join(told.en.split()))
