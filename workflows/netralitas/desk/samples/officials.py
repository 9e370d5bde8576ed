"""This file draws what is known of an official who would act: vacant, implicated, acting, idle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netralitas.desk.assumptions import OFFICIALS
from netralitas.desk.drawing import Draws, below
from netralitas.desk.samples.columns import Column
from netralitas.facts import ActingKind, Level, Official, OfficialCondition, Stage

_LEVELS: Final = (None, *(one.value for one in Level))
_OFFICIALS: Final = (None, *(one.value for one in Official))
_STAGES: Final = (None, *(one.value for one in Stage))
_STATES: Final = (None, *(one.value for one in OfficialCondition))
_KINDS: Final = (None, *(one.value for one in ActingKind))
_APPROVALS: Final = (None, "821/5492/SJ")

_ABOVE: Final[Mapping[str, str]] = {
    "pelaksana": "pengawas",
    "pengawas": "administrator",
    "administrator": "jpt_pratama",
    **{level.value: "jpt_pratama" for level in Level if level.value.startswith("jf_")},
}
"""The level of post above one, where an official of it would act."""

_HEADS: Final[Mapping[str, str]] = {
    "provinsi": "gubernur",
    "kabupaten": "bupati_wali_kota",
    "kota": "bupati_wali_kota",
}


def draw_officials(draws: Draws, levels: Column, governments: Column) -> list[Column]:
    """Return the columns of one official: his superior, or the head of his region."""
    named = ("level", "official", "stage", "state", "kind", "approval")
    words = (_LEVELS, _OFFICIALS, _STAGES, _STATES, _KINDS, _APPROVALS)
    codes = {name: [0] * draws.rows for name in named}
    chosen, how = draws.numbers("official state"), draws.numbers("official how")
    rows = draws.rows_of("official", OFFICIALS)
    for row in rows:
        above = _ABOVE.get(str(levels.words[levels.codes[row]]))
        head = _HEADS.get(str(governments.words[governments.codes[row]]))
        told = _state(below(chosen[row], 6), how[row], above, head)
        for name, value in told.items():
            codes[name][row] = words[named.index(name)].index(value)
    return [
        Column(f"officials.0.{name}", "text", some, codes[name], rows)
        for name, some in zip(named, words, strict=True)
    ]


def _state(chosen: int, how: int, above: str | None, head: str | None) -> dict[str, str]:
    """Return what is stated of an official; of nobody where no such official is known."""
    if chosen == 0:
        return {"stage": "atasan_langsung", "state": "did_not_act"}
    if chosen in (1, 2) and above:
        return {"level": above, "state": ("vacant", "reported")[chosen - 1]}
    if chosen == 3 and head:
        return {"official": head, "state": "implicated"}
    if chosen in (4, 5) and head:
        kind = ("pj", "plt", "pjs")[below(how, 3)]
        approved = {"approval": "821/5492/SJ"} if how % 2 else {}
        return {"official": head, "state": "acting", "kind": kind, **approved}
    return {}
