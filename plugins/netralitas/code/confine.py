"""This file narrows its own process until no file, socket or process is left to it.

Three walls, each for what the others cannot hold: resource limits (memory, time, size of files),
Landlock (no file but the standard library's, and that only read), and a seccomp filter that names
the system calls that remain. None of them can be taken down again from inside. Only the child
imports this. Nothing rests on the word of the two libraries: `proof.py` tries every wall.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

import pyseccomp
from landlock import FSAccess, plumbing

CALLS = (
    *("read", "write", "close", "lseek", "pread64", "fstat", "newfstatat", "stat", "lstat"),
    *("getdents64", "mmap", "munmap", "mremap", "mprotect", "madvise", "brk"),
    *("futex", "sched_yield", "rt_sigreturn", "sigaltstack", "restart_syscall"),
    *("clock_gettime", "gettimeofday", "exit", "exit_group"),
)
"""The system calls that remain, beside opening for reading. The clocks would remain anyway: they
are answered inside the process, without a call that could be refused."""

_OPENS = (("openat", 2), ("open", 1))
"""The calls that open a file, and which argument of each holds the flags."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_BEYOND_FILES = (("handled_access_net", 4, 0b11), ("scoped", 6, 0b11))
"""What Landlock refuses beside files, since which version, and all its bits: to bind and connect
TCP; to reach abstract sockets and to signal processes outside."""
_PACKAGES = ("site-packages", "dist-packages")
_RULE_PATH_BENEATH = 1
_PARENT_DEATH_SIGNAL = 1
_FILES_OPEN = 32


def die_with_parent() -> None:
    """Have the kernel kill this process as soon as the thread that started it has ended."""
    plumbing.get_prctl()(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def limits_of(*, memory_mib: int, cpu_seconds: int) -> Mapping[int, int]:
    """Return the limit of each resource: no file may grow, no process begin.

    A narrower limit that is there already stays.
    """
    wanted = {
        resource.RLIMIT_AS: memory_mib * 2**20,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_NOFILE: _FILES_OPEN,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }
    there = {limit: resource.getrlimit(limit)[1] for limit in wanted}
    return {
        limit: most if there[limit] == resource.RLIM_INFINITY else min(most, there[limit])
        for limit, most in wanted.items()
    }


def bound_resources(limits: Mapping[int, int]) -> None:
    """Set limits that this process cannot widen again."""
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))


class _Everything(plumbing.RulesetAttr):  # type: ignore[misc]
    """What Landlock is to refuse, as the kernel reads it: files, and what came later."""

    _fields_ = tuple((name, ctypes.c_uint64) for name, _, _ in _BEYOND_FILES)


def close_files(readable: Iterable[str]) -> None:
    """Let Landlock refuse every file but those below the folders `readable`, and every writing.

    Packages installed below such a folder stay closed. TCP and the scopes are asked for through the
    plumbing of the library, which has no words for them yet.
    """
    version = plumbing.landlock_abi_version()
    beyond = {name: bits for name, since, bits in _BEYOND_FILES if version >= since}
    everything = _Everything(handled_access_fs=int(FSAccess.all()), **beyond)
    ctypes.set_errno(0)  # the library takes an old error for a new one
    rules = plumbing.get_create_ruleset()(ctypes.byref(everything), ctypes.sizeof(everything), 0)
    for folder in readable:
        for path, access in _openings(folder):
            with suppress(FileNotFoundError):
                _open_up(rules, path, int(access))
    plumbing.get_prctl()(plumbing.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    plumbing.get_restrict_self()(rules, 0)
    os.close(rules)


def _openings(folder: str) -> Iterator[tuple[str, int]]:
    """Yield what is opened of a library's folder: its lists of names, and all but its packages."""
    if not os.path.isdir(folder):
        return
    yield folder, FSAccess.READ_DIR
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name not in _PACKAGES:
                yield entry.path, FSAccess.READ_FILE


def _open_up(rules: int, path: str, access: int) -> None:
    beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = plumbing.PathBeneathAttr(access, beneath)
        plumbing.get_add_rule()(rules, _RULE_PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(beneath)


def filter_calls() -> None:
    """Let seccomp refuse every system call but those of `CALLS` and opening for reading."""
    calls = pyseccomp.SyscallFilter(defaction=pyseccomp.ERRNO(errno.EPERM))
    for name in CALLS:
        if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) >= 0:
            calls.add_rule(pyseccomp.ALLOW, name)
    for name, flags in _OPENS:
        if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) >= 0:
            only = pyseccomp.Arg(flags, pyseccomp.MASKED_EQ, _WRITES, 0)
            calls.add_rule(pyseccomp.ALLOW, name, only)
    calls.load()
