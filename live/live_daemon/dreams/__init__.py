"""Dreams from the request to the loop: orders, the worker that makes them, and the fallback while it is away."""
