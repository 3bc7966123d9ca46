"""Cosine and sine in a form that a loop can run in the vector units: the library's are called one by one."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from live_models.kernels.compiling import kernel

_QUARTERS: Final = 2.0 / math.pi
_COARSE: Final = 201.0 / 128.0  # pi / 2 in three parts; products of the first two with whole numbers are exact
_FINE: Final = math.floor((math.pi / 2.0 - _COARSE) * 2.0**34) / 2.0**34
_REST: Final = math.pi / 2.0 - _COARSE - _FINE + 6.123233995736766e-17  # what pi / 2 lacks as a double
_S: Final = tuple((-1.0) ** n / math.factorial(2 * n + 1) for n in range(8))
_C: Final = tuple((-1.0) ** n / math.factorial(2 * n) for n in range(9))


@kernel
def cos_sin(angle: float) -> Any:
    """Cosine and sine of an angle in radians, within 1e-15 up to a million turns. NaN and infinity give NaN.

    Around the nearest quarter turn, which leaves at most pi / 4: there both Taylor series, to the fifteenth and
    sixteenth power, end below the last bit of a double.
    """
    quarter = np.floor(angle * _QUARTERS + 0.5)
    r = ((angle - quarter * _COARSE) - quarter * _FINE) - quarter * _REST
    z = r * r
    s = _S[7]
    s = s * z + _S[6]
    s = s * z + _S[5]
    s = s * z + _S[4]
    s = s * z + _S[3]
    s = s * z + _S[2]
    s = s * z + _S[1]
    s = r + r * (s * z)
    c = _C[8]
    c = c * z + _C[7]
    c = c * z + _C[6]
    c = c * z + _C[5]
    c = c * z + _C[4]
    c = c * z + _C[3]
    c = c * z + _C[2]
    c = 1.0 - 0.5 * z + c * z * z
    # Which quarter it is, without whole numbers, which the vector units turn into only one by one: 0, 1, 2 or 3.
    place = quarter - 4.0 * np.floor(0.25 * quarter)
    across, up = (s, c) if abs(place - 2.0) == 1.0 else (c, s)
    return (-across if abs(place - 1.5) < 1.0 else across), (-up if place >= 2.0 else up)
