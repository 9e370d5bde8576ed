"""This file encrypts personal data under a key of their own, whose erasure erases all copies.

There is one key for each person in each case. It must lie where copies of the data do not: what a
backup holds together with its key is erased only when that backup is.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from netralitas.casework.privacy.failures import damaged, erased, wrong_length
from netralitas.casework.privacy.secret import Secret
from netralitas.facts import Text

KEY_BYTES = 32
NONCE_BYTES = 12


class Owner(NamedTuple):
    """Whose data they are, in opaque ids: the case, the person in it, the field."""

    case: str
    person: str
    field: str


class Locked(msgspec.Struct, frozen=True, kw_only=True):
    """Personal data as they are stored: whose they are, and what nobody reads without the key."""

    owner: Owner
    nonce: bytes
    ciphertext: bytes


def lock(value: Secret, key: Secret, *, owner: Owner, nonce: bytes) -> Locked:
    """Return a value encrypted with ChaCha20-Poly1305, for its owner alone.

    The key is 32 random bytes, the nonce 12 that are drawn anew each time; PrivacyError for other
    lengths.
    """
    if len(nonce) != NONCE_BYTES:
        raise wrong_length(Text(id="nonce", en="a nonce"), NONCE_BYTES)
    ciphertext = _cipher(key).encrypt(nonce, value.reveal(), _bound(owner))
    return Locked(owner=owner, nonce=nonce, ciphertext=ciphertext)


def unlock(locked: Locked, key: Secret | None) -> Secret:
    """Return the value again, given the key of its owner as the store still has it.

    Erased when the store has none any more; PrivacyError when the key is another's or the data were
    changed, or moved to another owner.
    """
    if key is None:
        raise erased()
    try:
        value = _cipher(key).decrypt(locked.nonce, locked.ciphertext, _bound(locked.owner))
    except (InvalidTag, ValueError):
        raise damaged() from None
    return Secret(value)


def _cipher(key: Secret) -> ChaCha20Poly1305:
    if len(key) != KEY_BYTES:
        raise wrong_length(Text(id="kunci data", en="a data key"), KEY_BYTES)
    return ChaCha20Poly1305(key.reveal())


def _bound(owner: Owner) -> bytes:
    return msgspec.json.encode(owner)
