"""Carries out waiting jobs here and now, in the test's own process: what they do, without the worker around them."""

from dataclasses import replace

from webapp.jobs.child import _carry_out
from webapp.jobs.kinds import KINDS
from webapp.jobs.work import Work
from webapp.records import Lane
from webapp.store import instance, queue


def work_now(limit_to: dict[str, int] | None = None) -> int:
    """How many jobs there were. `limit_to` joins their facts: for sample data of a smaller size."""
    done = 0
    host = instance.host_id(instance.current())
    for lane in Lane:
        while (claim := queue.claim(lane, host)) is not None:
            _carry_out(Work(replace(claim, facts={**claim.facts, **(limit_to or {})})), KINDS[claim.kind].function)
            done += 1
    return done
