"""The best K-Means of a table, as an analyst would run it, to hold against what was planted."""

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits


def best_labels(columns: pd.DataFrame, segments: int) -> np.ndarray:
    """The best of ten starts on z-scores."""
    with threadpool_limits(limits=1):
        return KMeans(segments, n_init=10, random_state=0).fit_predict(standardised(columns))


def standardised(columns: pd.DataFrame) -> np.ndarray:
    points = columns.to_numpy(dtype=float)
    return (points - points.mean(axis=0)) / points.std(axis=0)
