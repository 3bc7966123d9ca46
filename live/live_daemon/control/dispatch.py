"""Which part of the controller does what an OSC address asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from live_daemon.bank.bank_orders import BankOrders
from live_daemon.control.dream_controls import DreamControls
from live_daemon.dreams.dream_orders import DreamOrders
from live_daemon.loops.follower import FOLLOWER_KEYS
from live_daemon.loops.mixer import LoopMixer
from live_daemon.osc.addresses import CONTROLS


def handlers(
    stage: LoopMixer, desk: DreamOrders, banks: BankOrders, controls: DreamControls
) -> dict[str, Callable[..., None]]:
    """Return what each address calls, with the arguments of the table. *Controller's main thread calls them.*

    The few that concern the whole controller are added there.
    """
    follower = {key: "enable" if key == "enabled" else key for key in FOLLOWER_KEYS}
    return {
        "/dream/seed": desk.seed,
        "/dream/seed/live": desk.seed_live,
        "/dream/cancel": desk.cancel,
        "/dream/bank/load": banks.load,
        "/dream/bank/add": banks.add,
        "/dream/unmute": stage.unmute_all,
        "/dream/loop/gain": stage.set_loop_gain,
        "/dream/loop/mute": lambda loop, on: stage.set_loop_mute(loop, bool(on)),
        "/dream/loop/layer": stage.set_loop_layer,
        **{f"/dream/follower/{word}": partial(stage.set_follower, key) for key, word in follower.items()},
        "/dream/follower/map": stage.set_weight,
        "/dream/follower/map/auto": stage.set_weights_auto,
        **{path: partial(controls.set, name) for name, path in CONTROLS.items()},
        "/dream/control/reset": controls.reset,
    }
