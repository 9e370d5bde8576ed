"""This file names what the verdicts under a pack promise: the nation's answers, in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from netralitas.facts import InputError, Outcome, Place, PolicyError, Text, TrackVerdict, Verdict
from netralitas.judgement import Permit, complaints
from netralitas.policy import PackFinding, convert_located, digest_of, encode, to_plain
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.nation import Judged
from netralitas.regions.properties.orders import (
    BACKWARDS,
    ORDERS,
    Order,
    permuted,
    unordered,
    written,
)
from netralitas.regions.properties.permissions import permits_of
from netralitas.regions.properties.property import Layer, Property, told

EVERY = 24
"""Of the national corpus one case in so many is judged again in each of the other orders."""

_OTHERWISE = Text(id="daerah hanya mengisi hal yang terbuka", en="a region only fills what is open")


def national_corpus_holds(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every case of the national corpus that comes out otherwise, what is permitted apart."""
    permits = permits_of(candidate.nation.law.policy)
    found = [
        (ours.entry, words)
        for ours, theirs in zip(candidate.nation.judged, candidate.judged, strict=True)
        for words in _changed(ours, theirs, permits)
    ]
    found += [
        (entry, words)
        for entry in candidate.nation.entries
        if entry.case is None
        for words in complaints(entry, candidate.law)
    ]
    for entry, words in found:
        says = Text(
            id=f"korpus nasional, {entry.file}:{entry.line}, {entry.id}: {words}",
            en=f"national corpus, {entry.file}:{entry.line}, {entry.id}: {words}",
        )
        yield told("national_corpus_holds", candidate.place(), says, _OTHERWISE)


def _changed(ours: Judged, theirs: Judged, permits: Sequence[Permit]) -> Iterator[str]:
    """Yield in what a verdict under the pack is not that of the nation."""
    before, after = ours.verdict, theirs.verdict
    if before is None or after is None:
        if str(ours.error) != str(theirs.error):
            yield f"{ours.error} -> {theirs.error}"
        return
    assert ours.entry.case is not None
    category = ours.entry.case.subject.category
    tracks = {
        track
        for permit in permits
        if category is None or category in permit.categories
        for track in permit.tracks
    }
    if before.outcome is not after.outcome and not (
        tracks and before.outcome is not Outcome.VIOLATION and after.outcome in _ADDED
    ):
        yield f"outcome {before.outcome} -> {after.outcome}"
    if before.tier is not after.tier:
        yield f"tier {before.tier} -> {after.tier}"
    if before.criminal.opens != after.criminal.opens:
        yield f"criminal.opens {before.criminal.opens} -> {after.criminal.opens}"
    for track in dict.fromkeys((*before.tracks, *after.tracks)):
        if track in tracks and track in after.tracks:
            continue
        one, other = _binding(before.tracks.get(track)), _binding(after.tracks.get(track))
        if unlike := [name for name in one if one[name] != other[name]]:
            yield f"{track}: {', '.join(unlike)}"


_ADDED = (Outcome.VIOLATION, Outcome.NEEDS_HUMAN, Outcome.UNDETERMINED)
"""What a permitted rule may turn an answer into; the last where its own fact is not known."""


def _binding(track: TrackVerdict | None) -> dict[str, object]:
    """Return what a track comes to, by name: no words, but all that binds."""
    if track is None:
        return dict.fromkeys(_BINDING)
    sanctions = track.sanctions
    said = (track.outcome, track.tier, sanctions.lawful, sanctions.recommended)
    return dict(
        zip(_BINDING, (*said, sanctions.execution, track.authority, track.path), strict=True)
    )


_BINDING = ("outcome", "tier", "lawful", "recommended", "execution", "authority", "path")


