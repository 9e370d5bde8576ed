"""This file runs a PostgreSQL server of the tests' own: on loopback, in a folder that goes away.

PostgreSQL refuses to run as root; there the server runs as `postgres`, or else as `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

USER = "netralitas"
PATIENCE = 60  # seconds until a server that does not answer will not

SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "logging_collector=off",
)


class Missing(Exception):
    """There is no PostgreSQL here that could be run; the reason is the message."""


class Setup(NamedTuple):
    """How a server differs from what PostgreSQL does by itself."""

    settings: Sequence[str] = ()
    """More of its settings: "name=value"."""

    initially: Sequence[str] = ()
    """What initdb is told as well, for what cannot be set later."""

    environment: Mapping[str, str] = MappingProxyType({})
    """Variables of its processes, and of those that prepare its folder."""


PLAIN = Setup()


class Server:
    """A private server; it can be crashed and started again on what it had written.

    Missing where its folder cannot be prepared.
    """

    def __init__(self, folder: Path, programs: Path, setup: Setup = PLAIN) -> None:
        self._folder = folder
        self._programs = programs
        self._settings = (*SETTINGS, *setup.settings)
        self._environment = setup.environment
        self._as = _someone_else()
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0
        self.port = _free_port()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._as is not None:
            os.chown(folder, self._as.pw_uid, self._as.pw_gid)
        self._data = folder / "data"
        words = ("-D", str(self._data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C")
        made = self._start("initdb", *words, "--no-sync", *setup.initially)
        output = made.communicate()[0]
        if made.returncode:
            raise Missing(f"initdb failed: {output.decode(errors='replace')[-400:]}")

    def start(self) -> None:
        """Start the server, and wait until it answers; Missing where it ends instead."""
        process = self._process = self._begin()
        until = time.monotonic() + PATIENCE
        while not self.does("SELECT 1"):
            if process.poll() is not None or time.monotonic() > until:
                raise Missing(f"postgres ended with {process.poll()}")
            time.sleep(0.02)

    def mend(self) -> None:
        """Wait until the server has got over what happened to it; start it again where it has not.

        That is what an administrator does, or his manager of services. Missing where it does not
        come again.
        """
        begun = time.monotonic()
        patience = 1.0
        # A server may answer once more before it notices that one of its processes has failed: one
        # that has written all it had to write has noticed.
        while not self.does("CHECKPOINT"):
            waited = time.monotonic() - begun
            if waited > PATIENCE:
                raise Missing("postgres does not come again")
            if waited > patience:
                self.crash()
                patience = 2 * waited  # it may only be slow
            if self._process is None or self._process.poll() is not None:
                self._process = self._begin()
            time.sleep(0.02)

    def does(self, statement: str) -> bool:
        """Execute a statement as the administrator; return whether it was done."""
        try:
            with self._administrator() as connection:
                connection.execute(text(statement))
        except Exception:  # whatever it says while it starts, or is broken
            return False
        return True

    def crash(self) -> None:
        """End the server at once, as a crash does: nothing is written that was not written yet."""
        self._end(signal.SIGQUIT)

    def stop(self) -> None:
        """End the server; connections are cut."""
        self._end(signal.SIGINT)

    def new(self) -> str:
        """Make an empty database, and return its address."""
        self._made += 1
        name = f"store_{self._made}"
        with self._administrator() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        return self.address(name)

    def address(self, name: str) -> str:
        """Return the address of a database on this server."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    @contextmanager
    def _administrator(self) -> Iterator[Connection]:
        address = self.address("postgres").replace("://", "+psycopg://")
        engine = create_engine(address, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield connection

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def _begin(self) -> subprocess.Popen[bytes]:
        chosen = (word for setting in self._settings for word in ("-c", setting))
        return self._start("postgres", "-D", str(self._data), "-p", str(self.port), *chosen)

    def _start(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        user = self._as
        return subprocess.Popen(
            [str(self._programs / program), *words],
            cwd=self._folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", **self._environment},
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if program == "initdb" else subprocess.DEVNULL,
            user=None if user is None else user.pw_uid,
            group=None if user is None else user.pw_gid,
            extra_groups=None if user is None else [],
        )


@contextmanager
def folder_for_a_server() -> Iterator[Path]:
    """Make a folder that whoever a server runs as may enter; it goes away after the block."""
    # Not below the folders of pytest: those belong to who runs it, and others may not enter them.
    folder = Path(tempfile.mkdtemp(prefix="netralitas-postgres-"))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_in(folder: Path, setup: Setup = PLAIN) -> Iterator[Server]:
    """Run a server in a new folder until the end of the block; Missing where there is none to run.

    Whoever it runs as must be able to enter the folders above.
    """
    server = Server(folder, _programs(), setup)
    try:
        server.start()
        yield server
    finally:
        server.crash()


@contextmanager
def running() -> Iterator[Server]:
    """Run a server until the end of the block; Missing where there is none to run."""
    with folder_for_a_server() as folder, running_in(folder / "server") as server:
        yield server


@contextmanager
def running_for_tests() -> Iterator[Server]:
    """Run a server for tests, which are skipped where there is none; with CI set, they fail."""
    try:
        with running() as server:
            yield server
    except Missing as missing:
        if "CI" in os.environ:
            pytest.fail(f"PostgreSQL is needed: {missing}")
        pytest.skip(f"no PostgreSQL: {missing}")


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    if there is None:
        raise Missing("no initdb below /usr/lib/postgresql, nor on the path")
    return Path(there).resolve().parent


def _version(initdb: Path) -> tuple[int, ...]:
    name = initdb.parents[1].name
    return tuple(int(part) for part in name.split(".") if part.isdigit())


def _someone_else() -> pwd.struct_passwd | None:
    """Return as whom to run the server: None for oneself, who is not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing("as root, with neither a user postgres nor a user nobody")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
