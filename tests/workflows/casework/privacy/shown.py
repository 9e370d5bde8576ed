"""What a failure would show of itself to someone who logs all of it."""

from __future__ import annotations

import traceback


def all_that_is_shown(error: BaseException) -> str:
    """Return an error with its traceback, the local values of our frames, and what led to it."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    parts = []
    while told is not None:
        # The test's own frame holds everything in the open, and is not ours to keep clean.
        told.stack = traceback.StackSummary.from_list(
            [frame for frame in told.stack if "/netralitas/" in frame.filename]
        )
        parts.append("".join(told.format(chain=False)))
        told = told.__context__  # type: ignore[assignment]
    return "\n".join([*parts, repr(error), str(error.__dict__), repr(error.__context__)])
