"""This file holds the map in setup.cfg true: what it lists is what stands in the three roots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("engine", "plugins", "workflows")
LOOSE = Path("workflows/netralitas/__main__.py")
"""The one module that stands in the namespace itself and not in a brick."""


def lines_of(root: Path, section: str, option: str) -> list[str]:
    config = ConfigParser()
    config.read(root / "setup.cfg", "utf-8")
    return [line for line in config[section][option].split("\n") if line]


def bricks(root: Path) -> Iterator[Path]:
    """Yield the folders of the three roots that hold a package, relative to the root."""
    for room in ROOMS:
        for door in sorted((root / room).rglob("__init__.py")):
            yield door.parent.relative_to(root)


def name_of(folder: Path) -> str:
    return ".".join(folder.parts[1:])


def packages_left_out_or_invented(root: Path) -> list[str]:
    listed = Counter(lines_of(root, "options", "packages"))
    standing = Counter([name_of(folder) for folder in bricks(root)] + ["netralitas"])
    return sorted(
        [f"{name} is not listed in setup.cfg" for name in standing - listed]
        + [f"{name} is listed but does not stand" for name in listed - standing]
    )


def folders_mapped_wrongly(root: Path) -> list[str]:
    """Return what `package_dir` says otherwise than the tree: a package's folder, or a parent's."""
    pairs = (line.split("=") for line in lines_of(root, "options", "package_dir"))
    mapped = {name.strip(): folder.strip() for name, folder in pairs}
    standing = {name_of(folder): folder.as_posix() for folder in bricks(root)}
    tops = {name: folder for name, folder in standing.items() if name.count(".") == 1}
    tops["netralitas"] = LOOSE.parent.as_posix()
    return sorted(
        f"{name}: setup.cfg has {mapped.get(name)}, the tree has {tops.get(name)}"
        for name in mapped.keys() | tops.keys()
        if mapped.get(name) != tops.get(name)
    )


def doors_to_the_namespace(root: Path) -> list[str]:
    """Return each root's `netralitas/__init__.py`: one would hide the bricks of the other roots."""
    doors = (Path(room, "netralitas", "__init__.py") for room in ROOMS)
    return [door.as_posix() for door in doors if (root / door).exists()]


def files_of_the_same_name(root: Path) -> list[str]:
    """Return the files that two roots would both install; the later would overwrite the earlier."""
    counted = Counter(
        file.relative_to(root / room).as_posix()
        for room in ROOMS
        for file in (root / room).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    )
    return sorted(name for name, times in counted.items() if times > 1)


def bricks_without_types(root: Path) -> list[str]:
    """Return the packages directly below the namespace that lack `py.typed`."""
    return [
        folder.as_posix()
        for folder in bricks(root)
        if len(folder.parts) == 3 and not (root / folder / "py.typed").exists()
    ]


def modules_outside_a_brick(root: Path) -> list[str]:
    """Return Python files that no listed package would install."""
    files = (file for room in ROOMS for file in (root / room).rglob("*.py"))
    return sorted(
        file.relative_to(root).as_posix()
        for file in files
        if not (file.parent / "__init__.py").exists() and file != root / LOOSE
    )


def tools_that_miss_a_root(root: Path) -> list[str]:
    """Return the tools whose own list of source roots is not the three that stand."""
    seen = {
        # The root itself is there for tests that share a file of the tests.
        "pytest": set(lines_of(root, "tool:pytest", "pythonpath")[0].split()) - {"."},
        "coverage": set(lines_of(root, "coverage:run", "source")[0].split(", ")),
        "mypy": {
            part.removeprefix("$MYPY_CONFIG_FILE_DIR/")
            for part in lines_of(root, "mypy", "mypy_path")[0].split(", ")
        },
    }
    return sorted(tool for tool, roots in seen.items() if roots != set(ROOMS))


