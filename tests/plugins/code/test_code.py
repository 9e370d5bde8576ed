"""This file installs make-believe code and changes it, byte by byte and file by file."""

from __future__ import annotations

import importlib
import py_compile
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netralitas.code.amendments import Power
from netralitas.code.importer import load_object
from netralitas.code.installed import InstalledCode, allowed_code, installed_code
from netralitas.code.settings import CodeSetting, Settings
from netralitas.facts import NotInstalled, Refused

Install = Callable[..., Path]
EXPLODES = "raise RuntimeError('looking at code must not import it')\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed distributions, which the interpreter looks into."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    finders = list(sys.meta_path)
    yield folder
    sys.meta_path[:] = finders
    for name in [name for name in sys.modules if name.startswith("acme")]:
        del sys.modules[name]


@pytest.fixture
def install(site: Path) -> Install:
    def one(
        name: str = "lumajang",
        value: str = "acme_code:plugin",
        *,
        distribution: str = "acme-code",
        source: str = EXPLODES,
    ) -> Path:
        info = site / f"{distribution.replace('-', '_')}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n"
        )
        (info / "entry_points.txt").write_text(f"[netralitas.code]\n{name} = {value}\n")
        package = site / value.partition(":")[0].partition(".")[0]
        (package / "inner").mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").write_text(source)
        (package / "inner" / "table.json").write_text("{}")
        return package

    return one


def only(settings: Settings | None = None) -> InstalledCode:
    (found,) = installed_code(settings or Settings())
    return found


def allowing(**changed: object) -> Settings:
    """Return settings that allow what is installed now."""
    sha256 = only().sha256
    assert sha256 is not None
    given: dict[str, object] = {"sha256": sha256, "powers": (Power.GUIDANCE,), "amend": True}
    return Settings(code=(CodeSetting(name="lumajang", **(given | changed)),))  # type: ignore[arg-type]


def test_code_is_off_until_it_is_named(install: Install) -> None:
    install()
    found = only()
    assert (found.distribution, found.version) == ("acme-code", "1.2")
    assert found.sha256 is not None and found.sha256.startswith("sha256:")
    assert found.why_not is not None
    assert found.why_not.en.startswith("the settings do not name it")
    with pytest.raises(Refused, match="the settings do not name it"):
        allowed_code("lumajang", Settings())


def test_code_named_with_its_hash_is_on(install: Install) -> None:
    install()
    settings = allowing()
    found = only(settings)
    assert (found.why_not, found.amend, found.commands) == (None, True, False)
    code = allowed_code("lumajang", settings)
    assert (code.package, code.value) == ("acme_code", "acme_code:plugin")
    assert set(code.files) == {"__init__.py", "inner/table.json"}


def test_what_the_system_lacks_is_told_with_what_is_installed(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    install()
    settings = allowing()
    monkeypatch.setattr(sys, "platform", "darwin")
    found = only(settings)
    assert found.why_not is None
    assert [reason.en for reason in found.lacking] == [
        "lacking darwin: Landlock, seccomp; needed: Linux"
    ]


def test_nothing_is_imported_to_look_at_it(install: Install) -> None:
    install()
    allowed_code("lumajang", allowing())
    assert "acme_code" not in sys.modules


@pytest.mark.parametrize(
    "change",
    [
        lambda top: (top / "__init__.py").write_text(EXPLODES + " "),
        lambda top: (top / "inner" / "table.json").write_text("{ }"),
        lambda top: (top / "inner" / "table.json").rename(top / "inner" / "tables.json"),
        lambda top: (top / "more.py").touch(),
        lambda top: (top / "inner" / "table.json").unlink(),
    ],
    ids=["a byte", "a byte of data", "a name", "a file more", "a file less"],
)
def test_any_change_turns_it_off_again(change: Callable[[Path], object], install: Install) -> None:
    top = install()
    settings = allowing()
    change(top)
    found = only(settings)
    assert found.why_not is not None
    assert found.why_not.en.startswith("its files are not those allowed: sha256:")
    assert not found.amend
    with pytest.raises(Refused, match="its files are not those allowed"):
        allowed_code("lumajang", settings)


def test_compiled_files_do_not_change_the_hash(install: Install) -> None:
    top = install()
    before = only().sha256
    (top / "__pycache__").mkdir()
    (top / "__pycache__" / "x.pyc").write_bytes(b"\0")
    assert only().sha256 == before


def test_compiled_files_are_not_run(install: Install) -> None:
    top = install(source="plugin = 'what was hashed'\n", value="acme_code:plugin")
    evil = top.parent / "evil.py"
    evil.write_text("plugin = 'something else'\n")
    cached = importlib.util.cache_from_source(str(top / "__init__.py"))
    py_compile.compile(
        str(evil), cached, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    code = allowed_code("lumajang", allowing())
    assert load_object(code.package, code.value, code.files) == "what was hashed"
    del sys.modules["acme_code"]
    del sys.meta_path[0]
    assert importlib.import_module("acme_code").plugin == "something else"


def test_a_change_after_the_hash_is_not_run(install: Install) -> None:
    top = install(source="plugin = 'what was hashed'\n")
    code = allowed_code("lumajang", allowing())
    (top / "__init__.py").write_text("plugin = 'something else'\n")
    assert load_object(code.package, code.value, code.files) == "what was hashed"


def test_settings_that_allow_nothing_are_told(install: Install) -> None:
    install()
    found = only(allowing(amend=False))
    assert found.why_not is not None
    assert found.why_not.en == "the settings name it but allow neither amend nor commands"


def test_a_name_brought_twice_is_on_for_neither(install: Install) -> None:
    install()
    settings = allowing()
    install(value="acme_other", distribution="acme-other")
    for found in installed_code(settings):
        assert found.why_not is not None
        assert found.why_not.en.startswith("'lumajang' is brought by 2 distributions")
    with pytest.raises(Refused, match="brought by 2 distributions"):
        allowed_code("lumajang", settings)


def test_a_broken_one_leaves_the_others_alone(install: Install) -> None:
    install()
    settings = allowing()
    install("lebong", "not/a value", distribution="acme-broken")
    lebong, lumajang = installed_code(settings)
    assert lebong.why_not is not None
    assert "not region_id = package.module:object" in lebong.why_not.en
    assert lumajang.why_not is None


def test_a_symbolic_link_is_refused(install: Install, tmp_path: Path) -> None:
    top = install()
    (tmp_path / "secret").write_text("secret")
    (top / "table.txt").symlink_to(tmp_path / "secret")
    found = only()
    assert found.sha256 is None
    assert found.why_not is not None and "is no plain file" in found.why_not.en


def test_a_package_without_a_door_is_refused(install: Install) -> None:
    top = install()
    (top / "__init__.py").unlink()
    why = only().why_not
    assert why is not None and why.en == "acme_code is not one folder with an __init__.py"


def test_a_huge_package_is_refused(install: Install) -> None:
    top = install()
    with (top / "data.bin").open("wb") as stream:
        stream.truncate(9 * 1024 * 1024)
    why = only().why_not
    assert why is not None and "exceeds 8388608 bytes or 2000 files" in why.en


def test_code_that_is_not_installed_is_named_with_what_is(install: Install) -> None:
    install()
    with pytest.raises(NotInstalled, match="installed: lumajang"):
        allowed_code("sukamara", Settings())
