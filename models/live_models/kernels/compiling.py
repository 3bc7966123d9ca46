"""How a kernel is compiled, and when code that was compiled before is no longer used."""

from __future__ import annotations

import functools
import hashlib
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numba

from live_models.kernels.cache_files import forgive_damaged_cache

forgive_damaged_cache()

SUMS: Final = frozenset({"reassoc", "contract", "nsz"})
"""Sums may be reordered, so that they run in the vector units, but NaN must stay NaN: the guard looks for it."""

EXACT: Final[frozenset[str]] = frozenset()
"""Each operation is done as it is written. LLVM looks while a loop runs whether what it stores could lie where it
reads, and where arrays happen to lie side by side it goes one by one, not in the vector units: reordered or contracted,
the same numbers would then round another way, and the same `rng_seed` would not always be the same audio."""


def kernel(function: Callable[..., Any], *, sums: bool = False, allocates: bool = False) -> Any:
    """Compile a function without the interpreter's lock, and keep the machine code in numba's cache.

    `sums`: they may be reordered, for loops that sum and store nothing; what a loop stores is made as it is written.
    `allocates`: it makes arrays. One that makes none does not count references either: each count is an atomic
    operation, and in the step of a small network they took a tenth of the time.

    The cache is keyed by every source in this folder, in the function's own and in those of the kernels that it calls:
    numba looks only at the function's file, and would go on running a callee that has changed since.
    """
    # Said in either case: numba hands down what is not said from the kernel that calls.
    flags = set(SUMS if sums else EXACT)
    compiled = numba.njit(nogil=True, cache=True, error_model="numpy", fastmath=flags, _nrt=allocates)(function)
    folders = {Path(__file__).parent, Path(inspect.getfile(function)).parent}
    for name in function.__code__.co_names:
        folders |= getattr(function.__globals__.get(name), "source_folders", frozenset())
    compiled.source_folders = frozenset(folders)
    # The stamp is compared when a cache is read; numba's own is the time and size of one file.
    compiled._cache._cache_file._source_stamp = _stamp(compiled.source_folders)
    return compiled


summing_kernel = functools.partial(kernel, sums=True)
"""`kernel` whose sums may be reordered; its innermost loops store nothing."""

allocating_kernel = functools.partial(kernel, allocates=True)
"""`kernel` that makes arrays."""


@functools.lru_cache
def _stamp(folders: frozenset[Path]) -> str:
    digest = hashlib.sha256()
    for folder in sorted(folders):
        for file in sorted(folder.glob("*.py")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
