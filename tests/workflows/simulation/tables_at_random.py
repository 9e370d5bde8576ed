"""This file draws tables of cases as people keep them: mostly right, and wrong in every way."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from netralitas.facts import Place
from netralitas.policy import candidate_of_row, columns_of
from tests.workflows.simulation.reading_twice import words

_PLAUSIBLE: dict[str, Sequence[str]] = {
    "id": ("a", "LMJ-1", "007", "ü-1"),
    "event": ("rally", "x" * 199),
    "region": ("contoh", "lain"),
    "election": ("pilkada_2024", "pemilu_2024"),
    "contest": ("regional_head", "legislative"),
    "schema": ("netralitas/case/v1",),
    "report.at": ("2024-10-03", "2024-10-01"),
    "report.known_at": ("2024-10-02", "2024-10-04"),
    "report.channel": ("media", "masyarakat"),
    "report.by.confidential": ("true", "FALSE"),
    "subject.category": ("pns", "pppk"),
    "subject.level": ("pengawas", "pelaksana"),
    "subject.office": ("lurah", "camat", "contoh_penyuluh"),
    "subject.heads_unit": ("true", "False"),
    "subject.tambahan_penghasilan": ("5000000", "0"),
    "subject.until": ("2030-01-01",),
    "act": ("react_online", "join_campaign", "post_photo", "fail_to_act"),
    "at": ("2024-10-02", "2024-10", "2024-09-30"),
    "at.from": ("2024-10-01", "2024-10-03"),
    "at.to": ("2024-10-02", "2024-10-04"),
    "facts.reaction": ("like", "comment"),
    "facts.active": ("true", "false"),
    "facts.public": ("TRUE", "false"),
    "facts.with": ("candidate",),
    "facts.platform": ("facebook", "a; b, c", 'say "hi"', "two\nlines", "two\r\nlines"),
    "facts.omission": ("not_summoned", "regional_duty"),
    "charges.1.act": ("react_online", "join_campaign"),
    "charges.1.at": ("2024-10-02", "2024-11"),
    "charges.1.facts.active": ("true",),
    "charges.3.act": ("post_photo",),
    "charges.3.at.from": ("2024-10-01",),
    "charges.3.at.to": ("2024-10-01",),
    "evidence": ("none", "foto:verified", "foto; tautan", "saksi,foto:verified", "foto : verified"),
    "evidence.0.kind": ("foto",),
    "evidence.0.verified": ("true",),
    "evidence.0.sha256": ("ab12",),
    "evidence.0.charges.0": ("1", "2"),
    "evidence.2.kind": ("saksi",),
    "evidence.2.charges.1": ("1",),
    "priors.0.act": ("react_online",),
    "priors.0.at": ("2020-01-02",),
    "priors.0.decided_at": ("2020-02-02", "2019-02-02"),
    "priors.0.sanction": ("sedang_a", "contoh-teguran"),
    "priors.0.same_violation": ("true",),
    "priors.1.status": ("served",),
    "officials.0.state": ("vacant", "implicated"),
    "officials.0.level": ("administrator",),
    "officials.0.official": ("gubernur",),
    "officials.0.because": ("spouse", "x" * 250),
    "officials.1.state": ("reported",),
    "officials.1.stage": ("kepala_daerah",),
    "process.summonses.0.at": ("2024-10-07",),
    "process.summonses.0.for": ("2024-10-14", "2024-10-01"),
    "process.summonses.1.attended": ("false",),
    "process.examination.at": ("2024-10-20", "2024-09-01"),
    "process.examination.by": ("tim",),
    "process.imposed.0.sanction": ("sedang_a",),
    "process.imposed.0.label": ("berat",),
    "process.decided_at": ("2024-11-20",),
    "process.delivery.sent": ("2024-11-21",),
    "process.delivery.received": ("2024-11-22", "2024-11-20"),
    "process.appeal.kind": ("keberatan",),
    "verdict.tier": ("berat",),
}
"""What each column may well hold; not all of it goes together."""

_ODD = (
    " ", "  pns ", " 2024-10-02", "TRUE ", "tRue", "ya", "1", "0", "-1", "1.0", "0012",
    "1234567890",
    "٣", "9" * 30, "2024-1-02", "+2024-1-02", "2024-13-01", "2024-02-30", "2024-13", "2009-12-31",
    "2010-01-01", "2035-12-31", "2036-01-01", "45567", "2024-10-02T00:00", "x" * 200, "é" * 150,
    "none", "foto:checked", "foto;;tautan", "=1+1", "-", "null", "N/A", "pnss", "likes", "\x1b[0m",
    "\u2028", "a\x00", "\x85", "\u00a0pns", '"', 'a"b', '"a"', "a,b", "a;b", "a\nb", "\n", "\ufeff",
)  # fmt: skip
"""What no column should hold, and what some may."""

_NEEDED = ("id", "subject.category", "act")


@st.composite
def tables(draw: st.DrawFn, plain: bool = False) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of a table; a plain one holds no control characters."""
    others = [name for name in _PLAUSIBLE if name not in _NEEDED]
    chosen = draw(st.lists(st.sampled_from(others), unique=True, max_size=14))
    names = draw(st.permutations([*_NEEDED, *chosen]))
    share = draw(st.sampled_from((0.0, 0.02, 0.3)))
    cells = [_cell(name, share, plain) for name in names]
    rows = draw(st.lists(st.tuples(*cells).map(list), max_size=12))
    return list(names), rows


