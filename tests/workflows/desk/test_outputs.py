"""An answer reaches its file whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from netralitas.desk.outputs import answer, keep


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_an_answer_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "jawaban.txt"
    with answer(str(target)) as out:
        out.write("putusan\n")
        assert not target.exists()
    assert target.read_text("utf-8") == "putusan\n"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt, BrokenPipeError])
def test_an_interrupted_answer_leaves_the_earlier_one(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    target = tmp_path / "jawaban.txt"
    target.write_text("lama", "utf-8")
    with pytest.raises(stop), answer(str(target)) as out:
        out.write("separuh")
        raise stop
    assert target.read_text("utf-8") == "lama"
    assert leftovers(tmp_path) == []


def test_writing_in_place_would_have_left_half(tmp_path: Path) -> None:
    target = tmp_path / "jawaban.txt"
    target.write_text("lama", "utf-8")
    with pytest.raises(KeyboardInterrupt), open(target, "w", encoding="utf-8") as out:
        out.write("separuh")
        raise KeyboardInterrupt
    assert target.read_text("utf-8") == "separuh"


def test_a_part_left_by_a_killed_process_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / f".jawaban.txt.{os.getpid()}.part").write_text("sisa", "utf-8")
    with answer(str(tmp_path / "jawaban.txt")) as out:
        out.write("utuh")
    assert (tmp_path / "jawaban.txt").read_text("utf-8") == "utuh"
    assert leftovers(tmp_path) == []


def test_a_link_keeps_pointing_and_its_target_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "asli.txt", tmp_path / "tautan.txt"
    real.write_text("lama", "utf-8")
    link.symlink_to(real)
    with answer(str(link)) as out:
        out.write("baru")
    assert link.is_symlink()
    assert real.read_text("utf-8") == "baru"


def test_a_device_is_written_to_and_never_replaced() -> None:
    before = os.stat(os.devnull)
    with answer(os.devnull) as out:
        out.write("hilang")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    assert os.stat(os.devnull).st_ino == before.st_ino


def test_the_answer_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "biasa").touch()
    with answer(str(tmp_path / "jawaban")) as out:
        out.write("x")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("biasa", "jawaban")}
    assert len(modes) == 1


@pytest.mark.parametrize("out", [None, "-"])
def test_without_a_file_the_answer_goes_to_stdout(
    out: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    with answer(out) as stream:
        stream.write("ke layar")
    assert capsys.readouterr().out == "ke layar"


def test_what_is_kept_is_its_owners_alone(tmp_path: Path) -> None:
    keep(tmp_path / "simpanan", b"isi")
    assert (tmp_path / "simpanan").read_bytes() == b"isi"
    assert stat.S_IMODE((tmp_path / "simpanan").stat().st_mode) == 0o600
