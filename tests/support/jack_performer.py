"""A JACK client that plays a sound into the audio process, in step with the server, and keeps what comes back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from support.jack import JackServer


@contextmanager
def performing(
    server: JackServer, sound: np.ndarray, heard: list[np.ndarray], engine: str = "engine"
) -> Iterator[threading.Event]:
    """Play into the client `engine` and hear its first output, block by block; yields what is set at the end."""
    import jack

    client = jack.Client("performer", servername=server.name, no_start_server=True)
    out = client.outports.register("out")
    back = client.inports.register("in")
    place, done = [0], threading.Event()

    @client.set_process_callback
    def process(frames: int) -> None:
        piece = sound[place[0] : place[0] + frames]
        buffer = out.get_array()
        buffer[: len(piece)] = piece
        buffer[len(piece) :] = 0
        heard.append(back.get_array().copy())
        place[0] += frames
        if place[0] > len(sound) + 8 * frames:
            done.set()

    with client:
        for port in (f"{engine}:in_0", f"{engine}:in_1"):
            client.connect(out, port)
        client.connect(f"{engine}:out_0", back)
        yield done
