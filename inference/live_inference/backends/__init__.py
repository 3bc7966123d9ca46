"""How a generator is executed: eager (PyTorch, the readable truth) or cpu (numba kernels)."""
