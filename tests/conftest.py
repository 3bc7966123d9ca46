"""What every test runs under."""

import os
import random
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

# The networks of the tests are small: PyTorch's and BLAS's threads only wait for each other, for minutes on a busy
# machine. To be said before either library is loaded, also for the processes that tests start.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The same examples every time, however long one takes: neither chance nor a busy machine decides.
slow = [HealthCheck.too_slow]
settings.register_profile("certain", derandomize=True, deadline=None, database=None, suppress_health_check=slow)
settings.load_profile("certain")


@pytest.fixture(autouse=True)
def same_draws():
    """No test hangs on what the ones before it have drawn; torch only where it is loaded already."""
    random.seed(0)
    np.random.seed(0)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(0)
