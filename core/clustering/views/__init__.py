"""What pictures of a sweep are made from: the axes of a map, who is drawn on it, and how segments split as their number grows."""

from core.clustering.views.components import Components, components_of
from core.clustering.views.drawn import draw_fairly, show_fairly
from core.clustering.views.regions import Regions, regions_of
from core.clustering.views.splits import Splits, splits_of
from core.clustering.views.tree import Tree, tree_of

__all__ = [
    "Components",
    "Regions",
    "Splits",
    "Tree",
    "components_of",
    "draw_fairly",
    "regions_of",
    "show_fairly",
    "splits_of",
    "tree_of",
]
