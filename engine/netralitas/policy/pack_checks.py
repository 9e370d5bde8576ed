"""This file checks what every item of a regional pack must have, and what its manifest must say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from netralitas.facts import Text
from netralitas.policy.pack import Fills
from netralitas.policy.pack_findings import PackFinding, Placed, listed
from netralitas.policy.scalars import Path, unknown_name

_REGION = re.compile("[a-z][a-z0-9_]{0,62}")
_INSTRUMENT = Text(id="peraturan", en="instrument")
DEMONSTRATION = "demonstrasi_"
"""What the id of every region begins with that is none."""


def check_manifest(placed: Placed) -> Iterator[PackFinding]:
    """Yield what a manifest gets wrong: its name, whose it is, its days, what it leaves unsaid."""
    pack = placed.pack
    if not _REGION.fullmatch(pack.region):
        # A letter that only looks like one of ours is shown by its number.
        says = Text(id=f"bukan nama daerah: {pack.region!a}", en=f"no region id: {pack.region!a}")
        hint = Text(id="misalnya lombok_timur", en="for example lombok_timur")
        yield placed.finding("region_id_well_formed", ("region",), says, hint)
    elif pack.demonstration != pack.region.startswith(DEMONSTRATION):
        says = Text(
            id="paket peragaan harus bernama demonstrasi_..., dan hanya paket peragaan",
            en="a demonstration pack is named demonstrasi_..., and no other pack is",
        )
        named = pack.region.startswith(DEMONSTRATION)
        mended = "demonstration: true" if named else f"region: {DEMONSTRATION}{pack.region}"
        hint = Text(id=f"misalnya {mended}", en=f"for example {mended}")
        yield placed.finding("demonstration_named", ("demonstration",), says, hint)
    if not pack.maintainer.strip():
        says = Text(id="maintainer kosong", en="the maintainer is empty")
        hint = Text(id="misalnya Inspektorat", en="for example Inspektorat")
        yield placed.finding("maintainer_named", ("maintainer",), says, hint)
    if pack.valid.last is not None and pack.valid.last < pack.valid.since:
        says = Text(
            id=f"{pack.valid.last} mendahului {pack.valid.since}",
            en=f"{pack.valid.last} comes before {pack.valid.since}",
        )
        hint = Text(id="periksa from dan to", en="check from and to")
        yield placed.finding("validity_ordered", ("valid",), says, hint)
    if not pack.not_known and not any(one.since for one in pack.instruments):
        says = Text(
            id="tidak ada peraturan bertanggal, dan tidak dikatakan apa yang belum diketahui",
            en="there is no dated instrument, and nothing is said of what is not known",
        )
        hint = Text(
            id="tulis not_known: [{id: ..., text: {id: ..., en: ...}}]",
            en="write not_known: [{id: ..., text: {id: ..., en: ...}}]",
        )
        yield placed.finding("unknown_is_said", (), says, hint)


def check_instruments(placed: Placed) -> Iterator[PackFinding]:
    """Yield what is wrong with the region's own instruments and with those it quotes."""
    pack, policy = placed.pack, placed.policy
    lowest = min((one.rank for one in policy.instruments if one.rank), default=20)
    for place, own in enumerate(pack.instruments):
        path: Path = ("instruments", place)
        if own.since is None and own.marks.date is None:
            says = Text(id="tanpa since dan tanpa marks.date", en="neither since nor marks.date")
            hint = Text(
                id="tanggal tidak diketahui: marks: {content: C, date: D}",
                en="a day that is not known: marks: {content: C, date: D}",
            )
            yield placed.finding("instruments_dated", path, says, hint)
        if not 1 <= own.rank < lowest:
            says = Text(
                id=f"rank {own.rank}: peraturan daerah berada di bawah semua peraturan nasional",
                en=f"rank {own.rank}: a regional instrument ranks below every national one",
            )
            hint = Text(id=f"1 sampai {lowest - 1}", en=f"from 1 to {lowest - 1}")
            yield placed.finding("instruments_ranked", (*path, "rank"), says, hint)
        if own.since and own.until and own.until <= own.since:
            says = Text(id="tidak pernah berlaku", en="it is never in force")
            hint = Text(id="periksa since dan until", en="check since and until")
            yield placed.finding("dated", path, says, hint)
    known = {one.id: one for one in policy.instruments}
    for place, quote in enumerate(pack.quotes):
        path = ("quotes", place)
        instrument = known.get(quote.instrument)
        if instrument is None:
            refusal = unknown_name(quote.instrument, tuple(known), _INSTRUMENT)
            yield placed.finding("quotes_known", (*path, "instrument"), *refusal)
            continue
        gone = instrument.until is not None and instrument.until <= pack.valid.since
        if gone != quote.replaced:
            says = Text(
                id=f"{instrument.short} tidak berlaku lagi sejak {instrument.until}",
                en=f"{instrument.short} was no longer in force from {instrument.until}",
            )
            if not gone:
                says = Text(
                    id=f"{instrument.short} masih berlaku", en=f"{instrument.short} was in force"
                )
            hint = Text(
                id=f"replaced: {str(gone).lower()}, dengan note",
                en=f"replaced: {str(gone).lower()}, with a note",
            )
            yield placed.finding("quotes_in_force", path, says, hint)


