"""Array types used in annotations."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

FloatArray: TypeAlias = np.ndarray[Any, np.dtype[np.float32]]
DoubleArray: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
ComplexArray: TypeAlias = np.ndarray[Any, np.dtype[np.complex128]]
Int8Array: TypeAlias = np.ndarray[Any, np.dtype[np.int8]]
Int16Array: TypeAlias = np.ndarray[Any, np.dtype[np.int16]]
IntArray: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
HalfBits: TypeAlias = np.ndarray[Any, np.dtype[np.uint16]]
"""float16 numbers as their 16 bits."""
