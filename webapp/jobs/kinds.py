"""Every kind of job there is, and what carries it out."""

from webapp.jobs import (
    audiences,
    comparing,
    customer_tables,
    erasing,
    exploring,
    measuring,
    plan_results,
    runs,
    sample_data,
    sensitivity,
    space,
    sweeping,
    uploads,
)
from webapp.jobs.answers import Maker, work_out
from webapp.jobs.work import Kind, Work

# What can be worked out from datasets, by the kind of the question.
MAKERS: dict[str, Maker] = {
    **exploring.MAKERS,
    **customer_tables.MAKERS,
    **measuring.MAKERS,
    sweeping.CHOICES: sweeping.make_choices,
    sweeping.SWEEP: sweeping.make_sweep,
    sweeping.CRITERIA: sweeping.make_criteria,
    sensitivity.KIND: sensitivity.make,
    comparing.KIND: comparing.make,
    **plan_results.MAKERS,
}


def answer(work: Work) -> None:
    """Children are handed the name of a function: this one finds the makers there."""
    work_out(work, MAKERS)


KINDS: dict[str, Kind] = {
    "erase": Kind(erasing.erase, seconds=6 * 3_600),
    "give space back": Kind(space.give_back),
    "look at file": Kind(uploads.look, seconds=1_800),
    "read file": Kind(uploads.read, seconds=6 * 3_600),
    "work out": Kind(answer),
    "run": Kind(runs.carry_out),
    "repeat run": Kind(runs.repeat),
    "freeze audience": Kind(audiences.freeze),
    "sample data": Kind(sample_data.bring, seconds=600),
}
