"""This file names what a pack promises of its names and its words: they are what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netralitas.facts import Text
from netralitas.policy import PackFinding
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.property import Layer, Property, told
from netralitas.regions.properties.words_of_packs import same_words, texts_of, unplain


def registered_name(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield that a pack is registered under the name of another region."""
    region = candidate.pack.region
    if candidate.name not in (None, region):
        says = Text(
            id=f"paket milik {region!r} didaftarkan sebagai {candidate.name!r}",
            en=f"the pack of {region!r} is registered as {candidate.name!r}",
        )
        hint = Text(id="samakan keduanya", en="give both the same name")
        yield told("registered_name", candidate.place(), says, hint)


def ids_plain(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every id with a character that can be taken for another one."""
    pack = candidate.pack
    names = [*(one.id for one in pack.instruments), *(one.id for one in pack.not_known)]
    for term in pack.fills.__struct_fields__:
        for item in getattr(pack.fills, term):
            names.append(getattr(item, "name" if term == "facts" else "id"))
            names += [sanction.id for sanction in getattr(item, "sanctions", ())]
    for name in names:
        if not _PLAIN.fullmatch(name):
            says = Text(
                id=f"{name!r} ({name.encode('ascii', 'backslashreplace').decode()}) "
                "bukan nama yang sederhana",
                en=f"{name!r} ({name.encode('ascii', 'backslashreplace').decode()}) is no plain id",
            )
            hint = Text(id="pakai a-z, 0-9, - dan _", en="use a-z, 0-9, - and _")
            yield told("ids_plain", candidate.place(name), says, hint)


_PLAIN = re.compile(r"[a-z0-9_-]{1,100}")


def texts_plain(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every text with a character that is not seen, or that turns what is read around."""
    for path, text in texts_of(candidate.located.data):
        if (found := unplain(text)) is not None:
            says = Text(
                id=f"karakter yang tidak terlihat: {found}", en=f"a character not seen: {found}"
            )
            hint = Text(id="hapus karakter itu", en="remove the character")
            yield told("texts_plain", candidate.located.place(path), says, hint)


def explains_every_item(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every item whose words would explain nothing in one of the two languages."""
    for name, (_, item) in candidate.items.items():
        hint = Text(id="tulis dalam kedua bahasa", en="write it in both languages")
        if not all(any(map(str.isalpha, text)) for text in (item.text.id, item.text.en)):
            says = Text(id="teks tanpa kata", en="a text without words")
            yield told("explains_every_item", candidate.place(name), says, hint)
        elif same_words(item.text):
            says = Text(
                id="kalimat yang sama dalam kedua bahasa", en="one sentence for both languages"
            )
            yield told("explains_every_item", candidate.place(name), says, hint)


OF_WORDS: tuple[Property, ...] = (
    Property(
        "registered_name",
        Text(
            id="paket didaftarkan dengan nama daerahnya sendiri",
            en="the pack is registered under its own region's name",
        ),
        registered_name,
        Layer.LAID,
    ),
    Property(
        "ids_plain",
        Text(
            id="nama hanya memakai huruf yang tidak dapat disangka huruf lain",
            en="ids use only letters that cannot be taken for others",
        ),
        ids_plain,
        Layer.LAID,
    ),
    Property(
        "texts_plain",
        Text(
            id="tidak ada karakter tersembunyi dalam teks",
            en="no text holds a hidden character",
        ),
        texts_plain,
        Layer.LAID,
    ),
    Property(
        "explains_every_item",
        Text(
            id="setiap butir menjelaskan dirinya dengan kata-kata dalam kedua bahasa",
            en="every item explains itself in words of both languages",
        ),
        explains_every_item,
        Layer.LAID,
    ),
)
