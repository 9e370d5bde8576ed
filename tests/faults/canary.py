"""Search every byte of every file below some folders for a text that must be nowhere.

    python -m tests.faults.canary FOLDER... --canary TEXT

It is looked for in five encodings: UTF-8, UTF-16 (both orders), base64 (at each of its three
alignments, both alphabets), hex, and the escapes of URLs and of JSON; letters of either case where
the encoding keeps them apart. Files within gzip, bzip2, xz, zip and tar are searched too, and the
values of SQLite databases, whose longer ones are not in one piece in the file.

First a control plants the text in every encoding and container and must find each. One line of JSON
on stdout, with the files whose content is compressed or encrypted in other ways, and so stays
unseen; ends with 1 for a hit, with 2 when the control fails.
"""

from __future__ import annotations

import argparse
import base64
import bz2
import gzip
import io
import json
import lzma
import re
import sqlite3
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import quote, quote_plus

CHUNK = 1 << 20
DEPTH = 4
"""So many containers within each other are opened."""

OPAQUE: Mapping[bytes, str] = {
    b"PAR1": "parquet",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"%PDF": "pdf",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"age-encryption.org/": "age",
    b"7z\xbc\xaf": "7z",
}
"""The beginnings of files whose bytes do not show what they say."""

Patterns = Mapping[str, re.Pattern[bytes]]


class Hit(NamedTuple):
    """Where the canary was found: the file, what within it, the encoding, the offset there."""

    file: str
    within: str
    encoding: str
    offset: int


class Searched(NamedTuple):
    """What a search came to; `opaque` lists the files into which it could not look."""

    files: int
    bytes: int
    hits: tuple[Hit, ...]
    opaque: tuple[str, ...]


def patterns_of(canary: str) -> Patterns:
    """Return what to look for: for each encoding, an expression over bytes."""
    plain = canary.encode()
    return {
        "utf-8": _anycase(re.escape(plain)),
        "utf-16-le": _anycase(re.escape(canary.encode("utf-16-le"))),
        "utf-16-be": _anycase(re.escape(canary.encode("utf-16-be"))),
        "base64": re.compile(b"|".join(re.escape(text) for text in _base64s(plain))),
        "hex": _anycase(b"[ :]?".join(f"{byte:02x}".encode() for byte in plain)),
        "percent": _anycase(b"".join(_or_percent(byte) for byte in plain)),
        "json": _anycase(b"".join(_or_escaped(sign) for sign in canary)),
    }


def _anycase(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.IGNORECASE)


