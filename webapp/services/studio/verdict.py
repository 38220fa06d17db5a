"""What the criteria say under the team's limits: the numbers are worked out once, the verdict follows from them at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.clustering import Limits, Verdict
from core.clustering.verdict import Evidence, decide
from webapp.records import Answer, Viewer
from webapp.services.studio.state import State

ROOM_FOR = 20  # a segment needs no more than this part of everyone, whatever the team asks for


@dataclass(frozen=True)
class Criteria:
    """By number of segments. `stability` is the mean and the weakest segment's; `resamples` how often it was tried."""

    evidence: Evidence
    gaps: Mapping[int, float]
    weakest: Mapping[int, float]
    resamples: int

    @classmethod
    def of(cls, answer: Answer) -> "Criteria":
        facts = answer.facts
        evidence = Evidence(
            smallest={k: int(customers) for k, customers in facts["smallest"]},
            knee=facts["knee"],
            gap=facts["gap_choice"],
            silhouette={k: (mean, error) for k, mean, error in facts["silhouette"]},
            calinski_harabasz=dict(facts["calinski_harabasz"]),
            davies_bouldin=dict(facts["davies_bouldin"]),
            stability={k: mean for k, mean, _, _ in facts["stability"]},
        )
        weakest = {k: lowest for k, _, lowest, _ in facts["stability"]}
        gaps = {k: gap for k, gap, _ in facts["gap"]}
        return cls(evidence, gaps, weakest, max((resamples for *_, resamples in facts["stability"]), default=0))

    def verdict(self, limits: Limits) -> Verdict:
        return decide(self.evidence, limits)


def limits(viewer: Viewer, state: State, customers: int) -> Limits:
    """The team's, unless somebody tries others here; of few customers a segment needs no more than a part."""
    return Limits(state.most or viewer.team.settings.most_segments, state.least or usual_least(viewer, customers))


def usual_least(viewer: Viewer, customers: int) -> int:
    return max(1, min(viewer.team.settings.smallest_segment, customers // ROOM_FOR))
