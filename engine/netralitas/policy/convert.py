"""This file turns plain values into typed ones and back, the same way for every schema.

In: `convert_located`, with each refusal at its line. Out: `encode` gives the one canonical JSON,
whose digest is the same on every machine; `to_plain` gives what a YAML or CSV writer takes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from netralitas.facts import Days, Facts, InputError, Place, PolicyError, Text
from netralitas.policy.days import days_of, plain_days
from netralitas.policy.scalars import INTEGER_BOUND, Path, Refusal

T = TypeVar("T")


def convert_located(
    data: object,
    wanted: type[T],
    *,
    place: Callable[[Path], Place],
    error: type[InputError],
) -> T:
    """Return plain values as the type wanted; raises `error` at the place of the first fault."""
    try:
        return msgspec.convert(data, wanted, dec_hook=dec_hook)
    except (msgspec.ValidationError, RecursionError) as fault:
        # Late: the walk and its type information are needed only where something is wrong.
        from netralitas.policy.faults import faults_of

        for path, says, hint in faults_of(data, wanted):
            raise error(says, at=place(path), hint=hint) from None
        words = str(fault)
        raise error(Text(id=words, en=words), at=place(())) from None


def encode(value: object) -> bytes:
    """Return the canonical JSON of a value: fields in their order, facts by name, no spaces."""
    return msgspec.json.encode(value, enc_hook=enc_hook)


def decode_kept(content: bytes, wanted: type[T], file: str) -> T:
    """Return a value from the JSON that `encode` wrote; raises PolicyError for anything else."""
    try:
        return msgspec.json.decode(content, type=wanted, dec_hook=dec_hook)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as fault:
        raise PolicyError(
            Text(id=f"simpanan rusak: {fault}", en=f"a broken cache: {fault}"),
            at=Place(file),
            hint=Text(id="baca ulang dari berkasnya", en="read the files again"),
        ) from None


def to_plain(value: object) -> Any:
    """Return a value as dict, list, str, int, bool and None; dates as ISO text."""
    return msgspec.to_builtins(value, enc_hook=enc_hook, str_keys=True)


def digest(value: object) -> str:
    """Return `sha256:` and the hex digest of the canonical JSON of a value."""
    return digest_of_bytes(encode(value))


def digest_of_bytes(content: bytes) -> str:
    """Return `sha256:` and the hex digest of bytes."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def enc_hook(value: object) -> Any:
    """Return what msgspec can write for the values it does not know."""
    if isinstance(value, Facts):
        return value.plain()
    if isinstance(value, Days):
        return plain_days(value)
    raise NotImplementedError(f"cannot write {type(value).__name__}")


def dec_hook(wanted: type, data: object) -> Any:
    """Return what msgspec cannot read by itself; ValueError says that it is not such a value."""
    if wanted is Facts and isinstance(data, Mapping):
        # Nothing at all is an unknown fact, as it is for the rest of a case.
        known = {name: value for name, value in data.items() if value is not None}
        if all(isinstance(value, str) or _is_whole(value) for value in known.values()):
            return Facts(known)
    if wanted is Days:
        days = days_of(data)
        if not isinstance(days, Refusal):
            return days
    raise ValueError(f"not {wanted.__name__}")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and abs(value) < INTEGER_BOUND
