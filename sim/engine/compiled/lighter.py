"""Numba without linear algebra.

As it loads, Numba looks whether SciPy has matrix products for it.  That imports SciPy's linear algebra, a quarter of a
second at every start, for functions that no policy may use (refusals.SUMS).
"""

from __future__ import annotations

import importlib
import sys

_BLAS = "scipy.linalg.cython_blas"

if _BLAS not in sys.modules:
    sys.modules[_BLAS] = None  # type: ignore[assignment]  # Python's own way to say: not to be imported
    try:
        importlib.import_module("numba.np.arraymath")
    finally:
        del sys.modules[_BLAS]
