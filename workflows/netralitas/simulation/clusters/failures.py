"""This file words what a cluster can do wrong, and what is to be said about its address."""

from __future__ import annotations

from netralitas.facts import Text
from netralitas.simulation.faults import RunFailure

EXPOSED = Text(
    id="penjadwal ini dipakai tanpa TLS: siapa pun yang menjangkau porta itu dapat menjalankan "
    "program di semua mesinnya. Pakai tls:// atau jaringan yang tertutup",
    en="this scheduler is used without TLS: whoever reaches its port can run programs on all its "
    "machines. Use tls:// or a closed network",
)
"""What to say about a scheduler for which `exposed` holds."""


def exposed(scheduler: str) -> bool:
    """Return whether a scheduler is used without TLS, and not on this very machine."""
    scheme, _, rest = scheduler.partition("://")
    host = rest.rpartition(":")[0].strip("[]")
    return scheme != "tls" and host not in ("localhost", "::1") and not host.startswith("127.")


def no_address(scheduler: str) -> RunFailure:
    """Return the failure of an address that is none."""
    return RunFailure(
        Text(
            id=f"{scheduler}: bukan alamat penjadwal; bentuknya tcp://HOST:PORT atau "
            "tls://HOST:PORT",
            en=f"{scheduler}: no address of a scheduler; it is tcp://HOST:PORT or tls://HOST:PORT",
        )
    )


def no_certificate(scheduler: str) -> RunFailure:
    """Return the failure to use TLS without the certificates that it needs."""
    where = "distributed.comm.tls (ca-file, client.cert, client.key)"
    return RunFailure(
        Text(
            id=f"{scheduler}: TLS memerlukan sertifikat; tulis di konfigurasi Dask, {where}",
            en=f"{scheduler}: TLS needs certificates; name them in Dask's configuration, {where}",
        )
    )


def unreached(scheduler: str, within: float, error: Exception) -> RunFailure:
    """Return the failure to reach a scheduler in the time given."""
    says = " ".join(f"{type(error).__name__}: {error}".split())
    return RunFailure(
        Text(
            id=f"{scheduler}: penjadwal tidak terjangkau dalam {within:g} detik ({says}); "
            "jalankan `dask scheduler` di sana, atau periksa alamat dan sertifikatnya",
            en=f"{scheduler}: no scheduler within {within:g} seconds ({says}); start `dask "
            "scheduler` there, or check the address and the certificates",
        )
    )


def no_worker(within: float) -> RunFailure:
    """Return the failure of a cluster that has nobody to do the work."""
    return RunFailure(
        Text(
            id=f"klaster tidak mempunyai pekerja selama {within:g} detik; jalankan `dask worker`",
            en=f"the cluster had no worker for {within:g} seconds; start `dask worker`",
        )
    )


def lost_scheduler(error: Exception) -> RunFailure:
    """Return the failure of a scheduler that was there before."""
    return RunFailure(
        Text(
            id=f"penjadwal klaster tidak terjangkau lagi ({type(error).__name__})",
            en=f"the scheduler of the cluster is out of reach ({type(error).__name__})",
        )
    )


def unlike(says: str) -> RunFailure:
    """Return the failure of a worker that could come to other answers."""
    return RunFailure(
        Text(
            id=f"pekerja klaster tidak menjalankan netralitas yang sama ({says}); pasang versi "
            "yang sama di setiap mesin",
            en=f"a worker of the cluster does not run the same netralitas ({says}); install the "
            "same version on every machine",
        )
    )


def killed(count: int, last: str) -> RunFailure:
    """Return the failure of so many workers over one piece that it is given up."""
    return RunFailure(
        Text(
            id=f"{count} pekerja klaster mati atas bagian yang sama, terakhir {last}; mungkin "
            "memorinya habis",
            en=f"{count} workers of the cluster died over the same part, the last of them {last}; "
            "perhaps they ran out of memory",
        )
    )


def lost_answers(count: int) -> RunFailure:
    """Return the failure of a cluster that loses the same answer again and again."""
    return RunFailure(
        Text(
            id=f"klaster {count} kali kehilangan jawaban atas bagian yang sama; lihat catatan "
            "pekerjanya",
            en=f"the cluster lost the answer on the same part {count} times; see what its workers "
            "logged",
        )
    )


def unseen(file: str, worker: str, why: str) -> RunFailure:
    """Return the failure of a worker that cannot read a file."""
    return RunFailure(
        Text(
            id=f"{file}: pekerja {worker} tidak dapat membacanya ({why}); berkas harus berada di "
            "penyimpanan bersama, dengan jalur yang sama di setiap mesin",
            en=f"{file}: the worker {worker} cannot read it ({why}); a file must be on shared "
            "storage, under the same path on every machine",
        )
    )


def other_file(file: str, worker: str) -> RunFailure:
    """Return the failure of a worker that sees something else under the name of a file."""
    return RunFailure(
        Text(
            id=f"{file}: pekerja {worker} melihat berkas lain dengan nama itu, atau berkas berubah "
            "selagi dibaca",
            en=f"{file}: the worker {worker} sees another file by that name, or the file changed "
            "while it was read",
        )
    )
