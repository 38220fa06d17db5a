"""What each number of segments is worth, by every measure that people trust, none of which is right alone."""

from core.clustering.criteria.gap import Gap, choose_by_gap, gaps, rising
from core.clustering.criteria.knee import find_knee
from core.clustering.criteria.ratios import calinski_harabasz, davies_bouldin
from core.clustering.criteria.silhouette import Silhouette, silhouettes

__all__ = [
    "Gap",
    "Silhouette",
    "calinski_harabasz",
    "choose_by_gap",
    "davies_bouldin",
    "find_knee",
    "gaps",
    "rising",
    "silhouettes",
]
