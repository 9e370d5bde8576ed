"""This code proposes for its own region and leaves the others alone."""

from __future__ import annotations

import json
import pkgutil

from netralitas.code.amendments import Amendment, Guidance, IncomeConsequence, Recommend
from netralitas.code.hooks import hookimpl
from netralitas.facts import Case, Citation, Text, Verdict

from .words import GUIDANCE

CITES = (Citation(instrument="contoh", pasal="3"),)
LIMITS = json.loads(pkgutil.get_data(__name__, "limits.json") or b"")


@hookimpl
def amend(case: Case, verdict: Verdict) -> Amendment | None:
    if case.region != "lumajang" or verdict.leading is None:
        return None
    track = verdict.leading
    heaviest = verdict.tracks[track].sanctions.lawful[-1]
    return Amendment(
        proposals=(
            Guidance(text=GUIDANCE, cites=CITES),
            Recommend(
                text=Text(id="yang terberat", en="the heaviest"),
                cites=CITES,
                track=track,
                sanction=heaviest.id,
            ),
            IncomeConsequence(
                text=Text(id="potongan", en="a cut"), cites=CITES, track=track, **LIMITS
            ),
        )
    )
