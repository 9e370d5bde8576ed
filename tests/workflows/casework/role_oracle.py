"""This file says who may do what, drawn by hand: the oracle that the product's table is held to.

A grid, action by action, where the product's table is written role by role; rules in words for
relations and offices; and the law's table of who imposes which sanction on whom. Nothing here is
computed from the product.
"""

from __future__ import annotations

from collections.abc import Mapping

from netralitas.casework import Relation, Role
from netralitas.facts import Official

GRID = """
action            pelapor reviewer atasan tim opd bkpsdm head bawaslu auditor admin
open                 x       x       .     .   .    x     .      x       .      .
add_evidence         x       x       x     x   x    x     .      x       .      .
verify_evidence      .       x       .     x   .    .     .      .       .      .
record_facts         .       x       .     x   .    .     .      .       .      .
record_official      .       x       .     .   .    x     .      .       .      .
name_person          .       x       .     x   .    x     .      .       .      .
begin_review         .       x       .     .   .    .     .      .       .      .
ask_more             .       x       .     .   .    .     .      .       .      .
proceed              .       x       .     .   .    .     .      .       .      .
close_report         .       x       .     .   .    .     .      .       .      .
close_track          .       .       x     .   x    .     x      .       .      .
summon               .       .       x     x   x    .     x      .       .      .
record_absence       .       .       x     x   x    .     x      .       .      .
examine              .       .       x     x   x    .     x      .       .      .
form_team            .       .       .     .   .    x     x      .       .      .
hear_council         .       .       .     .   .    x     .      .       .      .
forward              .       x       x     .   x    x     x      .       .      .
settle_authority     .       x       .     .   .    x     .      .       .      .
recommend            .       x       .     x   .    .     .      x       .      .
decide               .       .       x     .   x    .     x      .       .      .
hand_over            .       .       x     .   x    x     x      .       .      .
send_decision        .       .       x     .   x    x     x      .       .      .
record_receipt       .       .       x     .   x    x     x      .       .      .
file_remedy          .       .       .     .   .    x     .      .       .      .
decide_remedy        .       .       .     .   x    .     x      .       .      .
record_remedy        .       .       .     .   .    x     .      .       .      .
take_effect          .       .       .     .   .    x     .      .       .      .
execute              .       .       .     .   .    x     .      .       .      .
release              .       .       x     .   x    .     x      .       .      .
end_release          .       .       x     .   x    .     x      .       .      .
refer                .       x       .     .   .    .     .      x       .      .
move_criminal        .       .       .     .   .    .     .      x       .      .
date_criminal        .       .       .     .   .    .     .      x       .      .
return_finding       .       .       .     .   .    .     .      x       .      .
adopt_policy         .       x       .     .   .    x     .      .       .      .
hold                 .       .       .     .   .    x     .      .       x      .
lift_hold            .       .       .     .   .    x     .      .       x      .
erase                .       .       .     .   .    .     .      .       .      x
unseal               .       x       .     .   .    .     .      .       .      .
read                 .       x       x     x   x    x     x      x       x      .
list                 .       x       x     x   x    x     x      x       x      .
timeline             .       x       x     x   x    x     x      x       x      .
due                  .       x       x     x   x    x     x      x       x      .
rejudge              .       x       x     x   x    x     x      x       x      .
follow               x       .       .     .   .    .     .      .       .      .
verify_log           .       .       .     .   .    .     .      .       x      x
tick                 .       .       .     .   .    .     .      .       .      x
"""
COLUMNS = {
    "pelapor": Role.PELAPOR,
    "reviewer": Role.REVIEWER,
    "atasan": Role.ATASAN_LANGSUNG,
    "tim": Role.TIM_PEMERIKSA,
    "opd": Role.KEPALA_PERANGKAT_DAERAH,
    "bkpsdm": Role.BKPSDM,
    "head": Role.KEPALA_DAERAH,
    "bawaslu": Role.BAWASLU_LIAISON,
    "auditor": Role.AUDITOR,
    "admin": Role.ADMINISTRATOR,
}


def grid() -> Mapping[str, frozenset[Role]]:
    """Return the roles that may do each action; ValueError for a line of another length."""
    head, *lines = GRID.strip().splitlines()
    names = head.split()[1:]
    return {
        line.split()[0]: frozenset(
            COLUMNS[name] for name, mark in zip(names, line.split()[1:], strict=True) if mark == "x"
        )
        for line in lines
    }


