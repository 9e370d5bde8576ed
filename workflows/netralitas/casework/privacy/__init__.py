"""What is known of people, kept so that few can read it and all of it can be erased.

This package needs `pyrage` and `cryptography`, and imports them.
"""

from netralitas.casework.privacy.failures import BadReceipt, Erased, NotARecipient, PrivacyError
from netralitas.casework.privacy.receipts import index_of, issue
from netralitas.casework.privacy.retention import (
    GROUND,
    Answer,
    Kept,
    LegalHold,
    Rule,
    Why,
    erasable,
    schedule,
)
from netralitas.casework.privacy.sealing import (
    Recipient,
    Sealed,
    identity_from,
    public_key,
    reseal,
    seal,
    unseal,
)
from netralitas.casework.privacy.secret import Secret
from netralitas.casework.privacy.shredding import (
    KEY_BYTES,
    NONCE_BYTES,
    Locked,
    Owner,
    lock,
    unlock,
)

__all__ = [
    "GROUND",
    "KEY_BYTES",
    "NONCE_BYTES",
    "Answer",
    "BadReceipt",
    "Erased",
    "Kept",
    "LegalHold",
    "Locked",
    "NotARecipient",
    "Owner",
    "PrivacyError",
    "Recipient",
    "Rule",
    "Sealed",
    "Secret",
    "Why",
    "erasable",
    "identity_from",
    "index_of",
    "issue",
    "lock",
    "public_key",
    "reseal",
    "schedule",
    "seal",
    "unlock",
    "unseal",
]
