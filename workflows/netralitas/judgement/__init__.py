"""What the law finds and how an office walks it, composed into one verdict, purely."""

from netralitas.judgement.analysis import PolicyFinding, check_policy
from netralitas.judgement.compiled import (
    CompiledPolicy,
    compile_policy,
    cross_checked,
    load_policy,
)
from netralitas.judgement.lint import lint
from netralitas.judgement.verdict import expected_path, explain, judge, replay
from netralitas.judgement.words import (
    Names,
    as_lines,
    cite,
    enum_word,
    known_keys,
    phase_word,
    say,
    say_day,
    say_days,
    words,
)

__all__ = [
    "CompiledPolicy",
    "Names",
    "PolicyFinding",
    "as_lines",
    "check_policy",
    "cite",
    "compile_policy",
    "cross_checked",
    "enum_word",
    "expected_path",
    "explain",
    "judge",
    "known_keys",
    "lint",
    "load_policy",
    "phase_word",
    "replay",
    "say",
    "say_day",
    "say_days",
    "words",
]
