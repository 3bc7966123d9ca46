"""Pieces that the kernels of every family share: products of packed weights, cells, threads (numba); torch-free."""
