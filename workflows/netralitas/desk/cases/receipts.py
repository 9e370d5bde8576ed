"""This file gives a reporter a receipt number, and finds the case that one leads to.

The number is drawn and handed out, and the store has only its slow, keyed hash. Whoever repeats a
request because its answer was lost gets another number, which leads to the same case.
"""

from __future__ import annotations

from typing import NamedTuple

from netralitas.desk.cases.wiring import Desk, draw
from netralitas.desk.complaints import Complaint
from netralitas.desk.extras import store_extra
from netralitas.desk.inputs import content_of
from netralitas.facts import Text


class Receipt(NamedTuple):
    """A receipt number as it is handed out, and under what the store has it."""

    number: str
    stored: str


def new_receipt(desk: Desk) -> Receipt | None:
    """Return a receipt for a case that is about to be opened; None where the office gives none.

    Nothing is kept yet: a key that cannot be used is told before a case is opened.
    """
    file = desk.office.receipts
    if file is None:
        return None
    with store_extra():
        from netralitas.casework.privacy import Secret, index_of, issue

        secret = Secret(content_of(file))
        number = issue(draw)
        return Receipt(number.reveal().decode(), index_of(number, secret))


def case_of_receipt(desk: Desk, number: str) -> str:
    """Return the case that a receipt number leads to; Complaint for one that leads nowhere."""
    file = desk.office.receipts
    if file is None:
        raise Complaint(
            Text(
                id="pengaturan kantor tidak menyebut kunci tanda terima (receipts)",
                en="the settings of the office name no key of receipts",
            )
        )
    with store_extra():
        from netralitas.casework.privacy import BadReceipt, Secret, index_of

        try:
            index = index_of(Secret(number), Secret(content_of(file)))
        except BadReceipt as error:
            raise Complaint(error.says) from None
    found = desk.store.receipt(index)
    if found is None:
        raise Complaint(
            Text(
                id="tidak ada laporan dengan nomor tanda terima ini",
                en="there is no report under this receipt number",
            )
        )
    return found