def _cell(name: str, share: float, plain: bool = False) -> st.SearchStrategy[str]:
    plausible = st.sampled_from([one for one in _PLAUSIBLE[name] if not plain or "\r" not in one])
    said = plausible if name in _NEEDED else st.one_of(st.just(""), plausible)
    if not share:
        return said
    odd = st.sampled_from([one for one in _ODD if not plain or one.isprintable()]) | st.just("")
    if not plain:
        odd |= st.text(max_size=4)
    return st.floats(0, 1, exclude_max=True).flatmap(lambda p: odd if p < share else said)


@st.composite
def csv_files(draw: st.DrawFn) -> bytes:
    """Return a table as the bytes of a CSV file, by one program or another, sound or spoilt."""
    names, rows = draw(tables())
    out = io.StringIO(newline="")
    sheet = csv.writer(
        out,
        delimiter=draw(st.sampled_from(",;")),
        lineterminator=draw(st.sampled_from(("\n", "\r\n"))),
        quoting=draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))),
    )
    sheet.writerow(names)
    for row in rows:
        if draw(st.integers(0, 19)) == 0:
            row = draw(st.sampled_from(([], row[:2], [*row, "more"], [*row, ""], ["", " "])))
        sheet.writerow(row)
    content = out.getvalue().encode("utf-8", "surrogatepass")
    if draw(st.booleans()):
        content = b"\xef\xbb\xbf" + content
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
        place = draw(st.integers(content.find(b"\n") + 1, len(content)))
        spoilt = draw(
            st.sampled_from((b'"', b"\n", b"\r", b",", b"\xe9", b"\xc2\x85", b"\x00", b" "))
        )
        content = content[:place] + spoilt + content[place:]
    return content


_SPOILT = (b'"', b"\n", b"\r", b",", b"\xe9", b"\xc2\x85", b"\x00", b" ")

_ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, 2, -5, 2**53, 10**25, 1.0, 1.5, "", " ", "x", "2024-10-02", "foto",
    "a\x1bb", "\u2028", "x" * 300, "contoh", [], {}, [{}], [[]], [None], ["x"], [1], {"a": {}},
    {"from": None},
    {"from": "2024-10-01", "to": "2024-10-01"}, {"from": "2024-10-01"}, [{"kind": "foto"}],
    [{"at": None}], [{"act": "react_online"}], {"at": None}, {"0": {"act": "react_online"}},
)  # fmt: skip

_ODD_KEYS = (
    "id", "act", "at", "facts", "subject", "evidence", "priors", "process", "by", "kind", "charges",
    "level", "verified", "same_violation", "for", "on", "x", "subject.category", "0", "é", "schema",
    "region", "contoh_apel",
)  # fmt: skip


@st.composite
def jsonl_files(draw: st.DrawFn) -> bytes:
    """Return cases as the bytes of a file of JSON Lines, sound or spoilt."""
    lines: list[bytes] = []
    for _ in range(draw(st.integers(0, 6))):
        data = _nested(draw)
        for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
            _spoil(draw, data)
        between = draw(st.sampled_from(((", ", ": "), (",", ":"), (",", ": "), (" , ", " : "))))
        text = json.dumps(data, ensure_ascii=draw(st.booleans()), separators=between)
        if draw(st.integers(0, 9)) == 0:
            text = draw(
                st.sampled_from(
                    ("", " ", text[:-1], "\ufeff" + text, text + "\r", text + " x", f"[{text}]",
                     text[:-1] + ', "id": "b"}', text.replace('"id"', '"id": "b", "\\u0069d"'))
                )
            )  # fmt: skip
        lines.append(text.encode("utf-8", "surrogatepass"))
    return b"\n".join(lines) + draw(st.sampled_from((b"", b"\n", b"\n\n")))


def _nested(draw: st.DrawFn) -> dict[str, Any]:
    """Return plain values of a case, most of them sound."""
    others = [name for name in _PLAUSIBLE if name not in (*_NEEDED, "verdict.tier")]
    chosen = {*_NEEDED, *draw(st.lists(st.sampled_from(others), unique=True, max_size=10))}
    for listed in ("at", "evidence"):
        if any(name.startswith(f"{listed}.") for name in chosen):
            chosen.discard(listed)
    place = Place("t")
    names = sorted(chosen)
    columns = columns_of(names, place, words(None))
    cells = [draw(_cell(name, 0.0)) for name in names]
    data = candidate_of_row(cells, columns, lambda path: place).data
    return {"schema": "netralitas/case/v1", **(data or {})}


def _spoil(draw: st.DrawFn, data: Any) -> None:
    """Change one value somewhere in plain values, take one away, or add one."""
    while True:
        if isinstance(data, list):
            if not data:
                data.append(draw(st.sampled_from(_ODD_VALUES)))
                return
            key: Any = draw(st.integers(0, len(data) - 1))
        else:
            key = draw(st.sampled_from((*data, *_ODD_KEYS)))
        inner = data[key] if isinstance(data, list) else data.get(key)
        if isinstance(inner, dict | list) and draw(st.booleans()):
            data = inner
            continue
        if isinstance(data, dict) and draw(st.integers(0, 4)) == 0:
            data.pop(key, None)
        else:
            data[key] = copy.deepcopy(draw(st.sampled_from(_ODD_VALUES)))
        return
