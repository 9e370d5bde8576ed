"""This file answers whether a proposed sanction is lawful, on what it depends, and what is
nearest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from netralitas.escalation import competence
from netralitas.facts import (
    Case,
    CaseError,
    Confidence,
    Lint,
    LintReason,
    Official,
    Outcome,
    Place,
    Process,
    SanctionName,
    Text,
    Tier,
    Verdict,
    nearest,
)
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.verdict import judge
from netralitas.policy import Combination, Ladder, Marks, Policy, Sanction

Answer = Literal["lawful", "unlawful", "depends"]
_GRAVER: Mapping[Answer, int] = {"lawful": 0, "depends": 1, "unlawful": 2}


def lint(
    case: Case,
    policy: CompiledPolicy,
    sanctions: Sequence[str],
    *,
    as_of: date,
    by: Official | None = None,
    label: Tier | None = None,
) -> Lint:
    """Return whether the sanctions, imposed for this case on that day, would be lawful.

    Several sanctions mean one after the other. `by` is who would impose them, `label` the tier that
    the decision would name. CaseError when a sanction is not in the policy.
    """
    known = {sanction.id: sanction for sanction in policy.policy.sanctions}
    for name in sanctions:
        if name not in known:
            raise CaseError(
                Text(id=f"sanksi tidak dikenal: {name!r}", en=f"unknown sanction {name!r}"),
                at=Place(case.id),
                hint=nearest(name, tuple(known)),
            )
    verdict = judge(case, policy, as_of=as_of)
    proposed = [known[name] for name in sanctions]
    points: list[LintReason] = []
    for sanction in proposed:
        points += _outcome(verdict, sanction)
        points += _type(verdict, policy.policy, sanction, case.process.decided_at or as_of)
        points += _label(sanction, label)
        points += _competence(verdict, sanction, by)
        points += _approval(verdict, sanction)
        points += _already(case, policy.policy, known, sanction)
        points += _examined(case, policy.policy, sanction)
    points += _sequence(policy.policy, proposed)
    points = list(dict.fromkeys(points))
    answer: Answer = max(
        (point.answer for point in points), key=_GRAVER.__getitem__, default="lawful"
    )
    return Lint(
        answer=answer,
        because=tuple(sorted(points, key=lambda point: -_GRAVER[point.answer])),
        nearest=_nearest(verdict, proposed) if answer == "unlawful" else (),
    )


def _outcome(verdict: Verdict, sanction: Sanction) -> Iterator[LintReason]:
    track = verdict.tracks.get(sanction.track)
    if verdict.outcome in (Outcome.UNDETERMINED, Outcome.NEEDS_HUMAN) and (
        track is None or track.outcome is not Outcome.VIOLATION
    ):
        yield LintReason(
            rule="outcome_open",
            answer="depends",
            text=Text(
                id=f"perkara ini belum berjawab ({verdict.outcome.value}): tergantung jawabannya",
                en=f"this case has no answer yet ({verdict.outcome.value}): "
                "it depends on that answer",
            ),
        )
    elif track is None:
        yield LintReason(
            rule="track_closed",
            answer="unlawful",
            text=Text(
                id=f"tidak ada pelanggaran pada jalur {sanction.track.value} "
                f"({verdict.outcome.value})",
                en=f"there is no violation on the track {sanction.track.value} "
                f"({verdict.outcome.value})",
            ),
        )


def _type(
    verdict: Verdict, policy: Policy, sanction: Sanction, decided: date
) -> Iterator[LintReason]:
    track = verdict.tracks.get(sanction.track)
    if track is None or track.outcome is not Outcome.VIOLATION:
        return
    lawful = {name.id for name in track.sanctions.lawful}
    if sanction.id in lawful:
        settled = track.sanctions.outcome == "decided"
        yield LintReason(
            rule="type",
            answer="lawful" if settled else "depends",
            text=Text(
                id="jenis ini ada dalam tangga yang berlaku"
                if settled
                else "jenis ini ada dalam tangga, "
                "tetapi manusia harus memutuskan tangga atau jenisnya",
                en="this type stands on the ladder that applies"
                if settled
                else "this type stands on a ladder, "
                "but a human must decide on the ladder or the type",
            ),
            cites=sanction.cites,
        )
        return
    if any(note.says == "type.already_punished" for note in track.sanctions.notes):
        return
    waiting = _not_in_force(policy, sanction)
    if waiting is not None and sanction.tier is track.tier:
        known_until = max(
            (x.confirmed_until for x in policy.ladders if x.confirmed_until), default=None
        )
        open_again = known_until is not None and decided > known_until
        caveat = waiting.caveat or Text(id="belum berlaku", en="not in force")
        yield LintReason(
            rule="not_in_force",
            answer="depends" if open_again else "unlawful",
            text=caveat,
            cites=waiting.cites,
        )
    elif sanction.tier is not track.tier:
        yield LintReason(
            rule="tier",
            answer="unlawful",
            text=Text(
                id=f"tingkatnya {_word(sanction.tier)}, pelanggaran ini {_word(track.tier)}",
                en=f"its tier is {_word(sanction.tier)}, this violation's is {_word(track.tier)}",
            ),
            cites=sanction.cites,
        )
    else:
        yield LintReason(
            rule="ladder",
            answer="unlawful" if track.sanctions.outcome == "decided" else "depends",
            text=Text(
                id="jenis ini tidak terbuka di sini: rezim hukum, kedudukan, urutan, "
                "atau pengulangan menuntut jenis lain",
                en="this type is not open here: the regime, the category, the order "
                "or a repeat asks for another",
            ),
            cites=sanction.cites,
        )


def _label(sanction: Sanction, label: Tier | None) -> Iterator[LintReason]:
    if label is not None and sanction.tier is not label:
        yield LintReason(
            rule="label",
            answer="unlawful",
            text=Text(
                id=f"sebutan {label.value} bertentangan dengan jenisnya, "
                f"yang bertingkat {_word(sanction.tier)}",
                en=f"the label {label.value} contradicts the type, "
                f"whose tier is {_word(sanction.tier)}",
            ),
            cites=sanction.cites,
        )


def _competence(verdict: Verdict, sanction: Sanction, by: Official | None) -> Iterator[LintReason]:
    track = verdict.tracks.get(sanction.track)
    if by is None or track is None:
        return
    answer = competence(track.authority, by, sanction.id)
    says = _COMPETENCE[answer]
    yield LintReason(
        rule="competence",
        answer=answer,
        text=Text(id=says.id.format(by=by.value), en=says.en.format(by=by.value)),
        cites=track.authority.cites,
    )


_COMPETENCE: Mapping[Answer, Text] = {
    "lawful": Text(id="{by} berwenang menjatuhkannya", en="{by} may impose it"),
    "depends": Text(
        id="apakah {by} berwenang belum pasti: lihat bacaan-bacaannya",
        en="whether {by} may impose it is not certain: see the readings",
    ),
    "unlawful": Text(id="{by} tidak berwenang menjatuhkannya", en="{by} may not impose it"),
}


def _approval(verdict: Verdict, sanction: Sanction) -> Iterator[LintReason]:
    track = verdict.tracks.get(sanction.track)
    for approval in track.authority.approvals if track else ():
        if sanction.id in approval.sanctions and approval.given is None:
            yield LintReason(rule="approval", answer="depends", text=approval.text)


def _already(
    case: Case, policy: Policy, known: dict[str, Sanction], sanction: Sanction
) -> Iterator[LintReason]:
    """Refuse a second punishment for the same violation, on the tracks that this rule binds."""
    if sanction.track not in _rule(policy, "ne_bis_in_idem").tracks:
        return
    earlier = [prior.sanction for prior in case.priors if prior.same_violation]
    earlier += [imposed.sanction for imposed in case.process.imposed]
    for name in earlier:
        if name in known and known[name].track is sanction.track:
            yield LintReason(
                rule="ne_bis_in_idem",
                answer="unlawful",
                text=Text(
                    id=f"pelanggaran yang sama sudah dihukum dengan {known[name].name.id}",
                    en=f"the same violation was already punished with {known[name].name.en}",
                ),
                cites=_rule(policy, "ne_bis_in_idem").cites,
            )


def _examined(case: Case, policy: Policy, sanction: Sanction) -> Iterator[LintReason]:
    if sanction.track not in _rule(policy, "examined_first").tracks:
        return
    process = case.process
    if process.examination.at is not None:
        return
    if sum(summons.attended is False for summons in process.summonses) >= 2:
        return
    nothing_known = process == Process()
    yield LintReason(
        rule="examined_first",
        answer="depends" if nothing_known else "unlawful",
        text=Text(
            id="hukuman baru sah sesudah pemeriksaan atau dua kali panggilan yang tidak dihadiri"
            + ("; berkas tidak menyebut keduanya" if nothing_known else ""),
            en="a sanction is lawful only after an examination or two missed summonses"
            + ("; the file states neither" if nothing_known else ""),
        ),
        cites=_rule(policy, "examined_first").cites,
    )


def _sequence(policy: Policy, proposed: list[Sanction]) -> Iterator[LintReason]:
    bound = _rule(policy, "heaviest_only").tracks
    tracks = [sanction.track for sanction in proposed if sanction.track in bound]
    if len(tracks) != len(set(tracks)):
        yield LintReason(
            rule="one_type",
            answer="unlawful",
            text=Text(
                id="dua jenis berturut-turut untuk satu pelanggaran: "
                "hanya satu yang boleh dijatuhkan",
                en="two types in sequence for one violation: only one may be imposed",
            ),
            cites=_rule(policy, "heaviest_only").cites,
        )


def _nearest(verdict: Verdict, proposed: list[Sanction]) -> tuple[SanctionName, ...]:
    for sanction in proposed:
        track = verdict.tracks.get(sanction.track)
        if track is not None and track.sanctions.lawful:
            return track.sanctions.lawful
    if verdict.leading is not None:
        return verdict.tracks[verdict.leading].sanctions.lawful
    return ()


def _not_in_force(policy: Policy, sanction: Sanction) -> Ladder | None:
    for ladder in policy.ladders:
        if not ladder.in_force and any(step.sanction == sanction.id for step in ladder.types):
            return ladder
    return None


_NO_RULE = Combination(
    id="", text=Text(id="", en=""), cites=(), marks=Marks(content=Confidence.D), tracks=()
)


def _rule(policy: Policy, rule: str) -> Combination:
    """Return a rule of the policy; one that it does not have binds no track."""
    return next((row for row in policy.combinations if row.id == rule), _NO_RULE)


def _word(tier: Tier | None) -> str:
    return tier.value if tier is not None else "-"


__all__ = ["lint"]
