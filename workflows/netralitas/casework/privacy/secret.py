"""This file wraps what must not be shown: it prints as nothing, and does not travel by itself."""

from __future__ import annotations

from hmac import compare_digest
from typing import NoReturn


class Secret:
    """Bytes that appear in no message, log, trace or pickle; only `reveal` gives them out."""

    __slots__ = ("_hidden",)

    def __init__(self, hidden: bytes | str) -> None:
        self._hidden = hidden.encode() if isinstance(hidden, str) else bytes(hidden)

    def reveal(self) -> bytes:
        """Return the bytes themselves."""
        return self._hidden

    def __len__(self) -> int:
        return len(self._hidden)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return compare_digest(self._hidden, other._hidden)

    def __hash__(self) -> int:
        return hash(self._hidden)

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")
