"""A cluster comes to what one process comes to, also when one of its workers is killed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from netralitas.simulation.audit import Draw
from netralitas.simulation.faults import RunFailure
from netralitas.simulation.parts import Part, Work
from netralitas.simulation.pieces import Piece
from netralitas.simulation.runs import Totals, running

from .few_cases import (
    InstalledLaws,
    pieces,
    read_and_die,
    read_and_die_once,
    read_for_ever,
    read_what_is_gone,
    told,
    work,
)
from .local_cluster import Local, local, until

distributed = pytest.importorskip("distributed")

from netralitas.simulation.clusters import EXPOSED, cluster, exposed  # noqa: E402
from netralitas.simulation.clusters.sameness import fingerprint, stamp_of  # noqa: E402

WITHIN = 30.0


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    with local(tmp_path_factory.mktemp("cluster"), 2) as started:
        yield started


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return a folder that all workers see, with the file of the cases."""
    (tmp_path / "kasus.csv").write_text("id\n", "utf-8")
    return tmp_path


def clustered(
    found: tuple[Piece, ...], what: Work, address: str, within: float = WITHIN
) -> list[Part]:
    with cluster.clustered(found, what, address, within=within) as parts:
        return list(parts)


def serially(found: tuple[Piece, ...], what: Work) -> list[Part]:
    with running(found, what) as parts:
        return list(parts)


def test_a_cluster_comes_to_the_same_parts_in_the_same_order(
    two_workers: Local, shared: Path
) -> None:
    found, what = pieces(shared, 6, of=20, rows=10), work(draw=Draw(5, 1))
    parts = clustered(found, what, two_workers.address)
    assert list(map(told, parts)) == list(map(told, serially(found, what)))


def test_a_killed_worker_changes_nothing(two_workers: Local, shared: Path) -> None:
    found = pieces(shared, 5, of=20, rows=5)
    parts = clustered(found, work(read_and_die_once), two_workers.address)
    assert (shared / "died").exists()
    totals = [reduce(add, map(Totals.of, some)) for some in (parts, serially(found, work()))]
    assert totals[0] == totals[1]
    assert totals[0].digest.rows == 97


def test_without_a_second_try_a_killed_worker_ends_the_run(shared: Path) -> None:
    with local(shared, 1, failures=0) as once, pytest.raises(RunFailure, match="1 pekerja klaster"):
        clustered(pieces(shared, 5, of=20, rows=5), work(read_and_die_once), once.address)


def test_a_chunk_that_kills_every_worker_is_given_up(two_workers: Local, shared: Path) -> None:
    with pytest.raises(RunFailure, match="4 pekerja klaster mati atas bagian yang sama"):
        clustered(pieces(shared, 3), work(read_and_die), two_workers.address)


def test_each_law_is_looked_up_once_for_the_whole_cluster(two_workers: Local, shared: Path) -> None:
    what = work()
    clustered(pieces(shared, 4), what, two_workers.address)
    laws = what.judges.laws
    assert isinstance(laws, InstalledLaws)
    assert sorted(map(str, laws.asked)) == ["None", "antah_berantah", "lumajang"]


def test_what_a_worker_raises_is_raised_here(two_workers: Local, shared: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        clustered(pieces(shared, 2), work(read_what_is_gone), two_workers.address)
    assert raised.value.filename == "kasus.csv"


def test_the_cluster_keeps_nothing_of_a_run_that_is_over(two_workers: Local, shared: Path) -> None:
    def kept(dask_worker: object) -> list[str]:
        return [name for name in dask_worker.plugins if name.startswith("netralitas")]  # type: ignore[attr-defined]

    what = work()
    with distributed.Client(two_workers.address, set_as_default=False) as client:
        with cluster.clustered(pieces(shared, 4), what, two_workers.address, within=30) as parts:
            next(parts)
            assert all(client.run(kept).values())
        assert not any(client.run(kept).values())


def test_another_netralitas_is_refused(
    two_workers: Local, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "fingerprint", lambda: "of another program")
    with pytest.raises(RunFailure, match=r"netralitas yang sama \(tcp://127\.0\.0\.1:\d+\)"):
        clustered(pieces(shared, 2), work(), two_workers.address)


def test_a_netralitas_is_known_by_its_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    here = fingerprint()
    assert here == fingerprint()
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"")
    assert fingerprint() != here


def test_a_worker_that_sees_another_file_is_refused(
    two_workers: Local, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = stamp_of(str(shared / "kasus.csv"))
    monkeypatch.setattr(cluster, "stamp_of", lambda file: stamp._replace(size=stamp.size + 1))
    with pytest.raises(RunFailure, match=r"kasus\.csv: pekerja tcp://.* melihat berkas lain"):
        clustered(pieces(shared, 2), work(), two_workers.address)
    (shared / "kasus.csv").unlink()
    with pytest.raises(RunFailure, match=r"tidak dapat membacanya .*penyimpanan bersama"):
        clustered(pieces(shared, 2), work(), two_workers.address)


def test_a_scheduler_out_of_reach_is_said_in_time(shared: Path) -> None:
    with pytest.raises(RunFailure, match=r"tcp://127\.0\.0\.1:1: penjadwal tidak terjangkau"):
        clustered(pieces(shared, 1), work(), "tcp://127.0.0.1:1", within=1)


def test_tls_without_certificates_is_refused_before_anything_is_sent(shared: Path) -> None:
    with pytest.raises(RunFailure, match=r"tls://127\.0\.0\.1:1: TLS memerlukan sertifikat"):
        clustered(pieces(shared, 1), work(), "tls://127.0.0.1:1")


@pytest.mark.parametrize("address", ["di sana", "kantor:8786", "http://kantor:80", "tcp://kantor"])
def test_what_is_no_address_is_refused(address: str, shared: Path) -> None:
    with pytest.raises(RunFailure, match=f"{address}: bukan alamat penjadwal; bentuknya tcp://"):
        clustered(pieces(shared, 1), work(), address)


def test_a_cluster_without_workers_is_said_in_time(shared: Path) -> None:
    with local(shared, 0) as empty, pytest.raises(RunFailure, match="tidak mempunyai pekerja"):
        clustered(pieces(shared, 1), work(), empty.address, within=1)


def test_a_scheduler_that_dies_ends_the_run(shared: Path) -> None:
    with local(shared, 1) as started:

        def kill_it_in_the_midst() -> None:
            until(lambda: any(shared.glob("*.pid")))
            started.scheduler.kill()

        killer = threading.Thread(target=kill_it_in_the_midst)
        killer.start()
        with pytest.raises(RunFailure, match="penjadwal klaster tidak terjangkau lagi"):
            clustered(pieces(shared, 3), work(read_for_ever), started.address, within=2)
        killer.join()


def test_an_open_scheduler_elsewhere_is_worth_a_warning() -> None:
    assert exposed("tcp://10.0.0.1:8786") and exposed("tcp://kantor:8786")
    for address in (
        "tls://kantor:8786",
        "tcp://127.0.0.1:8786",
        "tcp://[::1]:1",
        "tcp://localhost:1",
    ):
        assert not exposed(address)
    assert "tls://" in EXPOSED.id
