"""This file holds each brick's door and the manners of every file behind it."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
import types
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("engine", "plugins", "workflows")
BELOW_DESK = (
    *("facts", "policy", "rules", "escalation"),
    *("judgement", "simulation", "casework", "regions"),
)

MUTABLE_DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS = {
    *("dict", "list", "set", "bytearray", "defaultdict", "OrderedDict", "Counter", "deque"),
    *("count", "cycle", "Lock", "RLock", "Event", "local", "ContextVar"),
    *("WeakKeyDictionary", "WeakValueDictionary", "WeakSet", "StringIO", "BytesIO"),
}
READ_ONLY = ("Mapping", "Sequence", "Set", "AbstractSet", "Collection")
"""Annotations under which the type checker refuses to change the value."""


def files(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Yield each source file below the namespace, as `facts/case.py`, with its syntax tree."""
    for room in ROOMS:
        top = root / room / "netralitas"
        for file in sorted(top.rglob("*.py")):
            yield file.relative_to(top).as_posix(), ast.parse(file.read_text("utf-8"))


def doors(root: Path) -> Iterator[tuple[str, ast.Module]]:
    return ((place, tree) for place, tree in files(root) if place.endswith("__init__.py"))


def exported(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


def order(name: str) -> tuple[int, str]:
    """The order of a door, and of ruff: CONSTANTS, then Classes, then functions."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2, name)


def doors_out_of_order(root: Path) -> list[str]:
    """Return doors without `__all__`, unsorted, or that let in what they do not name."""
    faults = []
    for place, tree in doors(root):
        names = exported(tree)
        if names is None:
            faults.append(f"{place} has no __all__")
            continue
        if names != sorted(names, key=order):
            faults.append(f"{place}: __all__ is not sorted")
        let_in = {
            alias.asname or alias.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("netralitas.")
            for alias in node.names
        }
        faults += [f"{place}: {name} is let in, not named" for name in sorted(let_in - set(names))]
    return faults


def files_without_a_sentence(root: Path) -> list[str]:
    """Return files that do not open with one sentence of their own."""
    faults, told = [], defaultdict[str, list[str]](list)
    for place, tree in files(root):
        first = (ast.get_docstring(tree) or "").split("\n\n")[0].replace("\n", " ")
        told[first].append(place)
        if not first.endswith((".", ":")) or ". " in first:
            faults.append(f"{place} does not open with one sentence")
    return faults + [
        f"{', '.join(places)} open with the same sentence"
        for first, places in told.items()
        if first and len(places) > 1
    ]


def is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).split("[")[0].split(".")[-1] in MUTABLE_CALLS
    return isinstance(value, MUTABLE_DISPLAYS)


def globals_that_can_change(root: Path) -> list[str]:
    """Return module-level values that can change, `global` statements, and caches on functions.

    A table written as a dict or list passes when its annotation is read-only.
    """
    faults = []
    for place, tree in files(root):
        if place.split("/")[0] not in BELOW_DESK:
            continue
        for node in tree.body:
            if isinstance(node, ast.Assign) and is_mutable(node.value):
                if ast.unparse(node.targets[0]) != "__all__":
                    faults.append(
                        f"{place}:{node.lineno} {ast.unparse(node.targets[0])} can change"
                    )
            elif isinstance(node, ast.AnnAssign) and is_mutable(node.value):
                said = ast.unparse(node.annotation).removeprefix("Final[")
                if not said.split("[")[0].endswith(READ_ONLY):
                    faults.append(f"{place}:{node.lineno} {ast.unparse(node.target)} can change")
        for inner in ast.walk(tree):
            if isinstance(inner, ast.Global):
                faults.append(f"{place}:{inner.lineno} global {', '.join(inner.names)}")
            elif isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                faults += [
                    f"{place}:{inner.lineno} {inner.name} keeps a cache of its own"
                    for mark in inner.decorator_list
                    if ast.unparse(mark).split("(")[0].split(".")[-1] in ("cache", "lru_cache")
                ]
    return faults


def work_done_on_import(root: Path) -> list[str]:
    """Return module-level loops, `with` blocks and bare calls: importing must do nothing.

    Alembic's `env.py` is no module: Alembic runs it, and nothing imports it.
    """
    return [
        f"{place}:{node.lineno} works on import"
        for place, tree in files(root)
        for node in tree.body
        if isinstance(node, ast.For | ast.While | ast.With)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call))
        if not place.endswith(("__main__.py", "migrations/env.py"))
    ]


Check = Callable[[Path], list[str]]
CHECKS: tuple[Check, ...] = (
    doors_out_of_order,
    files_without_a_sentence,
    globals_that_can_change,
    work_done_on_import,
)
BRICKS = sorted(
    f"netralitas.{place.removesuffix('/__init__.py').replace('/', '.')}" for place, _ in doors(ROOT)
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_file_has_manners(check: Check) -> None:
    assert check(ROOT) == []


@pytest.mark.parametrize("brick", BRICKS)
def test_what_a_door_names_is_there_and_explained(brick: str) -> None:
    door = importlib.import_module(brick)
    for name in door.__all__:
        thing = getattr(door, name)
        if isinstance(thing, type | types.FunctionType):
            assert thing.__doc__, f"{brick}.{name} has no docstring"


@pytest.mark.parametrize("brick", BRICKS)
def test_a_door_opens_alone_and_starts_no_thread(brick: str) -> None:
    code = f"import threading, {brick}; assert threading.active_count() == 1"
    path = ":".join(str(ROOT / room) for room in ROOMS)
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


WRONG = [
    (doors_out_of_order, "facts/__init__.py", '"""A."""'),
    (doors_out_of_order, "facts/__init__.py", '"""A."""\n__all__ = ["b", "B"]'),
    (doors_out_of_order, "facts/__init__.py", '"""A."""\n__all__ = ["Case", "CASE"]'),
    (doors_out_of_order, "a/__init__.py", "from netralitas.a.b import C, d\n__all__ = ['C']"),
    (files_without_a_sentence, "facts/case.py", "x = 1"),
    (files_without_a_sentence, "facts/case.py", '"""no stop at the end"""'),
    (files_without_a_sentence, "facts/case.py", '"""One sentence. And another."""'),
    (globals_that_can_change, "facts/case.py", "SEEN = {}"),
    (globals_that_can_change, "facts/case.py", "SEEN: dict[str, int] = {'a': 1}"),
    (globals_that_can_change, "casework/case.py", "SEEN: Final[dict[str, int]] = {'a': 1}"),
    (globals_that_can_change, "simulation/table.py", "SEEN: Final = {'a': 1}"),
    (globals_that_can_change, "rules/tables.py", "import weakref\nC = weakref.WeakSet()"),
    (globals_that_can_change, "rules/tables.py", "from collections import Counter\nC = Counter()"),
    (globals_that_can_change, "rules/tables.py", "def f():\n    global g\n    g = 1"),
    (globals_that_can_change, "rules/tables.py", "@functools.lru_cache(maxsize=8)\ndef f(): ..."),
    (work_done_on_import, "desk/cli.py", "register()"),
    (work_done_on_import, "desk/cli.py", "for name in NAMES:\n    pass"),
]


@pytest.mark.parametrize("check, place, text", WRONG, ids=[text[:40] for _, _, text in WRONG])
def test_bad_manners_are_noticed(check: Check, place: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, place, text)
    assert len(check(tmp_path)) == 1
    assert place in check(tmp_path)[0]


def test_two_files_that_say_the_same_are_noticed(tmp_path: Path) -> None:
    write(tmp_path, "facts/a.py", '"""This file holds values."""')
    write(tmp_path, "facts/b.py", '"""This file holds values."""')
    assert files_without_a_sentence(tmp_path) == [
        "facts/a.py, facts/b.py open with the same sentence"
    ]


def test_good_manners_pass(tmp_path: Path) -> None:
    write(
        tmp_path,
        "facts/__init__.py",
        '"""What is known."""\n'
        "from netralitas.facts.case import CASE, Case, read\n"
        "WORDS: Mapping[str, str] = {}\n"
        "ORDER = ('a', 'b')\n"
        '__all__ = ["CASE", "Case", "read"]\n',
    )
    assert [fault for check in CHECKS for fault in check(tmp_path)] == []


def write(root: Path, place: str, text: str) -> None:
    file = root / "engine" / "netralitas" / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
