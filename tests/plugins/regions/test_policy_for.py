"""This file asks for the policy of a region as an embedding system does."""

from __future__ import annotations

from pathlib import Path

import pytest

from netralitas.facts import NotInstalled, PolicyError
from netralitas.regions import policy_for

PACK = """schema: netralitas/pack/v1
region: lumajang
name: {id: Kabupaten Lumajang, en: Lumajang regency}
legal_basis: {id: tidak ditemukan, en: none found}
maintainer: Inspektorat
valid: {from: 2024-01-01, to: null}
"""


def test_no_region_and_nasional_are_the_nation_alone() -> None:
    nation = policy_for(None).policy
    assert nation.provisions
    assert policy_for("nasional").policy == nation


def test_a_region_is_the_nation_with_its_pack_laid_over_it(tmp_path: Path) -> None:
    (tmp_path / "lumajang.yaml").write_text(PACK)
    nation, region = policy_for(None).policy, policy_for("lumajang", tmp_path).policy
    assert region.provisions == nation.provisions
    assert region.digest != nation.digest


def test_a_region_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotInstalled, match="'atlantis'"):
        policy_for("atlantis")


def test_a_pack_that_fills_what_is_closed_is_refused_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "lumajang.yaml").write_text(PACK + "fills: {tier: berat}\n")
    with pytest.raises(PolicyError, match=r"lumajang\.yaml:7: fills\.tier: "):
        policy_for("lumajang", tmp_path)


def test_a_pack_of_another_region_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lebong.yaml").write_text(PACK)
    with pytest.raises(PolicyError, match="region 'lebong': its pack belongs to 'lumajang'"):
        policy_for("lebong", tmp_path)


def test_a_receipt_names_the_engines_that_are_installed() -> None:
    policy = policy_for(None)
    assert set(policy.engines) == {"durable-rules", "transitions"}
    assert all(version[0].isdigit() for version in policy.engines.values())
