"""A sweep as plain JSON: what the command line prints and a machine reads."""

from typing import Any

import numpy as np

from core.clustering.sweep import Judgement, Sweep
from core.preparing import Preparation


def tell(swept: Sweep, judgement: Judgement, preparation: Preparation, seconds: float) -> dict[str, Any]:
    """`seconds` is how long the sweep alone took, by the clock of who asked for it."""
    return {
        "seconds": seconds,
        "recipe": swept.recipe.to_dict(),
        "verdict": judgement.verdict.sentence,
        "suggested": judgement.verdict.suggested,
        "runner_up": judgement.verdict.runner_up,
        "clear_structure": judgement.verdict.clear,
        "knee": judgement.knee,
        "sweep": [tell_one(k, swept, judgement, preparation) for k in swept.solutions],
    }


def tell_one(k: int, swept: Sweep, judgement: Judgement, preparation: Preparation) -> dict[str, Any]:
    """One number of segments, largest segment first; a criterion that is not defined for it is null."""
    solution = swept.solutions[k]
    centres = preparation.undo(solution.centres)
    facts: dict[str, Any] = {
        "k": k,
        "inertia": solution.inertia,
        "sizes": solution.sizes.tolist(),
        "centres": [dict(zip(preparation.columns, _plain(centre), strict=True)) for centre in centres],
    }
    if solution.noise:
        facts["noise"] = solution.noise
    if solution.remark:
        facts["remark"] = solution.remark
    return (
        facts
        | {name: value for name, value in _criteria(k, judgement).items() if name in judgement.criteria}
        | _errors(k, judgement)
    )


def _criteria(k: int, judgement: Judgement) -> dict[str, Any]:
    silhouette, gap, stable = judgement.silhouette.get(k), judgement.gap.get(k), judgement.stability.get(k)
    return {
        "silhouette": silhouette.mean if silhouette else None,
        "calinski_harabasz": judgement.calinski_harabasz.get(k),
        "davies_bouldin": judgement.davies_bouldin.get(k),
        "gap": gap.value if gap else None,
        "stability": stable.mean if stable else None,
        "smallest": judgement.smallest[k],
    }


def _errors(k: int, judgement: Judgement) -> dict[str, float]:
    """The stated error of what is estimated."""
    errors = {}
    if k in judgement.silhouette and judgement.silhouette[k].error:
        errors["silhouette_error"] = judgement.silhouette[k].error
    if k in judgement.gap:
        errors["gap_error"] = judgement.gap[k].error
    return errors


def _plain(values: Any) -> list[float]:
    return [float(value) for value in np.asarray(values)]
