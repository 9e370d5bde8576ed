"""This file proposes what a region's code may not, one thing at a time."""

from __future__ import annotations

import msgspec
import pytest

from netralitas.code.amendments import (
    Alternate,
    Amended,
    Amendment,
    AmendmentLimits,
    Guidance,
    IncomeConsequence,
    Power,
    Proposal,
    Recommend,
    check_amendment,
    power_of,
)
from netralitas.facts import Case, Citation, Confidence, Official, Text, Track, Verdict
from netralitas.policy import encode

WORDS = Text(id="teguran", en="a reprimand")
CITES = (Citation(instrument="contoh", pasal="3", confidence=Confidence.B),)


def recommend(verdict: Verdict) -> Recommend:
    lawful = verdict.tracks[Track.DISIPLIN].sanctions.lawful
    return Recommend(text=WORDS, cites=CITES, track=Track.DISIPLIN, sanction=lawful[0].id)


def cut(*, basis_points: int = 2500, months: int = 2) -> IncomeConsequence:
    return IncomeConsequence(
        text=WORDS, cites=CITES, track=Track.DISIPLIN, basis_points=basis_points, months=months
    )


def stand_in(official: Official) -> Alternate:
    return Alternate(text=WORDS, cites=CITES, track=Track.DISIPLIN, official=official)


def check(verdict: Verdict, *proposals: Proposal, powers: tuple[Power, ...] = (*Power,)) -> Amended:
    return check_amendment(
        Amendment(proposals=proposals),
        verdict,
        name="lumajang",
        powers=powers,
        limits=AmendmentLimits(),
    )


def why_not(verdict: Verdict, proposal: Proposal) -> str:
    """Return why a proposal was refused; the same one in good order is taken over."""
    filled, (refused,) = check(verdict, proposal)
    assert filled == ()
    assert refused.id == "lumajang/1"
    assert refused.text.id and refused.text.id != refused.text.en
    return refused.text.en


def test_proposals_in_good_order_are_taken_over(verdict: Verdict) -> None:
    official = verdict.tracks[Track.DISIPLIN].authority.official
    assert official is not None
    guidance = Guidance(text=WORDS, cites=CITES)
    filled, refused = check(verdict, guidance, recommend(verdict), cut(), stand_in(official))
    assert refused == ()
    assert [item.term for item in filled] == [
        "amend_guidance",
        "amend_recommend",
        "amend_income_consequence",
        "amend_alternate",
    ]
    assert [item.id for item in filled] == [f"lumajang/{number}" for number in (1, 2, 3, 4)]
    assert dict(filled[2].about) == {
        "basis_points": 2500,
        "code": "lumajang",
        "months": 2,
        "track": "disiplin",
    }
    assert dict(filled[3].about)["official"] == official


@pytest.mark.parametrize("power", list(Power))
def test_each_power_is_asked_for(power: Power, verdict: Verdict) -> None:
    proposals: list[Proposal] = [
        Guidance(text=WORDS, cites=CITES),
        recommend(verdict),
        cut(),
        stand_in(Official.BUPATI_WALI_KOTA),
    ]
    (proposal,) = [each for each in proposals if power_of(each) is power]
    assert len(check(verdict, proposal, powers=(power,)).filled) == 1
    others = tuple(each for each in Power if each is not power)
    (refused,) = check(verdict, proposal, powers=others).refused
    assert refused.text.en == f"this code was not given the power {power}"
    assert refused.cites == CITES


def test_an_unlawful_sanction_is_not_recommended(verdict: Verdict) -> None:
    unlawful = msgspec.structs.replace(recommend(verdict), sanction="moral_terbuka")
    assert why_not(verdict, unlawful) == (
        "that type of sanction is not lawful in the track disiplin"
    )


def test_a_track_that_does_not_open_is_left_alone(verdict: Verdict) -> None:
    elsewhere = msgspec.structs.replace(recommend(verdict), track=Track.PIDANA)
    assert why_not(verdict, elsewhere) == "the track pidana does not open in this case"


def test_no_competence_is_invented(verdict: Verdict) -> None:
    assert why_not(verdict, stand_in(Official.CAMAT)) == (
        "camat is not among the officials whom national law allows"
    )


