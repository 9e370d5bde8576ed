"""This file reads a regional pack from the bytes of its file: a sound one, or what is wrong.

`read_pack` refuses a pack for the first fault; `examine_pack` tells them all, each under the name
of the property of a sound pack that it breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from netralitas.facts import InputError, Place, PolicyError, Text, nearest
from netralitas.policy.convert import convert_located, decode_kept, encode
from netralitas.policy.located import Located
from netralitas.policy.model import Policy
from netralitas.policy.pack import Fills, Item, Pack, PackFile
from netralitas.policy.pack_checks import (
    check_instruments,
    check_items,
    check_manifest,
    check_names,
    check_terms,
)
from netralitas.policy.pack_findings import PackFinding, Placed, days_of_item, listed
from netralitas.policy.pack_procedure import (
    check_alternates,
    check_clocks,
    check_holidays,
    check_income,
    check_ties,
)
from netralitas.policy.pack_rules import (
    check_acts,
    check_conditions,
    check_crowds,
    check_facts,
    check_ladders,
)
from netralitas.policy.reader import digest_of, one_language_texts
from netralitas.policy.scalars import Path
from netralitas.policy.terms import TERMS, ClosedTerm
from netralitas.policy.yaml import read_yaml

Check = Callable[[Placed], Iterator[PackFinding]]

CHECKS: tuple[Check, ...] = (
    check_manifest,
    check_instruments,
    check_names,
    check_terms,
    check_items,
    check_acts,
    check_facts,
    check_conditions,
    check_crowds,
    check_ladders,
    check_income,
    check_ties,
    check_clocks,
    check_holidays,
    check_alternates,
)


class Examined(NamedTuple):
    """A pack that was looked at: everything found wrong, and the pack where nothing was."""

    findings: tuple[PackFinding, ...]
    pack: Pack | None = None


def read_pack(files: Mapping[str, bytes], policy: Policy) -> Pack:
    """Return the pack in the files, ready to be laid over a policy.

    PolicyError names file, line, reason and article of the first fault in it.
    """
    examined = examine_pack(files, policy)
    if examined.pack is None:
        raise min(examined.findings, key=lambda one: one.at.line).error()
    return examined.pack


def examine_pack(files: Mapping[str, bytes], policy: Policy) -> Examined:
    """Return everything that keeps the pack in the files from being laid over a policy.

    Nothing is raised. A file that cannot be read has that as its only finding: what it holds is
    then not known.
    """
    if len(files) != 1:
        return Examined((_not_one_file(files),))
    [(name, content)] = files.items()
    try:
        located = read_yaml(content, name, error=PolicyError)
    except PolicyError as fault:
        return Examined((_of_error("bounded_yaml", fault),))
    if tried := tuple(_tried(located, policy)):
        return Examined(tried)
    if one_sided := tuple(_one_sided(located)):
        return Examined(one_sided)
    if unknown := tuple(_unknown_terms(located, policy)):
        return Examined(unknown)
    try:
        read = convert_located(located.data, PackFile, place=located.place, error=PolicyError)
    except InputError as fault:
        return Examined((_of_error("known_keys", fault),))
    placed = Placed(read, located, policy)
    findings = tuple(finding for check in CHECKS for finding in check(placed))
    return Examined(findings, None if findings else _made(read, digest_of(files)))


def pack_to_json(pack: Pack) -> bytes:
    """Return a pack as JSON for a cache; `pack_from_json` gives an equal pack back."""
    return encode(pack)


def pack_from_json(content: bytes) -> Pack:
    """Return the pack that `pack_to_json` wrote; raises PolicyError for anything else."""
    return decode_kept(content, Pack, "pack.json")


def _made(read: PackFile, digest: str) -> Pack:
    """Return the pack with every item's effective days written into it."""
    fills = {
        term: tuple(_dated(item, read) for item in getattr(read.fills, term))
        for term in Fills.__struct_fields__
    }
    return Pack(
        digest=digest,
        region=read.region,
        name=read.name,
        legal_basis=read.legal_basis,
        maintainer=read.maintainer,
        valid=read.valid,
        demonstration=read.demonstration,
        instruments=read.instruments,
        quotes=read.quotes,
        not_known=read.not_known,
        fills=Fills(**fills),
    )


def _dated(item: Any, read: PackFile) -> Any:
    if not isinstance(item, Item):
        return item
    since, until = days_of_item(item, read)
    return msgspec.structs.replace(item, since=since, until=until)


def _tried(located: Located, policy: Policy) -> Iterator[PackFinding]:
    """Yield every key by which the pack reaches for what the nation has closed."""
    closed: dict[str, ClosedTerm] = {
        word: term for term in policy.closed_terms for word in term.words
    }
    if not isinstance(located.data, dict):
        return
    fills = located.data.get("fills")
    paths: list[Path] = [(key,) for key in located.data]
    paths += [("fills", key) for key in fills] if isinstance(fills, dict) else []
    for path in paths:
        term = closed.get(str(path[-1]))
        if term is not None:
            at = located.place(path)
            hint = Text(
                id="daerah hanya mengisi hal yang terbuka",
                en="a region only fills what is open",
            )
            yield PackFinding(property=term.id, at=at, text=term.text, hint=hint, cites=term.cites)


def _unknown_terms(located: Located, policy: Policy) -> Iterator[PackFinding]:
    fills = located.data.get("fills") if isinstance(located.data, dict) else None
    if not isinstance(fills, dict):
        return
    opened = [term.id for term in policy.open_terms]
    for name in fills:
        if name not in TERMS:
            says = Text(
                id=f"{name!r} bukan hal yang terbuka bagi daerah",
                en=f"{name!r} is no open term of the national policy",
            )
            hint = (
                nearest(name, opened)
                if opened
                else Text(
                    id="kebijakan nasional ini tidak membuka satu pun",
                    en="this national policy opens none",
                )
            )
            at = located.place(("fills", name))
            yield PackFinding(property="open_terms_only", at=at, text=says, hint=hint)


def _one_sided(located: Located) -> Iterator[PackFinding]:
    for path in one_language_texts(located.data, ()):
        yield PackFinding(
            property="both_languages",
            at=located.place(path),
            text=Text(id="teks hanya dalam satu bahasa", en="a text in one language only"),
            hint=Text(id="tulis dalam kedua bahasa", en="write it in both languages"),
        )


def _not_one_file(files: Mapping[str, bytes]) -> PackFinding:
    return PackFinding(
        property="one_file",
        at=Place(next(iter(sorted(files)), "pack")),
        text=Text(
            id=f"paket daerah adalah satu berkas, bukan {len(files)}: {listed(sorted(files))}",
            en=f"a regional pack is one file, not {len(files)}: {listed(sorted(files))}",
        ),
        hint=Text(id="gabungkan menjadi satu berkas", en="join them into one file"),
    )


def _of_error(name: str, fault: InputError) -> PackFinding:
    return PackFinding(property=name, at=fault.at, text=fault.says, hint=fault.hint)
