"""Carries out waiting jobs here and now, in the test's own process: what they do, without the worker around them."""

from webapp.jobs.child import _carry_out
from webapp.jobs.kinds import KINDS
from webapp.jobs.work import Work
from webapp.records import Lane
from webapp.store import instance, queue


def work_now() -> int:
    """How many jobs there were."""
    done = 0
    host = instance.host_id(instance.current())
    for lane in Lane:
        while (claim := queue.claim(lane, host)) is not None:
            _carry_out(Work(claim), KINDS[claim.kind].function)
            done += 1
    return done
