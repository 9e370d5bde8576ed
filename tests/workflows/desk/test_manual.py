"""Every command is documented, in both languages, with the very help it prints."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import pytest

from netralitas.desk.cli import main as cli_main
from netralitas.desk.cli import root
from netralitas.desk.command import Command, Group, Option
from netralitas.desk.endings import Ending
from netralitas.desk.manual import commands, help_of, main, renewed
from netralitas.facts import Language
from netralitas.regions import national_files

MANUAL = Path(__file__).parents[3] / "docs" / "cli.md"
COMMANDS = list(commands())


def command_at(path: tuple[str, ...]) -> click.Command:
    command: click.Command = root
    for name in path:
        assert isinstance(command, Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return command


def blanks_out(text: str) -> str:
    """Leave out blanks: where a line of help is broken is click's affair, and may change."""
    return "".join(text.split())


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_its_section_and_its_help(path: tuple[str, ...]) -> None:
    manual = MANUAL.read_text("utf-8")
    assert f"\n## netralitas {' '.join(path)}\n" in manual
    assert f"<!-- help {' '.join(path)} -->" in manual


def test_the_help_in_the_manual_is_todays() -> None:
    manual = MANUAL.read_text("utf-8")
    assert blanks_out(renewed(manual)) == blanks_out(manual), (
        "run: python -m netralitas.desk.manual docs/cli.md"
    )


def test_a_manual_that_fell_behind_would_be_noticed() -> None:
    manual = MANUAL.read_text("utf-8")
    stale = manual.replace("Judge each case in FILE", "Judge every case in FILE")
    assert stale != manual
    assert blanks_out(renewed(stale)) != blanks_out(stale)


def test_what_is_written_by_hand_stays(tmp_path: Path) -> None:
    page = tmp_path / "cli.md"
    page.write_text("sebelum\n<!-- help due -->\nlama\n<!-- /help -->\nsesudah\n", "utf-8")
    assert main([str(page)]) == 0
    text = page.read_text("utf-8")
    assert text.startswith("sebelum\n<!-- help due -->\n```text\nUsage: netralitas due")
    assert text.endswith("```\n<!-- /help -->\nsesudah\n")
    assert "lama" not in text


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_and_option_speaks_both_languages(path: tuple[str, ...]) -> None:
    command = command_at(path)
    assert isinstance(command, Command)
    options = [one for one in command.params if isinstance(one, Option)]
    assert {type(one) for one in command.params} <= {Option, click.Argument}
    for says in (command.says, *(one.says for one in options)):
        assert says.id.strip()
        assert says.en.strip()
        assert says.id != says.en
    assert "Pemakaian:" in help_of(path, Language.ID)
    assert "Usage:" in help_of(path, Language.EN)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_list_of_commands_says_one_line_of_each(path: tuple[str, ...]) -> None:
    group = command_at(path[:-1])
    assert isinstance(group, Group)
    says = group.entries[path[-1]].says
    assert max(len(says.id), len(says.en)) < 60


ANSWERING = [
    path
    for path in COMMANDS
    # What `region run` answers, and how, is for the region's own command.
    if not isinstance(command_at(path), Group) and path != ("region", "run")
]


@pytest.mark.parametrize("path", ANSWERING, ids=" ".join)
def test_every_command_that_answers_speaks_json_and_writes_files(path: tuple[str, ...]) -> None:
    options = {one.opts[0]: one for one in command_at(path).params if isinstance(one, Option)}
    assert {"--format", "--out", "--lang", "--debug"} <= set(options)
    if path != ("diagram",):  # a drawing has no JSON
        assert "json" in (options["--format"].metavar or "").split("|")


SHOWN = [
    (path, example)
    for path in COMMANDS
    if not isinstance(command_at(path), Group)
    for example in getattr(command_at(path), "examples", ())
]


def test_every_command_shows_how_it_is_used() -> None:
    alone = {path for path in COMMANDS if path and not isinstance(command_at(path), Group)}
    assert alone == {path for path, _ in SHOWN}


OF_REAL_CASES = ("case", "deadlines", "log", "db")
"""Their examples need an office to run in: they do in cases/test_commands.py."""

ALONE = [(path, example) for path, example in SHOWN if path[0] not in OF_REAL_CASES]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that examples name as the reader's own."""
    folder = tmp_path_factory.mktemp("files")
    for name in ("kasus.csv", "cases.csv", "perkara-2024.csv", "kasus.parquet"):
        assert cli_main(["sample", "-n", "30", "--out", str(folder / name)]) == Ending.OK
    draft = folder / "rancangan"
    draft.mkdir()
    for name, content in national_files().items():
        (draft / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(("path", "example"), ALONE, ids=lambda part: str(part))
def test_every_example_of_the_help_runs(
    path: tuple[str, ...],
    example: str,
    files: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "examples").symlink_to(MANUAL.parents[1] / "examples")
    monkeypatch.chdir(tmp_path)
    for file in files.iterdir():
        (tmp_path / file.name).symlink_to(file)
    monkeypatch.setenv("NETRALITAS_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))
    answered = (Ending.OK, Ending.UNDETERMINED, Ending.REFUSED)
    # So few cases as here cover little: a threshold ends as it should.
    short = (Ending.FINDINGS,) if "--fail-under" in example else ()
    assert cli_main(shlex.split(example)) in (*answered, *short)


def test_an_example_with_a_misspelt_option_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what does not run ends otherwise."""
    monkeypatch.chdir(tmp_path)
    assert cli_main("due --form 2024-10-02 --days 15".split()) == Ending.USAGE
