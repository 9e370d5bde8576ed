"""This file describes a type as JSON Schema 2020-12, with our own values told as files write them.

msgspec's own schemas cannot state a default that is one of our values (`Facts()`), so its account
of the types is put into words here.
"""

from __future__ import annotations

import inspect
from enum import Enum
from typing import Any

import msgspec
from msgspec import inspect as types

from netralitas.facts import Days, Facts
from netralitas.policy import to_plain

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Shape = dict[str, Any]

_DAY: Shape = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_OURS: dict[type, Shape] = {
    Facts: {
        "type": "object",
        "additionalProperties": {"type": ["string", "boolean", "integer", "null"]},
    },
    Days: {
        "description": "A date, a month, or the first and the last day.",
        "anyOf": [
            _DAY,
            {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
            {
                "type": "object",
                "properties": {"from": _DAY, "to": _DAY},
                "required": ["from", "to"],
                "additionalProperties": False,
            },
        ],
    },
}
_PLAIN: dict[type[types.Type], Shape] = {
    types.AnyType: {},
    types.NoneType: {"type": "null"},
    types.BoolType: {"type": "boolean"},
    types.IntType: {"type": "integer"},
    types.StrType: {"type": "string"},
    types.DateType: _DAY,
}


def schema_of(kind: type[msgspec.Struct], name: str) -> Shape:
    """Return the schema of a struct, under its name; the types it is made of stand in `$defs`."""
    shapes: dict[str, Shape] = {}
    reference = _shape(types.type_info(kind), shapes)
    return {
        "$schema": DIALECT,
        "$id": f"urn:netralitas:schema:{name}:v1",
        "title": f"netralitas {name}, version 1",
        **reference,
        "$defs": dict(sorted(shapes.items())),
    }


def _shape(info: types.Type, shapes: dict[str, Shape]) -> Shape:
    """Return the shape of a type; those with a name go into `shapes` and are referred to."""
    ours = _OURS.get(getattr(info, "cls", type(None)))
    if ours is not None:
        return dict(ours)
    match info:
        case types.StructType(cls=cls):
            if cls.__name__ not in shapes:
                shapes[cls.__name__] = {}  # so that a type that holds itself finds itself
                shapes[cls.__name__] = _struct(info, shapes)
            return {"$ref": f"#/$defs/{cls.__name__}"}
        case types.EnumType(cls=cls):
            shapes[cls.__name__] = _said(cls, {"enum": [value.value for value in cls]})
            return {"$ref": f"#/$defs/{cls.__name__}"}
        case types.LiteralType(values=values):
            return {"enum": list(values)}
        case types.UnionType(types=kinds):
            return {"anyOf": [_shape(kind, shapes) for kind in kinds]}
        case types.VarTupleType(item_type=item):
            return {"type": "array", "items": _shape(item, shapes)}
        case types.DictType(key_type=key, value_type=value):
            made: Shape = {"type": "object", "additionalProperties": _shape(value, shapes)}
            return made if isinstance(key, types.StrType) else made | _keys(key, shapes)
    return dict(_PLAIN[type(info)])


def _struct(info: types.StructType, shapes: dict[str, Shape]) -> Shape:
    made: Shape = {"type": "object", "properties": {}}
    required = []
    for field in info.fields:
        shape = _shape(field.type, shapes)
        if field.required:
            required.append(field.encode_name)
        elif field.default is not msgspec.NODEFAULT:
            shape = shape | {"default": _plain(field.default)}
        made["properties"][field.encode_name] = shape
    if required:
        made["required"] = required
    if info.forbid_unknown_fields:
        made["additionalProperties"] = False
    return _said(info.cls, made)


def _keys(key: types.Type, shapes: dict[str, Shape]) -> Shape:
    return {"propertyNames": _shape(key, shapes)}


def _plain(value: object) -> object:
    made = to_plain(value)
    return list(made) if isinstance(made, tuple) else made


def _said(kind: type[Any], shape: Shape) -> Shape:
    """Return a shape with the first sentence of its type's docstring."""
    words = inspect.getdoc(kind)
    if not words or (issubclass(kind, Enum) and words == inspect.getdoc(Enum)):
        return shape
    return {"description": " ".join(words.split("\n\n")[0].split())} | shape
