"""Regional packs to lay over the national policy in tests: a sound one, and ways to change it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import netralitas.policy
from netralitas.policy import Pack, Policy, read_pack, read_policy

MANIFEST = """schema: netralitas/pack/v1
region: contoh
name: {id: Kabupaten Contoh, en: Contoh regency}
legal_basis: {id: tidak ditemukan, en: none found}
maintainer: Inspektorat
valid: {from: 2024-01-01, to: 2024-12-31}
instruments:
  - id: contoh-se
    short: SE Contoh
    title: {id: contoh saja, en: an example only}
    marks: {content: C, date: D}
    rank: 5
not_known:
  - {id: contoh-belum, text: {id: tanggalnya belum diketahui, en: its day is not known}}
"""


def item(name: str, more: str) -> str:
    """Return an item of a pack: its id, its own keys, and what every item has."""
    return (
        f"    - {{id: contoh-{name}, {more}, text: {{id: contoh {name}, en: example {name}}}, "
        "cites: [{instrument: contoh-se}], marks: {content: C}}\n"
    )


FILLS = (
    "fills:\n  facts:\n"
    "    - {name: contoh_apel, kind: bool, text: {id: ikut apel, en: at roll call}, "
    "question: {id: Ikut apel?, en: At roll call?}}\n"
    "  offices:\n    - {id: contoh_penyuluh, text: {id: penyuluh, en: counsellor}}\n"
    "  contract_rules:\n"
    + item("aturan", "acts: [react_online], when: {contoh_apel: true, office: contoh_penyuluh}")
    + "  contract_ladders:\n"
    + item(
        "tangga",
        "since: 2024-03-01, types: [{sanction: contoh-teguran}, {sanction: ppnpn_phk}], "
        "sanctions: [{id: contoh-teguran, name: {id: teguran, en: reprimand}}]",
    )
    + "  duties:\n"
    + item("awas", "since: 2024-02-01")
    + "  weights:\n"
    + item("pakta", "side: aggravating, when: {pakta_integritas: true}")
)


def content(text: str = MANIFEST + FILLS) -> dict[str, bytes]:
    """Return the files of a pack."""
    return {"contoh.yaml": text.encode()}


def national_content() -> dict[str, bytes]:
    """Return the files of the national policy."""
    (folder,) = netralitas.policy.__path__
    files = sorted(Path(folder, "provisions").glob("*.yaml"))
    return {file.name: file.read_bytes() for file in files}


@cache
def nation() -> Policy:
    """Return the national policy as it is shipped."""
    return read_policy(national_content())


@cache
def pack(text: str = MANIFEST + FILLS) -> Pack:
    """Return a pack that is sound under the national policy."""
    return read_pack(content(text), nation())
