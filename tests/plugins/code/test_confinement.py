"""This file takes down one wall at a time, and asks whether the code is then still run."""

from __future__ import annotations

import os
import platform
import signal
import sys
import time
from threading import Thread
from typing import Any

import msgspec
import pytest

from netralitas.code import process, warm, wire
from netralitas.code.mechanisms import lacking_mechanisms
from netralitas.code.warm import WarmPlugin
from netralitas.facts import Case, Refused, Verdict
from tests.plugins.code.attack import code_of, confined, refusal

FRIENDLY = "friendly/lumajang"
NARROW = wire.Confinement(memory_mib=256, cpu_seconds=10)

WITHOUT = (
    "import sys; library = sys.path[:]; sys.path += sys.argv[3:]; "
    "from netralitas.code import child, confine; {change}; child.main(library)"
)
"""The child's program with one thing changed before it starts."""

HOLES = {
    "confine.bound_resources = lambda limits: None": "limits",
    "confine.close_files = lambda library: None": (
        "landlock_write, landlock_read, landlock_list, read, list"
    ),
    "confine.filter_calls = lambda: None": "inet, unix, fork, exec, random, memory_file",
    "confine.CALLS += ('socket',)": "inet, unix",
    "confine.CALLS += ('clone', 'clone3', 'fork', 'vfork')": "fork",
    "confine.CALLS += ('execve',)": "exec",
    "confine.CALLS += ('getrandom',)": "random",
    "confine.CALLS += ('memfd_create',)": "memory_file",
}


@pytest.mark.usefixtures("walls")
@pytest.mark.parametrize("change, out", HOLES.items())
def test_code_is_never_run_half_confined(change: str, out: str) -> None:
    with pytest.raises(Refused, match="not refused from inside") as refused:
        process.start([1], NARROW, clock=time.monotonic, program=WITHOUT.format(change=change))
    # What one wall lets through, such as writing, another may still hold; so do newer kernels
    # with signals.
    named = refused.value.says.en.partition("inside: ")[2]
    assert named.replace("signal, ", "") == out


@pytest.mark.usefixtures("walls")
def test_the_program_without_a_change_is_believed() -> None:
    children = process.start(
        [1], NARROW, clock=time.monotonic, program=WITHOUT.format(change="pass")
    )
    assert [child.sealed() for child in children] == [True]
    for child in children:
        child.end()


@pytest.mark.usefixtures("walls")
def test_a_child_that_only_claims_to_be_confined_is_found_out() -> None:
    claim = (
        "from netralitas.code import proof, wire; shown = wire.Proof(withstood=proof.PROVEN); "
        "child._confine = lambda wanted, library: shown"
    )
    with pytest.raises(Refused, match="the kernel does not confirm it"):
        process.start([1], NARROW, clock=time.monotonic, program=WITHOUT.format(change=claim))


