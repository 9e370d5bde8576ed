"""This file draws synthetic cases that a policy can read, the same ones from the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any, NamedTuple

from netralitas.desk.assumptions import (
    BAWASLU_OF_REPORTS,
    DECIDED_PERCENT,
    LEFT_SERVICE,
    NO_EVIDENCE,
    NOT_ASSESSED,
    NOT_SAMPLED,
    NOT_SIGNED,
    PEMILU_ACTS,
    PILKADA_ACTS,
    PROVEN,
    SECOND_CHARGE_PERCENT,
    SIGNED,
    TWO_ITEMS,
    UNKNOWN_PERCENT,
)
from netralitas.desk.drawing import CHUNK, Draws, below, evenly, table
from netralitas.desk.samples.columns import DAYS, Column
from netralitas.desk.samples.days import BOUND, ActDays, ReportDays, contests_of
from netralitas.desk.samples.facts import ChargeFacts
from netralitas.desk.samples.officials import draw_officials
from netralitas.desk.samples.people import People, spread
from netralitas.desk.samples.priors import EarlierSanctions
from netralitas.desk.samples.process import Proceedings
from netralitas.facts import Channel, EvidenceKind
from netralitas.policy import Election
from netralitas.rules import RuleBase

_TRUTH = (None, True, False)
_INCOMES = (None, *range(1_000_000, 8_000_001, 250_000))
_DAYS_BETWEEN_CHARGES = 10


class Mix(NamedTuple):
    """What may be chosen of a population: shares of a whole, and whether anything is unknown."""

    unknown: float = UNKNOWN_PERCENT / 100
    second_charge: float = SECOND_CHARGE_PERCENT / 100
    decided: float = DECIDED_PERCENT / 100
    complete: bool = False


class Sampler:
    """Draws cases in chunks of columns; a case depends on seed and number alone, not on how many.

    `region` is named in every case; the policy is then the one with its pack laid over it.
    """

    def __init__(
        self,
        base: RuleBase,
        election: Election,
        seed: int,
        *,
        mix: Mix | None = None,
        region: str | None = None,
    ) -> None:
        chosen = mix or Mix()
        policy = base.policy
        known = chosen.complete
        pilkada = election.kind == "pilkada"
        self._seed = seed
        self._mix = chosen
        self._regions = (None, region)
        self._elections = (None, election.id)
        contests = contests_of(election)
        self._contests = (None, *(contest.value for contest in contests))
        self._contest = evenly(len(contests))
        shares = spread(
            PILKADA_ACTS if pilkada else PEMILU_ACTS,
            [act.id for act in policy.acts if act.id not in NOT_SAMPLED],
        )
        acts = [name for name, _ in shares]
        self._acts = (None, *acts)
        self._act = table([0.0, *(share for _, share in shares)])
        self._second = table([0.0, *(0.0 if name in BOUND else share for name, share in shares)])
        self._people = People(policy, election, known=known)
        self._days = ActDays(election, contests, acts, known=known)
        self._reports = ReportDays(election, known=known)
        self._facts = ChargeFacts(base, acts, 0.0 if known else chosen.unknown)
        self._priors = EarlierSanctions(policy, acts)
        self._process = Proceedings(chosen.decided)
        self._channels, self._channel = _channels()
        self._evidence, self._proofs = _evidence(PROVEN[election.kind], known=known)
        self._proven = [":verified" in (cell or "") for cell in self._evidence]
        unknown = 0.0 if known else chosen.unknown
        self._income = evenly(len(_INCOMES) - 1, nothing=unknown)
        unsaid = 0.0 if known else 1 - SIGNED - NOT_SIGNED
        self._signed = table((unsaid, SIGNED, NOT_SIGNED))

    def chunks(self, n: int) -> Iterator[list[Column]]:
        """Yield n cases, as the columns of one chunk after the other, all of the same names.

        There is always a chunk, of no rows where there are no cases.
        """
        for place, first in enumerate(range(0, max(n, 1), CHUNK)):
            yield self._chunk(place, first, min(CHUNK, n - first))

    def _chunk(self, place: int, first: int, rows: int) -> list[Column]:
        draws = Draws(self._seed, place, rows)
        contests = draws.codes("contest", self._contest)
        acts = draws.codes("act", self._act)
        days = self._days.draw(draws, contests, acts)
        reported, known = self._reports.draw(draws, days)
        person = self._people.draw(draws)
        category, level, *_, government = person
        proofs = draws.codes("evidence", self._proofs)
        columns = [
            Column("id", "text", self._ids(first, rows), range(1, rows + 1)),
            Column("election", "text", self._elections, [1] * rows),
            Column("contest", "text", self._contests, contests),
            *self._reports.as_known(draws, reported, known),
            Column("report.channel", "text", self._channels, draws.codes("channel", self._channel)),
            *person,
            *self._about(draws, days),
            Column("act", "text", self._acts, acts),
            *self._days.as_known(draws, days, ""),
            *self._facts.draw(draws, "", acts),
            *self._another(draws, days),
            Column("evidence", "text", self._evidence, proofs),
            *self._priors.draw(draws, days, category),
            *draw_officials(draws, level, government),
            *self._process.draw(draws, reported, [self._proven[code] for code in proofs]),
        ]
        if self._regions[1] is not None:
            columns.insert(1, Column("region", "text", self._regions, [1] * rows))
        return columns

    def _ids(self, first: int, rows: int) -> tuple[str | None, ...]:
        begins = f"{self._elections[1]}-{self._seed}-"
        return (None, *(f"{begins}{number:06}" for number in range(first + 1, first + rows + 1)))

    def _about(self, draws: Draws, days: Sequence[int]) -> Iterator[Column]:
        """Yield what else is said of the person; the income only where a region might cut it."""
        for name in ("pakta_integritas", "deklarasi_netralitas"):
            yield Column(f"subject.{name}", "bool", _TRUTH, draws.codes(name, self._signed))
        if self._regions[1] is not None:
            codes = draws.codes("income", self._income)
            yield Column("subject.tambahan_penghasilan", "count", _INCOMES, codes)
        until = [0] * draws.rows
        numbers = draws.numbers("until")
        for row in draws.rows_of("left service", LEFT_SERVICE):
            until[row] = days[row] - 60 + below(numbers[row], 181)
        yield Column("subject.until", "date", DAYS, until)

    def _another(self, draws: Draws, days: Sequence[int]) -> list[Column]:
        """Return the columns of a second charge, done on the same day or some days before."""
        if not self._mix.second_charge:
            return []
        rows = draws.rows_of("second charge", self._mix.second_charge)
        drawn, acts, before = draws.codes("second act", self._second), [0] * draws.rows, list(days)
        numbers = draws.numbers("second day")
        for row in rows:
            acts[row] = drawn[row]
            before[row] -= below(numbers[row], _DAYS_BETWEEN_CHARGES + 1)
        return [
            Column("charges.1.act", "text", self._acts, acts, rows),
            *self._days.as_known(draws, before, "charges.1.", rows),
            *self._facts.draw(draws, "charges.1.", acts, rows),
        ]


def _channels() -> tuple[tuple[str | None, ...], Sequence[int]]:
    channels = tuple(channel.value for channel in Channel)
    others = (1 - BAWASLU_OF_REPORTS) / (len(channels) - 1)
    shares = [BAWASLU_OF_REPORTS if one == Channel.BAWASLU else others for one in channels]
    return (None, *channels), table([0.0, *shares])


def _evidence(proven: float, *, known: bool) -> tuple[tuple[str | None, ...], Any]:
    """Return the kinds of evidence as a cell writes them, and their table; one item or two."""
    kinds = [kind.value for kind in EvidenceKind]
    pairs = list(permutations(kinds, 2))
    words: list[str | None] = [None, "none"]
    shares = [0.0 if known else NOT_ASSESSED, NO_EVIDENCE]
    left = 1 - sum(shares)
    for mark, share in ((":verified", proven), ("", 1 - proven)):
        words += [f"{kind}{mark}" for kind in kinds]
        shares += [left * share * (1 - TWO_ITEMS) / len(kinds)] * len(kinds)
        words += [f"{kind}{mark}; {other}" for kind, other in pairs]
        shares += [left * share * TWO_ITEMS / len(pairs)] * len(pairs)
    return tuple(words), table(shares)
