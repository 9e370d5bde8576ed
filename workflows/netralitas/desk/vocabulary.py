"""This file looks up what a policy calls its acts, facts, offices, sanctions and dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from netralitas.facts import (
    Case,
    Charge,
    Citation,
    Contest,
    Language,
    SanctionName,
    Text,
    Value,
)
from netralitas.judgement import Names, cite, enum_word, words
from netralitas.policy import Deadline, Election, Pack, Policy


class Vocabulary(NamedTuple):
    """The words of one policy, in the language of the reader; `pack` is the one laid over it."""

    language: Language
    names: Names
    offices: Mapping[str, Text]
    weights: Mapping[str, Text]
    sanctions: Mapping[str, Text]
    deadlines: Mapping[str, Deadline]
    elections: Mapping[str, Election]
    pack: Pack | None = None

    def act(self, name: str) -> str:
        """Return what the policy calls an act."""
        return self._word(self.names.acts, name)

    def office(self, name: str) -> str:
        """Return what the policy calls an office."""
        return self._word(self.offices, name)

    def fact(self, name: str) -> str:
        """Return what the policy calls a fact."""
        return self._word(self.names.fields, name)

    def weight(self, name: str) -> str:
        """Return the words of a fact that weighs inside a tier."""
        return self._word(self.weights, name)

    def sanction(self, name: str) -> str:
        """Return the decree's name of a type of sanction."""
        return self._word(self.sanctions, name)

    def value(self, fact: str, value: Value) -> str:
        """Return the words of a fact's value."""
        if isinstance(value, bool):
            return words("yes" if value else "no", self.language)
        return self._word(self.names.values, f"{fact}={value}", str(value))

    def cite(self, citation: Citation) -> str:
        """Return a citation behind its instrument's short name."""
        return cite(citation, self.language, self.names)

    def articles(self, cites: Sequence[Citation]) -> str:
        """Return citations joined; an instrument is named once for a run of its articles."""
        told: list[str] = []
        before = ""
        for citation in cites:
            name = self.cite(Citation(instrument=citation.instrument))
            text = self.cite(citation)
            told.append(text.removeprefix(name).strip() or text if name == before else text)
            before = name
        return " · ".join(told)

    def election(self, case: Case) -> str:
        """Return what the policy calls the case's election; nothing where none is named."""
        if case.election is None:
            return ""
        known = self.elections.get(case.election)
        return known.text.in_(self.language) if known else case.election

    def determination(self, case: Case) -> date | None:
        """Return the day of penetapan that the calendar gives for the case's contest, if any."""
        known = self.elections.get(case.election or "")
        contest = case.contest or (_only(known.contests) if known else None)
        days = [
            milestone.first
            for milestone in (known.milestones if known else ())
            if milestone.id == "penetapan"
            and (not milestone.contests or contest in milestone.contests)
        ]
        return days[0] if len(days) == 1 else None

    def stated(self, charge: Charge) -> list[str]:
        """Return what a charge states of itself: named values first, then facts that are so."""
        named: list[str] = []
        plain: list[str] = []
        for name, value in charge.facts.items():
            if value is True:
                plain.append(self.fact(name))
            elif not isinstance(value, bool):
                known = f"{name}={value}" in self.names.values
                (named if known else plain).append(self.value(name, value))
        return named + plain

    def person(self, case: Case) -> str:
        """Return who is alleged, as office, category and level, and nothing that names a person."""
        subject = case.subject
        office = self.office(subject.office) if subject.office else ""
        kinds = [
            enum_word(kind, self.language)
            for kind in (subject.category, subject.level)
            if kind is not None
        ]
        if office and kinds:
            told = ", ".join(kinds)
            return f"{office}, {told}" if "(" in told else f"{office} ({told})"
        unknown = Text(id="kedudukan belum diketahui", en="a person of unknown service")
        return office or ", ".join(kinds) or unknown.in_(self.language)

    def named(self, sanctions: tuple[SanctionName, ...]) -> list[str]:
        """Return the names of sanctions, in their order."""
        return [sanction.name.in_(self.language) for sanction in sanctions]

    def _word(self, table: Mapping[str, Text], name: str, otherwise: str = "") -> str:
        text = table.get(name)
        return text.in_(self.language) if text else otherwise or name


def vocabulary_of(policy: Policy, language: Language, pack: Pack | None = None) -> Vocabulary:
    """Return the words of a policy in one language, and the pack that was laid over it."""
    values = {
        f"{field.name}={value}": text
        for field in policy.fields
        for value, text in field.words.items()
    }
    names = Names(
        fields={field.name: field.text for field in policy.fields},
        values=values,
        acts={act.id: act.text for act in policy.acts},
        titles={one.id: Text(id=one.short, en=one.short) for one in policy.instruments},
    )
    return Vocabulary(
        language=language,
        names=names,
        offices={office.id: office.text for office in policy.offices},
        weights={weight.id: weight.text for weight in policy.weights},
        sanctions={sanction.id: sanction.name for sanction in policy.sanctions},
        deadlines={deadline.id: deadline for deadline in policy.deadlines},
        elections={election.id: election for election in policy.elections},
        pack=pack,
    )


def _only(contests: tuple[Contest, ...]) -> Contest | None:
    return contests[0] if len(contests) == 1 else None
