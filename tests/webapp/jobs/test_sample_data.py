"""The sample data lies in the store as if its files had been brought."""

from pathlib import Path

import pytest

from core.reading import Limits, look
from core.samples import web_shop
from tests.conftest import Cast
from tests.webapp.work_now import work_now
from webapp.services import datasets, sample_data


def test_types_and_roles_are_those_that_reading_the_files_would_find(cast: Cast, tmp_path: Path) -> None:
    sample_data.bring(cast.editor)
    work_now(limit_to={"visitors": 40, "customers": 300})
    kept = {dataset.version.file_name: dataset.version.found.columns for dataset in datasets.mine(cast.editor)}
    web_shop(1, customers=300).write(tmp_path)
    for name in ("orders-2018-11-to-2019-04.csv", "customers.csv"):
        read = [(column.name, column.type, column.role) for column in look(tmp_path / name, Limits()).columns]
        assert [(column["name"], column["type"], column["role"]) for column in kept[name]] == read


def test_what_was_found_in_it_is_kept_with_it(cast: Cast) -> None:
    sample_data.bring(cast.editor)
    work_now(limit_to={"visitors": 40, "customers": 100})
    orders = next(dataset for dataset in datasets.mine(cast.editor) if dataset.kind == "orders")
    found = {column["name"]: column for column in orders.version.found.facts["reading"]["columns"]}
    amounts = datasets.first_rows(cast.editor, orders.id, most=orders.version.rows)["amount"].to_pylist()
    assert found["amount"]["total"] == pytest.approx(sum(amounts))
    assert found["order_date"]["first"].startswith("2018-11")


def test_it_comes_once_also_when_it_was_asked_for_twice(cast: Cast) -> None:
    first, second = sample_data.bring(cast.editor), sample_data.bring(cast.admin)
    assert first == second
    assert work_now(limit_to={"visitors": 40, "customers": 100}) == 1
    assert len(datasets.mine(cast.viewer)) == 3
