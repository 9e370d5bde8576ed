"""This file words what a verification may find: the kind, the place, and both languages."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from netralitas.facts import Language, Text


class Kind(StrEnum):
    """What was done to a log, as far as its export shows it."""

    EDITED = "edited"
    UNLINKED = "unlinked"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    FORKED = "forked"
    UNSIGNED = "unsigned"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """The place of a finding, as far as it is known.

    `line` counts the lines of the export from 1; `index` is the place in the log from 0, and with
    `until` the finding lies in the events from `index` up to, not including, `until`.
    """

    line: int | None = None
    index: int | None = None
    until: int | None = None
    case: str | None = None
    version: int | None = None

    @property
    def words(self) -> Text:
        """The place in words; empty when nothing of it is known."""
        last = (self.until or 0) - 1
        spans = self.index is not None and last > self.index
        to_id, to_en = (f" sampai {last}", f" to {last}") if spans else ("", "")
        places = (
            (self.line, f"baris {self.line}", f"line {self.line}"),
            (self.index, f"peristiwa {self.index}{to_id}", f"event {self.index}{to_en}"),
            (self.case, f"perkara {self.case}", f"case {self.case}"),
            (self.version, f"versi {self.version}", f"version {self.version}"),
        )
        known = [(id_, en) for value, id_, en in places if value is not None]
        return Text(id=", ".join(id_ for id_, _ in known), en=", ".join(en for _, en in known))


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong with a log: what was done, where, and what can be said of it."""

    kind: Kind
    at: Where
    says: Text

    def message(self, language: Language) -> str:
        """Return the finding in one line, its place first."""
        where, says = self.at.words.in_(language), self.says.in_(language)
        return f"{where}: {says}" if where else says


def edited(at: Where) -> Finding:
    """Return the finding of an event whose bytes do not have the hash that the log recorded."""
    return _finding(
        Kind.EDITED,
        at,
        id="isi peristiwa ini diubah: hash isinya bukan hash yang tercatat",
        en="this event was edited: the hash of what it says is not the one recorded",
    )


def unlinked(at: Where, behind: int) -> Finding:
    """Return the finding of an event that the next of its case knows by another hash.

    Its own bytes and hash may fit each other, as after an edit that made the hash anew.
    """
    return _finding(
        Kind.UNLINKED,
        at,
        id=f"rantai perkara putus: peristiwa ini, atau rujukan peristiwa {behind} kepadanya, "
        "diubah",
        en=f"the chain of the case is broken: this event, or what event {behind} says of it, was "
        "changed",
    )


def not_first(at: Where) -> Finding:
    """Return the finding of a first event of a case that names a predecessor."""
    return _finding(
        Kind.UNLINKED,
        at,
        id="peristiwa pertama perkara ini merujuk peristiwa sebelumnya yang tidak ada",
        en="the first event of this case names one before it, and there is none",
    )


def versions_missing(at: Where, first: int, last: int) -> Finding:
    """Return the finding of a case that leaps over versions."""
    return _finding(
        Kind.DELETED,
        at,
        id=f"sebelum peristiwa ini tidak ada versi {_span(first, last, 'sampai')} dari perkaranya",
        en=f"before this event version {_span(first, last, 'to')} of its case is missing",
    )


def version_twice(at: Where) -> Finding:
    """Return the finding of a version of a case that is there twice."""
    return _finding(
        Kind.INSERTED,
        at,
        id="versi ini sudah ada sebelumnya dalam catatan",
        en="this version is in the log once before",
    )


def version_late(at: Where, last: int) -> Finding:
    """Return the finding of a version of a case that comes after a later one."""
    return _finding(
        Kind.REORDERED,
        at,
        id=f"versi ini berdiri sesudah versi {last} dari perkara yang sama",
        en=f"this version stands after version {last} of the same case",
    )


def missing(at: Where) -> Finding:
    """Return the finding of places in the log that no line of the export holds."""
    return _finding(
        Kind.DELETED,
        at,
        id="tidak ada dalam ekspor: dihapus atau tidak disalin",
        en="not in the export: deleted, or not copied",
    )


def extra(at: Where) -> Finding:
    """Return the finding of a line for whose place in the log there is none."""
    return _finding(
        Kind.INSERTED,
        at,
        id="baris ini disisipkan: tempat yang disebutnya bukan miliknya",
        en="this line was inserted: the place that it names is not its own",
    )


