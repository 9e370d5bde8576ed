"""A receipt brings back its verdict; the same case under the same law is always the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator

from netralitas.desk.shapes import schema_of
from netralitas.facts import Case, CaseError, Place, Receipt, Refused, Tier, Verdict
from netralitas.judgement import CompiledPolicy, Entry, judge, load_policy, replay
from netralitas.policy import convert_located, encode
from netralitas.regions import national_files

from .corpus import cases, national

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    return [judged(entry, case) for entry, case in cases()]


def judged(entry: Entry, case: Case) -> Verdict:
    return judge(case, national(), as_of=entry.as_of)


def test_every_receipt_brings_back_its_verdict(verdicts: list[Verdict]) -> None:
    for (entry, case), verdict in zip(cases(), verdicts, strict=True):
        assert replay(verdict.receipt, case, national()) == verdict, entry.id


def _like() -> tuple[Case, Verdict]:
    found = next((entry, case) for entry, case in cases() if entry.id == "disiplin-like")
    return found[1], judged(*found)


def test_a_receipt_of_another_case_is_refused() -> None:
    case, verdict = _like()
    with pytest.raises(Refused, match="facts"):
        replay(verdict.receipt, msgspec.structs.replace(case, id="lain"), national())


@pytest.mark.parametrize("name", ["facts", "policy", "calendars", "verdict"])
def test_a_receipt_with_another_digest_is_refused(name: str) -> None:
    case, verdict = _like()
    forged: Receipt = msgspec.structs.replace(verdict.receipt, **{name: "sha256:00"})
    with pytest.raises(Refused):
        replay(forged, case, national())


def test_a_receipt_with_another_pack_is_refused() -> None:
    case, verdict = _like()
    other: Receipt = msgspec.structs.replace(verdict.receipt, packs=("sha256:00",))
    with pytest.raises(Refused, match="packs"):
        replay(other, case, national())


def test_a_receipt_with_another_day_is_refused_where_the_day_decides() -> None:
    entry, case = next(one for one in cases() if one[0].id == "pidana-since-2026")
    receipt = judged(entry, case).receipt
    earlier: Receipt = msgspec.structs.replace(receipt, as_of=receipt.as_of.replace(year=2025))
    with pytest.raises(Refused, match="verdict"):
        replay(earlier, case, national())


@pytest.fixture(scope="module")
def changed() -> CompiledPolicy:
    """Return the law with one day off moved, and approaching a party made berat."""
    files = national_files()
    for name, old, new in (
        ("holidays.yaml", b"2024-12-26:", b"2024-12-27:"),
        ("skb-2022.yaml", b"track: disiplin, tier: sedang}\n", b"track: disiplin, tier: berat}\n"),
    ):
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
    return load_policy(files)


def test_a_law_that_was_changed_is_another_law(changed: CompiledPolicy) -> None:
    case, verdict = _like()
    assert changed.policy.digest != verdict.receipt.policy
    assert changed.policy.calendar_digest != verdict.receipt.calendars
    with pytest.raises(Refused, match="policy"):
        replay(verdict.receipt, case, changed)


def test_the_versions_of_the_engines_stand_beside_the_digests() -> None:
    case, verdict = _like()
    other = national()._replace(engines={"durable-rules": "9.9"})
    again = replay(verdict.receipt, case, other)
    assert again.receipt.engines != verdict.receipt.engines
    assert again.receipt.verdict == verdict.receipt.verdict


def test_a_verdict_goes_through_json_and_back(verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        written = encode(verdict)
        assert encode(verdict) == written
        again = convert_located(
            msgspec.json.decode(written), Verdict, place=lambda _: Place("verdict"), error=CaseError
        )
        assert again == verdict
        assert encode(again) == written


def test_a_verdict_keeps_its_own_schema(verdicts: list[Verdict]) -> None:
    validator = Draft202012Validator(schema_of(Verdict, "verdict"))
    of_each_file = {
        entry.file: verdict for (entry, _), verdict in zip(cases(), verdicts, strict=True)
    }
    for file, verdict in of_each_file.items():
        assert validator.is_valid(json.loads(encode(verdict))), file
    broken = {**json.loads(encode(verdicts[0])), "outcome": "perhaps"}
    assert not validator.is_valid(broken)


def _digest(policy: CompiledPolicy) -> str:
    """Return the digest of every verdict of the corpus, with its receipt."""
    written = (encode(judge(case, policy, as_of=entry.as_of)) for entry, case in cases())
    return sha256(b"\n".join(written)).hexdigest()


@pytest.fixture(scope="module")
def expected(verdicts: list[Verdict]) -> str:
    return sha256(b"\n".join(map(encode, verdicts))).hexdigest()


def test_judging_again_is_the_same(expected: str) -> None:
    assert _digest(national()) == expected


def test_eight_threads_with_a_law_compiled_anew_judge_the_same(verdicts: list[Verdict]) -> None:
    fresh = load_policy(national_files())
    twice = [*cases(), *reversed(cases())]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda one: judge(one[1], fresh, as_of=one[0].as_of), twice))
    assert found == [*verdicts, *reversed(verdicts)]


def test_another_process_with_other_hashes_judges_the_same(expected: str) -> None:
    script = (
        "from tests.workflows.judgement.test_replay import _digest, national;"
        "print(_digest(national()))"
    )
    path = [str(ROOT), *(folder for folder in sys.path if folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path), "PYTHONHASHSEED": "4711"}
    told = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == expected


def test_a_law_that_says_otherwise_is_noticed(changed: CompiledPolicy, expected: str) -> None:
    assert _digest(changed) != expected
    tiers = {
        judge(case, law, as_of=entry.as_of).tier
        for entry, case in cases()
        for law in (national(), changed)
        if entry.id == "disiplin-approach-to-a-party"
    }
    assert tiers == {Tier.SEDANG, Tier.BERAT}
