"""This file holds the Merkle tree of RFC 6962 as far as a log needs it: leaves, edge and roots.

A leaf is SHA-256 over 0x00 and the entry, a node SHA-256 over 0x01 and its two children; the root
of nothing is SHA-256 of nothing. What is split is split at the largest power of two below its size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import NamedTuple

from netralitas.casework.log.failures import malformed
from netralitas.facts import Text

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

_SIZE_BYTES = 8

Nodes = Callable[[int, int], bytes]
"""Who knows the nodes: `nodes(level, place)` is the root over the `place`-th 2**level leaves."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry as a leaf."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees as one."""
    return sha256(b"\x01" + left + right).digest()


class Frontier(NamedTuple):
    """The right edge of a tree: all that must be kept to append to it and to know its root.

    `hashes` are the roots of the complete subtrees that the leaves fall into, the largest first:
    one for each bit that is set in `size`, so at most 64 of them.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> Frontier:
        """Return the edge of the tree with one more leaf, given by its hash."""
        return self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> Frontier:
        """Return the edge of the tree with more leaves, given by their hashes."""
        size, edge = self.size, list(self.hashes)
        for leaf in leaves:
            # Each bit set at the end of the size is a complete subtree that now finds its sibling.
            rest = size
            while rest & 1:
                leaf = node_hash(edge.pop(), leaf)
                rest >>= 1
            edge.append(leaf)
            size += 1
        return Frontier(size, tuple(edge))

    @property
    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = node_hash(left, root)
        return root

    def to_bytes(self) -> bytes:
        """Return the edge as bytes for one row of a store: its size, then its hashes."""
        return self.size.to_bytes(_SIZE_BYTES, "big") + b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Frontier:
        """Return the edge that was stored; LogError for bytes that are none."""
        size = int.from_bytes(stored[:_SIZE_BYTES], "big")
        if len(stored) != _SIZE_BYTES + HASH_BYTES * size.bit_count():
            raise malformed(
                Text(id="tepi pohon yang tersimpan", en="the stored edge of the tree"),
                Text(
                    id="panjangnya tidak sesuai dengan ukurannya",
                    en="its length does not fit its size",
                ),
            )
        starts = range(_SIZE_BYTES, len(stored), HASH_BYTES)
        return cls(size, tuple(stored[at : at + HASH_BYTES] for at in starts))


class Tree:
    """A tree in memory that knows every node, for proofs and for the roots of earlier sizes.

    It takes some 64 bytes a leaf. It grows by `append`; what was appended never changes.
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[bytearray] = [bytearray()]
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self._levels[0]) // HASH_BYTES

    def append(self, leaf: bytes) -> None:
        """Add a leaf, given by its hash; its nodes are made as soon as they are complete."""
        place = len(self)
        self._levels[0] += leaf
        level = 0
        while place & 1:
            leaf = node_hash(self.node(level, place - 1), leaf)
            level += 1
            place >>= 1
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += leaf

    def node(self, level: int, place: int) -> bytes:
        """Return the root over the `place`-th 2**level leaves; LogError when it is not complete."""
        if 0 <= level < len(self._levels) and place >= 0:
            start = place * HASH_BYTES
            if found := bytes(self._levels[level][start : start + HASH_BYTES]):
                return found
        raise malformed(
            Text(id="pohon", en="the tree"),
            Text(
                id=f"simpul {place} pada tingkat {level} belum lengkap",
                en=f"node {place} on level {level} is not complete",
            ),
        )

    def root(self, size: int) -> bytes:
        """Return the root over the first `size` leaves; LogError when there are fewer."""
        if not 0 <= size <= len(self):
            raise malformed(
                Text(id="pohon", en="the tree"),
                Text(
                    id=f"berisi {len(self)} daun, bukan {size}",
                    en=f"it holds {len(self)} leaves, not {size}",
                ),
            )
        return root_of(self.node, 0, size)


def root_of(nodes: Nodes, start: int, end: int) -> bytes:
    """Return the root over the leaves from `start` up to, not including, `end`.

    The leaves must be ones that stand below one node of the tree, as in every proof.
    """
    if start == end:
        return EMPTY_ROOT
    if is_complete(end - start):
        level = (end - start).bit_length() - 1
        return nodes(level, start >> level)
    middle = start + split(end - start)
    return node_hash(root_of(nodes, start, middle), root_of(nodes, middle, end))


def is_complete(size: int) -> bool:
    """Return whether so many leaves make a complete tree: a power of two."""
    return size.bit_count() == 1


def split(size: int) -> int:
    """Return the largest power of two below a size of two or more."""
    return 1 << (size - 1).bit_length() - 1
