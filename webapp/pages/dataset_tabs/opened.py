"""What is open on the page of a dataset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from webapp.records import Dataset, Version, Viewer


@dataclass(frozen=True)
class Opened:
    """Who looks at which version of a dataset, among all it has, and what the address says beyond that."""

    viewer: Viewer
    dataset: Dataset
    shown: Version
    every: list[Version]
    query: Mapping[str, Any] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """What the address says once; nothing where it says it twice."""
        value = self.query.get(name, "")
        return value if isinstance(value, str) else ""

    def many(self, name: str) -> tuple[str, ...]:
        value = self.query.get(name, [])
        return tuple(value) if isinstance(value, list) else (value,)

    def address(self, tab: str, **query: str | Sequence[str]) -> str:
        """Of a view of the same version; the newest goes without saying, so that a link stays with the newest."""
        return address(self.dataset.id, None if self.is_newest else self.shown.number, tab, **query)

    @property
    def is_newest(self) -> bool:
        return self.shown.number == self.dataset.version.number


def address(dataset_id: int, version: int | None, tab: str, **query: str | Sequence[str]) -> str:
    asked = {"tab": tab, **({} if version is None else {"version": str(version)}), **query}
    return f"/datasets/{dataset_id}?{urlencode(asked, doseq=True)}"
