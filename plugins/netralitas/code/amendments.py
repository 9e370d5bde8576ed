"""This file is what a region's code may propose, and the check that holds each to its powers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

import msgspec

from netralitas.facts import (
    Citation,
    Confidence,
    Facts,
    Official,
    RegionItem,
    RegionRefusal,
    Text,
    Track,
    TrackVerdict,
    Value,
    Verdict,
)


class Power(StrEnum):
    """What an operator may let a region's code propose."""

    RECOMMEND = "recommend"
    GUIDANCE = "guidance"
    INCOME_CONSEQUENCE = "income_consequence"
    ALTERNATE = "alternate"


class _Proposal(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="power"
):
    """What every proposal says: its words in both languages and the articles it stands on."""

    text: Text
    cites: tuple[Citation, ...]


class Recommend(_Proposal, frozen=True, tag="recommend"):
    """A type of sanction recommended among those that are lawful in a track."""

    track: Track
    sanction: str


class Guidance(_Proposal, frozen=True, tag="guidance"):
    """Words for whoever handles the case."""


class IncomeConsequence(_Proposal, frozen=True, tag="income_consequence"):
    """A cut of regional income that follows a sanction of a track: basis points, for months."""

    track: Track
    basis_points: int
    months: int


class Alternate(_Proposal, frozen=True, tag="alternate"):
    """An official who stands in, among those whom national law allows in a track."""

    track: Track
    official: Official


Proposal = Recommend | Guidance | IncomeConsequence | Alternate


class Amendment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a region's code proposes for one case, in the order in which it should be read."""

    proposals: tuple[Proposal, ...] = ()


class AmendmentLimits(NamedTuple):
    """The most an amendment may hold: proposals, characters, articles, and a cut of income."""

    proposals: int = 20
    characters: int = 2000
    cites: int = 20
    basis_points: int = 10_000
    months: int = 12


class Amended(NamedTuple):
    """What goes into a verdict's `region` block: what was taken over, and what was refused."""

    filled: tuple[RegionItem, ...] = ()
    refused: tuple[RegionRefusal, ...] = ()


_ARTICLE = 100
"""No part of a citation needs more characters."""
_NUMBER = 1_000_000
"""No number worth showing is greater."""


def check_amendment(
    amendment: Amendment,
    verdict: Verdict,
    *,
    name: str,
    powers: Collection[Power],
    limits: AmendmentLimits,
) -> Amended:
    """Return which proposals of a code plugin stand, and which are refused and why.

    `name` is the plugin's; it marks each item. Nothing of the verdict is changed.
    """
    filled: list[RegionItem] = []
    refused: list[RegionRefusal] = []
    for number, proposal in enumerate(amendment.proposals[: limits.proposals], start=1):
        power = power_of(proposal)
        term, place, about = f"amend_{power}", f"{name}/{number}", Facts(_about(proposal, name))
        why = next(_faults(proposal, power, verdict, powers, limits), None)
        if why is not None:
            shown = proposal.cites if _presentable(proposal, limits) else ()
            refused.append(RegionRefusal(term=term, id=place, text=why, cites=shown, about=about))
        else:
            # Nobody but its author vouches for what code cites: one source, never more than C.
            mark = max(Confidence.C, *(cite.confidence for cite in proposal.cites))
            filled.append(
                RegionItem(
                    term=term,
                    id=place,
                    text=proposal.text,
                    cites=proposal.cites,
                    confidence=mark,
                    about=about,
                )
            )
    if len(amendment.proposals) > limits.proposals:
        refused.append(_too_many(len(amendment.proposals), name, limits))
    return Amended(tuple(filled), tuple(refused))


def power_of(proposal: Proposal) -> Power:
    """Return the power that a proposal needs."""
    return Power(str(type(proposal).__struct_config__.tag))


