"""What the law finds and how an office walks it, composed into one verdict, purely."""

from netralitas.judgement.bounds import prove_bounds
from netralitas.judgement.bounds_words import kind_text, proven_text
from netralitas.judgement.compiled import CompiledPolicy, compile_policy, cross_checked, load_policy
from netralitas.judgement.corpus import AS_OF, Entry, complaints, national_complaints, read_corpus
from netralitas.judgement.expectations import OF_TRACK, OF_VERDICT, Expected, falsified, of_verdict
from netralitas.judgement.flat import (
    FLAT,
    Cell,
    FlatColumn,
    flat,
    flat_ask,
    flat_due,
    flat_provisions,
    flat_reachable,
    flat_region,
    flat_tracks,
    joined,
)
from netralitas.judgement.lint import lint
from netralitas.judgement.permits import Permit
from netralitas.judgement.proof import Certificate, CounterExample, Proof, Told, TrackTold
from netralitas.judgement.regional import Regional
from netralitas.judgement.verdict import (
    Argued,
    argue,
    expected_path,
    explain,
    judge,
    replay,
    with_proposals,
    without_proposals,
)
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
    "AS_OF",
    "FLAT",
    "OF_TRACK",
    "OF_VERDICT",
    "Argued",
    "Cell",
    "Certificate",
    "CompiledPolicy",
    "CounterExample",
    "Entry",
    "Expected",
    "FlatColumn",
    "Names",
    "Permit",
    "Proof",
    "Regional",
    "Told",
    "TrackTold",
    "argue",
    "as_lines",
    "cite",
    "compile_policy",
    "complaints",
    "cross_checked",
    "enum_word",
    "expected_path",
    "explain",
    "falsified",
    "flat",
    "flat_ask",
    "flat_due",
    "flat_provisions",
    "flat_reachable",
    "flat_region",
    "flat_tracks",
    "joined",
    "judge",
    "kind_text",
    "known_keys",
    "lint",
    "load_policy",
    "national_complaints",
    "of_verdict",
    "phase_word",
    "prove_bounds",
    "proven_text",
    "read_corpus",
    "replay",
    "say",
    "say_day",
    "say_days",
    "with_proposals",
    "without_proposals",
    "words",
]
