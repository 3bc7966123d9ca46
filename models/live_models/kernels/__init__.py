"""Pieces that a family writes its numba kernels from.

* `products`: matrices packed as float32, float16 or int8, times one vector or many (`pack_weights`, `matrix_times`)
* `cells`: LSTM and GRU cells; `activations`; `rings`: what dilated convolutions remember; `draws`: the next sample
* `lstm`: whole steps of a stack of LSTM layers and its head
* `stretches`: copies and sums of flat arrays; `threads`: a step shared by threads; `compiling`: how to compile a kernel
* `panels`: the machine code of products
"""
