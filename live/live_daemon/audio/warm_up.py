"""``python -m live_daemon.audio.warm_up``: compile the audio engine once, so that the first start is quick, too."""

from live_daemon.audio.engine import engine_callback

if __name__ == "__main__":
    engine_callback()
