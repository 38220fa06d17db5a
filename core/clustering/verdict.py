"""What the criteria say together, in one sentence: how many segments, why, what comes next, and who disagrees.

Each criterion speaks for the number it rates best, and for those that cannot be told from it. The number with most
criteria behind it is suggested; between equals the higher silhouette decides, then the smaller number. Where the gap
statistic never rises above one segment, or, without it, the silhouette stays under what Kaufman and Rousseeuw call
substantial, there is no clear structure, nothing is suggested, and the sentence says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SUBSTANTIAL = 0.25
TIE = 0.01  # of a silhouette; estimates add their errors
CLOSE = 0.01  # of the other criteria, relative


@dataclass(frozen=True)
class Limits:
    """What the team can work with."""

    most_segments: int = 50
    smallest_segment: int = 1

    def allow(self, k: int, smallest: int) -> bool:
        return k <= self.most_segments and smallest >= self.smallest_segment


@dataclass(frozen=True)
class Evidence:
    """By number of segments; silhouettes with their errors; what was not asked for is empty."""

    smallest: Mapping[int, int]
    knee: int | None = None
    gap: int | None = None
    silhouette: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    calinski_harabasz: Mapping[int, float] = field(default_factory=dict)
    davies_bouldin: Mapping[int, float] = field(default_factory=dict)
    stability: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    sentence: str
    suggested: int | None
    runner_up: int | None
    clear: bool
    supporters: Mapping[int, tuple[str, ...]]  # which criteria speak for which number


def decide(evidence: Evidence, limits: Limits) -> Verdict:
    every = [k for k in sorted(evidence.smallest) if k > 1]
    allowed = [k for k in every if limits.allow(k, evidence.smallest[k])]
    if not allowed:
        return Verdict(_nothing_allowed(limits), None, None, False, {})
    behind = votes(evidence, allowed)
    doubt = _doubt(evidence)
    if doubt:
        return Verdict(
            f"No clear structure: {doubt}. {_without_structure(evidence, allowed)}", None, None, False, behind
        )
    if not behind:
        return Verdict(
            "No criterion points to a number of segments. Choose what the team can work with.", None, None, False, {}
        )
    ranked = sorted(behind, key=lambda k: (-len(behind[k]), -evidence.silhouette.get(k, (0.0, 0.0))[0], k))
    suggested, runner_up = ranked[0], ranked[1] if len(ranked) > 1 else None
    said = [
        _support(suggested, behind, evidence),
        _next_best(suggested, runner_up, behind, evidence),
        _dissent(suggested, runner_up, votes(evidence, every), allowed),
    ]
    return Verdict(" ".join(part for part in said if part), suggested, runner_up, True, behind)


def votes(evidence: Evidence, allowed: list[int]) -> dict[int, tuple[str, ...]]:
    """The names of the criteria behind each allowed number; numbers that none speaks for are not there."""
    among = {
        "the silhouette": _best_silhouettes(evidence, allowed),
        "Calinski-Harabasz": _best(evidence.calinski_harabasz, allowed, 1),
        "Davies-Bouldin": _best(evidence.davies_bouldin, allowed, -1),
        "the gap statistic": [evidence.gap] if evidence.gap in allowed else [],
        "stability": _best(evidence.stability, allowed, 1),
        "the knee of the curve": [evidence.knee] if evidence.knee in allowed else [],
    }
    return {k: names for k in allowed if (names := tuple(name for name, chosen in among.items() if k in chosen))}


def _best_silhouettes(evidence: Evidence, allowed: list[int]) -> list[int]:
    known = {k: evidence.silhouette[k] for k in allowed if k in evidence.silhouette}
    if not known:
        return []
    top, error = max(known.values())
    return [k for k, (mean, own) in known.items() if mean >= top - max(TIE, error + own)]


def _best(values: Mapping[int, float], allowed: list[int], sign: int) -> list[int]:
    known = {k: sign * values[k] for k in allowed if k in values}
    top = max(known.values(), default=0.0)
    return [k for k, value in known.items() if value >= top - abs(top) * CLOSE]


def _doubt(evidence: Evidence) -> str:
    if evidence.gap == 1:
        return "no number of segments is clearly tighter than customers strewn at random"
    highest = max((mean for mean, _ in evidence.silhouette.values()), default=1.0)
    if evidence.gap is None and highest < SUBSTANTIAL:
        return f"the best silhouette is only {highest:.2f}"
    return ""


def _support(k: int, behind: Mapping[int, tuple[str, ...]], evidence: Evidence) -> str:
    known = ""
    if k in evidence.silhouette:
        mean, error = evidence.silhouette[k]
        known = f" (silhouette {mean:.2f} ± {error:.3f})" if error else f" (silhouette {mean:.2f})"
    return f"{k} segments{known}, for which {_speak(behind[k], 'speaks', 'speak')}."


def _next_best(k: int, other: int | None, behind: Mapping[int, tuple[str, ...]], evidence: Evidence) -> str:
    if other is None:
        return ""
    tied = ""
    if k in evidence.silhouette and other in evidence.silhouette:
        (one, error), (two, own) = evidence.silhouette[k], evidence.silhouette[other]
        if abs(one - two) <= max(TIE, error + own):
            tied = "; by silhouette the two cannot be told apart"
    return f"Next comes {other}, with {_listed(behind[other])}{tied}."


def _dissent(k: int, other: int | None, behind: Mapping[int, tuple[str, ...]], allowed: list[int]) -> str:
    """Criteria that prefer neither of the two, and numbers that only the team's limits rule out."""
    told = {*behind.get(k, ()), *behind.get(other or 0, ())}
    wishes: dict[str, list[int]] = {}
    for third, names in behind.items():
        for name in names:
            if name not in told:
                wishes.setdefault(name, []).append(third)
    said = [
        f"{name} prefers {_listed([_within_limits(third, allowed) for third in ks], 'or')}"
        for name, ks in wishes.items()
    ]
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}." if said else ""


def _within_limits(k: int, allowed: list[int]) -> str:
    return str(k) if k in allowed else f"{k} (ruled out by the team's limits)"


def _without_structure(evidence: Evidence, allowed: list[int]) -> str:
    if evidence.knee in allowed:
        return (
            f"If segments are needed all the same, {evidence.knee} is where the curve bends; they cut through a cloud."
        )
    return "If segments are needed all the same, choose what the team can work with; they cut through a cloud."


def _nothing_allowed(limits: Limits) -> str:
    return (
        f"No number of segments keeps to the team's limits: at most {limits.most_segments} segments, "
        f"each of at least {limits.smallest_segment:,} customers."
    )


def _speak(names: Sequence[str], one: str, many: str) -> str:
    return f"{_listed(names)} {one if len(names) == 1 else many}"


def _listed(names: Sequence[str], last: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
