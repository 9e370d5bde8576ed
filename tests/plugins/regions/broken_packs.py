"""This file reads the broken packs, each named after the property it breaks, and their like.

A pack begins with comments: `# breaks: PROPERTY`, `# says: FILE:LINE: message`, and, where there is
one, `# mend: WRONG => RIGHT` and `# registered: NAME`. So no pack is refused by accident.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from netralitas.facts import Language
from netralitas.judgement import compile_policy
from netralitas.policy import PackFinding, policy_from_json, policy_to_json
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.checking import PackCheck
from netralitas.regions.properties.nation import Nation
from tests.broken.packs.leaky_overlays import LEAKS
from tests.laws import national

FOLDER = Path(__file__).parents[2] / "broken" / "packs"
MALICIOUS = FOLDER / "malicious"
SOUND = FOLDER / "sound" / "demonstrasi_contoh.yaml"
_HEADER = re.compile(r"# ([a-z]+): (.*)")


class Broken(NamedTuple):
    """A pack that breaks a property, what must be said of it, and its files once mended."""

    breaks: str
    says: str
    candidate: Candidate
    mended: Candidate | None


@cache
def nation() -> Nation:
    """Return the nation, read once for all tests of a process."""
    return national()


def candidate_of(pack: Path) -> Candidate:
    """Return the pack of a file or a folder, with the corpus beside it, as it is registered."""
    files = {file.name: file.read_bytes() for file in sorted(pack.glob("*.yaml"))}
    cases = pack.with_name(f"{pack.stem}.cases.yaml")
    return Candidate(
        files=files or {pack.name: pack.read_bytes()},
        cases={cases.name: cases.read_bytes()} if cases.is_file() else {},
        name=header(pack).get("registered"),
        nation=nation(),
    )


def header(pack: Path) -> dict[str, str]:
    """Return what the first lines of a pack say of it."""
    first = min(pack.glob("*.yaml"), default=pack)
    found: dict[str, str] = {}
    for line in first.read_text("utf-8").splitlines():
        said = _HEADER.fullmatch(line)
        if said is None:
            break
        found[said[1]] = said[2]
    return found


def broken(pack: Path) -> Broken:
    """Return a broken pack of a file or a folder."""
    said, candidate = header(pack), candidate_of(pack)
    mended = None
    if "mend" in said:
        wrong, right = (part.replace("\\n", "\n") for part in said["mend"].split(" => "))
        mended = msgspec.structs.replace(
            candidate,
            files=_mended(candidate.files, wrong, right),
            cases=_mended(candidate.cases, wrong, right),
        )
        assert (mended.files, mended.cases) != (candidate.files, candidate.cases)
    elif "registered" in said:
        mended = msgspec.structs.replace(candidate, name=None)
    return Broken(said["breaks"], said["says"], candidate, mended)


def leaking(name: str) -> Candidate:
    """Return the sound pack under the leaky overlay that breaks a property."""
    law = nation().law
    if name == "other_regions_untouched":
        # What writes into the nation gets one of its own, for the other tests need theirs.
        law = compile_policy(policy_from_json(policy_to_json(law.policy)))
    few = Nation(law=law, entries=nation().entries[::20])
    return msgspec.structs.replace(candidate_of(SOUND), lay=LEAKS[name], nation=few)


def not_held(check: PackCheck) -> list[str]:
    """Return the properties that a check found broken."""
    return [one.id for one in check.results if one.held is False]


def said(finding: PackFinding) -> dict[Language, str]:
    """Return the one-line message of a finding in each language."""
    return {language: finding.error().message(language) for language in Language}


def _mended(files: Mapping[str, bytes], wrong: str, right: str) -> dict[str, bytes]:
    """Replace the mistake where it stands below the header, so that no line moves."""
    mended = {}
    for name, content in files.items():
        lines = content.decode().split("\n")
        body = sum(1 for line in lines if _HEADER.fullmatch(line))
        head, rest = lines[:body], "\n".join(lines[body:])
        mended[name] = "\n".join([*head, rest.replace(wrong, right, 1)]).encode()
    return mended
