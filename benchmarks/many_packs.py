"""Measure what fifty installed packs add to a single `simulate`: in a folder, and as distributions.

    python benchmarks/many_packs.py [--packs 50] [--items 40] [--repeat 5]

Each figure is the median of several new processes, taken in turn so that all meet the same machine:
a case of the nation and a case of one region, beside no other pack, beside a folder of packs, and
beside as many installed distributions. `first` reads the YAML of what is asked for, `again` takes
everything from the cache. One line of JSON on stdout; what it is doing on stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("engine", "plugins", "workflows")
CASE = """schema: netralitas/case/v1
id: x-1
{region}election: pilkada_2024
subject: {{category: pns, level: pengawas, office: lurah, government: kabupaten}}
charges:
  - {{act: react_online, at: 2024-10-02, facts: {{reaction: comment}}}}
"""
ASKED = "uji_000"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="what many packs add to one simulate")
    parser.add_argument("--packs", type=int, default=50)
    parser.add_argument("--items", type=int, default=40)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        settings = write(work, asked.packs, asked.items)
        taken: dict[str, list[float]] = {}
        for turn in range(asked.repeat):
            say(f"turn {turn + 1} of {asked.repeat}")
            for name, environment in settings.items():
                measure(name, work / f"cache-{name}-{turn}", work, environment, taken)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    print(json.dumps(figures(medians, asked.packs, asked.items)))
    return 0


def write(work: Path, packs: int, items: int) -> dict[str, dict[str, str]]:
    """Write the packs both ways and return the environment of each setting."""
    for number in range(packs):
        region = f"uji_{number:03}"
        text = pack_text(region, items)
        beside = work / "folder" / f"{region}.yaml"
        beside.parent.mkdir(exist_ok=True)
        beside.write_text(text, "utf-8")
        package = work / "site" / f"bench_{region}"
        package.mkdir(parents=True)
        (package / f"{region}.yaml").write_text(text, "utf-8")
        info = work / "site" / f"bench_{region}-1.0.dist-info"
        info.mkdir()
        said = f"Metadata-Version: 2.1\nName: bench-{region}\nVersion: 1.0\n"
        (info / "METADATA").write_text(said, "utf-8")
        value = f"bench_{region}:{region}.yaml"
        listed = f"[netralitas.regions]\n{region} = {value}\n"
        (info / "entry_points.txt").write_text(listed, "utf-8")
    (work / "one").mkdir()
    (work / "one" / f"{ASKED}.yaml").write_text(pack_text(ASKED, items), "utf-8")
    (work / "nation.yaml").write_text(CASE.format(region=""), "utf-8")
    (work / "region.yaml").write_text(CASE.format(region=f"region: {ASKED}\n"), "utf-8")
    rooms = os.pathsep.join(str(ROOT / room) for room in ROOMS)
    return {
        "alone": {"PYTHONPATH": rooms, "NETRALITAS_PACKS_DIR": str(work / "one")},
        "folder": {"PYTHONPATH": rooms, "NETRALITAS_PACKS_DIR": str(work / "folder")},
        "distributions": {"PYTHONPATH": os.pathsep.join([rooms, str(work / "site")])},
    }


def pack_text(region: str, items: int) -> str:
    """Return a sound pack with so many items of guidance."""
    source = f"cites: [{{instrument: {region}-se}}], marks: {{content: C}}"
    lines = [
        "schema: netralitas/pack/v1",
        f"region: {region}",
        f"name: {{id: {region}, en: {region}}}",
        "legal_basis: {id: tidak ditemukan, en: none found}",
        "maintainer: Inspektorat",
        "valid: {from: 2024-01-01, to: 2024-12-31}",
        "instruments:",
        f"  - {{id: {region}-se, short: SE, title: {{id: SE, en: SE}}, since: 2024-01-01, rank: 5,",
        "     marks: {content: C}}",
        "fills:",
        "  guidance:",
    ]
    for number in range(items):
        words = f"{{id: 'petunjuk {number}', en: 'guidance {number}'}}"
        lines += [
            f"    - {{id: {region}-g{number}, acts: [react_online], text: {words},",
            f"       {source}}}",
        ]
    return "\n".join([*lines, ""])


def measure(
    name: str, cache: Path, work: Path, more: Mapping[str, str], taken: dict[str, list[float]]
) -> None:
    """Run one setting on an empty cache of its own: each case first, and then again."""
    for case in ("nation", "region"):
        for moment in ("first", "again"):
            seconds = process(work / f"{case}.yaml", cache, more)
            taken.setdefault(f"{name}_{case}_{moment}", []).append(seconds)


def process(case: Path, cache: Path, more: Mapping[str, str]) -> float:
    """Return the seconds that one `simulate` takes as a new process."""
    environment = {**os.environ, **more, "NETRALITAS_CACHE_DIR": str(cache)}
    command = [sys.executable, "-m", "netralitas", "simulate", str(case), "--format", "json"]
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def figures(medians: Mapping[str, float], packs: int, items: int) -> dict[str, object]:
    """Return every median, and for each setting what it adds to one with no other pack."""
    told: dict[str, object] = {"packs": packs, "items": items}
    told |= {name: round(seconds, 4) for name, seconds in medians.items()}
    for setting in ("folder", "distributions"):
        for case in ("nation", "region"):
            alone = medians[f"alone_{case}_again"]
            beside = medians[f"{setting}_{case}_again"]
            told[f"{setting}_{case}_adds"] = round(beside - alone, 4)
            told[f"{setting}_{case}_ratio"] = round(beside / alone, 3)
    return told


def say(text: str) -> None:
    """Say on stderr what is being measured."""
    print(text, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
