"""This file spreads a run over processes of this machine, and outlives the loss of any of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Generic

from netralitas.facts import Text
from netralitas.simulation.errands import Errand, Found, Result, Task, chunk_name
from netralitas.simulation.faults import RunFailure
from netralitas.simulation.judges import KnownLaws
from netralitas.simulation.sealed import sealed_law
from netralitas.simulation.worker import Asked, Channel, HungUp, LawAsked

TRIES = 3
"""How many workers may be lost over one chunk: it may well be the chunk that kills them."""

_PATIENCE = 1.0
"""Seconds to wait for a thread whose worker was ended: it may just be compiling a law."""

GLANCE = 0.1
"""Seconds after which one who waits looks up: with polars loaded, Ctrl-C ends no wait."""

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; from netralitas.simulation.worker import main; main()"
)
_THREADS = "POLARS_MAX_THREADS"


@contextmanager
def pooled(tasks: Sequence[Task], errand: Errand[Found], *, jobs: int) -> Iterator[Iterator[Found]]:
    """Yield the results of a run, in the order of chunks, from `jobs` processes.

    A chunk whose process dies is done by another; RunFailure when `TRIES` in a row died over it.
    What a worker raises is raised here. No more than `jobs` pieces are begun beyond the one whose
    results are read, and of each only one result waits. On leaving, every process is ended at once.
    """
    pool = _Pool(tasks, errand, jobs)
    try:
        yield pool.results()
    finally:
        pool.end()


class _Ended(Exception):
    """Nobody wants the results any more."""


class _Worker:
    """A process, and the channel to it; of ours it inherits nothing but the environment."""

    def __init__(self, errand: Errand[Result], threads: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # So many workers shall not each take every processor; read when polars is loaded.
            env={_THREADS: str(threads), **os.environ},
            # Ctrl-C reaches the host alone, which ends the workers.
            start_new_session=True,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._streams = self._process.stdin, self._process.stdout
        self.channel = Channel(self._process.stdout, self._process.stdin)
        self._errand: Errand[Result] | None = errand

    def ask(self, task: Task, skip: int) -> None:
        """Hand a task to the worker, and before the first one the errand; raises HungUp."""
        if self._errand is not None:
            self.channel.send(self._errand)
            self._errand = None
        self.channel.send(Asked(task, skip))

    def kill(self) -> int:
        """End the process at once and return how it ended; from any thread, any number of times."""
        self._process.kill()
        return self._process.wait()

    def close(self) -> int:
        """End the process and close the channel; only for whoever uses it."""
        code = self.kill()
        for stream in self._streams:
            with suppress(OSError):  # half a message may be left in a buffer
                stream.close()
        return code


class _Pool(Generic[Found]):
    """What the reader of the results shares with a thread for each worker."""

    def __init__(self, tasks: Sequence[Task], errand: Errand[Found], jobs: int) -> None:
        self._tasks = tasks
        self._laws = tuple(errand.laws)
        self._errand = errand.under(*(KnownLaws({}) for _ in self._laws))
        self._jobs = min(jobs, len(tasks))
        self._sealed: dict[LawAsked, bytes] = {}
        self._looking_up = threading.Lock()
        self._turn = threading.Condition()
        self._begun = 0
        self._wanted = 0
        self._waiting: dict[int, Found] = {}
        self._finished: set[int] = set()
        self._failure: BaseException | None = None
        self._ended = False
        self._workers: set[_Worker] = set()
        self._threads = [
            threading.Thread(target=_Seat(self).run, daemon=True) for _ in range(self._jobs)
        ]

    def results(self) -> Iterator[Found]:
        """Yield the results in the order of chunks; raises what a worker raised."""
        for thread in self._threads:
            thread.start()
        while self._wanted < len(self._tasks):
            with self._turn:
                while not self._turn.wait_for(self._something, GLANCE):
                    pass
                if self._failure is not None:
                    raise self._failure
                result = self._waiting.pop(self._wanted, None)
                if result is None:
                    self._wanted += 1
                self._turn.notify_all()
            if result is not None:
                yield result

    def end(self) -> None:
        """End all workers at once, and wait a little for the threads that served them."""
        with self._turn:
            self._ended = True
            for worker in self._workers:
                worker.kill()
            self._turn.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(_PATIENCE)

    def next(self) -> Task | None:
        """Return the next piece to be judged, when it is near enough to those wanted; or None."""
        with self._turn:
            self._turn.wait_for(lambda: self._over or self._begun <= self._wanted + self._jobs)
            if self._over:
                return None
            self._begun += 1
            return self._tasks[self._begun - 1]

    def start(self) -> _Worker:
        """Return a new worker; raises _Ended when none is wanted."""
        with self._turn:
            if self._ended:
                raise _Ended
            worker = _Worker(self._errand, max(1, processors() // self._jobs))
            self._workers.add(worker)
            return worker

    def lose(self, worker: _Worker) -> int:
        """Let go of a worker and return how it ended; raises _Ended when all were ended."""
        code = worker.close()
        with self._turn:
            self._workers.discard(worker)
            if self._ended:
                raise _Ended
        return code

    def law(self, asked: LawAsked) -> bytes:
        """Return the law that is asked for, sealed; looked up once for all workers."""
        with self._looking_up:  # which takes its time, and must not keep the reader from leaving
            if asked not in self._sealed:
                self._sealed[asked] = sealed_law(self._laws[asked.source], asked.region)
            return self._sealed[asked]

    def deliver(self, task: Task, result: Found) -> None:
        """Hand a result to the reader, once the one before it of this piece was taken."""
        with self._turn:
            self._turn.wait_for(lambda: self._ended or task.number not in self._waiting)
            if self._ended:
                raise _Ended
            self._waiting[task.number] = result
            self._turn.notify_all()

    def finish(self, task: Task) -> None:
        """Say that a piece has no more results."""
        with self._turn:
            self._finished.add(task.number)
            self._turn.notify_all()

    def fail(self, error: BaseException) -> None:
        """Have the reader raise an error instead of going on."""
        with self._turn:
            self._failure = self._failure or error
            self._turn.notify_all()

    @property
    def _over(self) -> bool:
        return self._ended or self._failure is not None or self._begun == len(self._tasks)

    def _something(self) -> bool:
        there = self._wanted in self._waiting or self._wanted in self._finished
        return there or self._failure is not None


class _Seat(Generic[Found]):
    """A thread's own: it has one worker at a time do pieces, and replaces the one that dies."""

    def __init__(self, pool: _Pool[Found]) -> None:
        self._pool = pool
        self._worker: _Worker | None = None

    def run(self) -> None:
        """Have pieces done until there are no more, or nobody wants them."""
        try:
            while (task := self._pool.next()) is not None:
                self._do(task)
                self._pool.finish(task)
        except _Ended:
            pass
        except BaseException as error:
            self._pool.fail(error)
        finally:
            if self._worker is not None:
                with suppress(_Ended):
                    self._pool.lose(self._worker)

    def _do(self, task: Task) -> None:
        known = lost = 0
        while True:
            self._worker = worker = self._worker or self._pool.start()
            try:
                worker.ask(task, known)
                while (answer := worker.channel.receive()) is not None:
                    if isinstance(answer, LawAsked):
                        worker.channel.send(self._pool.law(answer))
                    elif isinstance(answer, BaseException):
                        raise answer
                    else:
                        self._pool.deliver(task, answer)
                        known, lost = known + 1, 0
                return
            except HungUp:
                self._worker = None
                code = self._pool.lose(worker)
                lost += 1
                if lost == TRIES:
                    raise _lost(task, known, code) from None


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _lost(task: Task, chunk: int, code: int) -> RunFailure:
    place = f"{task.piece.name}: {chunk_name(task.number, chunk)}"
    try:
        how = signal.Signals(-code).name
    except ValueError:
        how = str(code)
    show = "python -c 'import netralitas.simulation.worker'"
    return RunFailure(
        Text(
            id=f"{place}: {TRIES} proses berturut-turut mati ({how}) pada bagian ini; bila memori "
            f"habis, kurangi --jobs; bila proses tidak dapat mulai, sebabnya: {show}",
            en=f"{place}: {TRIES} processes in a row died ({how}) over this part; if memory ran "
            f"out, lower --jobs; if they cannot start, see why: {show}",
        )
    )
