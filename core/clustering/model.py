"""What is kept of a run so that customers still to come find their segment: numbers only, as JSON and plain arrays."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

from core.clustering.kmeans.kernel import NOBODY, assign
from core.errors import BadInput

Array = NDArray[Any]

HOW = {
    "centres": "A new customer joins the segment with the nearest centre.",
    "gaussian": "A new customer joins the segment of the most probable component; the shares say how probable each is.",
    "neighbours": "A new customer joins the segment of the nearest known customer, or counts as noise when that one is "
    "farther away than neighbours in that segment are.",
}


@dataclass(frozen=True)
class Model:
    """`arrays` by kind. centres: centres. gaussian: centres, weights, covariances, factors. neighbours: known, labels, reach."""

    kind: str
    segments: int
    arrays: Mapping[str, Array]

    @property
    def assigning(self) -> str:
        return HOW[self.kind]

    def assign(self, points: Array) -> Array:
        """The segment of every customer; NOBODY for noise."""
        points = np.ascontiguousarray(points, np.float64)
        if self.kind == "centres":
            return nearest_centre(points, self.arrays["centres"])
        if self.kind == "gaussian":
            return np.asarray(self.shares(points).argmax(axis=1), np.uint8)
        far, near = cKDTree(self.arrays["known"]).query(points)
        labels: Array = self.arrays["labels"][near]
        return np.asarray(np.where(far <= self.arrays["reach"][labels], labels, NOBODY), np.uint8)

    def shares(self, points: Array) -> Array:
        """How probable each segment is for each customer: only a Gaussian mixture says more than yes or no."""
        if self.kind != "gaussian":
            return np.asarray(self.assign(points)[:, None] == np.arange(self.segments), np.float64)
        mixture = GaussianMixture(self.segments)
        mixture.means_, mixture.weights_ = self.arrays["centres"], self.arrays["weights"]
        mixture.covariances_, mixture.precisions_cholesky_ = self.arrays["covariances"], self.arrays["factors"]
        with threadpool_limits(1, "blas"):
            shares: Array = mixture.predict_proba(points)
        return shares

    def facts(self) -> str:
        """The JSON beside the arrays."""
        shapes = {name: list(array.shape) for name, array in self.arrays.items()}
        return json.dumps({"kind": self.kind, "segments": self.segments, "arrays": shapes}, sort_keys=True)

    @classmethod
    def load(cls, facts: str, arrays: Mapping[str, Array]) -> "Model":
        stored = json.loads(facts)
        if stored.get("kind") not in HOW or {n: list(a.shape) for n, a in arrays.items()} != stored.get("arrays"):
            raise BadInput("The stored model is not complete. Make the run again.")
        return cls(stored["kind"], stored["segments"], dict(arrays))


def nearest_centre(points: Array, centres: Array) -> Array:
    labels = np.empty((1, len(points)), np.uint8)
    assign(
        points,
        0,
        len(points),
        centres,
        np.array([0, len(centres)]),
        labels,
        np.zeros(len(centres), np.int64),
        np.zeros(1),
    )
    return np.asarray(labels[0])
