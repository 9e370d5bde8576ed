"""This file is the only one that meets distributed: it spreads a run over the workers of a cluster.

The pieces name files on storage that all of them share, and are read by whoever judges them; what
comes back is what a part holds. The scheduler gives the pieces of a lost worker to others.
"""

from __future__ import annotations

import os
import pickle
import queue
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from distributed import Client, KilledWorker, Security, Worker, WorkerPlugin, get_worker

from netralitas.simulation.clusters.failures import (
    killed,
    lost_answers,
    lost_scheduler,
    no_address,
    no_certificate,
    no_worker,
    unlike,
    unreached,
)
from netralitas.simulation.clusters.hand import Answer, Hand, Order
from netralitas.simulation.clusters.sameness import fingerprint, stamp_of
from netralitas.simulation.errands import Task, tasks_of
from netralitas.simulation.faults import RunFailure
from netralitas.simulation.judges import KnownLaws
from netralitas.simulation.parts import Part, Work
from netralitas.simulation.pieces import Piece
from netralitas.simulation.pool import GLANCE, TRIES
from netralitas.simulation.runs import Watch, watched
from netralitas.simulation.sealed import LawWanted, sealed_law
from netralitas.simulation.worker import LawAsked

AHEAD = 4
"""How many pieces a thread of the cluster has to do ahead, so that none ever waits for us."""


_client: Any = Client
"""Most of it is not typed, and what it returns is not either."""


@contextmanager
def clustered(
    pieces: Sequence[Piece],
    work: Work,
    scheduler: str,
    *,
    within: float,
    watch: Watch | None = None,
) -> Iterator[Iterator[Part]]:
    """Yield the parts of a run, in the order of chunks, judged by the workers of a cluster.

    `scheduler` is `tcp://HOST:PORT` or `tls://HOST:PORT`; the certificates of the latter are those
    of the configuration of Dask. `within` is how many seconds to wait for the scheduler, and for
    any worker at all. Raises RunFailure when there is no cluster, when a worker runs another
    netralitas or sees another file, and when too many workers die over a piece; and what a worker
    raises. On leaving, nothing of the run is left on the cluster but what is being judged.
    """
    tasks = tasks_of(piece._replace(file=os.path.abspath(piece.file)) for piece in pieces)
    with _connected(scheduler, within) as client:
        run = _Run(client, tasks, work, within)
        try:
            run.prepare()
            yield watched(run.parts(), len(tasks), watch)
        finally:
            run.end()


class _Run:
    """A run on a cluster: which pieces were handed out, and which laws were sent."""

    def __init__(self, client: Any, tasks: Sequence[Task], work: Work, within: float) -> None:
        self._client = client
        self._tasks = tasks
        self._work = work
        self._within = within
        self._name = f"netralitas-{client.id}"
        self._plugins: list[str] = []
        self._stamps = {task.piece.file: stamp_of(task.piece.file) for task in tasks}
        self._under_way: dict[int, Any] = {}
        self._lost: Counter[int] = Counter()
        self._handed_out = 0
        self._done: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()

    def prepare(self) -> None:
        """Send the work to all workers, those that come later included."""
        work = pickle.dumps(self._work.under(KnownLaws({})))
        self._register(self._name, WorkAtHand(self._name, Hand(fingerprint(), work)))

    def parts(self) -> Iterator[Part]:
        """Yield the parts in the order of chunks."""
        answered: dict[int, tuple[Part, ...]] = {}
        for wanted in range(len(self._tasks)):
            while wanted not in answered:
                self._hand_out(wanted)
                number, answer = self._next()
                if isinstance(answer, BaseException):
                    raise answer
                if isinstance(answer, LawAsked):
                    self._send_law(answer.region)
                    self._submit(number)
                else:
                    answered[number] = answer
            yield from answered.pop(wanted)

    def end(self) -> None:
        """Take back what was not begun, and have the workers forget the run."""
        with suppress(Exception):  # the cluster may be gone, and then there is nothing to forget
            self._client.cancel(list(self._under_way.values()), force=True)
        for name in self._plugins:
            with suppress(Exception):
                self._client.unregister_worker_plugin(name)

    def _hand_out(self, wanted: int) -> None:
        ahead = AHEAD * max(1, sum(self._threads().values()))
        for number in range(self._handed_out, min(len(self._tasks), wanted + ahead)):
            self._submit(number)
            self._handed_out = number + 1

    def _submit(self, number: int) -> None:
        task = self._tasks[number]
        order = pickle.dumps(Order(task, self._stamps[task.piece.file]))
        with _reaching():
            future = self._client.submit(judged, self._name, order, pure=False)
        self._under_way[number] = future
        future.add_done_callback(lambda future: self._done.put((number, future)))

    def _next(self) -> tuple[int, Answer]:
        waited = 0.0
        while True:
            try:
                number, future = self._done.get(timeout=GLANCE)
            except queue.Empty:
                waited += GLANCE
                if waited > self._within:
                    if not self._threads():
                        raise no_worker(self._within) from None
                    waited = 0.0
                continue
            del self._under_way[number]
            answer = _answer(future)
            if answer is not None:
                return number, answer
            self._lost[number] += 1
            if self._lost[number] == TRIES:
                raise lost_answers(TRIES)
            self._submit(number)

    def _send_law(self, region: str | None) -> None:
        name = _law_name(self._name, region)
        if name not in self._plugins:
            law = sealed_law(self._work.judges.laws, region)
            self._register(name, LawAtHand(law))

    def _register(self, name: str, plugin: WorkerPlugin) -> None:
        """Send something to all workers; one that dies meanwhile does not keep it from the rest."""
        self._plugins.append(name)
        for _ in range(TRIES):
            try:
                self._client.register_plugin(plugin, name=name)
            except RunFailure:
                raise
            except OSError as error:
                failure = lost_scheduler(error)
                self._threads()
            except Exception as error:  # whatever a worker of another make says
                raise unlike(f"{type(error).__name__}: {error}") from None
            else:
                return
        raise failure

    def _threads(self) -> Mapping[str, int]:
        with _reaching():
            threads: dict[str, int] = self._client.nthreads()
        return threads


