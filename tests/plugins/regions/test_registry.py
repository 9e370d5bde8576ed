"""This file installs make-believe distributions and watches how regions are found in them."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from netralitas.facts import Language, NotInstalled, PolicyError
from netralitas.regions import InstalledRegion, installed, national_files, pack_files
from netralitas.regions.registry import locations

PACK = b"schema: netralitas/pack/v1\n"
EXPLODES = "raise RuntimeError('a pack is data and must never be imported')\n"
Install = Callable[..., None]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed distributions, which the interpreter looks into."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield folder
    assert not [name for name in set(sys.modules) - before if name.startswith("acme")]


@pytest.fixture
def install(site: Path) -> Install:
    def one(region: str, value: str, *, distribution: str, files: dict[str, bytes]) -> None:
        info = site / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n"
        )
        (info / "entry_points.txt").write_text(f"[netralitas.regions]\n{region} = {value}\n")
        for name, content in files.items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    return one


def of(region: str, regions: Sequence[InstalledRegion]) -> InstalledRegion:
    [found] = [one for one in regions if one.id == region]
    return found


def test_the_nation_is_there_even_in_a_bare_checkout() -> None:
    assert installed()[0].id == "nasional"
    assert installed()[0].value == "netralitas.policy:provisions"
    files = national_files()
    assert all(name.endswith(".yaml") for name in files)
    assert b"netralitas/policy/v1" in files["pp-94-2021.yaml"]


def test_a_pack_is_a_file_in_a_package(install: Install) -> None:
    install(
        "lumajang",
        "acme_lumajang:pack.yaml",
        distribution="acme-lumajang",
        files={"acme_lumajang/__init__.py": EXPLODES.encode(), "acme_lumajang/pack.yaml": PACK},
    )
    assert pack_files("lumajang") == {"pack.yaml": PACK}
    assert of("lumajang", installed()) == InstalledRegion(
        id="lumajang", value="acme_lumajang:pack.yaml", distribution="acme-lumajang", version="1.0"
    )


def test_a_pack_is_a_folder_in_a_package(install: Install) -> None:
    install(
        "lebong",
        "acme_packs:lebong",
        distribution="acme-packs",
        files={
            "acme_packs/__init__.py": EXPLODES.encode(),
            "acme_packs/lebong/b.yaml": PACK,
            "acme_packs/lebong/a.yaml": PACK,
            "acme_packs/lebong/readme.txt": b"no pack",
            "acme_packs/lebong/code.py": EXPLODES.encode(),
        },
    )
    assert pack_files("lebong") == {"a.yaml": PACK, "b.yaml": PACK}


def test_no_code_of_a_dotted_package_runs_nor_that_of_its_parents(install: Install) -> None:
    install(
        "pali",
        "acme_deep.inner.most:pack.yaml",
        distribution="acme-deep",
        files={
            "acme_deep/__init__.py": EXPLODES.encode(),
            "acme_deep/inner/__init__.py": EXPLODES.encode(),
            "acme_deep/inner/most/__init__.py": EXPLODES.encode(),
            "acme_deep/inner/most/pack.yaml": PACK,
        },
    )
    assert pack_files("pali") == {"pack.yaml": PACK}


def test_the_usual_way_to_find_a_dotted_package_would_run_its_parent(install: Install) -> None:
    """The control: why the finders are asked one by one."""
    install(
        "pali",
        "acme_deep.inner:pack.yaml",
        distribution="acme-deep",
        files={"acme_deep/__init__.py": EXPLODES.encode(), "acme_deep/inner/__init__.py": b""},
    )
    with pytest.raises(RuntimeError, match="must never be imported"):
        importlib.util.find_spec("acme_deep.inner")


def test_a_namespace_inside_a_namespace_is_found(install: Install, site: Path) -> None:
    install(
        "sukamara",
        "acme_space.inner.most:pack.yaml",
        distribution="acme-space",
        files={"acme_space/inner/most/pack.yaml": PACK},
    )
    assert pack_files("sukamara") == {"pack.yaml": PACK}
    assert locations("acme_space.inner.most") == (str(site / "acme_space/inner/most"),)
    assert locations("acme_space.nowhere") == ()


def test_an_editable_install_is_found_through_its_finder(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "checkout" / "somewhere_else"
    source.mkdir(parents=True)
    (source / "__init__.py").write_text(EXPLODES)
    (source / "pack.yaml").write_bytes(PACK)

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
    install("lebong", "acme_editable:pack.yaml", distribution="acme-editable", files={})
    assert pack_files("lebong") == {"pack.yaml": PACK}


def test_a_region_that_is_not_installed_is_told_from_those_that_are(install: Install) -> None:
    install("lebong", "acme:pack.yaml", distribution="acme", files={"acme/pack.yaml": PACK})
    with pytest.raises(NotInstalled) as error:
        pack_files("lumajang")
    assert error.value.message(Language.EN) == (
        "region 'lumajang' is not installed; installed: nasional, lebong"
    )


def test_one_region_from_two_distributions_is_an_error_and_no_race(install: Install) -> None:
    for name in ("acme-one", "acme-two"):
        install("lebong", f"{name.replace('-', '_')}:p.yaml", distribution=name, files={})
    with pytest.raises(PolicyError, match="brought twice: by acme-one and by acme-two"):
        installed()


def test_nobody_takes_the_nation_s_place(install: Install, site: Path) -> None:
    install("nasional", "acme_nation:p.yaml", distribution="acme-nation", files={})
    install("nasional", "netralitas.policy:provisions", distribution="netralitas-again", files={})
    with pytest.raises(PolicyError, match="'nasional' is brought twice"):
        national_files()


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("acme_x:missing.yaml", "not found: acme_x:missing.yaml"),
        ("acme_nowhere:pack.yaml", "not found: acme_nowhere:pack.yaml"),
        ("acme_x:..", "not package:file.yaml or package:folder"),
        ("acme_x:../../etc/passwd", "not package:file.yaml or package:folder"),
        ("acme_x:sub/pack.yaml", "not package:file.yaml or package:folder"),
        ("acme-x:pack.yaml", "not package:file.yaml or package:folder"),
        ("acme_x", "not package:file.yaml or package:folder"),
        ("/etc/passwd", "not package:file.yaml or package:folder"),
        ("acme_x:empty", "there is no .yaml file"),
        ("sys:pack.yaml", "not found"),
    ],
)
def test_a_pack_that_leads_nowhere_is_refused_with_its_distribution(
    value: str, says: str, install: Install, site: Path
) -> None:
    (site / "acme_x" / "empty").mkdir(parents=True)
    (site / "acme_x" / "pack.yaml").write_bytes(PACK)
    install("lebong", value, distribution="acme-x", files={})
    with pytest.raises(PolicyError) as error:
        pack_files("lebong")
    message = error.value.message(Language.EN)
    assert message.startswith("acme-x 1.0: region 'lebong': ")
    assert says in message


def test_the_right_value_is_taken_from_that_same_package(install: Install, site: Path) -> None:
    """The control of the refusals above."""
    install("lebong", "acme_x:pack.yaml", distribution="acme-x", files={"acme_x/pack.yaml": PACK})
    assert pack_files("lebong") == {"pack.yaml": PACK}


def test_packs_of_a_folder_are_found_beside_the_installed(install: Install, tmp_path: Path) -> None:
    install("lebong", "acme:pack.yaml", distribution="acme", files={"acme/pack.yaml": PACK})
    packs = tmp_path / "packs"
    (packs / "pali").mkdir(parents=True)
    (packs / "empty").mkdir()
    (packs / "pali" / "pack.yaml").write_bytes(PACK)
    (packs / "lumajang.yaml").write_bytes(PACK + b"# its own\n")
    (packs / "readme.md").write_text("no pack")
    assert [one.id for one in installed(packs)] == ["nasional", "lebong", "lumajang", "pali"]
    assert pack_files("lumajang", packs) == {"lumajang.yaml": PACK + b"# its own\n"}
    assert pack_files("pali", packs) == {"pack.yaml": PACK}
    assert of("lumajang", installed(packs)).distribution is None


def test_a_folder_does_not_shadow_an_installed_region(install: Install, tmp_path: Path) -> None:
    install("lebong", "acme:pack.yaml", distribution="acme", files={"acme/pack.yaml": PACK})
    (tmp_path / "lebong.yaml").write_bytes(PACK)
    with pytest.raises(PolicyError, match="'lebong' is brought twice"):
        pack_files("lebong", tmp_path)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="there is no such folder of packs"):
        installed(tmp_path / "nowhere")


def test_a_huge_pack_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "lebong.yaml").open("wb") as stream:
        stream.truncate(50_000_000)
    [content] = pack_files("lebong", tmp_path).values()
    assert len(content) == 4 * 1024 * 1024 + 1


def test_the_messages_of_this_file_are_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as error:
        installed(tmp_path / "nowhere")
    assert "folder paket tidak ada" in error.value.message(Language.ID)
    assert textwrap.shorten(str(error.value), 1000) == str(error.value)
