"""This file refuses what no case can say under a policy: unknown names, and facts astray."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from netralitas.facts import Case, CaseError, Charge, Place, Text, Value, nearest
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
            yield from _text(path, text, TEXT_MAX if path[-1] != "because" else LONG_TEXT_MAX)


def _text(path: Path, text: str, most: int) -> Iterator[tuple[Path, Refusal]]:
    found = FORBIDDEN.search(text)
    if found:
        yield path, forbidden(found.group())
    if len(text) >= most:
        yield (
            path,
            Refusal(
                Text(id=f"{len(text)} karakter", en=f"{len(text)} characters"),
                Text(id=f"kurang dari {most}", en=f"fewer than {most}"),
            ),
        )


def _names(case: Case, policy: Policy) -> Iterator[tuple[Path, Refusal]]:
    acts = [act.id for act in policy.acts]
    sanctions = [sanction.id for sanction in policy.sanctions]
    offices = [office.id for office in policy.offices]
    yield from _known(("subject", "office"), case.subject.office, offices, _OFFICE)
    for index, prior in enumerate(case.priors):
        yield from _known(("priors", index, "act"), prior.act, acts, _ACT)
        yield from _known(("priors", index, "sanction"), prior.sanction, sanctions, _SANCTION)
    for index, imposed in enumerate(case.process.imposed):
        path = ("process", "imposed", index, "sanction")
        yield from _known(path, imposed.sanction, sanctions, _SANCTION)
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
    elections = {election.id: election for election in policy.elections}
    yield from _known(("election",), case.election, list(elections), _ELECTION)
    election = elections.get(case.election)
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
    acts = [act.id for act in policy.acts]
    fields = {field.name: field for field in policy.fields}
    for index, charge in enumerate(case.charges):
        path: Path = ("charges", index)
        yield from _known((*path, "act"), charge.act, acts, _ACT)
        if charge.act in acts:
            for name, value in charge.facts.items():
                yield from _fact((*path, "facts", name), name, value, charge, fields)
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


def _fact(
    path: Path, name: str, value: Value, charge: Charge, fields: dict[str, Field]
) -> Iterator[tuple[Path, Refusal]]:
    field = fields.get(name)
    if field is None:
        yield path, unknown_name(name, _carried(charge.act, fields), _FACT)
    elif field.scope == "subject":
        yield (
            path,
            _refusal(
                f"{name!r} menyangkut orangnya",
                f"{name!r} is about the person",
                f"subject: {{{name}: ...}}",
            ),
        )
    elif field.scope != "charge":
        yield (
            path,
            Refusal(
                Text(
                    id=f"{name!r} diturunkan, tidak dinyatakan",
                    en=f"{name!r} is derived, not stated",
                ),
                Text(id="hapus; sistem menghitungnya", en="remove it; it is computed"),
            ),
        )
    elif field.acts is not None and charge.act not in field.acts:
        yield (
            path,
            Refusal(
                Text(
                    id=f"{charge.act} tidak mengenal fakta {name!r}",
                    en=f"{charge.act} carries no fact {name!r}",
                ),
                nearest(name, _carried(charge.act, fields)),
            ),
        )
    else:
        yield from _value(path, field, value)


def _carried(act: str, fields: dict[str, Field]) -> list[str]:
    """Return the facts that a charge of an act may state."""
    return [
        known.name
        for known in fields.values()
        if known.scope == "charge" and (known.acts is None or act in known.acts)
    ]


def _value(path: Path, field: Field, value: Value) -> Iterator[tuple[Path, Refusal]]:
    if field.kind == "bool" and not isinstance(value, bool):
        yield (
            path,
            _refusal(
                f"seharusnya ya/tidak, bukan {shown(value)}",
                f"expected true or false, not {shown(value)}",
                f"{field.name}: true",
            ),
        )
    elif field.kind == "choice" and (not isinstance(value, str) or value not in field.values):
        yield path, unknown_value(value, field.values)
    elif field.kind == "text":
        if not isinstance(value, str):
            yield (
                path,
                _refusal(
                    f"seharusnya teks, bukan {shown(value)}",
                    f"expected text, not {shown(value)}",
                    f'{field.name}: "{value}"',
                ),
            )
        else:
            yield from _text(path, value, LONG_TEXT_MAX)


_FACT = Text(id="fakta", en="fact")
_ACT = Text(id="perbuatan", en="act")
_OFFICE = Text(id="jabatan", en="office")
_SANCTION = Text(id="jenis sanksi", en="sanction")
_ELECTION = Text(id="pemilihan", en="election")


def _known(
    path: Path, name: str | None, known: Sequence[str], what: Text
) -> Iterator[tuple[Path, Refusal]]:
    if name is not None and name not in known:
        yield path, unknown_name(name, known, what)


def _refusal(says_id: str, says_en: str, example: str) -> Refusal:
    return Refusal(
        Text(id=says_id, en=says_en),
        Text(id=f"misalnya {example}", en=f"for example {example}"),
    )
