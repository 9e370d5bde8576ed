"""This file changes single rows of a sound policy and watches what is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from netralitas.facts import Citation, CriminalStage, Stage, Tier, Track
from netralitas.policy import Consequence, Effect, LadderType, Policy, check_rows

Change = Callable[[Policy], Policy]


def with_row(section: str, index: int = 0, **changed: Any) -> Change:
    def change(policy: Policy) -> Policy:
        rows = list(getattr(policy, section))
        rows[index] = msgspec.structs.replace(rows[index], **changed)
        return msgspec.structs.replace(policy, **{section: tuple(rows)})

    return change


def with_twin(section: str, **changed: Any) -> Change:
    def change(policy: Policy) -> Policy:
        rows = getattr(policy, section)
        twin = msgspec.structs.replace(rows[0], **changed)
        return msgspec.structs.replace(policy, **{section: (*rows, twin)})

    return change


NOWHERE = (Citation(instrument="nowhere"),)
BERAT = Consequence(track=Track.DISIPLIN, tier=Tier.BERAT)

CHANGES: list[tuple[str, str, Change]] = [
    ("uncited", "reaksi", with_row("provisions", cites=())),
    ("uncited", "tangga-sedang", with_row("ladders", cites=())),
    ("uncited", "panggil", with_row("deadlines", cites=())),
    ("uncited", "kabupaten-pelaksana-sedang", with_row("authority", cites=())),
    ("uncited", "sedang_a", with_row("sanctions", cites=())),
    ("uncited", "forwarding", with_row("bodies", cites=())),
    ("undated", "reaksi", with_row("provisions", since=None)),
    ("undated", "tangga-sedang", with_row("ladders", since=None)),
    ("never_in_force", "reaksi", with_row("provisions", until=date(2021, 8, 31))),
    ("overlap", "reaksi", with_twin("provisions")),
    ("overlap", "tangga-sedang", with_twin("ladders")),
    ("overlap", "forwarding", with_twin("bodies")),
    ("overlap", "contoh-2021", with_twin("instruments")),
    ("duplicate", "sedang_a", with_twin("sanctions")),
    ("duplicate", "category", with_twin("fields")),
    ("duplicate", "2024", with_twin("holidays")),
    ("duplicate", "kabupaten-pelaksana", with_twin("chains")),
    ("effect", "reaksi", with_row("provisions", effect=Effect())),
    ("effect", "reaksi", with_row("provisions", effect=Effect(track=Track.DISIPLIN))),
    ("effect", "reaksi", with_row("provisions", effect=Effect(track=Track.ETIK, tier=Tier.BERAT))),
    ("effect", "reaksi", with_row("provisions", effect=Effect(track=Track.DESA, tier=Tier.BERAT))),
    ("effect", "reaksi", with_row("provisions", effect=Effect(none=True, tier=Tier.BERAT))),
    ("effect", "reaksi", with_row("provisions", effect=Effect(none=True, opens="yes"))),
    ("effect", "reaksi", with_row("provisions", effect=Effect(none=True, readings=(BERAT,)))),
    ("effect", "reaksi", with_row("provisions", effect=Effect(none=True, missing="active"))),
    ("effect", "reaksi", with_row("provisions", effect=Effect(none=True, penalty="berat_a"))),
    ("ladder", "tangga-sedang", with_row("ladders", types=())),
    ("ladder", "tangga-sedang", with_row("ladders", types=(LadderType(sanction="berat_a"),) * 2)),
    ("ladder", "tangga-sedang", with_row("ladders", tier=None)),
    ("ladder", "tangga-sedang", with_row("ladders", track=Track.DESA)),
    ("field", "category", with_row("fields", values=())),
    ("field", "category", with_row("fields", default="tni")),
    ("field", "active", with_row("fields", 2, default="yes")),
    ("field", "platform", with_row("fields", 4, default=True)),
    ("calendar", "2024", with_row("holidays", national={date(2023, 1, 1): "x"})),
    ("deadline", "panggil", with_row("deadlines", criminal_stage=CriminalStage.VERDICT)),
    ("unknown", "reaksi", with_row("provisions", cites=NOWHERE)),
    ("unknown", "reaksi", with_row("provisions", acts=("nothing",))),
    ("unknown", "reaksi", with_row("provisions", overrides=("nothing",))),
    ("unknown", "reaksi", with_row("provisions", overrides=("reaksi",))),
    ("unknown", "pidana", with_row("provisions", 2, effect=Effect(opens="assess", missing="x"))),
    ("unknown", "tangga-sedang", with_row("ladders", types=(LadderType(sanction="x"),))),
    ("unknown", "panggil", with_row("deadlines", stage=Stage.KEBERATAN)),
    ("unknown", "panggil", with_row("deadlines", follows="nothing")),
    ("unknown", "main", with_row("paths", initial="nowhere")),
    ("unknown", "main", with_row("paths", guards=())),
    ("unknown", "tim-berat", with_row("panels", offices=("x",))),
    ("unknown", "blokir", with_row("measures", facts={"x": True})),
    ("unknown", "belum-terlihat", with_row("lacking", sanctions=("x",))),
    ("unknown", "kabupaten-pelaksana-sedang", with_row("authority", sanctions=("x",))),
    ("unknown", "reaction", with_row("fields", 1, acts=("x",))),
    ("condition", "reaksi", with_row("provisions", when={"x": True})),
    ("condition", "reaksi", with_row("provisions", when=["active"])),
    ("condition", "reaksi", with_row("provisions", when={"any": []})),
    ("condition", "reaksi", with_row("provisions", when={"all": [{"reaction": "x"}]})),
    ("condition", "reaksi", with_row("provisions", when={"reaction": {"not": ["like", "x"]}})),
    ("condition", "reaksi", with_row("provisions", when={"reaction": []})),
    ("condition", "reaksi", with_row("provisions", when={"platform": {}})),
    ("condition", "reaksi", with_row("provisions", when={"platform": {"below": True}})),
    ("condition", "reaksi", with_row("provisions", when={"active": "true"})),
    ("condition", "reaksi", with_row("provisions", when={"platform": [["a"]]})),
    ("condition", "reaksi", with_row("provisions", when={"platform": {"below": 2, "x": 1}})),
    ("condition", "aktif", with_row("weights", when={"x": 1})),
    ("condition", "impossible", with_row("impossible", when={"office": "nobody"})),
]


@pytest.mark.parametrize(
    ("kind", "row", "change"), CHANGES, ids=[f"{n}-{k}" for n, (k, *_) in enumerate(CHANGES)]
)
def test_a_change_for_the_worse_is_found(
    kind: str, row: str, change: Change, sample: Policy
) -> None:
    found = check_rows(change(sample))
    assert (kind, row) in {(one.kind, one.row) for one in found}
    for one in found:
        assert getattr(sample, one.section) is not None
        assert one.text.id
        assert one.text.en


@pytest.mark.parametrize(
    "change",
    [
        with_row("provisions", text=msgspec.json.decode(b'{"id": "lain", "en": "other"}')),
        with_row("provisions", acts=("join_campaign",)),
        with_row("provisions", when=None),
        with_row("provisions", when={"reaction": {"not": ["like"]}, "platform": ["a", "b"]}),
        with_row("provisions", effect=Effect(track=Track.ETIK, tier=Tier.MORAL)),
        with_row("provisions", effect=Effect(track=Track.KEPEGAWAIAN)),
        with_row("provisions", until=date(2021, 9, 1)),
        with_twin("provisions", since=date(2030, 1, 1)),
    ],
)
def test_a_sound_change_is_not_found(change: Change, sample: Policy) -> None:
    """The control: what is found above is found because it is wrong, not because it is new."""
    changed = change(sample)
    if len(changed.provisions) > len(sample.provisions):
        changed = with_row("provisions", until=date(2030, 1, 1))(changed)
    assert changed != sample
    assert check_rows(changed) == ()


def test_versions_of_a_row_may_follow_each_other(sample: Policy) -> None:
    first = with_row("provisions", until=date(2024, 1, 1))(sample)
    assert check_rows(with_twin("provisions", since=date(2024, 1, 1), until=None)(first)) == ()
    overlap = check_rows(with_twin("provisions", since=date(2023, 12, 31), until=None)(first))
    assert [one.kind for one in overlap] == ["overlap"]


def test_ladders_may_share_the_day_of_the_act_but_not_that_of_the_decision(sample: Policy) -> None:
    first = with_row("ladders", decided_until=date(2025, 1, 1))(sample)
    switch = with_twin("ladders", decided_since=date(2025, 1, 1), decided_until=None)(first)
    assert check_rows(switch) == ()
    both = with_twin("ladders", decided_since=date(2024, 1, 1), decided_until=None)(first)
    assert [one.kind for one in check_rows(both)] == ["overlap"]
