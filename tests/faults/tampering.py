"""Tamper with the export of a log at random, in each of many ways, and see that it is found.

    python -m tests.faults.tampering [--attempts 10000] [--seed 1] [--without CHECK]

A log of 240 events is signed after each 60; the checkpoint at 180 is held elsewhere. An attempt may
have the key or not, and may mend whatever it can reach. An edited event must be named, by its place
or, where its hash was made anew and nothing else names it, by the events between two checkpoints.
One line of JSON on stdout; ends with 1 when an attempt is not found or an edit not named. With
`--without` one check is taken out, and some attempts must go unseen.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from netralitas.casework.log import Report, leaf_hash, verify
from netralitas.casework.log.checks import Check
from netralitas.casework.log.lines import CheckpointLine, EndLine, HeaderLine, written
from netralitas.casework.log.verify import CHECKS
from tests.workflows.casework.log.small_log import (
    KEY,
    ORIGIN,
    STRANGER,
    Row,
    SmallLog,
    a_log,
    an_event,
    signed,
)

EVERY = 60
HELD = 180
COUNT = 240

Lines = list[bytes]


class Tampered(NamedTuple):
    """What an attempt left behind, and the place of the event that it edited, if it edited one."""

    lines: Lines
    edited: int | None = None


Attempt = Callable[[Random, SmallLog], Tampered]


def laid(rows: Sequence[Row], notes: Sequence[str], sizes: Sequence[int] | None = None) -> Lines:
    """Return the lines of an export of these rows, just as they are, with counts that fit."""
    said = [int(note.split("\n")[1]) for note in notes] if sizes is None else sizes
    return [
        written(HeaderLine(origin=ORIGIN, sizes=tuple(said))),
        *(line_of(row) for row in rows),
        *(written(CheckpointLine(note)) for note in notes),
        written(EndLine(len(rows), len(notes))),
    ]


def line_of(row: Row) -> bytes:
    index, event, leaf = row
    head = f'{{"index":{index},"leaf":"{leaf.hex()}","event":'.encode()
    return head + event + b"}\n"


def edit_of(chance: Random, event: bytes) -> bytes:
    """Return an event that says something else in one of its fields."""
    read = json.loads(event)
    field = chance.choice(["says", "says", "case", "previous"])
    if field == "says":
        read["body"]["says"] = -1 - chance.randrange(1000)
    elif field == "case":
        read["case"] = f"perkara-{1000 + chance.randrange(1000)}"
    else:
        read["previous"] = leaf_hash(chance.randbytes(8)).hex()
    return json.dumps(read, sort_keys=True, separators=(",", ":")).encode()


def says_else(chance: Random, event: bytes) -> bytes:
    """Return an event of the same case and place in its chain that says something else."""
    read = json.loads(event)
    read["body"]["says"] = -1 - chance.randrange(1000)
    return json.dumps(read, sort_keys=True, separators=(",", ":")).encode()


def renumbered(rows: Sequence[Row]) -> list[Row]:
    return [(place, event, leaf) for place, (_, event, leaf) in enumerate(rows)]


def relinked(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with places, versions, predecessors and hashes all made anew."""
    last: dict[str, tuple[int, str]] = {}
    made: list[Row] = []
    for place, (_, event, _) in enumerate(rows):
        read = json.loads(event)
        version, previous = last.get(read["case"], (0, ""))
        new = an_event(read["case"], version + 1, previous, read["body"]["says"])
        last[read["case"]] = (version + 1, leaf_hash(new).hex())
        made.append((place, new, leaf_hash(new)))
    return made


def case_of(row: Row) -> str:
    return str(json.loads(row[1])["case"])


def last_places(rows: Sequence[Row]) -> set[int]:
    """Return the places of the events that are the last of their case."""
    return set({case_of(row): place for place, row in enumerate(rows)}.values())


