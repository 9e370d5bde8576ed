"""This file holds a policy ready to judge by: its rules compiled, its offices and clocks looked
up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from netralitas.escalation import Escalation
from netralitas.judgement.regional import Regional
from netralitas.policy import Pack, Policy, overlay, read_pack, read_policy
from netralitas.rules import CrossChecked, Law, Rulebook, Twin, compile_rules


class CompiledPolicy(NamedTuple):
    """A policy and everything made of it once: share it between threads, pickle it, never change
    it.

    `regional` is the pack laid over it, if any. `engines` are the versions a receipt names; they
    are told by whoever knows them, and are part of no digest.
    """

    policy: Policy
    law: Law
    escalation: Escalation
    regional: Regional | None
    engines: Mapping[str, str]

    @property
    def pack(self) -> Pack | None:
        """The regional pack that was laid over the nation's law; None for the nation alone."""
        return self.regional.pack if self.regional else None

    @property
    def packs(self) -> tuple[str, ...]:
        """The digests of the packs, as a receipt names them."""
        return (self.regional.pack.digest,) if self.regional else ()


def compile_policy(
    policy: Policy,
    pack: Pack | None = None,
    *,
    engines: Mapping[str, str] | None = None,
) -> CompiledPolicy:
    """Return a policy ready to judge by, with the pack that was laid over it.

    PolicyError when a row or a path cannot be taken.
    """
    law = Law(policy)
    return CompiledPolicy(
        policy=policy,
        law=law,
        escalation=Escalation(policy),
        regional=None if pack is None else Regional(pack, policy, law.base),
        engines=dict(engines or {}),
    )


def load_policy(
    national: Mapping[str, bytes],
    pack: Mapping[str, bytes] | None = None,
    *,
    engines: Mapping[str, str] | None = None,
) -> CompiledPolicy:
    """Return the national law, with a regional pack laid over it, from the bytes of their files.

    Nothing is read from disk. PolicyError names the file and line of whatever cannot be taken: a
    fault in either, or a pack that fills what the nation does not leave open.
    """
    policy = read_policy(national)
    if pack is None:
        return compile_policy(policy, engines=engines)
    read = read_pack(pack, policy)
    return compile_policy(overlay(policy, read), read, engines=engines)


def cross_checked(policy: CompiledPolicy) -> CompiledPolicy:
    """Return the same policy with every decision of durable-rules checked by its twin.

    Where they disagree, judging raises EngineDisagreement instead of answering.
    """
    rules = compile_rules(policy.policy).rules
    engine = CrossChecked(Rulebook(rules), Twin(rules))
    return policy._replace(law=Law(policy.policy, engine=engine))
