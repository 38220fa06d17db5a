"""A segment with its run, looked up once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.explaining import Meaning
from webapp.components.run.opened import Opened as OpenedRun
from webapp.errors import NotFound
from webapp.records import Segment, Viewer


@dataclass(frozen=True)
class Opened:
    run: OpenedRun
    segment: Segment

    @classmethod
    def of(cls, viewer: Viewer, run_id: object, number: object) -> "Opened":
        run = OpenedRun.of(viewer, run_id)
        own = next((one for one in run.segments if one.number == number), None)
        if own is None:
            raise NotFound
        return cls(run, own)

    @property
    def viewer(self) -> Viewer:
        return self.run.viewer

    @property
    def profile(self) -> dict[str, Any]:
        return self.segment.profile

    @property
    def firmness(self) -> Mapping[str, Any] | None:
        """How firmly it comes back; not every run was tried."""
        return next((one for one in self.run.facts["firmness"] if one["segment"] == self.segment.number), None)

    @property
    def apart(self) -> list[Meaning]:
        """Measures that are numbers, the farthest from everyone first; those of its sentences stand in front."""
        figures = self.profile["numbers"]
        said = [one["measure"] for one in self.profile["sentences"] if one["measure"] in figures]
        far = sorted(figures, key=lambda name: -abs(figures[name]["position"] - 0.5))
        return [self.run.meanings[name] for name in dict.fromkeys([*said, *far])]
