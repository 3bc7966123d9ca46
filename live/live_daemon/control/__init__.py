"""The controller: the process that owns everything that changes during a performance."""
