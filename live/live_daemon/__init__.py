"""The stage: settings, supervisor, controller, recordings, OSC, audio engine, follower. Never imports torch."""

from importlib.metadata import version

__version__ = version("live-daemon")
