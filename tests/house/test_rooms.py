"""This file holds the walls: which brick may import which, and what only one file may touch."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("engine", "plugins", "workflows")

ARROWS = {
    "facts": set[str](),
    "policy": {"facts"},
    "rules": {"facts", "policy"},
    "escalation": {"facts", "policy"},
    "judgement": {"facts", "policy", "rules", "escalation"},
    "regions": {"facts", "policy", "rules", "escalation", "judgement"},
    "code": {"facts", "policy", "regions"},
    "simulation": {"facts", "policy", "rules", "escalation", "judgement"},
    "casework": {"facts", "policy", "rules", "escalation", "judgement"},
    "desk": {
        "facts",
        "policy",
        "rules",
        "escalation",
        "judgement",
        "regions",
        "code",
        "simulation",
        "casework",
    },
}
"""Whom each brick may import. A new arrow is first written here, in review, and then used."""

FENCES: dict[str, str | tuple[str, ...]] = {
    "durable_rules_engine": "rules/rulebook.py",
    "transitions": "escalation/machine.py",
    "ruamel": "policy/yaml.py",
    "click": ("desk/", "code/hooks.py"),
    "rich": "desk/",
    "msgspec": "",
    "pluggy": "code/",
    "polars": ("simulation/", "desk/"),
    "numpy": "simulation/",
    "python_calamine": "simulation/read_xlsx.py",
    "xlsxwriter": ("simulation/write_xlsx.py", "desk/workbook.py"),
    "matplotlib": "desk/charts.py",
    "distributed": "simulation/clusters/cluster.py",
    "landlock": "code/confine.py",
    "pyseccomp": "code/confine.py",
    "sqlalchemy": ("casework/record/", "casework/migrations/"),
    "alembic": "casework/migrations/",
    "psycopg": "casework/record/postgres.py",
    "procrastinate": "casework/workers.py",
    "cryptography": ("casework/log/notes.py", "casework/privacy/shredding.py"),
    "pyrage": "casework/privacy/sealing.py",
    "pytest": ("regions/conformance.py", "casework/conformance.py"),
}
"""Every third party, and the file or folder outside of which nothing may import it."""

DISTRIBUTIONS = {
    "durable_rules_engine": "durable-rules",
    "python_calamine": "python-calamine",
    "ruamel": "ruamel.yaml",
}
"""The distributions whose name is not that of their module."""

BELOW_DESK = (
    "facts",
    "policy",
    "rules",
    "escalation",
    "judgement",
    "regions",
    "code",
    "simulation",
    "casework",
)
PURE = ("facts", "policy", "rules", "escalation", "judgement")
"""The bricks that touch neither files nor network: readers take bytes."""

CLOCKS_AND_DICE = {"random", "secrets", "time", "uuid"}
NOW = {"getrandom", "now", "today", "urandom", "utcnow"}
OUTSIDE = {"http", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile"}


def sources(
    root: Path, bricks: tuple[str, ...] = tuple(ARROWS)
) -> Iterator[tuple[str, ast.Module]]:
    """Yield each source file of the bricks, as `facts/case.py`, with its syntax tree."""
    for room in ROOMS:
        top = root / room / "netralitas"
        for file in sorted(top.rglob("*.py")):
            place = file.relative_to(top).as_posix()
            if place.split("/")[0] in bricks:
                yield place, ast.parse(file.read_text("utf-8"), place)


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and dotted name of every import, wherever in the file it stands.

    `from a import b` yields `a.b`; a relative import yields its dots, and is refused by the arrows.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def arrows_that_point_up(root: Path) -> list[str]:
    """Return imports of a brick that the table does not allow, and relative imports."""
    faults = []
    for place, tree in sources(root):
        here = place.split("/")[0]
        for line, name in imports(tree):
            there = [*name.split("."), ""][1]
            inside = name.startswith("netralitas.")
            if name.startswith(".") or (inside and there not in ARROWS[here] | {here}):
                faults.append(f"{place}:{line} imports {name}")
    return faults


def ways_past_a_door(root: Path) -> list[str]:
    """Return imports that reach into another brick past its door.

    A package inside a brick has a door of its own.
    """
    doors = {
        folder.relative_to(root / room / "netralitas").as_posix()
        for room in ROOMS
        for folder in (root / room / "netralitas").glob("*/*/")
        if (folder / "__init__.py").is_file()
    }
    faults = []
    for place, tree in sources(root):
        here = place.split("/")[0]
        for line, name in imports(tree):
            parts = name.split(".")
            inner = "/".join(parts[1:3]) in doors
            if parts[0] == "netralitas" and parts[1] != here and len(parts) > 3 + inner:
                faults.append(f"{place}:{line} imports {name}")
    return faults


def strangers(root: Path) -> list[str]:
    """Return third-party imports outside their fence, and those that have none."""
    faults = []
    for place, tree in sources(root):
        for line, name in imports(tree):
            top = name.split(".")[0]
            if top in sys.stdlib_module_names or top in ("", "netralitas"):
                continue
            if top not in FENCES or not place.startswith(FENCES[top]):
                faults.append(f"{place}:{line} imports {name}")
    return faults


def looks_for_plugins(root: Path) -> list[str]:
    """Return uses of entry points outside the plugins' room: nothing else finds what is there."""
    return [
        f"{place}:{node.lineno} uses entry_points"
        for place, tree in sources(root)
        for node in ast.walk(tree)
        if not place.startswith(("regions/", "code/"))
        and (
            (isinstance(node, ast.Attribute) and node.attr == "entry_points")
            or (isinstance(node, ast.alias) and node.name == "entry_points")
        )
    ]