def _faults(
    proposal: Proposal,
    power: Power,
    verdict: Verdict,
    powers: Collection[Power],
    limits: AmendmentLimits,
) -> Iterator[Text]:
    """Yield why a proposal may not stand, what weighs most first."""
    if power not in powers:
        yield Text(
            id=f"wewenang {power} tidak diberikan kepada kode ini",
            en=f"this code was not given the power {power}",
        )
    if not _presentable(proposal, limits):
        yield Text(
            id="teks atau kutipannya kosong, terlalu panjang, atau memuat karakter kendali",
            en="its text or citations are blank, too long, or hold control characters",
        )
    if not proposal.cites:
        yield Text(id="tidak mengutip satu pasal pun", en="it cites no article")
    if isinstance(proposal, Guidance):
        return
    track = verdict.tracks.get(proposal.track)
    if track is None:
        yield Text(
            id=f"jalur {proposal.track} tidak terbuka dalam perkara ini",
            en=f"the track {proposal.track} does not open in this case",
        )
        return
    yield from _faults_in_track(proposal, track, limits)


def _faults_in_track(
    proposal: Recommend | IncomeConsequence | Alternate,
    track: TrackVerdict,
    limits: AmendmentLimits,
) -> Iterator[Text]:
    if isinstance(proposal, Recommend):
        if proposal.sanction not in {sanction.id for sanction in track.sanctions.lawful}:
            yield Text(
                id=f"jenis hukuman itu tidak sah dijatuhkan di jalur {proposal.track}",
                en=f"that type of sanction is not lawful in the track {proposal.track}",
            )
    elif isinstance(proposal, Alternate):
        if proposal.official not in _allowed(track):
            yield Text(
                id=f"{proposal.official} tidak termasuk pejabat yang dimungkinkan hukum nasional",
                en=f"{proposal.official} is not among the officials whom national law allows",
            )
    elif not track.sanctions.lawful:
        yield Text(
            id=f"jalur {proposal.track} tidak berujung pada hukuman",
            en=f"the track {proposal.track} comes to no sanction",
        )
    elif not (
        1 <= proposal.basis_points <= limits.basis_points and 1 <= proposal.months <= limits.months
    ):
        yield Text(
            id=f"di luar batas: 1 sampai {limits.basis_points} basis poin,"
            f" 1 sampai {limits.months} bulan",
            en=f"out of bounds: 1 to {limits.basis_points} basis points,"
            f" 1 to {limits.months} months",
        )


def _allowed(track: TrackVerdict) -> set[Official | None]:
    authority = track.authority
    readings = (reading.official for reading in authority.readings)
    return {authority.official, *authority.alternates, *readings} - {None}


def _presentable(proposal: Proposal, limits: AmendmentLimits) -> bool:
    """Whether it can be shown: nothing blank, nothing endless, nothing that moves a cursor."""
    texts = (proposal.text.id, proposal.text.en)
    parts = [
        part
        for cite in proposal.cites
        for part in (cite.instrument, cite.pasal, cite.ayat, cite.huruf, cite.angka)
        if part is not None
    ]
    return (
        all(text.strip() and len(text) <= limits.characters for text in texts)
        and all(part.strip() and len(part) <= _ARTICLE for part in parts)
        and all(text.isprintable() for text in (*texts, *parts))
        and len(proposal.cites) <= limits.cites
    )


def _about(proposal: Proposal, name: str) -> dict[str, Value]:
    """What was proposed by whom; words are not repeated, numbers and names are."""
    about: dict[str, Value] = {"code": name}
    if not isinstance(proposal, Guidance):
        about["track"] = proposal.track.value
    if isinstance(proposal, Recommend):
        plain = re.fullmatch(r"[a-z0-9_]{1,100}", proposal.sanction)
        about["sanction"] = proposal.sanction if plain else "?"
    elif isinstance(proposal, Alternate):
        about["official"] = proposal.official.value
    elif isinstance(proposal, IncomeConsequence):
        for field in ("basis_points", "months"):
            number = getattr(proposal, field)
            about[field] = number if abs(number) <= _NUMBER else "?"
    return about


def _too_many(count: int, name: str, limits: AmendmentLimits) -> RegionRefusal:
    return RegionRefusal(
        term="amend",
        id=name,
        text=Text(
            id=f"{count} usulan; hanya {limits.proposals} yang pertama dibaca",
            en=f"{count} proposals; only the first {limits.proposals} were read",
        ),
        cites=(),
        about=Facts({"code": name, "why": "too_many"}),
    )
