"""Which part of the controller does what an OSC address asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from live_daemon.bank.bank_orders import BankOrders
from live_daemon.control.dream_controls import DreamControls
from live_daemon.dreams.parts import DreamParts
from live_daemon.loops.follower import FOLLOWER_KEYS
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import CONTROLS


def handlers(
    mixer: LoopMixer, dreams: DreamParts, banks: BankOrders, controls: DreamControls
) -> dict[str, Callable[..., None]]:
    """Return what each address calls, with the arguments of the table. *Controller's main thread calls them.*

    The few that concern the whole controller are added there.
    """
    follower = {key: "enable" if key == "enabled" else key for key in FOLLOWER_KEYS}
    return {
        "/dream/seed": dreams.intake.seed,
        "/dream/seed/live": dreams.intake.seed_live,
        "/dream/cancel": dreams.orders.cancel,
        "/dream/bank/load": banks.load,
        "/dream/bank/add": banks.add,
        "/dream/unmute": mixer.unmute_all,
        "/dream/loop/gain": mixer.set_loop_gain,
        "/dream/loop/mute": lambda loop, on: mixer.set_loop_mute(loop, bool(on)),
        "/dream/loop/layer": mixer.set_loop_layer,
        **{f"/dream/follower/{word}": partial(mixer.set_follower, key) for key, word in follower.items()},
        "/dream/follower/map": mixer.set_weight,
        "/dream/follower/map/auto": mixer.set_weights_auto,
        **{path: partial(controls.set, name) for name, path in CONTROLS.items()},
        "/dream/control/reset": controls.reset,
    }
