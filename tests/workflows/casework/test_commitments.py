"""A commitment fits its data, name, case and salt, and no other."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.casework import commitment, keeps
from netralitas.facts import InputError

SALT = bytes(16)
NIK = b"3171000000000000"


def test_it_is_hmac_sha256_over_parts_behind_their_lengths() -> None:
    parts = [b"netralitas/commitment/1", (16).to_bytes(8, "big"), b"perkara-1", b"nik", NIK]
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    expected = hmac.new(bytes(16), framed, hashlib.sha256).hexdigest()
    assert commitment(NIK, case="perkara-1", name="nik", salt=SALT) == expected


def test_it_is_kept_by_what_was_committed_to() -> None:
    made = commitment(NIK, case="perkara-1", name="nik", salt=SALT)
    assert keeps(made, NIK, case="perkara-1", name="nik", salt=SALT)
    assert not keeps(made, b"3171000000000001", case="perkara-1", name="nik", salt=SALT)
    assert not keeps(made, NIK, case="perkara-2", name="nik", salt=SALT)
    assert not keeps(made, NIK, case="perkara-1", name="nip", salt=SALT)
    assert not keeps(made, NIK, case="perkara-1", name="nik", salt=bytes(17))
    assert not keeps("é", NIK, case="perkara-1", name="nik", salt=SALT)


triples = st.tuples(st.text(max_size=3), st.text(max_size=3), st.binary(max_size=3))


@given(triples, triples)
def test_no_two_meanings_share_a_commitment(
    one: tuple[str, str, bytes], other: tuple[str, str, bytes]
) -> None:
    made = [commitment(data, case=case, name=name, salt=SALT) for case, name, data in (one, other)]
    assert (made[0] == made[1]) == (one == other)


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(InputError, match="a salt must have at least 16 bytes"):
        commitment(NIK, case="perkara-1", name="nik", salt=bytes(15))
