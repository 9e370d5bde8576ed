"""Two of Procrastinate's workers on one server call the clock, and every date fires once."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, datetime

from netralitas.casework.migrations import upgrade
from netralitas.casework.record import open_record
from netralitas.casework.workers import clock, prepare
from netralitas.judgement import CompiledPolicy
from tests.workflows.casework.office import Office, case_file, national_law

EVERY_SECOND = "* * * * * *"
CASES = 12


async def work(address: str, tick: object, seconds: float) -> None:
    """Let a worker of its own take jobs for some seconds."""
    app = clock(address, tick, cron=EVERY_SECOND)  # type: ignore[arg-type]
    async with app.open_async():
        with suppress(TimeoutError):
            await asyncio.wait_for(
                app.run_worker_async(install_signal_handlers=False, fetch_job_polling_interval=0.2),
                seconds,
            )


def test_each_date_fires_once_and_the_time_is_the_jobs(postgres: str) -> None:
    law: CompiledPolicy = national_law()
    upgrade(postgres)
    asked: list[datetime] = []
    with closing(open_record(postgres)) as record:
        office = Office(law, store=record)
        values = {
            "schema": "netralitas/case/v1",
            "election": "pilkada_2024",
            "subject": {"category": "pns", "level": "pengawas", "government": "kabupaten"},
            "charges": [{"act": "react_online", "at": "2024-10-02"}],
        }
        for number in range(CASES):
            office.open(case_file(law, {**values, "id": f"K-{number}"}), "reviewer", "2024-10-03")
        waiting = len(record.due(datetime(2024, 10, 20, tzinfo=UTC)))
        assert waiting >= CASES

        def tick(now: datetime) -> None:
            asked.append(now)
            office.service.tick(datetime(2024, 10, 20, tzinfo=UTC), 3)

        prepare(clock(postgres, tick))
        prepare(clock(postgres, tick))  # a second time does nothing

        async def together() -> None:
            await asyncio.gather(work(postgres, tick, 6), work(postgres, tick, 6))

        asyncio.run(together())
        fired = Counter(
            (one.event.case, one.event.body["kind"], one.event.body["serial"])
            for one in record.entries(limit=10_000)
            if one.event.kind == "fired"
        )
        assert set(fired.values()) == {1}
    assert asked
    assert len(set(asked)) == len(asked), "one job a second, whichever worker takes it"
    assert all(one.tzinfo is UTC and not one.microsecond for one in asked)