def check_items(placed: Placed) -> Iterator[PackFinding]:
    """Yield what an item lacks: an id of the region's own, a source, days, a mark it can bear."""
    instruments = {one.id: one for one in (*placed.policy.instruments, *placed.pack.instruments)}
    for path, _, item in placed.items():
        if not item.cites:
            says = Text(id="tanpa dasar", en="it cites nothing")
            hint = Text(
                id="misalnya cites: [{instrument: contoh-se-1-2024}]",
                en="for example cites: [{instrument: contoh-se-1-2024}]",
            )
            yield placed.finding("cited", path, says, hint)
            continue
        for place, cite in enumerate(item.cites):
            if cite.instrument not in instruments:
                refusal = unknown_name(cite.instrument, tuple(instruments), _INSTRUMENT)
                yield placed.finding("cites_known", (*path, "cites", place), *refusal)
        source = instruments.get(item.cites[0].instrument)
        if source is not None and item.marks.content < source.marks.content:
            says = Text(
                id=f"tanda {item.marks.content} lebih yakin daripada sumbernya "
                f"({source.marks.content})",
                en=f"mark {item.marks.content} is surer than its source ({source.marks.content})",
            )
            hint = Text(id="pakai tanda sumbernya", en="take the mark of the source")
            yield placed.finding("marked", (*path, "marks"), says, hint)
        since, until = placed.days(item)
        if until is not None and until <= since and placed.pack.valid.last != since:
            says = Text(
                id=f"tidak pernah berlaku: sejak {since}, sampai {until}",
                en=f"never in force: since {since}, until {until}",
            )
            hint = Text(
                id="periksa since, until, dan valid paket",
                en="check since, until, and the pack's valid",
            )
            yield placed.finding("dated", path, says, hint)


def check_names(placed: Placed) -> Iterator[PackFinding]:
    """Yield every id that is not the region's own, and every one that stands twice."""
    region = placed.pack.region
    names = list(_names(placed))
    seen = Counter(name for _, name in names)
    told: set[str] = set()
    for path, name in names:
        if not name.startswith((f"{region}-", f"{region}_")) or name in (f"{region}-", region):
            says = Text(
                id=f"{name!r} bukan milik {region}: dapat menutupi nama lain",
                en=f"{name!r} is not {region}'s own: it might shadow another name",
            )
            hint = Text(id=f"misalnya {region}-{name}", en=f"for example {region}-{name}")
            yield placed.finding("ids_own", path, says, hint)
        elif seen[name] > 1 and name in told:
            says = Text(id=f"{name!r} sudah ada", en=f"{name!r} is there already")
            hint = Text(id="beri nama lain", en="give it another name")
            yield placed.finding("ids_unique", path, says, hint)
        told.add(name)


def _names(placed: Placed) -> Iterator[tuple[Path, str]]:
    """Yield every name that the pack brings, with its path."""
    pack = placed.pack
    for place, instrument in enumerate(pack.instruments):
        yield ("instruments", place, "id"), instrument.id
    for place, gap in enumerate(pack.not_known):
        yield ("not_known", place, "id"), gap.id
    for term in Fills.__struct_fields__:
        for place, item in enumerate(getattr(pack.fills, term)):
            path: Path = ("fills", term, place)
            key = "name" if term == "facts" else "id"
            yield (*path, key), getattr(item, key)
            for inner, sanction in enumerate(getattr(item, "sanctions", ())):
                yield (*path, "sanctions", inner, "id"), sanction.id


def check_terms(placed: Placed) -> Iterator[PackFinding]:
    """Yield what is filled without being open, and what is filled beyond its bounds."""
    opened = [term.id for term in placed.policy.open_terms]
    for name in Fills.__struct_fields__:
        items: tuple[Any, ...] = getattr(placed.pack.fills, name)
        if not items:
            continue
        term = placed.term(name)
        if term is None:
            says = Text(
                id=f"kebijakan nasional tidak membuka {name!r} bagi daerah",
                en=f"the national policy does not open {name!r} to regions",
            )
            hint = Text(id=f"yang terbuka: {listed(opened)}", en=f"open: {listed(opened)}")
            yield placed.finding("open_terms_only", ("fills", name), says, hint)
            continue
        if len(items) > term.items:
            says = Text(
                id=f"{len(items)} butir; paling banyak {term.items}",
                en=f"{len(items)} items; at most {term.items}",
            )
            hint = Text(id="gabungkan atau kurangi", en="join or drop some")
            yield placed.finding("items_bounded", ("fills", name), says, hint, term.cites)
        for place, item in enumerate(items):
            for key, limit in term.limits.items():
                value = getattr(item, key, None)
                number = len(value) if isinstance(value, tuple | dict) else value
                if number is not None and not limit.least <= number <= limit.most:
                    says = Text(
                        id=f"{key} {number}: di luar batas {limit.least} s.d. {limit.most}",
                        en=f"{key} {number}: outside {limit.least} to {limit.most}",
                    )
                    path = ("fills", name, place, key)
                    yield placed.finding("within_limits", path, says, term.text, term.cites)
