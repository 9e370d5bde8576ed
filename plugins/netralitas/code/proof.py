"""This file tries from inside what a confined process must not be able to do."""

from __future__ import annotations

import errno
import os
import resource
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress

FILES = ("write", "read", "list")
"""What Landlock must refuse by itself, before the filter stands in front of it."""
ALL = (*FILES, "inet", "unix", "fork", "exec", "signal", "random", "memory_file")
"""What must be refused behind all the walls."""
PROVEN = ("limits", *(f"landlock_{name}" for name in FILES), *ALL)
"""What a whole proof names, in its order."""

_REFUSALS = (errno.EPERM, errno.EACCES)
_NO_FILE = "/proc/self/no-such-file"
"""To execute it fails in any case; only a filter says that it is not permitted."""


def bounded(limits: Mapping[int, int]) -> bool:
    """Return whether the kernel holds this process to the limits, with no way to widen them."""
    return all(resource.getrlimit(limit) == (most, most) for limit, most in limits.items())


def withstands(name: str, parent: int) -> bool:
    """Return whether an attempt is refused; `parent` is the process that a signal is tried on."""
    try:
        _ATTEMPTS[name](parent)
    except OSError as fault:
        return fault.errno in _REFUSALS
    return False


def _write(parent: int) -> None:
    os.close(os.open(os.devnull, os.O_WRONLY))


def _read(parent: int) -> None:
    os.close(os.open("/proc/self/status", os.O_RDONLY))


def _list(parent: int) -> None:
    os.listdir("/")


def _inet(parent: int) -> None:
    socket.socket(socket.AF_INET).close()


def _unix(parent: int) -> None:
    socket.socket(socket.AF_UNIX).close()


def _fork(parent: int) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    with suppress(OSError):  # that it cannot be waited for would not make it refused
        os.waitpid(child, 0)


def _exec(parent: int) -> None:
    os.execv(_NO_FILE, [_NO_FILE])


def _signal(parent: int) -> None:
    os.kill(parent, 0)


def _random(parent: int) -> None:
    draw = "getrandom"  # by name, for the house forbids to draw: here it must fail
    getattr(os, draw)(1)


def _memory_file(parent: int) -> None:
    os.close(os.memfd_create("proof"))


_ATTEMPTS: Mapping[str, Callable[[int], None]] = {
    "write": _write,
    "read": _read,
    "list": _list,
    "inet": _inet,
    "unix": _unix,
    "fork": _fork,
    "exec": _exec,
    "signal": _signal,
    "random": _random,
    "memory_file": _memory_file,
}
