"""This file writes what a step came to: a page for people, plain values for programs."""

from __future__ import annotations

from netralitas.casework import TABLE, Actor, Answer, Case
from netralitas.desk.cases.page import page_of_answer
from netralitas.desk.cases.wiring import Desk
from netralitas.desk.cases.words import case_word
from netralitas.desk.outputs import answer
from netralitas.desk.text import text_of
from netralitas.desk.vocabulary import Vocabulary, vocabulary_of
from netralitas.policy import encode


def words_of(desk: Desk, case: Case) -> Vocabulary:
    """Return the words of the law that a case is judged by."""
    law = desk.laws.of(case.file.region, case.policy)
    return vocabulary_of(law.policy, desk.request.language, law.pack)


def write_answer(desk: Desk, actor: Actor, came: Answer, receipt: str | None = None) -> None:
    """Write what a step came to; to one who may not read cases, only that it was taken."""
    request = desk.request
    if came.repeated:
        request.terminal.say(case_word("repeated", request.language))
    reads = "read" in TABLE[actor.role]
    with answer(request.out) as out:
        if request.format == "json":
            told: dict[str, object] = {
                "case": came.case.id,
                "version": came.event.version,
                "repeated": came.repeated,
            }
            if receipt is not None:
                told["receipt"] = receipt
            if reads:
                told["event"] = came.event
                told["stages"] = dict(came.case.stages())
                told["open"] = came.case.open
                told["deadlines"] = came.case.deadlines
            out.write(encode(told).decode() + "\n")
        elif reads:
            page = page_of_answer(came, words_of(desk, came.case), receipt)
            out.write(text_of(page, request.width, colour=request.coloured))
        else:
            version = case_word("version", request.language, n=came.event.version)
            out.write(f"{came.case.id} · {version}\n")
            if receipt is not None:
                out.write(case_word("receipt.keep", request.language, number=receipt) + "\n")
