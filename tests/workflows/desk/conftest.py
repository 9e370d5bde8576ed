"""Verdicts made by hand under a policy made by hand: what the desk prints is tested by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from netralitas.desk.page import About
from netralitas.desk.vocabulary import vocabulary_of
from netralitas.facts import (
    Ask,
    Authority,
    AuthorityReading,
    Case,
    Category,
    Charge,
    ChargeVerdict,
    Citation,
    Confidence,
    Criminal,
    Days,
    DueDate,
    Facts,
    Government,
    Interim,
    Language,
    Level,
    MetProvision,
    Note,
    Official,
    Outcome,
    PathEntry,
    Reachable,
    Reason,
    Receipt,
    RegionReport,
    SanctionName,
    Sanctions,
    Skipped,
    Stage,
    Text,
    Tier,
    TimPemeriksa,
    Track,
    TrackVerdict,
    Unknown,
    Verdict,
)
from netralitas.facts import Subject as Person
from netralitas.policy import (
    Act,
    Deadline,
    Election,
    Field,
    Instrument,
    Marks,
    Milestone,
    Office,
    Policy,
    Sanction,
    Weight,
)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the cache of all command lines here: the law is read from its files once."""
    return tmp_path_factory.mktemp("simpanan")


A, B, D = Confidence.A, Confidence.B, Confidence.D
LOUD = Marks(content=A)


def text(words: str, english: str) -> Text:
    return Text(id=words, en=english)


def an_instrument(name: str, short: str) -> Instrument:
    return Instrument(id=name, short=short, title=text(short, short), marks=LOUD)


SANCTIONS = {
    "berat_a": text(
        "penurunan jabatan setingkat lebih rendah 12 bulan", "demotion by one level for 12 months"
    ),
    "berat_b": text(
        "pembebasan dari jabatan menjadi jabatan pelaksana 12 bulan",
        "release from the post to pelaksana for 12 months",
    ),
    "berat_c": text(
        "pemberhentian dengan hormat tidak atas permintaan sendiri",
        "honourable dismissal not at own request",
    ),
}


def a_deadline(name: str, stage: Stage, words: Text, days: int, **more: Any) -> Deadline:
    return Deadline(
        id=name,
        text=words,
        unit="working_days",
        starts="summoned",
        after=text("surat panggilan", "the written summons"),
        basis="PP 94/2021",
        cites=(),
        confidence=A,
        n=days,
        stage=stage,
        **more,
    )


def a_policy() -> Policy:
    """Return just enough law for a page to find its words in."""
    empty: dict[str, Any] = {
        name: () for name in Policy.__struct_fields__ if name not in ("digest", "calendar_digest")
    }
    empty["presumes"] = {}
    empty |= {
        "digest": "sha256:policy",
        "calendar_digest": "sha256:calendars",
        "instruments": (
            an_instrument("skb-2022", "SKB 2022"),
            an_instrument("pp-94-2021", "PP 94/2021"),
        ),
        "acts": (
            Act(id="react_online", text=text("berkomentar atau menyukai", "commented or liked")),
            Act(id="join_campaign", text=text("ikut kampanye", "joined a campaign")),
        ),
        "fields": (
            Field(
                name="reaction",
                kind="choice",
                scope="charge",
                text=text("bentuk reaksi", "kind of reaction"),
                values=("comment",),
                words={"comment": text("berkomentar", "commented")},
            ),
            Field(
                name="active",
                kind="bool",
                scope="charge",
                text=text("mendukung secara aktif", "supported actively"),
            ),
        ),
        "offices": (Office(id="lurah", text=text("lurah", "head of a kelurahan")),),
        "sanctions": tuple(
            Sanction(id=name, name=words, track=Track.DISIPLIN, cites=(), marks=LOUD)
            for name, words in SANCTIONS.items()
        ),
        "weights": (
            Weight(
                id="never_punished",
                side="mitigating",
                when=None,
                text=text("belum pernah dihukum", "never punished before"),
                cites=(),
                marks=LOUD,
            ),
        ),
        "deadlines": (
            a_deadline(
                "panggil_1",
                Stage.ATASAN_LANGSUNG,
                text("Pemeriksaan", "Examination"),
                7,
            ),
            a_deadline(
                "berlaku",
                Stage.FINAL,
                text("Mulai berlaku pada hari kerja ke-15", "Takes effect on working day 15"),
                15,
                kind="takes_effect",
            ),
        ),
        "elections": (
            Election(
                id="pilkada_2024",
                kind="pilkada",
                text=text("Pilkada 2024", "2024 regional elections"),
                contests=(),
                milestones=(Milestone(id="penetapan", first=date(2024, 9, 22), confidence=B),),
                cites=(),
            ),
        ),
    }
    return Policy(**empty)