class WorkAtHand(WorkerPlugin):
    """What every worker of a cluster keeps of a run."""

    def __init__(self, run: str, hand: Hand) -> None:
        self._run = run
        self._hand = hand

    def setup(self, worker: Worker) -> None:
        """Refuse, with RunFailure, to work beside another netralitas."""
        self._hand.check_program(worker.address)

    def answer(self, order: Order, worker: Worker) -> Answer:
        """Return what the chunks of a piece came to, the law that is wanted, or a failure."""

        def find(region: str | None) -> bytes:
            sent = worker.plugins.get(_law_name(self._run, region))
            if not isinstance(sent, LawAtHand):
                raise LawWanted(region)
            return sent.law

        return self._hand.answer(order, worker.address, find)


class LawAtHand(WorkerPlugin):
    """The sealed law of a region, which the workers of a cluster keep while a run needs it."""

    def __init__(self, law: bytes) -> None:
        self.law = law


def judged(run: str, order: bytes) -> bytes:
    """Judge a piece on a worker of a cluster and return the `Answer`, pickled."""
    worker = get_worker()
    plugin = worker.plugins.get(run)
    if not isinstance(plugin, WorkAtHand):
        return pickle.dumps(unlike(worker.address))
    return pickle.dumps(plugin.answer(pickle.loads(order), worker))


@contextmanager
def _connected(scheduler: str, within: float) -> Iterator[Any]:
    address = urlsplit(scheduler)
    if address.scheme not in ("tcp", "tls") or not address.netloc.rpartition(":")[2].isdecimal():
        raise no_address(scheduler)
    security = Security()
    if address.scheme == "tls" and not security.get_connection_args("client").get("ssl_context"):
        raise no_certificate(scheduler)
    try:
        client = _client(scheduler, timeout=within, security=security, set_as_default=False)
    except Exception as error:  # no answer, no certificate, another protocol
        raise unreached(scheduler, within, error) from None
    try:
        try:
            client.wait_for_workers(1, timeout=within)
        except TimeoutError:
            raise no_worker(within) from None
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=within)


@contextmanager
def _reaching() -> Iterator[None]:
    """Take whatever goes wrong between us and the scheduler for what it is."""
    try:
        yield
    except Exception as error:
        raise lost_scheduler(error) from None


def _answer(future: Any) -> Answer | None:
    """Return what a worker answered; None when the answer was lost with the worker that had it.

    RunFailure when the scheduler gave the piece up.
    """
    if future.status == "error":
        error = future.exception()
        if isinstance(error, KilledWorker):
            raise killed(error.allowed_failures + 1, error.last_worker.address)
        raise unlike(f"{type(error).__name__}: {error}")
    if future.status != "finished":
        return None
    try:
        answer: Answer = pickle.loads(future.result())
    except Exception:
        return None
    return answer


def _law_name(run: str, region: str | None) -> str:
    return f"{run}-law-{region or ''}"
