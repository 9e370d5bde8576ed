"""This file names the tracks, tiers and outcomes of the law, and what a sanction is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from netralitas.facts.texts import Text


class Track(StrEnum):
    """A line of consequences that runs beside the others; closing one never closes another."""

    KEPEGAWAIAN = "kepegawaian"
    DISIPLIN = "disiplin"
    ETIK = "etik"
    DESA = "desa"
    KONTRAK = "kontrak"
    PIDANA = "pidana"


LEADING_ORDER: tuple[Track, ...] = (
    Track.KEPEGAWAIAN,
    Track.DISIPLIN,
    Track.ETIK,
    Track.DESA,
    Track.KONTRAK,
)


class Tier(StrEnum):
    """The level of a sanction; within a track the later one is the heavier."""

    MORAL = "moral"
    RINGAN = "ringan"
    SEDANG = "sedang"
    BERAT = "berat"

    @property
    def weight(self) -> int:
        """The place in the order moral, ringan, sedang, berat, counted from 1."""
        return list(Tier).index(self) + 1


class Outcome(StrEnum):
    """What a charge or a case comes to, gravest first."""

    VIOLATION = "violation"
    NEEDS_HUMAN = "needs_human"
    UNDETERMINED = "undetermined"
    INSUFFICIENT_EVIDENCE = "insufficient_evidence"
    OUT_OF_SCOPE = "out_of_scope"
    NO_VIOLATION = "no_violation"


GRAVITY: Mapping[Outcome, int] = {outcome: -place for place, outcome in enumerate(Outcome)}


class Stage(StrEnum):
    """A place on the path from report to execution."""

    REPORT = "report"
    EVIDENCE_REVIEW = "evidence_review"
    ATASAN_LANGSUNG = "atasan_langsung"
    PERANGKAT_DAERAH = "perangkat_daerah"
    KEPALA_DAERAH = "kepala_daerah"
    ABOVE_KEPALA_DAERAH = "above_kepala_daerah"
    DECIDED = "decided"
    DELIVERED = "delivered"
    KEBERATAN = "keberatan"
    BANDING_ADMINISTRATIF = "banding_administratif"
    FINAL = "final"
    EXECUTED = "executed"
    CLOSED_NOT_PROVEN = "closed_not_proven"
    CLOSED_NO_VIOLATION = "closed_no_violation"
    CLOSED_OUT_OF_SCOPE = "closed_out_of_scope"


class CriminalStage(StrEnum):
    """A place on the criminal path, which runs beside the main one and never ends it."""

    NONE = "none"
    REFERRED = "referred"
    BAWASLU_REVIEW = "bawaslu_review"
    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    VERDICT = "verdict"
    APPEAL = "appeal"
    FINAL = "final"
    DROPPED = "dropped"
    LAPSED = "lapsed"


class Official(StrEnum):
    """An official who may act in a case."""

    PRESIDEN = "presiden"
    MENDAGRI = "mendagri"
    GUBERNUR = "gubernur"
    BUPATI_WALI_KOTA = "bupati_wali_kota"
    JPT_MADYA = "jpt_madya"
    JPT_PRATAMA = "jpt_pratama"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PEMBERI_KERJA = "pemberi_kerja"
    KEPALA_DESA = "kepala_desa"
    CAMAT = "camat"


class SanctionName(msgspec.Struct, frozen=True, kw_only=True):
    """A type of sanction as a verdict shows it: its id in the catalogue and the decree's name."""

    id: str
    name: Text
