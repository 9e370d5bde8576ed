"""This file names what the bounds proof shows of a pack: what it leaves as national law has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from netralitas.facts import GRAVITY, Outcome, Text, Track
from netralitas.judgement import CounterExample, Told
from netralitas.policy import PackFinding
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.property import Check, Layer, Property, told

Shows = Callable[[CounterExample], bool]
"""Whether a counter-example breaks one promise; each breaks exactly one."""


def loosened(found: CounterExample) -> bool:
    """Whether a counter-example shows an outcome, a track or a tier that is lighter than before."""
    if found.kind != "outcome" or found.national.outcome is None:
        return False
    if found.regional.outcome is None:
        return True
    if GRAVITY[found.regional.outcome] < GRAVITY[found.national.outcome]:
        return True
    return any(
        _weight(found.regional, track) < _weight(found.national, track)
        for track in found.national.tracks
    )


def _weight(said: Told, track: Track) -> int:
    """Return how much a track weighs: nothing where it is not there, least where it asks."""
    state = said.tracks.get(track)
    if state is None:
        return -1
    if state.outcome is not Outcome.VIOLATION:
        return 0
    return 1 + (state.tier.weight if state.tier else 0)


def _tightened(found: CounterExample) -> bool:
    return found.kind == "outcome" and not loosened(found)


def _of_kind(*kinds: str) -> Shows:
    return lambda found: found.kind in kinds


def proven(name: str, shows: Shows) -> Check:
    """Return the check that yields what reading found under a name, and then what the proof did."""

    def check(candidate: Candidate) -> Iterator[PackFinding]:
        yield from candidate.of_reading(name)
        if candidate.examined.pack is None:
            return
        found = candidate.proof
        if isinstance(found, CounterExample) and shows(found):
            row = next((row for row in found.rows if row in candidate.items), None)
            closed = candidate.nation.law.policy.closed_terms
            cites = next((term.cites for term in closed if term.id == name), ())
            yield told(name, candidate.place(row), found.text, _OTHERWISE, cites)

    return check


_OTHERWISE = Text(id="daerah hanya mengisi hal yang terbuka", en="a region only fills what is open")


def _proven(name: str, id: str, en: str, shows: Shows) -> Property:
    return Property(name, Text(id=id, en=en), proven(name, shows), Layer.PROVEN, Layer.CLOSED)


OF_LAW: tuple[Property, ...] = (
    _proven(
        "nothing_loosened",
        "tidak ada hasil, jalur, atau tingkat yang menjadi lebih ringan, pada gabungan mana pun",
        "no outcome, track or tier grows lighter, on any combination",
        loosened,
    ),
    _proven(
        "tier",
        "tidak ada tingkat hukuman disiplin yang dinaikkan, diturunkan, ditambah, atau dihapus",
        "no tier of hukuman disiplin is raised, lowered, added or removed",
        _tightened,
    ),
    _proven(
        "superior_measured",
        "ukuran hukuman bagi atasan tetap yang ditetapkan hukum nasional",
        "the measure of a superior's type stays that of national law",
        _of_kind("measure"),
    ),
    _proven(
        "criminal_track",
        "jalur pidana terbuka pada gabungan yang persis sama",
        "the criminal track opens on exactly the same combinations",
        _of_kind("criminal"),
    ),
    _proven(
        "lawful_types",
        "jenis hukuman yang sah tetap sama, kecuali menurut kontrak",
        "the lawful types stay the same, but for those under a contract",
        _of_kind("types", "sanctions", "ladders", "combinations", "weights"),
    ),
    _proven(
        "competence",
        "tidak ada pejabat yang diberi wewenang pejabat lain",
        "no official is given another's competence",
        _of_kind("authority", "chains", "panels", "bodies", "measures"),
    ),
    _proven(
        "statutory_clock",
        "tenggat undang-undang dan kalendernya tetap sama",
        "the statutory clocks and their calendar stay the same",
        _of_kind("deadlines", "holidays", "elections", "calendar_digest"),
    ),
    _proven(
        "appeal",
        "upaya administratif dan jalur perkara tetap sama",
        "the remedies and the path of a case stay the same",
        _of_kind("paths"),
    ),
    _proven(
        "presumptions_kept",
        "anggapan, pimpinan unit, dan bukti yang cukup tetap menurut hukum nasional",
        "presumptions, heads of units and sufficient evidence stay those of national law",
        _of_kind("presumes", "heads_unit", "verified_items", "impossible"),
    ),
    _proven(
        "rows_kept",
        "semua peraturan dan ketentuan nasional tetap ada, tanpa pengecualian daerah",
        "all national instruments and rows are there, with no exception made by the region",
        _of_kind("instruments", "provisions", "lacking"),
    ),
    _proven(
        "vocabulary_kept",
        "fakta, perbuatan, dan jabatan nasional tetap sama artinya",
        "national facts, acts and offices keep their meaning",
        _of_kind("fields", "acts", "offices"),
    ),
    _proven(
        "terms_kept",
        "yang terbuka dan yang tertutup bagi daerah tetap menurut hukum nasional",
        "what is open and what is closed to regions stays as the nation has it",
        _of_kind("open_terms", "closed_terms"),
    ),
)
