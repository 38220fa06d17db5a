"""Small jobs that do what jobs do: work, refuse, break, eat, hang and die."""

import os
import re
import signal
import time

import pyarrow as pa

from core.errors import BadInput
from webapp.jobs.kinds import KINDS as REAL_KINDS
from webapp.jobs.work import Kind, Work
from webapp.records import Found
from webapp.store import datasets, stored_tables
from webapp.store.engine import db

SECRET = "the wheel of /srv/secret came off"
REFUSAL = "The file is empty. Choose a file that has a header row and at least one customer."
PARTS = 4


def brings(work: Work) -> None:
    """A dataset from a table of several chunks: what is lost, doubled or left half shows in it."""
    schema = pa.schema([("number", pa.int64())])
    with work.writing():
        table_id = stored_tables.begin(work.claim.team_id, "numbers", schema, work.claim.job_id)
    stored_tables.CHUNK_ROWS = 100
    batches = (pa.record_batch({"number": range(100 * part, 100 * part + 100)}, schema=schema) for part in range(PARTS))
    for part, _ in enumerate(stored_tables.append(table_id, batches, work.writing), start=1):
        work.progress(part / PARTS, f"Part {part} of {PARTS} is kept")
        time.sleep(work.facts.get("pause", 0))
    with work.finishing(f"/datasets/{work.claim.job_id}"):
        dataset_id = datasets.add(work.claim.team_id, f"Numbers of job {work.claim.job_id}", "customers")
        datasets.add_version(dataset_id, table_id, "numbers.csv", work.claim.person_id, Found([]))


def passes(work: Work) -> None:
    with work.finishing(None):
        pass


def takes(work: Work) -> None:
    end = time.monotonic() + work.facts["seconds"]
    while time.monotonic() < end:
        work.progress(0.4, "Taking its time")
        time.sleep(0.05)
    with work.finishing(None):
        pass


def forgets(work: Work) -> None:
    """To say that it is done."""


def refuses(work: Work) -> None:
    raise BadInput(REFUSAL)


def says_odd_things(work: Work) -> None:
    raise BadInput("Row 3 holds “\0\ud800”, which nobody can read. Take it out.")


def breaks(work: Work) -> None:
    raise RuntimeError(SECRET)


def grows(work: Work) -> None:
    kept = []
    while True:
        kept.append(b"\1" * 20_000_000)
        time.sleep(0.02)


def grabs(work: Work) -> None:
    bytearray(64_000_000_000)


def sorts_too_much(work: Work) -> None:
    import duckdb

    with duckdb.connect(config={"memory_limit": "50MB", "temp_directory": "", "threads": 1}) as connection:
        connection.execute("CREATE TABLE many AS SELECT random() AS one, range AS two FROM range(50000000)")


def hangs(work: Work) -> None:
    """In one call that never lets another thread of the process have a turn."""
    re.fullmatch(r"(a+)+b", "a" * 64)


def dies(work: Work) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dies_once(work: Work) -> None:
    if work.claim.attempts == 1:
        dies(work)
    passes(work)


def clusters(work: Work) -> None:
    """What real work calls, with threads of its own, within the limits of a child."""
    import duckdb
    import numpy as np
    from sklearn.cluster import KMeans

    points = np.random.default_rng(7).normal(size=(20_000, 8))
    KMeans(5, n_init=2, random_state=7).fit(points)
    with duckdb.connect(config={"memory_limit": f"{work.facts['mb']}MB"}) as connection:
        connection.execute("SELECT range % 1000, sum(range) FROM range(5000000) GROUP BY 1 ORDER BY 2").fetchall()
    db.session.rollback()
    with work.finishing(None):
        pass


KINDS = {
    **REAL_KINDS,
    **{
        function.__name__: Kind(function)
        for function in (
            brings, passes, takes, forgets, refuses, says_odd_things, breaks, grows, grabs, sorts_too_much, hangs, dies,
            dies_once, clusters,
        )
    },
    "hangs past its second": Kind(hangs, seconds=1),
}  # fmt: skip
