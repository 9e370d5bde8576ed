"""This file lets hostile code loose on the host: each attack is contained, and works unconfined."""

from __future__ import annotations

import importlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

import netralitas.code.amendments
import netralitas.facts
from netralitas.code import wire
from netralitas.code.amendments import Power
from netralitas.code.process import Silence
from netralitas.code.warm import WarmPlugin
from netralitas.facts import Case, Verdict
from tests.plugins.code.attack import (
    HERE,
    code_of,
    confined,
    refusal,
    unconfined,
    unconfined_bytes,
)

pytestmark = pytest.mark.usefixtures("walls", "nothing_changed")


@pytest.fixture
def nothing_changed() -> Iterator[None]:
    """What the host looked like before; afterwards it must look the same."""
    modules = set(sys.modules)
    held = (msgspec.convert, netralitas.facts.Verdict, netralitas.code.amendments.Amended)
    finders = list(sys.meta_path)
    files = set(os.listdir("/proc/self/fd"))
    before = children()
    yield
    assert not [name for name in set(sys.modules) - modules if name.startswith("acme")]
    assert held == (
        msgspec.convert,
        netralitas.facts.Verdict,
        netralitas.code.amendments.Amended,
    )
    assert sys.meta_path == finders
    assert set(os.listdir("/proc/self/fd")) == files
    assert children() == before


