"""This file loads the commands of a region's code into the host, for an operator who trusts it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from netralitas.code.importer import load_object
from netralitas.code.installed import AllowedCode
from netralitas.facts import Refused, Text


class HostCommands(NamedTuple):
    """What adds a region's commands to a group, and the words to be said before it is called."""

    add: Callable[..., Any]
    warning: Text


def load_commands(code: AllowedCode) -> HostCommands:
    """Import a region's code into this process and return what adds its commands.

    Called as `add(cli=group)`. Refused where the settings do not allow `commands`, where pluggy is
    not installed, and where the code cannot be loaded.
    """
    name = code.setting.name
    if not code.setting.commands:
        raise _refused(
            name, "pengaturan tidak mengizinkan commands", "the settings allow no commands"
        )
    try:
        import pluggy

        from netralitas.code import hooks
    except ImportError:
        needed = "pip install 'netralitas[code]'"
        raise _refused(name, f"pluggy tidak terpasang: {needed}", f"no pluggy: {needed}") from None
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    try:
        manager.register(load_object(code.package, code.value, code.files))
        manager.check_pending()
    except Exception as fault:
        words = f"{type(fault).__name__}: {fault}"
        raise _refused(name, f"gagal dimuat: {words}", f"it cannot be loaded: {words}") from fault
    return HostCommands(
        add=manager.hook.commands,
        warning=Text(
            id=f"kode {name!r} berjalan di dalam program ini dengan seluruh hak Anda: "
            "berkas, jaringan dan proses terbuka baginya",
            en=f"code {name!r} runs inside this program with all your rights: "
            "files, network and processes are open to it",
        ),
    )


def _refused(name: str, says_id: str, says_en: str) -> Refused:
    return Refused(
        Text(id=f"kode {name!r} tidak dijalankan: {says_id}", en=f"code {name!r} is off: {says_en}")
    )
