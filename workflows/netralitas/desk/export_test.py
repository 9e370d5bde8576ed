"""This file turns what the product answers now into a test file that any later law must answer too.

The file is a corpus: `read_corpus`, `policy coverage` and pytest read it as it stands. Tests are
added to a file that is there already, below what it holds; the file is read back and asked again
before it takes its place, so that a corpus is never left broken.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence

from msgspec.structs import replace

from netralitas.desk.casefile import write_yaml
from netralitas.desk.command import option
from netralitas.desk.complaints import Complaint
from netralitas.desk.inputs import STDIN, content_of
from netralitas.desk.options import Decorate
from netralitas.desk.outputs import answer
from netralitas.desk.terminal import Terminal
from netralitas.facts import RuleFailure, Text
from netralitas.judgement import (
    CompiledPolicy,
    Entry,
    complaints,
    read_corpus,
)
from netralitas.judgement.checking import Recorded

_WRITTEN = Text(id="{n} uji ditulis ke {file}", en="{n} tests written to {file}")
_KNOWN = Text(id="{n} sudah ada di sana", en="{n} stood there already")
_NOTHING = Text(
    id="--export-test: tidak ada kasus untuk diuji; {file} tidak ditulis",
    en="--export-test: there is no case to test; {file} was not written",
)
_A_FILE = Text(
    id="--export-test: sebutkan sebuah berkas, bukan stdout",
    en="--export-test: name a file, not stdout",
)
_UNSOUND = Text(
    id="uji {name} tidak terjawab seperti yang ditulis: {why}",
    en="the test {name} is not answered as it was written: {why}",
)

exporting: Decorate = option(
    "--export-test",
    "export_test",
    metavar="FILE",
    says=Text(
        id="tambahkan ke FILE sebagai berkas uji: kasusnya, dan jawaban program sekarang",
        en="add to FILE as tests: the cases, and what the program answers now",
    ),
)
"""The option of a command whose cases can be kept as tests."""


def export_tests(
    file: str, tests: Sequence[Recorded], law: CompiledPolicy, terminal: Terminal
) -> None:
    """Add tests to a corpus file, and say on stderr how many; nothing is written for none.

    A case that the file holds already, with the same answer, is not added again; a new case under
    an id that is taken gets a number behind it. Complaint for stdout, CaseError for a file that is
    no corpus: both leave the file as it was.
    """
    if file == STDIN:
        raise Complaint(_A_FILE)
    before = content_of(file) if os.path.isfile(file) else b""
    there = read_corpus({file: before}, law, reasons=False) if before.strip() else ()
    new = _new(tests, there)
    if new:
        whole = _joined(before, _written(new, terminal))
        _prove(read_corpus({file: whole}, law, reasons=False)[len(there) :], law)
        with answer(file) as out:
            out.write(whole.decode())
    parts = []
    if new or not tests:
        said = _WRITTEN if new else _NOTHING
        parts.append(said.in_(terminal.language).format(n=len(new), file=file))
    if len(tests) > len(new):
        parts.append(_KNOWN.in_(terminal.language).format(n=len(tests) - len(new)))
    terminal.say("; ".join(parts))


def _new(tests: Sequence[Recorded], there: Sequence[Entry]) -> list[Recorded]:
    """Return the tests that a file does not hold yet, under ids of their own."""
    taken = {entry.id for entry in there}
    known = {
        (replace(entry.case, id=""), entry.as_of, repr(sorted(entry.expect.items())))
        for entry in there
        if entry.case is not None
    }
    new: list[Recorded] = []
    for test in tests:
        key = (replace(test.case, id=""), test.as_of, repr(sorted(test.expect.items())))
        if key in known:
            continue
        known.add(key)
        name, number = test.case.id, 1
        while name in taken:
            number += 1
            name = f"{test.case.id}-{number}"
        taken.add(name)
        new.append(test._replace(case=replace(test.case, id=name)))
    return new


def _written(tests: Sequence[Recorded], terminal: Terminal) -> bytes:
    text = io.StringIO()
    write_yaml((test.plain(test.because.in_(terminal.language)) for test in tests), text)
    return text.getvalue().encode()


def _joined(before: bytes, new: bytes) -> bytes:
    if not before.strip():
        return new
    return before + (b"" if before.endswith(b"\n") else b"\n") + new


def _prove(entries: Sequence[Entry], law: CompiledPolicy) -> None:
    """Refuse to keep tests that fail as they are read back: what was written is not the case."""
    for entry in entries:
        found = complaints(entry, law)
        if found:
            why = "; ".join(found)
            raise RuleFailure(
                Text(
                    id=_UNSOUND.id.format(name=entry.id, why=why),
                    en=_UNSOUND.en.format(name=entry.id, why=why),
                )
            )
