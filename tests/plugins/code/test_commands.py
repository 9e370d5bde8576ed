"""This file loads commands into the host, for an operator who trusts them, and only then."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from netralitas.code.commands import load_commands
from netralitas.code.installed import AllowedCode
from netralitas.code.settings import CodeSetting
from netralitas.facts import Refused

SOURCE = b"""
import click
from netralitas.code.hooks import hookimpl


@hookimpl
def commands(cli):
    @cli.command()
    def salam():
        click.echo("halo dari daerah")
"""


@pytest.fixture(autouse=True)
def back() -> Iterator[None]:
    finders = list(sys.meta_path)
    yield
    sys.meta_path[:] = finders
    sys.modules.pop("acme_code", None)


def code(source: bytes = SOURCE, *, commands: bool = True) -> AllowedCode:
    setting = CodeSetting(name="lumajang", sha256="", commands=commands)
    return AllowedCode("acme_code", "acme_code", {"__init__.py": source}, setting)


def test_commands_are_added_to_a_group() -> None:
    group = click.Group("region")
    load_commands(code()).add(cli=group)
    assert CliRunner().invoke(group, ["salam"]).output == "halo dari daerah\n"


def test_the_message_says_with_whose_rights_they_run() -> None:
    warning = load_commands(code()).warning
    assert warning.en == (
        "code 'lumajang' runs inside this program with all your rights: "
        "files, network and processes are open to it"
    )
    assert "seluruh hak Anda" in warning.id


def test_commands_that_are_not_allowed_are_not_loaded() -> None:
    with pytest.raises(Refused, match="the settings allow no commands"):
        load_commands(code(commands=False))
    assert "acme_code" not in sys.modules


def test_without_pluggy_the_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pluggy", None)
    with pytest.raises(Refused, match=r"no pluggy: pip install 'netralitas\[code\]'"):
        load_commands(code())


@pytest.mark.parametrize(
    "source, words",
    [
        (b"1 / 0", "ZeroDivisionError"),
        (
            b"from netralitas.code.hooks import hookimpl\n@hookimpl\ndef comands(cli): ...",
            "comands",
        ),
        (
            b"from netralitas.code.hooks import hookimpl\n@hookimpl\ndef commands(group): ...",
            "group",
        ),
    ],
    ids=["fails", "no such hook", "no such argument"],
)
def test_code_that_cannot_be_loaded_is_refused_by_name(source: bytes, words: str) -> None:
    with pytest.raises(Refused, match="code 'lumajang' is off: it cannot be loaded") as refused:
        load_commands(code(source))
    assert words in refused.value.says.en
