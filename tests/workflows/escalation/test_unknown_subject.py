"""Authority when the level, the government, the tier or the day of the act is not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from netralitas.escalation import Escalation
from netralitas.facts import (
    Authority,
    Days,
    Finding,
    Level,
    Official,
    OfficialCondition,
    OfficialState,
    Outcome,
    Reachable,
    Stage,
    Tier,
    Track,
    Unknown,
)

Finder = Callable[..., Finding]
ALL_LEVELS = tuple(level.value for level in Level)


def ask(escalation: Escalation, finding: Finding) -> Authority:
    return escalation.walk(finding, finding.as_of).authority[finding.tracks[0].track]


def officials(authority: Authority) -> set[Official | None]:
    return {one.official for one in authority.readings}


def test_an_unknown_level_is_decided_where_every_level_gives_the_same_official(
    escalation: Escalation, finding: Finder
) -> None:
    found = ask(escalation, finding(levels=ALL_LEVELS, lawful=("berat_a", "berat_b")))
    assert (found.outcome, found.official) == ("decided", Official.BUPATI_WALI_KOTA)
    assert (found.readings, found.by_sanction) == ((), {})


def test_an_unknown_level_leaves_open_only_the_sanction_on_which_levels_differ(
    escalation: Escalation, finding: Finder
) -> None:
    found = ask(escalation, finding(levels=ALL_LEVELS))
    assert found.official is Official.BUPATI_WALI_KOTA
    assert found.by_sanction["berat_c"] is None


def test_an_unknown_level_makes_sedang_undetermined_with_everyone_who_might_decide(
    escalation: Escalation, finding: Finder
) -> None:
    found = ask(escalation, finding(tier="sedang", levels=ALL_LEVELS))
    assert (found.outcome, found.official, found.stage) == ("undetermined", None, None)
    assert officials(found) == {
        Official.ADMINISTRATOR,
        Official.JPT_PRATAMA,
        Official.BUPATI_WALI_KOTA,
    }
    (reading,) = [one for one in found.readings if one.official is Official.BUPATI_WALI_KOTA]
    assert reading.why.en == "if the level is jpt pratama / administrator / jf ahli utama"


def test_the_set_is_exactly_the_union_of_the_single_levels(
    escalation: Escalation, finding: Finder
) -> None:
    for tier in ("ringan", "sedang"):
        found = ask(escalation, finding(tier=tier, levels=ALL_LEVELS))
        single = set[Official | None]()
        for level in ALL_LEVELS:
            one = ask(escalation, finding(tier=tier, levels=(level,)))
            single |= officials(one) | ({one.official} if one.official else set())
        assert officials(found) == single


@pytest.mark.parametrize("tier", ["sedang", "ringan"])
def test_a_functional_official_depends_on_the_unit(
    escalation: Escalation, finding: Finder, tier: str
) -> None:
    found = ask(escalation, finding(tier=tier, levels=("jf_ahli_pertama",)))
    assert found.outcome == "undetermined"
    assert [(one.official, one.confidence) for one in found.readings] == [
        (Official.ADMINISTRATOR, "A"),
        (Official.JPT_PRATAMA, "A"),
    ]


def test_the_unit_does_not_matter_where_one_of_the_two_posts_is_vacant(
    escalation: Escalation, finding: Finder
) -> None:
    vacant = (OfficialState(state=OfficialCondition.VACANT, level=Level.ADMINISTRATOR),)
    found = ask(escalation, finding(tier="sedang", levels=("jf_ahli_pertama",), officials=vacant))
    assert (found.outcome, found.official) == ("decided", Official.JPT_PRATAMA)


def test_an_unknown_government_is_undetermined_between_the_heads(
    escalation: Escalation, finding: Finder
) -> None:
    found = ask(escalation, finding(government=None))
    assert found.outcome == "undetermined"
    assert officials(found) == {None, Official.GUBERNUR, Official.BUPATI_WALI_KOTA}
    (bupati,) = [one for one in found.readings if one.official is Official.BUPATI_WALI_KOTA]
    assert bupati.why.id == "bila pemerintah kabupaten / kota"


def test_a_village_head_is_the_bupatis_even_if_the_government_is_not_stated(
    escalation: Escalation, finding: Finder
) -> None:
    found = ask(
        escalation,
        finding(
            track="desa",
            tier=None,
            lawful=("desa_teguran_lisan",),
            categories=("kepala_desa",),
            levels=(),
            government=None,
        ),
    )
    assert (found.outcome, found.official) == ("decided", Official.BUPATI_WALI_KOTA)


def test_a_level_that_a_government_does_not_have_is_said_to_be_missing(
    escalation: Escalation, finding: Finder
) -> None:
    found = ask(escalation, finding(levels=("jpt_madya",)))
    assert (found.outcome, found.readings) == ("needs_human", ())
    (note,) = [note for note in found.notes if note.says == "authority.cell"]
    assert "tidak mempunyai JPT" in note.text.id


def test_an_open_tier_counts_the_tiers_still_reachable_alone(
    escalation: Escalation, finding: Finder
) -> None:
    made = finding(tier=None, lawful=(), outcome="undetermined")
    assert officials(ask(escalation, made)) == {
        Official.PENGAWAS,
        Official.ADMINISTRATOR,
        Official.BUPATI_WALI_KOTA,
    }
    reachable = tuple(
        Reachable(outcome=Outcome.VIOLATION, tier=tier, tracks=(Track.DISIPLIN,))
        for tier in (Tier.SEDANG, Tier.BERAT)
    )
    narrowed = msgspec.structs.replace(
        made, unknown=Unknown(reachable=reachable, ask=None, date_matters=False)
    )
    assert officials(ask(escalation, narrowed)) == {
        Official.ADMINISTRATOR,
        Official.BUPATI_WALI_KOTA,
    }


def test_an_act_under_pp_53_needs_a_human_whatever_is_imposed(
    escalation: Escalation, finding: Finder
) -> None:
    for lawful in (("pp53_sedang_a", "pp53_sedang_b"), ()):
        found = ask(escalation, finding(tier="sedang", lawful=lawful, at=date(2020, 10, 10)))
        assert found.outcome == "needs_human"
        assert officials(found) == {Official.BUPATI_WALI_KOTA}
        (note,) = [note for note in found.notes if note.says == "authority.cell"]
        assert "PP 53/2010" in note.text.en


@pytest.mark.parametrize(
    "first, last, outcome",
    [
        (date(2021, 8, 1), date(2021, 8, 30), "needs_human"),
        (date(2021, 8, 1), date(2021, 8, 31), "undetermined"),
        (date(2021, 8, 31), date(2021, 9, 30), "decided"),
        (None, None, "undetermined"),
    ],
)
def test_the_day_matters_where_it_may_lie_on_either_side_of_the_regulation(
    escalation: Escalation, finding: Finder, first: date | None, last: date, outcome: str
) -> None:
    at = Days(first=first, last=last) if first else None
    found = ask(escalation, finding(tier="sedang", lawful=(), at=at))
    assert found.outcome == outcome


def test_a_known_type_says_by_itself_under_which_regulation_it_stands(
    escalation: Escalation, finding: Finder
) -> None:
    found = ask(escalation, finding(tier="sedang", at=None))
    assert (found.outcome, found.official) == ("decided", Official.ADMINISTRATOR)
    assert found.stage is Stage.PERANGKAT_DAERAH
