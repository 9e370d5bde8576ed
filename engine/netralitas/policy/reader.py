"""This file reads a policy from the bytes of its files: all of it, checked, or a PolicyError.

Each file is converted by itself; the rows are joined in the order of the files' names, given their
instruments' days, checked together, and completed by the copies that `forms_of` asks for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from netralitas.facts import Place, PolicyError, Text
from netralitas.policy.checks import check_rows
from netralitas.policy.convert import convert_located, decode_kept, digest, encode
from netralitas.policy.forms import copies
from netralitas.policy.located import Located
from netralitas.policy.model import Instrument, Policy, PolicyFile, Provision
from netralitas.policy.scalars import Path
from netralitas.policy.yaml import read_yaml

_SETTINGS = ("presumes", "heads_unit", "verified_items")
_SECTIONS = tuple(
    name
    for name in Policy.__struct_fields__
    if name in PolicyFile.__struct_fields__ and name not in _SETTINGS
)
_DATED_BY_INSTRUMENT = ("provisions", "ladders")


class _Origin(NamedTuple):
    """Where a row was read."""

    located: Located
    path: Path

    def place(self, path: Path) -> Place:
        return self.located.place((*self.path, *path))


class _Loaded(NamedTuple):
    located: Located
    content: PolicyFile


def read_policy(files: Mapping[str, bytes]) -> Policy:
    """Return the policy that the files make; raises PolicyError for the first fault, with its line.

    Refused are whatever is not bounded YAML 1.2, unknown and missing keys, wrong types, uncited and
    undated rows, a name twice on one day, names that nothing has, texts in one language only.
    """
    if not files:
        raise PolicyError(
            Text(id="tidak ada berkas kebijakan", en="there is no policy file"),
            at=Place("policy"),
            hint=Text(id="paling sedikit satu berkas .yaml", en="at least one .yaml file"),
        )
    loaded = [_load(name, files[name]) for name in sorted(files)]
    rows, origins = _join(loaded)
    _give_days(rows)
    policy = Policy(
        digest=digest_of(files),
        calendar_digest=digest(tuple(rows["holidays"])),
        presumes=_joined(loaded, "presumes"),
        heads_unit=_joined(loaded, "heads_unit"),
        verified_items=_verified_items(loaded),
        **{section: tuple(values) for section, values in rows.items()},
    )
    _refuse_findings(policy, origins)
    return msgspec.structs.replace(
        policy, provisions=(*policy.provisions, *_copies(loaded, policy))
    )


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the digest of a policy's files, by name and content, whatever order they come in.

    Nothing is parsed: it names a policy in a cache before anyone has read it.
    """
    joined = hashlib.sha256()
    for name in sorted(files):
        content = files[name]
        joined.update(f"{len(name.encode())}:{name}:{len(content)}:".encode())
        joined.update(content)
    return f"sha256:{joined.hexdigest()}"


def policy_to_json(policy: Policy) -> bytes:
    """Return a policy as JSON for a cache; `policy_from_json` gives an equal policy back."""
    return encode(policy)


def policy_from_json(content: bytes) -> Policy:
    """Return the policy that `policy_to_json` wrote; raises PolicyError for anything else."""
    return decode_kept(content, Policy, "policy.json")


def _load(name: str, content: bytes) -> _Loaded:
    located = read_yaml(content, name, error=PolicyError)
    for path in blank_texts(located.data, ()):
        raise PolicyError(
            Text(id="teks kosong", en="an empty text"),
            at=located.place(path),
            hint=Text(id="tulis dalam kedua bahasa", en="write it in both languages"),
        )
    read = convert_located(located.data, PolicyFile, place=located.place, error=PolicyError)
    return _Loaded(located, read)


def blank_texts(data: Any, path: Path) -> Iterator[Path]:
    """Yield the path of every text of two languages of which one says nothing."""
    for inner, text in _texts(data, path):
        if text.keys() == {"id", "en"}:
            yield from _blank(text, inner)


def one_language_texts(data: Any, path: Path) -> Iterator[Path]:
    """Yield the path of every text that says something in one language alone."""
    for inner, text in _texts(data, path):
        if text.keys() == {"id", "en"}:
            yield from _blank(text, inner)
        elif isinstance(next(iter(text.values())), str) and not isinstance(inner[-1], int):
            yield inner  # an item of a list has an id too, and lacks more than a language


