"""An office with one case, whose keys are the same every day: the examples of the help run in it.

Everything lies in one folder: settings and keys in `kantor`, the store in `perkara.db`, an export
of its log with a checkpoint and the public key beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netralitas.casework.log import SigningKey
from netralitas.casework.privacy import Secret, identity_from, index_of, public_key
from netralitas.desk.cases.setup import SETTINGS
from netralitas.desk.cases.wiring import desk_of
from netralitas.desk.cli import main
from netralitas.desk.terminal import Terminal
from netralitas.facts import Language

NAME = "inspektorat.contoh"
CASE = "LMJ-2024-001"
REPORTER = "warga-rahasia-7f3"
RECEIPT = "XNZK-REP0-0K09-2RY5-4"
EXAMPLES = Path(__file__).parents[3] / "examples"
REVIEWER = ("--as", "penelaah-1", "--role", "reviewer")


def make_keys(folder: Path) -> None:
    """Write settings and keys as `case setup` does, without drawing anything."""
    folder.mkdir(mode=0o700)
    identity = identity_from(Secret(bytes([1]) * 32))
    signing = SigningKey(NAME, bytes([2]) * 32)
    recipient = public_key(identity)
    settings = SETTINGS.format(name=NAME, recipient=recipient, verifier=signing.verifier)
    (folder / "office.yaml").write_text(settings, "utf-8")
    (folder / "identity.key").write_bytes(identity.reveal() + b"\n")
    (folder / "log.key").write_text(signing.written() + "\n", "utf-8")
    (folder / "receipts.key").write_bytes(bytes([3]) * 32)
    (folder.parent / "catatan.pub").write_text(f"{signing.verifier}\n", "utf-8")


def variables(folder: Path) -> dict[str, str]:
    """Return the variables of the environment that name an office in a folder."""
    return {
        "NETRALITAS_DATABASE_URL": f"sqlite:///{folder / 'perkara.db'}",
        "NETRALITAS_OFFICE": str(folder / "kantor" / "office.yaml"),
    }


@contextmanager
def within(folder: Path) -> Iterator[None]:
    """Let everything inside work with the office of a folder, and nothing of the user's."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("NETRALITAS_")]:
        if name != "NETRALITAS_CACHE_DIR":
            del os.environ[name]
    os.environ.update(variables(folder))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def seed(folder: Path) -> dict[str, str]:
    """Make an office with one case in a folder, and return the variables that name it."""
    make_keys(folder / "kantor")
    lurah = str(EXAMPLES / "lurah-komentar.yaml")
    people = ("--reporter", REPORTER, "--subject", "lurah-1")
    day = ("--at", "2024-10-03")
    quiet = ("--out", os.devnull)
    with within(folder):
        evidence = ("case", "evidence", CASE, "add", lurah, "--kind", "tangkapan_layar")
        checkpoint = ("log", "checkpoint", "--out", str(folder / "titik-periksa.txt"))
        export = ("log", "export", "--out", str(folder / "catatan.jsonl"))
        steps: tuple[tuple[str, ...], ...] = (
            ("case", "open", lurah, *people, *day, *REVIEWER, *quiet),
            (*evidence, *day, *REVIEWER, *quiet),
            (*checkpoint, "--as", "sistem", "--role", "administrator"),
            (*export, "--as", "auditor-1", "--role", "auditor"),
        )
        for step in steps:
            assert main(step) == 0, step
        with desk_of(Terminal(language=Language.ID), {}) as desk:
            secret = Secret((folder / "kantor" / "receipts.key").read_bytes())
            desk.store.keep_receipt(index_of(Secret(RECEIPT), secret), CASE)
    return variables(folder)