def verdict_is_json(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every verdict under the pack that is not the same once it was written and read back."""
    for verdict in _verdicts(candidate):
        try:
            back = convert_located(
                msgspec.json.decode(encode(verdict)), Verdict, place=_in_verdict, error=PolicyError
            )
        except (InputError, ValueError, TypeError, NotImplementedError) as fault:
            why = (
                fault.says if isinstance(fault, InputError) else Text(id=str(fault), en=str(fault))
            )
            at = f"{fault.at.path}: " if isinstance(fault, InputError) else ""
            says = Text(
                id=f"putusan {verdict.case} bukan JSON: {at}{why.id}",
                en=f"the verdict on {verdict.case} is no JSON: {at}{why.en}",
            )
        else:
            if back == verdict:
                continue
            says = Text(
                id=f"putusan {verdict.case} berbeda setelah ditulis dan dibaca kembali",
                en=f"the verdict on {verdict.case} differs once written and read back",
            )
        yield told("verdict_is_json", candidate.place(), says)
        return


def _in_verdict(path: tuple[str | int, ...]) -> Place:
    return Place("verdict.json", 0, ".".join(str(part) for part in path))


def receipt_names_the_pack(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield that a verdict does not say of which pack, and of which law, it was made."""
    pack, nation = candidate.pack, candidate.nation.law.policy
    wanted = (candidate.laid.digest, (digest_of(candidate.files),), pack.region)
    for verdict in _verdicts(candidate):
        receipt = verdict.receipt
        got = (receipt.policy, receipt.packs, verdict.region.pack)
        if got != wanted or receipt.policy == nation.digest:
            says = Text(
                id=f"tanda terima {verdict.case}: {got}, bukan {wanted}",
                en=f"the receipt of {verdict.case}: {got}, not {wanted}",
            )
            if got == wanted:
                says = Text(
                    id=f"tanda terima {verdict.case} menyebut hukum nasional saja",
                    en=f"the receipt of {verdict.case} names the national law alone",
                )
            yield told("receipt_names_the_pack", candidate.place(), says)
            return


def _verdicts(candidate: Candidate) -> Iterator[Verdict]:
    return (one.verdict for one in candidate.all_judged if one.verdict is not None)


def order_independent(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every other order of keys and items in which the pack comes out otherwise.

    In each of them the law must hold the same rows. Read backwards it is also asked again what the
    settled cases come to.
    """
    laid = _rows(candidate)
    for order, apply in ORDERS.items():
        other = _in_order(candidate, apply)
        if other.examined.pack is None:
            fault = other.examined.findings[0].text
            says = Text(id=f"ditolak: {fault.id}", en=f"it is refused: {fault.en}")
        elif _rows(other) != laid:
            says = Text(id="hukumnya lain", en="the law is another")
        elif order == BACKWARDS and (case := _answered_otherwise(candidate, other)):
            says = Text(id=f"putusan lain: {case}", en=f"another verdict: {case}")
        else:
            continue
        words = Text(id=f"urutan {order}: {says.id}", en=f"order {order}: {says.en}")
        yield told("order_independent", candidate.place(), words)


def _in_order(candidate: Candidate, order: Order) -> Candidate:
    """Return the same pack in another order, before some settled cases and all of its own."""
    [name] = candidate.files
    settled = [
        one.entry
        for one in candidate.judged
        if one.verdict is not None and not one.verdict.unknown.reachable
    ]
    own = [one.entry for one in candidate.all_judged[len(candidate.judged) :]]
    return msgspec.structs.replace(
        candidate,
        files={name: written(permuted(candidate.located.data, order))},
        nation=msgspec.structs.replace(candidate.nation, entries=(*settled[::EVERY], *own)),
    )


def _rows(candidate: Candidate) -> object:
    plain = to_plain(candidate.laid)
    return unordered({key: value for key, value in plain.items() if key != "digest"})


def _answered_otherwise(candidate: Candidate, other: Candidate) -> str | None:
    """Return the first case that is answered otherwise under the same pack in another order."""
    answers = {_at(one): _answer(one) for one in candidate.all_judged}
    for one in other.judged:
        if _answer(one) != answers[_at(one)]:
            return one.entry.id
    return None


def _at(one: Judged) -> tuple[str, int]:
    return one.entry.file, one.entry.line


def _answer(one: Judged) -> object:
    return str(one.error) if one.verdict is None else unordered(to_plain(one.verdict))


OF_VERDICTS: tuple[Property, ...] = (
    Property(
        "national_corpus_holds",
        Text(
            id="korpus nasional terjawab sama, kecuali yang diizinkan",
            en="the national corpus is answered the same, what is permitted apart",
        ),
        national_corpus_holds,
        Layer.JUDGED,
    ),
    Property(
        "order_independent",
        Text(
            id="urutan kunci dan butir dalam berkas tidak mengubah apa pun",
            en="the order of keys and items in the file changes nothing",
        ),
        order_independent,
        Layer.JUDGED,
    ),
    Property(
        "receipt_names_the_pack",
        Text(
            id="tanda terima setiap putusan menyebut paketnya",
            en="the receipt of every verdict names the pack",
        ),
        receipt_names_the_pack,
        Layer.JUDGED,
    ),
    Property(
        "verdict_is_json",
        Text(
            id="setiap putusan sama setelah ditulis sebagai JSON dan dibaca kembali",
            en="every verdict is the same once written as JSON and read back",
        ),
        verdict_is_json,
        Layer.JUDGED,
    ),
)
