"""This file is `netralitas schema`: JSON Schemas of what is read and of what is answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click
import msgspec

from netralitas.desk.command import Command
from netralitas.desk.complaints import unknown_value
from netralitas.desk.options import answering, reading_law
from netralitas.desk.outputs import answer
from netralitas.desk.request import request_of
from netralitas.desk.shapes import schema_of
from netralitas.desk.terminal import Terminal
from netralitas.facts import Case, Text, Verdict
from netralitas.policy import Field, PackFile, Policy, PolicyFile

KINDS: Mapping[str, type[msgspec.Struct]] = {
    "case": Case,
    "verdict": Verdict,
    "policy": PolicyFile,
    "pack": PackFile,
}


@click.command(
    "schema",
    cls=Command,
    examples=(
        "schema case",
        "schema verdict --out verdict.schema.json",
    ),
    says=Text(
        id="Mencetak JSON Schema (2020-12) dari KIND: case, verdict, policy, atau pack. Skema case "
        "memuat kosakata hukum yang dimuat: perbuatan, jabatan, pemilihan, fakta dan nilainya.",
        en="Print the JSON Schema (2020-12) of KIND: case, verdict, policy or pack. The schema of "
        "a case holds the vocabulary of the law as loaded: acts, offices, elections, facts and "
        "their values.",
    ),
)
@click.argument("kind", metavar="KIND")
@reading_law()
@answering("json")
@click.pass_obj
def schema(terminal: Terminal, /, kind: str, **shared: Any) -> int:
    """Print one schema."""
    if kind not in KINDS:
        raise unknown_value("KIND", kind, tuple(KINDS))
    request = request_of(terminal, shared)
    made = schema_of(KINDS[kind], kind)
    if kind == "case":
        made = with_vocabulary(made, request.law.of(request.region).policy)
    with answer(request.out) as out:
        out.write(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
    return 0


def with_vocabulary(made: dict[str, Any], policy: Policy) -> dict[str, Any]:
    """Return the schema of a case with the words that this policy knows, closed where they are."""
    shapes = dict(made["$defs"])
    charge = shapes["Charge"]
    _close(charge, "act", [act.id for act in policy.acts])
    charge["properties"]["facts"] = _facts(policy.fields)
    _close(shapes["Subject"], "office", [office.id for office in policy.offices], optional=True)
    _close(shapes["Case"], "election", [one.id for one in policy.elections], optional=True)
    sanctions = [sanction.id for sanction in policy.sanctions]
    _close(shapes["Imposed"], "sanction", sanctions)
    _close(shapes["Prior"], "sanction", sanctions, optional=True)
    return made | {"$defs": shapes}


def _facts(fields: tuple[Field, ...]) -> dict[str, Any]:
    stated = [field for field in fields if field.scope == "charge"]
    return {
        "type": "object",
        "properties": {field.name: _fact(field) for field in stated},
        "additionalProperties": False,
        "default": {},
    }


def _fact(field: Field) -> dict[str, Any]:
    """Return what a fact may hold; null says nothing, as an absent fact does."""
    kinds: dict[str, dict[str, Any]] = {
        "bool": {"type": ["boolean", "null"]},
        "choice": {"enum": [*field.values, None]},
        "text": {"type": ["string", "null"]},
    }
    said = f"{field.text.en} / {field.text.id}"
    carried = "" if field.acts is None else f"; for: {', '.join(field.acts)}"
    return {"description": said + carried, **kinds[field.kind]}


def _close(shape: dict[str, Any], name: str, words: list[str], *, optional: bool = False) -> None:
    old = shape["properties"][name]
    kept = {key: value for key, value in old.items() if key in ("default", "description")}
    shape["properties"][name] = {"enum": [*words, None] if optional else words} | kept