@pytest.mark.usefixtures("walls")
@pytest.mark.parametrize(
    "change, words",
    [
        ("confine.filter_calls = lambda: 1 / 0", "ZeroDivisionError"),
        ("sys.exit(3)", "the process ended before its proof, with 3"),
        ("import os; os.write(int(sys.argv[2]), b'good morning')", "instead of a proof: junk"),
    ],
)
def test_a_child_that_does_not_prove_itself_is_not_used(change: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        process.start([1], NARROW, clock=time.monotonic, program=WITHOUT.format(change=change))


@pytest.mark.parametrize(
    "attribute, value, words",
    [
        ("platform", "win32", "win32: Landlock, seccomp; needed: Linux"),
        ("platform", "darwin", "darwin: Landlock, seccomp; needed: Linux"),
        ("executable", "", "sys.executable"),
    ],
)
def test_a_system_without_the_mechanisms_says_which(
    attribute: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, attribute, value)
    assert words in "; ".join(reason.en for reason in lacking_mechanisms())


@pytest.mark.parametrize("module", ["pluggy", "landlock", "pyseccomp"])
def test_a_library_that_is_absent_is_named_with_what_to_install(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (reason,) = [reason for reason in lacking_mechanisms() if module in reason.en]
    assert reason.en == f"lacking {module}; needed: pip install 'netralitas[code]'"
    assert reason.id.startswith(f"tidak ada {module}")


def test_another_processor_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    assert any("riscv64" in reason.en for reason in lacking_mechanisms())


def test_code_is_refused_where_it_cannot_be_confined(
    case: Case, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(Refused, match="it cannot be confined: lacking darwin"):
        confined(code_of(FRIENDLY), case, verdict)


def test_amend_runs_only_where_the_settings_allow_it(case: Case, verdict: Verdict) -> None:
    code = code_of(FRIENDLY, amend=False, commands=True)
    with pytest.raises(Refused, match="the settings do not allow amend"):
        confined(code, case, verdict)
    with pytest.raises(Refused, match="the settings do not allow amend"):
        WarmPlugin(code, clock=time.monotonic).amend(case, verdict)


@pytest.mark.usefixtures("walls")
def test_a_proof_that_comes_too_late_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TimeoutError):
        process.start([1], NARROW, clock=time.monotonic, until=time.monotonic())
    monkeypatch.setattr(process, "_START_SECONDS", 0.1)
    slow = WITHOUT.format(change="import time; time.sleep(60)")
    with pytest.raises(Refused, match="instead of a proof: timeout"):
        process.start([1], NARROW, clock=time.monotonic, program=slow)


@pytest.mark.usefixtures("walls")
@pytest.mark.parametrize("late", [False, True], ids=["in time", "too late"])
def test_there_is_one_second_attempt_and_only_in_time(
    late: bool, case: Case, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[float | None] = []

    def start(*given: Any, until: float | None, **named: Any) -> list[process.Child]:
        begun.append(until)
        if late and until is not None:
            raise TimeoutError
        return process.start(*given, until=until, **named)

    monkeypatch.setattr(warm, "start", start)
    code = code_of("hostile/endless_loop", milliseconds=200)
    assert refusal(confined(code, case, verdict)).about["why"] == "timeout"
    assert [until is None for until in begun] == [True, False]


@pytest.mark.usefixtures("walls")
def test_a_child_killed_from_outside_is_replaced_once(case: Case, verdict: Verdict) -> None:
    with WarmPlugin(code_of(FRIENDLY), clock=time.monotonic) as plugin:
        first = plugin.amend(case, verdict)
        os.kill(plugin._children[1].process.pid, signal.SIGKILL)
        assert plugin.amend(case, verdict) == first
        assert len(first.filled) == 3


@pytest.mark.usefixtures("walls")
def test_a_plugin_outlives_the_thread_that_opened_it(case: Case, verdict: Verdict) -> None:
    plugin = WarmPlugin(code_of(FRIENDLY), clock=time.monotonic)
    opening = Thread(target=plugin.__enter__)
    opening.start()
    opening.join()
    assert len(plugin.amend(case, verdict).filled) == 3
    plugin.close()


@pytest.mark.usefixtures("walls")
def test_threads_share_a_plugin(case: Case, verdict: Verdict) -> None:
    with WarmPlugin(code_of(FRIENDLY), clock=time.monotonic) as plugin:
        said: list[object] = []
        threads = [
            Thread(target=lambda: said.append(plugin.amend(case, verdict))) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert said == [plugin.amend(case, verdict)] * 8


@pytest.mark.usefixtures("walls")
def test_an_interrupted_call_leaves_no_half_answer(
    case: Case, verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    with WarmPlugin(code_of(FRIENDLY), clock=time.monotonic) as plugin:
        first = plugin.amend(case, verdict)
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(process, "_read", interrupt)
            plugin.amend(case, verdict)
        assert plugin._children == {}
        assert plugin.amend(case, verdict) == first


def interrupt(child: process.Child) -> None:
    raise KeyboardInterrupt


@pytest.mark.usefixtures("walls")
def test_the_friendly_code_is_heard(case: Case, verdict: Verdict) -> None:
    filled, refused = confined(code_of(FRIENDLY), case, verdict)
    assert refused == ()
    assert [item.id for item in filled] == ["lumajang/1", "lumajang/2", "lumajang/3"]
    assert [item.confidence for item in filled] == ["C", "C", "C"]
    assert filled[0].text.id == "periksa dalam tiga hari"
    assert filled[2].about["basis_points"] == 2500


@pytest.mark.usefixtures("walls")
@pytest.mark.parametrize("region", [None, "lebong"])
def test_the_friendly_code_says_nothing_of_other_regions(
    region: str | None, case: Case, verdict: Verdict
) -> None:
    other = msgspec.structs.replace(case, region=region)
    assert confined(code_of(FRIENDLY), other, verdict) == ((), ())


@pytest.mark.usefixtures("walls")
def test_a_case_larger_than_a_pipe_is_asked(case: Case, verdict: Verdict) -> None:
    large = msgspec.structs.replace(case, event="x" * 1_000_000)
    assert len(confined(code_of(FRIENDLY), large, verdict).filled) == 3
    assert refusal(confined(code_of("hostile/memory"), large, verdict)).about["why"] == "failed"
