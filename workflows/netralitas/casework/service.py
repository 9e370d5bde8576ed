"""This file is the desk's one way into cases: open, act, tick, read, each by the rules of its own.

A command becomes one event or is refused; the store takes the event, the case after it, its dates
and its people's data at once. Nothing here asks the clock or throws dice: both are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice

import msgspec

from netralitas.casework import commands
from netralitas.casework.answers import Answer, Left, Progress, Rejudged, Ticked, progress
from netralitas.casework.asking import asked_of, opener
from netralitas.casework.case import Case, Relation, judged_file
from netralitas.casework.commands import Command, action_of
from netralitas.casework.commitments import commitment
from netralitas.casework.events import (
    SYSTEM,
    Deadline,
    Event,
    utc,
)
from netralitas.casework.evolving import folded
from netralitas.casework.firing import fired
from netralitas.casework.judging import Judging
from netralitas.casework.offices import must_hold_the_role, must_not_be_passed_over
from netralitas.casework.paging import every_case, every_date
from netralitas.casework.people import must_be_known, must_be_of_the_team, name_of, relations
from netralitas.casework.possible import Possible, possible
from netralitas.casework.reporting import open_case
from netralitas.casework.roles import Actor, NotYours, Role, permit
from netralitas.casework.scene import Scene, Settings, Step, first, refused
from netralitas.casework.settling import CLOCK, event_of, settled
from netralitas.casework.steps import RULES
from netralitas.casework.store import (
    AlreadyDone,
    Change,
    Conflict,
    Due,
    KeyReused,
    Personal,
    Query,
    Store,
    Summary,
)
from netralitas.facts import InputError, NetralitasError, Place, Text
from netralitas.judgement import CompiledPolicy
from netralitas.policy import check_case, digest

Laws = Callable[[str | None, str | None], CompiledPolicy]
"""Gives the law of a region: that of a digest where one is named, else the one in force now."""

Salt = Callable[[], bytes]
"""Gives a fresh salt of at least sixteen random bytes."""

Seal = Callable[[str, bytes], bytes]
"""Seals personal data of a name before it is kept."""


_AT_ONCE = 100
"""How many lines of a list are read at once, at least: some may not be for whoever asks."""


class Service:
    """Real cases, kept in a store and judged by the law that is pinned to each.

    `laws` brings the law, `salt` the salts of commitments; `seal` seals ids of persons before they
    are kept (left out, they are kept as they are). A service may be used from several threads, as
    far as its store may.
    """

    def __init__(
        self,
        store: Store,
        laws: Laws,
        settings: Settings,
        salt: Salt,
        *,
        seal: Seal = lambda _name, data: data,
    ) -> None:
        self.store = store
        self._laws = laws
        self._settings = settings
        self._salt = salt
        self._seal = seal
        self._argued = Judging()

    def open(self, command: commands.Open, actor: Actor, *, at: datetime, key: str) -> Answer:
        """Return the case opened by a report or a finding; its id is that of the file.

        The law of its region is pinned to it. CaseError for a file that no case can be.
        """
        case = command.file.id
        who = opener(command, actor)
        asked = asked_of(case, command, who, actor)
        before = self._done(key, asked)
        if before is not None:
            return before
        law = self._laws(command.file.region, None)
        check_case(command.file, law.policy)
        step = open_case(command, actor, utc(at), law, self._settings)
        return self._take(None, case, step, law, who, actor, utc(at), key, asked)

    def act(
        self,
        case: str,
        command: Command,
        actor: Actor,
        *,
        at: datetime,
        key: str,
        version: int | None = None,
    ) -> Answer:
        """Return the case after a command, and the one event that it left.

        The same command under the same key is answered again as it was the first time. Refused,
        with the article, where law or office says no; Conflict where the case is not (or no longer)
        at `version`.
        """
        there, kept = self.store.case(case), self.store.personal(case)
        who = name_of(there, kept, actor.id)
        asked = asked_of(case, command, who, actor)
        before = self._done(key, asked)
        if before is not None:
            return before
        if version is not None and there.version != version:
            raise Conflict(case, expected=version, found=there.version)
        scene, step = self._proposed(there, kept, command, actor, at)
        return self._take(there, case, step, scene.law, who, actor, utc(at), key, asked)

    def propose(
        self, case: Case, command: Command, actor: Actor, *, at: datetime
    ) -> tuple[Scene, Step]:
        """Return what a command would come to in a case as it stands; nothing is written.

        Refused and InputError as for `act`; InputError too for a day before that of the last event:
        a clock that went back could let in what is late.
        """
        return self._proposed(case, self.store.personal(case.id), command, actor, at)

    def _proposed(
        self,
        case: Case,
        kept: Sequence[Personal],
        command: Command,
        actor: Actor,
        at: datetime,
    ) -> tuple[Scene, Step]:
        if case.day(utc(at)) < case.day(case.changed):
            raise _behind(case, at)
        law = self._pinned(case, command)
        known = relations(case, kept, actor.id)
        names = tuple(one.name for one in kept)
        scene = Scene(case, actor, utc(at), law, self._settings, self._argued, names)
        replaced = first(scene.role("implication"))
        permit(actor.role, action_of(command), known, replaced=replaced)
        must_be_known(case, command)
        must_not_be_passed_over(scene)
        must_hold_the_role(scene)
        must_be_of_the_team(case, actor)
        if isinstance(command, commands.FormTeam):
            for member in command.members.values():
                permit(Role.TIM_PEMERIKSA, "examine", relations(case, kept, member))
        rule = RULES.get(type(command))
        if rule is None:
            raise InputError(
                Text(id="perkara sudah dibuka", en="the case is open already"),
                at=Place("command"),
            )
        return scene, rule(scene, command)

    def possible(self, case: Case, *, at: datetime) -> Iterator[Possible]:
        """Yield the steps that would not be refused in a case now, and as whom; none is taken."""

        def attempt(command: Command, actor: Actor) -> None:
            self.propose(case, command, actor, at=at)

        return possible(case, self._of(case), case.day(utc(at)), attempt)

    def tick(self, now: datetime, limit: int = 100) -> Ticked:
        """Return what came of the deadlines that have come by now, each of them fired once.

        At most `limit`. A deadline whose law is not at hand, or that cannot fire, is left with the
        reason, and the others are not held up. An earlier `now` than that of another tick fires
        nothing anew and takes nothing back.
        """
        left: list[Left] = []

        def make(case: Case, deadline: Deadline) -> Change | None:
            try:
                return self._fired(case, deadline, utc(now))
            except NetralitasError as error:
                left.append(Left(Due(case.id, deadline), error))
                return None

        return Ticked(self.store.fire(utc(now), limit, make), tuple(left))

    def rejudge(
        self, case: str, actor: Actor, *, at: datetime, law: CompiledPolicy | None = None
    ) -> Rejudged:
        """Return what the pinned law says of a case beside another: by default the one in force."""
        there = self._read(case, actor, "rejudge")
        pinned = self._of(there)
        other = law or self._laws(there.file.region, None)
        file, day = judged_file(there), there.day(utc(at))
        return Rejudged(
            self._argued(file, pinned, day).verdict, self._argued(file, other, day).verdict
        )

    def show(self, case: str, actor: Actor) -> Case:
        """Return a case as it stands, to one who may read it."""
        return self._read(case, actor, "read")

    def follow(self, case: str, actor: Actor) -> Progress:
        """Return how far a case has come, to the one who reported it; NotYours to anyone else."""
        permit(actor.role, "follow")
        there = self.store.case(case)
        if Relation.REPORTER not in relations(there, self.store.personal(case), actor.id):
            raise NotYours(
                Text(
                    id="hanya pelapor perkara ini yang dapat mengikutinya",
                    en="only the reporter of this case may follow it",
                )
            )
        return progress(there)

    def timeline(self, case: str, actor: Actor) -> Sequence[Event]:
        """Return everything that was done in a case, to one who may read it."""
        self._read(case, actor, "timeline")
        return self.store.events(case)

    def list(self, query: Query, actor: Actor) -> Sequence[Summary]:
        """Return the cases that a query asks for, without those that the actor may not read."""
        permit(actor.role, "list")
        pages = msgspec.structs.replace(query, limit=max(query.limit, _AT_ONCE))
        found = (
            one for one in every_case(self.store, pages) if self._is_open_to(one.id, actor, "list")
        )
        return tuple(islice(found, query.limit))

    def due(self, until: datetime, actor: Actor, *, limit: int = 1000) -> Sequence[Due]:
        """Return the deadlines that come by an instant, of the cases that the actor may read."""
        permit(actor.role, "due")
        open_to: dict[str, bool] = {}

        def is_open(case: str) -> bool:
            if case not in open_to:
                open_to[case] = self._is_open_to(case, actor, "due")
            return open_to[case]

        dates = every_date(self.store, utc(until), at_once=max(limit, _AT_ONCE))
        return tuple(islice((one for one in dates if is_open(one.case)), limit))

    def _read(self, case: str, actor: Actor, action: str) -> Case:
        permit(actor.role, action)
        there = self.store.case(case)
        permit(actor.role, action, relations(there, self.store.personal(case), actor.id))
        must_be_of_the_team(there, actor)
        return there

    def _is_open_to(self, case: str, actor: Actor, action: str) -> bool:
        try:
            self._read(case, actor, action)
        except NotYours:
            return False
        return True

    def _done(self, key: str, asked: str) -> Answer | None:
        """Return the answer that a key was given before; KeyReused where it was for another."""
        if not key.strip():
            raise InputError(
                Text(id="kunci perintah kosong", en="the key of the command is empty"),
                at=Place("key"),
            )
        done = self.store.done(key)
        if done is None:
            return None
        if done.command != asked:
            raise KeyReused(key)
        return self._earlier(done.event)

    def _earlier(self, event: Event) -> Answer:
        events = self.store.events(event.case)[: event.version]
        return Answer(folded(events), event, repeated=True)

    def _take(
        self,
        there: Case | None,
        case: str,
        step: Step,
        law: CompiledPolicy,
        who: str,
        actor: Actor,
        at: datetime,
        key: str,
        asked: str,
    ) -> Answer:
        keeps: list[Personal] = []
        commitments: dict[str, str] = {}
        for name, data in step.keeps.items():
            salt = self._salt()
            commitments[name] = commitment(data, case=case, name=name, salt=salt)
            keeps.append(Personal(name=name, salt=salt, data=self._seal(name, data)))
        event = event_of(there, case, step, who=who, role=actor.role.value, at=at, key=key)
        event = msgspec.structs.replace(event, commitments=commitments)
        event, after = settled(there, event, law, self._settings, self._argued)
        change = Change(
            event=event, state=after, command=asked, keeps=tuple(keeps), erases=step.erases
        )
        try:
            self.store.append([change])
        except AlreadyDone as done:
            return self._earlier(done.event)
        return Answer(after, event)

    def _fired(self, case: Case, deadline: Deadline, now: datetime) -> Change:
        law = self._of(case)
        scene = Scene(case, CLOCK, now, law, self._settings, self._argued)
        step = fired(scene, deadline)
        key = f"deadline/{case.id}/{deadline.id}"
        event = event_of(case, case.id, step, who=SYSTEM, role=SYSTEM, at=now, key=key)
        event, after = settled(case, event, law, self._settings, self._argued)
        return Change(event=event, state=after, command=digest(key))

    def _pinned(self, case: Case, command: Command) -> CompiledPolicy:
        """Return the law pinned to a case; for going over to another, the one in force now."""
        if isinstance(command, commands.AdoptPolicy):
            return self._laws(case.file.region, None)
        return self._of(case)

    def _of(self, case: Case) -> CompiledPolicy:
        """Return the law that a case is judged by; Refused where another one is at hand."""
        law = self._laws(case.file.region, case.policy)
        if (law.policy.digest, law.packs) != (case.policy, case.packs):
            pinned = ", ".join((case.policy, *case.packs))
            raise refused(
                f"perkara ini dinilai menurut hukum {pinned}, yang tidak tersedia; "
                "bandingkan (rejudge), lalu alihkan (adopt_policy)",
                f"this case is judged by the law {pinned}, which is not at hand; "
                "compare (rejudge), then go over to the new one (adopt_policy)",
            )
        return law


def _behind(case: Case, at: datetime) -> InputError:
    last, day = case.day(case.changed), case.day(at)
    return InputError(
        Text(
            id=f"hari ini {day}, padahal peristiwa terakhir pada {last}",
            en=f"today is {day}, but the last event was on {last}",
        ),
        at=Place("at"),
        hint=Text(id="periksa jamnya", en="check the clock"),
    )
