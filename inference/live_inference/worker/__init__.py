"""The dreaming engine: the process with the models, its jobs and its line to the controller."""
