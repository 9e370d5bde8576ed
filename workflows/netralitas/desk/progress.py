"""This file shows long work going by, on a terminal and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from netralitas.desk.terminal import Terminal
from netralitas.facts import Text

if TYPE_CHECKING:
    from rich.progress import Progress

SHOWN_FROM = 200

MOMENT = 1.0
"""Seconds after which whoever waits wants to know that work goes on."""

Item = TypeVar("Item")

Shown = Callable[[int, float | None], None]
"""Told how many cases are done, and what share of the whole, where it is known."""

_DONE = Text(id="kasus", en="cases")


@contextmanager
def shown(terminal: Terminal, what: Text = _DONE) -> Iterator[Shown | None]:
    """Yield what shows how far work has come, with its rate and what remains; None off a terminal.

    Nothing is drawn before it is told anything. However it is left, the line is cleared.
    """
    if not terminal.watched:
        yield None
        return
    bar: Progress | None = None

    def show(done: int, share: float | None) -> None:
        nonlocal bar
        if bar is None:
            bar = _bar(what.in_(terminal.language))
            bar.start()
        total = None if share is None else max(done, round(done / share)) if share else None
        bar.update(bar.tasks[0].id, completed=done, total=total)

    try:
        yield show
    finally:
        if bar is not None:
            bar.stop()


@contextmanager
def waiting(terminal: Terminal, what: Text, after: float = MOMENT) -> Iterator[None]:
    """Show on a watched stderr that work goes on, once it has taken longer than a moment.

    For work of which nobody can tell how far it is. However it is left, the line is cleared.
    """
    if not terminal.watched:
        yield
        return
    drawn: list[Progress] = []
    over = threading.Event()

    def draw() -> None:
        if not over.wait(after):
            bar = _pulse(what.in_(terminal.language))
            bar.start()
            drawn.append(bar)

    thread = threading.Thread(target=draw, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for bar in drawn:
            bar.stop()


def watched(
    items: Iterable[Item], terminal: Terminal, what: Text = _DONE, of: int | None = None
) -> Iterator[Item]:
    """Yield the items; from the 200th on, show on a watched stderr how many have gone by.

    `of` is how many there are, where that is known.
    """
    with shown(terminal, what) as show:
        for count, item in enumerate(items, 1):
            yield item
            if show is not None and count >= SHOWN_FROM:
                show(count, count / of if of else None)


def _pulse(what: str) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(what, total=None)
    return bar


def _bar(what: str) -> Progress:
    # Late: a bar costs an import of 0.1 s, which no short run pays.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Task as Line
    from rich.text import Text as Words

    class Rate(ProgressColumn):
        """How many go by in a second."""

        def render(self, task: Line) -> Words:
            return Words(f"{task.speed:,.0f}/s" if task.speed else "")

    columns = (
        BarColumn(),
        TextColumn("{task.completed:,} " + what),
        Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("", total=None)
    return bar
