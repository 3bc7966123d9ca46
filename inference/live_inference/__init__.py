"""From a seed to a dream: generators, backends, resynthesis, guard, dream files, and the worker process."""
