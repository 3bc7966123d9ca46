"""How an LSTM generator is executed: eager (PyTorch, the readable truth), cpu (numba), torchscript, cuda_graph."""