def edit_bytes(chance: Random, log: SmallLog) -> Tampered:
    """An event says something else; its hash stays as it was recorded."""
    place = chance.randrange(COUNT)
    rows = list(log.rows)
    rows[place] = (place, edit_of(chance, rows[place][1]), rows[place][2])
    return Tampered(laid(rows, log.notes), place)


def edit_hash(chance: Random, log: SmallLog) -> Tampered:
    """The recorded hash of an event is another; the event stays."""
    place = chance.randrange(COUNT)
    rows = list(log.rows)
    rows[place] = (place, rows[place][1], leaf_hash(chance.randbytes(8)))
    return Tampered(laid(rows, log.notes), place)


def edit_both(chance: Random, log: SmallLog) -> Tampered:
    """An event says something else and its hash is made anew; a later one of its case stays."""
    place = chance.choice(sorted(set(range(COUNT)) - last_places(log.rows)))
    event = says_else(chance, log.rows[place][1])
    rows = list(log.rows)
    rows[place] = (place, event, leaf_hash(event))
    return Tampered(laid(rows, log.notes), place)


def edit_last(chance: Random, log: SmallLog) -> Tampered:
    """The same for the last event of a case, which no other event names."""
    place = chance.choice(sorted(last_places(log.rows)))
    event = says_else(chance, log.rows[place][1])
    rows = list(log.rows)
    rows[place] = (place, event, leaf_hash(event))
    return Tampered(laid(rows, log.notes), place)


def edit_byte(chance: Random, log: SmallLog) -> Tampered:
    """One byte of an event's line is another."""
    place = chance.randrange(COUNT)
    lines = laid(log.rows, log.notes)
    at = chance.randrange(len(lines[place + 1]) - 1)
    line = bytearray(lines[place + 1])
    line[at] = chance.choice([byte for byte in range(32, 127) if byte != line[at]])
    lines[place + 1] = bytes(line)
    return Tampered(lines, place)


def edit_spelling(chance: Random, log: SmallLog) -> Tampered:
    """A line says two things: another reader may take the first of two fields for true."""
    place = chance.randrange(COUNT)
    lines = laid(log.rows, log.notes)
    false = says_else(chance, log.rows[place][1])
    lines[place + 1] = b'{"event":' + false + b"," + lines[place + 1][1:]
    return Tampered(lines, place)


def delete_lines(chance: Random, log: SmallLog) -> Tampered:
    """Some lines in a row are gone."""
    start = chance.randrange(COUNT)
    rows = [*log.rows[:start], *log.rows[start + chance.randint(1, 5) :]]
    return Tampered(laid(rows, log.notes))


def delete_renumbered(chance: Random, log: SmallLog) -> Tampered:
    """An event is gone and the places behind it are counted anew."""
    place = chance.randrange(COUNT)
    return Tampered(laid(renumbered([*log.rows[:place], *log.rows[place + 1 :]]), log.notes))


def delete_relinked(chance: Random, log: SmallLog) -> Tampered:
    """An event is gone and everything behind it is made anew, but for the signatures."""
    place = chance.randrange(COUNT)
    return Tampered(laid(relinked([*log.rows[:place], *log.rows[place + 1 :]]), log.notes))


def insert_copy(chance: Random, log: SmallLog) -> Tampered:
    """A line stands in a second place as well."""
    lines = laid(log.rows, log.notes)
    lines.insert(chance.randrange(COUNT) + 1, line_of(chance.choice(log.rows)))
    lines[-1] = written(EndLine(COUNT + 1, len(log.notes)))
    return Tampered(lines)


def insert_renumbered(chance: Random, log: SmallLog) -> Tampered:
    """An event of a new case stands between others, whose places are counted anew."""
    event = an_event("perkara-baru", 1, "", chance.randrange(1000))
    place = chance.randrange(COUNT)
    rows = [*log.rows[:place], (place, event, leaf_hash(event)), *log.rows[place:]]
    return Tampered(laid(renumbered(rows), log.notes))


