"""This file installs make-believe distributions and watches how regions are found in them."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from configparser import ConfigParser
from pathlib import Path
from types import ModuleType

import pytest

from netralitas.facts import Language, NotInstalled, PolicyError
from netralitas.regions import (
    SHIPPED,
    InstalledRegion,
    RegionSource,
    Registry,
    corpus_files,
    installed,
    national_files,
    pack_files,
)
from netralitas.regions.registry import locations
from netralitas.regions.sources import GROUP, OWN
from tests.plugins.regions.make_believe import EXPLODES, Site, pack_text

ROOT = Path(__file__).parents[3]
PACK = "schema: netralitas/pack/v1\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A folder of installed distributions, which the interpreter looks into."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield Site(folder)
    assert not [name for name in set(sys.modules) - before if name.startswith("acme")]


def of(region: str, regions: Sequence[InstalledRegion]) -> InstalledRegion:
    [found] = [one for one in regions if one.id == region]
    return found


# What the product brings


def test_the_nation_and_the_shipped_regions_are_there_even_in_a_bare_checkout() -> None:
    assert Registry().regions == ("nasional", *SHIPPED)
    assert Registry().sources("nasional")[0].value == "netralitas.policy:provisions"
    files = national_files()
    assert all(name.endswith(".yaml") for name in files)
    assert b"netralitas/policy/v1" in files["pp-94-2021.yaml"]


@pytest.mark.parametrize("region", SHIPPED)
def test_every_shipped_pack_is_found_and_is_its_own(region: str) -> None:
    [content] = pack_files(region).values()
    assert f"\nregion: {region}\n".encode() in content


def test_setup_cfg_registers_what_the_product_ships() -> None:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    lines = config["options.entry_points"][GROUP].split("\n")
    registered = dict(line.split(" = ") for line in lines if line)
    assert registered == OWN


def test_every_pack_in_the_product_is_shipped() -> None:
    folder = ROOT / "plugins" / "netralitas" / "regions" / "packs"
    standing = {path.name for path in folder.glob("*.yaml")}
    packs = {name.removesuffix(".yaml") for name in standing if not name.endswith(".cases.yaml")}
    assert packs == set(SHIPPED)


def test_what_setup_cfg_registers_is_not_found_twice(site: Site) -> None:
    listed = "\n".join(f"{region} = {value}" for region, value in OWN.items())
    site.install("", "", distribution="netralitas", entry_points=f"[{GROUP}]\n{listed}\n")
    assert Registry().regions == ("nasional", *SHIPPED)
    assert [str(one) for one in Registry().sources("pali")] == [
        "netralitas 1.0 (netralitas.regions.packs:pali.yaml)"
    ]


# Packs in packages


def test_a_pack_is_a_file_in_a_package(site: Site) -> None:
    site.install_pack("acme_kota")
    assert pack_files("acme_kota") == {"acme_kota.yaml": pack_text("acme_kota").encode()}
    found = of("acme_kota", installed())
    assert found.sources == (
        RegionSource(
            value="acme_acme_kota:acme_kota.yaml", distribution="acme-acme-kota", version="1.0"
        ),
    )
    assert found.fault is None
    assert found.pack is not None
    assert found.pack.filled == ("guidance",)


def test_a_pack_is_a_folder_in_a_package(site: Site) -> None:
    site.install(
        "acme_kota",
        "acme_packs:kota",
        distribution="acme-packs",
        files={
            "acme_packs/__init__.py": EXPLODES,
            "acme_packs/kota/pack.yaml": pack_text("acme_kota"),
            "acme_packs/kota/pack.cases.yaml": "[]\n",
            "acme_packs/kota/readme.txt": "no pack",
            "acme_packs/kota/code.py": EXPLODES,
        },
    )
    assert list(pack_files("acme_kota")) == ["pack.yaml"]
    assert corpus_files("acme_kota") == {"pack.cases.yaml": b"[]\n"}
    assert of("acme_kota", installed()).fault is None


def test_no_code_of_a_dotted_package_runs_nor_that_of_its_parents(site: Site) -> None:
    site.install(
        "acme_kota",
        "acme_deep.inner.most:pack.yaml",
        distribution="acme-deep",
        files={
            "acme_deep/__init__.py": EXPLODES,
            "acme_deep/inner/__init__.py": EXPLODES,
            "acme_deep/inner/most/__init__.py": EXPLODES,
            "acme_deep/inner/most/pack.yaml": PACK,
        },
    )
    assert pack_files("acme_kota") == {"pack.yaml": PACK.encode()}


def test_the_usual_way_to_find_a_dotted_package_would_run_its_parent(site: Site) -> None:
    """The control: why the finders are asked one by one."""
    site.install(
        "acme_kota",
        "acme_deep.inner:pack.yaml",
        distribution="acme-deep",
        files={"acme_deep/__init__.py": EXPLODES, "acme_deep/inner/__init__.py": ""},
    )
    with pytest.raises(RuntimeError, match="must never be imported"):
        importlib.util.find_spec("acme_deep.inner")


def test_a_namespace_inside_a_namespace_is_found(site: Site) -> None:
    site.install(
        "acme_kota",
        "acme_space.inner.most:pack.yaml",
        distribution="acme-space",
        files={"acme_space/inner/most/pack.yaml": PACK},
    )
    assert pack_files("acme_kota") == {"pack.yaml": PACK.encode()}
    assert locations("acme_space.inner.most") == (str(site.folder / "acme_space/inner/most"),)
    assert locations("acme_space.nowhere") == ()


def test_an_editable_install_is_found_through_its_finder(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "checkout" / "somewhere_else"
    source.mkdir(parents=True)
    (source / "__init__.py").write_text(EXPLODES)
    (source / "pack.yaml").write_text(PACK)

    class Editable:
        """As an editable install does it: a finder that maps a name to a folder."""

        @staticmethod
        def find_spec(
            name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
        ) -> importlib.machinery.ModuleSpec | None:
            if name != "acme_editable":
                return None
            return importlib.util.spec_from_file_location(
                name, source / "__init__.py", submodule_search_locations=[str(source)]
            )

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Editable])
    site.install("acme_kota", "acme_editable:pack.yaml", distribution="acme-editable")
    assert pack_files("acme_kota") == {"pack.yaml": PACK.encode()}


def test_a_region_that_is_not_installed_is_told_from_those_that_are(site: Site) -> None:
    site.install_pack("acme_kota")
    with pytest.raises(NotInstalled) as error:
        pack_files("atlantis")
    assert error.value.message(Language.EN) == (
        "region 'atlantis' is not installed; installed: nasional, acme_kota, " + ", ".join(SHIPPED)
    )


# Packs in folders


def test_packs_of_a_folder_are_found_beside_the_installed(site: Site, tmp_path: Path) -> None:
    site.install_pack("acme_kota")
    packs = tmp_path / "packs"
    (packs / "desa_folder").mkdir(parents=True)
    (packs / "kosong").mkdir()
    (packs / "desa_folder" / "pack.yaml").write_text(PACK)
    (packs / "desa_berkas.yaml").write_text(PACK + "# its own\n")
    (packs / "desa_berkas.cases.yaml").write_text("[]\n")
    (packs / "readme.md").write_text("no pack")
    (packs / ".desa_berkas.yaml").write_text("left by an editor")
    found = Registry([packs])
    assert set(found.regions) - {"nasional", *SHIPPED} == {
        "acme_kota",
        "desa_folder",
        "desa_berkas",
    }
    assert found.files("desa_berkas") == {"desa_berkas.yaml": (PACK + "# its own\n").encode()}
    assert found.files("desa_folder") == {"pack.yaml": PACK.encode()}
    assert found.corpus("desa_berkas") == {"desa_berkas.cases.yaml": b"[]\n"}
    assert found.corpus("desa_folder") == {}
    assert found.sources("desa_berkas") == (RegionSource(value=str(packs / "desa_berkas.yaml")),)


def test_packs_are_found_in_several_folders(tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"desa_{name}.yaml").write_text(PACK)
    found = Registry([tmp_path / "satu", tmp_path / "dua"])
    assert {"desa_satu", "desa_dua"} <= set(found.regions)


def test_a_folder_named_twice_does_not_compete_with_itself(tmp_path: Path) -> None:
    (tmp_path / "desa.yaml").write_text(PACK)
    (tmp_path / "sub").mkdir()
    found = Registry([tmp_path, tmp_path / "sub" / ".."])
    assert found.files("desa") == {"desa.yaml": PACK.encode()}


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="cannot be opened") as error:
        installed(tmp_path / "nowhere")
    assert "tidak dapat dibuka" in error.value.message(Language.ID)
    assert "\n" not in str(error.value)


def test_a_huge_pack_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "desa.yaml").open("wb") as stream:
        stream.truncate(50_000_000)
    [content] = pack_files("desa", tmp_path).values()
    assert len(content) == 4 * 1024 * 1024 + 1


def test_the_corpus_of_the_nation_is_found_as_that_of_a_region() -> None:
    files = corpus_files("nasional")
    assert "wewenang.yaml" in files
    assert not set(files) & set(national_files())
