"""What a team has brought, and who sees it."""

import pyarrow as pa
import pytest

from tests.conftest import Cast
from webapp.records import Found, Lane
from webapp.services import datasets as service
from webapp.store import datasets, queue, stored_tables
from webapp.store.engine import writing

COLUMNS = [{"name": "age", "type": "number", "role": "number"}]


def bring(cast: Cast, dataset_id: int, ages: list[int]) -> None:
    rows = pa.record_batch({"age": ages})
    with writing():
        job_id = queue.add(cast.editor.team.id, None, "a test", Lane.LONG, "Customers", {})
        table_id = stored_tables.begin(cast.editor.team.id, "Customers", rows.schema, job_id)
    list(stored_tables.append(table_id, [rows]))
    with writing():
        datasets.add_version(dataset_id, table_id, "customers.csv", cast.editor.person.id, Found(COLUMNS))


def new_dataset(cast: Cast, name: str) -> int:
    with writing():
        return datasets.add(cast.editor.team.id, name, "customers")


def test_each_is_shown_with_its_newest_version(cast: Cast) -> None:
    first, second = new_dataset(cast, "Customers"), new_dataset(cast, "Others")
    for dataset_id, ages in ((first, [1]), (second, [1, 2]), (first, [1, 2, 3])):
        bring(cast, dataset_id, ages)
    mine = service.mine(cast.viewer)
    assert [(dataset.name, dataset.version.number, dataset.version.rows) for dataset in mine] == [
        ("Customers", 2, 3), ("Others", 1, 2),
    ]  # fmt: skip
    assert mine[0].version.file_name == "customers.csv" and mine[0].version.found.columns == COLUMNS
    table = stored_tables.find(mine[0].version.table_id)
    assert stored_tables.read(table).read_all()["age"].to_pylist() == [1, 2, 3]


def test_a_dataset_without_a_version_is_not_there_yet(cast: Cast) -> None:
    new_dataset(cast, "Customers")
    assert service.mine(cast.admin) == []


@pytest.mark.parametrize("who", ["admin", "editor", "viewer"])
def test_everyone_of_the_team_sees_it_and_no_stranger(cast: Cast, who: str) -> None:
    bring(cast, new_dataset(cast, "Customers"), [1])
    assert len(service.mine(getattr(cast, who))) == 1
    assert service.mine(cast.stranger) == []
