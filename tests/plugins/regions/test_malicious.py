"""This file holds malicious packs out: each is refused at its line, with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from netralitas.facts import Language, PolicyError, Tier
from netralitas.judgement import judge
from netralitas.policy import Bounds
from netralitas.policy import yaml as reader
from netralitas.regions import Registry
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.checking import PackCheck, check_pack
from tests.plugins.regions.broken_packs import (
    MALICIOUS,
    SOUND,
    candidate_of,
    header,
    nation,
    not_held,
    said,
)

FAMILY = sorted(MALICIOUS.glob("*.yaml"))
CLOSED = {term.id for term in nation().law.policy.closed_terms}


@pytest.mark.parametrize("pack", FAMILY, ids=lambda pack: pack.stem)
def test_a_malicious_pack_is_refused_at_its_line_with_its_reason(pack: Path) -> None:
    wanted, candidate = header(pack), candidate_of(pack)
    check = check_pack(candidate)
    assert not_held(check) == [wanted["breaks"]]
    assert not check.sound
    first = check.findings[0]
    assert first.at.file == pack.name and first.at.line > len(wanted)
    assert said(first)[Language.EN] == wanted["says"]
    assert said(first)[Language.ID] != wanted["says"]
    assert first.text.id and first.text.en and first.hint is not None


@pytest.mark.parametrize(
    "pack",
    [pack for pack in FAMILY if header(pack)["breaks"] in CLOSED],
    ids=lambda pack: pack.stem,
)
def test_what_reaches_for_a_closed_term_is_told_the_article(pack: Path) -> None:
    [first, *_] = check_pack(candidate_of(pack)).findings
    assert first.cites
    assert all(f"[{cite}]" in message for cite in first.cites for message in said(first).values())


ATTEMPTS = {
    "loosens_a_tier": ("outcome", "disiplin-posting-like-follow"),
    "raises_a_tier": ("outcome", "disiplin-pendekatan-parpol"),
    "makes_an_exception_to_a_national_row": ("outcome", "demonstrasi_contoh-dikecualikan"),
    "closes_the_criminal_track_by_a_row": ("criminal", "pidana-188-pejabat-asn"),
    "lengthens_a_statutory_clock": ("deadlines", "panggil_1"),
    "invents_a_competence": ("authority", "kabupaten-berat"),
}
"""Those that wrote rows in the nation's format: what would have broken, and the row of it."""


@pytest.mark.parametrize("name", ATTEMPTS)
def test_an_author_is_shown_what_would_have_followed(name: str) -> None:
    found = check_pack(candidate_of(MALICIOUS / f"{name}.yaml")).counterexample
    assert found is not None
    assert (found.kind, found.rows) == (ATTEMPTS[name][0], (ATTEMPTS[name][1],))
    assert (found.case is not None) == (found.kind in ("outcome", "criminal"))


def test_the_case_that_is_shown_runs_and_is_the_one_that_would_have_been_loosened() -> None:
    found = check_pack(candidate_of(MALICIOUS / "loosens_a_tier.yaml")).counterexample
    assert found is not None and found.case is not None
    [charge] = found.case.charges
    assert charge.at is not None
    verdict = judge(found.case, nation().law, as_of=charge.at.last)
    assert verdict.tier is Tier.BERAT
    assert "berat" in found.national.text.id and "ringan" in found.regional.text.id


@pytest.mark.parametrize("name", ["closes_the_criminal_track", "cites_nothing"])
def test_nothing_is_shown_where_no_row_was_written(name: str) -> None:
    assert check_pack(candidate_of(MALICIOUS / f"{name}.yaml")).counterexample is None


def test_rows_that_no_law_can_hold_are_refused_without_a_case() -> None:
    content = (MALICIOUS / "loosens_a_tier.yaml").read_bytes()
    for wrong in (b"acts: [react_offline]", b"acts: 3"):
        spoiled = content.replace(b"acts: [react_online]", wrong)
        assert spoiled != content
        check = check_pack(Candidate(files={"pack.yaml": spoiled}, nation=nation()))
        assert not_held(check) == ["tier"]
        assert check.counterexample is None


def test_the_nation_s_own_rows_written_again_would_have_changed_nothing() -> None:
    content = (MALICIOUS / "loosens_a_tier.yaml").read_bytes().replace(b"ringan}", b"berat}")
    check = check_pack(Candidate(files={"pack.yaml": content}, nation=nation()))
    assert not_held(check) == ["tier"]
    assert check.counterexample is None


