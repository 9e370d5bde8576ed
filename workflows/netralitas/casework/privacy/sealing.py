"""This file seals what only named recipients may read, such as who reported a case, with age.

It is the only file that imports `pyrage`. age draws the numbers that each sealing needs by itself,
from the operating system: the same words sealed twice do not look alike.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import pyrage
from pyrage import x25519

from netralitas.casework.privacy.bech32 import bech32
from netralitas.casework.privacy.failures import (
    damaged,
    no_identity,
    no_key,
    no_recipients,
    not_a_recipient,
    same_name,
    wrong_length,
)
from netralitas.casework.privacy.secret import Secret
from netralitas.facts import Text

SEED_BYTES = 32
BLOCK_BYTES = 512
"""What is sealed is filled up to a multiple of this, so that its length does not tell a name."""


class Recipient(NamedTuple):
    """Who may open what is sealed: a name of an office or role, and its public age key."""

    name: str
    key: str


class Sealed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was sealed: the names of its recipients, and the age file in base64."""

    recipients: tuple[str, ...]
    ciphertext: str


class _Inside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands inside of a seal: the words, and what they were sealed for and to whom."""

    context: str
    recipients: tuple[str, ...]
    words: bytes
    filling: str = ""

    def __repr__(self) -> str:
        return "_Inside(...)"


def identity_from(seed: Secret) -> Secret:
    """Return the secret age key made of 32 random bytes; PrivacyError for another number."""
    if len(seed) != SEED_BYTES:
        raise wrong_length(Text(id="benih kunci", en="the seed of a key"), SEED_BYTES)
    return Secret(bech32("age-secret-key-", seed.reveal()).upper())


def public_key(identity: Secret) -> str:
    """Return the public key of a secret age key; PrivacyError, which shows nothing, for others."""
    return str(_opened(identity).to_public())


def seal(words: Secret, recipients: Sequence[Recipient], *, context: str) -> Sealed:
    """Return words sealed so that each of the recipients alone can open them.

    `context` says what they belong to, such as the case; they open for no other. PrivacyError
    without recipients, for two of one name, and for a key that is none.
    """
    if not recipients:
        raise no_recipients()
    names = tuple(recipient.name for recipient in recipients)
    for name in names:
        if names.count(name) > 1:
            raise same_name(name)
    keys = [_public(recipient) for recipient in recipients]
    bare = len(msgspec.json.encode(_Inside(context, names, words.reveal())))
    filling = " " * (-bare % BLOCK_BYTES)
    age = pyrage.encrypt(
        msgspec.json.encode(_Inside(context, names, words.reveal(), filling)), keys
    )
    return Sealed(recipients=names, ciphertext=base64.b64encode(age).decode())


def unseal(sealed: Sealed, identity: Secret, *, context: str) -> Secret:
    """Return the words again, for the identity of one of the recipients.

    NotARecipient for the identity of somebody else; PrivacyError for an identity that is none, and
    for what is damaged, changed or was sealed for another context.
    """
    opened = _opened(identity)
    try:
        age = base64.b64decode(sealed.ciphertext, validate=True)
        inside = msgspec.json.decode(pyrage.decrypt(age, [opened]), type=_Inside)
    except pyrage.DecryptError as error:
        # The library tells the two apart in its words alone.
        if "No matching keys" in str(error):
            raise not_a_recipient(sealed.recipients) from None
        raise damaged() from None
    except (binascii.Error, ValueError, msgspec.DecodeError):
        raise damaged() from None
    if (inside.context, inside.recipients) != (context, sealed.recipients):
        raise damaged()
    return Secret(inside.words)


def reseal(
    sealed: Sealed, identity: Secret, recipients: Sequence[Recipient], *, context: str
) -> Sealed:
    """Return the same words sealed to other recipients, given an identity that may read them.

    Copies of the old seal stay what they are: who could open those still can. Raises as `unseal`
    and `seal` do.
    """
    return seal(unseal(sealed, identity, context=context), recipients, context=context)


def _public(recipient: Recipient) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(recipient.key)
    except pyrage.RecipientError:
        raise no_key(recipient.name) from None


def _opened(identity: Secret) -> x25519.Identity:
    read = _identity(identity)
    if read is None:
        # Raised here, not where reading failed: that failure holds what it could not read.
        raise no_identity()
    return read


def _identity(identity: Secret) -> x25519.Identity | None:
    try:
        return x25519.Identity.from_str(identity.reveal().decode())
    except (pyrage.IdentityError, UnicodeDecodeError):
        return None
