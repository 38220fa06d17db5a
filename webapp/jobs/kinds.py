"""Every kind of job there is, and what carries it out."""

from webapp.jobs import sample_data, space, uploads
from webapp.jobs.answers import Maker, work_out
from webapp.jobs.work import Kind

# What can be worked out from datasets, by the kind of the question.
MAKERS: dict[str, Maker] = {}

KINDS: dict[str, Kind] = {
    "give space back": Kind(space.give_back),
    "look at file": Kind(uploads.look, seconds=1_800),
    "read file": Kind(uploads.read, seconds=6 * 3_600),
    "work out": Kind(work_out(MAKERS)),
    "sample data": Kind(sample_data.bring, seconds=600),
}
