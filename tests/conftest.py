"""What every test runs under."""

import os

# The networks of the tests are small: PyTorch's and BLAS's threads only wait for each other, for minutes on a busy
# machine. To be said before either library is loaded, also for the processes that tests start.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
