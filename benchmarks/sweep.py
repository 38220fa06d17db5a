"""The sweep beside the loop that everybody writes, paired in one run.

    nice python -m benchmarks.sweep --rows 25000 200000 --measures 3 8 --shapes shoppers

The loop is scikit-learn's KMeans with ten starts for k = 1 to 12, with BLAS on one thread, which is its best. The sweep runs
before and after it, and the slower of the two counts. Times are wall and CPU seconds. On a busy machine scikit-learn's
threads wait for each other and look worse than they are: there `--threads 1` and the CPU ratio are the fair comparison. The worst ratio is that of the sweep's inertia to the loop's, over all k. Memory is what the sweep needed at its
peak beside the points, in copies of the table in single precision.
"""

import argparse
import ctypes
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from core.clustering import judge, sweep, warm
from core.recipe import Measure, Recipe
from tests.core.clustering import clouds

KS = tuple(range(1, 13))
RECIPE = Recipe((Measure("any"),))
HEADER = ("shape", "rows", "x", "method", "wall s", "CPU s", "wall ratio", "CPU ratio", "worst inertia", "memory")
FORMAT = "{:<10} {:>9} {:>2} {:<24} {:>8} {:>8} {:>10} {:>9} {:>13} {:>8}"


def main() -> None:
    asked = parse()
    warm()
    print(FORMAT.format(*HEADER))
    for shape in asked.shapes:
        for width in asked.measures:
            for size in asked.rows:
                compare(shape, size, width, asked)
    for name in ("yellowbrick", "faiss"):
        if not find_spec(name):
            print(f"{name} is not installed: not compared.")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[25_000])
    parser.add_argument("--measures", type=int, nargs="+", default=[8])
    parser.add_argument("--shapes", nargs="+", default=["shoppers"], choices=[*clouds.GROUPED, *clouds.GROUPLESS])
    parser.add_argument("--threads", type=int, default=2, help="for both sides")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--criteria", action="store_true", help="also time every criterion with 20 resamples")
    parser.add_argument("--without-loop", action="store_true", help="only the sweep: nothing to compare with")
    return parser.parse_args()


def compare(shape: str, size: int, width: int, asked: argparse.Namespace) -> None:
    points = clouds.make(shape, asked.seed, size, width)
    swept, *first = timed(lambda: sweep(points, RECIPE, KS, threads=asked.threads))
    rivals: list[tuple[str, list[float], dict[int, float]]] = []
    if not asked.without_loop:
        rivals = [
            (name, *seconds_and(timed(rival, points, asked.threads)))
            for name, rival in RIVALS.items()
            if available(name)
        ]
    _, *second = timed(lambda: sweep(points, RECIPE, KS, threads=asked.threads))
    own = [max(pair) for pair in zip(first, second, strict=True)]
    case = (shape, f"{size:,}", width)
    print(
        FORMAT.format(*case, "this sweep", *rounded(own), "", "", "", f"{memory(shape, size, width, asked.seed):.1f}")
    )
    for name, spent, inertia in rivals:
        worst = max(swept.inertia[k] / inertia[k] for k in inertia)
        ratios = [f"{theirs / ours:.1f}" for theirs, ours in zip(spent, own, strict=True)]
        print(FORMAT.format(*case, name, *rounded(spent), *ratios, f"{worst:.4f}", ""))
    if asked.criteria:
        _, *spent = timed(lambda: judge(points, swept, threads=asked.threads))
        print(FORMAT.format(*case, "its criteria, 20 resamples", *rounded(spent), "", "", "", ""))


def loop(points: np.ndarray, threads: int) -> dict[int, float]:
    with threadpool_limits(threads, "openmp"), threadpool_limits(1, "blas"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {k: float(KMeans(k, n_init=10, random_state=0).fit(points).inertia_) for k in KS}


def yellowbrick(points: np.ndarray, threads: int) -> dict[int, float]:
    from yellowbrick.cluster import KElbowVisualizer

    with threadpool_limits(threads, "openmp"), threadpool_limits(1, "blas"):
        model = KMeans(n_init=10, random_state=0)
        shown = KElbowVisualizer(model, k=KS, timings=False, force_model=True).fit(points)
    return dict(zip(KS, shown.k_scores_, strict=True))


def faiss(points: np.ndarray, threads: int) -> dict[int, float]:
    from faiss import Kmeans, omp_set_num_threads

    omp_set_num_threads(threads)
    inertia = {}
    for k in KS:
        model = Kmeans(points.shape[1], k, niter=50, nredo=10, max_points_per_centroid=len(points), seed=1)
        model.train(points.astype(np.float32))
        inertia[k] = float(model.obj[-1])
    return inertia


RIVALS: dict[str, Callable[[np.ndarray, int], dict[int, float]]] = {
    "scikit-learn, 10 starts": loop,
    "yellowbrick": yellowbrick,
    "faiss": faiss,
}


def available(name: str) -> bool:
    return name == "scikit-learn, 10 starts" or find_spec(name) is not None


def timed(work: Callable[..., Any], *given: Any) -> tuple[Any, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    result = work(*given)
    return result, time.perf_counter() - wall, time.process_time() - cpu


def seconds_and(result: tuple[Any, float, float]) -> tuple[list[float], Any]:
    return list(result[1:]), result[0]


def rounded(seconds: list[float]) -> list[str]:
    return [f"{value:.2f}" for value in seconds]


def memory(shape: str, size: int, width: int, seed: int) -> float:
    """Peak of the sweep beside the points, in single-precision tables; measured in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(peak, (shape, size, width, seed)) / (4 * size * width)


def peak(shape: str, size: int, width: int, seed: int) -> int:
    warm()
    points = clouds.make(shape, seed, size, width)
    ctypes.CDLL(None).malloc_trim(0)  # what is kept from the warming would hide what the sweep takes
    Path("/proc/self/clear_refs").write_text("5")
    before = status("VmRSS")
    sweep(points, RECIPE, KS)
    return status("VmHWM") - before


def status(field: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * int(next(line.split()[1] for line in lines if line.startswith(field)))


if __name__ == "__main__":
    main()
