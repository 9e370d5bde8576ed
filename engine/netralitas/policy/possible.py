"""This file refuses what no case can say under a policy: unknown names, and facts astray."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from netralitas.facts import Case, CaseError, Place, Text, Value, nearest
from netralitas.policy.chronology import impossible_dates
from netralitas.policy.model import Policy
from netralitas.policy.scalars import (
    FORBIDDEN,
    Path,
    Refusal,
    forbidden,
    path_text,
    shown,
    unknown_name,
    unknown_value,
)
from netralitas.policy.vocabulary import Field

TEXT_MAX = 200
"""Characters an id or a name may have."""

LONG_TEXT_MAX = 10_000
"""Characters a description may have."""


def in_memory(path: Path) -> Place:
    """Return the place of a value in a case that comes from no file."""
    return Place("case", 0, path_text(path))


def check_case(case: Case, policy: Policy, place: Callable[[Path], Place] = in_memory) -> None:
    """Raise CaseError for the first thing in the case that no case under this policy can say."""
    for path, (says, hint) in refusals(case, policy):
        raise CaseError(says, at=place(path), hint=hint)


def refusals(case: Case, policy: Policy) -> Iterator[tuple[Path, Refusal]]:
    """Yield everything that no case under this policy can say, with the path to it."""
    yield from _texts(case)
    yield from _names(case, policy)
    yield from _charges(case, policy)
    yield from impossible_dates(case)


def _texts(case: Case) -> Iterator[tuple[Path, Refusal]]:
    if not case.id.strip():
        yield ("id",), _refusal("id kosong", "the id is empty", "LMJ-2024-001")
    named: list[tuple[Path, str | None]] = [
        (("id",), case.id),
        (("event",), case.event),
        (("region",), case.region),
    ]
    for index, official in enumerate(case.officials):
        named.append((("officials", index, "approval"), official.approval))
        named.append((("officials", index, "because"), official.because))
    for index, item in enumerate(case.evidence or ()):
        named.append((("evidence", index, "sha256"), item.sha256))
    named.append((("process", "examination", "by"), case.process.examination.by))
    for index, imposed in enumerate(case.process.imposed):
        named.append((("process", "imposed", index, "by"), imposed.by))
    for path, text in named:
        if text is not None:
            for refusal in _text(text, TEXT_MAX if path[-1] != "because" else LONG_TEXT_MAX):
                yield path, refusal


def _text(text: str, most: int) -> Iterator[Refusal]:
    found = FORBIDDEN.search(text)
    if found:
        yield forbidden(found.group())
    if len(text) >= most:
        yield Refusal(
            Text(id=f"{len(text)} karakter", en=f"{len(text)} characters"),
            Text(id=f"kurang dari {most}", en=f"fewer than {most}"),
        )


def _names(case: Case, policy: Policy) -> Iterator[tuple[Path, Refusal]]:
    yield from _known(("subject", "office"), case.subject.office, policy.offices, _OFFICE)
    for index, prior in enumerate(case.priors):
        yield from _known(("priors", index, "act"), prior.act, policy.acts, _ACT)
        path: Path = ("priors", index, "sanction")
        yield from _known(path, prior.sanction, policy.sanctions, _SANCTION)
    for index, imposed in enumerate(case.process.imposed):
        path = ("process", "imposed", index, "sanction")
        yield from _known(path, imposed.sanction, policy.sanctions, _SANCTION)
    for index, official in enumerate(case.officials):
        if official.level is None and official.official is None and official.stage is None:
            yield (
                ("officials", index),
                _refusal(
                    "pejabat tanpa nama jabatan",
                    "an official without a name of office",
                    "level: administrator, official: gubernur, stage: atasan_langsung",
                ),
            )
    if case.election is None:
        return
    yield from _known(("election",), case.election, policy.elections, _ELECTION)
    election = next((one for one in policy.elections if one.id == case.election), None)
    if election is None or case.contest is None:
        return
    if case.contest not in election.contests:
        yield (
            ("contest",),
            Refusal(
                Text(
                    id=f"{election.id} tidak memilih {case.contest.value}",
                    en=f"{election.id} does not hold {case.contest.value}",
                ),
                nearest("", [contest.value for contest in election.contests]),
            ),
        )
    elif not any(
        not milestone.contests or case.contest in milestone.contests
        for milestone in election.milestones
    ):
        yield (
            ("contest",),
            Refusal(
                Text(
                    id=f"{election.id} tidak mempunyai tahapan untuk {case.contest.value}",
                    en=f"{election.id} has no phases for {case.contest.value}",
                ),
                Text(id="periksa contest", en="check the contest"),
            ),
        )


def _charges(case: Case, policy: Policy) -> Iterator[tuple[Path, Refusal]]:
    if not case.charges:
        yield (
            ("charges",),
            _refusal("tidak ada perbuatan", "there is no charge", "charges: [{act: react_online}]"),
        )
    fields = {field.name: field for field in policy.fields}
    for index, charge in enumerate(case.charges):
        unknown = list(_known(("charges", index, "act"), charge.act, policy.acts, _ACT))
        yield from unknown
        if not unknown:
            for name, value in charge.facts.plain().items():
                if refusal := _fact(name, value, charge.act, fields):
                    yield ("charges", index, "facts", name), refusal
    for index, item in enumerate(case.evidence or ()):
        for number in item.charges or ():
            if not 1 <= number <= len(case.charges):
                yield (
                    ("evidence", index, "charges"),
                    Refusal(
                        Text(
                            id=f"tidak ada perbuatan ke-{number}", en=f"there is no charge {number}"
                        ),
                        Text(
                            id=f"dihitung dari 1 sampai {len(case.charges)}",
                            en=f"counted from 1 to {len(case.charges)}",
                        ),
                    ),
                )


def _fact(name: str, value: Value, act: str, fields: dict[str, Field]) -> Refusal | None:
    field = fields.get(name)
    if field is None:
        return unknown_name(name, _carried(act, fields), _FACT)
    if field.scope == "subject":
        return _refusal(
            f"{name!r} menyangkut orangnya",
            f"{name!r} is about the person",
            f"subject: {{{name}: ...}}",
        )
    if field.scope != "charge":
        return Refusal(
            Text(
                id=f"{name!r} diturunkan, tidak dinyatakan",
                en=f"{name!r} is derived, not stated",
            ),
            Text(id="hapus; sistem menghitungnya", en="remove it; it is computed"),
        )
    if field.acts is not None and act not in field.acts:
        return Refusal(
            Text(id=f"{act} tidak mengenal fakta {name!r}", en=f"{act} carries no fact {name!r}"),
            nearest(name, _carried(act, fields)),
        )
    return _value(field, value)


def _carried(act: str, fields: dict[str, Field]) -> list[str]:
    """Return the facts that a charge of an act may state."""
    return [
        known.name
        for known in fields.values()
        if known.scope == "charge" and (known.acts is None or act in known.acts)
    ]


def _value(field: Field, value: Value) -> Refusal | None:
    if field.kind == "bool" and not isinstance(value, bool):
        return _refusal(
            f"seharusnya ya/tidak, bukan {shown(value)}",
            f"expected true or false, not {shown(value)}",
            f"{field.name}: true",
        )
    if field.kind == "choice" and (not isinstance(value, str) or value not in field.values):
        return unknown_value(value, field.values)
    if field.kind == "text" and not isinstance(value, str):
        return _refusal(
            f"seharusnya teks, bukan {shown(value)}",
            f"expected text, not {shown(value)}",
            f'{field.name}: "{value}"',
        )
    if field.kind == "text" and isinstance(value, str):
        return next(_text(value, LONG_TEXT_MAX), None)
    return None


class _Named(Protocol):
    """A row of the policy that has a name."""

    @property
    def id(self) -> str: ...


_FACT = Text(id="fakta", en="fact")
_ACT = Text(id="perbuatan", en="act")
_OFFICE = Text(id="jabatan", en="office")
_SANCTION = Text(id="jenis sanksi", en="sanction")
_ELECTION = Text(id="pemilihan", en="election")


def _known(
    path: Path, name: str | None, rows: Sequence[_Named], what: Text
) -> Iterator[tuple[Path, Refusal]]:
    if name is None:
        return
    for row in rows:
        if row.id == name:
            return
    yield path, unknown_name(name, [row.id for row in rows], what)


def _refusal(says_id: str, says_en: str, example: str) -> Refusal:
    return Refusal(
        Text(id=says_id, en=says_en),
        Text(id=f"misalnya {example}", en=f"for example {example}"),
    )