def misplaced(at: Where) -> Finding:
    """Return the finding of an event that stands elsewhere than its place says."""
    return _finding(
        Kind.REORDERED,
        at,
        id="peristiwa ini tidak berdiri di tempatnya: urutan diubah",
        en="this event does not stand in its place: the order was changed",
    )


def unreadable(at: Where) -> Finding:
    """Return the finding of a line that an export would not hold, or would write otherwise."""
    return _finding(
        Kind.UNREADABLE,
        at,
        id="baris ini bukan seperti yang ditulis oleh ekspor: diubah atau rusak",
        en="this line is not as an export writes it: changed or damaged",
    )


def cut(at: Where) -> Finding:
    """Return the finding of a log that is shorter than a checkpoint says."""
    return _finding(
        Kind.TRUNCATED,
        at,
        id="catatan lebih pendek daripada yang ditandatangani: peristiwa ini pernah ada",
        en="the log is shorter than what was signed: these events were there",
    )


def ends_early(at: Where) -> Finding:
    """Return the finding of an export without its last line, or that goes on behind it."""
    return _finding(
        Kind.TRUNCATED,
        at,
        id="ekspor tidak berakhir dengan baris penutupnya: dipotong atau disambung",
        en="the export does not end with its last line: cut, or continued",
    )


def miscounted(at: Where, events: int, checkpoints: int) -> Finding:
    """Return the finding of an export with other numbers of lines than it says."""
    return _finding(
        Kind.TRUNCATED,
        at,
        id=f"ekspor berisi {events} peristiwa dan {checkpoints} titik periksa, bukan seperti yang "
        "disebut pada baris pertama atau terakhirnya",
        en=f"the export holds {events} events and {checkpoints} checkpoints, unlike what its first "
        "or last line says",
    )


def out_of_section(at: Where) -> Finding:
    """Return the finding of an export whose lines are not first, events, checkpoints, last."""
    return _finding(
        Kind.REORDERED,
        at,
        id="urutan baris ekspor bukan: pembuka, peristiwa, titik periksa, penutup",
        en="the lines of the export are not in the order: first, events, checkpoints, last",
    )


def uncovered(at: Where) -> Finding:
    """Return the finding of events behind the last checkpoint of the export."""
    return _finding(
        Kind.UNSIGNED,
        at,
        id="tidak dicakup titik periksa mana pun dalam ekspor: tidak terbukti",
        en="covered by no checkpoint of the export: not proven",
    )


def unsigned(at: Where, why: Text, *, held: bool) -> Finding:
    """Return the finding of a checkpoint that no known key signed; `held` tells whose it is."""
    return _finding(
        Kind.UNSIGNED,
        at,
        id=("titik periksa yang disimpan" if held else "titik periksa dalam ekspor")
        + f" tidak dapat dipakai ({why.id})",
        en=("a checkpoint that is held" if held else "a checkpoint of the export")
        + f" cannot be used ({why.en})",
    )


def foreign(at: Where, origin: str, other: str) -> Finding:
    """Return the finding of a checkpoint of another log than the export says to be of."""
    return _finding(
        Kind.FOREIGN,
        at,
        id=f"titik periksa dari catatan {other!r}, sedangkan ekspor dari catatan {origin!r}",
        en=f"a checkpoint of the log {other!r}, while the export is of the log {origin!r}",
    )


def changed_since(at: Where) -> Finding:
    """Return the finding of a root that is not the one in a checkpoint of the export."""
    return _finding(
        Kind.FORKED,
        at,
        id="riwayat di sini bukan yang ditandatangani pada titik periksa dalam ekspor",
        en="the history here is not the one signed in a checkpoint of the export",
    )


def forked(at: Where, *, both_signed: bool) -> Finding:
    """Return the finding of a root that is not the one in a held checkpoint.

    `both_signed` says that a known key signed the history in the export as well.
    """
    twice_id = ". Kedua riwayat ditandatangani: pemegang kunci menulis ulang catatan"
    twice_en = ". Both histories are signed: who holds the key has rewritten the log"
    return _finding(
        Kind.FORKED,
        at,
        id="riwayat di sini bukan riwayat pada titik periksa yang disimpan"
        + (twice_id if both_signed else ""),
        en="the history here is not that of the checkpoint that is held"
        + (twice_en if both_signed else ""),
    )


def _span(first: int, last: int, to: str) -> str:
    return str(first) if first == last else f"{first} {to} {last}"


def _finding(kind: Kind, at: Where, *, id: str, en: str) -> Finding:
    return Finding(kind=kind, at=at, says=Text(id=id, en=en))
