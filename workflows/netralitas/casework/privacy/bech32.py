"""This file writes bytes in Bech32 (BIP 173), the spelling of age keys."""

from __future__ import annotations

from collections.abc import Iterable

_SYMBOLS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_SYMBOLS = 6


def bech32(prefix: str, raw: bytes) -> str:
    """Return bytes behind a lower-case prefix, with the six symbols that detect a mistyped one."""
    values = _in_fives(raw)
    spread = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = _polymod([*spread, *values, *([0] * _CHECK_SYMBOLS)]) ^ 1
    values += [(check >> 5 * (_CHECK_SYMBOLS - 1 - at)) & 31 for at in range(_CHECK_SYMBOLS)]
    return prefix + "1" + "".join(_SYMBOLS[value] for value in values)


def _in_fives(raw: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in raw)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= term
    return check
