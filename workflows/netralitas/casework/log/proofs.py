"""This file makes and checks proofs: that an entry is in a log, and that one log continues another.

Made as in RFC 6962, 2.1.1 and 2.1.2; checked by the walks of RFC 9162, 2.1.3.2 and 2.1.4.2.
"""

from __future__ import annotations

from collections.abc import Sequence

from netralitas.casework.log.failures import LogError, malformed
from netralitas.casework.log.merkle import (
    EMPTY_ROOT,
    HASH_BYTES,
    Nodes,
    is_complete,
    node_hash,
    root_of,
    split,
)
from netralitas.facts import Text

Proof = tuple[bytes, ...]
"""The hashes of a proof, in the order in which the one who checks needs them."""


def prove_inclusion(nodes: Nodes, index: int, size: int) -> Proof:
    """Return the proof that the leaf at `index` is among the first `size`; LogError if not."""
    if not 0 <= index < size:
        raise _out_of_bounds(index, size)
    proof = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            proof.append(root_of(nodes, middle, end))
            end = middle
        else:
            proof.append(root_of(nodes, start, middle))
            start = middle
    return tuple(reversed(proof))


def prove_consistency(nodes: Nodes, old: int, new: int) -> Proof:
    """Return the proof that the tree of `new` leaves begins with that of `old`.

    Empty where there is nothing to prove: from no leaves, and from a tree to itself. LogError when
    `old` is the larger.
    """
    if not 0 <= old <= new:
        raise _out_of_bounds(old, new)
    if old in (0, new):
        return ()
    proof = []
    start, end = 0, new
    while old != end:
        middle = start + split(end - start)
        if old <= middle:
            proof.append(root_of(nodes, middle, end))
            end = middle
        else:
            proof.append(root_of(nodes, start, middle))
            start = middle
    if start:  # otherwise the old tree is a node of the new one, and its root is known
        proof.append(root_of(nodes, start, end))
    return tuple(reversed(proof))


def is_included(leaf: bytes, index: int, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Return whether the proof shows that this leaf stands at `index` below the root of `size`."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0 or len(sibling) != HASH_BYTES:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether the proof shows that the tree of `new` leaves begins with that of `old`."""
    if not 0 <= old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    path = [old_root, *proof] if is_complete(old) else list(proof)
    if not path:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    found_old = found_new = path[0]
    for node in path[1:]:
        if last == 0 or len(node) != HASH_BYTES:
            return False
        if place & 1 or place == last:
            found_old, found_new = node_hash(node, found_old), node_hash(node, found_new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found_new = node_hash(found_new, node)
        place, last = place >> 1, last >> 1
    return last == 0 and found_old == old_root and found_new == new_root


def _out_of_bounds(first: int, second: int) -> LogError:
    return malformed(
        Text(id="bukti", en="proof"),
        Text(
            id=f"{first} tidak berada dalam pohon berukuran {second}",
            en=f"{first} does not lie in a tree of size {second}",
        ),
    )
