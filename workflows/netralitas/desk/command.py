"""This file is what commands are made of here: help in two languages, modules loaded on use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click

from netralitas.desk.complaints import unknown_command
from netralitas.desk.terminal import Terminal
from netralitas.facts import Language, Text

_FRAME = {
    "usage": Text(id="Pemakaian: ", en="Usage: "),
    "options": Text(id="Pilihan", en="Options"),
    "commands": Text(id="Perintah", en="Commands"),
    "examples": Text(id="Contoh", en="Examples"),
    "help": Text(id="tampilkan bantuan ini", en="show this help"),
    "default": Text(id="bawaan", en="default"),
    "required": Text(id="wajib", en="required"),
    "many": Text(id="boleh berulang", en="may be repeated"),
    "[OPTIONS]": Text(id="[PILIHAN]", en="[OPTIONS]"),
    "COMMAND [ARGS]...": Text(id="PERINTAH [ARGUMEN]...", en="COMMAND [ARGUMENT]..."),
}


def reading(context: click.Context) -> Language:
    """Return the language in which the person of this context reads."""
    seen = context.find_root().obj
    return seen.language if isinstance(seen, Terminal) else Language.ID


class Option(click.Option):
    """An option whose help is a text in both languages."""

    def __init__(self, *names: Any, says: Text, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.says = says

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the option as help lists it: its names, and what it says in the language asked."""
        spoken = reading(ctx)
        names = " ".join(filter(None, (", ".join(self.opts), self.metavar)))
        marks = [_FRAME["required"].in_(spoken)] if self.required else []
        if self.multiple:
            marks.append(_FRAME["many"].in_(spoken))
        if self.show_default:
            marks.append(f"{_FRAME['default'].in_(spoken)}: {self.default}")
        return names, self.says.in_(spoken) + (f" [{'; '.join(marks)}]" if marks else "")


class Command(click.Command):
    """A command whose help is a text in both languages; it returns its exit code."""

    def __init__(
        self, *names: Any, says: Text, examples: tuple[str, ...] = (), **settings: Any
    ) -> None:
        super().__init__(*names, **settings)
        self.says = says
        self.examples = examples

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line in the language asked."""
        spoken = reading(ctx)
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english in ("[OPTIONS]", "COMMAND [ARGS]..."):
            pieces = pieces.replace(english, _FRAME[english].in_(spoken))
        formatter.write_usage(ctx.command_path, pieces, prefix=_FRAME["usage"].in_(spoken))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command says of itself, paragraph by paragraph."""
        for paragraph in self.says.in_(reading(ctx)).split("\n\n"):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(paragraph)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they would be typed, unwrapped."""
        if self.examples:
            with formatter.section(_FRAME["examples"].in_(reading(ctx))):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}netralitas {example}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and for a group its commands, in the language asked."""
        spoken = reading(ctx)
        records = [p.get_help_record(ctx) for p in self.params if isinstance(p, Option)]
        with formatter.section(_FRAME["options"].in_(spoken)):
            formatter.write_dl([*records, ("--help", _FRAME["help"].in_(spoken))])


class Entry(NamedTuple):
    """A command not yet imported: `module:attribute`, and its one line in the list of commands."""

    where: str
    says: Text


def entry(where: str, says: str, english: str) -> Entry:
    """Return the entry of a command of the desk: `folder.module:attribute`, and its one line."""
    return Entry(f"netralitas.desk.{where}", Text(id=says, en=english))


class Group(Command, click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def __init__(self, *names: Any, entries: Mapping[str, Entry], **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which the entries are written."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, its module imported now; None when there is none of that name."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        module, attribute = entry.where.split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; refuse an unknown one with the nearest."""
        if args[0] not in self.entries and not args[0].startswith("-"):
            raise unknown_command(args[0], list(self.entries))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and then the commands, each with its one line."""
        Command.format_options(self, ctx, formatter)
        spoken = reading(ctx)
        with formatter.section(_FRAME["commands"].in_(spoken)):
            formatter.write_dl([(name, e.says.in_(spoken)) for name, e in self.entries.items()])


def option(*names: str, says: Text, **settings: Any) -> Callable[[Any], Any]:
    """Return the decorator that gives a command one option with help in both languages."""
    decorate: Callable[[Any], Any] = click.option(*names, cls=Option, says=says, **settings)
    return decorate
