"""Notes are those of C2SP: what others signed is opened, and what is signed here is as theirs."""

from __future__ import annotations

import base64
import pickle
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.casework.log import (
    LogError,
    SigningKey,
    VerifierKey,
    open_note,
    read_signing_key,
    read_verifier_key,
    sign,
)
from netralitas.casework.log.notes import text_of

# The example in the documentation of the first implementation, Go's package `note`.
SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
SIGNATURE = (
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NOTE = f"{TEXT}\n{SIGNATURE}"

KEY = SigningKey("contoh.go.id/log", bytes(32))
OTHER = SigningKey("saksi.go.id", bytes(range(32)))


def test_the_known_example_is_signed_to_the_byte() -> None:
    assert sign(TEXT, [read_signing_key(SECRET)]) == NOTE


def test_the_known_example_is_opened() -> None:
    key = read_verifier_key(PUBLIC)
    assert open_note(NOTE, [key]) == (TEXT, (key,))
    assert str(key) == PUBLIC
    assert read_signing_key(SECRET).verifier == key
    assert read_signing_key(SECRET).written() == SECRET


def test_a_key_is_told_by_the_hash_of_its_name_and_its_bytes() -> None:
    public = KEY.verifier.public
    hashed = sha256(b"contoh.go.id/log\n\x01" + public).hexdigest()[:8]
    encoded = base64.b64encode(b"\x01" + public).decode()
    assert str(KEY.verifier) == f"contoh.go.id/log+{hashed}+{encoded}"


signing = st.binary(min_size=32, max_size=32).map(lambda seed: SigningKey("nama", seed))
lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@given(st.lists(lines, min_size=1, max_size=5), signing)
def test_what_is_signed_is_opened(text: list[str], key: SigningKey) -> None:
    whole = "".join(f"{line}\n" for line in text)
    assert open_note(sign(whole, [OTHER, key]), [key.verifier]).text == whole


def test_who_signed_is_told_of_those_known() -> None:
    note = sign("a\n", [OTHER, KEY])
    assert open_note(note, [KEY.verifier]).signed_by == (KEY.verifier,)
    assert open_note(note, [KEY.verifier, OTHER.verifier]).signed_by == (
        OTHER.verifier,
        KEY.verifier,
    )


def test_a_signature_twice_counts_once() -> None:
    note = sign("a\n", [KEY]) + sign("a\n", [KEY]).partition("\n\n")[2]
    assert open_note(note, [KEY.verifier]).signed_by == (KEY.verifier,)


def test_a_text_with_empty_lines_is_split_at_the_last() -> None:
    assert open_note(sign("a\n\n— b c\n", [KEY]), [KEY.verifier]).text == "a\n\n— b c\n"


def test_a_note_by_nobody_known_is_refused() -> None:
    with pytest.raises(LogError, match="it is not signed by a known key"):
        open_note(NOTE, [KEY.verifier])
    with pytest.raises(LogError, match="it is not signed by a known key"):
        open_note(sign("a\n", [KEY]), [VerifierKey(KEY.name, OTHER.verifier.public)])


def test_one_wrong_signature_of_a_known_key_spoils_the_note() -> None:
    wrong = sign("a\n", [KEY]).replace("a\n", "b\n", 1)
    right = sign("b\n", [OTHER]).partition("\n\n")[2]
    with pytest.raises(LogError, match=r"the signature of contoh\.go\.id/log does not fit"):
        open_note(wrong + right, [OTHER.verifier, KEY.verifier])


@given(st.integers(0, len(NOTE) - 1), st.sampled_from("AZaz09+/= \n—.\0"))
def test_no_character_of_a_note_can_be_another(at: int, other: str) -> None:
    changed = NOTE[:at] + other + NOTE[at + 1 :]
    if changed != NOTE:
        with pytest.raises(LogError):
            open_note(changed, [read_verifier_key(PUBLIC)])


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n",
        "a\n",
        "a\n\n",
        f"a\n{SIGNATURE}",
        f"\n{SIGNATURE}",
        NOTE[:-1],
        NOTE + "\n",
        NOTE + "more\n",
        NOTE.replace("— ", "- "),
        NOTE.replace("— PeterNeumann", "— Peter+Neumann"),
        NOTE.replace("— PeterNeumann", "— Peter\u00a0Neumann"),
        NOTE.replace("— PeterNeumann", "— "),
        f"{TEXT}\n— PeterNeumann x08go\n",
        f"{TEXT}\n— PeterNeumann x08gow==\n",
        f"{TEXT}\n— PeterNeumann\n",
        NOTE.replace("If", "\x07f"),
        NOTE.replace("If", "\ud800f"),
        f"{TEXT}\n{SIGNATURE * 101}",
        "a" * 1_000_001 + f"\n\n{SIGNATURE}",
    ],
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(LogError):
        open_note(note, [read_verifier_key(PUBLIC)])
    with pytest.raises(LogError, match="it is not a text, an empty line, then lines of signatures"):
        text_of(note)


@pytest.mark.parametrize("text", ["", "a", "a\tb\n", "a\r\n", "\ud800\n"])
def test_what_cannot_be_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(LogError, match="its text must end in a newline"):
        sign(text, [KEY])


@pytest.mark.parametrize(
    "written",
    [
        "",
        "PeterNeumann",
        PUBLIC.replace("c74f20a3", "c74f20a4"),
        PUBLIC.replace("ARpc", "ARpd"),
        PUBLIC.replace("ARpc", "Arpc"),
        PUBLIC[:-4],
        PUBLIC.replace("PeterNeumann", "Peter Neumann"),
        PUBLIC.replace("PeterNeumann", ""),
        "PeterNeumann+c74f20a3+~~~~",
    ],
)
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(LogError, match="it is not name"):
        read_verifier_key(written)
    with pytest.raises(LogError, match="it is not name"):
        read_signing_key(f"PRIVATE+KEY+{written}" if written else PUBLIC)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n", "a\u2003b", "\ud800"])
def test_a_key_has_a_name_that_fits_in_a_line(name: str) -> None:
    with pytest.raises(LogError):
        SigningKey(name, bytes(32))


def test_a_signing_key_shows_and_sends_its_name_only() -> None:
    key = read_signing_key(SECRET)
    assert repr(key) == str(key) == "SigningKey('PeterNeumann')"
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(key)


def test_a_wrong_signing_key_is_not_shown() -> None:
    with pytest.raises(LogError) as refused:
        read_signing_key(SECRET.replace("c74f20a3", "c74f20a4"))
    assert "AYEK" not in str(refused.value)
    assert refused.value.__context__ is None
