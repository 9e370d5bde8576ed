"""The tree is that of RFC 6962, however it is grown and stored."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree  # type: ignore[import-untyped]

from netralitas.casework.log import EMPTY_ROOT, Frontier, LogError, Tree, leaf_hash
from netralitas.casework.log.merkle import HASH_BYTES, node_hash

ENTRIES = [
    *(b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"\x40\x41\x42\x43"),
    *(bytes(range(0x50, 0x58)), bytes(range(0x60, 0x70))),
]
ROOTS = """
6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328
""".split()
"""The entries and roots on which the reference implementation of RFC 6962 tests itself."""

entries = st.lists(st.binary(max_size=8), max_size=70)


def mth(leaves: list[bytes]) -> bytes:
    """Return the root as the RFC writes it down: MTH of the hashes of the entries."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return sha256(b"\x01" + mth(leaves[:middle]) + mth(leaves[middle:])).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_the_reference(size: int) -> None:
    leaves = [leaf_hash(entry) for entry in ENTRIES]
    assert Tree(leaves).root(size).hex() == ROOTS[size - 1]
    assert Frontier().extend(leaves[:size]).root.hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert Frontier().root == Tree().root(0) == EMPTY_ROOT == sha256().digest()


@given(entries)
def test_every_earlier_root_is_that_of_the_rfc_and_of_pymerkle(given: list[bytes]) -> None:
    leaves = [leaf_hash(entry) for entry in given]
    tree, frontier = Tree(), Frontier()
    oracle = InmemoryTree(algorithm="sha256")
    for size, (entry, leaf) in enumerate(zip(given, leaves, strict=True), 1):
        tree.append(leaf)
        frontier = frontier.append(leaf)
        oracle.append_entry(entry)
        assert frontier.root == tree.root(size) == oracle.get_root(size)
    for size in range(len(leaves) + 1):
        assert tree.root(size) == mth(leaves[:size])


@given(entries, st.integers(0, 70))
def test_a_stored_edge_goes_on_as_if_it_had_not_been_stored(given: list[bytes], cut: int) -> None:
    leaves = [leaf_hash(entry) for entry in given]
    stored = Frontier().extend(leaves[:cut]).to_bytes()
    assert Frontier.from_bytes(stored).extend(leaves[cut:]) == Frontier().extend(leaves)


def test_the_edge_of_a_million_leaves_fits_in_one_row() -> None:
    leaf = leaf_hash(b"")
    assert len(Frontier(2**20 - 1, (leaf,) * 20).to_bytes()) == 8 + 20 * HASH_BYTES


@pytest.mark.parametrize("stored", [b"", b"\0" * 7, b"\0" * 7 + b"\x03" + b"\0" * 32])
def test_bytes_that_are_no_edge_are_refused(stored: bytes) -> None:
    with pytest.raises(LogError, match="its length does not fit its size"):
        Frontier.from_bytes(stored)


@pytest.mark.parametrize("size", [-1, 4])
def test_a_root_of_more_than_there_is_is_refused(size: int) -> None:
    with pytest.raises(LogError, match="it holds 3 leaves"):
        Tree([leaf_hash(b"")] * 3).root(size)


def test_a_node_that_is_not_complete_is_refused() -> None:
    tree = Tree([leaf_hash(b"")] * 3)
    assert tree.node(1, 0) == node_hash(leaf_hash(b""), leaf_hash(b""))
    for level, place in [(1, 1), (2, 0), (9, 0), (0, -1)]:
        with pytest.raises(LogError, match="is not complete"):
            tree.node(level, place)


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)
