"""This file runs the examples of the page on code plugins."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netralitas.code.amendments import Power
from netralitas.code.installed import AllowedCode
from netralitas.code.settings import CodeSetting, read_settings
from netralitas.facts import Case, Verdict
from tests.plugins.code.attack import confined

PAGE = (Path(__file__).parents[3] / "docs" / "code-plugins.md").read_text("utf-8")


def example(kind: str) -> str:
    (block,) = re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    return str(block)


def test_the_settings_of_the_page_are_read() -> None:
    (setting,) = read_settings(example("yaml").encode(), "settings.yaml").code
    assert (setting.amend, setting.commands) == (True, False)
    bare = CodeSetting(name="", sha256="")
    assert (setting.milliseconds, setting.memory_mib) == (bare.milliseconds, bare.memory_mib)


def test_every_power_and_failure_is_explained() -> None:
    words = [*Power, "timeout", "died", "junk", "failed", "not_loaded", "non_deterministic"]
    assert [word for word in words if f"`{word}`" not in PAGE] == []


@pytest.mark.usefixtures("walls")
def test_the_code_of_the_page_is_heard(case: Case, verdict: Verdict) -> None:
    setting = CodeSetting(name="lumajang", sha256="", powers=(Power.GUIDANCE,), amend=True)
    files = {"__init__.py": example("python").encode()}
    (item,) = confined(AllowedCode("acme", "acme", files, setting), case, verdict).filled
    assert item.text.id == "periksa dalam tiga hari"
