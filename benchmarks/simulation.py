"""Measure many cases at once: decisions in memory, whole commands, growth, memory, agreement.

    python -m benchmarks.simulation [--rows 1000000] [--most 10000000] [--repeat 5] [--peers]

On the national policy with the pack of Lumajang, over two populations that `netralitas sample`
draws: `reports` (one charge, everything known) and `cases` (its defaults: unknown facts, ranges of
days, second charges, earlier decisions, officials, procedure). `--peers` runs `benchmarks.peers`
too, whose engines must be installed.

Decisions are measured on one core, on columns in memory, cold (nothing worked out yet) and warm;
once on texts, once on columns that are coded already. Whole commands are new processes. What it
finds goes to stderr, one line of JSON to stdout; exit 1 where runs that must agree do not.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

REGION = "lumajang"
AS_OF = "2024-12-31"
POPULATIONS = {"reports": ("--complete", "--second-charge", "0"), "cases": ()}
_DIGEST = re.compile(r"digest (\S+)")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="many cases at once")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--most", type=int, default=10_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--audit", type=int, default=20_000)
    parser.add_argument("--peers", action="store_true")
    asked = parser.parse_args()
    figures: dict[str, Any] = {"rows": asked.rows, "repeat": asked.repeat}
    with tempfile.TemporaryDirectory(prefix="netralitas-") as name:
        folder = Path(name)
        for population, options in POPULATIONS.items():
            say(f"{population}: drawing {asked.rows} cases")
            file = drawn(folder, population, options, asked.rows)
            figures[population] = {
                "decisions": decisions(file, asked.repeat),
                "commands": commands(folder, population, options, file, asked),
            }
        file = folder / "cases.parquet"
        figures["agreement"] = agreement(folder, file, asked)
        figures["growth"] = growth(folder, asked)
        figures["start_seconds"] = start(asked.repeat)
    if asked.peers:
        say("peers")
        peers = subprocess.run(
            [sys.executable, "-m", "benchmarks.peers"], stdout=subprocess.PIPE, check=True
        )
        figures["peers"] = json.loads(peers.stdout)
    print(json.dumps(figures))
    return 0 if figures["agreement"]["agree"] else 1


def drawn(
    folder: Path, name: str, options: Sequence[str], rows: int, form: str = "parquet"
) -> Path:
    """Return a file of so many drawn cases."""
    file = folder / f"{name}.{form}"
    arguments = ["sample", "-n", str(rows), "--seed", "1", *options, "--out", str(file)]
    netralitas(arguments)
    return file


def decisions(file: Path, repeat: int) -> dict[str, float]:
    """Return cases a second on one core, as a process of its own measures it."""
    settings = {name: "1" for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS")}
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.decisions", str(file), REGION, AS_OF, str(repeat)],
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, **settings},
    )
    found: dict[str, float] = json.loads(ran.stdout)
    for name, rate in found.items():
        say(f"  decisions, {name}: {rate:,.0f}/s")
    return found


def commands(
    folder: Path, name: str, options: Sequence[str], parquet: Path, asked: argparse.Namespace
) -> dict[str, float]:
    """Return cases a second of the whole command, for each form in and out, and for two jobs."""
    csv = drawn(folder, name, options, asked.rows, "csv")
    runs = {
        "parquet": simulate(parquet, folder / "out.parquet"),
        "parquet, two jobs": simulate(parquet, folder / "out.parquet", "--jobs", "2"),
        "csv": simulate(csv, folder / "out.csv"),
        "csv, two jobs": simulate(csv, folder / "out.csv", "--jobs", "2"),
        "summary": simulate(parquet, None),
    }
    found = {}
    for kind, command in runs.items():
        seconds = median(lambda command=command: netralitas(command), asked.repeat)  # type: ignore[misc]
        found[kind] = round(asked.rows / seconds)
        say(f"  command, {kind}: {found[kind]:,}/s")
    csv.unlink()
    return found


def agreement(folder: Path, file: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Return whether one process, two, a cluster and the single path agree on every field."""
    say(f"agreement on {asked.rows} cases")
    out = folder / "out.parquet"
    serial = netralitas(simulate(file, out, "--audit", str(asked.audit)))
    pool = netralitas(simulate(file, out, "--jobs", "2"))
    digests = {"serial": digest(serial), "pool": digest(pool)}
    shared = folder / "shared"
    shared.mkdir()
    with cluster() as address:
        digests["dask"] = digest(netralitas(simulate(file, shared, "--scheduler", address)))
    agree = len(set(digests.values())) == 1
    say(f"  {'agree' if agree else 'DIFFER'}: {digests}; {asked.audit} audited one by one")
    return {"agree": agree, "audited": asked.audit, **digests}