def a_case() -> Case:
    return Case(
        schema="netralitas/case/v1",
        id="LMJ-2024-001",
        election="pilkada_2024",
        subject=Person(
            category=Category.PNS,
            level=Level.PENGAWAS,
            office="lurah",
            government=Government.KABUPATEN,
        ),
        charges=(
            Charge(
                act="react_online",
                at=Days.of(date(2024, 10, 2)),
                facts=Facts({"reaction": "comment", "platform": "facebook", "in_uniform": False}),
            ),
        ),
    )


ROW = MetProvision(
    id="disiplin-posting-like-follow",
    charge=1,
    cites=(
        Citation(instrument="skb-2022"),
        Citation(instrument="pp-94-2021", pasal="5", huruf="n", angka="5", confidence=A),
        Citation(instrument="pp-94-2021", pasal="14", huruf="i", confidence=A),
    ),
    confidence=B,
    text=text(
        "membuat posting, komentar, membagikan, menyukai",
        "posting, commenting, sharing, liking",
    ),
)

BECAUSE = Reason(
    says="charge.outcome",
    about=Facts({"outcome": "violation"}),
    because=(
        Reason(says="admit.period", about=Facts({"at": "2024-10-02", "phase": "masa_kampanye"})),
        Reason(
            says="match.met",
            about=Facts({"row": ROW.id}),
            cites=ROW.cites[1:],
            confidence=B,
            text=ROW.text,
        ),
    ),
)


def the_sanctions() -> Sanctions:
    return Sanctions(
        outcome="decided",
        lawful=tuple(SanctionName(id=name, name=words) for name, words in SANCTIONS.items()),
        recommended="berat_a",
        aggravating=(),
        mitigating=("never_punished",),
        execution="now",
        ladder="pp94-berat",
        notes=(),
    )


def an_authority(**changes: Any) -> Authority:
    plain: dict[str, Any] = {
        "outcome": "decided",
        "stage": Stage.KEPALA_DAERAH,
        "official": Official.BUPATI_WALI_KOTA,
        "confidence": A,
        "cites": (),
        "readings": (),
        "by_sanction": {},
        "body": None,
        "alternates": (),
        "skipped": (),
        "tim_pemeriksa": TimPemeriksa(
            need="must",
            members=("atasan langsung", "Inspektorat"),
            formed_by=Official.BUPATI_WALI_KOTA,
        ),
        "interim": Interim(allowed=True, by=Official.BUPATI_WALI_KOTA),
        "approvals": (),
        "notes": (),
    }
    return Authority(**(plain | changes))


def a_path() -> tuple[PathEntry, ...]:
    stages = [
        PathEntry(stage="report"),
        PathEntry(stage="evidence_review"),
        PathEntry(
            stage="atasan_langsung",
            official=Official.ADMINISTRATOR,
            clock="panggil_1",
            due=(DueDate(at=date(2024, 10, 16), unit="working_days", calendar=None),),
        ),
        PathEntry(stage="perangkat_daerah"),
        PathEntry(stage="kepala_daerah"),
        PathEntry(stage="decided"),
        PathEntry(
            stage="final",
            clock="berlaku",
            due=(DueDate(at=date(2024, 11, 20), unit="working_days", calendar=None),),
        ),
    ]
    return tuple(stages)