def _blank(text: dict[str, Any], path: Path) -> Iterator[Path]:
    for language, words in text.items():
        if words is None or (isinstance(words, str) and not words.strip()):
            yield (*path, language)


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every mapping with no other keys than the two languages, with its path."""
    if isinstance(data, dict):
        if data and data.keys() <= {"id", "en"}:
            yield path, data
            return
        for key, value in data.items():
            if isinstance(value, dict | list):
                yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for place, item in enumerate(data):
            if isinstance(item, dict | list):
                yield from _texts(item, (*path, place))


def _join(
    loaded: list[_Loaded],
) -> tuple[dict[str, list[Any]], dict[str, list[_Origin]]]:
    """The rows of each section over all files, and where each of them stands."""
    rows: dict[str, list[Any]] = {section: [] for section in ("instruments", *_SECTIONS)}
    origins: dict[str, list[_Origin]] = {section: [] for section in rows}
    for located, content in loaded:
        if content.instrument is not None:
            rows["instruments"].append(content.instrument)
            origins["instruments"].append(_Origin(located, ("instrument",)))
        for section in _SECTIONS:
            for place, row in enumerate(getattr(content, section)):
                rows[section].append(row)
                origins[section].append(_Origin(located, (section, place)))
        for name in content.presumes:
            origins.setdefault(f"presumes.{name}", [_Origin(located, ("presumes",))])
    return rows, origins


def _give_days(rows: dict[str, list[Any]]) -> None:
    """Give each row the days of the instrument it cites first, where it states none itself."""
    instruments: dict[str, Instrument] = {row.id: row for row in rows["instruments"]}
    for section in _DATED_BY_INSTRUMENT:
        for place, row in enumerate(rows[section]):
            cited = instruments.get(row.cites[0].instrument) if row.cites else None
            if cited is None:
                continue
            rows[section][place] = msgspec.structs.replace(
                row, since=row.since or cited.since, until=row.until or cited.until
            )


def _joined(loaded: list[_Loaded], setting: str) -> dict[Any, bool]:
    """Join a mapping that several files may add to, as long as they do not contradict."""
    joined: dict[Any, bool] = {}
    for located, content in loaded:
        for name, value in getattr(content, setting).items():
            if joined.setdefault(name, value) != value:
                raise PolicyError(
                    Text(
                        id=f"{setting}: {str(name)!r} lain isinya di berkas lain",
                        en=f"{setting}: {str(name)!r} is otherwise in another file",
                    ),
                    at=located.place((setting, str(name))),
                    hint=Text(id="hapus salah satu", en="remove one of them"),
                )
    return joined


def _verified_items(loaded: list[_Loaded]) -> int:
    """Return how many verified pieces of evidence suffice; one file must say it, and only one."""
    said = [x for x in loaded if x.content.verified_items is not None]
    if len(said) != 1:
        located = said[1].located if said else loaded[0].located
        raise PolicyError(
            Text(
                id="verified_items harus disebut tepat satu kali",
                en="verified_items must be said exactly once",
            ),
            at=located.place(("verified_items",) if said else ()),
            hint=Text(id="misalnya verified_items: 1", en="for example verified_items: 1"),
        )
    return said[0].content.verified_items or 0


def _refuse_findings(policy: Policy, origins: dict[str, list[_Origin]]) -> None:
    """Raise PolicyError for the finding that stands first in the files."""
    found = check_rows(policy)
    if not found:
        return
    placed = []
    for one in found:
        if one.section == "presumes":
            origin = origins[f"presumes.{one.path[0]}"][0]
        else:
            origin = origins[one.section][one.index]
        placed.append((origin.place(one.path), one))
    place, first = min(placed, key=lambda pair: (pair[0].file, pair[0].line))
    named = Text(id=f"{first.row}: {first.text.id}", en=f"{first.row}: {first.text.en}")
    raise PolicyError(named, at=place, hint=first.hint)


def _copies(loaded: list[_Loaded], policy: Policy) -> Iterator[Provision]:
    seen: set[str] = set()
    for located, content in loaded:
        for index, forms in enumerate(content.forms_of):
            origin = _Origin(located, ("forms_of", index))
            if forms.id in seen:
                raise PolicyError(
                    Text(id=f"{forms.id!r} sudah ada", en=f"{forms.id!r} is there already"),
                    at=origin.place(("id",)),
                    hint=Text(id="beri nama lain", en="give it another name"),
                )
            seen.add(forms.id)
            yield from copies(forms, policy.provisions, policy.instruments, origin.place)
