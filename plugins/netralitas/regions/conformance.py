"""This file is the contract of a regional pack as a class for its author's own pytest suite."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest

from netralitas.facts import Language
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.checking import PackCheck, PropertyResult, check_pack
from netralitas.regions.properties.every import PROPERTIES
from netralitas.regions.properties.nation import read_nation
from netralitas.regions.registry import Registry
from netralitas.regions.sources import CORPUS


class RegionContract:
    """What every regional pack keeps, one test a property. Subclass it, name a pack, run pytest.

    `pack` is the region id of an installed pack; or `file` is the pack's path, with its corpus
    beside it (`<name>.cases.yaml`). The class is checked once, when its first test runs.
    """

    pack: ClassVar[str | None] = None
    file: ClassVar[Path | None] = None

    @pytest.fixture(scope="class")
    @classmethod
    def checked(cls) -> PackCheck:
        """What came out of checking the pack of this class."""
        return check_pack(cls.candidate())

    @classmethod
    def candidate(cls) -> Candidate:
        """Return the pack of this class as a candidate."""
        if (cls.pack is None) == (cls.file is None):
            pytest.fail(f"{cls.__name__}: set pack = '<region id>', or file = Path('...')")
        nation = read_nation()
        if cls.file is None:
            registry = Registry()
            assert cls.pack is not None
            files, cases = registry.files(cls.pack), registry.corpus(cls.pack)
            return Candidate(files=files, cases=cases, name=cls.pack, nation=nation)
        beside = cls.file.with_name(cls.file.stem + CORPUS)
        return Candidate(
            files={cls.file.name: cls.file.read_bytes()},
            cases={beside.name: beside.read_bytes()} if beside.is_file() else {},
            nation=nation,
        )

    @pytest.mark.parametrize("name", [one.id for one in PROPERTIES])
    def test_the_pack_keeps(self, name: str, checked: PackCheck) -> None:
        """Fail, with file and line, where a property is broken; skip one that is not reached."""
        [result] = [one for one in checked.results if one.id == name]
        if result.held is None:
            pytest.skip(f"not reached: {result.text.en}")
        if not result.held:
            pytest.fail(failure(result), pytrace=False)

    def test_the_pack_stays_within_its_bounds(self, checked: PackCheck) -> None:
        """Fail, with the smallest case that shows it, where no certificate could be made."""
        if checked.certificate is None:
            found = checked.counterexample
            pytest.fail(str(found.text) if found else "not proven", pytrace=False)


def failure(result: PropertyResult) -> str:
    """Return what a broken property says: its promise, and each finding at file and line."""
    lines = [f"{result.id}: {result.text.id} / {result.text.en}"]
    for finding in result.findings:
        error = finding.error()
        lines += [f"  {error.message(Language.ID)}", f"  {error.message(Language.EN)}"]
    return "\n".join(lines)
