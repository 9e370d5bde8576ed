"""What was kept is taken back only as it was kept, and nothing about keeping ever fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from netralitas.desk.cache import FOLDER_VARIABLE, Cache, cache_of, name_of


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "baru" / "lagi")
    assert cache.get("hukum") is None
    cache.put("hukum", b"isi")
    assert cache.get("hukum") == b"isi"
    cache.put("hukum", b"isi kedua")
    assert cache.get("hukum") == b"isi kedua"


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_damaged_byte_makes_it_absent(tmp_path: Path, place: int) -> None:
    cache = Cache(tmp_path)
    cache.put("hukum", b"isi yang agak panjang supaya ada yang dapat rusak")
    kept = bytearray((tmp_path / "hukum").read_bytes())
    kept[place] ^= 1
    (tmp_path / "hukum").write_bytes(kept)
    assert cache.get("hukum") is None


@pytest.mark.parametrize("left", [0, 5, 31, 32, 40])
def test_a_truncated_entry_is_absent(tmp_path: Path, left: int) -> None:
    cache = Cache(tmp_path)
    cache.put("hukum", b"isi yang agak panjang")
    (tmp_path / "hukum").write_bytes((tmp_path / "hukum").read_bytes()[:left])
    assert cache.get("hukum") is None


def test_an_empty_content_is_not_absence(tmp_path: Path) -> None:
    Cache(tmp_path).put("kosong", b"")
    assert Cache(tmp_path).get("kosong") == b""


def test_a_folder_that_cannot_be_made_keeps_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder", "utf-8")
    cache = Cache(tmp_path / "berkas" / "simpanan")
    cache.put("hukum", b"isi")
    assert cache.get("hukum") is None


FILES = {"a.yaml": b"satu", "b.yaml": b"dua"}


@pytest.mark.parametrize(
    "other",
    [
        ("policy", "2", FILES),
        ("tables", "1", FILES),
        ("policy", "1", {"a.yaml": b"satu"}),
        ("policy", "1", {"a.yaml": b"satudua", "b.yaml": b""}),
        ("policy", "1", {"a.yaml": b"satu", "c.yaml": b"dua"}),
    ],
)
def test_other_bytes_or_another_version_have_another_name(
    other: tuple[str, str, dict[str, bytes]],
) -> None:
    assert name_of(*other) != name_of("policy", "1", FILES)


def test_the_order_of_the_files_does_not_matter() -> None:
    assert name_of("policy", "1", FILES) == name_of("policy", "1", dict(reversed(FILES.items())))


def test_the_environment_names_the_folder(tmp_path: Path) -> None:
    named = cache_of({FOLDER_VARIABLE: str(tmp_path / "di-sini")})
    assert named is not None
    named.put("x", b"y")
    assert (tmp_path / "di-sini" / "x").exists()


def test_without_a_name_it_is_the_users_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.name", "posix")
    monkeypatch.setattr("sys.platform", "linux")
    cache = cache_of({"XDG_CACHE_HOME": str(tmp_path)})
    assert cache is not None
    cache.put("x", b"y")
    assert (tmp_path / "netralitas" / "x").exists()


def test_a_process_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert cache_of({}) is None
    assert cache_of({"XDG_CACHE_HOME": "relatif"}) is None
