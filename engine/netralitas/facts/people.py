"""This file describes the person who is alleged and what is known of the officials who would
act."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from netralitas.facts.sanctions import Official, Stage


class Category(StrEnum):
    """In which service the person stood on the day of the act."""

    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"
    NON_ASN = "non_asn"
    KEPALA_DESA = "kepala_desa"
    PERANGKAT_DESA = "perangkat_desa"
    BPD = "bpd"
    PEJABAT_NEGARA = "pejabat_negara"
    PEJABAT_DAERAH = "pejabat_daerah"
    TNI_POLRI = "tni_polri"


class Level(StrEnum):
    """The level of post; authority to punish follows it."""

    JPT_UTAMA = "jpt_utama"
    JPT_MADYA = "jpt_madya"
    JPT_PRATAMA = "jpt_pratama"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PELAKSANA = "pelaksana"
    JF_AHLI_UTAMA = "jf_ahli_utama"
    JF_AHLI_MADYA = "jf_ahli_madya"
    JF_AHLI_MUDA = "jf_ahli_muda"
    JF_AHLI_PERTAMA = "jf_ahli_pertama"
    JF_KETERAMPILAN = "jf_keterampilan"


class Government(StrEnum):
    """Whose employee the person is."""

    PUSAT = "pusat"
    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"


class Subject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The one person alleged, on the day of the act; whatever is absent is unknown.

    `office` is a word of the policy's vocabulary. `until` is the last day of service or term,
    when it has ended. `tambahan_penghasilan` is the monthly allowance in whole rupiah, which only
    regional income consequences read. No name and no number of identity belongs here.
    """

    category: Category | None = None
    level: Level | None = None
    office: str | None = None
    heads_unit: bool | None = None
    government: Government | None = None
    pakta_integritas: bool | None = None
    deklarasi_netralitas: bool | None = None
    tambahan_penghasilan: int | None = None
    until: date | None = None


class OfficialCondition(StrEnum):
    """Why an official who would act does not, or acts under a condition."""

    VACANT = "vacant"
    IMPLICATED = "implicated"
    REPORTED = "reported"
    ACTING = "acting"
    DID_NOT_ACT = "did_not_act"


class ActingKind(StrEnum):
    """How a head of a region acts in another's place."""

    PJ = "pj"
    PLT = "plt"
    PJS = "pjs"


class OfficialState(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of one official who would act, named by level, by office or by stage."""

    state: OfficialCondition
    level: Level | None = None
    official: Official | None = None
    stage: Stage | None = None
    because: str | None = None
    kind: ActingKind | None = None
    approval: str | None = None
