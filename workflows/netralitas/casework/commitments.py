"""This file commits an event to personal data that it does not hold, by salted hashes of them.

The salt lies with the data and is erased with them. Without it the hash tells nothing, though a NIK
or an id alone could be guessed; with it anyone can see that the data are those of the event.
"""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest, digest

from netralitas.facts import InputError, Place, Text

SALT_BYTES = 16
"""The fewest bytes of a salt."""

_DOMAIN = b"netralitas/commitment/1"
_LENGTH_BYTES = 8


def commitment(data: bytes, *, case: str, name: str, salt: bytes) -> str:
    """Return the commitment to data: HMAC-SHA256 in hex under its salt, for one name in a case.

    The salt is at least 16 random bytes, drawn anew for each; InputError for fewer.
    """
    if len(salt) < SALT_BYTES:
        raise InputError(
            Text(
                id=f"garam harus sedikitnya {SALT_BYTES} byte",
                en=f"a salt must have at least {SALT_BYTES} bytes",
            ),
            at=Place("salt"),
        )
    # Each part behind its length: no two meanings make the same bytes. The salt's length is one,
    # since HMAC does not tell a key from the same with zeros behind it.
    length = len(salt).to_bytes(_LENGTH_BYTES, "big")
    parts = (_DOMAIN, length, case.encode(), name.encode(), data)
    framed = b"".join(len(part).to_bytes(_LENGTH_BYTES, "big") + part for part in parts)
    return digest(salt, framed, sha256).hex()


def keeps(promised: str, data: bytes, *, case: str, name: str, salt: bytes) -> bool:
    """Return whether data are those that were committed to; InputError as `commitment`."""
    made = commitment(data, case=case, name=name, salt=salt)
    return compare_digest(made.encode(), promised.encode())