def insert_relinked(chance: Random, log: SmallLog) -> Tampered:
    """An event of an old case stands between others, and all is made anew but the signatures."""
    place = chance.randrange(COUNT)
    event = an_event(case_of(chance.choice(log.rows)), 1, "", chance.randrange(1000))
    return Tampered(
        laid(relinked([*log.rows[:place], (0, event, b""), *log.rows[place:]]), log.notes)
    )


def insert_behind(chance: Random, log: SmallLog) -> Tampered:
    """Sound events stand behind the last checkpoint."""
    case = case_of(chance.choice(log.rows))
    more = [(0, an_event(case, 1, "", chance.randrange(1000)), b"")] * chance.randint(1, 3)
    return Tampered(laid(relinked([*log.rows, *more]), log.notes))


def swap_lines(chance: Random, log: SmallLog) -> Tampered:
    """Two lines stand in each other's place."""
    first, second = chance.sample(range(COUNT), 2)
    rows = list(log.rows)
    rows[first], rows[second] = rows[second], rows[first]
    return Tampered(laid(rows, log.notes))


def swap_renumbered(chance: Random, log: SmallLog) -> Tampered:
    """Two events stand in each other's place, and say so."""
    first, second = chance.sample(range(COUNT), 2)
    rows = list(log.rows)
    rows[first], rows[second] = rows[second], rows[first]
    return Tampered(laid(renumbered(rows), log.notes))


def swap_numbers(chance: Random, log: SmallLog) -> Tampered:
    """Two events stand where they stood, and each names the other's place."""
    first, second = chance.sample(range(COUNT), 2)
    rows = list(log.rows)
    rows[first], rows[second] = (second, *rows[first][1:]), (first, *rows[second][1:])
    return Tampered(laid(rows, log.notes))


def cut_bytes(chance: Random, log: SmallLog) -> Tampered:
    """The file ends somewhere before its end."""
    whole = b"".join(laid(log.rows, log.notes))
    return Tampered(whole[: chance.randrange(len(whole))].splitlines(keepends=True))


def cut_checkpoints(chance: Random, log: SmallLog) -> Tampered:
    """The last checkpoints are gone, and the last line says so."""
    notes = log.notes[: chance.randrange(len(log.notes))]
    return Tampered(laid(log.rows, notes))


def cut_events(chance: Random, log: SmallLog) -> Tampered:
    """The last events are gone, and the last line says so."""
    return Tampered(laid(log.rows[: chance.randrange(COUNT)], log.notes))


