"""Many steps of a sample-wise dream in one call, in PyTorch: to be scripted, or captured in a graph."""

# TorchScript reads the annotations of attributes as they are: `from __future__ import annotations` makes them strings.

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from live_models.families.lstm.backends.stack import Stack
from live_models.heads import FULL, GREEDY, HOLD_DB, MAX_LOG_DEVIATION, MAX_SAMPLE, MIN_LOG_DEVIATION, TEMPERED

if TYPE_CHECKING:
    from live_models.families.sample_wise.head import SampleHead


class SampleLoop(nn.Module):
    """Window, network, head, draw, feedback: the steps of `live_models.families.lstm.sample_wise`, as tensors.

    What changes from call to call comes as tensors, numbers too: a captured graph keeps the numbers it was captured
    with. The draw is made in float64 as `live_models.heads.draw_sample` makes it, so that the same component is
    chosen.
    """

    combine_weight: Tensor
    combine_bias: Tensor
    linear: Tensor
    deviations: Tensor
    classes: Tensor

    def __init__(self, stack: Stack, head: "SampleHead", rows: int, bands: int) -> None:
        super().__init__()
        self.stack = stack
        self.rows = rows
        self.bands = bands
        self.num_components = head.num_components
        self.deviation = float(head.deviation)
        self.level = float(head.level)
        self.rate = float(head.rate)
        self.combined = len(head.combine_bias) > 0
        self.skipped = len(head.linear) > 0
        self.hold_db, self.limit = float(HOLD_DB), float(MAX_SAMPLE)
        self.lowest, self.highest = float(MIN_LOG_DEVIATION), float(MAX_LOG_DEVIATION)
        self.register_buffer("combine_weight", torch.from_numpy(head.combine_weight).clone())
        self.register_buffer("combine_bias", torch.from_numpy(head.combine_bias).clone())
        self.classified = len(head.classes) > 0
        self.greedy, self.tempered, self.full = float(GREEDY), float(TEMPERED), float(FULL)
        self.register_buffer("classes", torch.from_numpy(head.classes).clone())
        self.register_buffer("linear", torch.from_numpy(head.linear.reshape(bands, -1)).clone())
        self.sized = len(head.deviations) > 0
        self.register_buffer("deviations", torch.from_numpy(head.deviations).clone())

    def forward(
        self,
        x: Tensor,
        memory: tuple[Tensor, Tensor],
        power: Tensor,
        draws: tuple[Tensor, Tensor],
        controls: Tensor,
        following: Tensor | None,
        masks: tuple[Tensor | None, Tensor | None],
        entry: Tensor | None = None,
    ) -> Tensor:
        """What each lane goes on with; moves the windows `x`, the states and the power in place.

        `draws`: chance; normal and noise. `controls`: `Steering.numbers`. `following`: samples known already
        (listening: nothing is drawn). The last row of each dream goes on with its sample, the noise fed back included.
        In bands a sample is one of each.

        Shape: `[lanes, seg_len]`, hidden and cell states `[L, lanes, H]`, power `[dreams]`, draws `[dreams, steps]` and
        `[2, dreams, steps * bands]`, masks `[steps, lanes, columns]`, following `[lanes, steps * bands]`, entry as of a
        `Stack` -> `[2, lanes, steps * bands]`: fed back, and without noise
        """
        chances, bands = draws[0], self.bands
        numbers = draws[1].reshape(2, power.size(0), -1, bands)
        hidden, cell = memory
        mask_in, mask_out = masks
        fed: list[Tensor] = []
        clean: list[Tensor] = []
        dreams = power.size(0)
        for step in range(chances.size(1)):
            y = self.stack(
                x,
                hidden,
                cell,
                None if mask_in is None else mask_in[step],
                None if mask_out is None else mask_out[step],
                entry,
            )
            if following is not None:
                column = following[:, step * bands : (step + 1) * bands]
                plain = column
            else:
                sample = self.sample(x, y, power, chances[:, step], numbers[0, :, step], controls)
                power.add_(self.rate * ((sample * sample).mean(dim=1) - power))
                # Every row but the last goes on with what the row after it begins with: the flattened matrix slides.
                passed = x.reshape(dreams, self.rows, -1)[:, 1:, :bands]
                noise = numbers[1, :, step]
                if self.sized:
                    noise = noise * self.deviations
                noisy = sample + controls[2] * noise
                column = torch.cat([passed, noisy.to(torch.float32).unsqueeze(1)], dim=1).reshape(-1, bands)
                plain = torch.cat([passed, sample.to(torch.float32).unsqueeze(1)], dim=1).reshape(-1, bands)
            x.copy_(torch.cat([x[:, bands:], column], dim=1))
            fed.append(column)
            clean.append(plain)
        return torch.stack([torch.cat(fed, dim=1), torch.cat(clean, dim=1)])

    def sample(self, x: Tensor, y: Tensor, power: Tensor, chance: Tensor, normal: Tensor, controls: Tensor) -> Tensor:
        """Each dream's next sample, float64. Shape: `normal` `[dreams, bands]` -> `[dreams, bands]`."""
        dreams = power.size(0)
        output = y.reshape(dreams, self.rows, -1)[:, -1]
        if self.combined:
            output = torch.matmul(y.reshape(dreams, self.rows), self.combine_weight.t()) + self.combine_bias
        value = output[:, : self.bands].to(torch.float64)
        spread = self.spread(power, controls[1])
        if self.num_components > 0 or self.classified:
            value = self.drawn(output.to(torch.float64), spread, chance, normal, controls)
        if self.skipped:
            last = x.reshape(dreams, self.rows, -1)[:, -1]
            if self.sized:
                value = value * self.deviations
            excited = self.deviation * spread.clamp(max=1.0).unsqueeze(1) * value
            given = torch.matmul(last, self.linear[0]).unsqueeze(1)
            if self.bands > 1:
                given = torch.matmul(last, self.linear.t())
            value = given.to(torch.float64) + excited
        return value.clamp(-self.limit, self.limit)

    def spread(self, power: Tensor, hold: Tensor) -> Tensor:
        """The level's part in the draw (`live_models.heads.spread_for_level`). Shape: `[dreams]` -> `[dreams]`."""
        spread = torch.ones_like(power)
        if self.level > 0.0:
            error_db = 10.0 * torch.log10(power.clamp(min=1e-30) / self.level)
            held = torch.exp(-hold * error_db.clamp(-self.hold_db, self.hold_db) / self.hold_db)
            spread = torch.where(torch.isfinite(power), held, spread)
        return spread

    def drawn(self, output: Tensor, spread: Tensor, chance: Tensor, normal: Tensor, controls: Tensor) -> Tensor:
        """Numbers from each mixture, or one from classes. Shape: `[dreams, O]` -> `[dreams, bands]`."""
        count = self.num_components
        if self.classified:
            count = self.classes.size(0)
        temperature, method, tau = controls[0], controls[3], controls[4]
        logits = output[:, :count]
        weights = log_deviations = logits  # classes have none, but TorchScript wants the name in every branch
        if not self.classified:
            log_deviations = output[:, count : count * (1 + self.bands)].clamp(self.lowest, self.highest)
            widths = log_deviations.reshape(-1, count, self.bands).mean(dim=2)
            weights = torch.where(method != self.full, logits - widths, logits)
        shares, order = torch.sort(torch.softmax(weights, dim=1), dim=1, descending=True, stable=True)
        beyond = torch.cumsum(shares, dim=1) > tau + 1e-12
        beyond[:, 0] = False
        outside = torch.zeros_like(beyond).scatter(1, order, beyond) & (method == self.tempered)
        heaviest = torch.argmax(weights, dim=1)
        away = (weights - weights.max(dim=1, keepdim=True)[0]) / temperature.clamp(min=1e-6)
        edges = torch.cumsum(torch.where(outside, torch.zeros_like(away), torch.exp(away)), dim=1)
        chosen = (edges <= chance.unsqueeze(1) * edges[:, -1:]).sum(dim=1).clamp(max=count - 1)
        component = torch.where((temperature > 0.0) & (method != self.greedy), chosen, heaviest).unsqueeze(1)
        if self.classified:
            middle = torch.matmul(torch.softmax(logits, dim=1), self.classes)
            value = (middle + spread * (self.classes[component[:, 0]] - middle)).unsqueeze(1)
        else:
            places = component * self.bands + torch.arange(self.bands, device=component.device)
            deviation = torch.exp(log_deviations.gather(1, places)) * temperature * spread.unsqueeze(1)
            deviation = torch.where(method == self.full, deviation, torch.zeros_like(deviation))
            value = output.gather(1, count * (1 + self.bands) + places) + deviation * normal
        finite = torch.isfinite(logits).all(dim=1, keepdim=True)
        return torch.where(finite, value, torch.full_like(value, torch.nan))