@pytest.fixture
def read_events(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the parser's events that the bounded reader asked for."""
    counted = [0]
    events = reader._events

    def counting(*args: Any) -> Iterator[Any]:
        for event in events(*args):
            counted[0] += 1
            yield event

    monkeypatch.setattr(reader, "_events", counting)
    return counted


def refused(content: bytes) -> tuple[PackCheck, Candidate]:
    candidate = Candidate(files={"pack.yaml": content}, nation=nation())
    return check_pack(candidate), candidate


def test_five_megabytes_are_refused_before_anything_is_parsed(read_events: list[int]) -> None:
    check, _ = refused(SOUND.read_bytes() + b"# " + b"x" * 5 * 2**20)
    assert not_held(check) == ["bounded_yaml"]
    assert said(check.findings[0]) == {
        Language.ID: "pack.yaml: berkas sebesar 5.0 MiB; paling besar 4 MiB "
        "(bagi menjadi beberapa berkas, atau pakai JSON Lines)",
        Language.EN: "pack.yaml: a file of 5.0 MiB; at most 4 MiB "
        "(split it into several files, or use JSON Lines)",
    }
    assert read_events == [0]


def test_a_flood_of_values_is_refused_before_anything_is_parsed(read_events: list[int]) -> None:
    check, _ = refused(b"region: [" + b"1," * (Bounds().nodes + 1) + b"1]\n")
    assert not_held(check) == ["bounded_yaml"]
    assert "more than 400000 values" in said(check.findings[0])[Language.EN]
    assert read_events == [0]


def test_deep_nesting_is_left_where_it_passes_its_bound(read_events: list[int]) -> None:
    check, _ = refused(b"schema: netralitas/pack/v1\nregion: " + b"[" * 10_000 + b"]" * 10_000)
    assert not_held(check) == ["bounded_yaml"]
    assert "pack.yaml:2: nested deeper than 40 levels" in said(check.findings[0])[Language.EN]
    # Each event is read as often as somebody asks for the file; never one beyond the bound.
    assert 0 < read_events[0] < 500


def test_aliases_are_not_multiplied(read_events: list[int]) -> None:
    check_pack(candidate_of(MALICIOUS / "multiplies_by_aliases.yaml"))
    assert 0 < read_events[0] < 1_000


def test_six_hundred_sibling_conditions_are_refused_before_a_rule_is_made() -> None:
    siblings = ", ".join("{symbol: true}" for _ in range(600))
    sound = SOUND.read_text("utf-8")
    written = "when: {active: false, demonstrasi_contoh_seragam: true}"
    assert written in sound
    wide = sound.replace(written, f"when: {{demonstrasi_contoh_seragam: true, any: [{siblings}]}}")
    check, candidate = refused(wide.encode())
    assert not_held(check) == ["conditions_bounded"]
    assert said(check.findings[0])[Language.EN].startswith(
        "pack.yaml:39: fills.contract_rules[0].when: a condition of 600 alternatives; at most 60"
    )
    assert "laid" not in vars(candidate)


@pytest.mark.parametrize("name", ["spans_a_huge_table", "costs_too_much_work"])
def test_what_would_cost_too_much_is_counted_and_never_decided(name: str) -> None:
    candidate = candidate_of(MALICIOUS / f"{name}.yaml")
    check_pack(candidate)
    assert candidate.law.law.tables.rules.decided == 0
    assert not {"stands_out", "proof", "judged"} & vars(candidate).keys()


def test_the_sound_pack_is_laid_and_decided() -> None:
    """The control of the two tests above: they look at what is there where a pack is taken."""
    candidate = candidate_of(SOUND)
    check_pack(candidate)
    assert {"laid", "stands_out", "proof", "judged"} <= vars(candidate).keys()
    assert candidate.law.law.tables.rules.decided > 0


def test_a_pack_that_ties_with_another_for_one_region_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lumajang.yaml").write_bytes(SOUND.read_bytes())
    with pytest.raises(PolicyError) as tie:
        Registry((tmp_path,)).files("lumajang")
    assert "region 'lumajang' is brought 2 times" in tie.value.message(Language.EN)
    assert "daerah 'lumajang' dibawa 2 kali" in tie.value.message(Language.ID)
    assert str(tmp_path / "lumajang.yaml") in tie.value.message(Language.EN)


def test_the_whole_family_is_there() -> None:
    """What the product promised to hold out, beside what is made in the tests above."""
    assert {pack.stem for pack in FAMILY} >= {
        *ATTEMPTS,
        *("lengthens_a_clock_by_an_internal_one", "invents_a_competence_by_an_alternate"),
        *("takes_away_an_appeal", "closes_the_criminal_track", "opens_a_term_of_its_own"),
        *("takes_the_place_of_another_region", "shadows_an_item_of_another_region"),
        *("shadows_a_row_of_the_nation", "ties_with_itself", "cites_nothing", "never_in_force"),
        *("dated_on_no_day", "ends_before_it_begins", "multiplies_by_aliases"),
        *("calls_code_by_a_tag", "spans_a_huge_table", "costs_too_much_work"),
        *("looks_like_another_region", "looks_like_another_item", "speaks_one_language"),
        *("is_surer_than_its_source", "cuts_more_than_everything", "cuts_less_than_nothing"),
        *("moves_the_recommended_type", "reads_otherwise_than_it_is_written"),
    }
