"""This file names what a pack promises of being laid over the nation: once, twice, in a cache."""

from __future__ import annotations

from collections.abc import Iterator

from netralitas.facts import Text
from netralitas.policy import (
    PackFinding,
    examine_pack,
    pack_from_json,
    pack_to_json,
    policy_from_json,
    policy_to_json,
)
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.nation import judged
from netralitas.regions.properties.property import Layer, Property, told


def total(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield what a case may say under national law and could no longer say under the pack.

    Then every combination of an act must have an outcome, at every moment of the calendars.
    """
    national, laid = candidate.nation.law.policy, candidate.laid
    missing = [
        f"{section}: {one.id}"
        for section in ("acts", "offices", "sanctions", "elections")
        for one in getattr(national, section)
        if one.id not in {other.id for other in getattr(laid, section)}
    ]
    fields = {field.name: field for field in laid.fields}
    for field in national.fields:
        if field.name not in fields:
            missing.append(f"fields: {field.name}")
        else:
            there = fields[field.name].values
            missing += [f"{field.name}: {one}" for one in field.values if one not in there]
    for name in missing:
        says = Text(id=f"hilang di bawah paket: {name}", en=f"missing under the pack: {name}")
        yield told("total", candidate.place(), says)
    if not missing:
        yield from _unanswered(candidate)


def _unanswered(candidate: Candidate) -> Iterator[PackFinding]:
    law = candidate.law.law
    with law.lock:
        for act in law.base.main:
            table = law.matcher.whole_table(act)
            for moment, _, day in law.calendars.all_moments():
                answered, twice = 0, 0
                for block in table.blocks(moment):
                    twice |= answered & block.cells
                    answered |= block.cells
                if answered != table.feasible or twice:
                    cells = (table.feasible ^ answered | twice).bit_count()
                    says = Text(
                        id=f"{act}, {day}: {cells} kombinasi tanpa satu hasil",
                        en=f"{act}, {day}: {cells} combinations without one outcome",
                    )
                    yield told("total", candidate.place(), says)
                    break


def deterministic(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield that the same files, read and laid again, come out otherwise."""
    again = examine_pack(candidate.files, candidate.nation.law.policy).pack
    if again is None or again != candidate.pack:
        says = Text(id="dibaca dua kali, hasilnya lain", en="read twice, it comes out otherwise")
        yield told("deterministic", candidate.place(), says)
        return
    laid = candidate.lay(candidate.nation.law.policy, again)
    if laid.digest != candidate.laid.digest or policy_to_json(laid) != policy_to_json(
        candidate.laid
    ):
        says = Text(
            id="diletakkan dua kali, hasilnya lain", en="laid twice, it comes out otherwise"
        )
        yield told("deterministic", candidate.place(), says)


def other_regions_untouched(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield that the nation, over which every other region is laid, is no longer what it was."""
    before = candidate.nation_before
    nation = candidate.nation
    if policy_to_json(nation.law.policy) != before:
        says = Text(
            id="hukum nasional berubah karena paket ini diletakkan",
            en="the national law changed when this pack was laid over it",
        )
        yield told("other_regions_untouched", candidate.place(), says)
        return
    for then, now in zip(nation.judged, judged(nation.entries, nation.law), strict=True):
        if then.verdict != now.verdict:
            says = Text(
                id=f"putusan nasional berubah: {then.entry.id}",
                en=f"a national verdict changed: {then.entry.id}",
            )
            yield told("other_regions_untouched", candidate.place(), says)


def survives_a_cache(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield what is not the same once it was written to a cache and read back."""
    for what, there, back in (
        (
            Text(id="paket", en="the pack"),
            candidate.pack,
            pack_from_json(pack_to_json(candidate.pack)),
        ),
        (
            Text(id="kebijakan", en="the policy"),
            candidate.laid,
            policy_from_json(policy_to_json(candidate.laid)),
        ),
    ):
        if there != back:
            says = Text(
                id=f"{what.id} berbeda setelah disimpan dan dibaca kembali",
                en=f"{what.en} differs once it was kept and read back",
            )
            yield told("survives_a_cache", candidate.place(), says)


OF_LAYING: tuple[Property, ...] = (
    Property(
        "total",
        Text(
            id="setiap kombinasi yang dapat dinyatakan mempunyai tepat satu hasil",
            en="every combination that can be stated has exactly one outcome",
        ),
        total,
        Layer.LAID,
    ),
    Property(
        "deterministic",
        Text(
            id="berkas yang sama selalu menghasilkan hukum yang sama",
            en="the same files always make the same law",
        ),
        deterministic,
        Layer.LAID,
    ),
    Property(
        "other_regions_untouched",
        Text(
            id="hukum nasional, dan dengan itu setiap daerah lain, tetap seperti semula",
            en="the nation, and with it every other region, stays as it was",
        ),
        other_regions_untouched,
        Layer.LAID,
    ),
    Property(
        "survives_a_cache",
        Text(
            id="yang disimpan lalu dibaca kembali tetap sama",
            en="what is kept and read back is the same",
        ),
        survives_a_cache,
        Layer.LAID,
    ),
)
