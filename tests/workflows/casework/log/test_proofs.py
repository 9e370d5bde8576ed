"""A proof of what is so holds; of what is not so, none does."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_consistency  # type: ignore[import-untyped]

from netralitas.casework.log import (
    LogError,
    Tree,
    is_consistent,
    is_included,
    leaf_hash,
    prove_consistency,
    prove_inclusion,
)
from netralitas.casework.log.merkle import EMPTY_ROOT
from tests.workflows.casework.log.test_merkle import ENTRIES, mth

PATH = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
"""The path of the first of eight leaves, with which the reference implementation tests itself."""

LEAVES = [leaf_hash(b"%d" % number) for number in range(70)]
TREE = Tree(LEAVES)


def test_the_path_is_that_of_the_reference() -> None:
    tree = Tree(leaf_hash(entry) for entry in ENTRIES)
    assert [node.hex() for node in prove_inclusion(tree.node, 0, 8)] == PATH


def test_every_leaf_of_every_size_is_proven_as_pymerkle_proves_it() -> None:
    oracle = InmemoryTree(algorithm="sha256")
    for number in range(40):
        oracle.append_entry(b"%d" % number)
    for size in range(1, 41):
        for index in range(size):
            proof = prove_inclusion(TREE.node, index, size)
            assert is_included(LEAVES[index], index, size, TREE.root(size), proof)
            assert proof == tuple(oracle.prove_inclusion(index + 1, size).path[1:])


def restated(old: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """Return the proof as the RFC writes it down: SUBPROOF of the old size in these leaves."""
    if old == len(leaves):
        return [] if whole else [mth(leaves)]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    if old <= middle:
        return [*restated(old, leaves[:middle], whole), mth(leaves[middle:])]
    return [*restated(old - middle, leaves[middle:], False), mth(leaves[:middle])]


def test_every_size_is_proven_to_continue_every_earlier_one_as_in_the_rfc() -> None:
    for new in range(41):
        for old in range(new + 1):
            proof = prove_consistency(TREE.node, old, new)
            assert is_consistent(old, TREE.root(old), new, TREE.root(new), proof)
            if old:
                assert list(proof) == restated(old, LEAVES[:new])


def test_pymerkle_sees_the_same_trees_continue_each_other() -> None:
    oracle = InmemoryTree(algorithm="sha256")
    for number in range(40):
        oracle.append_entry(b"%d" % number)
    for new in range(1, 41):
        for old in range(1, new + 1):
            verify_consistency(TREE.root(old), TREE.root(new), oracle.prove_consistency(old, new))


places = st.integers(0, 69)


@given(places, places, places)
def test_another_leaf_or_place_is_not_proven(index: int, other: int, above: int) -> None:
    size = max(index, other, above) + 1
    assume(index != other)
    proof = prove_inclusion(TREE.node, index, size)
    assert not is_included(LEAVES[other], index, size, TREE.root(size), proof)
    assert not is_included(LEAVES[index], other, size, TREE.root(size), proof)


@given(places, places, st.data())
def test_a_changed_proof_of_inclusion_proves_nothing(
    index: int, above: int, data: st.DataObject
) -> None:
    size = max(index, above) + 1
    root, proof = TREE.root(size), list(prove_inclusion(TREE.node, index, size))
    assert not is_included(LEAVES[index], index, size, root, [*proof, root])
    assume(proof)
    assert not is_included(LEAVES[index], index, size, root, proof[:-1])
    at = data.draw(st.integers(0, len(proof) - 1))
    for wrong in (leaf_hash(b"wrong"), proof[at][:-1], proof[at] + b"\0"):
        changed = [*proof[:at], wrong, *proof[at + 1 :]]
        assert not is_included(LEAVES[index], index, size, root, changed)


@given(st.integers(1, 70), st.integers(1, 70), st.data())
def test_a_rewritten_history_is_not_consistent(old: int, new: int, data: st.DataObject) -> None:
    old, new = sorted((old, new))
    place = data.draw(st.integers(0, old - 1))
    forged = Tree([*LEAVES[:place], leaf_hash(b"forged"), *LEAVES[place + 1 :]])
    roots = TREE.root(old), forged.root(new)
    for tree in (TREE, forged):
        proof = prove_consistency(tree.node, old, new)
        assert not is_consistent(old, roots[0], new, roots[1], proof)


@given(st.integers(1, 69), st.integers(2, 70), st.data())
def test_a_changed_proof_of_consistency_proves_nothing(
    old: int, new: int, data: st.DataObject
) -> None:
    assume(old < new)
    root = TREE.root(old), TREE.root(new)
    proof = list(prove_consistency(TREE.node, old, new))
    at = data.draw(st.integers(0, len(proof) - 1))
    assert not is_consistent(old, root[0], new, root[1], [*proof, root[1]])
    assert not is_consistent(old, root[0], new, root[1], proof[:-1])
    changed = [*proof[:at], leaf_hash(b"wrong"), *proof[at + 1 :]]
    assert not is_consistent(old, root[0], new, root[1], changed)


def test_sizes_out_of_bounds_prove_nothing() -> None:
    assert not is_included(LEAVES[0], 0, 0, EMPTY_ROOT, [])
    assert not is_included(LEAVES[0], -1, 1, LEAVES[0], [])
    assert not is_consistent(2, TREE.root(2), 1, TREE.root(1), [])
    assert not is_consistent(0, LEAVES[0], 1, LEAVES[0], [])
    assert not is_consistent(3, TREE.root(3), 3, TREE.root(4), [])


@pytest.mark.parametrize("index, size", [(-1, 3), (3, 3), (0, 0)])
def test_what_is_not_in_the_tree_gets_no_proof(index: int, size: int) -> None:
    with pytest.raises(LogError, match="does not lie in a tree of size"):
        prove_inclusion(TREE.node, index, size)


def test_an_older_log_is_not_proven_to_continue_a_newer() -> None:
    with pytest.raises(LogError, match="4 does not lie in a tree of size 3"):
        prove_consistency(TREE.node, 4, 3)
