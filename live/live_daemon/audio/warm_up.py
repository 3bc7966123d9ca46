"""``python -m live_daemon.audio.warm_up``: compiles the audio engine, so that the first start is quick, too."""

from live_daemon.audio.engine import engine_callback
from live_inference.command_line.compiling import told_compiling

if __name__ == "__main__":
    with told_compiling("the audio engine", lambda text: print(text, flush=True)):
        engine_callback()
