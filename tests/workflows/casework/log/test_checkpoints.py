"""A checkpoint is C2SP's: three lines in a signed note."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.casework.log import (
    Checkpoint,
    LogError,
    SigningKey,
    claimed_checkpoint,
    open_checkpoint,
    sign_checkpoint,
)
from netralitas.casework.log.checkpoints import read_checkpoint

KEY = SigningKey("contoh.go.id/log", bytes(32))
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
TEXT = f"example.com/behind-the-sofa\n20852163\n{ROOT}\n"
"""The example in C2SP's text of what a checkpoint is."""


def test_the_known_example_is_read_and_written() -> None:
    checkpoint = read_checkpoint(TEXT)
    assert checkpoint.origin == "example.com/behind-the-sofa"
    assert checkpoint.size == 20_852_163
    assert base64.b64encode(checkpoint.root).decode() == ROOT
    assert checkpoint.text() == TEXT


checkpoints = st.builds(
    Checkpoint,
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
    st.integers(0, 2**63 - 1),
    st.binary(min_size=32, max_size=32),
    st.lists(st.text(st.characters(categories=["L"]), min_size=1), max_size=2).map(tuple),
)


@given(checkpoints)
def test_what_is_signed_is_opened_as_it_was(checkpoint: Checkpoint) -> None:
    note = sign_checkpoint(checkpoint, [KEY])
    assert open_checkpoint(note, [KEY.verifier]) == claimed_checkpoint(note) == checkpoint


def test_what_is_claimed_is_not_what_is_signed() -> None:
    note = sign_checkpoint(read_checkpoint(TEXT), [KEY]).replace("20852163", "20852164")
    assert claimed_checkpoint(note).size == 20_852_164
    with pytest.raises(LogError, match="does not fit its text"):
        open_checkpoint(note, [KEY.verifier])


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"asal\n1\n{ROOT}",
        f"asal\n{ROOT}\n",
        f"\n1\n{ROOT}\n",
        f"asal\n01\n{ROOT}\n",
        f"asal\n-1\n{ROOT}\n",
        f"asal\n+1\n{ROOT}\n",
        f"asal\n١\n{ROOT}\n",
        f"asal\n9223372036854775808\n{ROOT}\n",
        f"asal\n1\n{ROOT[:-4]}\n",
        f"asal\n1\n{ROOT[:-1]}\n",
        f"asal\n1\n{ROOT[:-2]}J=\n",
        f"asal\n1\n {ROOT}\n",
        f"asal\n1\n{ROOT}\n\n",
        f"asal\n1\n{ROOT}\n\nlagi\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(LogError, match="it is not origin, number of leaves and root"):
        read_checkpoint(text)


@pytest.mark.parametrize(
    "wrong",
    [
        Checkpoint("", 1, bytes(32)),
        Checkpoint("asal\n2", 1, bytes(32)),
        Checkpoint("asal", -1, bytes(32)),
        Checkpoint("asal", 1, bytes(31)),
        Checkpoint("asal", 1, bytes(32), ("",)),
    ],
)
def test_an_unsound_checkpoint_is_not_signed(wrong: Checkpoint) -> None:
    with pytest.raises(LogError):
        sign_checkpoint(wrong, [KEY])
