"""What is sealed opens for its recipients and nobody else, and nothing of it shows."""

from __future__ import annotations

import base64
import binascii

import msgspec
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from netralitas.casework.privacy import (
    NotARecipient,
    PrivacyError,
    Recipient,
    Sealed,
    Secret,
    identity_from,
    public_key,
    reseal,
    seal,
    unseal,
)
from netralitas.casework.privacy.bech32 import bech32
from netralitas.casework.privacy.sealing import BLOCK_BYTES
from tests.workflows.casework.privacy.shown import all_that_is_shown

FIRST, SECOND, THIRD = (identity_from(Secret(bytes([at]) * 32)) for at in (1, 2, 3))
TO_FIRST, TO_SECOND, TO_THIRD = (
    Recipient(name, public_key(identity))
    for name, identity in [("inspektorat", FIRST), ("bkpsdm", SECOND), ("auditor", THIRD)]
)
WORDS = Secret("pelapor: kenari kuning")
SEALED = seal(WORDS, [TO_FIRST, TO_SECOND], context="perkara-1")


def test_each_recipient_opens_it() -> None:
    assert SEALED.recipients == ("inspektorat", "bkpsdm")
    for identity in (FIRST, SECOND):
        assert unseal(SEALED, identity, context="perkara-1") == WORDS


def test_nobody_else_opens_it() -> None:
    with pytest.raises(NotARecipient, match="the recipients are: inspektorat, bkpsdm"):
        unseal(SEALED, THIRD, context="perkara-1")


def test_it_opens_for_its_own_case_only() -> None:
    with pytest.raises(PrivacyError, match="belong to another case"):
        unseal(SEALED, FIRST, context="perkara-2")


def test_a_changed_list_of_recipients_is_noticed() -> None:
    changed = msgspec.structs.replace(SEALED, recipients=("inspektorat", "auditor"))
    with pytest.raises(PrivacyError, match="damaged or changed"):
        unseal(changed, FIRST, context="perkara-1")


def bytes_of(text: str) -> bytes | None:
    """Return the bytes that a text of base64 stands for; None where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return None


@given(st.integers(0, len(SEALED.ciphertext) - 1))
def test_a_changed_seal_does_not_open(at: int) -> None:
    other = "A" if SEALED.ciphertext[at] != "A" else "B"
    changed = SEALED.ciphertext[:at] + other + SEALED.ciphertext[at + 1 :]
    if bytes_of(changed) == bytes_of(SEALED.ciphertext):
        return  # bits of the last sign that stand for nothing
    with pytest.raises(PrivacyError):
        unseal(msgspec.structs.replace(SEALED, ciphertext=changed), FIRST, context="perkara-1")


@pytest.mark.parametrize("ciphertext", ["", "~", "YWdl", "é"])
def test_what_is_no_seal_is_refused(ciphertext: str) -> None:
    with pytest.raises(PrivacyError, match="damaged or changed"):
        unseal(Sealed(recipients=("a",), ciphertext=ciphertext), FIRST, context="perkara-1")


def test_what_others_put_into_an_age_file_is_refused() -> None:
    for inside in (b"bukan JSON", b"\xff", b"{}"):
        age = pyrage.encrypt(inside, [x25519.Recipient.from_str(TO_FIRST.key)])
        sealed = Sealed(recipients=("inspektorat",), ciphertext=base64.b64encode(age).decode())
        with pytest.raises(PrivacyError, match="damaged or changed"):
            unseal(sealed, FIRST, context="perkara-1")


def test_a_recipient_is_added_by_one_who_may_read() -> None:
    wider = reseal(SEALED, SECOND, [TO_FIRST, TO_SECOND, TO_THIRD], context="perkara-1")
    assert unseal(wider, THIRD, context="perkara-1") == WORDS
    with pytest.raises(NotARecipient):
        reseal(SEALED, THIRD, [TO_THIRD], context="perkara-1")


@given(st.binary(max_size=200), st.text(max_size=5))
def test_any_words_come_back(words: bytes, context: str) -> None:
    sealed = seal(Secret(words), [TO_FIRST], context=context)
    assert unseal(sealed, FIRST, context=context).reveal() == words


def test_its_length_does_not_tell_a_name() -> None:
    # The file's own length varies by chance: age adds a line that means nothing, or does not.
    lengths = set()
    for size in range(1, 200, 7):
        sealed = seal(Secret("n" * size), [TO_FIRST], context="perkara-1")
        opened = x25519.Identity.from_str(FIRST.reveal().decode())
        lengths.add(len(pyrage.decrypt(base64.b64decode(sealed.ciphertext), [opened])))
    assert lengths == {BLOCK_BYTES}


def test_what_cannot_be_sealed_is_refused() -> None:
    with pytest.raises(PrivacyError, match="there are no recipients"):
        seal(WORDS, [], context="")
    with pytest.raises(PrivacyError, match="two recipients are named 'inspektorat'"):
        seal(WORDS, [TO_FIRST, TO_FIRST], context="")
    with pytest.raises(PrivacyError, match="the public key of recipient 'salah' is no age key"):
        seal(WORDS, [Recipient("salah", "age1salah")], context="")


def test_an_identity_is_that_of_its_seed() -> None:
    seed = bytes(range(32))
    public = X25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    identity = identity_from(Secret(seed))
    assert public_key(identity) == bech32("age", public)
    # age itself reads the key that was spelled here, checksum and all.
    assert str(x25519.Identity.from_str(identity.reveal().decode())) == identity.reveal().decode()


def test_bech32_is_that_of_its_definition() -> None:
    assert bech32("a", b"") == "a12uel5l"
    assert bech32("abcdef", bytes.fromhex("00443214c74254b635cf84653a56d7c675be77df")) == (
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"
    )


@pytest.mark.parametrize("identity", [b"", b"AGE-SECRET-KEY-1RAHASIA", b"\xffRAHASIA"])
def test_an_identity_that_is_none_is_refused_and_not_shown(identity: bytes) -> None:
    with pytest.raises(PrivacyError, match="no secret age key") as refused:
        unseal(SEALED, Secret(identity), context="perkara-1")
    assert "RAHASIA" not in all_that_is_shown(refused.value)


def test_a_seed_of_another_length_is_refused() -> None:
    with pytest.raises(PrivacyError, match="the seed of a key must have 32 bytes"):
        identity_from(Secret(b"RAHASIA"))


def test_no_failure_shows_the_words_or_the_key() -> None:
    wrong = msgspec.structs.replace(SEALED, recipients=("inspektorat",))
    for sealed, identity, context in [
        (SEALED, FIRST, "perkara-2"),
        (wrong, FIRST, "perkara-1"),
        (SEALED, THIRD, "perkara-1"),
    ]:
        with pytest.raises(PrivacyError) as refused:
            unseal(sealed, identity, context=context)
        shown = all_that_is_shown(refused.value)
        assert "unseal" in shown, "the frames are looked at"
        assert "kenari" not in shown
        assert "AGE-SECRET" not in shown.upper()
    with pytest.raises(PrivacyError) as refused:
        seal(WORDS, [Recipient("salah", "age1salah")], context="")
    assert "kenari" not in all_that_is_shown(refused.value)


def test_the_look_at_failures_would_find_words_in_the_open() -> None:
    with pytest.raises(PrivacyError) as refused:
        unseal(SEALED, FIRST, context="kenari kuning")  # the context is no secret, and shows
    assert "kenari kuning" in all_that_is_shown(refused.value)