ORACLE = grid()


def leaves(relation: Relation | None, action: str) -> bool:
    """What the relation leaves: to reporters evidence and following, to witnesses evidence."""
    if relation is None:
        return True
    if action == "add_evidence":
        return relation in (Relation.REPORTER, Relation.WITNESS)
    return action == "follow" and relation is Relation.REPORTER


def may_open(role: Role, relation: Relation | None) -> bool:
    """Whether one who would stand so to a case may open it: nobody opens one about himself."""
    return role in ORACLE["open"] and relation is not Relation.SUBJECT


HEADS = frozenset({Official.BUPATI_WALI_KOTA, Official.GUBERNUR, Official.MENDAGRI})
OFFICES: Mapping[str, Mapping[Role, frozenset[Official]]] = {
    "pelaksana": {
        Role.ATASAN_LANGSUNG: frozenset({Official.PENGAWAS}),
        Role.KEPALA_PERANGKAT_DAERAH: frozenset({Official.ADMINISTRATOR, Official.JPT_PRATAMA}),
        Role.KEPALA_DAERAH: HEADS,
    },
    "pengawas": {
        Role.ATASAN_LANGSUNG: frozenset({Official.ADMINISTRATOR}),
        Role.KEPALA_PERANGKAT_DAERAH: frozenset({Official.JPT_PRATAMA}),
        Role.KEPALA_DAERAH: HEADS,
    },
    "jpt_pratama": {
        Role.ATASAN_LANGSUNG: frozenset({Official.BUPATI_WALI_KOTA}),
        Role.KEPALA_PERANGKAT_DAERAH: frozenset(),
        Role.KEPALA_DAERAH: HEADS,
    },
}
"""The offices above a person of a level in a kabupaten, by the role in which each acts.

A head of region acts as atasan langsung of those right below him. A lurah's are those of a
functional official (guru) as well.
"""


def holds(level: str, role: Role, official: Official | None) -> bool:
    """Whether an office goes with a role above a person of a level.

    One that is no office above him goes with each of the three: before such a one no track stands.
    """
    above = frozenset[Official]().union(*OFFICES[level].values())
    return official is not None and (official in OFFICES[level][role] or official not in above)


DECIDERS = """
governments    level         sedang                         berat            dismissal
kabupaten,kota pelaksana     administrator,bupati_wali_kota bupati_wali_kota bupati_wali_kota
kabupaten,kota pengawas      jpt_pratama,bupati_wali_kota   bupati_wali_kota bupati_wali_kota
kabupaten,kota administrator bupati_wali_kota               bupati_wali_kota bupati_wali_kota
kabupaten,kota jpt_pratama   bupati_wali_kota               bupati_wali_kota bupati_wali_kota
kabupaten,kota jf_ahli_utama bupati_wali_kota               bupati_wali_kota presiden
provinsi       pelaksana     administrator                  gubernur         gubernur
provinsi       pengawas      jpt_pratama                    gubernur         gubernur
provinsi       administrator jpt_madya                      gubernur         gubernur
provinsi       jpt_pratama   gubernur                       gubernur         gubernur
provinsi       jpt_madya     gubernur                       gubernur         presiden
provinsi       jf_ahli_utama gubernur                       gubernur         presiden
"""
"""PP 94/2021 ps 16-25 as tabulated for the regions: who may impose which sanction on a PNS.

`dismissal` is berat huruf c (PDHTAPS), `berat` its two other types. No charge of neutrality is
ringan. Left out is what the table does not say: central agencies, and the other functional
officials, whose superior depends on the unit that they work in.
"""


def deciders() -> Mapping[tuple[str, str, str], frozenset[str]]:
    """Return who may impose each tier on whom; ValueError for a line of another length."""
    head, *lines = DECIDERS.strip().splitlines()
    found: dict[tuple[str, str, str], frozenset[str]] = {}
    for line in lines:
        governments, level, *cells = line.split()
        for tier, cell in zip(head.split()[2:], cells, strict=True):
            for government in governments.split(","):
                found[government, level, tier] = frozenset(cell.split(","))
    return found


MAY_DECIDE = deciders()
