"""What `impact` finds can be kept: as tests of the new law, and as rows for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from netralitas.desk.progress import Shown
from netralitas.desk.terminal import Terminal
from netralitas.judgement import CompiledPolicy, Entry, complaints, load_policy, read_corpus
from tests.laws import national_law

from ..law_folders import law_folder
from ..running import Run, runner

LIKE = "disiplin-posting-like-follow"
AS_OF = ("--as-of", "2024-12-31")
COLUMNS = "id,region,election,subject.category,subject.level,act,at,evidence"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kept: Path) -> Run:
    return runner(capsys, monkeypatch, kept)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder with national law that says nothing of likes and comments."""
    return law_folder(tmp_path_factory.mktemp("rancangan"), drop=LIKE)


@pytest.fixture(scope="module")
def laws(draft: str) -> tuple[CompiledPolicy, CompiledPolicy]:
    """Return national law as it is, and the draft."""
    files = {one.name: one.read_bytes() for one in Path(draft).glob("*.yaml")}
    return national_law(), load_policy(files)


@pytest.fixture
def cases(tmp_path: Path) -> str:
    """Return a file of three cases: one of the nation and one of Lumajang flip, the third stays."""
    rows = [
        "A-1,,pilkada_2024,pns,pengawas,react_online,2024-10-02,foto:verified",
        "A-2,lumajang,pilkada_2024,pns,pelaksana,react_online,2024-10-02,foto:verified",
        "A-3,,pilkada_2024,pns,pelaksana,react_online,2024-08-02,foto:verified",
    ]
    file = tmp_path / "kasus.csv"
    file.write_text("\n".join([COLUMNS, *rows]) + "\n", "utf-8")
    return str(file)


def failing(entries: tuple[Entry, ...], law: CompiledPolicy) -> list[str]:
    return [entry.id for entry in entries if complaints(entry, law)]


def test_the_rows_shown_become_tests_that_the_new_law_passes_and_the_old_fails(
    run: Run, draft: str, cases: str, tmp_path: Path, laws: tuple[CompiledPolicy, CompiledPolicy]
) -> None:
    file = tmp_path / "uji.yaml"
    ended = run("impact", "nasional", f"{draft}@nasional", cases, "--export-test", str(file),
                *AS_OF)  # fmt: skip
    assert ended.code == 0 and f"2 uji ditulis ke {file}" in ended.err
    old, new = laws
    entries = read_corpus({"uji.yaml": file.read_bytes()}, new)
    assert [entry.id for entry in entries] == ["A-1", "A-2"]
    assert failing(entries, new) == []
    assert failing(entries, old) == ["A-1", "A-2"]
    assert all("nasional ke" in entry.because and "→" in entry.because for entry in entries)
    # The nation judges both here, so that neither test may ask for Lumajang's law.
    assert [entry.case.region for entry in entries if entry.case] == [None, None]


def test_only_the_rows_that_are_shown_become_tests_whatever_the_format(
    run: Run, draft: str, cases: str, tmp_path: Path, laws: tuple[CompiledPolicy, CompiledPolicy]
) -> None:
    asked = ("impact", "nasional", f"{draft}@nasional", cases, *AS_OF)
    for flags, count in (
        (("--show", "1"), 1),
        (("--show", "0"), 0),
        (("--format", "csv"), 2),
        (("--only", "region=lumajang", "--format", "json"), 1),
    ):
        file = tmp_path / f"uji-{'-'.join(flags).replace('=', '')}.yaml"
        assert run(*asked, *flags, "--export-test", str(file)).code == 0
        content = file.read_bytes() if file.exists() else b""
        assert len(read_corpus({"uji.yaml": content}, laws[1]) if content else ()) == count
    plain = run(*asked, "--format", "csv")
    assert plain.out == run(*asked, "--format", "csv", "--export-test", str(file)).out


def test_rows_under_the_law_of_several_regions_do_not_go_into_one_file(
    run: Run, draft: str, cases: str, tmp_path: Path
) -> None:
    file = tmp_path / "uji.yaml"
    asked = ("impact", "2024-12-31", draft, cases, "--export-test", str(file), *AS_OF)
    ended = run("--lang", "en", *asked)
    assert ended.code == 2 and "several regions" in ended.err and not file.exists()
    assert run(*asked, "--only", "region=lumajang").code == 0
    assert "region: lumajang" in file.read_text("utf-8")


