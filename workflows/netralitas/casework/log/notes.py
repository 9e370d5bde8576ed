"""This file signs and opens notes: short texts with Ed25519 signatures, as C2SP's signed-note says.

A note is a text that ends in a newline, an empty line, and one line for each signature: an em dash,
the name of the key, and in base64 the four bytes of the key's hash and the signature of the text.
This is the only file of the log that imports `cryptography`.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from netralitas.casework.log.failures import LogError, malformed
from netralitas.facts import Text

ED25519 = 1
"""The number that C2SP gives to plain Ed25519 signatures of notes."""

KEY_BYTES = 32
_HASH_BYTES = 4
_PRIVATE = "PRIVATE+KEY+"
_DASH = "— "
_MOST_BYTES = 1_000_000
_MOST_SIGNATURES = 100

_NOTE = Text(id="catatan bertanda tangan", en="signed note")
_KEY = Text(id="kunci catatan", en="note key")


class VerifierKey(NamedTuple):
    """Whose signatures count: a name and an Ed25519 public key of 32 bytes."""

    name: str
    public: bytes

    @property
    def hash(self) -> bytes:
        """The four bytes by which a signature tells its key."""
        named = self.name.encode() + b"\n" + bytes((ED25519,)) + self.public
        return sha256(named).digest()[:_HASH_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.hash.hex()}+{_base64(bytes((ED25519,)) + self.public)}"


class SigningKey:
    """The key that signs; it is shown by its name only, and does not travel to other processes."""

    __slots__ = ("_seed", "name")

    def __init__(self, name: str, seed: bytes) -> None:
        if not _is_name(name) or len(seed) != KEY_BYTES:
            raise _no_key()
        self.name = name
        self._seed = seed

    @property
    def verifier(self) -> VerifierKey:
        """The key to check its signatures with; this one is public."""
        public = Ed25519PrivateKey.from_private_bytes(self._seed).public_key()
        return VerifierKey(self.name, public.public_bytes_raw())

    def signature(self, text: str) -> bytes:
        """Return the signature of a text; it is the same each time."""
        return Ed25519PrivateKey.from_private_bytes(self._seed).sign(text.encode())

    def written(self) -> str:
        """Return the key in writing, to be kept secret; `read_signing_key` reads it."""
        seed = _base64(bytes((ED25519,)) + self._seed)
        return f"{_PRIVATE}{self.name}+{self.verifier.hash.hex()}+{seed}"

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a signing key is not pickled")


class Note(NamedTuple):
    """A note whose signatures were checked: its text, and which of the known keys signed it."""

    text: str
    signed_by: tuple[VerifierKey, ...]


def read_verifier_key(written: str) -> VerifierKey:
    """Return the key that is written as name+hash+base64; LogError when it is not one."""
    name, hashed, key = _key_parts(written.strip())
    read = VerifierKey(name, key)
    if read.hash.hex() != hashed:
        raise _no_key()
    return read


def read_signing_key(written: str) -> SigningKey:
    """Return the key that `SigningKey.written` wrote; else LogError, which does not show it."""
    written = written.strip()
    if not written.startswith(_PRIVATE):
        raise _no_key()
    name, hashed, seed = _key_parts(written.removeprefix(_PRIVATE))
    read = SigningKey(name, seed)
    if read.verifier.hash.hex() != hashed:
        raise _no_key()
    return read


def sign(text: str, keys: Iterable[SigningKey]) -> str:
    """Return a text as a note signed by each of the keys; LogError for what cannot be one."""
    if not _is_text(text):
        raise malformed(
            _NOTE,
            Text(
                id="teksnya harus diakhiri baris baru dan tanpa karakter kendali lain",
                en="its text must end in a newline and hold no other control character",
            ),
        )
    lines = [
        f"{_DASH}{key.name} {_base64(key.verifier.hash + key.signature(text))}\n" for key in keys
    ]
    return f"{text}\n{''.join(lines)}"


def text_of(note: str) -> str:
    """Return the text of a note without a look at who signed it; LogError when it is not a note."""
    return _parts(note)[0]


def open_note(note: str, keys: Sequence[VerifierKey]) -> Note:
    """Return the text of a note, and who of those known signed it.

    Signatures of unknown keys are passed over. LogError when it is not a note, when a known key's
    signature does not fit the text, and when there is none by a known key.
    """
    text, signatures = _parts(note)
    signed_by: list[VerifierKey] = []
    for name, signature in signatures:
        for key in keys:
            if (name, signature[:_HASH_BYTES]) != (key.name, key.hash) or key in signed_by:
                continue
            if not _fits(key, text, signature[_HASH_BYTES:]):
                raise malformed(
                    _NOTE,
                    Text(
                        id=f"tanda tangan {name} tidak cocok dengan teksnya",
                        en=f"the signature of {name} does not fit its text",
                    ),
                )
            signed_by.append(key)
    if not signed_by:
        raise malformed(
            _NOTE,
            Text(
                id="tidak ditandatangani oleh kunci yang dikenal",
                en="it is not signed by a known key",
            ),
        )
    return Note(text, tuple(signed_by))


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    text, gap, rest = note.rpartition("\n\n")
    text += "\n"
    lines = rest.split("\n")
    fits = gap and _is_text(text) and lines[-1] == "" and 1 < len(lines) <= _MOST_SIGNATURES + 1
    if not fits or not _is_encodable(note):
        raise _no_note()
    return text, [_signature(line) for line in lines[:-1]]


def _signature(line: str) -> tuple[str, bytes]:
    name, _, signature = line.removeprefix(_DASH).partition(" ")
    decoded = _unbase64(signature)
    if not line.startswith(_DASH) or not _is_name(name) or len(decoded or b"") <= _HASH_BYTES:
        raise _no_note()
    return name, decoded or b""


def _fits(key: VerifierKey, text: str, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _key_parts(written: str) -> tuple[str, str, bytes]:
    # Base64 may hold a plus as well; a name may not.
    name, _, rest = written.partition("+")
    hashed, _, encoded = rest.partition("+")
    key = _unbase64(encoded) or b""
    if not _is_name(name) or len(key) != 1 + KEY_BYTES or key[0] != ED25519:
        raise _no_key()
    return name, hashed, key[1:]


def _is_name(name: str) -> bool:
    return (
        bool(name)
        and "+" not in name
        and _is_encodable(name)
        and not any(character.isspace() or character < " " for character in name)
    )


def _is_text(text: str) -> bool:
    plain = not any(character < " " and character != "\n" for character in text)
    return text.endswith("\n") and plain and _is_encodable(text)


def _is_encodable(text: str) -> bool:
    try:
        return len(text.encode()) <= _MOST_BYTES
    except UnicodeEncodeError:  # a lone half of a pair, which UTF-8 does not know
        return False


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _unbase64(written: str) -> bytes | None:
    """Return what is written, None when it is not base64 as it would be written here."""
    try:
        raw = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if _base64(raw) == written else None


def _no_note() -> LogError:
    return malformed(
        _NOTE,
        Text(
            id="bentuknya bukan teks, baris kosong, lalu baris tanda tangan",
            en="it is not a text, an empty line, then lines of signatures",
        ),
    )


def _no_key() -> LogError:
    return malformed(
        _KEY,
        Text(
            id="bentuknya bukan nama+hash+base64 dari kunci Ed25519",
            en="it is not name+hash+base64 of an Ed25519 key",
        ),
    )
