"""Compiled code that a power cut or a full disk has damaged is compiled again."""

from __future__ import annotations

import contextlib
from typing import Any

from numba.core import caching


class _CacheFile(caching.IndexDataCacheFile):  # type: ignore[misc]
    """numba's files of one function: what cannot be read counts as missing, what cannot be written is no error."""

    def _load_index(self) -> dict[Any, str]:
        try:
            return dict(super()._load_index())
        except Exception:  # empty, cut or full of zeros: pickle has an error of its own for each
            return {}

    def _load_data(self, name: str) -> Any:
        try:
            return super()._load_data(name)
        except Exception as error:
            raise OSError(f"{name}: is damaged") from error  # which numba takes for a missing file

    def save(self, key: Any, data: Any) -> None:
        with contextlib.suppress(OSError):  # the code is there, and runs; the next start compiles it again
            super().save(key, data)


def forgive_damaged_cache() -> None:
    """Let numba compile again what is damaged in its cache; by itself it ends the process, at every start.

    This holds for functions that are marked afterwards: call it where a module imports numba. Any thread.
    """
    caching.IndexDataCacheFile = _CacheFile
