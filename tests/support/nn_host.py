"""What nn~ does with a file, re-enacted in a process that knows torch alone: ``python nn_host.py FILE``; prints JSON.

The order and the shapes are those read in nn~'s source: load, eval, ask for methods and attributes, tell the sample
rate, then call the method in inference mode with blocks cut to the ratios; attributes travel as words, converted by
their type codes; a buffer~ arrives as [channels, samples] with its rate, outside inference mode.
"""

from __future__ import annotations

import json
import sys

import torch

CONVERT = {0: lambda word: word.lower() == "true", 1: int, 2: float, 3: str}


class Host:
    def __init__(self, path, sample_rate):
        self.model = torch.jit.load(path)
        self.model.eval()
        self.methods = list(self.model.get_methods())
        self.attributes = list(self.model.get_attributes())
        self.buffers = list(self.model.get_buffer_attributes())
        self.model.set_sample_rate(sample_rate)

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

    def set(self, name, *words):
        values = [CONVERT[code](word) for code, word in zip(self.params(name), words, strict=True)]
        return int(getattr(self.model, f"set_{name}")(*values))


def main(path):
    host = Host(path, 48000)
    told = {
        "methods": {name: host.params(name) for name in host.methods},
        "labels": [host.model.forward_input_labels, host.model.forward_output_labels],
        "attributes": {name: [host.params(name), host.get(name)] for name in host.attributes},
        "buffers": host.buffers,
        "empty": host.model.is_buffer_empty("seed#0"),
        "shapes": [],
    }
    for batch in (1, 4, 1):
        for count in (64, 512, 8192):
            y = host.perform("forward", torch.zeros(batch, count), batch)
            told["shapes"].append([list(y.shape), bool(torch.isfinite(y).all())])
    told["set"] = [
        host.set("temperature", "0.5"),
        host.set("dropout", "0.25"),
        host.set("temperature", "7"),
        host.set("dropout", "-3"),
        host.set("reset", "true"),
    ]
    told["got"] = [host.get("temperature"), host.get("dropout"), host.get("reset")]
    seed = 0.3 * torch.sin(torch.arange(96000) * 2 * torch.pi * 440 / 48000)
    told["seeded"] = [
        host.model.set_buffer_attribute("seed#0", torch.stack([seed, seed]), 48000),
        host.model.set_buffer_attribute("other#0", seed[None], 48000),
        host.model.set_buffer_attribute("seed#0", torch.zeros(1, 0), 48000),
        host.model.set_buffer_attribute("seed#0", torch.full((1, 100), torch.nan), 48000),
    ]
    told["set_seed"] = [host.model.set_seed("take"), host.model.set_seed((seed[None], 48000))]
    told["seed"] = [host.get("seed"), host.model.is_buffer_empty("seed#0")]
    for batch in (4, 1):
        y = torch.cat([host.perform("forward", torch.zeros(batch, 2048), batch) for _ in range(4)], dim=1)
        told["shapes"].append([list(y.shape), bool(torch.isfinite(y).all())])
    told["rms"] = float(y.square().mean().sqrt())
    told["cleared"] = [host.model.clear_buffer_attribute("seed#0"), host.model.is_buffer_empty("seed#0")]
    told["ours"] = [name for name in sys.modules if name.startswith("live_")]
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