def clocks_and_dice(root: Path) -> list[str]:
    """Return where a clock is read or a number drawn below the desk: both are arguments there."""
    faults = []
    for place, tree in sources(root, BELOW_DESK):
        for line, name in imports(tree):
            if name.split(".")[0] in CLOCKS_AND_DICE:
                faults.append(f"{place}:{line} imports {name}")
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in NOW:
                faults.append(f"{place}:{node.lineno} uses {ast.unparse(node)}")
    return faults


def hands_on_the_outside(root: Path) -> list[str]:
    """Return where a pure brick opens files, prints, starts threads or reaches the network."""
    faults = []
    for place, tree in sources(root, PURE):
        for line, name in imports(tree):
            if name.split(".")[0] in OUTSIDE or name == "threading.Thread":
                faults.append(f"{place}:{line} imports {name}")
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                *("open", "io.open", "print", "input", "exec", "eval"),
                "threading.Thread",
            ):
                faults.append(f"{place}:{node.lineno} calls {ast.unparse(node.func)}")
    return faults


def requirements_unlike_imports(root: Path) -> list[str]:
    """Return what is required but not fenced, or fenced but not required."""
    config = ConfigParser()
    config.read(root / "setup.cfg", "utf-8")
    extras = dict(config["options.extras_require"]) if "options.extras_require" in config else {}
    for_authors = _named(extras.pop("dev", ""))
    required = _named(config["options"]["install_requires"]).union(*map(_named, extras.values()))
    fenced = {DISTRIBUTIONS.get(module, module) for module in FENCES}
    return sorted((required - fenced) | (fenced - required - for_authors))


def _named(requirements: str) -> set[str]:
    """Return the distributions that lines of requirements name."""
    return {line.split()[0] for line in requirements.split("\n") if line}


