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
OTHER_PEOPLE = 0.06

REPORTED = ((-166, 369), (-112, 490), (-70, 694), (-37, 812), (-13, 1_005), (10, 1_305))
"""Reports of Pilkada 2020 up to a day, counted from the vote of 9 December 2020."""

REPORTED_IN_ALL = 2_034
LATE_REPORTS = 1 - REPORTED[-1][1] / REPORTED_IN_ALL
LATE_UNTIL = 365
DAYS_BEFORE_DETERMINATION = 180
DAYS_TO_REPORT = 7

BAWASLU_OF_REPORTS = 1_398 / 2_034
PROVEN = {"pilkada": 0.78, "pemilu": 0.53}
NOT_ASSESSED = 0.05
NO_EVIDENCE = 0.03
TWO_ITEMS = 0.3

LEFT_SERVICE = 4 / 1_158
DECIDED_PERCENT = 50
"""Of the proven, a month on: 40 to 60 % (a suggestion of the source, itself an assumption)."""

UNKNOWN_PERCENT = 10
SECOND_CHARGE_PERCENT = 10
MONTH_ONLY = 0.06
RANGE_OF_DAYS = 0.05
NO_DAY = 0.01
LONGEST_RANGE = 14
UNKNOWN_CATEGORY = 0.01
UNKNOWN_LEVEL = 0.03
UNKNOWN_REPORT_DAY = 0.05
SIGNED = 0.4
NOT_SIGNED = 0.1
UNUSUAL_FACT = 0.03
PRIORS = 0.03
OFFICIALS = 0.12

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
            id="hari perbuatan menurut hari laporan Pilkada 2020, dihitung dari pemungutan suara: "
            "sampai hari -166 369 laporan, -112 490, -70 694, -37 812, -13 1.005, +10 1.305; bahwa "
            "perbuatan tersebar seperti laporan, dan Pemilu seperti Pilkada, adalah anggapan",
            en="the day of the act by the days of reports of Pilkada 2020, counted from the vote: "
            "369 reports up to day -166, 490 to -112, 694 to -70, 812 to -37, 1,005 to -13, 1,305 "
            "to +10; that acts spread as reports do, and pemilu as pilkada, is supposed",
        ),
        "B",
    ),
    Assumption(
        Text(
            id="laporan terlambat, lebih dari 10 hari sesudah pemungutan suara: 35,8 % (729 dari "
            "2.034, Pilkada 2020)",
            en="late reports, more than 10 days after the vote: 35.8 % (729 of 2,034, Pilkada "
            "2020)",
        ),
        "B",
    ),
    Assumption(
        Text(
            id="saluran Bawaslu 68,7 % (1.398 diteruskan Bawaslu dari 2.034 laporan, 2020)",
            en="channel Bawaslu 68.7 % (1,398 forwarded by Bawaslu of 2,034 reports, 2020)",
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
            id="sudah diputus: 50 % dari yang terbukti (saran 40-60 % sebulan kemudian; 86 % "
            "sesudah 18 bulan: 1.373 dari 1.597 pada Pilkada 2020); lihat --decided",
            en="decided: 50 % of the proven (suggested 40-60 % a month on; 86 % after 18 months: "
            "1,373 of 1,597 in Pilkada 2020); see --decided",
        ),
        "-",
    ),
    Assumption(
        Text(
            id="berhenti dari dinas: 0,35 % (4 dari 1.158, Pilkada 2024)",
            en="left the service: 0.35 % (4 of 1,158, Pilkada 2024)",
        ),
        "B",
    ),
    Assumption(
        Text(
            id="tanpa sumber, dibagi rata: jenis perbuatan lain, provinsi/kabupaten/kota, jabatan, "
            "fakta, saluran lain, jenis bukti, hari dalam tiap rentang, jeda laporan sampai 7 hari",
            en="without a source, drawn evenly: other acts, provinsi/kabupaten/kota, offices, "
            "facts, other channels, kinds of evidence, the day inside each span, up to 7 days "
            "until the report",
        ),
        "-",
    ),
    Assumption(
        Text(
            id="tanpa sumber, orangnya: 6 % CPNS, non-ASN, atau perangkat desa; pakta dan "
            "deklarasi 40 % ditandatangani, 10 % tidak, selebihnya belum diketahui",
            en="without a source, the person: 6 % CPNS, non-ASN or village staff; pledge and "
            "declaration 40 % signed, 10 % not, the rest unknown",
        ),
        "-",
    ),
    Assumption(
        Text(
            id="tanpa sumber, yang belum diketahui: 10 % fakta (--unknown), 3 % tingkat jabatan, "
            "1 % kedudukan, 5 % hari laporan; hari perbuatan 6 % hanya bulannya, 5 % rentang, 1 % "
            "tidak ada; bukti 5 % belum dinilai, 3 % tidak ada",
            en="without a source, what is not known: 10 % of facts (--unknown), 3 % level of post, "
            "1 % category, 5 % days of the report; the day of the act 6 % by month, 5 % a range, "
            "1 % none; evidence 5 % not assessed, 3 % none",
        ),
        "-",
    ),
    Assumption(
        Text(
            id="tanpa sumber, selebihnya: 10 % dengan perbuatan kedua (--second-charge), 3 % "
            "pernah dihukum, 12 % dengan pejabat yang kosong, terlibat, dilaporkan, penjabat, atau "
            "tidak bertindak, 3 % fakta yang tidak biasa (percobaan, keluarga calon); panggilan, "
            "pemeriksaan, keputusan, dan penyampaian dalam jangka waktu menurut hukum",
            en="without a source, the rest: 10 % with a second charge (--second-charge), 3 % "
            "punished before, 12 % with an official vacant, implicated, reported, acting or idle, "
            "3 % facts out of the common (attempts, relatives of candidates); summonses, "
            "examination, decision and delivery within the days of the law",
        ),
        "-",
    ),
)