def test_every_smallest_case_of_the_list_becomes_a_test(
    run: Run, draft: str, tmp_path: Path, laws: tuple[CompiledPolicy, CompiledPolicy]
) -> None:
    file = tmp_path / "uji.yaml"
    assert run("impact", "nasional", draft, "--export-test", str(file), *AS_OF).code == 0
    old, new = laws
    entries = read_corpus({"uji.yaml": file.read_bytes()}, new)
    assert entries and failing(entries, new) == []
    assert len(failing(entries, old)) == len(entries)


def test_a_fact_that_only_the_old_law_knows_is_left_out_of_the_test(
    run: Run, cases: str, tmp_path: Path
) -> None:
    folder = Path(law_folder(tmp_path / "lama"))
    for file in folder.glob("*.yaml"):
        text = file.read_text("utf-8")
        if f"id: {LIKE}\n" in text:
            before, row = text.split(f"id: {LIKE}\n")
            file.write_text(f"{before}id: {LIKE}\n{row.replace('berat', 'sedang', 1)}", "utf-8")
        if "\nfields:\n" in text:
            more = "  - {name: bercanda, kind: bool, scope: charge, text: {id: canda, en: jest}}\n"
            file.write_text(text.replace("\nfields:\n", f"\nfields:\n{more}", 1), "utf-8")
    head, *rows = Path(cases).read_text("utf-8").splitlines()
    Path(cases).write_text(f"{head},facts.bercanda\n{rows[0]},true\n", "utf-8")
    test = tmp_path / "uji.yaml"
    ended = run("impact", f"{folder}@nasional", "nasional", cases, "--export-test", str(test),
                *AS_OF)  # fmt: skip
    assert ended.code == 0, ended.err
    assert test.exists() and "bercanda" not in test.read_text("utf-8")


def test_the_rows_that_flip_come_as_parquet(
    run: Run, draft: str, cases: str, tmp_path: Path
) -> None:
    sheets = {form: tmp_path / f"berubah.{form}" for form in ("csv", "parquet")}
    for form, out in sheets.items():
        asked = ("impact", "nasional", draft, cases, "--format", form, "--out", str(out), *AS_OF)
        assert run(*asked).code == 0
    read = pl.read_parquet(sheets["parquet"])
    assert read["id"].to_list() == ["A-1", "A-2"]
    assert read["row"].dtype.is_integer()
    told = pl.read_csv(sheets["csv"], infer_schema=False)
    assert told.columns == read.columns
    assert told["tier.new"].to_list() == read["tier.new"].to_list()


def test_without_a_row_that_flips_the_sheet_has_its_columns(
    run: Run, cases: str, tmp_path: Path
) -> None:
    for form in ("csv", "parquet"):
        out = tmp_path / f"kosong.{form}"
        asked = ("impact", "nasional", "nasional", cases, "--format", form, "--out", str(out))
        assert run(*asked).code == 0
        sheet = pl.read_csv(out) if form == "csv" else pl.read_parquet(out)
        assert sheet.height == 0 and sheet.columns[:3] == ["file", "row", "id"]


def test_rows_as_parquet_need_cases(run: Run, draft: str) -> None:
    ended = run("impact", "nasional", draft, "--format", "parquet")
    assert ended.code == 2 and "--format parquet" in ended.err and "CASES" in ended.err


def test_how_far_the_comparison_has_come_is_shown_to_whoever_watches(
    run: Run, draft: str, cases: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control is the other run, which nobody watches: both answer the same."""
    asked = ("impact", "nasional", draft, cases, *AS_OF)
    unwatched = run(*asked)
    told: list[tuple[int, float | None]] = []

    @contextmanager
    def watching(terminal: Terminal) -> Iterator[Shown]:
        yield lambda done, share: told.append((done, share))

    monkeypatch.setattr("netralitas.desk.impacts.cases.shown", watching)
    assert run(*asked) == unwatched
    assert told == [(3, None)]
    told.clear()
    assert run(*asked[:3], cases, *asked[3:]).code == 0
    assert told == [(3, 0.5), (6, 1.0)]
