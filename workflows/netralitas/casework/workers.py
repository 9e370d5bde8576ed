"""This file lets Procrastinate's workers on a PostgreSQL server call the clock of cases.

It needs the extra `workers`. Cron or a thread that calls `Service.tick` does as well: whoever calls
it, and however often, each date fires once. This is for whoever runs such workers already.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from procrastinate import App, PsycopgConnector

QUEUE: Final = "netralitas"
"""The queue in which the clock's jobs wait; workers may be told to take from it alone."""

EVERY_MINUTE: Final = "* * * * *"

Tick = Callable[[datetime], object]
"""Fires what has come by an instant, such as `lambda now: service.tick(now, 1000)`."""


def clock(address: str, tick: Tick, *, cron: str = EVERY_MINUTE) -> App:
    """Return a Procrastinate application that calls `tick` by a cron line, of five or six fields.

    `address` is `postgresql://user@host/name`; its server keeps the queue in tables of its own (see
    `prepare`). A job carries the minute it is for and nothing else. One that is lost with its
    worker needs no other: the next fires what it would have fired.
    """
    app = App(connector=PsycopgConnector(conninfo=address))

    @app.periodic(cron=cron, periodic_id=QUEUE)
    @app.task(queue=QUEUE, name="netralitas.tick", queueing_lock="netralitas.tick")
    def fire(timestamp: int) -> None:
        tick(datetime.fromtimestamp(timestamp, UTC))

    return app


def prepare(app: App) -> None:
    """Make the tables of the queue where they are not there yet; the application is not open."""
    with app.open():
        if not app.check_connection():
            app.schema_manager.apply_schema()
