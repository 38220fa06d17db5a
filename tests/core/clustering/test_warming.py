"""After warming nobody waits for a compiler."""

from typing import Any

import pytest
from numba.core.registry import CPUDispatcher

from core.clustering import judge, run, stability_of, sweep, warm
from core.clustering import partition as partition_module
from core.clustering.criteria import silhouette as silhouette_module
from core.clustering.kmeans import kernel, layout, seeding
from core.recipe import Measure, Recipe
from tests.core.clustering import clouds

RECIPE = Recipe((Measure("any"),))
MODULES: list[Any] = [kernel, layout, seeding, partition_module, silhouette_module]


def compiled() -> dict[str, int]:
    """How many versions of each compiled function there are."""
    return {
        f"{module.__name__}.{name}": len(value.signatures)
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, CPUDispatcher)
    }


@pytest.mark.parametrize(("size", "width"), [(40, 1), (700, 3), (8_000, 2), (30_000, 5)])
def test_no_size_of_table_compiles_anything_more(size: int, width: int) -> None:
    warm()
    before = compiled()
    assert len(before) > 15
    points = clouds.make("shoppers", 1, size, width)
    swept = sweep(points, RECIPE, (1, 2, 3, 4))
    judge(points, swept, resamples=1)
    stability_of(points, sweep(points, RECIPE, (3,)), resamples=1, follow=True)
    run(points, RECIPE.with_segments(2)).model.assign(points[::2])
    assert compiled() == before
