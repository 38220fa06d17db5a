"""A version as it is after its repairs: what everything else is worked out from."""

from collections.abc import Mapping
from typing import Any

from core.exploring import Column, Table
from core.exploring.repairs import Repairs
from core.exploring.repairs import repaired as after
from webapp.errors import NotFound
from webapp.records import Dataset, Version
from webapp.store import datasets, stored_tables


def repaired(dataset: Dataset, facts: Mapping[str, Any]) -> Table:
    """The `version` of the facts after their `repairs`; what does not fit is passed over."""
    return after(as_it_came(dataset, facts["version"]), Repairs.from_json(facts["repairs"]))


def as_it_came(dataset: Dataset, version_id: int) -> Table:
    version = _version(dataset.id, version_id)
    stored = stored_tables.find(version.table_id)
    roles = {column["name"]: column["role"] for column in version.found.columns}
    columns = tuple(Column(field.name, roles.get(field.name, "ignore"), field.type) for field in stored.schema)
    return Table(dataset.kind, columns, stored.rows, stored_tables.reader(stored))


def dataset_of(team_id: int, dataset_id: int) -> Dataset:
    dataset = datasets.find(team_id, dataset_id)
    if dataset is None:
        raise NotFound("The dataset is not there any more.")
    return dataset


def _version(dataset_id: int, version_id: int) -> Version:
    for version in datasets.versions(dataset_id):
        if version.id == version_id:
            return version
    raise NotFound("This version is not there any more.")