@pytest.mark.parametrize(
    "proposal",
    [cut(basis_points=0), cut(basis_points=10_001), cut(months=0), cut(months=13), cut(months=-1)],
)
def test_a_cut_out_of_bounds_is_refused(proposal: IncomeConsequence, verdict: Verdict) -> None:
    assert why_not(verdict, proposal) == "out of bounds: 1 to 10000 basis points, 1 to 12 months"


@pytest.mark.parametrize(
    "edge", [cut(basis_points=1, months=1), cut(basis_points=10_000, months=12)]
)
def test_the_bounds_themselves_are_inside(edge: IncomeConsequence, verdict: Verdict) -> None:
    assert len(check(verdict, edge).filled) == 1


def test_a_number_beyond_all_sense_is_not_repeated(verdict: Verdict) -> None:
    (refused,) = check(verdict, cut(basis_points=10**40)).refused
    assert refused.about["basis_points"] == "?"


def test_no_cut_where_there_is_no_sanction(verdict: Verdict) -> None:
    disiplin = verdict.tracks[Track.DISIPLIN]
    none = msgspec.structs.replace(
        disiplin, sanctions=msgspec.structs.replace(disiplin.sanctions, lawful=())
    )
    open_only = msgspec.structs.replace(verdict, tracks={Track.DISIPLIN: none})
    assert why_not(open_only, cut()) == "the track disiplin comes to no sanction"


@pytest.mark.parametrize(
    "text",
    [
        Text(id="", en="words"),
        Text(id="kata", en="  "),
        Text(id="a" * 2001, en="words"),
        Text(id="kata\nkata", en="words"),
        Text(id="kata", en="\x1b[2J"),
        Text(id="kata", en="\u202egnissap"),
    ],
    ids=["blank", "spaces", "endless", "two lines", "escape", "turned round"],
)
def test_words_that_cannot_be_shown_are_refused(text: Text, verdict: Verdict) -> None:
    assert "its text or citations are blank" in why_not(verdict, Guidance(text=text, cites=CITES))


@pytest.mark.parametrize(
    "cites",
    [(Citation(instrument=" "),), (Citation(instrument="x", pasal="3\x00"),), CITES * 21],
    ids=["blank", "control", "many"],
)
def test_citations_that_cannot_be_shown_are_refused_and_not_repeated(
    cites: tuple[Citation, ...], verdict: Verdict
) -> None:
    proposal = Guidance(text=WORDS, cites=cites)
    assert "its text or citations are blank" in why_not(verdict, proposal)
    assert check(verdict, proposal).refused[0].cites == ()


def test_what_cites_nothing_is_refused(verdict: Verdict) -> None:
    assert why_not(verdict, Guidance(text=WORDS, cites=())) == "it cites no article"


def test_only_so_many_proposals_are_read(verdict: Verdict) -> None:
    filled, refused = check(verdict, *[Guidance(text=WORDS, cites=CITES)] * 25)
    assert len(filled) == 20
    assert [item.text.en for item in refused] == ["25 proposals; only the first 20 were read"]


@pytest.mark.parametrize("mark, shown", [("A", "C"), ("C", "C"), ("D", "D")])
def test_nobody_vouches_for_what_code_cites(mark: str, shown: str, verdict: Verdict) -> None:
    cites = (Citation(instrument="contoh", confidence=Confidence(mark)),)
    (item,) = check(verdict, Guidance(text=WORDS, cites=cites)).filled
    assert item.confidence == shown


def test_nothing_of_the_verdict_changes(case: Case, verdict: Verdict) -> None:
    before = encode(verdict)
    check(verdict, recommend(verdict), cut(months=99), stand_in(Official.CAMAT))
    assert encode(verdict) == before


@pytest.mark.parametrize(
    "answer",
    [
        b'{"proposals":[{"power":"repeal","text":{"id":"a","en":"b"},"cites":[]}]}',
        b'{"proposals":[{"power":"guidance","text":{"id":"a","en":"b"},"cites":[],"tier":"x"}]}',
        b'{"proposals":[{"power":"guidance","text":{"id":"a"},"cites":[]}]}',
        b'{"proposals":[],"outcome":"no_violation"}',
    ],
    ids=["no such power", "a key too many", "one language", "a change"],
)
def test_an_amendment_is_read_strictly(answer: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(answer, type=Amendment)
