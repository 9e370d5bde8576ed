"""This file is the confined process itself: it narrows itself, proves it, and only then meets code.

Its interpreter was started without site packages of its own and without an environment; the host
reads what it sends as what a stranger sent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import msgspec
import pluggy

from netralitas.code import confine, hooks, proof, wire
from netralitas.code.amendments import Amendment
from netralitas.code.importer import load_object
from netralitas.policy import encode

_WORDS = 200
"""How many characters of a failure are told."""


def main(library: Sequence[str]) -> None:
    """Confine this process to reading `library`, prove it to the host, and answer its questions.

    The first two arguments are the pipes: questions come by one, answers go by the other.
    """
    questions, answers = (int(fd) for fd in sys.argv[1:3])
    os.environ.clear()
    wanted = msgspec.json.decode(wire.receive(questions), type=wire.Confinement)
    try:
        shown = _confine(wanted, library)
    except BaseException as fault:  # whatever it was, the walls do not stand
        shown = wire.Proof(failed=_words(fault))
    sys.path[:] = library
    wire.send(answers, encode(shown))
    if shown.failed is None:
        serve(questions, answers)


def serve(questions: int, answers: int) -> None:
    """Load the code that the host sends and answer each case, until the host hangs up."""
    try:
        package = msgspec.json.decode(wire.receive(questions), type=wire.Package)
        try:
            plugin = _load(package)
            loaded = wire.Loaded()
        except BaseException as fault:  # code may also leave, or raise what is no Exception
            loaded = wire.Loaded(failed=_words(fault))
        wire.send(answers, encode(loaded))
        decoder = msgspec.json.Decoder(wire.Question, dec_hook=wire.from_host)
        while loaded.failed is None:
            wire.send(answers, encode(_answer(plugin, decoder.decode(wire.receive(questions)))))
    except (EOFError, BrokenPipeError):
        return


def _confine(wanted: wire.Confinement, library: Sequence[str]) -> wire.Proof:
    parent = os.getppid()
    confine.die_with_parent()
    limits = confine.limits_of(memory_mib=wanted.memory_mib, cpu_seconds=wanted.cpu_seconds)
    confine.bound_resources(limits)
    withstood = ["limits"] if proof.bounded(limits) else []
    confine.close_files(library)
    withstood += [f"landlock_{name}" for name in proof.FILES if proof.withstands(name, parent)]
    confine.filter_calls()
    withstood += [name for name in proof.ALL if proof.withstands(name, parent)]
    return wire.Proof(withstood=tuple(withstood))


def _load(package: wire.Package) -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    manager.register(load_object(package.name, package.value, package.files))
    manager.check_pending()
    return manager


def _answer(plugin: pluggy.PluginManager, question: wire.Question) -> wire.Answer:
    try:
        said = plugin.hook.amend(case=question.case, verdict=question.verdict)
        amendment = said[0] if said else None
        if amendment is not None and not isinstance(amendment, Amendment):
            raise TypeError(f"amend returned {type(amendment).__name__}, not Amendment or None")
        encode(amendment)
    except BaseException as fault:
        return wire.Answer(number=question.number, failed=_words(fault))
    return wire.Answer(number=question.number, amendment=amendment)


def _words(fault: BaseException) -> str:
    try:
        words = f"{type(fault).__name__}: {fault}"
    except BaseException:
        words = "a failure that cannot be told"
    return "".join(sign if sign.isprintable() else " " for sign in words)[:_WORDS]
