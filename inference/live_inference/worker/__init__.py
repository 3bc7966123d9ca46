"""The process that dreams: its models, its jobs, its files, and its connection to the controller."""