def children() -> set[int]:
    """Return the processes that this one started and has not reaped."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            if f"\nPPid:\t{os.getpid()}\n" in status.read_text("utf-8", "replace"):
                found.add(int(status.parent.name))
    return found


def naming(case: Case, target: object) -> Case:
    """Return the case with what the attack aims at."""
    return msgspec.structs.replace(case, event=str(target))


def words(answer: wire.Answer | Silence) -> str:
    """Return the guidance that an unconfined answer holds."""
    assert isinstance(answer, wire.Answer) and answer.amendment is not None, answer
    return answer.amendment.proposals[0].text.en


@pytest.mark.parametrize("attack", ["endless_loop", "waiting", "dripping"])
def test_what_never_answers_is_stopped(attack: str, case: Case, verdict: Verdict) -> None:
    code = code_of(f"hostile/{attack}", milliseconds=200)
    refused = refusal(confined(code, case, verdict))
    assert refused.about["why"] == "timeout"
    assert refused.text.en == "it ran past its time"
    assert unconfined(code, case, verdict, seconds=1.0) is Silence.TIMEOUT


def test_a_stopped_process_is_gone(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/endless_loop", milliseconds=200)
    with WarmPlugin(code, clock=time.monotonic) as plugin:
        running = [child.process.pid for child in plugin._children.values()]
        assert len(running) == 2
        plugin.amend(case, verdict)
        for pid in running:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)


def test_a_loop_at_import_is_stopped(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/endless_import", milliseconds=200)
    assert refusal(confined(code, case, verdict)).about["why"] == "timeout"
    assert unconfined(code, case, verdict, seconds=1.0) is Silence.TIMEOUT


def test_memory_is_bounded(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/memory")
    assert "MemoryError" in refusal(confined(code, case, verdict)).text.en
    assert words(unconfined(code, case, verdict)) == f"taken: {2**30}"


@pytest.mark.parametrize("attack", ["fork", "program", "becoming", "writing", "kernel"])
def test_no_process_begins_and_no_file_is_made(
    attack: str, case: Case, verdict: Verdict, tmp_path: Path
) -> None:
    target = tmp_path / "made"
    code, case = code_of(f"hostile/{attack}"), naming(case, target)
    assert "PermissionError" in refusal(confined(code, case, verdict)).text.en
    assert not target.exists()
    unconfined(code, case, verdict)
    assert target.exists()


def test_of_all_system_calls_only_those_named_remain(case: Case, verdict: Verdict) -> None:
    pyseccomp = importlib.import_module("pyseccomp")
    remain_by_name = importlib.import_module("netralitas.code.confine").CALLS

    def number(name: str) -> int:
        return int(pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name))

    # Leaving, and returning from a signal that never came, cannot be tried and told; 335 and 336
    # are probes of newer kernels, which no filter sees and which kill whoever calls them by hand.
    leaving = [number(name) for name in ("exit", "exit_group", "rt_sigreturn")]
    case = naming(case, " ".join(map(str, [*leaving, 335, 336])))
    (item,) = confined(code_of("hostile/every_call"), case, verdict).filled
    remain = {
        pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, int(each)).decode()
        for each in item.text.en.split()
    }
    named = (*remain_by_name, "open", "openat")
    assert remain == {name for name in named if number(name) >= 0 and number(name) not in leaving}


def test_no_thread_begins(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/thread")
    assert "can't start new thread" in refusal(confined(code, case, verdict)).text.en
    answer = unconfined(code, case, verdict)
    assert isinstance(answer, wire.Answer) and answer.failed is None


def test_an_attack_at_import_is_contained(case: Case, verdict: Verdict, tmp_path: Path) -> None:
    code = code_of("hostile/writing_import")
    refused = refusal(confined(code, case, verdict))
    assert refused.about["why"] == "not_loaded"
    (tmp_path / "acme_import.py").write_bytes(code.files["__init__.py"])
    subprocess.run([sys.executable, "-c", "import acme_import"], cwd=tmp_path, check=True)
    assert (tmp_path / "made").exists()


def test_nobody_is_called(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/network")
    with socket.create_server(("127.0.0.1", 0)) as home:
        home.setblocking(False)
        case = naming(case, home.getsockname()[1])
        assert "PermissionError" in refusal(confined(code, case, verdict)).text.en
        with pytest.raises(BlockingIOError):
            home.accept()
        unconfined(code, case, verdict)
        home.accept()[0].close()


def test_no_file_is_read(case: Case, verdict: Verdict, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the name of the reporter")
    code, case = code_of("hostile/reading"), naming(case, secret)
    amended = confined(code, case, verdict)
    assert "PermissionError" in refusal(amended).text.en
    assert "reporter" not in str(amended)
    assert words(unconfined(code, case, verdict)) == "the name of the reporter"


def test_the_files_of_other_packages_are_not_read(case: Case, verdict: Verdict) -> None:
    code, case = code_of("hostile/reading"), naming(case, msgspec.__file__)
    assert "PermissionError" in refusal(confined(code, case, verdict)).text.en


def test_nothing_of_the_host_is_inherited(
    case: Case, verdict: Verdict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "secret")
    (tmp_path / "secret").write_text("secret")
    code = code_of("hostile/looking_about")
    with (tmp_path / "secret").open() as held:
        os.set_inheritable(held.fileno(), True)
        (item,) = confined(code, case, verdict).filled
    assert item.text.en == "[] [0, 1, 2]"


def test_monkey_patching_reaches_neither_the_host_nor_its_check(
    case: Case, verdict: Verdict
) -> None:
    code = code_of("hostile/monkey")
    assert "not lawful" in refusal(confined(code, case, verdict)).text.en
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.path[:] = sys.argv[1:];"
            "from netralitas.code import amendments; import monkey;"
            "monkey.amend(None, None);"
            "print(amendments.check_amendment())",
            *sys.path,
            str(HERE / "hostile"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == "Amended(filled=(), refused=())\n", run.stderr


def test_ending_the_process_ends_no_other(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/exiting")
    assert refusal(confined(code, case, verdict)).about["why"] == "died"
    assert unconfined(code, case, verdict) is Silence.DIED


def test_leaving_is_a_failure(case: Case, verdict: Verdict) -> None:
    refused = refusal(confined(code_of("hostile/leaving"), case, verdict))
    assert refused.about["why"] == "failed"
    assert refused.text.en == "it failed: SystemExit: done here"


def test_words_that_differ_by_process_are_not_recorded(case: Case, verdict: Verdict) -> None:
    refused = refusal(confined(code_of("hostile/address"), case, verdict))
    assert refused.text.en == "it failed: ?"


def test_nobody_is_killed(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/killing")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as victim:
        case = naming(case, victim.pid)
        assert "PermissionError" in refusal(confined(code, case, verdict)).text.en
        assert victim.poll() is None
        unconfined(code, case, verdict)
        assert victim.wait() == -signal.SIGKILL


def test_an_answer_that_hangs_on_the_hash_seed_is_refused(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/hashing")
    assert refusal(confined(code, case, verdict)).about["why"] == "non_deterministic"
    same = {unconfined_bytes(code, case, verdict, seconds=20.0, seed=7) for _ in range(2)}
    assert len(same) == 1  # two children of one seed would agree


def test_an_answer_that_was_drawn_is_refused(case: Case, verdict: Verdict) -> None:
    refused = refusal(confined(code_of("hostile/dice"), case, verdict))
    assert refused.about["why"] == "non_deterministic"
    assert refused.text.en == "two processes gave different answers to the same case"


def test_the_system_gives_no_random_numbers(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/drawing")
    assert refusal(confined(code, case, verdict)).about["why"] == "failed"
    assert len(words(unconfined(code, case, verdict))) == 16


def test_an_answer_from_memory_is_found_when_a_child_is_replaced(
    case: Case, verdict: Verdict
) -> None:
    def whys(calls_max: int) -> set[object]:
        code = code_of("hostile/remembering")
        with WarmPlugin(code, clock=time.monotonic, calls_max=calls_max) as plugin:
            amended = [plugin.amend(case, verdict) for _ in range(6)]
        return {one.about["why"] for each in amended for one in each.refused}

    assert whys(calls_max=3) == {"non_deterministic"}
    assert whys(calls_max=1000) == set()


@pytest.mark.parametrize("attack", ["junk", "flood", "huge"])
def test_junk_is_no_answer(attack: str, case: Case, verdict: Verdict) -> None:
    code = code_of(f"hostile/{attack}")
    refused = refusal(confined(code, case, verdict))
    assert refused.about["why"] == "junk"
    assert refused.text.en == "its answer is none"


def test_junk_does_reach_the_pipe(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/junk")
    assert unconfined_bytes(code, case, verdict, seconds=20.0) == b"junk"


def test_a_value_of_another_kind_is_a_failure(case: Case, verdict: Verdict) -> None:
    refused = refusal(confined(code_of("hostile/other_type"), case, verdict))
    assert "amend returned dict" in refused.text.en


def test_code_that_does_not_load_says_so_with_each_case(case: Case, verdict: Verdict) -> None:
    code = code_of("hostile/lacking")
    with WarmPlugin(code, clock=time.monotonic) as plugin:
        for _ in range(2):
            refused = refusal(plugin.amend(case, verdict))
            assert refused.about["why"] == "not_loaded"
            assert "no_such_module_at_all" in refused.text.en


def test_a_power_that_was_not_given_is_refused_and_recorded(case: Case, verdict: Verdict) -> None:
    code = code_of("friendly/lumajang", powers=(Power.GUIDANCE,))
    filled, refused = confined(code, case, verdict)
    assert [item.term for item in filled] == ["amend_guidance"]
    assert [item.term for item in refused] == ["amend_recommend", "amend_income_consequence"]
    assert "was not given the power recommend" in refused[0].text.en
    assert confined(code_of("friendly/lumajang"), case, verdict).refused == ()
