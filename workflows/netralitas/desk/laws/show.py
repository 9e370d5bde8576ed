"""This file is `netralitas policy show`: the law as loaded, whole, by section, or one row of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click
import msgspec

from netralitas.desk.command import Command
from netralitas.desk.complaints import unknown_value
from netralitas.desk.options import answering, reading_law
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.phrases import label, phrase
from netralitas.desk.request import Request, request_of
from netralitas.desk.table import table_text
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.vocabulary import Vocabulary, vocabulary_of
from netralitas.facts import Citation, Confidence, Language, Outcome, Text
from netralitas.judgement import say_day
from netralitas.policy import Policy, encode, policy_to_json, table_of_acts, to_plain

_SECTIONS = tuple(
    name for name, kind in Policy.__annotations__.items() if str(kind).startswith(("tuple", "dict"))
)


@click.command(
    "show",
    cls=Command,
    examples=(
        "policy show",
        "policy show disiplin-posting-like-follow",
    ),
    says=Text(
        id="Menampilkan hukum yang dimuat. NAME boleh nama bagian "
        "(provisions, sanctions, ladders, deadlines, authority, elections, lacking, ...) "
        "atau id satu baris.",
        en="Show the law as loaded. NAME is a section "
        "(provisions, sanctions, ladders, deadlines, authority, elections, lacking, ...) "
        "or the id of one row.",
    ),
)
@click.argument("name", required=False, metavar="[NAME]")
@reading_law()
@answering("text", "json")
@click.pass_obj
def show(terminal: Terminal, /, name: str | None, **shared: Any) -> int:
    """Show the law, a section, or a row."""
    request = request_of(terminal, shared)
    policy = request.law.of(request.region).policy
    found = _found(policy, name)
    with answer(request.out) as out:
        if request.format == "json":
            whole = policy_to_json(policy) if name is None else encode(found)
            out.write(whole.decode() + "\n")
        elif name is None:
            out.write(text_of(_summary(policy, request.language), request.width))
        elif name in _SECTIONS:
            out.write(_table(policy, name, request))
        else:
            words = vocabulary_of(policy, request.language)
            out.write("\n".join(_rows(found, words, request)))
    return 0


def _found(policy: Policy, name: str | None) -> Any:
    """Return the section of this name, or the rows of this id; Complaint when there is neither."""
    if name is None:
        return None
    if name == "acts":
        return table_of_acts(policy)
    if name in _SECTIONS:
        return getattr(policy, name)
    rows = [
        (section, row)
        for section in _SECTIONS
        for row in _listed(getattr(policy, section))
        if _id(row) == name
    ]
    if not rows:
        known = [_id(row) for section in _SECTIONS for row in _listed(getattr(policy, section))]
        raise unknown_value("NAME", name, [*_SECTIONS, *filter(None, known)])
    return [{"section": section, "row": to_plain(row)} for section, row in rows]


def _listed(section: Any) -> tuple[Any, ...]:
    return section if isinstance(section, tuple) else ()


def _id(row: Any) -> str:
    for name in ("id", "name", "role"):
        value = getattr(row, name, None)
        if isinstance(value, str):
            return value
    return str(getattr(row, "year", ""))


def _summary(policy: Policy, language: Language) -> Page:
    counts = [
        Line(f"{section}: {len(getattr(policy, section))}")
        for section in _SECTIONS
        if len(getattr(policy, section))
    ]
    instruments = []
    for one in policy.instruments:
        since = say_day(one.since, language) if one.since else phrase("day_unknown", language)
        until = ""
        if one.until:
            until = f" {phrase('until_day', language)} {say_day(one.until, language)}"
        mark = one.marks.date or one.marks.content
        instruments.append(Line(f"{one.short}: {since}{until}", mark.value))
    lacking = [Line(one.text.in_(language), one.marks.content.value) for one in policy.lacking]
    calendars = f"{phrase('receipt.calendars', language)} {policy.calendar_digest}"
    digests = [Line(policy.digest), Line(calendars)]
    return Page(
        title=phrase("policy", language),
        headline=phrase("policy.rows", language).format(n=len(policy.provisions)),
        outcome=Outcome.NO_VIOLATION,
        sections=(
            Section(label("digest", language), tuple(digests)),
            Section(label("parts", language), tuple(counts)),
            Section(label("instruments", language), tuple(instruments)),
            Section(label("lacking", language), tuple(lacking)),
        ),
    )


def _table(policy: Policy, section: str, request: Request) -> str:
    language = request.language
    rows = _listed(getattr(policy, section))
    if not rows:
        return json_text(getattr(policy, section))
    headings = [Text(id="Id", en="Id"), Text(id="Isi", en="Content"), Text(id="Dasar", en="Basis"),
                Text(id="Tanda", en="Mark")]  # fmt: skip
    if section == "acts":
        return _acts_table(policy, request)
    words = vocabulary_of(policy, language)
    shown = [
        (_id(row), _said(row, language), "; ".join(map(words.cite, _cites(row))), _mark(row))
        for row in rows
    ]
    return table_text([one.in_(language) for one in headings], shown, request)


def _acts_table(policy: Policy, request: Request) -> str:
    """Return the acts with the rows that they may meet, and the facts that these rows read."""
    language = request.language
    headings = [Text(id="Perbuatan", en="Act"), Text(id="Isi", en="Content"),
                Text(id="Baris", en="Rows"), Text(id="Pertanyaan", en="Questions"),
                Text(id="Fakta", en="Facts")]  # fmt: skip
    shown = [
        (
            entry.id,
            entry.text.in_(language),
            "; ".join((*entry.decides, *entry.opens)),
            "; ".join(entry.asks),
            ", ".join(entry.facts),
        )
        for entry in table_of_acts(policy)
    ]
    return table_text([one.in_(language) for one in headings], shown, request)


def json_text(value: Any) -> str:
    """Return a value as indented JSON."""
    return msgspec.json.format(encode(value), indent=2).decode() + "\n"


def _said(row: Any, language: Language) -> str:
    for name in ("text", "name", "title", "body"):
        value = getattr(row, name, None)
        if isinstance(value, Text):
            return value.in_(language)
    types = getattr(row, "types", ())
    return ", ".join(one.sanction for one in types)


def _cites(row: Any) -> tuple[Citation, ...]:
    cites: tuple[Citation, ...] = getattr(row, "cites", ())
    return cites


def _mark(row: Any) -> str:
    marks = getattr(row, "marks", None)
    mark = marks.content if marks is not None else getattr(row, "confidence", None)
    return mark.value if isinstance(mark, Confidence) else ""


def _rows(found: Any, words: Vocabulary, request: Request) -> Iterator[str]:
    """Yield each row of an id as labelled lines, its texts in the language asked."""
    for one in found:
        lines = [Line(f"{key}: {text}") for key, text in _leaves(one["row"], words)]
        page = Page(
            title=str(one["row"].get("id") or one["row"].get("name") or ""),
            headline=one["section"],
            outcome=Outcome.NO_VIOLATION,
            sections=(Section("", tuple(lines)),),
        )
        yield text_of(page, request.width)


def _leaves(value: Any, words: Vocabulary, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield what a row states, key by key; what it leaves open is not listed."""
    if isinstance(value, Mapping):
        if set(value) == {"id", "en"}:
            yield path, value[words.language.value]
        elif "instrument" in value and path.startswith("cites"):
            citation = msgspec.convert(value, Citation)
            yield path, f"{words.cite(citation)} [{citation.confidence.value}]"
        else:
            for key, item in value.items():
                yield from _leaves(item, words, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple):
        if value and all(isinstance(item, str) for item in value):
            yield path, ", ".join(value)
        else:
            for place, item in enumerate(value, 1):
                yield from _leaves(item, words, f"{path}[{place}]")
    elif value not in (None, "", False):
        yield path, str(value)
