"""This file tells a proof of bounds: the certificate, or the case in which a pack leaves them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from netralitas.desk.page import Line, Section
from netralitas.facts import Case, Language, Text
from netralitas.judgement import Certificate, CounterExample, proven_text
from netralitas.policy import to_plain

_CERTIFICATE = Text(id="Sertifikat", en="Certificate")
_PROVEN = Text(id="Terbukti", en="Proven")
_COUNTED = Text(
    id="{combinations} gabungan fakta pada {acts} perbuatan dan {moments} saat, masing-masing "
    "dibandingkan dengan hukum nasional; {criminal} gabungan pidana; {types} peristiwa jenis "
    "hukuman",
    en="{combinations} combinations of facts over {acts} acts and {moments} moments, each compared "
    "with national law; {criminal} combinations of the criminal rows; {types} occasions of types",
)
_PERMITTED = Text(
    id="beda yang diizinkan, {term}: {n} gabungan",
    en="differences permitted, {term}: {n} combinations",
)
_SAME = Text(
    id="tidak ada satu gabungan pun yang berbeda dari hukum nasional",
    en="not one combination differs from national law",
)
_DIGESTS = {
    "national": Text(id="hukum nasional", en="national law"),
    "pack": Text(id="paket", en="pack"),
    "regional": Text(id="hukum di bawah paket", en="law under the pack"),
    "calendars": Text(id="kalender", en="calendars"),
}
_COUNTER = Text(id="Penyangkal", en="Counter")
_NATIONAL, _REGIONAL = Text(id="Nasional", en="Nation"), Text(id="Daerah", en="Region")
_ROWS = Text(id="Baris", en="Rows")
_CASE = Text(id="Kasus", en="Case")
_NO_CASE = Text(
    id="tidak ada satu kasus pun yang memperlihatkannya sendiri",
    en="no single case shows it by itself",
)


def certified(
    found: Certificate, digests: Mapping[str, str], terms: Mapping[str, Text], spoken: Language
) -> Iterator[Section]:
    """Yield what was proven of a pack, on how much, and of which law.

    `digests` are those of the nation and of the pack, `terms` the words for what is permitted.
    """
    counted = _COUNTED.in_(spoken).format(
        combinations=number(found.combinations, spoken),
        acts=number(found.acts, spoken),
        moments=number(found.moments, spoken),
        criminal=number(found.criminal_compared, spoken),
        types=number(found.types_compared, spoken),
    )
    permitted = [
        _PERMITTED.in_(spoken).format(term=_term(name, terms, spoken), n=number(times, spoken))
        for name, times in found.permitted.items()
        if times
    ]
    named = {**digests, "regional": found.regional, "calendars": found.calendars}
    shown = [f"{said.in_(spoken)}: {named[name]}" for name, said in _DIGESTS.items()]
    told = [counted, *(permitted or [_SAME.in_(spoken)]), *shown]
    yield Section(_CERTIFICATE.in_(spoken), tuple(Line(one) for one in told))
    proven = (proven_text(key).in_(spoken) for key in found.proven)
    yield Section(_PROVEN.in_(spoken), tuple(Line(one) for one in proven))


def refuted(found: CounterExample, spoken: Language) -> Iterator[Section]:
    """Yield the smallest case that leaves the bounds, and what either law says of it."""
    yield Section(_COUNTER.in_(spoken), (Line(found.text.in_(spoken)),))
    for label, said in ((_NATIONAL, found.national), (_REGIONAL, found.regional)):
        yield Section(label.in_(spoken), (Line(said.text.in_(spoken) or "-"),))
    if found.rows:
        yield Section(_ROWS.in_(spoken), (Line(", ".join(found.rows)),))
    shown = _NO_CASE.in_(spoken) if found.case is None else _one_line(found.case)
    yield Section(_CASE.in_(spoken), (Line(shown),))


def stated(case: Case) -> dict[str, Any]:
    """Return a case as somebody would write it: without what it leaves unsaid."""
    plain: dict[str, Any] = _stated(to_plain(case))
    return plain


def number(value: int, spoken: Language) -> str:
    """Return a whole number with its thousands parted as the language parts them."""
    parted = f"{value:,}"
    return parted.replace(",", ".") if spoken is Language.ID else parted


def _term(name: str, terms: Mapping[str, Text], spoken: Language) -> str:
    return terms[name].in_(spoken) if name in terms else name


def _one_line(case: Case) -> str:
    return json.dumps(stated(case), ensure_ascii=False)


def _stated(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _stated(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, [], {})}
    return [_stated(item) for item in value] if isinstance(value, list | tuple) else value
