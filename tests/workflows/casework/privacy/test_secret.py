"""A secret is given out by `reveal` and in no other way."""

from __future__ import annotations

import copy
import json
import pickle

import msgspec
import pytest

from netralitas.casework.privacy import Secret

HIDDEN = Secret("kata rahasia")


def test_only_reveal_gives_it_out() -> None:
    assert HIDDEN.reveal() == b"kata rahasia"
    shown = (repr(HIDDEN), str(HIDDEN), f"{HIDDEN}", f"{HIDDEN!r}", repr([HIDDEN]), repr((HIDDEN,)))
    assert set(shown) == {"Secret(...)", "[Secret(...)]", "(Secret(...),)"}


def test_it_does_not_travel() -> None:
    for send in (pickle.dumps, copy.deepcopy, copy.copy):
        with pytest.raises(TypeError, match="not pickled"):
            send(HIDDEN)
    for write in (json.dumps, msgspec.json.encode):
        with pytest.raises(TypeError):
            write(HIDDEN)
    with pytest.raises(TypeError):
        vars(HIDDEN)


def test_it_is_equal_to_the_same_words_alone() -> None:
    assert Secret(b"a") == Secret("a")
    assert hash(Secret(b"a")) == hash(Secret("a"))
    assert Secret(b"a") != Secret(b"b")
    assert Secret(b"a") != b"a"
    assert len(Secret("ab")) == 2
