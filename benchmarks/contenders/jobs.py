"""One APScheduler job per person: `jobs memory|sqlite daily|crowd PEOPLE`, figures as JSON.

`memory` is PTB's JobQueue, `sqlite` APScheduler's SQLAlchemyJobStore on a file. `daily` tells what a daily job for each
costs: seconds of the start, megabytes held, seconds for one change of time. `crowd` tells how many of so many jobs of
one second were run. The jobs do nothing: what is lost, the scheduler alone has lost.
"""

import asyncio
import datetime
import json
import os
import pickle
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from telegram.ext import Application, JobQueue

from benchmarks.bare_server import TOKEN
from benchmarks.contest import resident

CHANGES = 20
_DEFAULTS = {"misfire_grace_time": 1, "coalesce": True, "max_instances": 1}  # APScheduler's own
_ROUND = 0.1  # seconds in which a scheduler has looked at its jobs
_GIVEN_UP_AFTER = 30.0  # seconds after their moment: a second after it none is run any more

Begin = Callable[[], AsyncIOScheduler]
"""Starts a scheduler with a job for each person; the ids of the jobs are the people's numbers."""


async def nothing(_: object = None) -> None:
    """What each job does."""


def in_memory(queue: JobQueue[Any], triggers: Iterable[BaseTrigger]) -> AsyncIOScheduler:
    """PTB's: it is empty at every start."""
    for number, trigger in enumerate(triggers):
        queue.run_custom(nothing, {"trigger": trigger, "id": str(number)}, chat_id=number)
    queue.scheduler.start()
    return queue.scheduler


def in_sqlite(store: SQLAlchemyJobStore) -> AsyncIOScheduler:
    """APScheduler's, with the jobs that lie there."""
    scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone=datetime.UTC)
    scheduler.start()
    return scheduler


def write(store: SQLAlchemyJobStore, triggers: Iterable[BaseTrigger]) -> None:
    """Puts jobs there as `add_job` would, but in one transaction: one by one, each waits for the disk."""
    maker = AsyncIOScheduler(timezone=datetime.UTC)
    now = datetime.datetime.now(datetime.UTC)
    rows = []
    for number, trigger in enumerate(triggers):
        job = maker.add_job("benchmarks.contenders.jobs:nothing", trigger, id=str(number), **_DEFAULTS)
        job._modify(next_run_time=trigger.get_next_fire_time(None, now))
        state = pickle.dumps(job.__getstate__(), store.pickle_protocol)
        rows.append({"id": job.id, "next_run_time": job.next_run_time.timestamp(), "job_state": state})
    store.jobs_t.create(store.engine, checkfirst=True)
    with store.engine.begin() as connection:
        connection.execute(store.jobs_t.insert(), rows)


def daily(number: int) -> BaseTrigger:
    """At a time of the person's own."""
    return CronTrigger(hour=number // 60 % 24, minute=number % 60, timezone="Europe/London")


async def cost(begin: Begin) -> dict[str, float]:
    """What `begin` takes, what more is held then, and one change of time."""
    bare = resident(os.getpid())
    begun = time.perf_counter()
    scheduler = begin()
    await asyncio.sleep(_ROUND)
    took = time.perf_counter() - begun - _ROUND
    grown = resident(os.getpid()) - bare
    changes = []
    for number in range(CHANGES):
        begun = time.perf_counter()
        scheduler.reschedule_job(str(number), trigger=daily(615))
        changes.append(time.perf_counter() - begun)
    scheduler.shutdown(wait=False)
    return {"start": took, "grown": grown, "change": statistics.median(changes)}


async def crowd(people: int, begin: Begin) -> dict[str, float]:
    """How many of the jobs are run."""
    scheduler = begin()
    counts: Counter[int] = Counter()

    def count(event: JobExecutionEvent) -> None:
        counts[event.code] += 1

    scheduler.add_listener(count, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
    until = time.monotonic() + _ahead(people) + _GIVEN_UP_AFTER
    while counts.total() < people and time.monotonic() < until:  # noqa: ASYNC110 - its events may not come at all
        await asyncio.sleep(_ROUND)
    scheduler.shutdown(wait=False)
    return {"run": counts[EVENT_JOB_EXECUTED], "missed": counts[EVENT_JOB_MISSED]}


def _ahead(people: int) -> float:
    """Seconds in which the jobs of so many people are there."""
    return 3 + people / 1000


async def main(kind: str, work: str, people: int) -> dict[str, float]:
    """The figures of one scheduler."""
    moment = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=_ahead(people))
    triggers = (DateTrigger(moment) if work == "crowd" else daily(number) for number in range(people))
    with tempfile.TemporaryDirectory() as folder:
        store = SQLAlchemyJobStore(f"sqlite:///{folder}/jobs.db")
        if kind == "sqlite":
            write(store, triggers)
        application = Application.builder().token(TOKEN).build()  # the queue alone does not keep it alive
        assert application.job_queue
        begin = partial(in_memory, application.job_queue, triggers) if kind == "memory" else partial(in_sqlite, store)
        return await (crowd(people, begin) if work == "crowd" else cost(begin))


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))))
