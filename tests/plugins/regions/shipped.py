"""The packs that come with the product and the demonstration pack, with the cases beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import netralitas.regions
from netralitas.facts import Category, Track, TrackVerdict, Verdict
from netralitas.judgement import CompiledPolicy, Entry, compile_policy, judge, read_corpus
from netralitas.policy import Pack, overlay, read_pack
from tests.workflows.judgement.corpus import national

REAL = ("lebong", "lombok_timur", "lumajang", "pali", "sukamara")
DEMONSTRATION = "demonstrasi_tpp"
EVERY = (*REAL, DEMONSTRATION)

_SHIPPED = Path(next(iter(netralitas.regions.__path__)), "packs")
_EXAMPLES = Path(__file__).parents[3] / "examples" / "packs"


def pack_file(region: str) -> Mapping[str, bytes]:
    """Return the file of a pack, by its name."""
    return _file(region, ".yaml")


def case_file(region: str) -> Mapping[str, bytes]:
    """Return the file of the cases that lie beside a pack, by its name."""
    return _file(region, ".cases.yaml")


def _file(region: str, ending: str) -> Mapping[str, bytes]:
    folder = _SHIPPED if region in REAL else _EXAMPLES
    file = folder / f"{region}{ending}"
    return {file.name: file.read_bytes()}


@cache
def law(region: str) -> CompiledPolicy:
    """Return the national law with a region's pack laid over it."""
    nation = national().policy
    read = read_pack(pack_file(region), nation)
    return compile_policy(overlay(nation, read), read)


def pack(region: str) -> Pack:
    """Return the pack of a region."""
    found = law(region).pack
    assert found is not None
    return found


@cache
def entries(region: str) -> tuple[Entry, ...]:
    """Return the entries of a pack's own corpus."""
    return read_corpus(case_file(region), law(region))


@cache
def verdicts(region: str) -> tuple[tuple[Entry, Verdict, Verdict], ...]:
    """Return each entry with its verdict under the pack, and that of the nation alone."""
    return tuple(_both(entry, law(region)) for entry in entries(region) if entry.case)


def _both(entry: Entry, regional: CompiledPolicy) -> tuple[Entry, Verdict, Verdict]:
    assert entry.case is not None
    under = judge(entry.case, regional, as_of=entry.as_of)
    return entry, under, judge(entry.case, national(), as_of=entry.as_of)


def may_be_under_contract(entry: Entry) -> bool:
    """Whether the person of an entry may be bound by contract, so that a region may widen."""
    return entry.case is not None and entry.case.subject.category in (None, Category.NON_ASN)


def changes(nation: Verdict, region: Verdict, *, contract: bool = False) -> Iterator[str]:
    """Yield the name of everything binding in which a verdict under a pack is not the nation's.

    With `contract` what the contract track may add is left out: that track itself, that a charge
    may be a violation on it, and with it the words in which the criminal track does not open.
    """
    pairs: dict[str, tuple[object, object]] = {
        "tier": (nation.tier, region.tier),
        "criminal": (_opening(nation), _opening(region)),
        "measures": (nation.measures, region.measures),
    }
    if not contract:
        pairs |= {
            "outcome": (nation.outcome, region.outcome),
            "leading": (nation.leading, region.leading),
            "closing": (nation.closing, region.closing),
            "charges": (_charges(nation), _charges(region)),
            "criminal.why": (nation.criminal.why, region.criminal.why),
            "reachable": (_reachable(nation), _reachable(region)),
        }
    for track in Track:
        if not (contract and track is Track.KONTRAK):
            pairs[track] = _binding(nation.tracks.get(track)), _binding(region.tracks.get(track))
    yield from (name for name, (one, other) in pairs.items() if one != other)


def _charges(verdict: Verdict) -> object:
    return [charge.outcome for charge in verdict.charges]


def _reachable(verdict: Verdict) -> object:
    return {(one.outcome, one.tier) for one in verdict.unknown.reachable}


def _opening(verdict: Verdict) -> object:
    criminal = verdict.criminal
    return criminal.opens, criminal.provisions, criminal.penalties, criminal.path


def _binding(track: TrackVerdict | None) -> object:
    """Return what binds of a track: no words, and nothing that only weighs."""
    if track is None:
        return None
    sanctions = track.sanctions
    chosen = sanctions.lawful, sanctions.recommended, sanctions.execution, sanctions.ladder
    return track.outcome, track.tier, track.provisions, chosen, track.authority, track.path
