"""This file holds the tree of errors to its drawing, and every error of it to being sent whole."""

from __future__ import annotations

import copy
import importlib
import pickle
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netralitas
from netralitas.casework import Event
from netralitas.desk.endings import Ending, ending_of_error
from netralitas.facts import (
    Citation,
    InputError,
    Language,
    NetralitasError,
    NotInstalled,
    Place,
    Refused,
    RuleFailure,
    Text,
    errors,
)

WORDS = st.text("abc ':{}(", max_size=8)
ANYTHING = {
    "says": st.builds(Text, id=WORDS, en=WORDS),
    "at": st.builds(Place, WORDS, st.integers(0, 9), WORDS),
    "hint": st.none() | st.builds(Text, id=WORDS, en=WORDS),
    "cites": st.none() | st.builds(Citation, instrument=WORDS, pasal=st.none() | WORDS),
    "installed": st.lists(WORDS, max_size=3),
    "day": st.none() | st.dates(),
    "first": st.dates(),
    "last": st.dates(),
    "expected": st.integers(0, 9),
    "found": st.integers(0, 9),
    "why": st.builds(Text, id=WORDS, en=WORDS),
    "event": st.builds(
        Event,
        case=WORDS,
        version=st.integers(1, 9),
        kind=WORDS,
        at=st.datetimes(timezones=st.just(UTC)),
        actor=WORDS,
        role=WORDS,
        body=st.dictionaries(WORDS, WORDS, max_size=2),
        key=WORDS,
    ),
    **dict.fromkeys(("region", "path", "english", "case", "key"), WORDS),
}
"""What the parameters of our constructors may be, by name; `says` is a Text but for one."""


def everything() -> None:
    """Import every module, so that no class of the tree is missed."""
    for module in pkgutil.walk_packages(netralitas.__path__, "netralitas."):
        if not module.name.endswith(("__main__", "migrations.env")):
            importlib.import_module(module.name)


def tree(top: type[NetralitasError]) -> Iterator[type[NetralitasError]]:
    """Yield a class and all below it, as far as they are ours."""
    yield top
    for kind in sorted(top.__subclasses__(), key=lambda kind: kind.__name__):
        if kind.__module__.startswith("netralitas."):
            yield from tree(kind)


everything()
KINDS = tuple(tree(NetralitasError))


def made(kind: type[NetralitasError]) -> st.SearchStrategy[NetralitasError]:
    """Return errors of a kind, with everything that its constructor takes."""
    code = kind.__init__.__code__
    names = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
    asked = {name: ANYTHING[name] for name in names}
    if "english" in names:
        asked["says"] = WORDS
    return st.builds(kind, **asked)


def whole(error: BaseException) -> tuple[object, ...]:
    """Return everything that an error is and holds."""
    said = [error.message(one) for one in Language] if isinstance(error, NetralitasError) else []
    return type(error), error.args, vars(error), str(error), said


WAYS: dict[str, Callable[[BaseException], BaseException]] = {
    "copied": copy.copy,
    "copied deep": copy.deepcopy,
    **{
        f"pickled {protocol}": lambda error, protocol=protocol: pickle.loads(  # type: ignore[misc]
            pickle.dumps(error, protocol)
        )
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    },
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_an_error_is_the_same_when_it_was_copied_or_sent(
    kind: type[NetralitasError], data: st.DataObject
) -> None:
    error = data.draw(made(kind))
    error.add_note("seen elsewhere")
    for how, way in WAYS.items():
        other = way(error)
        assert other is not error
        assert whole(other) == whole(error), how


def test_an_error_that_is_made_again_by_its_message_is_not_the_same() -> None:
    class Plain(Exception):
        """What Python itself makes of such a constructor: the control."""

        def __init__(self, region: str) -> None:
            super().__init__(f"no {region}")

    error = Plain("lumajang")
    assert whole(copy.copy(error)) != whole(error)


def drawn() -> list[tuple[int, str]]:
    """Return the names of the drawing in `facts.errors`, each with its depth."""
    lines = (errors.__doc__ or "").splitlines()
    named = (re.match(r"([ │├└─]*)([A-Z]\w+)(  |$)", line) for line in lines)
    return [(len(found[1]) // 4, found[2]) for found in named if found]


def test_the_tree_is_as_it_is_drawn() -> None:
    depth = len(NetralitasError.__mro__)
    actual = {(len(kind.__mro__) - depth, kind.__name__) for kind in KINDS}
    assert len(drawn()) == len(KINDS) >= 11
    assert set(drawn()) == actual
    below = {name: drawn()[: place + 1] for place, (_, name) in enumerate(drawn())}
    for kind in KINDS[1:]:
        depth_of_kind = below[kind.__name__][-1][0]
        above = next(name for d, name in reversed(below[kind.__name__]) if d < depth_of_kind)
        assert kind.__bases__[0].__name__ == above


ENDINGS = {NotInstalled: Ending.USAGE, InputError: Ending.INVALID, Refused: Ending.REFUSED}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_ends_with_the_code_of_its_branch(kind: type[NetralitasError]) -> None:
    expected = {code for top, code in ENDINGS.items() if issubclass(kind, top)}
    assert ending_of_error(kind.__new__(kind)) == (expected or {Ending.INTERNAL}).pop()


def test_a_run_that_fails_is_no_fault_of_the_rules() -> None:
    (run_failure,) = (kind for kind in KINDS if kind.__name__ == "RunFailure")
    assert not issubclass(run_failure, InputError | RuleFailure)
