"""What is open on the page of a dataset."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from webapp.records import Dataset, Version, Viewer


@dataclass(frozen=True)
class Opened:
    """Who looks at which version of a dataset, among all it has, and what the address says beyond that."""

    viewer: Viewer
    dataset: Dataset
    shown: Version
    every: list[Version]
    query: Mapping[str, str] = field(default_factory=dict)

    def address(self, tab: str, **query: str) -> str:
        """Of a view of the same version; the newest goes without saying, so that a link stays with the newest."""
        newest = self.shown.number == self.dataset.version.number
        asked = {"tab": tab, **({} if newest else {"version": str(self.shown.number)}), **query}
        return f"/datasets/{self.dataset.id}?{urlencode(asked)}"
