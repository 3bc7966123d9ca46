"""What nn~ does with a file, in a process that knows torch alone: ``python nn_host.py FILE RATE [SEED.npy]``.

Order and shapes are those read in nn~'s source and seen in Pd. A model counts as loaded only at the end of a load.
What asks whether the model has a method is told no until then: a first load neither tells the sample rate nor learns
which attributes are buffers. A second load (`reload`) learns them, and tells a rate that was never kept. Attributes
travel as words, converted by their type codes; a buffer~ arrives as [channels, samples] with its rate, outside
inference mode; blocks have 4096 samples until a `bufsize` says otherwise. Prints JSON; with a seed it plays it, and
writes what it heard as SEED.heard.npy.
"""

from __future__ import annotations

import json
import sys

import torch

CONVERT = {0: lambda word: word.lower() == "true", 1: lambda word: int(float(word)), 2: float, 3: str}
FIRST_BLOCK = 4096


class NotFoundError(Exception):
    """What nn~ posts instead of an exception of ours."""


class Host:
    def __init__(self, path, sample_rate):
        self.path = path
        self.loaded = False
        self.kept_rate = 0  # nn~ leaves it as memory happens to be
        self.told = []
        self.block = FIRST_BLOCK
        self.load(sample_rate)

    def load(self, sample_rate):
        self.model = torch.jit.load(self.path)
        self.model.eval()
        self.methods = list(self.model.get_methods())
        self.buffers = list(self.model.get_buffer_attributes()) if self.has("get_buffer_attributes") else []
        if self.has("set_sample_rate"):
            self.told.append(int(sample_rate))
            self.model.set_sample_rate(int(sample_rate))
        self.loaded = True
        self.attributes = list(self.model.get_attributes())

    def reload(self):
        self.load(self.kept_rate)

    def has(self, method):
        return self.loaded and hasattr(self.model, method)

    def params(self, name):
        return [int(value) for value in getattr(self.model, f"{name}_params")]

    def perform(self, method, channels, batch):
        """`channels`: [in_channels * batch, n], as the host's inlets hold them; returns [out_channels * batch, n]."""
        channels_in, ratio_in, channels_out, ratio_out = self.params(method)
        count = channels.shape[-1]
        with torch.inference_mode():
            x = channels.reshape(channels_in, batch, -1, ratio_in).select(-1, -1).permute(1, 0, 2)
            y = getattr(self.model, method)(x)
            y = y.repeat_interleave(ratio_out).reshape(batch, channels_out, -1)
        assert y.dtype == torch.float32
        assert y.shape[-1] == count, f"expected {count} samples, got {y.shape[-1]}"
        return y.reshape(batch * channels_out, -1).contiguous()

    def get(self, name):
        return list(getattr(self.model, f"get_{name}")())

    def set(self, name, *words, buffer=None, buffer_rate=0):
        """`buffer`, `buffer_rate`: the samples of the buffer~ that the first word names, and their rate."""
        values = []
        for place, (code, word) in enumerate(zip(self.params(name), words, strict=True)):
            key = f"{name}#{place}"
            if code != 5:
                values.append(CONVERT[code](word))
                continue
            if key not in self.buffers:
                raise NotFoundError(f"buffer for argument {key} not found")
            self.model.set_buffer_attribute(key, buffer, int(buffer_rate))
            values.append(key)
        return int(getattr(self.model, f"set_{name}")(*values))

    def play(self, seconds, sample_rate):
        """Blocks as the host asks for them, after one another. Shape: -> [n]."""
        count = -(-int(seconds * sample_rate) // self.block)
        return torch.cat([self.perform("forward", torch.zeros(1, self.block), 1)[0] for _ in range(count)])


def told_of(host, sample_rate):
    told = {
        "methods": {name: host.params(name) for name in host.methods},
        "labels": [host.model.forward_input_labels, host.model.forward_output_labels],
        "attributes": {name: [host.params(name), host.get(name)] for name in host.attributes},
        "buffers": [list(host.buffers)],
        "shapes": [],
    }
    seed = 0.3 * torch.sin(torch.arange(2 * sample_rate) * 2 * torch.pi * 440 / sample_rate)
    try:
        host.set("seed", "take", buffer=seed[None], buffer_rate=sample_rate)
    except NotFoundError as error:
        told["too_early"] = str(error)
    host.reload()
    told["buffers"].append(list(host.buffers))
    told["rates_told"] = host.told
    told["empty"] = host.model.is_buffer_empty("seed#0")
    for batch in (1, 4, 1):
        for count in (64, 512, 8192):
            y = host.perform("forward", torch.zeros(batch, count), batch)
            told["shapes"].append([list(y.shape), bool(torch.isfinite(y).all())])
    told["set"] = [
        host.set("temperature", "0.5"),
        host.set("dropout", "0.250000"),
        host.set("temperature", "7"),
        host.set("dropout", "-3"),
        host.set("reset", "true"),
        host.set("rate", "96000.000000"),
        host.set("rate", "1"),
    ]
    told["got"] = [host.get(name) for name in ("temperature", "dropout", "reset", "rate")]
    told["seeded"] = [
        host.set("seed", "take", buffer=torch.stack([seed, seed]), buffer_rate=sample_rate),
        host.model.set_buffer_attribute("other#0", seed[None], sample_rate),
        host.model.set_buffer_attribute("seed#0", torch.zeros(1, 0), sample_rate),
        host.model.set_buffer_attribute("seed#0", torch.full((1, 100), torch.nan), sample_rate),
    ]
    told["set_seed"] = [host.model.set_seed("take"), host.model.set_seed((seed[None], sample_rate))]
    told["seed"] = [host.get("seed"), host.model.is_buffer_empty("seed#0")]
    for batch in (4, 1):
        y = torch.cat([host.perform("forward", torch.zeros(batch, 2048), batch) for _ in range(4)], dim=1)
        told["shapes"].append([list(y.shape), bool(torch.isfinite(y).all())])
    told["rms"] = float(y.square().mean().sqrt())
    told["cleared"] = [host.model.clear_buffer_attribute("seed#0"), host.model.is_buffer_empty("seed#0")]
    told["ours"] = [name for name in sys.modules if name.startswith("live_")]
    return told


def main(path, sample_rate, seed=""):
    host = Host(path, sample_rate)
    if not seed:
        print(json.dumps(told_of(host, sample_rate)))
        return
    import numpy as np

    torch.manual_seed(0)  # nn~ sets none; a test must not hang on luck
    host.reload()
    host.set("seed", "take", buffer=torch.from_numpy(np.load(seed))[None], buffer_rate=sample_rate)
    np.save(seed.replace(".npy", ".heard.npy"), host.play(2.0, sample_rate).numpy())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
