"""This file asks the code that an operator allowed for a region, and records what it proposes.

Code that is off, that cannot be confined here, or whose files have changed is not run: the verdict
stands without it, and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from netralitas.facts import (
    Case,
    Facts,
    NetralitasError,
    RegionRefusal,
    Verdict,
)
from netralitas.judgement import CompiledPolicy, with_proposals

if TYPE_CHECKING:
    from netralitas.code import Settings, WarmPlugin

Clock = Callable[[], float]


class Proposals:
    """The code plugins of the regions that come up, each started once, and closed in the end."""

    def __init__(self, settings: Settings | None, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._running: dict[str, WarmPlugin] = {}
        self._off: dict[str, NetralitasError] = {}

    def on(self, case: Case, law: CompiledPolicy, verdict: Verdict) -> Verdict:
        """Return the verdict with what the region's code proposes, or with why it was not asked."""
        region = law.pack.region if law.pack else None
        setting = self._settings.of(region) if self._settings and region else None
        if region is None or setting is None or not setting.amend:
            return verdict
        try:
            if region in self._off:
                raise self._off[region]
            # The code is told the region whose pack was applied, whatever the case itself names.
            of_region = msgspec.structs.replace(case, region=region)
            amended = self._plugin(region).amend(of_region, verdict)
        except NetralitasError as fault:
            self._off[region] = fault
            return with_proposals(verdict, (), (_not_asked(region, fault),), code=setting.sha256)
        return with_proposals(verdict, amended.filled, amended.refused, code=setting.sha256)

    def close(self) -> None:
        """End every process that was started; what is asked next starts it anew."""
        for plugin in self._running.values():
            plugin.close()
        self._running.clear()

    def _plugin(self, region: str) -> WarmPlugin:
        # Late: only those whom the settings name bring code, and with it processes and pipes.
        from netralitas.code import WarmPlugin, allowed_code

        assert self._settings is not None
        if region not in self._running:
            plugin = WarmPlugin(allowed_code(region, self._settings), clock=self._clock)
            self._running[region] = plugin.__enter__()
        return self._running[region]


def _not_asked(region: str, fault: NetralitasError) -> RegionRefusal:
    about = Facts({"code": region, "why": "not_run"})
    return RegionRefusal(term="amend", id=region, text=fault.says, cites=(), about=about)
