"""This file reads regional packs and lays them over a policy; nothing is open to them yet."""

from __future__ import annotations

import re

import msgspec
import pytest

from netralitas.facts import PolicyError
from netralitas.policy import Policy, overlay, read_pack

PACK = b"""schema: netralitas/pack/v1
region: lumajang
name: {id: Kabupaten Lumajang, en: Lumajang regency}
legal_basis: {id: tidak ditemukan, en: none found}
maintainer: Inspektorat
valid: {from: 2024-01-01, to: null}
"""


def refusal(content: bytes) -> str:
    with pytest.raises(PolicyError) as refused:
        read_pack({"lumajang.yaml": content})
    return str(refused.value)


def test_a_pack_says_whose_it_is() -> None:
    pack = read_pack({"lumajang.yaml": PACK})
    assert pack.region == "lumajang"
    assert pack.maintainer == "Inspektorat"
    assert pack.valid.last is None
    assert pack.filled == ()


def test_a_policy_with_a_pack_differs_in_its_digest_alone(sample: Policy) -> None:
    pack = read_pack({"lumajang.yaml": PACK})
    laid = overlay(sample, pack)
    assert laid.digest not in (sample.digest, pack.digest)
    assert msgspec.structs.replace(laid, digest=sample.digest) == sample


def test_the_digest_stands_for_the_policy_and_for_the_pack(sample: Policy) -> None:
    pack = read_pack({"lumajang.yaml": PACK})
    other = read_pack({"lumajang.yaml": PACK + b"# a word more\n"})
    changed = msgspec.structs.replace(sample, digest="sha256:0")
    digests = {overlay(p, q).digest for p in (sample, changed) for q in (pack, other)}
    assert len(digests) == 4
    assert overlay(sample, pack) == overlay(sample, pack)


def test_what_a_pack_would_fill_is_refused_at_its_line_by_name() -> None:
    message = refusal(PACK + b"fills:\n  tpp_cut: {sedang: 2}\n")
    assert message.startswith("lumajang.yaml:8: fills.tpp_cut: ")
    assert "'tpp_cut' is no open term of the national policy" in message


def test_an_empty_list_of_fillings_is_no_filling() -> None:
    assert read_pack({"lumajang.yaml": PACK + b"fills: {}\n"}).filled == ()


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        (b"pack/v1", b"policy/v1", "schema: .*did you mean 'netralitas/pack/v1'"),
        (b"region: lumajang", b"region: Lumajang Raya", "region: .*no region id: 'Lumajang Raya'"),
        (b"region: lumajang", b"region: ../../etc", "no region id"),
        (b"maintainer: Inspektorat", b"maintainer: ' '", "the maintainer is empty"),
        (b"to: null", b"to: 2023-12-31", "valid: .*2023-12-31 comes before 2024-01-01"),
        (b"legal_basis: {id: tidak ditemukan, en: none found}\n", b"", "'legal_basis' is missing"),
        (b"en: none found", b"enn: none found", "unknown key 'enn'"),
        (b"valid:", b"provisions: []\nvalid:", "unknown key 'provisions'"),
        (b"lumajang\n", b"&a lumajang\n", "anchors and aliases"),
    ],
)
def test_a_broken_pack_says_what_is_wrong(right: bytes, wrong: bytes, says: str) -> None:
    assert right in PACK
    assert re.search(says, refusal(PACK.replace(right, wrong, 1)))


@pytest.mark.parametrize("files", [{}, {"a.yaml": PACK, "b.yaml": PACK}])
def test_a_pack_is_one_file(files: dict[str, bytes]) -> None:
    with pytest.raises(PolicyError, match=f"a regional pack is one file, not {len(files)}"):
        read_pack(files)