def a_verdict() -> Verdict:
    """Return the verdict of the first screen: a lurah who commented in the campaign."""
    return Verdict(
        schema="netralitas/verdict/v1",
        case="LMJ-2024-001",
        outcome=Outcome.VIOLATION,
        assumes_proven=True,
        leading=Track.DISIPLIN,
        tier=Tier.BERAT,
        tracks={
            Track.DISIPLIN: TrackVerdict(
                outcome=Outcome.VIOLATION,
                tier=Tier.BERAT,
                provisions=(ROW,),
                sanctions=the_sanctions(),
                authority=an_authority(),
                path=a_path(),
            )
        },
        criminal=Criminal(
            opens="assess",
            provisions=(),
            why=(
                Reason(
                    says="criminal.assess",
                    about=Facts({"row": "pidana-188"}),
                    text=text("lurah disebut UU 10/2016 ps 71", "UU 10/2016 art. 71 names a lurah"),
                ),
            ),
            penalties=(),
            path=(),
        ),
        closing=(),
        charges=(
            ChargeVerdict(
                act="react_online",
                at=Days.of(date(2024, 10, 2)),
                outcome=Outcome.VIOLATION,
                because=BECAUSE,
            ),
        ),
        region=RegionReport(pack=None, filled=(), refused=()),
        measures=(),
        unknown=Unknown(reachable=(), ask=None, date_matters=False),
        notes=(
            Note(
                says="unverified",
                text=text("sebutan pemberhentian belum diverifikasi", "dismissal not verified"),
                confidence=D,
            ),
        ),
        receipt=Receipt(
            as_of=date(2024, 12, 31),
            facts="sha256:facts",
            policy="sha256:policy",
            packs=(),
            calendars="sha256:calendars",
            verdict="sha256:verdict",
            engines={"durable-rules": "2.0.28"},
        ),
    )


def an_open_verdict() -> Verdict:
    """Return a verdict that hangs on one unknown fact."""
    charge = ChargeVerdict(
        act="react_online",
        at=Days.of(date(2024, 10, 2)),
        outcome=Outcome.UNDETERMINED,
        because=Reason(
            says="charge.outcome",
            about=Facts({"outcome": "undetermined"}),
            because=(Reason(says="unknown.fact", about=Facts({"charge": 1, "fact": "active"})),),
        ),
    )
    return msgspec.structs.replace(
        a_verdict(),
        outcome=Outcome.UNDETERMINED,
        assumes_proven=False,
        leading=None,
        tier=None,
        tracks={},
        charges=(charge,),
        notes=(),
        unknown=Unknown(
            reachable=(
                Reachable(outcome=Outcome.VIOLATION, tier=Tier.BERAT, tracks=(Track.DISIPLIN,)),
                Reachable(outcome=Outcome.NO_VIOLATION, tier=None, tracks=()),
            ),
            ask=Ask(
                charge=1,
                fact="active",
                question=text("Apakah ia aktif?", "Was the person active?"),
            ),
            date_matters=False,
        ),
    )


Make = Callable[..., About]


@pytest.fixture
def about() -> Make:
    """Write about the lurah's case, or about another verdict or case, in one language."""

    def make(
        language: Language = Language.ID,
        verdict: Verdict | None = None,
        case: Case | None = None,
    ) -> About:
        words = vocabulary_of(a_policy(), language)
        return About(case or a_case(), verdict or a_verdict(), words)

    return make


@pytest.fixture
def lurah() -> Verdict:
    return a_verdict()


@pytest.fixture
def undetermined() -> Verdict:
    return an_open_verdict()


@pytest.fixture
def implicated() -> Authority:
    """Who decides where the bupati is implicated: nobody that the data names for sure."""
    return an_authority(
        outcome="needs_human",
        stage=None,
        official=None,
        confidence=None,
        readings=(
            AuthorityReading(
                official=Official.GUBERNUR,
                stage=Stage.ABOVE_KEPALA_DAERAH,
                confidence=D,
                why=text("atasan bupati", "above the bupati"),
            ),
        ),
        skipped=(
            Skipped(
                official=Official.BUPATI_WALI_KOTA,
                stage=Stage.KEPALA_DAERAH,
                why="spouse is a candidate",
            ),
        ),
    )
