"""The record that cannot be changed quietly: a chain for each case, one tree, signed checkpoints.

This package knows bytes and hashes only. It needs `cryptography`, and imports it.
"""

from netralitas.casework.log.chain import Break, Broken, Head, Link, breaks_of, head_of
from netralitas.casework.log.checkpoints import (
    Checkpoint,
    claimed_checkpoint,
    open_checkpoint,
    sign_checkpoint,
)
from netralitas.casework.log.export import export
from netralitas.casework.log.failures import LogError
from netralitas.casework.log.findings import Finding, Kind, Where
from netralitas.casework.log.lines import lines_of
from netralitas.casework.log.merkle import EMPTY_ROOT, Frontier, Tree, leaf_hash
from netralitas.casework.log.notes import (
    Note,
    SigningKey,
    VerifierKey,
    open_note,
    read_signing_key,
    read_verifier_key,
    sign,
)
from netralitas.casework.log.proofs import (
    is_consistent,
    is_included,
    prove_consistency,
    prove_inclusion,
)
from netralitas.casework.log.verify import Report, verify

__all__ = [
    "EMPTY_ROOT",
    "Break",
    "Broken",
    "Checkpoint",
    "Finding",
    "Frontier",
    "Head",
    "Kind",
    "Link",
    "LogError",
    "Note",
    "Report",
    "SigningKey",
    "Tree",
    "VerifierKey",
    "Where",
    "breaks_of",
    "claimed_checkpoint",
    "export",
    "head_of",
    "is_consistent",
    "is_included",
    "leaf_hash",
    "lines_of",
    "open_checkpoint",
    "open_note",
    "prove_consistency",
    "prove_inclusion",
    "read_signing_key",
    "read_verifier_key",
    "sign",
    "sign_checkpoint",
    "verify",
]
