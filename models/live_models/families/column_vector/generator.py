"""The column-vector approach's generator: that of both sample-wise approaches."""

from live_models.families.lstm.forcing import sample_wise_outputs as forced_outputs
from live_models.families.lstm.sample_wise import generator

__all__ = ["forced_outputs", "generator"]
