"""This file proves that a region stays within its bounds: on every combination, not on a sample."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from netralitas.facts import CASE_SCHEMA, Case, Charge, Days, Subject, Text
from netralitas.judgement.bounds_words import kind_text
from netralitas.judgement.criminal_bounds import criminal_bounds
from netralitas.judgement.outcome_bounds import outcome_bounds
from netralitas.judgement.permits import Permit
from netralitas.judgement.proof import Certificate, CounterExample, Pairing, Proof, Shown, Told
from netralitas.judgement.sections import VOCABULARY, classified, digest_of_section, unlike
from netralitas.judgement.type_bounds import type_bounds
from netralitas.policy import Policy
from netralitas.rules import FIRST_DAY

Comparison = Callable[[Pairing], Shown | CounterExample]


def prove_bounds(national: Policy, regional: Policy, permits: Sequence[Permit]) -> Proof:
    """Return a certificate that a region only adds what is permitted, or what breaks that.

    `regional` is the national policy with a pack laid over it. Compared are the words of the law,
    then the outcome of every feasible combination of facts on every day, the criminal rows, the
    lawful types, and all other sections as data. The first comparison that fails gives the
    counter-example, with the shortest case that shows it. RuleFailure, when nothing may be
    concluded: an act with too many combinations, or a section of the policy nobody has classified.
    """
    pairing = Pairing(national, regional, permits)
    shown: list[Shown] = []
    for comparison in COMPARISONS:
        found = comparison(pairing)
        if isinstance(found, CounterExample):
            return found
        shown.append(found)
    return Certificate(
        national=national.digest,
        regional=regional.digest,
        calendars=national.calendar_digest,
        acts=len(national.acts),
        moments=len(pairing.days),
        combinations=sum(one.combinations for one in shown),
        permitted={name: count for one in shown for name, count in one.permitted.items()},
        types_compared=sum(one.types_compared for one in shown),
        criminal_compared=sum(one.criminal_compared for one in shown),
        sections={name: digest for one in shown for name, digest in one.sections.items()},
        proven=tuple(key for one in shown for key in one.proven),
    )


def vocabulary_bounds(pairing: Pairing) -> Shown | CounterExample:
    """Compare the sections that span the space of all cases, and that every act can be judged."""
    known = classified(Policy.__struct_fields__)
    found = _sections(pairing, (name for name in known if name in VOCABULARY))
    if isinstance(found, CounterExample):
        return found
    return _unanswerable(pairing) or found


def data_bounds(pairing: Pairing) -> Shown | CounterExample:
    """Compare all other sections, each as what it must be."""
    known = classified(Policy.__struct_fields__)
    return _sections(pairing, (name for name in known if name not in VOCABULARY))


COMPARISONS: tuple[Comparison, ...] = (
    vocabulary_bounds,
    outcome_bounds,
    criminal_bounds,
    type_bounds,
    data_bounds,
)
"""What is compared, in this order."""


def _sections(pairing: Pairing, names: Iterable[str]) -> Shown | CounterExample:
    national, regional = pairing.policies
    digests: dict[str, str] = {}
    for name in names:
        found = unlike(name, national, regional, pairing.permits)
        if found is not None:
            what = kind_text(name)
            return CounterExample(
                kind=name,
                act=None,
                text=Text(id=f"{what.id}: {found.text.id}", en=f"{what.en}: {found.text.en}"),
                case=None,
                national=Told(text=Text(id=found.national, en=found.national)),
                regional=Told(text=Text(id=found.regional, en=found.regional)),
                rows=(found.row,) if found.row else (),
            )
        digests[name] = digest_of_section(national, name)
    return Shown(proven=tuple(digests), sections=digests)


def _unanswerable(pairing: Pairing) -> CounterExample | None:
    """Return the first act whose rules read a fact that no case of that act can have."""
    _, regional = pairing.laws
    rows = regional.policy.provisions
    for act in regional.policy.acts:
        charge = Charge(act=act.id, at=Days.of(FIRST_DAY))
        case = Case(schema=CASE_SCHEMA, id="batas", subject=Subject(), charges=(charge,))
        known = regional.admission.admit(case, FIRST_DAY).charges[0].allowed
        for field in regional.matcher.fields(act.id):
            if field not in known:
                reads = [
                    rows[rule.row].id
                    for rule in (regional.rules[place] for place in regional.base.main[act.id])
                    if field in rule.fields
                ]
                what = kind_text("fields")
                return CounterExample(
                    kind="fields",
                    act=act.id,
                    text=Text(
                        id=f"{what.id}: {act.id!r} tidak dapat menyatakan {field!r}",
                        en=f"{what.en}: no case of {act.id!r} can have {field!r}",
                    ),
                    case=None,
                    national=Told(text=Text(id="", en="")),
                    regional=Told(text=Text(id=field, en=field)),
                    rows=tuple(dict.fromkeys(reads)),
                )
    return None
