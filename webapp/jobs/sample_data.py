"""The sample data as datasets of a team: a shopping centre's visitors, a web shop's orders and its customers.

They are written as files and read as any file is, so that what is known of them, and what a file brought later is read
as, is the same.
"""

import tempfile
from pathlib import Path

from core.errors import BadInput
from core.reading import Limits, Reading, open_table
from core.samples import shopping_centre, web_shop
from webapp.jobs import keeping
from webapp.jobs.work import Work
from webapp.store import datasets, events, instance, people

SEED = 20_190_430
TABLES = (
    ("Shopping centre", "shopping-centre.csv"),
    ("Web shop customers", "customers.csv"),
    ("Web shop orders", "orders-2018-11-to-2019-04.csv"),
)


def bring(work: Work) -> None:
    """All three datasets appear together, at the end."""
    with tempfile.TemporaryDirectory(prefix="samples-", dir=instance.current().scratch) as folder:
        work.progress(0.05, "Inventing customers and what they order")
        shopping_centre(SEED, **_size(work, "visitors")).write(Path(folder))
        web_shop(SEED, **_size(work, "customers")).write(Path(folder))
        read = []
        for step, (name, file_name) in enumerate(TABLES):
            work.progress(0.4 + 0.2 * step, f"Keeping {name.lower()}")
            read.append(_read(work, name, Path(folder) / file_name))
    with work.finishing("/datasets"):
        datasets.only_one_at_a_time(work.claim.team_id)
        if datasets.of_team(work.claim.team_id):
            raise BadInput("This team has datasets by now. Sample data is for a team that has none.")
        for (name, file_name), (table_id, reading) in zip(TABLES, read, strict=True):
            dataset_id = datasets.add(work.claim.team_id, name, reading.kind)
            datasets.add_version(dataset_id, table_id, file_name, work.claim.person_id, keeping.found(reading))
        person = None if work.claim.person_id is None else people.by_id(work.claim.person_id)
        events.add(work.claim.team_id, person, "brought sample data")


def _read(work: Work, name: str, path: Path) -> tuple[int, Reading]:
    with open_table(path, Limits(), scratch=path.parent) as table:
        return keeping.keep_rows(work, name, table.schema, table.batches(), lambda _: None), table.reading


def _size(work: Work, what: str) -> dict[str, int]:
    """Tests ask for less than the whole."""
    return {"customers": int(work.facts[what])} if what in work.facts else {}
