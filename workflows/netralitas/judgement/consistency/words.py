"""This file says in both languages what the comparison with past decisions found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from netralitas.facts import Text
from netralitas.judgement.consistency.disclosure import LEAST_SHOWN

SMALL: Final = 10
"""Below this, one decision more or less moves a share by more than ten points."""

Where = Literal[
    "middle",
    "lighter_than_the_middle",
    "heavier_than_the_middle",
    "lighter_than_all",
    "heavier_than_all",
    "between",
    "not_open",
]
"""Where a type may lie among those that were imposed."""

Why = Literal[
    "not_imposed",
    "undecidable",
    "unlawful",
    "repeated",
    "same_matter",
    "other_track_or_tier",
    "other_regime",
    "other_category",
    "other_types",
]
"""Why a past decision may not be compared with a case."""

WHY: Mapping[Why, Text] = {
    "not_imposed": Text(id="tidak ada sanksi yang dijatuhkan", en="no sanction was imposed"),
    "undecidable": Text(
        id="hukum tidak menetapkan jenis yang terbuka, atau hari keputusan tidak disebut",
        en="the law leaves the types open, or the day of decision is not stated",
    ),
    "unlawful": Text(
        id="tidak sah menurut hukum yang berlaku pada hari keputusan",
        en="unlawful by the law of the day of decision",
    ),
    "repeated": Text(
        id="keputusan yang sama tercatat lebih dari sekali", en="the same decision stands twice"
    ),
    "same_matter": Text(
        id="kasus, peristiwa, atau orang yang sama", en="the same case, event or person"
    ),
    "other_track_or_tier": Text(
        id="jalur atau tingkat hukuman lain: jenisnya lain",
        en="another track or tier: other types of sanction",
    ),
    "other_regime": Text(
        id="rezim hukum atau daftar jenis lain pada hari itu: jenisnya lain",
        en="another legal regime or list of types on its day: other types of sanction",
    ),
    "other_category": Text(
        id="kedudukan kepegawaian lain dengan tangga sanksi lain",
        en="another service category with another ladder of sanctions",
    ),
    "other_types": Text(
        id="tangga sama, tetapi jenis yang terbuka lain (pengulangan, atau anak tangga lain)",
        en="the same ladder with other types open (a repeat, or another step of it)",
    ),
}

WHERE: Mapping[Where, Text] = {
    "middle": Text(
        id="dijatuhkan dalam {count} dari {n} keputusan; di bagian tengah ({middle})",
        en="imposed in {count} of {n} decisions; in the middle ({middle})",
    ),
    "lighter_than_the_middle": Text(
        id="dijatuhkan dalam {count} dari {n} keputusan; lebih ringan daripada bagian tengah "
        "({middle})",
        en="imposed in {count} of {n} decisions; lighter than the middle ({middle})",
    ),
    "heavier_than_the_middle": Text(
        id="dijatuhkan dalam {count} dari {n} keputusan; lebih berat daripada bagian tengah "
        "({middle})",
        en="imposed in {count} of {n} decisions; heavier than the middle ({middle})",
    ),
    "lighter_than_all": Text(
        id="belum pernah dijatuhkan dalam {n} keputusan; lebih ringan daripada semuanya "
        "(bagian tengah: {middle})",
        en="never imposed in {n} decisions; lighter than all of them (the middle: {middle})",
    ),
    "heavier_than_all": Text(
        id="belum pernah dijatuhkan dalam {n} keputusan; lebih berat daripada semuanya "
        "(bagian tengah: {middle})",
        en="never imposed in {n} decisions; heavier than all of them (the middle: {middle})",
    ),
    "between": Text(
        id="belum pernah dijatuhkan dalam {n} keputusan; di antara yang lebih ringan dan yang "
        "lebih berat (bagian tengah: {middle})",
        en="never imposed in {n} decisions; between lighter and heavier ones "
        "(the middle: {middle})",
    ),
    "not_open": Text(
        id="bukan salah satu jenis yang terbuka dalam kasus ini",
        en="not one of the types that are open in this case",
    ),
}

NOTES: Mapping[str, Text] = {
    "no_law": Text(
        id="Praktik masa lalu bukan hukum: yang tidak sah tetap tidak sah walaupun sering "
        "dijatuhkan, dan yang sah boleh dijatuhkan walaupun jarang",
        en="Past practice is no law: what is unlawful stays so however often it was imposed, and "
        "what is lawful may be imposed however rarely it was",
    ),
    "no_score": Text(
        id="Ini sebaran jenis, bukan nilai: kasus yang sebanding tidak pernah sama, dan manusia "
        "yang memutus",
        en="This is a spread of types and no score: comparable cases are never the same, and a "
        "human decides",
    ),
    "reason": Text(
        id="Program ini meminta alasan tertulis bila jenis yang diusulkan belum pernah dijatuhkan "
        "dalam kelompok ini, atau di luar bagian tengahnya; bagian tengah ialah yang tersisa tanpa "
        "seperempat keputusan teringan dan seperempat terberat",
        en="This program asks for a written reason where the type proposed was never imposed in "
        "this group, or lies outside its middle; the middle is what is left without the lightest "
        "quarter and the heaviest quarter of the decisions",
    ),
    "small": Text(
        id=f"Kelompok kecil (kurang dari {SMALL}): satu keputusan menggeser sebaran lebih dari "
        "sepuluh persen",
        en=f"A small group (fewer than {SMALL}): one decision moves the spread by more than ten "
        "percent",
    ),
    "never_wider": Text(
        id="Tidak diperlebar melewati tangga sanksi: rezim hukum, kedudukan, tingkat, atau daftar "
        "jenis lain berarti jenis lain, yang tidak dapat dibandingkan",
        en="Never widened beyond the ladder of sanctions: another regime, category, tier or list "
        "of types means other types, which do not compare",
    ),
    "hidden": Text(
        id=f"Kelompok kurang dari {LEAST_SHOWN} keputusan tidak ditunjukkan, juga bila hanya dapat "
        "dihitung sebagai selisih; keputusan masa lalu tidak ditunjukkan satu per satu",
        en=f"A group of fewer than {LEAST_SHOWN} decisions is not shown, nor where it could be had "
        "as a difference; no past decision is shown by itself",
    ),
    "level_unknown": Text(
        id="Tingkat jabatan kasus ini belum diketahui: langkah yang menyamakannya dilewati",
        en="The level of post of this case is not known: the steps that match it are passed over",
    ),
}
