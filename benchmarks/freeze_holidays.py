"""This file freezes the days off of 2015 to 2027 into the policy, from the `holidays` package.

    python benchmarks/freeze_holidays.py            print the policy file
    python benchmarks/freeze_holidays.py --check    compare it with the frozen one; 4 if they differ

It needs the `holidays` package of the `dev` extra. Statutory dates rest on the frozen file alone;
run this when a year is decreed, read the difference, and write the file by redirecting the output.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

import holidays
from holidays.constants import GOVERNMENT, PUBLIC

FILE = Path(__file__).parents[1] / "engine/netralitas/policy/provisions/holidays.yaml"
YEARS = range(2015, 2028)
LAST_DECREED = 2026

# 2024 does not rest on the package: these are the 27 days of the decree of three ministers.
NATIONAL_2024 = (
    "01-01 02-08 02-10 03-11 03-29 03-31 04-10 04-11 05-01 05-09 05-23 06-01 06-17 07-07 08-17 "
    "09-16 12-25"
)
CUTI_BERSAMA_2024 = "02-09 03-12 04-08 04-09 04-12 04-15 05-10 05-24 06-18 12-26"
ELECTION_2024 = "02-14 11-27"

HEAD = """\
schema: netralitas/policy/v1

# Days off, frozen by benchmarks/freeze_holidays.py. `national` holidays, `cuti_bersama` (collective
# leave) and `election` days are told apart; all of them are no working days.

holidays:
"""


def days_2024(listed: str) -> set[date]:
    """Return the dates of a list of months and days."""
    return {date.fromisoformat(f"2024-{day}") for day in listed.split()}


def named(year: int, category: str) -> dict[date, str]:
    """Return a year's days of one category by date, with their Indonesian names."""
    found = holidays.country_holidays("ID", years=year, categories=(category,), language="id")
    # The package misspells one name.
    return {
        day: name.replace("Pegangti", "Pengganti")
        for day, name in sorted(found.items())
        if day.year == year
    }


def rows(days: Mapping[date, str], key: str) -> Iterator[str]:
    """Yield the lines of one kind of day off."""
    if not days:
        return
    yield f"    {key}:"
    for day, name in days.items():
        yield f'      {day.isoformat()}: "{name}"'


def year_rows(year: int) -> Iterator[str]:
    """Yield the lines of one year; a 2024 unlike its decree is refused."""
    public, cuti_bersama = named(year, PUBLIC), named(year, GOVERNMENT)
    election = {day: name for day, name in public.items() if "Pemilihan" in name}
    national = {day: name for day, name in public.items() if day not in election}
    number = version("holidays")
    package = f"paket holidays {number}", f"holidays package {number}"
    source, mark = package, "C"
    if year == 2024:
        decreed = (NATIONAL_2024, CUTI_BERSAMA_2024, ELECTION_2024)
        if tuple(map(days_2024, decreed)) != (set(national), set(cuti_bersama), set(election)):
            raise SystemExit("2024 differs from the decree of three ministers")
        source, mark = (
            (
                f"SKB tiga menteri, 27 hari; nama hari dari {package[0]}",
                f"decree of three ministers, 27 days; names from {package[1]}",
            ),
            "B",
        )
    yield f"  - year: {year}"
    yield f'    source: {{id: "{source[0]}", en: "{source[1]}"}}'
    yield f"    confidence: {mark}"
    if year > LAST_DECREED:
        yield "    estimate: true"
    yield from rows(national, "national")
    yield from rows(cuti_bersama, "cuti_bersama")
    yield from rows(election, "election")


def frozen() -> str:
    """Return the whole policy file."""
    return HEAD + "\n".join(line for year in YEARS for line in year_rows(year)) + "\n"


def main(arguments: list[str]) -> int:
    """Print the file, or compare it with the frozen one."""
    text = frozen()
    if arguments != ["--check"]:
        sys.stdout.write(text)
        return 0
    there = FILE.read_text("utf-8")
    sys.stderr.writelines(
        difflib.unified_diff(there.splitlines(True), text.splitlines(True), "frozen", "package")
    )
    return 0 if there == text else 4


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
