"""This file makes and reads the receipt numbers by which a reporter follows a report unnamed.

A number is 80 random bits in Crockford's base 32 with a check symbol, in groups of four. The store
keeps a slow, keyed hash of it alone, from which neither the database nor the key leads back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import scrypt, sha256
from hmac import digest

from netralitas.casework.privacy.failures import BadReceipt, wrong_length
from netralitas.casework.privacy.secret import Secret
from netralitas.facts import Text

RANDOM_BYTES = 10
KEY_BYTES = 32
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = SYMBOLS + "*~$=U"
_LENGTH = RANDOM_BYTES * 8 // 5
_GROUP = 4
_READ_AS: Mapping[int, int | None] = str.maketrans("OIL", "011", " -\t\n\r")
_DOMAIN = b"netralitas/receipt/1"
# 16 MiB and some 40 ms a look-up: it makes trying numbers dear, and is little for one reporter.
_ROUNDS, _BLOCK, _LANES = 2**14, 8, 1


def issue(draw: Callable[[int], bytes]) -> Secret:
    """Return a new receipt number, as it is handed to the reporter and never kept.

    `draw` gives so many random bytes as it is asked for; PrivacyError when it gives others.
    """
    drawn = draw(RANDOM_BYTES)
    if len(drawn) != RANDOM_BYTES:
        raise wrong_length(Text(id="bilangan acak", en="the random number"), RANDOM_BYTES)
    value = int.from_bytes(drawn, "big")
    symbols = "".join(SYMBOLS[value >> 5 * at & 31] for at in reversed(range(_LENGTH)))
    groups = [symbols[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP)]
    return Secret("-".join([*groups, CHECKS[value % len(CHECKS)]]))


def index_of(number: Secret, key: Secret) -> str:
    """Return under what a receipt number is stored and found, in hex; BadReceipt if mistyped.

    `key` is 32 bytes or more that do not lie in the database; PrivacyError for fewer. Small
    letters, other spaces, and O, I or L for 0 and 1 give the same.
    """
    if len(key) < KEY_BYTES:
        raise wrong_length(
            Text(id="kunci tanda terima", en="the key of receipts"), KEY_BYTES, least=True
        )
    value = bits_of(number)
    if isinstance(value, Text):
        raise BadReceipt(value)  # here, where nothing holds the number in the open
    slow = scrypt(
        value.to_bytes(RANDOM_BYTES, "big"),
        salt=digest(key.reveal(), _DOMAIN + b"/salt", sha256),
        n=_ROUNDS,
        r=_BLOCK,
        p=_LANES,
    )
    return digest(key.reveal(), _DOMAIN + slow, sha256).hex()


def bits_of(number: Secret) -> int | Text:
    """Return the bits of a number, or what is wrong with it."""
    typed = number.reveal().decode("utf-8", "replace").upper().translate(_READ_AS)
    if len(typed) != _LENGTH + 1:
        return Text(
            id=f"nomor tanda terima harus {_LENGTH + 1} tanda, bukan {len(typed)}",
            en=f"a receipt number has {_LENGTH + 1} symbols, not {len(typed)}",
        )
    value = 0
    for place, symbol in enumerate(typed[:-1], 1):
        if symbol not in SYMBOLS:
            return Text(
                id=f"tanda ke-{place} bukan tanda nomor tanda terima",
                en=f"symbol {place} is none of a receipt number",
            )
        value = value << 5 | SYMBOLS.index(symbol)
    if typed[-1] != CHECKS[value % len(CHECKS)]:
        return Text(
            id="nomor tanda terima salah ketik: tanda periksanya tidak cocok",
            en="the receipt number is mistyped: its check symbol does not fit",
        )
    return value
