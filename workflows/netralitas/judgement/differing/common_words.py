"""This file gives two policies each other's words, so that one combination of facts fits both.

New words alone decide nothing: a fact that a policy does not know is read by none of its rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from netralitas.facts import Place, PolicyError, Text
from netralitas.policy import Act, Field, Office, Policy

Word = TypeVar("Word", bound=Act | Office)


def in_common_words(old: Policy, new: Policy) -> tuple[Policy, Policy]:
    """Return both policies with the facts, offices and acts that either knows.

    A policy that knows all of them already comes back as it is. PolicyError names a fact that both
    know by the same name and mean otherwise: its values could not be laid side by side.
    """
    return _worded(old, new), _worded(new, old)


def _worded(policy: Policy, other: Policy) -> Policy:
    fields = tuple(_fields(policy.fields, other.fields))
    offices = _joined(policy.offices, other.offices)
    acts = _joined(policy.acts, other.acts)
    if (fields, offices, acts) == (policy.fields, policy.offices, policy.acts):
        return policy
    return msgspec.structs.replace(policy, fields=fields, offices=offices, acts=acts)


def _joined(own: Sequence[Word], others: Sequence[Word]) -> tuple[Word, ...]:
    known = {word.id for word in own}
    return (*own, *(word for word in others if word.id not in known))


def _fields(own: Sequence[Field], others: Sequence[Field]) -> Iterator[Field]:
    by_name = {field.name: field for field in others}
    for field in own:
        yield _field(field, by_name.pop(field.name, field))
    yield from by_name.values()


def _field(own: Field, other: Field) -> Field:
    if (own.kind, own.scope) != (other.kind, other.scope):
        raise PolicyError(
            Text(
                id=f"fakta {own.name!r} berarti lain dalam kedua hukum "
                f"({own.kind} {own.scope}, {other.kind} {other.scope}): tidak dapat disandingkan",
                en=f"the fact {own.name!r} means another thing in either policy "
                f"({own.kind} {own.scope}, {other.kind} {other.scope}): not comparable",
            ),
            at=Place("policy", 0, f"fields.{own.name}"),
            hint=Text(id="beri nama lain pada salah satunya", en="give one of them another name"),
        )
    values = tuple(dict.fromkeys((*own.values, *other.values)))
    acts = None
    if own.acts is not None and other.acts is not None:
        acts = tuple(dict.fromkeys((*own.acts, *other.acts)))
    return msgspec.structs.replace(
        own, values=values, words={**other.words, **own.words}, acts=acts
    )
