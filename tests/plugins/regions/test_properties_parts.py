"""This file tries the parts that properties are made of: orders, measures, permits, loosening."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from netralitas.facts import Category, Outcome, Text, Tier, Track
from netralitas.judgement import CounterExample, Permit, Told, TrackTold
from netralitas.policy import PolicyFile
from netralitas.regions.properties.attempt import _replaced
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.checking import check_pack
from netralitas.regions.properties.law import OF_LAW, loosened
from netralitas.regions.properties.measure import COMBINATIONS_MAX, WORK_MAX, measured
from netralitas.regions.properties.orders import BACKWARDS, ORDERS, permuted, unordered, written
from netralitas.regions.properties.permissions import permits_of
from netralitas.regions.properties.property import Layer
from netralitas.regions.properties.reading import stopped_at
from netralitas.regions.properties.words_of_packs import same_words, texts_of, unplain
from tests.plugins.regions.broken_packs import FOLDER, SOUND, candidate_of, nation, not_held

SAID = Text(id="", en="")


def told(outcome: str | None, **tracks: str) -> Told:
    """Return what a policy says: an outcome, and each track with its tier, or `asks`."""
    return Told(
        text=SAID,
        outcome=None if outcome is None else Outcome(outcome),
        tracks={
            Track(name): TrackTold(outcome=Outcome.NEEDS_HUMAN, tier=None)
            if tier == "asks"
            else TrackTold(outcome=Outcome.VIOLATION, tier=Tier(tier))
            for name, tier in tracks.items()
        },
    )


def found(national: Told, regional: Told, kind: str = "outcome") -> CounterExample:
    return CounterExample(
        kind=kind, act=None, text=SAID, case=None, national=national, regional=regional, rows=()
    )


@pytest.mark.parametrize(
    ("national", "regional", "lighter"),
    [
        (told("violation", disiplin="berat"), told("violation", disiplin="sedang"), True),
        (told("violation", disiplin="berat"), told("needs_human", disiplin="asks"), True),
        (told("violation", disiplin="berat"), told("no_violation"), True),
        (
            told("violation", disiplin="berat", etik="moral"),
            told("violation", disiplin="berat"),
            True,
        ),
        (told("needs_human", disiplin="asks"), told("no_violation"), True),
        (told("violation", disiplin="berat"), told(None), True),
        (told("violation", disiplin="sedang"), told("violation", disiplin="berat"), False),
        (told("needs_human", disiplin="asks"), told("violation", disiplin="berat"), False),
        (told("no_violation"), told("violation", disiplin="sedang"), False),
        (told(None), told("violation", disiplin="sedang"), False),
    ],
)
def test_what_grows_lighter_is_told_from_what_grows_heavier(
    national: Told, regional: Told, lighter: bool
) -> None:
    assert loosened(found(national, regional)) is lighter
    assert not loosened(found(national, regional, kind="types"))


def test_every_kind_of_counter_example_breaks_exactly_one_promise() -> None:
    """By the sections that the proof compares, as a leak in each of them would be told."""
    kinds = {"measure", "criminal", "types"} | set(nation().law.policy.__struct_fields__) - {
        "digest"
    }
    leaky = candidate_of(SOUND)
    for kind in sorted(kinds):
        # What was worked out stands in the candidate's own dictionary.
        vars(leaky)["proof"] = found(told(None), told(None), kind)
        broken = [one.id for one in OF_LAW if list(one.check(leaky))]
        assert len(broken) == 1, (kind, broken)


def test_what_a_region_may_answer_otherwise_is_read_off_the_open_terms() -> None:
    assert permits_of(nation().law.policy) == (
        Permit(id="contract_rules", tracks=(Track.KONTRAK,), categories=(Category.NON_ASN,)),
        Permit(id="duties", tracks=(), categories=tuple(Category)),
    )


DATA: dict[str, Any] = {
    "region": "contoh",
    "fills": {
        "duties": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
        "types": [1, 2, 3],
        "cites": [{"first": 1, "second": 2}, {"third": 3}],
    },
}


@pytest.mark.parametrize("order", ORDERS)
def test_another_order_moves_keys_and_items_and_keeps_what_is_meant(order: str) -> None:
    other = permuted(DATA, ORDERS[order])
    assert other == {**DATA, "fills": {**DATA["fills"], "duties": other["fills"]["duties"]}}
    assert other["fills"]["duties"] != DATA["fills"]["duties"]
    assert list(other) != list(DATA)
    assert list(other["fills"]["cites"][0]) != list(DATA["fills"]["cites"][0])
    assert unordered(other) == unordered(DATA)


def test_what_has_no_order_is_compared_without_one_and_the_rest_is_not() -> None:
    assert unordered({"a": [1, 2], "b": [{"x": 1}, {"y": 2}]}) == unordered(
        {"b": ({"y": 2}, {"x": 1}), "a": (2, 1)}
    )
    assert unordered({"path": [1, 2]}) != unordered({"path": [2, 1]})
    assert unordered({"a": [1, 2]}) != unordered({"a": [1, 3]})
    assert unordered({"receipt": 1, "a": 2}) == unordered({"receipt": 3, "a": 2})


def test_a_pack_written_in_another_order_is_read_as_the_same_pack() -> None:
    sound = candidate_of(SOUND)
    content = written(permuted(sound.located.data, ORDERS[BACKWARDS]))
    other = msgspec.structs.replace(sound, files={"pack.yaml": content})
    assert other.pack.region == sound.pack.region
    assert other.pack != sound.pack
    assert other.items.keys() == sound.items.keys()


def test_the_cost_of_a_pack_is_counted_before_it_is_decided() -> None:
    sound = candidate_of(SOUND)
    found = measured(sound)
    assert found.rules == 3
    assert 200 < found.values < 400
    assert found.work == found.values + found.rules + found.cells
    assert found.combinations.keys() == {act.id for act in nation().law.policy.acts}
    assert max(found.combinations.values()) < COMBINATIONS_MAX
    assert found.work < WORK_MAX
    assert sound.law.law.tables.rules.decided == 0


def test_the_count_is_that_of_the_tables() -> None:
    """Where no impossible combination is told apart besides, an act's table has that many cells."""
    sound = candidate_of(SOUND)
    law = sound.law.law
    counted = measured(sound).combinations
    assert counted["keep_props"] == law.matcher.whole_table("keep_props").size
    assert counted["meet_candidate"] == law.matcher.whole_table("meet_candidate").size