def cut_back(chance: Random, log: SmallLog) -> Tampered:
    """The log is what it was at an earlier checkpoint, in everything."""
    count = chance.randrange(1, HELD // EVERY)
    return Tampered(laid(log.rows[: count * EVERY], log.notes[:count]))


def forged(chance: Random, log: SmallLog, place: int) -> list[Row]:
    """Return a history that is another from a place on, and sound in itself."""
    rows = list(log.rows)
    rows[place] = (place, says_else(chance, rows[place][1]), b"")
    return relinked(rows)


def fork_signed(chance: Random, log: SmallLog) -> Tampered:
    """Who has the key writes another history behind the held checkpoint, and signs it."""
    rows = forged(chance, log, chance.randrange(HELD))
    return Tampered(laid(rows, signed(rows, range(EVERY, COUNT + 1, EVERY))))


def fork_strange(chance: Random, log: SmallLog) -> Tampered:
    """Another history after the held checkpoint, signed with a key of the same name."""
    rows = forged(chance, log, chance.randrange(HELD, COUNT))
    return Tampered(laid(rows, [*log.notes[:3], *signed(rows, [COUNT], STRANGER)]))


def fork_unsigned(chance: Random, log: SmallLog) -> Tampered:
    """Another history after the held checkpoint, under the signatures of the true one."""
    return Tampered(laid(forged(chance, log, chance.randrange(HELD, COUNT)), log.notes))


def fork_smuggled(chance: Random, log: SmallLog) -> Tampered:
    """Into the store, before it is signed, comes an event that names the wrong predecessor."""
    place = chance.choice(sorted(last_places(log.rows) & set(range(HELD, COUNT))))
    read = json.loads(log.rows[place][1])
    event = an_event(read["case"], read["version"], leaf_hash(chance.randbytes(8)).hex())
    rows = list(log.rows)
    rows[place] = (place, event, leaf_hash(event))
    return Tampered(laid(rows, [*log.notes[:3], *signed(rows, [COUNT])]))


ATTEMPTS: tuple[Attempt, ...] = (
    edit_bytes,
    edit_hash,
    edit_both,
    edit_last,
    edit_byte,
    edit_spelling,
    delete_lines,
    delete_renumbered,
    delete_relinked,
    insert_copy,
    insert_renumbered,
    insert_relinked,
    insert_behind,
    swap_lines,
    swap_renumbered,
    swap_numbers,
    cut_bytes,
    cut_checkpoints,
    cut_events,
    cut_back,
    fork_signed,
    fork_strange,
    fork_unsigned,
    fork_smuggled,
)


def naming(report: Report, edited: int) -> str | None:
    """Return how well a report names an edited event: `exactly`, `by range`, None not at all."""
    places = [finding.at for finding in report.findings]
    if any(at.index == edited and at.until in (None, edited + 1) for at in places):
        return "exactly"
    # A range says nothing unless it is one between two checkpoints.
    ranges = [(at.index, at.until) for at in places if at.index is not None and at.until]
    if any(start <= edited < end and end - start <= EVERY for start, end in ranges):
        return "by range"
    return None


class Outcome(NamedTuple):
    """What a run came to: how many of each way there were, were missed, and were named how."""

    attempts: Counter[str]
    missed: Counter[str]
    named: Counter[str]


def run(attempts: int, seed: int, checks: Sequence[type[Check]] = CHECKS) -> Outcome:
    """Return the outcome of so many attempts, each of the ways in turn."""
    log = a_log(COUNT, every=EVERY)
    held = [log.notes[HELD // EVERY - 1]]
    untouched = laid(log.rows, log.notes)
    outcome = Outcome(Counter(), Counter(), Counter())
    chance = Random(seed)
    for number in range(attempts):
        attempt = ATTEMPTS[number % len(ATTEMPTS)]
        tampered = attempt(chance, log)
        while tampered.lines == untouched:
            tampered = attempt(chance, log)
        report = verify(tampered.lines, held=held, keys=[KEY.verifier], checks=checks)
        outcome.attempts[attempt.__name__] += 1
        if report.clean:
            outcome.missed[attempt.__name__] += 1
        if tampered.edited is not None:
            outcome.named[naming(report, tampered.edited) or "not"] += 1
    return outcome


def main(arguments: Sequence[str]) -> int:
    """Run the attempts, print the figure, and return 0 when all were found and edits named."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.tampering")
    parser.add_argument("--attempts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", choices=[check.__name__ for check in CHECKS])
    asked = parser.parse_args(arguments)
    checks = [check for check in CHECKS if check.__name__ != asked.without]
    log = a_log(COUNT, every=EVERY)
    clean = verify(laid(log.rows, log.notes), held=log.notes, keys=[KEY.verifier], checks=checks)
    outcome = run(asked.attempts, asked.seed, checks)
    figure = {
        "attempts": outcome.attempts.total(),
        "ways": len(outcome.attempts),
        "found": outcome.attempts.total() - outcome.missed.total(),
        "missed": dict(outcome.missed),
        "edits_named": dict(outcome.named),
        "untouched_is_clean": clean.clean,
        "without": asked.without,
    }
    print(json.dumps(figure))
    return int(bool(outcome.missed or outcome.named["not"] or not clean.clean))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
