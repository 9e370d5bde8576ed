"""This file words what privacy refuses; no message repeats what it is about."""

from __future__ import annotations

from netralitas.facts import NetralitasError, Text


class PrivacyError(NetralitasError):
    """Something about sealed, committed or erased data cannot be done; the text tells no secret."""


class NotARecipient(PrivacyError):
    """The identity that was given opens nothing here: the data were not sealed to it."""


class Erased(PrivacyError):
    """The personal data were erased: their key is gone, and nothing brings them back."""


class BadReceipt(PrivacyError):
    """What was given is no receipt number; the text says what is wrong with it, not the number."""


def no_key(name: str) -> PrivacyError:
    """Return the failure of a recipient's public key that is none."""
    return PrivacyError(
        Text(
            id=f"kunci umum penerima {name!r} bukan kunci age; bentuknya age1...",
            en=f"the public key of recipient {name!r} is no age key; it is age1...",
        )
    )


def no_identity() -> PrivacyError:
    """Return the failure of an identity that is none; it is not shown."""
    return PrivacyError(
        Text(
            id="identitas ini bukan kunci rahasia age; bentuknya AGE-SECRET-KEY-1...",
            en="this identity is no secret age key; it is AGE-SECRET-KEY-1...",
        )
    )


def no_recipients() -> PrivacyError:
    """Return the failure to seal to nobody."""
    return PrivacyError(
        Text(
            id="tidak ada penerima: yang disegel tanpa penerima tidak dapat dibuka siapa pun",
            en="there are no recipients: what is sealed to nobody can be opened by nobody",
        )
    )


def same_name(name: str) -> PrivacyError:
    """Return the failure of two recipients under one name."""
    return PrivacyError(
        Text(
            id=f"dua penerima bernama {name!r}; beri nama yang berbeda",
            en=f"two recipients are named {name!r}; give them different names",
        )
    )


def not_a_recipient(names: tuple[str, ...]) -> NotARecipient:
    """Return the failure to open with an identity that is not among the recipients'."""
    listed = ", ".join(names)
    return NotARecipient(
        Text(
            id=f"tidak disegel untuk identitas ini; penerimanya: {listed}",
            en=f"not sealed to this identity; the recipients are: {listed}",
        )
    )


def damaged() -> PrivacyError:
    """Return the failure of sealed or encrypted data that are not what was once written."""
    return PrivacyError(
        Text(
            id="data tersegel rusak atau diubah, atau bukan milik perkara ini",
            en="the sealed data are damaged or changed, or belong to another case",
        )
    )


def wrong_length(what: Text, needed: int, *, least: bool = False) -> PrivacyError:
    """Return the failure of a salt, key or nonce of another length than needed, in bytes."""
    id_, en = ("sedikitnya ", "at least ") if least else ("", "")
    return PrivacyError(
        Text(
            id=f"{what.id} harus {id_}{needed} byte",
            en=f"{what.en} must have {en}{needed} bytes",
        )
    )


def erased() -> Erased:
    """Return the failure to read personal data whose key is gone."""
    return Erased(
        Text(
            id="data pribadi ini sudah dihapus: kuncinya tidak ada lagi",
            en="these personal data were erased: their key is gone",
        )
    )
