"""The audio process: shared record, numba engine, device or clock."""
