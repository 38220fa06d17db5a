"""The knee of the inertia curve: where it lies farthest below the line from its first to its last point.

There is always a farthest point, structure or not, so the knee is a candidate and never an answer by itself.
"""

from collections.abc import Mapping

import numpy as np


def find_knee(inertia: Mapping[int, float]) -> int | None:
    """None when there are fewer than three numbers to choose from, or the curve does not bend."""
    ks = np.array(sorted(inertia), float)
    costs = np.array([inertia[int(k)] for k in ks])
    if len(ks) < 3 or costs[0] <= costs[-1]:
        return None
    across = (ks - ks[0]) / (ks[-1] - ks[0])
    down = (costs[0] - costs) / (costs[0] - costs[-1])
    depth = down - across
    best = int(depth.argmax())
    return int(ks[best]) if depth[best] > 1e-9 else None
