"""This file is what synthetic cases assume, each figure with its source, and what has no source.

The figures are press counts of reports about neutrality, not facts about people: they say how often
a thing was reported. Whatever no count was found for is drawn evenly, and listed as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from netralitas.facts import Text

Shares = Mapping[tuple[str, ...], float]
"""How many of a hundred reports; what several share is divided evenly among them."""


class Assumption(NamedTuple):
    """One thing assumed, where its figure comes from, and its mark; `-` for no source."""

    text: Text
    mark: str


PILKADA_ACTS: Shares = {
    ("promote_online", "react_online"): 30.4,
    ("hold_activity",): 22.4,
    ("post_photo",): 12.6,
    ("attend_declaration",): 10.9,
    ("approach_party",): 5.6,
}

PEMILU_ACTS: Shares = {
    ("react_online",): 15.8,
    ("join_campaign",): 12.9,
    ("promote_online",): 11.3,
    ("hold_activity",): 10.8,
    ("party_member",): 7.1,
}

NOT_SAMPLED = ("other", "fail_to_act", "let_others")
"""Acts that are about somebody else's act, or that only a description tells."""

PILKADA_POSITIONS: Shares = {
    ("jpt",): 36,
    ("fungsional",): 17,
    ("administrator",): 13,
    ("pelaksana",): 12,
    ("wilayah",): 7,
}

PEMILU_POSITIONS: Shares = {
    ("fungsional",): 23.3,
    ("jpt",): 22.9,
    ("pelaksana",): 18.3,
    ("wilayah",): 16.7,
    ("administrator",): 10.4,
}

REST_OF_POSITIONS = "pengawas"

PPPK_OF_ASN = 487_127 / 4_282_429
VILLAGE_HEADS_OF_REPORTS = 195 / (195 + 1_158)
OF_A_REGION = 0.78
PROVEN = {"pilkada": 0.78, "pemilu": 0.53}

DAYS_BEFORE_DETERMINATION = 180
DAYS_AFTER_VOTE = 30
DAYS_TO_REPORT = 7

ASSUMPTIONS = (
    Assumption(
        Text(
            id="jenis perbuatan Pilkada: laporan 2020 (media sosial 30,4; kegiatan 22,4; foto "
            "12,6; deklarasi 10,9; pendekatan 5,6 %)",
            en="acts, pilkada: reports of 2020 (social media 30.4, activities 22.4, photos 12.6, "
            "declarations 10.9, approaching parties 5.6 %)",
        ),
        "B",
    ),
    Assumption(
        Text(
            id="jenis perbuatan Pemilu: laporan 2024 (posting/like 15,8; kampanye 12,9; media "
            "sosial 11,3; kegiatan 10,8; parpol 7,1 %)",
            en="acts, pemilu: reports of 2024 (post/like 15.8, campaign 12.9, social media 11.3, "
            "activities 10.8, party 7.1 %)",
        ),
        "B",
    ),
    Assumption(
        Text(
            id="jabatan: laporan Juni 2020 (Pilkada) dan Pemilu 2024; sisanya pengawas",
            en="positions: reports of June 2020 (pilkada) and pemilu 2024; the rest pengawas",
        ),
        "B",
    ),
    Assumption(
        Text(
            id="PPPK 11,4 % dari ASN fungsional dan pelaksana (Juni 2023); 78 % ASN di daerah",
            en="PPPK 11.4 % of functional and pelaksana ASN (June 2023); 78 % of ASN in regions",
        ),
        "C",
    ),
    Assumption(
        Text(
            id="kepala desa 14,4 % laporan Pilkada (2024: 195 di samping 1.158 ASN)",
            en="village heads 14.4 % of pilkada reports (2024: 195 beside 1,158 ASN)",
        ),
        "B",
    ),
    Assumption(
        Text(
            id="bukti terverifikasi: 78 % (Pilkada 2020), 53 % (Pemilu 2024) laporan terbukti",
            en="evidence verified: 78 % (pilkada 2020), 53 % (pemilu 2024) of reports proven",
        ),
        "B",
    ),
    Assumption(
        Text(
            id="tanpa sumber, dibagi rata: jenis perbuatan lain, hari perbuatan (180 hari sebelum "
            "penetapan s.d. 30 hari sesudah pemungutan), provinsi/kabupaten/kota, jabatan, fakta, "
            "saluran, jenis bukti, jeda laporan sampai 7 hari",
            en="without a source, drawn evenly: other acts, the day (180 days before determination "
            "to 30 after the vote), provinsi/kabupaten/kota, offices, facts, channels, kinds of "
            "evidence, up to 7 days until the report",
        ),
        "-",
    ),
)
