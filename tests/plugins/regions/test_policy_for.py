"""This file asks for the policy of a region as an embedding system does."""

from __future__ import annotations

from pathlib import Path

import pytest

from netralitas.facts import NotInstalled, PolicyError
from netralitas.regions import SHIPPED, Registry, installed, national_files, policy_for
from tests.plugins.regions.make_believe import pack_text


def test_no_region_and_nasional_are_the_nation_alone() -> None:
    nation = policy_for(None)
    assert nation.policy.provisions
    assert nation.pack is None
    assert policy_for("nasional").policy == nation.policy


@pytest.mark.parametrize("region", SHIPPED)
def test_every_shipped_region_has_a_policy(region: str) -> None:
    law = policy_for(region)
    assert law.pack is not None
    assert law.pack.region == region
    assert law.packs == (law.pack.digest,)


def test_a_region_is_the_nation_with_its_pack_laid_over_it(tmp_path: Path) -> None:
    (tmp_path / "kota.yaml").write_text(pack_text("kota"))
    nation, region = policy_for(None), policy_for("kota", tmp_path)
    assert region.policy.provisions == nation.policy.provisions
    assert region.policy.digest != nation.policy.digest
    assert region.pack is not None
    assert region.pack.filled == ("guidance",)
    assert region.engines == nation.engines


def test_a_region_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotInstalled, match="'atlantis'"):
        policy_for("atlantis")


def test_a_pack_that_fills_what_is_closed_is_refused_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "kota.yaml").write_text(pack_text("kota", more="  tier: berat\n"))
    with pytest.raises(PolicyError, match=r"kota\.yaml:15: .*cannot raise, lower, add or remove"):
        policy_for("kota", tmp_path)


def test_a_pack_of_another_region_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desa.yaml").write_text(pack_text("kota"))
    with pytest.raises(PolicyError, match=r"region 'desa' from .*: its pack belongs to 'kota'"):
        policy_for("desa", tmp_path)


def test_a_broken_neighbour_does_not_matter_to_a_region(tmp_path: Path) -> None:
    (tmp_path / "kota.yaml").write_text(pack_text("kota"))
    (tmp_path / "rusak.yaml").write_text("x: [")
    assert policy_for("kota", tmp_path).pack is not None
    with pytest.raises(PolicyError):
        policy_for("rusak", tmp_path)


def test_a_broken_nation_is_told_of_every_region_and_raises_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = dict(national_files())
    files["pp-94-2021.yaml"] = b"x: ["
    real = Registry.files
    monkeypatch.setattr(
        Registry,
        "files",
        lambda self, region: files if region == "nasional" else real(self, region),
    )
    found = installed()
    assert [one.id for one in found] == ["nasional", *SHIPPED]
    assert all(one.fault and "pp-94-2021.yaml:1:" in one.fault.en for one in found)
