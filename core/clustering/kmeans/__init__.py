"""K-Means for every number of segments at once. Start reading at `search.py`; the inner loops are in `kernel.py`."""

from core.clustering.kmeans.search import LIGHT, THOROUGH, Effort, Progress, search
from core.clustering.kmeans.together import Found, by_size, silent

__all__ = ["LIGHT", "THOROUGH", "Effort", "Found", "Progress", "by_size", "search", "silent"]