@pytest.mark.parametrize(
    ("pack", "layer"),
    [
        ("one_file", Layer.FILE),
        ("bounded_yaml", Layer.YAML),
        ("tier", Layer.CLOSED),
        ("both_languages", Layer.LANGUAGES),
        ("open_terms_only", Layer.TERMS),
        ("known_keys", Layer.KEYS),
        ("cited", Layer.ITEMS),
        ("competence", Layer.ITEMS),
        ("statutory_clock", Layer.ITEMS),
        ("compiles", None),
    ],
)
def test_it_is_known_how_far_a_pack_was_read(pack: str, layer: Layer | None) -> None:
    folder = FOLDER / pack
    assert stopped_at(candidate_of(folder if folder.is_dir() else FOLDER / f"{pack}.yaml")) == layer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Kabupaten Pênukal, 2024", None),
        ("two\nlines", None),
        ("right \u202e left", "U+202E"),
        ("zero\u200bwidth", "U+200B"),
        ("soft\u00adhyphen", "U+00AD"),
    ],
)
def test_a_hidden_character_is_seen(text: str, number: str | None) -> None:
    assert unplain(text) == number


def test_texts_are_found_wherever_they_stand_in_the_order_of_the_file() -> None:
    data = {"a": "one", "b": ["two", {"c": "three"}], "d": 4, "e": None}
    assert list(texts_of(data)) == [(("a",), "one"), (("b", 0), "two"), (("b", 1, "c"), "three")]


@pytest.mark.parametrize(
    ("id", "en", "same"),
    [
        ("Inspektorat", "Inspektorat", False),
        ("Inspektorat Kabupaten Contoh", "Inspektorat Kabupaten Contoh", False),
        ("Inspektorat menelaah setiap bukti", "Inspektorat menelaah setiap bukti", True),
        ("Inspektorat menelaah setiap bukti", "The Inspektorat reviews all evidence", False),
    ],
)
def test_a_name_may_be_the_same_in_both_languages_and_a_sentence_not(
    id: str, en: str, same: bool
) -> None:
    assert same_words(Text(id=id, en=en)) is same


def test_an_attempted_row_stands_in_the_place_of_its_name_or_at_the_end() -> None:
    rows = nation().law.policy.weights[:3]
    changed = msgspec.structs.replace(rows[1], text=SAID)
    added = msgspec.structs.replace(rows[1], id="more")
    assert _replaced(rows, [added, changed]) == (rows[0], changed, rows[2], added)


def test_every_word_of_a_closed_term_that_is_a_section_can_be_attempted() -> None:
    words = {word for term in nation().law.policy.closed_terms for word in term.words}
    assert {"provisions", "deadlines", "authority", "ladders", "paths"} <= words & set(
        PolicyFile.__struct_fields__
    )


