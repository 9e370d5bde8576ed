"""This file writes the help of every command into the manual, between markers, and nowhere else.

    python -m netralitas.desk.manual docs/cli.md

Between `<!-- help NAME -->` and `<!-- /help -->` stands what `netralitas NAME --help` says; the
rest of the page is written by hand and stays as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from netralitas.desk.cli import root
from netralitas.desk.command import Group
from netralitas.desk.outputs import answer
from netralitas.desk.terminal import Terminal
from netralitas.facts import Language

WIDTH = 88
_MARKED = re.compile(r"(<!-- help ([a-z ]+) -->\n).*?(<!-- /help -->)", re.DOTALL)


def commands(group: Group = root, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the name of every command, as the words that follow `netralitas`."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name)
        if isinstance(command, Group):
            yield from commands(command, (*path, name))


def help_of(path: tuple[str, ...], language: Language) -> str:
    """Return the help of a command as it is printed, at the width of the manual."""
    seen = Terminal(language=language)
    context = click.Context(root, info_name="netralitas", obj=seen, terminal_width=WIDTH)
    command: click.Command = root
    for name in path:
        assert isinstance(command, Group)
        found = command.get_command(context, name)
        assert found is not None, f"no command {' '.join(path)}"
        command = found
        context = click.Context(command, context, name, terminal_width=WIDTH)
    return command.get_help(context)


def renewed(manual: str) -> str:
    """Return the manual with the help between its markers as it is today."""

    def fill(found: re.Match[str]) -> str:
        shown = help_of(tuple(found[2].split()), Language.EN)
        return f"{found[1]}```text\n{shown}\n```\n{found[3]}"

    return _MARKED.sub(fill, manual)


def main(arguments: list[str]) -> int:
    """Renew the manuals named; return 0."""
    for name in arguments:
        manual = renewed(Path(name).read_text("utf-8"))
        with answer(name) as out:
            out.write(manual)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
