"""This file checks the parts of a regional pack that name acts, facts, offices and conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from netralitas.facts import Text, nearest
from netralitas.policy.condition_names import condition_faults
from netralitas.policy.convert import encode
from netralitas.policy.pack import ContractRule, Guidance, RegionalWeight
from netralitas.policy.pack_findings import PackFinding, Placed, listed, overlap
from netralitas.policy.scalars import Path, unknown_name
from netralitas.policy.vocabulary import Field, Office, office_field

ALTERNATIVES_MAX = 60
"""Alternatives that one condition may have once it is written out: what one rulebook holds."""


CONDITIONS_MAX = 8
"""Different conditions that the contract rules of one act may stand on."""


def check_acts(placed: Placed) -> Iterator[PackFinding]:
    """Yield every act and every office that nothing in either vocabulary has."""
    acts = [act.id for act in placed.policy.acts]
    offices = office_ids(placed)
    fills = placed.pack.fills
    for term in ("facts", "contract_rules", "guidance"):
        for place, item in enumerate(getattr(fills, term)):
            for index, act in enumerate(item.acts or ()):
                if act not in acts:
                    path: Path = ("fills", term, place, "acts", index)
                    refusal = unknown_name(act, acts, Text(id="perbuatan", en="act"))
                    yield placed.finding("acts_known", path, *refusal)
                elif act == "fail_to_act" and term == "contract_rules":
                    says = Text(
                        id="kewajiban atasan bukan aturan kontrak",
                        en="the duty of a superior is no contract rule",
                    )
                    hint = Text(id="tulis di duties", en="write it under duties")
                    path = ("fills", term, place, "acts", index)
                    yield placed.finding("acts_known", path, says, hint)
    for place, binding in enumerate(fills.bindings):
        for index, office in enumerate(binding.offices):
            if office not in offices:
                path = ("fills", "bindings", place, "offices", index)
                refusal = unknown_name(office, offices, Text(id="jabatan", en="office"))
                yield placed.finding("offices_known", path, *refusal)


def check_facts(placed: Placed) -> Iterator[PackFinding]:
    """Yield what is wrong with a fact of the region's own: no values, or nothing that reads it."""
    read = set(_read(placed))
    for place, fact in enumerate(placed.pack.fills.facts):
        path: Path = ("fills", "facts", place)
        if (fact.kind == "choice") != bool(fact.values):
            says = Text(
                id="values harus ada pada kind: choice, dan hanya di situ",
                en="values must stand with kind: choice, and only there",
            )
            hint = Text(id="misalnya [satu, dua]", en="as in [one, two]")
            yield placed.finding("facts_sound", (*path, "values"), says, hint)
        elif unknown := [word for word in fact.words if word not in fact.values]:
            says = Text(id=f"{unknown[0]!r} bukan nilainya", en=f"{unknown[0]!r} is no value of it")
            yield placed.finding("facts_sound", (*path, "words", unknown[0]), says)
        if fact.name not in read:
            says = Text(
                id=f"tidak ada yang membaca {fact.name!r}", en=f"nothing reads {fact.name!r}"
            )
            hint = Text(id="pakai dalam when, atau hapus", en="use it in a when, or drop it")
            yield placed.finding("facts_read", path, says, hint)


def check_conditions(placed: Placed) -> Iterator[PackFinding]:
    """Yield what a condition names that is no fact or value, and conditions that are too wide."""
    fields = vocabulary(placed)
    for path, item in _conditional(placed):
        where = (*path, "when")
        named = False
        for inner, (says, hint) in condition_faults(item.when, fields, where):
            named = True
            yield placed.finding("conditions_known", inner, says, hint)
        if named:
            continue
        if item.when is None and isinstance(item, RegionalWeight):
            says = Text(id="syarat kosong menimbang semua", en="no condition would weigh all")
            hint = Text(
                id="misalnya when: {pakta_integritas: true}",
                en="for example when: {pakta_integritas: true}",
            )
            yield placed.finding("conditions_known", where, says, hint)
        yield from _out_of_reach(placed, path, item)
        wide = alternatives(item.when)
        if wide > ALTERNATIVES_MAX:
            says = Text(
                id=f"syarat dengan {wide} kemungkinan; paling banyak {ALTERNATIVES_MAX}",
                en=f"a condition of {wide} alternatives; at most {ALTERNATIVES_MAX}",
            )
            hint = Text(
                id="bagi menjadi beberapa butir, atau pakai not",
                en="split it into several items, or use not",
            )
            yield placed.finding("conditions_bounded", where, says, hint)


def check_crowds(placed: Placed) -> Iterator[PackFinding]:
    """Yield every act whose contract rules stand on too many different conditions.

    Each condition may double what must be told apart of a case of which nothing is known.
    """
    seen: dict[str, dict[bytes, None]] = {}
    for place, rule in enumerate(placed.pack.fills.contract_rules):
        if rule.when is None:
            continue
        for act in rule.acts:
            conditions = seen.setdefault(act, {})
            condition = encode(rule.when)
            if condition in conditions:
                continue
            conditions[condition] = None
            if len(conditions) == CONDITIONS_MAX + 1:
                says = Text(
                    id=f"aturan kontrak atas {act} memakai lebih dari {CONDITIONS_MAX} syarat "
                    "yang berbeda",
                    en=f"the contract rules on {act} stand on more than {CONDITIONS_MAX} different "
                    "conditions",
                )
                hint = Text(id="gabungkan dengan any", en="join them with any")
                path: Path = ("fills", "contract_rules", place)
                yield placed.finding("few_conditions", path, says, hint)