def _base64s(plain: bytes) -> Iterator[bytes]:
    """Yield what the text is in base64 wherever it begins, without what its neighbours decide."""
    for alignment in range(3):
        encoded = base64.b64encode(b"\0" * alignment + plain).rstrip(b"=")
        first = -(-alignment * 8 // 6)
        last = (alignment + len(plain)) * 8 // 6
        yield encoded[first:last]
        yield encoded[first:last].translate(bytes.maketrans(b"+/", b"-_"))


def _or_percent(byte: int) -> bytes:
    choices = [re.escape(bytes((byte,))), f"%{byte:02x}".encode()]
    return b"(?:" + b"|".join([*choices, rb"\+"] if byte == 0x20 else choices) + b")"


def _or_escaped(sign: str) -> bytes:
    units = sign.encode("utf-16-be")
    codes = "".join(
        rf"\\+u{int.from_bytes(units[at : at + 2], 'big'):04x}" for at in range(0, len(units), 2)
    )
    short = re.escape(json.dumps(sign)[1:-1].encode())
    return b"(?:" + b"|".join((re.escape(sign.encode()), short, codes.encode())) + b")"


def search(folders: Iterable[Path], canary: str, chunk: int = CHUNK) -> Searched:
    """Return where the canary stands in the files below some folders, links not followed."""
    found = Search(canary, chunk)
    for folder in folders:
        for file in sorted([folder, *folder.rglob("*")]):
            if file.is_file() and not file.is_symlink():
                found.file(file)
    return Searched(found.files, found.bytes, tuple(found.hits), tuple(found.opaque))


class Search:
    """A search as it goes on: what it has read, found, and could not look into."""

    def __init__(self, canary: str, chunk: int) -> None:
        self._patterns = patterns_of(canary)
        self._plain = canary.encode().upper()
        # Twelve bytes are the most that one byte takes: two escapes of JSON, for a pair of UTF-16.
        self._overlap = 16 * len(canary.encode())
        self._chunk = max(chunk, self._overlap)
        self.files = 0
        self.bytes = 0
        self.hits: list[Hit] = []
        self.opaque: list[str] = []

    def file(self, file: Path) -> None:
        self.files += 1
        name = str(file)
        self._text(name, "name", io.BytesIO(file.name.encode("utf-8", "surrogateescape")))
        with file.open("rb") as stream:
            self.stream(name, "", stream, 0)
        if _starts(file, b"SQLite format 3\0"):
            self.database(file)

    def stream(self, name: str, within: str, stream: IO[bytes], depth: int) -> None:
        """Search a stream as it is and, when it is a container, what it contains."""
        start = stream.read(512)
        stream.seek(0)
        self._text(name, within, stream)
        stream.seek(0)
        if kind := next((OPAQUE[magic] for magic in OPAQUE if start.startswith(magic)), None):
            self.opaque.append(f"{name}{within and '!' + within} ({kind})")
        elif depth < DEPTH:
            self._contained(name, within, stream, start, depth + 1)

    def _text(self, name: str, within: str, stream: IO[bytes]) -> None:
        kept, offset = b"", 0
        told: set[tuple[str, int]] = set()
        while piece := stream.read(self._chunk):
            self.bytes += len(piece)
            window = kept + piece
            for encoding, pattern in self._patterns.items():
                told |= {
                    (encoding, offset + match.start())
                    for match in pattern.finditer(window)
                    # An escape where nothing is escaped is plain text, and told as that.
                    if encoding not in ("percent", "json") or match[0].upper() != self._plain
                }
            kept = window[-self._overlap :]
            offset += len(window) - len(kept)
        self.hits += [Hit(name, within, encoding, at) for encoding, at in sorted(told)]

    def _contained(
        self, name: str, within: str, whole: IO[bytes], start: bytes, depth: int
    ) -> None:
        try:
            for inner, stream in members(whole, start):
                with stream:
                    self.stream(name, f"{within}/{inner}".lstrip("/"), stream, depth)
        except (OSError, EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, RuntimeError):
            self.opaque.append(f"{name}{within and '!' + within} (damaged or locked)")

    def database(self, file: Path) -> None:
        """Search every value of a database: one that spills over pages is not whole in the file."""
        source = sqlite3.connect(f"file:{quote(str(file.absolute()))}?immutable=1", uri=True)
        try:
            source.text_factory = bytes
            tables = source.execute("select name from sqlite_schema where type = 'table'")
            for (table,) in tables.fetchall():
                named = table.decode().replace('"', '""')
                for row in source.execute(f'select * from "{named}"'):
                    for value in row:
                        if isinstance(value, bytes):
                            self._value(str(file), table.decode(), value)
        except sqlite3.DatabaseError:
            self.opaque.append(f"{file} (unreadable database)")
        finally:
            source.close()

    def _value(self, name: str, table: str, value: bytes) -> None:
        with io.BytesIO(value) as stream:
            self.stream(name, f"table {table}", stream, 0)


def _starts(file: Path, magic: bytes) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(magic)) == magic


