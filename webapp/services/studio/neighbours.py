"""What one segment more or fewer does to the segments: who becomes one group, and who divides."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from webapp.services.studio.swept import Shown

MOST_OF = 0.5  # of a segment's customers must go together
NAMED = 3
PARTS = {2: "in two", 3: "in three"}


def joined_before(shown: Shown) -> str:
    """Which segments are one group with the next smaller number."""
    found = _split(shown, -1)
    if found is None:
        return ""
    k, shared = found
    homes = _main(shared.T)
    said = []
    for group in range(k):
        parts = [shown.names[part] for part, home in enumerate(homes) if home == group]
        if len(parts) > 1:
            said.append(f"{_listed(parts)} are one group of {int(shared[group].sum()):,}")
    return f"With {k} {'segment' if k == 1 else 'segments'}, {'; '.join(said)}." if said and k > 1 else ""


def split_after(shown: Shown) -> str:
    """Which segments divide with the next larger number."""
    found = _split(shown, 1)
    if found is None:
        return ""
    k, shared = found
    homes = _main(shared.T)
    parts = [(name, homes.count(place)) for place, name in enumerate(shown.names) if homes.count(place) > 1]
    said = [f"{name} divides {PARTS.get(many, f'in {many}')}" for name, many in parts]
    return f"With {k}, {_listed(said)}." if said else ""


def _split(shown: Shown, step: int) -> tuple[int, NDArray[Any]] | None:
    """The neighbouring number, and who is shared with it; rows are of the smaller number."""
    for fewer, more, shared in shown.swept.shared():
        if (fewer, more) == ((shown.k + step, shown.k) if step < 0 else (shown.k, shown.k + step)):
            return (fewer if step < 0 else more), shared
    return None


def _main(shared: NDArray[Any]) -> list[int]:
    """For each segment of the larger number, the one of the smaller that most of its customers come from; -1 if none."""
    totals = np.maximum(shared.sum(axis=1), 1)
    return [int(row.argmax()) if row.max() > MOST_OF * total else -1 for row, total in zip(shared, totals, strict=True)]


def _listed(words: list[str]) -> str:
    if len(words) > NAMED:
        words = [*words[:NAMED], f"{len(words) - NAMED} more"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
