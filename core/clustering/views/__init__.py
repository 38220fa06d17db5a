"""What pictures of a sweep are made from: the axes of a map, who is drawn on it, and how segments split as their number grows."""

from core.clustering.views.components import Components, components_of
from core.clustering.views.drawn import draw_fairly, show_fairly
from core.clustering.views.splits import Splits, splits_of

__all__ = ["Components", "Splits", "components_of", "draw_fairly", "show_fairly", "splits_of"]
