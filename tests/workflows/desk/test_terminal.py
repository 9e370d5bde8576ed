"""The desk speaks the reader's language, fits the terminal, and draws only where one watches."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from netralitas.desk.progress import SHOWN_FROM, waiting, watched
from netralitas.desk.request import Request
from netralitas.desk.table import table_text
from netralitas.desk.terminal import NARROWEST, PAGE_WIDTH, Terminal, language_of, terminal_of
from netralitas.desk.wiring import Library
from netralitas.facts import Language, Text

ROOT = Path(__file__).parents[3]
WORK = Text(id="bekerja", en="at work")


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, Language.ID),
        (["--lang", "en"], {}, Language.EN),
        (["simulate", "x", "--lang=en"], {}, Language.EN),
        ([], {"NETRALITAS_LANG": "en"}, Language.EN),
        (["--lang", "id"], {"NETRALITAS_LANG": "en"}, Language.ID),
        (["--lang", "fr"], {}, Language.ID),
        (["--lang"], {}, Language.ID),
        (["simulate", "--", "--lang", "en"], {}, Language.ID),
    ],
)
def test_the_language_is_known_before_the_arguments_are_parsed(
    arguments: list[str], environment: Mapping[str, str], language: Language
) -> None:
    assert language_of(arguments, environment) is language


def test_what_is_no_terminal_is_a_plain_page() -> None:
    found = terminal_of([], {})
    assert (found.shown, found.colour, found.width, found.columns) == (
        False, False, PAGE_WIDTH, PAGE_WIDTH,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "width"), [(40, NARROWEST), (80, 80), (100, 100), (200, PAGE_WIDTH)]
)
def test_a_page_fits_a_terminal_and_is_never_too_wide_to_read(
    monkeypatch: pytest.MonkeyPatch, columns: int, width: int
) -> None:
    monkeypatch.setattr("netralitas.desk.terminal._is_terminal", lambda _: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    found = terminal_of([], {})
    assert found.width == width
    assert found.columns == max(columns, NARROWEST)


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_no_color_is_honoured(
    monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str], colour: bool
) -> None:
    monkeypatch.setattr("netralitas.desk.terminal._is_terminal", lambda _: True)
    assert terminal_of([], environment).colour is colour


def asked(terminal: Terminal, out: str | None = None) -> Request:
    return Request(
        terminal=terminal,
        law=Library(),
        region=None,
        as_of=date(2024, 12, 31),
        format="text",
        out=out,
        repeat=(),
    )


SHOWN = Terminal(language=Language.ID, shown=True, colour=True)
ROWS = [("x-1", "[bold]tebal[/bold]"), ("x-2", "biasa")]


def test_a_table_on_a_terminal_is_drawn_and_markup_is_text() -> None:
    drawn = table_text(["Kasus", "Isi"], ROWS, asked(SHOWN))
    assert "─" in drawn
    assert "[bold]tebal[/bold]" in drawn


@pytest.mark.parametrize("request_", [asked(SHOWN, "berkas.txt"), asked(Terminal(Language.ID))])
def test_a_table_elsewhere_is_plain_columns(request_: Request) -> None:
    assert table_text(["Kasus", "Isi"], ROWS, request_).splitlines() == [
        "Kasus  Isi",
        "x-1    [bold]tebal[/bold]",
        "x-2    biasa",
    ]


def test_a_table_without_colour_has_no_escapes() -> None:
    plain = table_text(["Kasus", "Isi"], ROWS, asked(SHOWN._replace(colour=False)))
    assert "\x1b" not in plain


@pytest.mark.parametrize("count", [0, 1, SHOWN_FROM - 1, SHOWN_FROM, SHOWN_FROM + 1, 500])
@pytest.mark.parametrize("seen", [False, True])
def test_watching_changes_nothing_about_the_cases(count: int, seen: bool) -> None:
    terminal = Terminal(language=Language.ID, watched=seen)
    assert list(watched(range(count), terminal)) == list(range(count))


@pytest.mark.parametrize(("of", "times"), [(400, 2), (None, 1)])
def test_what_goes_by_is_named_and_what_remains_is_told_where_the_whole_is_known(
    of: int | None,
    times: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    terminal = Terminal(language=Language.EN, watched=True)
    told, pause = "", threading.Event()
    for number in watched(range(SHOWN_FROM + 2), terminal, WORK, of=of):
        if number == SHOWN_FROM:
            pause.wait(0.3)  # the bar draws itself ten times a second
            told = re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    assert f"{SHOWN_FROM} {WORK.en}" in told
    # The time that has passed, and that which remains: not known yet, or not to be known.
    assert len(re.findall(r"[-\d]:[-\d]{2}:[-\d]{2}", told.split(WORK.en)[-1])) == times


def test_a_failure_passes_through_the_bar() -> None:
    def failing() -> Iterator[int]:
        yield from range(SHOWN_FROM + 5)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(watched(failing(), Terminal(language=Language.ID, watched=True)))


def test_work_that_takes_a_while_is_shown_to_whoever_watches_and_the_line_is_cleared(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # stderr is no terminal here
    told, pause = "", threading.Event()
    with pytest.raises(KeyboardInterrupt):
        with waiting(Terminal(Language.EN, watched=True), WORK, after=0.0):
            for _ in range(1200):
                told += capsys.readouterr().err
                if "at work" in told:
                    raise KeyboardInterrupt  # also where it is broken off
                pause.wait(0.05)
    assert capsys.readouterr().err.endswith("\x1b[2K")
    assert not drawing()


@pytest.mark.parametrize(("seen", "after"), [(False, 0.0), (True, 3600.0)])
def test_work_that_is_soon_over_or_that_nobody_watches_is_not_shown(
    seen: bool, after: float, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with waiting(Terminal(Language.EN, watched=seen), WORK, after=after):
        pass
    assert capsys.readouterr() == ("", "")
    assert not drawing()


def drawing() -> list[str]:
    """Return the threads that still draw."""
    return [
        one.name for one in threading.enumerate() if "draw" in one.name or "Refresh" in one.name
    ]


def on_a_terminal(*arguments: str, home: Path, **environment: str) -> str:
    """Return what a command writes to a real terminal."""
    reader, writer = pty.openpty()
    path = os.pathsep.join(str(ROOT / room) for room in ("engine", "plugins", "workflows"))
    plain = {"PYTHONPATH": path, "HOME": str(home), "PATH": os.defpath, "TERM": "xterm"}
    command = [sys.executable, "-m", "netralitas", *arguments]
    subprocess.run(command, env=plain | environment, stdout=writer, stderr=writer, check=False)
    os.close(writer)
    told = b""
    while True:
        try:
            part = os.read(reader, 65536)
        except OSError:  # the end, as Linux tells it of a terminal
            break
        if not part:
            break
        told += part
    os.close(reader)
    return told.decode()


def test_on_a_real_terminal_the_headline_is_bold_unless_colour_is_off(tmp_path: Path) -> None:
    case = str(ROOT / "examples" / "suka-sebelum-penetapan.yaml")
    assert "\x1b[1m" in on_a_terminal("simulate", case, home=tmp_path)
    assert "\x1b" not in on_a_terminal("simulate", case, home=tmp_path, NO_COLOR="1")
