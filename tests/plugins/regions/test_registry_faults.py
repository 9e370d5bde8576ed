"""A pack that fails is loud and names itself, and hides none of the others."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from netralitas.facts import Language, PolicyError
from netralitas.policy import Pack, Policy
from netralitas.regions import SHIPPED, InstalledRegion, Registry, national_files, pack_files
from tests.laws import national_policy
from tests.plugins.regions.make_believe import Site, pack_text


@pytest.fixture(scope="module")
def nation() -> Policy:
    return national_policy()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return Site(folder)


States = Callable[..., dict[str, InstalledRegion]]


@pytest.fixture
def states(nation: Policy) -> States:
    """Every region that is installed, by its id, with its pack or its fault."""

    def look(*folders: Path) -> dict[str, InstalledRegion]:
        registry = Registry(folders)

        def read(region: str) -> Pack | None:
            files = registry.files(region)
            return None if region == "nasional" else registry.read(region, files, nation)

        return {one.id: one for one in registry.installed(read)}

    return look


def fault(found: dict[str, InstalledRegion], region: str) -> str:
    """Return why a region failed; every other one must be sound."""
    others = {name: one.fault for name, one in found.items() if name != region}
    assert set(others.values()) == {None}
    assert {"nasional", *SHIPPED} <= {*others, region}
    told = found[region].fault
    assert told is not None
    assert told.id
    assert found[region].pack is None
    return told.en


def test_without_a_fault_every_region_is_sound(site: Site, states: States) -> None:
    """The control of everything below."""
    site.install_pack("acme_kota")
    found = states()
    assert found["acme_kota"].pack is not None
    assert {one.fault for one in found.values()} == {None}


PLACES = [
    ("acme_x:missing.yaml", "not found: acme_x:missing.yaml"),
    ("acme_nowhere:pack.yaml", "not found: acme_nowhere:pack.yaml"),
    ("acme_x:..", "not package:file.yaml or package:folder"),
    ("acme_x:../../etc/passwd", "not package:file.yaml or package:folder"),
    ("acme_x:sub/pack.yaml", "not package:file.yaml or package:folder"),
    ("acme-x:pack.yaml", "not package:file.yaml or package:folder"),
    ("acme_x", "not package:file.yaml or package:folder"),
    ("/etc/passwd", "not package:file.yaml or package:folder"),
    ("acme_x:pack.cases.yaml", "not package:file.yaml or package:folder"),
    ("", "not package:file.yaml or package:folder"),
    ("acme_x:empty", "there is no .yaml file"),
    ("sys:pack.yaml", "not found"),
]


@pytest.mark.parametrize(("value", "says"), PLACES, ids=[value for value, _ in PLACES])
def test_an_entry_point_that_leads_nowhere_fails_alone(
    value: str, says: str, site: Site, states: States
) -> None:
    (site.folder / "acme_x" / "empty").mkdir(parents=True)
    (site.folder / "acme_x" / "pack.yaml").write_text(pack_text("acme_kota"))
    (site.folder / "acme_x" / "pack.cases.yaml").write_text("[]\n")
    site.install("acme_kota", value, distribution="acme-x")
    with pytest.raises(PolicyError) as error:
        pack_files("acme_kota")
    told = error.value.message(Language.EN)
    assert "region 'acme_kota' from acme-x 1.0" in told
    assert says in told
    assert fault(states(), "acme_kota") == told


BROKEN = [
    ("x: [", "acme_kota.yaml:1:"),
    (pack_text("acme_kota", more="  tiers: []\n"), "cannot raise, lower, add or remove a tier"),
    (pack_text("acme_kota").replace("guidance", "guidence"), "'guidence' is no open term"),
    (
        pack_text("acme_kota").replace(
            "rank: 5, marks: {content: C}", "rank: 5, marks: {content: D}"
        ),
        "mark C is surer",
    ),
    (pack_text("acme_desa"), "its pack belongs to 'acme_desa'"),
    ("", "acme_kota.yaml"),
]


@pytest.mark.parametrize(("text", "says"), BROKEN, ids=[says for _, says in BROKEN])
def test_a_pack_that_is_not_sound_names_its_distribution_file_line_and_reason(
    text: str, says: str, site: Site, states: States
) -> None:
    site.install_pack("acme_kota", text)
    told = fault(states(), "acme_kota")
    assert says in told
    assert told.startswith("acme_kota.yaml")
    assert "region 'acme_kota' from acme-acme-kota 1.0 (acme_acme_kota:acme_kota.yaml): " in told


def test_a_pack_in_a_folder_names_its_path(tmp_path: Path, states: States) -> None:
    (tmp_path / "desa.yaml").write_text(pack_text("desa", more="  paths: []\n"))
    told = fault(states(tmp_path), "desa")
    assert told.startswith("desa.yaml:15: fills.paths: region 'desa' from ")
    assert f"from {tmp_path / 'desa.yaml'}: " in told


NAMES = ["Kota", "kota-besar", "9kota", "kota.besar", "k" * 64, "kota\x1b[31m"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_no_region_has_fails_alone_and_moves_no_cursor(
    name: str, tmp_path: Path, states: States
) -> None:
    (tmp_path / f"{name}.yaml").write_text(pack_text("kota"))
    found = states(tmp_path)
    [odd] = set(found) - {"nasional", *SHIPPED}
    assert odd.isprintable()
    told = fault(found, odd)
    assert "no region id" in told
    assert told.isprintable()


def test_a_name_that_is_no_text_can_be_listed(tmp_path: Path, states: States) -> None:
    try:
        (tmp_path / os.fsdecode(b"kota\xff.yaml")).write_text(pack_text("kota"))
    except OSError:
        pytest.skip("this file system takes only names that are text")
    [odd] = set(states(tmp_path)) - {"nasional", *SHIPPED}
    assert odd.encode("utf-8") == rb"kota\udcff"


def test_another_ending_than_yaml_is_told_and_not_overlooked(
    tmp_path: Path, states: States
) -> None:
    (tmp_path / "desa.yml").write_text(pack_text("desa"))
    assert "rename it to desa.yaml" in fault(states(tmp_path), "desa")


@pytest.mark.parametrize("kind", ["pipe", "link to nowhere", "unreadable"])
def test_what_cannot_be_read_as_a_file_fails_alone(
    kind: str, tmp_path: Path, states: States
) -> None:
    path = tmp_path / "desa.yaml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link to nowhere":
        path.symlink_to(tmp_path / "nowhere")
    else:
        path.write_text(pack_text("desa"))
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("this user reads everything")
    assert "region 'desa' from" in fault(states(tmp_path), "desa")


# Two sources


def test_one_region_from_two_distributions_is_an_error_and_no_race(
    site: Site, states: States
) -> None:
    for name in ("acme-one", "acme-two"):
        site.install_pack("kota", by=name)
    told = fault(states(), "kota")
    assert told.startswith(
        "netralitas.regions: region 'kota' is brought 2 times: "
        "acme-one 1.0 (acme_one:kota.yaml) and acme-two 1.0 (acme_two:kota.yaml)"
    )
    assert len(states()["kota"].sources) == 2


def test_two_lines_of_one_distribution_compete_as_well(site: Site, states: States) -> None:
    listed = "[netralitas.regions]\nkota = acme_x:one.yaml\nkota = acme_x:two.yaml\n"
    site.install("", "", distribution="acme-x", entry_points=listed)
    told = fault(states(), "kota")
    assert "acme-x 1.0 (acme_x:one.yaml) and acme-x 1.0 (acme_x:two.yaml)" in told


def test_a_folder_does_not_shadow_an_installed_region(
    site: Site, tmp_path: Path, states: States
) -> None:
    site.install_pack("kota")
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "kota.yaml").write_text(pack_text("kota"))
    told = fault(states(packs), "kota")
    assert f"{packs / 'kota.yaml'} and acme-kota 1.0 (acme_kota:kota.yaml)" in told


def test_two_folders_do_not_shadow_each_other(tmp_path: Path, states: States) -> None:
    for name in ("satu", "dua"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "kota.yaml").write_text(pack_text("kota"))
    told = fault(states(tmp_path / "satu", tmp_path / "dua"), "kota")
    assert f"{tmp_path / 'dua' / 'kota.yaml'} and {tmp_path / 'satu' / 'kota.yaml'}" in told


def test_a_file_and_a_folder_of_one_name_compete(tmp_path: Path, states: States) -> None:
    (tmp_path / "kota").mkdir()
    for path in (tmp_path / "kota.yaml", tmp_path / "kota" / "pack.yaml"):
        path.write_text(pack_text("kota"))
    assert "is brought 2 times" in fault(states(tmp_path), "kota")


@pytest.mark.parametrize("region", SHIPPED)
def test_nobody_shadows_a_region_that_the_product_ships(
    region: str, site: Site, states: States
) -> None:
    site.install_pack(region, by="acme-shadow")
    told = fault(states(), region)
    assert f"acme-shadow 1.0 (acme_shadow:{region}.yaml) and netralitas" in told


def test_nobody_takes_the_nation_s_place(site: Site, states: States) -> None:
    site.install("nasional", "acme_nation:p.yaml", distribution="acme-nation")
    with pytest.raises(PolicyError, match="'nasional' is brought 2 times"):
        national_files()
    assert "'nasional' is brought 2 times" in fault(states(), "nasional")


# Distributions that are broken themselves

WITHOUT_A_SIGN = "[netralitas.regions]\nno equals sign here\n"


def test_an_unreadable_list_of_entry_points_hides_no_other(site: Site, states: States) -> None:
    site.install_pack("kota")
    site.install("", "", distribution="acme-broken", entry_points=WITHOUT_A_SIGN)
    found = states()
    assert found["kota"].pack is not None
    told = fault(found, "acme-broken")
    assert "acme-broken 1.0" in told
    assert "entry_points.txt cannot be read" in told


def test_such_a_list_would_stop_everything_otherwise(site: Site) -> None:
    """The control: the interpreter's own way falls on it, whatever group is asked for."""
    import importlib.metadata

    site.install("", "", distribution="acme-broken", entry_points=WITHOUT_A_SIGN)
    with pytest.raises(TypeError):
        importlib.metadata.entry_points(group="netralitas.regions")


def test_a_broken_list_that_speaks_of_no_region_is_none_of_ours(site: Site, states: States) -> None:
    site.install("", "", distribution="acme-other", entry_points="[other]\nno sign\n")
    assert set(states()) == {"nasional", *SHIPPED}


@pytest.mark.filterwarnings("ignore:Implicit None on return values:DeprecationWarning")
def test_a_distribution_without_a_name_is_told_all_the_same(site: Site, states: States) -> None:
    site.install("kota", "acme_x:p.yaml", distribution="acme-x", metadata="Metadata-Version: 2.1\n")
    assert "from ? (acme_x:p.yaml)" in fault(states(), "kota")