def members(whole: IO[bytes], start: bytes) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield the files within a container, unpacked; a tar is none, its files lie in the open."""
    if start.startswith(b"\x1f\x8b"):
        yield "gzip", _unpacked(gzip.GzipFile(fileobj=whole, mode="rb"))
    elif start.startswith(b"BZh"):
        yield "bzip2", _unpacked(bz2.BZ2File(whole))
    elif start.startswith(b"\xfd7zXZ"):
        yield "xz", _unpacked(lzma.LZMAFile(whole))
    elif start.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(whole) as archive:
            for member in archive.infolist():
                yield member.filename, _unpacked(archive.open(member))


def _unpacked(packed: IO[bytes] | io.BufferedIOBase) -> IO[bytes]:
    """Return a stream that can be read from its start again, on disk when it is large."""
    plain = tempfile.SpooledTemporaryFile(max_size=16 * CHUNK)
    try:
        with packed:
            while piece := packed.read(CHUNK):
                plain.write(piece)
    except BaseException:
        plain.close()
        raise
    plain.seek(0)
    return plain


def planted(canary: str) -> Mapping[str, bytes]:
    """Return files in which the canary stands once in each way in which it must be found."""
    plain = canary.encode()
    units = canary.encode("utf-16-be").hex(" ", 2).split()
    ways = {
        "utf-8": plain,
        "upper": plain.upper(),
        "utf-16-le": canary.encode("utf-16-le"),
        "utf-16-be": canary.encode("utf-16-be"),
        "base64-0": base64.b64encode(plain + b"tail"),
        "base64-1": base64.b64encode(b"a" + plain + b"tail"),
        "base64-2": base64.urlsafe_b64encode(b"ab" + plain + b"tail"),
        "hex-lower": plain.hex().encode(),
        "hex-upper": plain.hex().upper().encode(),
        "percent": quote(canary, safe="").encode(),
        "percent-plus": quote_plus(canary).encode(),
        "percent-all": "".join(f"%{byte:02X}" for byte in plain).encode(),
        "json": json.dumps(canary).encode(),
        "json-all": "".join(f"\\u{unit}" for unit in units).encode(),
    }
    files = {f"{name}.bin": b"\xfe before " + way + b" after" for name, way in ways.items()}
    files["border.bin"] = b"\0" * (CHUNK - len(plain) // 2) + plain + b"\0" * CHUNK
    files["in.gz"] = gzip.compress(plain, mtime=0)
    files["in.bz2"] = bz2.compress(plain)
    files["in.xz"] = lzma.compress(b"x" * 4000 + plain)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/text", b"x" * 100 + plain)
        archive.writestr("a/text.gz", gzip.compress(plain, mtime=0))
    files["in.zip"] = inner.getvalue()
    return files


def control(canary: str) -> list[str]:
    """Return in which of the planted files the canary is not found, or found where it is not."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, content in planted(canary).items():
            (folder / name).write_bytes(content)
        database = sqlite3.connect(folder / "pages.sqlite")
        database.execute("create table kept (value)")
        spilling = "." * 4000 + canary + "." * 4000
        database.executemany("insert into kept values (?)", [(spilling[at:],) for at in range(200)])
        database.commit()
        database.close()
        (folder / "clean.bin").write_bytes(canary[1:].encode())
        hits = search([folder], canary).hits
        found = {Path(hit.file).name for hit in hits}
        spilled = sum(hit.within == "table kept" for hit in hits if hit.encoding == "utf-8")
        missed = {file.name for file in folder.iterdir()} - found - {"clean.bin"}
        wrong = {"clean.bin"} & found
        return sorted(missed | wrong | (set() if spilled == 200 else {"spilled values"}))


def main(arguments: Sequence[str]) -> int:
    """Run the control and the search, print the figure; 0 without a hit, 1 with, 2 if unfit."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.canary")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--canary", required=True)
    asked = parser.parse_args(arguments)
    missed = control(asked.canary)
    searched = search(asked.folders, asked.canary)
    figure = {
        "files": searched.files,
        "bytes": searched.bytes,
        "hits": [hit._asdict() for hit in searched.hits],
        "opaque": searched.opaque,
        "control_missed": missed,
    }
    print(json.dumps(figure))
    absent = [folder for folder in asked.folders if not folder.exists()]
    return 2 if missed or absent or not searched.files else int(bool(searched.hits))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
