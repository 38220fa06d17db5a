"""Every kind of job there is, and what carries it out."""

from webapp.jobs import sample_data, space, uploads
from webapp.jobs.work import Kind

KINDS: dict[str, Kind] = {
    "give space back": Kind(space.give_back),
    "look at file": Kind(uploads.look, seconds=1_800),
    "read file": Kind(uploads.read, seconds=6 * 3_600),
    "sample data": Kind(sample_data.bring, seconds=600),
}
