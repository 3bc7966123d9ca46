"""How a generator is executed: eager (PyTorch, the readable truth), cpu (numba kernels), torchscript, cuda_graph."""
