"""Arrays as bytes: .npz, never a pickle."""

import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def packed(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    into = io.BytesIO()
    np.savez_compressed(into, allow_pickle=False, **arrays)
    return into.getvalue()


def unpacked(body: bytes) -> dict[str, NDArray[Any]]:
    with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
        return dict(arrays)
