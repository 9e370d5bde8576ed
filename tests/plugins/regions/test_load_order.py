"""In whatever order distributions and folders are found, the answers are the same."""

from __future__ import annotations

import importlib.metadata
import itertools
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from netralitas.facts import CASE_SCHEMA, Case, Category, Charge, Days, PolicyError, Subject
from netralitas.judgement import CompiledPolicy, compile_policy, judge
from netralitas.policy import Policy, encode, overlay
from netralitas.regions import NATION, Registry
from tests.laws import national_policy
from tests.plugins.regions.make_believe import Site, pack_text

REGIONS = ("kota_satu", "kota_dua", "kota_tiga")
AS_OF = date(2024, 12, 31)
CASE = Case(
    schema=CASE_SCHEMA,
    id="x-1",
    subject=Subject(category=Category.PNS),
    charges=(Charge(act="react_online", at=Days.of(date(2024, 10, 2))),),
)
Shuffle = Callable[[Sequence[int]], None]


@pytest.fixture(scope="module")
def nation() -> Policy:
    return national_policy()


@pytest.fixture
def shuffled(monkeypatch: pytest.MonkeyPatch) -> Shuffle:
    """Hand out entry points, and what is in a folder, in another order than they are found."""
    entries, listing = importlib.metadata.entry_points, Path.iterdir

    def shuffle(order: Sequence[int]) -> None:
        def entry_points(*, group: str) -> list[importlib.metadata.EntryPoint]:
            found = sorted(entries(group=group), key=lambda one: (one.name, one.value))
            return [found[place] for place in order if place < len(found)]

        def iterdir(folder: Path) -> Iterator[Path]:
            found = sorted(listing(folder))
            yield from (found[place] for place in order if place < len(found))

        monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)
        monkeypatch.setattr(Path, "iterdir", iterdir)

    return shuffle


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return Site(folder)


def law_of(registry: Registry, region: str, nation: Policy) -> CompiledPolicy:
    pack = registry.read(region, registry.files(region), nation)
    return compile_policy(overlay(nation, pack), pack)


def listed(registry: Registry, nation: Policy) -> bytes:
    """Return the listing of every region, as it would be sent."""
    return encode(
        registry.installed(
            lambda region: (
                None if region == NATION else registry.read(region, registry.files(region), nation)
            )
        )
    )


ORDERS = list(itertools.permutations(range(3)))


def test_the_order_of_distributions_and_folders_changes_no_verdict_and_no_listing(
    site: Site, tmp_path: Path, shuffled: Shuffle, nation: Policy
) -> None:
    for region in REGIONS:
        site.install_pack(region, pack_text(region, says=f"kata {region}"))
        (tmp_path / "packs").mkdir(exist_ok=True)
        (tmp_path / "packs" / f"{region}_f.yaml").write_text(pack_text(f"{region}_f"))
    answers = set()
    for order in ORDERS:
        shuffled(order)
        registry = Registry([tmp_path / "packs"])
        verdicts = tuple(
            encode(judge(CASE, law_of(registry, region, nation), as_of=AS_OF))
            for name in REGIONS
            for region in (name, f"{name}_f")
        )
        answers.add((registry.regions, listed(registry, nation), verdicts))
    assert len(answers) == 1
    [(_, _, verdicts)] = answers
    assert len(set(verdicts)) == 6


def test_the_order_of_folders_changes_nothing(tmp_path: Path, nation: Policy) -> None:
    for region in REGIONS:
        (tmp_path / region).mkdir()
        (tmp_path / region / f"{region}.yaml").write_text(pack_text(region))
    answers = {
        listed(Registry([tmp_path / REGIONS[place] for place in order]), nation) for order in ORDERS
    }
    assert len(answers) == 1


def test_two_packs_of_one_region_are_refused_alike_in_every_order(
    site: Site, shuffled: Shuffle, nation: Policy
) -> None:
    for name in ("acme-a", "acme-b", "acme-c"):
        site.install_pack("kota_satu", pack_text("kota_satu", says=f"kata {name}"), by=name)
    refused = set()
    for order in ORDERS:
        shuffled(order)
        with pytest.raises(PolicyError) as error:
            Registry().files("kota_satu")
        refused.add(str(error.value))
    assert len(refused) == 1
    assert "acme-a 1.0" in refused.copy().pop()


def test_were_the_first_found_taken_the_order_would_decide(
    site: Site, shuffled: Shuffle, nation: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the refusal of two sources, each order gives another verdict."""
    for name in ("acme-a", "acme-b", "acme-c"):
        site.install_pack("kota_satu", pack_text("kota_satu", says=f"kata {name}"), by=name)
    every = Registry._places
    monkeypatch.setattr(Registry, "_places", lambda self, region: every(self, region)[:1])
    verdicts = set()
    for order in ORDERS:
        shuffled(order)
        law = law_of(Registry(), "kota_satu", nation)
        verdicts.add(encode(judge(CASE, law, as_of=AS_OF)))
    assert len(verdicts) == 3
