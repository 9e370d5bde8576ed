"""This file words the refusals of what YAML can say and no policy or case may."""

from __future__ import annotations

from netralitas.facts import Text
from netralitas.policy.scalars import Refusal, shown

KEY = Refusal(
    Text(id="kunci harus berupa teks", en="a key must be text"),
    Text(id="misalnya act: react_online", en="for example act: react_online"),
)
ONE_DOCUMENT = Refusal(
    Text(id="lebih dari satu dokumen YAML", en="more than one YAML document"),
    Text(id="tulis sebagai satu daftar", en="write them as one list"),
)
DIRECTIVE = Refusal(
    Text(id="arahan % tidak diterima", en="% directives are not taken"),
    Text(id="hapus baris itu: berkas ini YAML 1.2", en="remove the line: this is YAML 1.2"),
)


def anchored(name: str) -> Refusal:
    """Return the refusal of an anchor or an alias, by its name with its mark."""
    return Refusal(
        Text(
            id=f"jangkar dan alias YAML tidak diterima: {name}",
            en=f"YAML anchors and aliases are not taken: {name}",
        ),
        Text(id="tulis nilainya sekali lagi", en="write the value once more"),
    )


def tagged(tag: str) -> Refusal:
    """Return the refusal of a tag."""
    return Refusal(
        Text(id=f"tag YAML tidak diterima: {tag}", en=f"YAML tags are not taken: {tag}"),
        Text(id="hapus tagnya", en="remove the tag"),
    )


def not_text(key: str) -> Refusal:
    """Return the refusal of a key that is a number, a truth value or nothing."""
    return Refusal(
        Text(id=f"kunci {shown(key)} bukan teks", en=f"key {shown(key)} is not text"),
        Text(id="beri tanda kutip", en="put it in quotes"),
    )
