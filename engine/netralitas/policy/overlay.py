"""This file lays a regional pack over the national policy, and refuses whatever is not open to it.

The national policy declares no open terms yet: a pack may name itself and say whose it is, and
everything it would fill is refused at its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from netralitas.facts import Place, PolicyError, Text
from netralitas.policy.convert import convert_located, digest_of_bytes
from netralitas.policy.located import Located
from netralitas.policy.model import Policy
from netralitas.policy.reader import digest_of
from netralitas.policy.yaml import read_yaml

PACK_SCHEMA = "netralitas/pack/v1"
_REGION = re.compile("[a-z][a-z0-9_]{0,62}")


class PackValidity(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"since": "from", "last": "to"},
):
    """The days a pack is meant for, first and last included (`from`, `to`); `to` null: no end."""

    since: date
    last: date | None = None


class PackFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A regional pack as it stands on disk; `legal_basis` may say that none was found."""

    schema: Literal["netralitas/pack/v1"]
    region: str
    name: Text
    legal_basis: Text
    maintainer: str
    valid: PackValidity
    fills: dict[str, Any] = {}


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A regional pack that was read and found sound, with the digest of its bytes."""

    region: str
    name: Text
    legal_basis: Text
    maintainer: str
    valid: PackValidity
    digest: str
    filled: tuple[str, ...] = ()


def read_pack(files: Mapping[str, bytes]) -> Pack:
    """Return the pack in the files; raises PolicyError for no pack, or one that fills too much."""
    if len(files) != 1:
        raise PolicyError(
            Text(
                id=f"paket daerah adalah satu berkas, bukan {len(files)}",
                en=f"a regional pack is one file, not {len(files)}",
            ),
            at=Place(next(iter(sorted(files)), "pack")),
            hint=Text(id="gabungkan menjadi satu berkas", en="join them into one file"),
        )
    [(name, content)] = files.items()
    located = read_yaml(content, name, error=PolicyError)
    read = convert_located(located.data, PackFile, place=located.place, error=PolicyError)
    _refuse(read, located)
    return Pack(
        region=read.region,
        name=read.name,
        legal_basis=read.legal_basis,
        maintainer=read.maintainer,
        valid=read.valid,
        digest=digest_of(files),
    )


def overlay(policy: Policy, pack: Pack) -> Policy:
    """Return the policy with the pack laid over it; its digest stands for both."""
    both = f"{policy.digest}\n{pack.digest}\n".encode()
    return msgspec.structs.replace(policy, digest=digest_of_bytes(both))


def _refuse(read: PackFile, located: Located) -> None:
    if not _REGION.fullmatch(read.region):
        raise PolicyError(
            Text(id=f"bukan nama daerah: {read.region!r}", en=f"no region id: {read.region!r}"),
            at=located.place(("region",)),
            hint=Text(id="misalnya lombok_timur", en="for example lombok_timur"),
        )
    if not read.maintainer.strip():
        raise PolicyError(
            Text(id="maintainer kosong", en="the maintainer is empty"),
            at=located.place(("maintainer",)),
            hint=Text(id="misalnya Inspektorat", en="for example Inspektorat"),
        )
    if read.valid.last is not None and read.valid.last < read.valid.since:
        raise PolicyError(
            Text(
                id=f"{read.valid.last} mendahului {read.valid.since}",
                en=f"{read.valid.last} comes before {read.valid.since}",
            ),
            at=located.place(("valid",)),
            hint=Text(id="periksa from dan to", en="check from and to"),
        )
    for term in read.fills:
        raise PolicyError(
            Text(
                id=f"{term!r} bukan hal yang terbuka bagi daerah",
                en=f"{term!r} is no open term of the national policy",
            ),
            at=located.place(("fills", term)),
            hint=Text(
                id="kebijakan nasional belum membuka satu pun",
                en="the national policy declares none yet",
            ),
        )
