"""This file gives every pack that the product brings, and every example, its certificate."""

from __future__ import annotations

from pathlib import Path

import pytest

from netralitas.regions import NATION, SHIPPED, Registry
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.checking import check_pack
from tests.plugins.regions.broken_packs import nation

EXAMPLES = Path(__file__).parents[3] / "examples" / "packs"
REGISTRY = Registry((EXAMPLES,))
REGIONS = [region for region in REGISTRY.regions if region != NATION]


def test_what_the_product_brings_and_its_examples_are_all_there() -> None:
    examples = {pack.stem for pack in EXAMPLES.glob("*.yaml") if ".cases" not in pack.name}
    assert {*SHIPPED, *examples} == set(REGIONS)
    assert examples and len(SHIPPED) == 5


@pytest.mark.parametrize("region", REGIONS)
def test_a_pack_of_the_product_keeps_every_property_and_is_certified(region: str) -> None:
    check = check_pack(
        Candidate(
            files=REGISTRY.files(region),
            cases=REGISTRY.corpus(region),
            name=region,
            nation=nation(),
        )
    )
    assert [one.id for one in check.results if one.held is not True] == []
    assert check.certificate is not None and check.sound
    assert check.certificate.national == nation().law.policy.digest
    assert check.certificate.combinations > 500_000