Check = Callable[[Path], list[str]]
CHECKS: tuple[Check, ...] = (
    arrows_that_point_up,
    ways_past_a_door,
    strangers,
    looks_for_plugins,
    clocks_and_dice,
    hands_on_the_outside,
    requirements_unlike_imports,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_walls_stand(check: Check) -> None:
    assert check(ROOT) == []


def test_no_two_bricks_may_import_each_other() -> None:
    order = list(ARROWS)
    for place, brick in enumerate(order):
        assert ARROWS[brick] <= set(order[:place])


def test_every_brick_has_its_row_in_the_table() -> None:
    standing = {
        folder.name
        for room in ROOMS
        for folder in (ROOT / room / "netralitas").iterdir()
        if folder.is_dir() and folder.name != "__pycache__"
    }
    assert standing == set(ARROWS)


WRONG = [
    (arrows_that_point_up, "facts/case.py", "from netralitas.policy import Policy"),
    (arrows_that_point_up, "rules/find.py", "from netralitas.escalation import walk"),
    (arrows_that_point_up, "escalation/path.py", "import netralitas.rules.tables"),
    (arrows_that_point_up, "policy/yaml.py", "def late():\n    from netralitas.rules import find"),
    (arrows_that_point_up, "judgement/judge.py", "from netralitas import regions"),
    (arrows_that_point_up, "facts/case.py", "from .texts import Text"),
    (ways_past_a_door, "rules/find.py", "from netralitas.facts.case import Case"),
    (ways_past_a_door, "rules/find.py", "import netralitas.facts.case.deep"),
    (strangers, "rules/find.py", "import durable_rules_engine"),
    (strangers, "escalation/path.py", "from transitions import Machine"),
    (strangers, "policy/cases.py", "from ruamel.yaml import YAML"),
    (strangers, "judgement/words.py", "import rich.table"),
    (strangers, "facts/case.py", "import numpy as np"),
    (strangers, "desk/cli.py", "import pluggy"),
    (looks_for_plugins, "desk/cli.py", "from importlib.metadata import entry_points"),
    (looks_for_plugins, "desk/cli.py", "import importlib.metadata as m\nm.entry_points()"),
    (clocks_and_dice, "escalation/deadlines.py", "from datetime import date\ndate.today()"),
    (clocks_and_dice, "judgement/judge.py", "import datetime\ndatetime.datetime.now()"),
    (clocks_and_dice, "regions/packs.py", "import time"),
    (clocks_and_dice, "rules/tables.py", "from random import Random"),
    (clocks_and_dice, "rules/tables.py", "import os\nos.urandom(8)"),
    (hands_on_the_outside, "policy/reader.py", "def read(path):\n    return open(path).read()"),
    (hands_on_the_outside, "rules/tables.py", "from pathlib import Path"),
    (hands_on_the_outside, "judgement/judge.py", "print('done')"),
    (hands_on_the_outside, "rules/rulebook.py", "import threading\nthreading.Thread()"),
]


@pytest.mark.parametrize("check, place, text", WRONG, ids=[text[-40:] for _, _, text in WRONG])
def test_a_breach_is_noticed(check: Check, place: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, place, text)
    assert len(check(tmp_path)) == 1
    assert check(tmp_path)[0].startswith(place)


ALLOWED = [
    (
        "rules/find.py",
        "from netralitas.facts import Case\nfrom netralitas.rules.tables import Table",
    ),
    ("rules/rulebook.py", "import durable_rules_engine"),
    ("escalation/machine.py", "from transitions import Machine"),
    ("policy/yaml.py", "from ruamel.yaml import YAML"),
    (
        "regions/registry.py",
        "from importlib.metadata import entry_points\nfrom pathlib import Path",
    ),
    ("desk/cli.py", "import click\nfrom datetime import date\nprint(date.today())"),
    ("judgement/receipt.py", "from importlib.metadata import version"),
]


@pytest.mark.parametrize("place, text", ALLOWED, ids=[place for place, _ in ALLOWED])
def test_what_is_allowed_passes(place: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, place, text)
    assert [fault for check in CHECKS[:-1] for fault in check(tmp_path)] == []


@pytest.mark.parametrize("required", ["requests >=2", ""], ids=["one too many", "one too few"])
def test_a_requirement_nobody_imports_is_noticed(required: str, tmp_path: Path) -> None:
    modules = list(FENCES) if required else list(FENCES)[1:]
    lines = [f"    {DISTRIBUTIONS.get(module, module)} >=1" for module in modules]
    text = "\n".join(["[options]", "install_requires =", *lines, f"    {required}"])
    (tmp_path / "setup.cfg").write_text(text, "utf-8")
    wrong = required.split()[0] if required else "durable-rules"
    assert requirements_unlike_imports(tmp_path) == [wrong]


def write(root: Path, place: str, text: str) -> None:
    file = root / "engine" / "netralitas" / place
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
