"""Measure `region check` on a pack of 100 rows, beside plain loading of the national policy.

    python benchmarks/region_check.py [--rows 100] [--repeat 3]

The pack is written here: six tenths of its rows are contract rules with conditions over seven facts
(two of them the region's own), the rest fill the other terms. Each figure is the median of several
new processes, taken in turn: loading and compiling the national policy, the whole command `region
check`, and the same on a skeleton that fills nothing. Ends with 1 where a pack is not found sound.
One line of JSON on stdout; what it is doing on stderr.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

from netralitas.policy import read_policy
from netralitas.regions import national_files, write_scaffold

REGION = "demonstrasi_seratus"
INSTRUMENT = f"{REGION}-se-1-2024"
LOADING = (
    "from netralitas.regions import national_files; from netralitas.judgement import load_policy;"
    "load_policy(national_files())"
)
CONDITIONS: tuple[dict[str, Any], ...] = (
    {"in_uniform": True},
    {"working_hours": True, "in_uniform": {"not": True}},
    {"any": [{"in_uniform": True}, {"impact": ["agency", "state"]}]},
    {f"{REGION}_grup": ["grup_dinas", "grup_warga"]},
    {f"{REGION}_piket": True, "working_hours": True},
    {"all": [{"any": [{"in_uniform": True}, {f"{REGION}_piket": True}]}, {"impact": "unit"}]},
    {"office": ["tkb", "honorer"], "repeated_after_warning": True},
)

PLEDGES = ("pakta_integritas", "deklarasi_netralitas")
"""What a weight may read."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="how long `region check` takes")
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder, f"{REGION}.yaml")
        pack.write_text(json.dumps(a_pack(asked.rows), indent=1), "utf-8")
        empty = write_scaffold(
            Path(folder), "kerangka", title="Kerangka", today=date(2024, 1, 1), yaml_only=True
        )
        commands = {
            "load_seconds": ["-c", LOADING],
            "check_seconds": [*CHECK, str(pack)],
            "check_empty_seconds": [*CHECK, str(empty.folder / empty.pack)],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(asked.repeat):
            for name, command in commands.items():
                say(f"{turn + 1} of {asked.repeat}: {name}")
                seconds = process(command)
                if seconds is None:
                    return 1
                taken[name].append(seconds)
    figures = {name: round(statistics.median(some), 2) for name, some in taken.items()}
    print(json.dumps({"rows": asked.rows, **figures}))
    return 0


CHECK = ("-m", "netralitas", "region", "check")


def a_pack(rows: int) -> dict[str, Any]:
    """Return a sound pack with so many rows that cite, and the facts that they read."""
    rules = rows * 6 // 10
    fills: dict[str, list[dict[str, Any]]] = {"facts": list(facts())}
    fills["contract_rules"] = list(islice(contract_rules(), rules))
    for term, item in islice(cycle_of_others(), rows - rules):
        fills.setdefault(term, []).append(item)
    return {
        "schema": "netralitas/pack/v1",
        "region": REGION,
        "name": both("seratus butir", "a hundred rows"),
        "demonstration": True,
        "legal_basis": both("rekaan", "invented"),
        "maintainer": "peragaan",
        "valid": {"from": "2024-01-01", "confidence": "D"},
        "instruments": [
            {
                "id": INSTRUMENT,
                "short": "SE Rekaan 1/2024",
                "title": both("edaran rekaan", "an invented circular"),
                "marks": {"content": "C", "date": "C"},
                "since": "2024-08-01",
                "rank": 5,
            }
        ],
        "fills": fills,
    }


def facts() -> Iterator[dict[str, Any]]:
    """Yield two facts of the region's own."""
    asked = both("Bagaimana?", "How?")
    group = {"name": f"{REGION}_grup", "kind": "choice", "values": ["grup_dinas", "grup_warga"]}
    yield {**group, "text": both("jenis grup", "the kind of group"), "question": asked}
    duty = {"name": f"{REGION}_piket", "kind": "bool"}
    yield {**duty, "text": both("sedang piket", "on call"), "question": asked}


def contract_rules() -> Iterator[dict[str, Any]]:
    """Yield contract rules without end: every act in turn, under every condition in turn."""
    acts = [act.id for act in read_policy(national_files()).acts if act.id != "fail_to_act"]
    for number, act, when in zip(count(), cycle(acts), cycle(CONDITIONS), strict=False):
        yield {**item("aturan", number), "acts": [act], "when": when}


def cycle_of_others() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield items of the terms that decide nothing, and duties, without end; at most 19 a term."""
    for number in count():
        yield "duties", item("kewajiban", number)
        yield "guidance", {**item("petunjuk", number), "acts": ["react_online", "post_photo"]}
        yield "bindings", {**item("terikat", number), "categories": ["pns", "non_asn"]}
        yield "channels", {**item("saluran", number), "channel": "internal"}
        if number < 4:
            when = {PLEDGES[number % 2]: number < 2}
            yield "weights", {**item("timbangan", number), "side": "aggravating", "when": when}
            yield "checklists", {**item("bukti", number), "kinds": ["foto", "saksi"]}
            yield "reviewers", item("penelaah", number)
            yield "income_consequences", income(number)


def income(number: int) -> dict[str, Any]:
    """Return a cut that follows one type, another for each number."""
    sanction = ("trans_sedang_kgb", "trans_sedang_kp", "berat_a", "berat_b")[number]
    cut = {"sanction": sanction, "basis_points": 2500, "months": 3}
    return {**item("potongan", number), **cut}


def item(kind: str, number: int) -> dict[str, Any]:
    """Return what every item has."""
    return {
        "id": f"{REGION}-{kind}-{number + 1}",
        "text": both(f"{kind} ke-{number + 1}", f"{kind} number {number + 1}"),
        "cites": [{"instrument": INSTRUMENT, "angka": str(number + 1)}],
        "marks": {"content": "C"},
    }


def both(id: str, en: str) -> dict[str, str]:
    """Return a text in both languages."""
    return {"id": id, "en": en}


def process(command: list[str]) -> float | None:
    """Return the wall seconds of one whole process; None, and what it said, where it failed."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    taken = time.perf_counter() - started
    if done.returncode == 0:
        return taken
    say(done.stdout + done.stderr)
    return None


def say(what: str) -> None:
    """Say on stderr what is being measured."""
    print(what, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
