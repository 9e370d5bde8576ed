"""This file holds a policy ready to judge by: its rules compiled, its offices and clocks looked
up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from netralitas.escalation import Escalation
from netralitas.facts import RegionReport
from netralitas.policy import Policy, overlay, read_pack, read_policy
from netralitas.rules import CrossChecked, Law, Rulebook, Twin, compile_rules


class CompiledPolicy(NamedTuple):
    """A policy and everything made of it once: share it between threads, pickle it, never change
    it.

    `engines` are the versions a receipt names; they are told by whoever knows them, and are part of
    no digest.
    """

    policy: Policy
    law: Law
    escalation: Escalation
    region: RegionReport
    packs: tuple[str, ...]
    engines: Mapping[str, str]


NO_PACK = RegionReport(pack=None, filled=(), refused=())


def compile_policy(
    policy: Policy,
    *,
    region: RegionReport = NO_PACK,
    packs: tuple[str, ...] = (),
    engines: Mapping[str, str] | None = None,
    law: Law | None = None,
) -> CompiledPolicy:
    """Return a policy ready to judge by; PolicyError when a row or a path cannot be taken."""
    return CompiledPolicy(
        policy=policy,
        law=law if law is not None else Law(policy),
        escalation=Escalation(policy),
        region=region,
        packs=packs,
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
    read = read_pack(pack)
    return compile_policy(
        overlay(policy, read),
        region=RegionReport(pack=read.region, filled=(), refused=()),
        packs=(read.digest,),
        engines=engines,
    )


def cross_checked(policy: CompiledPolicy) -> CompiledPolicy:
    """Return the same policy with every decision of durable-rules checked by its twin.

    Where they disagree, judging raises EngineDisagreement instead of answering.
    """
    rules = compile_rules(policy.policy).rules
    engine = CrossChecked(Rulebook(rules), Twin(rules))
    return policy._replace(law=Law(policy.policy, engine=engine))
