"""This file writes a new regional pack to start from: a whole distribution, or its YAML alone.

What it writes holds no fact of law: it says what is not known, and shows every open term as an
example in comments.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from string import Template
from typing import Final, NamedTuple

from netralitas.facts import Text
from netralitas.regions.sources import NATION

TEMPLATES: Final = Path(__file__).with_name("templates")
_DEMONSTRATION: Final = "demonstrasi_"
_NAME = re.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*")
_NAME_LONGEST: Final = 63
_TITLE_LONGEST: Final = 100


class Scaffold(NamedTuple):
    """A pack that was written: its folder, and in it the pack and every file, the pack's own too.

    The paths of `pack` and `files` are relative to `folder`, with slashes. `distribution` is its
    name for pip; None where only the YAML was written.
    """

    folder: Path
    pack: str
    files: tuple[str, ...]
    distribution: str | None = None


def refused_name(name: str, installed: Collection[str]) -> Text | None:
    """Return why no new region can have this name, and which it could have; None when it can.

    It becomes part of a module's name and of a distribution's, and the beginning of every id of the
    pack: small letters, digits and single underscores, beginning with a letter.
    """
    if name == NATION or name in installed:
        return Text(
            id=f"daerah {name!r} sudah ada; pakai nama lain, misalnya {name + '_baru'!r}",
            en=f"there is a region {name!r} already; take another name, such as {name + '_baru'!r}",
        )
    if _NAME.fullmatch(name) and len(name) <= _NAME_LONGEST:
        return None
    near = offered(name)
    return Text(
        id=f"bukan nama daerah: {name!r} (maksudnya {near!r}? huruf kecil, angka, garis bawah "
        f"tunggal; paling panjang {_NAME_LONGEST})",
        en=f"no name of a region: {name!r} (did you mean {near!r}? small letters, digits, single "
        f"underscores; at most {_NAME_LONGEST})",
    )


def offered(name: str) -> str:
    """Return the nearest name that a region can have, `daerah_baru` when nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub("[^a-z0-9]+", "_", plain).strip("_").lstrip("0123456789_")
    return words[:_NAME_LONGEST].rstrip("_") or "daerah_baru"


def refused_title(title: str) -> Text | None:
    """Return why no region can be called so in its texts; None when one can."""
    if title.strip() and title.isprintable() and len(title) <= _TITLE_LONGEST:
        return None
    return Text(
        id=f"bukan sebutan daerah: {title!r} (satu baris, 1 s.d. {_TITLE_LONGEST} tanda)",
        en=f"not what a region is called: {title!r} (one line of 1 to {_TITLE_LONGEST} characters)",
    )


def title_of(name: str) -> str:
    """Return what a region is called whose title was not given: Kota Contoh for kota_contoh."""
    return " ".join(word.capitalize() for word in name.split("_"))


def distribution_of(name: str) -> str:
    """Return the name of the distribution, and of the folder, that carries a region's pack."""
    return f"netralitas-region-{name}"


def write_scaffold(
    out: Path, name: str, *, title: str, today: date, yaml_only: bool = False
) -> Scaffold:
    """Write a new pack into a folder, whole or not at all, and return what was written.

    `today` dates the skeleton. The name and the title must be such as are not refused;
    FileExistsError names what stands in the way, which is left as it is.
    """
    if yaml_only:
        places = {"pack.yaml": f"{name}.yaml", "cases.yaml": f"{name}.cases.yaml"}
        files = _filled(places, name, title, today)
        _write_files(out, files)
        return Scaffold(out, f"{name}.yaml", tuple(files))
    folder, module = out / distribution_of(name), _module(name)
    places = {
        "pyproject.toml": "pyproject.toml",
        "README.md": "README.md",
        "module.py": f"{module}/__init__.py",
        "pack.yaml": f"{module}/{name}.yaml",
        "cases.yaml": f"{module}/{name}.cases.yaml",
        "test_pack.py": f"tests/test_{name}.py",
    }
    files = _filled(places, name, title, today)
    _write_folder(folder, files)
    return Scaffold(folder, f"{module}/{name}.yaml", tuple(files), distribution_of(name))


def _write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write a new folder, whole or not at all; FileExistsError where anything of its name is."""
    _refuse_existing(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)  # left by a process of this number that was killed
    try:
        for name, text in files.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            with (part / name).open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        os.rename(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write new files into a folder, all or none; FileExistsError where one of their names is."""
    for name in files:
        _refuse_existing(folder / name)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for name, text in files.items():
            with (folder / name).open("x", encoding="utf-8", newline="\n") as stream:
                written.append(folder / name)
                stream.write(text)
    except BaseException:
        for file in written:
            with suppress(OSError):
                file.unlink()
        raise


def _filled(places: Mapping[str, str], name: str, title: str, today: date) -> dict[str, str]:
    """Return each template filled, under the path where it is to stand."""
    words = {
        "region": name,
        "module": _module(name),
        "distribution": distribution_of(name),
        "today": today.isoformat(),
        "title": title,
        "quoted": _quoted(title)[1:-1],
        "name": f"{{id: {_quoted(title)}, en: {_quoted(title)}}}",
        "description": _quoted(f"The regional pack {title} for netralitas"),
        "demonstration": "demonstration: true\n" if name.startswith(_DEMONSTRATION) else "",
        "test_class": "Test" + title_of(name).replace(" ", ""),
    }
    return {
        place: Template((TEMPLATES / f"{template}.template").read_text("utf-8")).substitute(words)
        for template, place in places.items()
    }


def _module(name: str) -> str:
    return f"netralitas_{name}"


def _quoted(text: str) -> str:
    """Return a text as YAML and TOML both read it: in double quotes, escaped as in JSON."""
    return json.dumps(text, ensure_ascii=False)


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(f"{path}")
