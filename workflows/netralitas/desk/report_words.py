"""This file holds the words of a report that are neither a table's nor a chart's."""

from __future__ import annotations

from collections.abc import Mapping

from netralitas.facts import Language, Text


def said(key: str, language: Language, **about: object) -> str:
    """Return words of a report, filled; KeyError for a key that is not there."""
    return SAID[key].in_(language).format(**about)


SAID: Mapping[str, Text] = {
    "title": Text(
        id="Simulasi kasus netralitas ASN", en="Simulation of cases on the neutrality of ASN",
    ),
    "judged": Text(
        id="{n} kasus dinilai per {day}: {outcomes}.",
        en="{n} cases judged as of {day}: {outcomes}.",
    ),
    "nothing": Text(id="tidak ada", en="none"),
    "refused": Text(
        id="{n} kasus tidak dapat dinilai dan hanya tampak pada tabel pertama.",
        en="{n} cases could not be judged and are seen in the first table alone.",
    ),
    "people": Text(
        id="Yang dihitung adalah kasus, bukan orang.", en="Cases are counted, not people.",
    ),
    "assumed": Text(
        id="{n} kasus dinilai dengan anggapan terbukti: buktinya belum dinilai.",
        en="{n} cases are judged as if proven: their evidence was not assessed.",
    ),
    "human": Text(
        id="Program menyarankan; manusia yang memutus.",
        en="The program recommends; a human decides.",
    ),
    "contents": Text(id="Isi", en="Contents"),
    "figure": Text(id="Gambar {n}", en="Figure {n}"),
    "table": Text(id="Tabel {n}", en="Table {n}"),
    "provenance": Text(id="Asal-usul", en="Where this is from"),
    "what": Text(id="Perihal", en="What"),
    "value": Text(id="Isi", en="Content"),
    "version": Text(id="Versi netralitas", en="Version of netralitas"),
    "as_of": Text(id="Dinilai per", en="Judged as of"),
    "source": Text(id="Berkas", en="File"),
    "command": Text(id="Perintah", en="Command"),
    "digest": Text(id="Digest hasil", en="Digest of the results"),
    "engine": Text(id="Mesin", en="Engine"),
    "assumption": Text(id="Anggapan", en="Assumption"),
    "unverified": Text(id="Belum diverifikasi", en="Not verified"),
    "unverified_rows": Text(
        id="ketentuan bertanda D di antara yang terpenuhi: {rows}",
        en="provisions marked D among those met: {rows}",
    ),
}  # fmt: skip
