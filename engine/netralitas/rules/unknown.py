"""This file says what the unknown leaves open, and which question would narrow it most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from netralitas.facts import GRAVITY, Ask, Case, Days, Reachable, Text, Unknown, Value
from netralitas.policy import Field, Policy, office_field
from netralitas.rules.admit import Admitted, AdmittedCharge
from netralitas.rules.match import Matcher
from netralitas.rules.moments import Calendars
from netralitas.rules.settle import Result

# A derived field is never asked for by itself: this is the fact of the case behind it.
_ASKED_AS: Mapping[str, str] = {"subordinate_rank": "subordinate_sanction"}
_DAY = Text(id="Kapan tepatnya perbuatan itu dilakukan?", en="On which day exactly was it done?")
_ELECTION = Text(id="Pemilihan mana yang bersangkutan?", en="Which election does it concern?")


class Questions:
    """Finds the next question to ask, under one policy."""

    def __init__(
        self,
        policy: Policy,
        matcher: Matcher,
        calendars: Calendars,
        subject_fields: frozenset[str],
    ) -> None:
        self._calendars = calendars
        fields = (*policy.fields, office_field(policy.offices))
        self._fields: dict[str, Field] = {field.name: field for field in fields}
        self._order = {field.name: place for place, field in enumerate(fields)}
        self._matcher = matcher
        self._subject_fields = subject_fields

    def unknown(self, admitted: Admitted, results: frozenset[Result]) -> Unknown:
        """Return what remains reachable, the best question, and whether the day matters."""
        if len(results) == 1:
            return Unknown(reachable=(), ask=None, date_matters=False)
        return Unknown(
            reachable=reachable(results),
            ask=self._ask(admitted, results),
            date_matters=self._date_matters(admitted),
        )

    def _ask(self, admitted: Admitted, results: frozenset[Result]) -> Ask | None:
        best: tuple[tuple[int, int, int], Ask] | None = None
        for order, ask, answers in self._candidates(admitted):
            # Days that the law does not tell apart have one answer between them: asked once.
            sizes = {id(one): len(self._matcher.results(one)) for one in _unlike(answers)}
            left = [sizes[id(answer)] for answer in answers]
            # The fewest outcomes in the worst answer, then on the whole, then in the file's order.
            score = (max(left), sum(left), order)
            if max(left) <= len(results) and (best is None or score < best[0]):
                best = (score, ask)
        return best[1] if best else None

    def _candidates(
        self, admitted: Admitted
    ) -> Iterator[tuple[int, Ask, list[tuple[AdmittedCharge, ...]]]]:
        charges = admitted.charges
        names = {
            (0 if name in self._subject_fields else charge.number, name)
            for charge in charges
            for name in self._matcher.fields(charge.charge.act)
            if len(charge.allowed[name]) > 1 and name != "in_service"  # the day is asked instead
        }
        for number, name in sorted(names, key=lambda item: (item[0], self._order[item[1]])):
            answers = [
                narrowed
                for value in self._answers(charges, number, name)
                if possible(self._matcher, narrowed := _narrow(charges, number, name, value))
            ]
            if len(answers) > 1:
                asked = _ASKED_AS.get(name, name)
                field = self._fields[name]
                question = field.question or field.text
                # A fact is asked before the day or the election, when it narrows as much.
                yield self._order[name], Ask(charge=number, fact=asked, question=question), answers
        yield from self._elections(admitted)
        for charge in charges:
            if not charge.days.certain:
                pairs = self._pairs(admitted.case)
                ask = Ask(charge=charge.number, fact="at", question=_DAY)
                yield len(self._order), ask, list(self._by_day(charges, charge, pairs))

    def _elections(
        self, admitted: Admitted
    ) -> Iterator[tuple[int, Ask, list[tuple[AdmittedCharge, ...]]]]:
        """Yield the question for the election or, where it is known, for the contest."""
        case = admitted.case
        pairs = self._pairs(case)
        fact, place = ("election", 0) if case.election is None else ("contest", 1)
        groups: dict[str, list[tuple[str, str]]] = {}
        for pair in pairs:
            groups.setdefault(pair[place], []).append(pair)
        if len(groups) > 1:
            question = _ELECTION if place == 0 else self._fields["contest"].question or _ELECTION
            answers = []
            for group in groups.values():
                narrowed = tuple(
                    c._replace(moments=self._calendars.of_pairs(group, c.days))
                    for c in admitted.charges
                )
                if all(c.moments for c in narrowed) and possible(self._matcher, narrowed):
                    answers.append(narrowed)
            yield len(self._order), Ask(charge=0, fact=fact, question=question), answers

    def _pairs(self, case: Case) -> tuple[tuple[str, str], ...]:
        return self._calendars.contests(case.election, case.contest)

    def _turns(self, charge: AdmittedCharge) -> tuple[date, ...]:
        """Return the first day of every stretch of a range on which something turns."""
        turns = {first for first, _ in charge.moments.values()} | {charge.days.first}
        turns |= set(self._calendars.turns(charge.days))
        if charge.service_ends is not None and charge.service_ends in charge.days:
            turns.add(charge.service_ends)
        return tuple(sorted(turns))

    def _by_day(
        self,
        charges: tuple[AdmittedCharge, ...],
        charge: AdmittedCharge,
        pairs: Sequence[tuple[str, str]],
    ) -> Iterator[tuple[AdmittedCharge, ...]]:
        """Yield the charges with one of them known to have been done on a day, for each turn.

        Days on which that is not possible are left out. Days of the same moments that lie on the
        same side of the end of service yield one and the same answer.
        """
        ends = charge.service_ends
        known: dict[tuple[object, ...], tuple[AdmittedCharge, ...] | None] = {}
        for day in self._turns(charge):
            moments = self._calendars.of_pairs(pairs, Days.of(day))
            serving = ends is None or day < ends
            key = (serving, *moments)
            if key not in known:
                on_day = charge._replace(
                    days=Days.of(day),
                    moments=moments,
                    allowed={**charge.allowed, "in_service": frozenset({serving})},
                )
                answer = tuple(on_day if c is charge else c for c in charges)
                known[key] = answer if possible(self._matcher, answer) else None
            found = known[key]
            if found is not None:
                yield found

    def _answers(
        self, charges: tuple[AdmittedCharge, ...], number: int, name: str
    ) -> tuple[frozenset[Value], ...]:
        """Return the open answers, those that no table tells apart taken together."""
        groups: dict[tuple[int, ...], set[Value]] = {}
        concerned = [c for c in charges if number in (0, c.number)]
        axes = [
            axis for c in concerned for axis in self._matcher.table(c).axes if axis.field == name
        ]
        for value in sorted(concerned[0].allowed[name], key=str):
            if all(value in axis.place for axis in axes):
                groups.setdefault(tuple(axis.place[value] for axis in axes), set()).add(value)
        return tuple(frozenset(group) for group in groups.values())

    def _date_matters(self, admitted: Admitted) -> bool:
        """Whether the results differ between the days a charge may have been done on, within any
        one election it may concern."""
        charges = admitted.charges
        for charge in charges:
            if charge.days.certain:
                continue
            for pair in self._pairs(admitted.case):
                days = _unlike(list(self._by_day(charges, charge, (pair,))))
                if len({self._matcher.results(on_day) for on_day in days}) > 1:
                    return True
        return False


def _unlike(
    answers: Sequence[tuple[AdmittedCharge, ...]],
) -> list[tuple[AdmittedCharge, ...]]:
    """Return each answer once, however often it stands there."""
    return list({id(one): one for one in answers}.values())


def possible(matcher: Matcher, charges: tuple[AdmittedCharge, ...]) -> bool:
    """Whether each charge, taken by itself, leaves some way to turn out."""
    return all(matcher.ways(charge) for charge in charges)


def reachable(results: frozenset[Result]) -> tuple[Reachable, ...]:
    """Return the results as a verdict lists them: gravest first, then the heavier tier."""
    unique = {
        (result.outcome, result.tier, tuple(track for track, _ in result.tracks))
        for result in results
    }
    ordered = sorted(
        unique,
        key=lambda item: (-GRAVITY[item[0]], -(item[1].weight if item[1] else 0), item[2]),
    )
    return tuple(Reachable(outcome=o, tier=t, tracks=tracks) for o, t, tracks in ordered)


def _narrow(
    charges: tuple[AdmittedCharge, ...], number: int, name: str, values: frozenset[Value]
) -> tuple[AdmittedCharge, ...]:
    return tuple(
        c._replace(allowed={**c.allowed, name: values}) if number in (0, c.number) else c
        for c in charges
    )
