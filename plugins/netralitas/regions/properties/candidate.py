"""This file is a pack that asks to be registered, with everything that is worked out about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import msgspec

from netralitas.facts import InputError, Place, PolicyError
from netralitas.judgement import (
    CompiledPolicy,
    Entry,
    Proof,
    compile_policy,
    prove_bounds,
    read_corpus,
)
from netralitas.judgement.checking import PolicyFinding, check_policy
from netralitas.policy import (
    Examined,
    Item,
    Located,
    Pack,
    PackFinding,
    Policy,
    examine_pack,
    overlay,
    policy_to_json,
    read_yaml,
    widened,
)
from netralitas.regions.properties.nation import Judged, Nation, judged
from netralitas.regions.properties.permissions import permits_of

Lay = Callable[[Policy, Pack], Policy]
"""Lays a pack over a policy, as `overlay` does."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True, dict=True, eq=False):
    """A pack to be checked: its files, its cases if any, and the nation it is laid over.

    `name` is the region id under which it is registered; None where it is not. `lay` is how it is
    laid. Everything below is worked out once, when it is first asked for; what needs a sound pack
    raises PolicyError for one that is none.
    """

    files: Mapping[str, bytes]
    nation: Nation
    cases: Mapping[str, bytes] = msgspec.field(default_factory=dict)
    name: str | None = None
    lay: Lay = overlay

    @cached_property
    def examined(self) -> Examined:
        """What is wrong with the pack as it stands in its file, or the pack."""
        return examine_pack(self.files, self.nation.law.policy)

    @cached_property
    def pack(self) -> Pack:
        """The pack itself; PolicyError names the first fault of one that is not sound."""
        if self.examined.pack is None:
            raise min(self.examined.findings, key=lambda one: one.at.line).error()
        return self.examined.pack

    @cached_property
    def located(self) -> Located:
        """The values of the pack's file with their lines; PolicyError where it cannot be read."""
        if len(self.files) != 1:
            raise self.examined.findings[0].error()
        [(name, content)] = self.files.items()
        return read_yaml(content, name, error=PolicyError)

    @cached_property
    def laid(self) -> Policy:
        """The national law with the pack laid over it.

        What the nation was before is looked at first, so that a leak can be told afterwards.
        """
        self.nation_before, self.nation.judged  # noqa: B018
        return self.lay(self.nation.law.policy, self.pack)

    @cached_property
    def nation_before(self) -> bytes:
        """The national policy as it was before anything was laid over it."""
        return policy_to_json(self.nation.law.policy)

    @cached_property
    def law(self) -> CompiledPolicy:
        """The policy under the pack, ready to judge by; whatever keeps it from that is raised."""
        return compile_policy(self.laid, self.pack, engines=self.nation.law.engines)

    @cached_property
    def stands_out(self) -> tuple[PolicyFinding, ...]:
        """What no pack may bring into the law: rows that no case meets, and contradictions.

        Whatever else may be said of a law is not looked for: here nobody asks for it.
        """
        return check_policy(self.law, ("unreachable", "conflict"))

    @cached_property
    def proof(self) -> Proof:
        """The proof that the pack stays within its bounds, or the smallest case outside them."""
        national = self.nation.law.policy
        # The nation in the pack's words, under its own name: a certificate says what was compared.
        worded = msgspec.structs.replace(widened(national, self.pack), digest=national.digest)
        return prove_bounds(worded, self.laid, permits_of(national))

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """The verdicts under the pack on the cases of the national corpus."""
        return judged(self.nation.entries, self.law)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The pack's own corpus; CaseError names what in it cannot be read."""
        return read_corpus(self.cases, self.law)

    @cached_property
    def own_judged(self) -> tuple[Judged, ...]:
        """The verdicts under the pack on the cases of its own corpus."""
        return judged(self.entries, self.law)

    @cached_property
    def all_judged(self) -> tuple[Judged, ...]:
        """The verdicts on both corpora; on the nation's alone where its own cannot be read."""
        try:
            return (*self.judged, *self.own_judged)
        except InputError:
            return self.judged

    @cached_property
    def items(self) -> Mapping[str, tuple[str, Item]]:
        """Every item that cites, by its id, with the term it fills."""
        fills = self.pack.fills
        return {
            item.id: (term, item)
            for term in fills.__struct_fields__
            for item in getattr(fills, term)
            if isinstance(item, Item)
        }

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where each id of the pack stands in its file."""
        found: dict[str, Place] = {}
        waiting: list[tuple[tuple[str | int, ...], object]] = [((), self.located.data)]
        while waiting:
            path, value = waiting.pop()
            if isinstance(value, dict):
                name = value.get("id", value.get("name"))
                if isinstance(name, str):
                    found.setdefault(name, self.located.place(path))
                waiting += [((*path, key), inner) for key, inner in value.items()]
            elif isinstance(value, list):
                waiting += [((*path, place), inner) for place, inner in enumerate(value)]
        return found

    def place(self, name: str | None = None) -> Place:
        """Return where an id stands in the pack's file; without one, where its region does."""
        if name is not None and name in self.places:
            return self.places[name]
        return self.located.place(("region",))

    def of_reading(self, name: str) -> tuple[PackFinding, ...]:
        """Return what was found on reading the pack under the name of a property."""
        return tuple(one for one in self.examined.findings if one.property == name)
