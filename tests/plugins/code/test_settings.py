"""This file writes an operator's settings wrongly, one mistake at a time."""

from __future__ import annotations

import pytest

from netralitas.code.amendments import Power
from netralitas.code.settings import CodeSetting, Settings, read_settings
from netralitas.facts import InputError

HASH = "sha256:" + "0123456789abcdef" * 4
GOOD = f"""\
schema: netralitas/settings/v1
code:
  - name: lumajang
    sha256: {HASH}
    powers: [guidance, recommend]
    amend: true
    milliseconds: 250
    memory_mib: 128
"""


def read(text: str) -> Settings:
    return read_settings(text.encode(), "settings.yaml")


def test_settings_in_good_order_are_read() -> None:
    settings = read(GOOD)
    assert settings.of("lumajang") == CodeSetting(
        name="lumajang",
        sha256=HASH,
        powers=(Power.GUIDANCE, Power.RECOMMEND),
        amend=True,
        milliseconds=250,
        memory_mib=128,
    )


def test_nothing_is_on_by_itself() -> None:
    assert Settings().code == ()
    assert Settings().of("lumajang") is None
    [bare] = read(f"schema: netralitas/settings/v1\ncode: [{{name: x, sha256: '{HASH}'}}]").code
    assert (bare.amend, bare.commands, bare.powers) == (False, False, ())


@pytest.mark.parametrize(
    "old, new, line, words",
    [
        ("    amend", "    ammend", 6, "did you mean 'amend'?"),
        ("    amend: true", "    amend: yes", 6, "yes"),
        ("guidance, recommend", "guidance, repeal", 5, "repeal"),
        ("[guidance, recommend]", "[]", 5, "amend without any power"),
        ("0123", "O123", 4, "not sha256: and 64 hex digits"),
        ("milliseconds: 250", "milliseconds: 49", 7, "from 50 to 10000"),
        ("milliseconds: 250", "milliseconds: 2.5", 7, "2.5"),
        ("memory_mib: 128", "memory_mib: 65536", 8, "from 96 to 2048"),
        ("schema: netralitas/settings/v1", "schema: netralitas/settings/v2", 1, "schema"),
        ("schema: netralitas/settings/v1\n", "", 1, "schema is missing"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as refused:
        read(GOOD.replace(old, new, 1))
    assert refused.value.at.line == line
    assert words in str(refused.value)


def test_a_name_is_set_once() -> None:
    twice = GOOD + GOOD.partition("code:\n")[2]
    with pytest.raises(InputError, match=r"settings.yaml:9: .*'lumajang' is named twice"):
        read(twice)