def _out_of_reach(
    placed: Placed, path: Path, item: ContractRule | RegionalWeight | Guidance
) -> Iterator[PackFinding]:
    """Yield the facts that a condition reads although the nation does not open them to its term."""
    opened = placed.term(str(path[1]))
    if opened is None or not opened.facts:
        return
    for fact in dict.fromkeys(_fields(item.when)):
        if fact not in opened.facts:
            says = Text(
                id=f"{opened.id} tidak boleh membaca {fact!r}",
                en=f"{opened.id} may not read {fact!r}",
            )
            hint = Text(
                id=f"yang terbuka: {listed(opened.facts)}", en=f"open: {listed(opened.facts)}"
            )
            where = (*path, "when", fact)
            yield placed.finding("reads_open_facts", where, says, hint, opened.cites)


def check_ladders(placed: Placed) -> Iterator[PackFinding]:
    """Yield what is wrong with a contract ladder: foreign types, twice one, two on one day."""
    fills = placed.pack.fills
    own = {sanction.id for ladder in fills.contract_ladders for sanction in ladder.sanctions}
    opened = placed.term("contract_ladders")
    tracks = opened.tracks if opened is not None else ()
    allowed = own | {one.id for one in placed.policy.sanctions if one.track in tracks}
    for place, ladder in enumerate(fills.contract_ladders):
        path: Path = ("fills", "contract_ladders", place)
        if not ladder.types:
            says = Text(id="tangga tanpa jenis sanksi", en="a ladder without any type")
            yield placed.finding("ladders_sound", (*path, "types"), says)
        steps = [step.sanction for step in ladder.types]
        for index, step in enumerate(ladder.types):
            where = (*path, "types", index)
            if step.sanction not in allowed:
                says = Text(
                    id=f"{step.sanction!r} bukan jenis sanksi menurut kontrak",
                    en=f"{step.sanction!r} is no type of sanction under a contract",
                )
                hint = nearest(step.sanction, sorted(allowed))
                cites = opened.cites if opened is not None else ()
                yield placed.finding("ladders_sound", where, says, hint, cites)
            elif step.sanction in steps[:index] or set(step.after) - set(steps[:index]):
                says = Text(
                    id="satu jenis dua kali, atau sesudah jenis yang tidak mendahuluinya",
                    en="a type twice, or after a type that does not come before it",
                )
                yield placed.finding("ladders_sound", where, says)
        for other in fills.contract_ladders[:place]:
            if overlap(placed.days(other), placed.days(ladder)):
                says = Text(
                    id=f"{other.id} berlaku pada hari yang sama",
                    en=f"{other.id} holds on the same days",
                )
                hint = Text(id="pisahkan dengan since dan until", en="part them by since and until")
                yield placed.finding("ladders_sound", path, says, hint)


def vocabulary(placed: Placed) -> dict[str, Field]:
    """Return every fact that a condition of the pack may name, the nation's and its own."""
    fields = {field.name: field for field in placed.policy.fields if field.scope != "moment"}
    own = (Office(id=one.id, text=one.text) for one in placed.pack.fills.offices)
    fields["office"] = office_field((*placed.policy.offices, *own))
    for fact in placed.pack.fills.facts:
        fields.setdefault(
            fact.name,
            Field(
                name=fact.name, kind=fact.kind, scope="charge", text=fact.text, values=fact.values
            ),
        )
    return fields


def office_ids(placed: Placed) -> tuple[str, ...]:
    """Return every office that a case under the pack may name."""
    own = (office.id for office in placed.pack.fills.offices)
    return (*(office.id for office in placed.policy.offices), *own)


def alternatives(when: Any) -> int:
    """Return how many alternatives a condition has once it is written out."""
    if not isinstance(when, Mapping):
        return 1
    product = 1
    for key, value in when.items():
        if key == "any" and isinstance(value, list):
            product *= sum(alternatives(part) for part in value)
        elif key == "all" and isinstance(value, list):
            for part in value:
                product *= alternatives(part)
        elif isinstance(value, list):
            product *= len(value)
    return product


def _conditional(
    placed: Placed,
) -> Iterator[tuple[Path, ContractRule | RegionalWeight | Guidance]]:
    fills = placed.pack.fills
    for term in ("contract_rules", "weights", "guidance"):
        for place, item in enumerate(getattr(fills, term)):
            yield ("fills", term, place), item


def _read(placed: Placed) -> Iterator[str]:
    for _, item in _conditional(placed):
        yield from _fields(item.when)


def _fields(when: Any) -> Iterator[str]:
    if isinstance(when, Mapping):
        for key, value in when.items():
            if key in ("all", "any") and isinstance(value, list):
                for part in value:
                    yield from _fields(part)
            else:
                yield key
