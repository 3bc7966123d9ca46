"""Dreams from the request to the loop: requests, the worker's speed, what stands in while it is away."""
