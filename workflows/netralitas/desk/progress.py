"""This file shows a long batch going by, on a terminal and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from netralitas.desk.terminal import Terminal
from netralitas.facts import Text

SHOWN_FROM = 200

Item = TypeVar("Item")


def watched(items: Iterable[Item], terminal: Terminal) -> Iterator[Item]:
    """Yield the items; from the 200th on, show on a watched stderr how many have gone by."""
    if not terminal.watched:
        yield from items
        return
    stream = iter(items)
    for count, item in enumerate(stream, 1):
        yield item
        if count == SHOWN_FROM:
            break
    else:
        return
    # A bar costs an import of 0.1 s, which no short run pays.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    done = Text(id="kasus dinilai", en="cases judged").in_(terminal.language)
    columns = (BarColumn(), TextColumn("{task.completed} " + done), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, completed=SHOWN_FROM)
        for item in stream:
            yield item
            bar.advance(task)
