"""This file meets the trap of the C module that will not load: on Python 3.13, or never built."""

from __future__ import annotations

import sys

import pytest

from netralitas.facts import Language, RuleFailure

from .child import RULEBOOK, Child, run

WATCH = """
import os, sys
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "durable_rules_engine":
            print("lazy", sys.getdlopenflags() == os.RTLD_LAZY)
sys.meta_path.insert(0, Watch())
"""

DECIDE = """
before = sys.getdlopenflags()
print("met", sorted(book([("f", "is", 1)]).matches("act", {"f": 1})))
print("restored", sys.getdlopenflags() == before)
"""

ABSENT = "import sys; sys.modules['durable_rules_engine'] = None"


@pytest.mark.skipif(sys.version_info < (3, 13), reason="the symbol is gone since Python 3.13")
def test_the_module_does_not_load_eagerly_on_python_3_13() -> None:
    child = run("import durable_rules_engine")
    assert "undefined symbol: PyEval_CallObject" in child.err


def loads_lazily(child: Child) -> bool:
    return child.lines == ["lazy True", "met [0]", "restored True"]


def test_the_rulebook_loads_the_module_lazily_and_restores_the_flags() -> None:
    child = run(WATCH, RULEBOOK, DECIDE)
    assert loads_lazily(child), child


def test_the_check_sees_an_eager_import() -> None:
    eager = """
    def eagerly():
        import durable_rules_engine
        return durable_rules_engine
    rulebook._engine = eagerly
    """
    assert not loads_lazily(run(WATCH, RULEBOOK, eager, DECIDE))


def test_importing_the_rulebook_does_not_load_the_module() -> None:
    child = run(RULEBOOK, "import sys; print('durable_rules_engine' in sys.modules)")
    assert child.lines == ["False"]


def test_a_missing_module_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from netralitas.rules.conditions import Rule, Test
    from netralitas.rules.rulebook import Rulebook

    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    before = sys.getdlopenflags()
    asked = Rulebook([Rule("r", "act", 0, "decides", ((Test("f", "is", 1),),))])
    with pytest.raises(RuleFailure) as raised:
        asked.matches("act", {"f": 1})
    assert sys.getdlopenflags() == before
    english, indonesian = (raised.value.message(lang) for lang in (Language.EN, Language.ID))
    for message in (english, indonesian):
        assert "apt install gcc python3-dev" in message
        assert "\n" not in message
    assert "install a C compiler and the Python headers" in english
    assert "pasang kompilator C dan header Python" in indonesian


def test_without_the_module_facts_are_still_checked_and_acts_without_rules_answered() -> None:
    child = run(
        ABSENT,
        RULEBOOK,
        """
        asked = book([("f", "is", 1)])
        print(asked.matches("other", {"f": 1}))
        try:
            asked.matches("act", {"f": 1.5})
        except RuleFailure as refused:
            print("neither text" in refused.says.en)
        """,
    )
    assert child.lines == ["frozenset()", "True"]