Check = Callable[[Path], list[str]]
CHECKS: tuple[Check, ...] = (
    packages_left_out_or_invented,
    folders_mapped_wrongly,
    doors_to_the_namespace,
    files_of_the_same_name,
    bricks_without_types,
    modules_outside_a_brick,
    tools_that_miss_a_root,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_map_is_the_house(check: Check) -> None:
    assert check(ROOT) == []


def test_one_module_stands_in_the_namespace_itself() -> None:
    assert (ROOT / LOOSE).is_file()


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house in good order, for each test below to spoil in one way."""
    for room, brick in (("engine", "facts"), ("plugins", "regions"), ("workflows", "desk")):
        folder = tmp_path / room / "netralitas" / brick
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / "py.typed").touch()
    (tmp_path / LOOSE).touch()
    (tmp_path / "setup.cfg").write_text(
        """
[options]
package_dir =
    netralitas = workflows/netralitas
    netralitas.facts = engine/netralitas/facts
    netralitas.regions = plugins/netralitas/regions
    netralitas.desk = workflows/netralitas/desk
packages =
    netralitas
    netralitas.facts
    netralitas.regions
    netralitas.desk
[tool:pytest]
pythonpath = engine workflows plugins
[mypy]
mypy_path = $MYPY_CONFIG_FILE_DIR/engine, $MYPY_CONFIG_FILE_DIR/workflows, \
$MYPY_CONFIG_FILE_DIR/plugins
[coverage:run]
source = engine, workflows, plugins
""",
        "utf-8",
    )
    return tmp_path


def rewrite(house: Path, old: str, new: str) -> None:
    config = house / "setup.cfg"
    text = config.read_text("utf-8")
    assert old in text
    config.write_text(text.replace(old, new, 1), "utf-8")


def test_a_house_in_good_order_has_no_faults(house: Path) -> None:
    assert [fault for check in CHECKS for fault in check(house)] == []


def test_a_forgotten_package_is_noticed(house: Path) -> None:
    rewrite(house, "    netralitas.desk\n[", "[")
    assert packages_left_out_or_invented(house) == ["netralitas.desk is not listed in setup.cfg"]


def test_a_forgotten_inner_package_is_noticed(house: Path) -> None:
    inner = house / "workflows/netralitas/desk/inner"
    inner.mkdir()
    (inner / "__init__.py").touch()
    assert packages_left_out_or_invented(house) == [
        "netralitas.desk.inner is not listed in setup.cfg"
    ]


def test_an_invented_package_is_noticed(house: Path) -> None:
    rewrite(house, "packages =", "packages =\n    netralitas.casework")
    assert packages_left_out_or_invented(house) == [
        "netralitas.casework is listed but does not stand"
    ]


def test_a_package_mapped_to_the_wrong_room_is_noticed(house: Path) -> None:
    rewrite(house, "= plugins/netralitas/regions", "= engine/netralitas/regions")
    assert folders_mapped_wrongly(house) == [
        "netralitas.regions: setup.cfg has engine/netralitas/regions,"
        " the tree has plugins/netralitas/regions"
    ]


def test_a_door_to_the_namespace_is_noticed(house: Path) -> None:
    (house / "engine/netralitas/__init__.py").touch()
    assert doors_to_the_namespace(house) == ["engine/netralitas/__init__.py"]


def test_two_files_of_one_name_are_noticed(house: Path) -> None:
    other = house / "plugins/netralitas/facts"
    other.mkdir()
    (other / "__init__.py").touch()
    assert files_of_the_same_name(house) == ["netralitas/facts/__init__.py"]


def test_a_brick_without_its_type_marker_is_noticed(house: Path) -> None:
    (house / "engine/netralitas/facts/py.typed").unlink()
    assert bricks_without_types(house) == ["engine/netralitas/facts"]


def test_a_module_that_would_not_be_installed_is_noticed(house: Path) -> None:
    (house / "engine/netralitas/loose.py").touch()
    (house / "engine/netralitas/facts/deep").mkdir()
    (house / "engine/netralitas/facts/deep/lost.py").touch()
    assert modules_outside_a_brick(house) == [
        "engine/netralitas/facts/deep/lost.py",
        "engine/netralitas/loose.py",
    ]


def test_a_tool_that_misses_a_root_is_noticed(house: Path) -> None:
    rewrite(house, "source = engine, workflows, plugins", "source = engine, workflows")
    assert tools_that_miss_a_root(house) == ["coverage"]
