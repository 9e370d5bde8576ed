"""The timeline in words and as a picture: the same, legible to everyone, fetching nothing."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from netralitas.desk.cases.story import Told
from netralitas.desk.cases.timeline_picture import INKS, WIDTH, picture_of, standing_alone
from netralitas.desk.palette import PAPER
from netralitas.facts import Language
from tests.workflows.desk.case_running import kept_law, office, run, seeded
from tests.workflows.desk.running import Run
from tests.workflows.desk.seeded_office import CASE, REPORTER, REVIEWER

__all__ = ["kept_law", "office", "run", "seeded"]

SVG = "{http://www.w3.org/2000/svg}"
TIMELINE = ("case", "timeline", CASE, "--as", "a", "--role", "auditor")


def words_in(picture: ElementTree.Element) -> str:
    return " ".join("".join(one.itertext()) for one in picture.iter(f"{SVG}text"))


def test_words_tell_days_steps_roles_articles_and_what_comes(run: Run) -> None:
    run("deadlines", "run", "--now", "2024-10-10")
    told = " ".join(run(*TIMELINE).out.split())
    for said in (
        "3 Okt 2024 berkas: perkara dibuka",
        "Inspektorat (penelaah)",
        "10 Okt 2024 pidana: lewat waktu: Laporan kepada Bawaslu",
        "jam sistem · UU 10/2016 ps 134",
        "Berikutnya 17 Okt 2024: berkas: ditinjau kembali (tanggal internal",
    ):
        assert said in told


def test_json_is_every_event_as_it_is(run: Run) -> None:
    told = json.loads(run(*TIMELINE, "--format", "json").out)
    assert [one["version"] for one in told["events"]] == [1, 2]
    assert told["events"][1]["previous"]
    assert {one["lane"] for one in told["deadlines"]} == {"berkas", "pidana"}


def test_the_picture_holds_what_the_words_hold(run: Run) -> None:
    picture = ElementTree.fromstring(run(*TIMELINE, "--format", "svg").out)
    told = words_in(picture)
    for said in ("perkara dibuka", "bukti diserahkan", "Laporan kepada Bawaslu", "UU 10/2016"):
        assert said in told


def test_the_picture_has_a_name_and_is_said_in_words(run: Run) -> None:
    for language, title in (("id", "Riwayat perkara"), ("en", "Timeline of case")):
        picture = ElementTree.fromstring(run(*TIMELINE, "--format", "svg", "--lang", language).out)
        assert picture.get("role") == "img"
        named = (picture.get("aria-labelledby") or "").split()
        texts = {one.get("id"): one.text or "" for one in picture if one.get("id")}
        assert texts[named[0]] == f"{title} {CASE}"
        assert "2" in texts[named[1]]


def test_the_page_is_one_page_with_the_picture_and_the_same_as_a_table(run: Run) -> None:
    page = run(*TIMELINE, "--format", "html", "--lang", "id").out
    assert page.startswith("<!doctype html>")
    assert 'lang="id"' in page
    assert "default-src 'none'" in page
    assert page.count("<svg ") == 1
    assert page.count('<th scope="row">') == 4
    assert page.count("menunggu</td>") == 2
    assert "@media print" in page


@pytest.mark.parametrize("form", ["svg", "html"])
def test_nothing_is_fetched_and_nothing_runs(run: Run, form: str) -> None:
    shown = run(*TIMELINE, "--format", form).out
    assert not re.search(r"<script|<link|<image|\bon\w+=|@import|url\(", shown)
    links = re.findall(r"https?://[^\"' >]+", shown)
    assert set(links) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("form", ["text", "json", "svg", "html"])
def test_no_form_tells_who_reported(run: Run, form: str) -> None:
    assert REPORTER not in run(*TIMELINE, "--format", form).out


def test_a_picture_written_to_a_file_is_whole(run: Run, office: Path) -> None:
    assert run(*TIMELINE, "--format", "svg", "--out", "riwayat.svg").code == 0
    assert (office / "riwayat.svg").read_text("utf-8").endswith("</svg>\n")


def test_who_may_not_read_sees_no_picture(run: Run) -> None:
    words = ("case", "timeline", CASE, "--format", "svg", "--as", "s", "--role", "administrator")
    assert run(*words).code == 7
    assert run(*TIMELINE[:3], *REVIEWER).code == 0


# The picture by itself


def told(lane: str, *, version: int = 1, says: str = "diteruskan", **more: object) -> Told:
    values = {"details": (), "by": "", "cites": "", **more}
    return Told(version, date(2024, 10, 3), lane, says, **values)  # type: ignore[arg-type]


def drawn(*things: Told) -> ElementTree.Element:
    return ElementTree.fromstring(standing_alone(picture_of("X-1", things, Language.ID)))


def test_each_lane_has_its_column_and_its_name() -> None:
    picture = drawn(told("berkas"), told("disiplin"), told("pidana"))
    columns = {one.get("cx") for one in picture.iter(f"{SVG}circle")}
    assert len(columns) == 3
    assert "berkas disiplin pidana" in words_in(picture)


def test_what_waits_and_what_the_clock_did_are_told_by_shape() -> None:
    def mark(thing: Told) -> tuple[str, bool, bool]:
        picture = drawn(thing)
        [found] = [
            one
            for one in picture.iter()
            if one.tag == f"{SVG}circle" or (one.get("d") or "").endswith("Z")
        ]
        hollow = found.get("fill") == PAPER
        return found.tag.removeprefix(SVG), hollow, found.get("stroke-dasharray") is not None

    assert mark(told("berkas")) == ("circle", False, False)
    assert mark(told("berkas", clock=True)) == ("path", False, False)
    assert mark(told("berkas", version=0)) == ("path", True, False)
    assert mark(told("berkas", version=0, internal=True)) == ("path", True, True)


def test_long_words_are_broken_and_stay_within_the_picture() -> None:
    picture = drawn(told("berkas", says="pemberhentian " * 60, details=("x" * 900,)))
    texts = [one for one in picture.iter(f"{SVG}text")]
    assert len(texts) > 8
    for one in texts:
        assert float(one.get("x") or 0) + 6.5 * len(one.text or "") <= WIDTH


def test_words_of_others_are_no_markup() -> None:
    picture = drawn(told("berkas", says="<script>alert(1)</script>\x00 & \ud800"))
    assert [one.tag for one in picture.iter() if "script" in str(one.tag)] == []
    assert "<script>alert(1)</script>" in words_in(picture)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink: str) -> float:
    return (luminance(PAPER) + 0.05) / (luminance(ink) + 0.05)


@pytest.mark.parametrize("ink", INKS)
def test_every_ink_stands_out_from_paper(ink: str) -> None:
    assert contrast(ink) >= 4.5


def test_an_ink_that_does_not_is_noticed() -> None:
    assert contrast("#9ecae1") < 4.5
