"""This file watches rows being taken over for other people, as `forms_of` asks."""

from __future__ import annotations

from datetime import date

import pytest

from netralitas.facts import Category, Confidence, PolicyError, Track
from netralitas.policy import Consequence, Policy, Provision, read_policy


def row(policy: Policy, name: str) -> Provision:
    [found] = [one for one in policy.provisions if one.id == name]
    return found


def test_a_violation_is_taken_over_with_other_people_effect_and_law(sample: Policy) -> None:
    copy, original = row(sample, "kontrak/reaksi"), row(sample, "reaksi")
    assert copy.subjects == (Category.NON_ASN,)
    assert copy.effect.track is Track.KONTRAK
    assert copy.effect.tier is None
    assert [cite.pasal for cite in copy.cites] == ["9"]
    assert copy.since == date(2023, 1, 3)
    for kept in ("acts", "when", "phases", "contests", "text"):
        assert getattr(copy, kept) == getattr(original, kept)
    assert original.subjects == (Category.PNS,)


def test_a_question_stays_a_question_between_the_effect_and_none(sample: Policy) -> None:
    copy = row(sample, "kontrak/hadir")
    assert copy.effect.question == row(sample, "hadir").effect.question
    assert copy.effect.readings == (Consequence(track=Track.KONTRAK), Consequence(none=True))
    assert copy.effect.track is None


def test_what_is_no_violation_and_no_question_is_not_taken_over(sample: Policy) -> None:
    assert not [one for one in sample.provisions if one.id == "kontrak/pidana"]


def test_an_exception_stays_one_among_the_copies(sample: Policy) -> None:
    assert row(sample, "kontrak/reaksi").overrides == ("kontrak/hadir",)


def test_a_copy_is_as_sure_as_the_weaker_of_both_rows(sample: Policy) -> None:
    marks = row(sample, "kontrak/reaksi").marks
    assert marks.content is Confidence.C
    assert marks.article is Confidence.D
    assert marks.phase is None
    assert row(sample, "kontrak/hadir").marks.phase is Confidence.C


def test_a_phase_reached_by_an_unverified_reading_stays_so(sample: Policy) -> None:
    assert row(sample, "kontrak/reaksi").phases == {
        "sesudah_penetapan": Confidence.A,
        "pasca_pemungutan": Confidence.D,
    }


def test_a_row_named_in_without_is_left_out(sample_content: bytes) -> None:
    less = sample_content.replace(
        b"since: 2023-01-03\n", b"since: 2023-01-03\n    without: [hadir]\n"
    )
    policy = read_policy({"a.yaml": less})
    assert [one.id for one in policy.provisions if "/" in one.id] == ["kontrak/reaksi"]
    assert row(policy, "kontrak/reaksi").overrides == ("hadir",)


def test_the_later_beginning_and_the_earlier_end_hold(sample_content: bytes) -> None:
    later = sample_content.replace(
        b"    overrides: [hadir]\n",
        b"    overrides: [hadir]\n    since: 2024-01-01\n    until: 2024-06-01\n",
    )
    copy = row(read_policy({"a.yaml": later}), "kontrak/reaksi")
    assert (copy.since, copy.until) == (date(2024, 1, 1), date(2024, 6, 1))


def test_a_version_that_ended_before_it_was_taken_over_has_no_copy(sample_content: bytes) -> None:
    ended = sample_content.replace(b"    overrides: [hadir]\n", b"    until: 2022-01-01\n")
    policy = read_policy({"a.yaml": ended})
    assert [one.id for one in policy.provisions if "/" in one.id] == ["kontrak/hadir"]


def test_a_take_over_that_says_nothing_is_refused_at_its_line(sample_content: bytes) -> None:
    nothing = sample_content.replace(
        b"since: 2023-01-03\n", b"since: 2023-01-03\n    without: [hadir, reaksi]\n"
    )
    with pytest.raises(
        PolicyError, match=r"a.yaml:\d+: forms_of\[0\].instruments: .*no form at all"
    ):
        read_policy({"a.yaml": nothing})
