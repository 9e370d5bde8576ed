"""This file says which answer a region may give that the nation does not, and to whom."""

from __future__ import annotations

import msgspec

from netralitas.facts import Category, Outcome, Track
from netralitas.judgement.refinement import Answer
from netralitas.rules import ActTable, Result, join


class Permit(msgspec.Struct, frozen=True, kw_only=True):
    """Something a region may add: on these tracks, for people of these categories alone.

    A permit without tracks lets the region ask, and decide nothing.
    """

    id: str
    tracks: tuple[Track, ...]
    categories: tuple[Category, ...]

    def allows(self, national: Answer, regional: Answer) -> bool:
        """Whether the regional answer is the national one with something added that is permitted.

        What was added is whatever the regional answer says on the permit's tracks, and where there
        are some it must say something: a violation if one of them is a violation, else a question.
        It is permitted when the regional result is the national one joined with that, and no more:

        - a violation stays one, on every track and in every tier it had; it never becomes a
          question again, and a track outside the permit neither appears, nor goes, nor changes;
        - on a track of the permit a question may become a violation, never a violation a question;
        - where the nation found no violation the region may find one, unless a national row says in
          so many words that the act is none: what national law allows stays allowed;
        - a national question without readings (of people bound by contract: "the contract applies,
          and was not seen") may be answered by the region, since it names no track that would be
          lost; a question with readings on other tracks stays open on them;
        - what national law sends to another forum, the region cannot take back;
        - the measure by which a superior's type is chosen stays the same outside the permit.
        """
        ours, theirs = national.result, regional.result
        if ours.outcome is Outcome.OUT_OF_SCOPE:
            return False
        if ours.outcome is Outcome.NO_VIOLATION and national.denied:
            return False
        if any(track not in self.tracks for track, _ in national.measures ^ regional.measures):
            return False
        added = tuple((track, state) for track, state in theirs.tracks if track in self.tracks)
        if self.tracks and not added:
            return False
        violated = any(state.outcome is Outcome.VIOLATION for _, state in added)
        outcome = Outcome.VIOLATION if violated else Outcome.NEEDS_HUMAN
        return theirs == join(ours, Result(outcome, added))

    def cells(self, table: ActTable) -> int:
        """Return the cells of people of the permit's categories; none where no axis tells them."""
        allowed = {category.value for category in self.categories}
        if len(allowed) == len(Category):
            return table.full
        found = 0
        for axis in table.axes:
            if axis.field == "category":
                for group in axis.classes:
                    if allowed.issuperset(group):
                        found |= table.axis_mask("category", group[0])
        return found