def test_two_packs_in_one_process_do_not_touch_each_other() -> None:
    alone = check_pack(candidate_of(FOLDER / "registered_name.yaml"))
    sound = msgspec.structs.replace(candidate_of(SOUND), cases={})
    first = check_pack(sound)
    assert first.sound
    again = check_pack(candidate_of(FOLDER / "registered_name.yaml"))
    assert again == alone
    assert not_held(again) == ["registered_name"]
    assert check_pack(Candidate(files=sound.files, nation=sound.nation)) == first


def spoiled(*changes: tuple[str, str]) -> Candidate:
    """Return the sound pack with other words in it, without its corpus."""
    text = SOUND.read_text("utf-8")
    for right, wrong in changes:
        assert right in text
        text = text.replace(right, wrong, 1)
    return Candidate(files={SOUND.name: text.encode()}, nation=nation())


TWO_CUTS = """    - id: demonstrasi_contoh-tpp-berat
      tier: berat
      basis_points: 5000
      months: 12
"""
SECOND_CUT = """    - id: demonstrasi_contoh-tpp-putus
      sanction: berat_c
      basis_points: 9000
      months: 12
      until: 2025-01-01
      text: {id: "Pemberhentian: 90%", en: "Dismissal: 90%"}
      cites: [{instrument: pp-94-2021}]
      marks: {content: A}
    - id: demonstrasi_contoh-tpp-putus-selalu-didahului
      sanction: berat_c
      basis_points: 9500
      months: 12
      since: 2024-02-01
      until: 2024-12-01
      text: {id: "Pemberhentian: 95%", en: "Dismissal: 95%"}
      cites: [{instrument: demonstrasi_contoh-perkada}]
      marks: {content: A}
"""


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            [
                (
                    "when: {pakta_integritas: true}",
                    "when: {all: [{pakta_integritas: true}, {pakta_integritas: false}]}",
                )
            ],
            "demonstrasi_contoh-pakta can never apply: its condition contradicts itself",
        ),
        (
            [
                (
                    "      acts: [react_online]\n",
                    "      acts: [react_online]\n      when: {on_cltn: true}\n",
                )
            ],
            "demonstrasi_contoh-media-sosial can never apply: "
            "react_online carries no fact 'on_cltn'",
        ),
        (
            [(TWO_CUTS, SECOND_CUT + TWO_CUTS)],
            "demonstrasi_contoh-tpp-putus-selalu-didahului can never apply: "
            "demonstrasi_contoh-tpp-putus always goes first",
        ),
        (
            [
                ("when: {active: false, demonstrasi", "when: {category: pns, demonstrasi"),
            ],
            "demonstrasi_contoh-hadir-berseragam can never apply: "
            "no case can meet this row (decides)",
        ),
    ],
    ids=["contradiction", "fact of another act", "always after another", "people it cannot bind"],
)
def test_whatever_can_never_apply_is_told(changes: list[tuple[str, str]], says: str) -> None:
    check = check_pack(spoiled(*changes))
    assert not_held(check) == ["every_row_fires"]
    assert [one.text.en for one in check.findings] == [says]


def test_what_another_goes_before_on_some_days_alone_does_apply() -> None:
    """The control of the third case above: outside the other's days it stands."""
    wider = SECOND_CUT.replace("until: 2024-12-01", "until: 2025-06-01")
    check = check_pack(spoiled((TWO_CUTS, wider + TWO_CUTS)))
    assert not_held(check) == []


def test_a_rule_beyond_every_table_is_told_before_it_is_decided() -> None:
    facts = [f"demonstrasi_contoh_{letter}" for letter in "abcdefghijklmnopqrs"]
    added = "".join(
        f"    - {{name: {name}, kind: bool, text: {{id: fakta, en: fact}}, "
        "question: {id: benarkah, en: is it so}}\n"
        for name in facts
    )
    read = "".join(f"{name}: true, " for name in facts)
    candidate = spoiled(
        ("  facts:\n", f"  facts:\n{added}"),
        (
            "when: {demonstrasi_contoh_seragam: true}",
            f"when: {{{read}demonstrasi_contoh_seragam: true}}",
        ),
    )
    check = check_pack(candidate)
    assert not_held(check) == ["table_bounded"]
    [found] = check.findings
    assert "combinations apart, at most 1000000" in found.text.en
    assert candidate.law.law.tables.rules.decided == 0


def test_a_text_without_words_explains_nothing() -> None:
    check = check_pack(spoiled(('en: "The evidence is reviewed in three working days"', 'en: "3"')))
    assert not_held(check) == ["explains_every_item"]
    assert check.findings[0].text.en == "a text without words"


def test_each_fault_of_one_layer_is_told_at_once() -> None:
    check = check_pack(
        spoiled(
            ("basis_points: 5000", "basis_points: 50000"),
            ("official: administrator", "official: pengawas"),
            ("acts: [react_online]", "acts: [react_offline]"),
        )
    )
    assert not_held(check) == ["within_limits", "acts_known", "competence"]
