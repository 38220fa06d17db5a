"""Short names for the arrays that the samples are made of."""

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Flags = NDArray[np.bool_]
Days = NDArray[np.datetime64]
