"""Every kind of job there is, and what carries it out."""

from webapp.jobs import sample_data
from webapp.jobs.work import Kind

KINDS: dict[str, Kind] = {
    "sample data": Kind(sample_data.bring, seconds=600),
}