class cluster:
    """A scheduler and two workers on this machine, as processes of their own."""

    def __enter__(self) -> str:
        self._folder = tempfile.TemporaryDirectory(prefix="netralitas-")
        file = Path(self._folder.name) / "scheduler.json"
        dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        quiet["cwd"] = self._folder.name
        options = ["--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        root = str(Path(__file__).resolve().parent.parent)
        paths = [root, *(f"{root}/{room}" for room in ("engine", "workflows", "plugins"))]
        quiet["env"] = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        self._processes = [subprocess.Popen([*dask, *options], **quiet)]
        while not file.exists() or not file.read_text():
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1"]
        worker += ["--no-dashboard", "--no-nanny"]
        self._processes += [subprocess.Popen(worker, **quiet) for _ in range(2)]
        return str(address)

    def __exit__(self, *_: object) -> None:
        # Workers first: one that has lost its scheduler may look for it for a long time.
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._folder.cleanup()


def growth(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Return seconds and memory for ever more cases, and the exponent with which time grows."""
    found: dict[str, Any] = {"seconds": {}, "memory_mib": {}}
    size = 10_000
    while size <= asked.most:
        say(f"growth: {size} cases")
        file = drawn(folder, "growing", POPULATIONS["cases"], size)
        runs = 3 if size <= asked.rows else 1
        command = simulate(file, folder / "out.parquet")
        found["seconds"][size] = round(median(lambda: netralitas(command), runs), 2)  # noqa: B023
        found["memory_mib"][size] = peak(command)
        size *= 10
        file.unlink()
    sizes = list(found["seconds"])
    points = [(math.log(n), math.log(found["seconds"][n])) for n in sizes]
    found["exponent"] = round(slope(points), 3) if len(points) > 1 else None
    found["exponent_from_100000"] = round(slope(points[1:]), 3) if len(points) > 2 else None
    say(f"  {found}")
    return found


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the straight line nearest to some points."""
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def start(repeat: int) -> float:
    """Return the seconds from the command to the verdict on one case, with a warm cache."""
    root = Path(__file__).resolve().parent.parent
    command = ["simulate", str(root / "examples" / "lurah-komentar.yaml")]
    netralitas(command)
    seconds = round(median(lambda: netralitas(command), repeat), 3)
    say(f"start to the verdict on one case: {seconds} s")
    return seconds


def simulate(file: Path, out: Path | None, *more: str) -> list[str]:
    """Return the command that judges a file under the regional pack."""
    answer = [] if out is None else ["--format", out.suffix.lstrip(".") or "parquet"]
    answer += [] if out is None else ["--out", str(out)]
    return ["simulate", str(file), "--region", REGION, "--as-of", AS_OF, *answer, *more]


def netralitas(arguments: Sequence[str]) -> str:
    """Run a command line to its end, and return what it said on stderr."""
    ran = subprocess.run(
        [sys.executable, "-m", "netralitas", *arguments], capture_output=True, text=True
    )
    if ran.returncode not in (0, 5):  # 5: some cases are undetermined
        raise SystemExit(f"{arguments}: ended with {ran.returncode}\n{ran.stderr}")
    return ran.stderr


def digest(said: str) -> str:
    """Return the digest of a run from what it said."""
    found = _DIGEST.search(said)
    if found is None:
        raise SystemExit(f"no digest in: {said}")
    return found.group(1)


def peak(arguments: Sequence[str]) -> int:
    """Return the largest resident memory of a command in MiB, as its parent is told it."""
    lines = (
        "import resource, subprocess, sys;"
        "subprocess.run([sys.executable, '-m', 'netralitas', *sys.argv[1:]], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", lines, *arguments], capture_output=True, text=True, check=True
    )
    return int(ran.stdout)


def median(work: Callable[[], object], repeat: int) -> float:
    """Return the median seconds of several runs."""
    taken = []
    for _ in range(repeat):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def say(what: str) -> None:
    """Say on stderr what is being measured, or what came out."""
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
