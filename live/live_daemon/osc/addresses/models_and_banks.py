"""Rows of checkpoints and of banks of loops."""

from __future__ import annotations

from typing import Final

from live_daemon.osc.addresses.parts import dream_id
from live_daemon.osc.rules import Address, Answer, Argument, Handler

PAGE: Final = "models and banks"

ROWS: Final = (
    Address(
        path="/dream/model/load",
        meaning="make a checkpoint the current model (answered by /dream/model/ready)",
        arguments=(Argument("name", "s", "name of the checkpoint"),),
        handler=Handler("worker.load"),
        example=("nylon-spectrum",),
        page=PAGE,
        setting="engine.model",
        answer=Answer("/dream/model/ready", 120.0),
    ),
    Address(
        path="/dream/model/list",
        meaning="list the checkpoints (one /dream/model/name each)",
        handler=Handler("worker.list_models"),
        page=PAGE,
        asks=True,
        answer=Answer("/dream/model/name", 10.0),
    ),
    Address(
        path="/dream/bank/load",
        meaning="replace the loops by those of a bank",
        arguments=(Argument("path", "s", "bank folder (it contains bank.json)"),),
        handler=Handler("banks.load"),
        example=("/banks/first",),
        page=PAGE,
        setting="paths.bank",
        answer=Answer("/dream/bank/ready", 60.0),
    ),
    Address(
        path="/dream/bank/add",
        meaning="add a dream as a loop",
        arguments=(dream_id(),),
        handler=Handler("banks.add"),
        example=(3,),
        page=PAGE,
        answer=Answer("/dream/bank/ready", 60.0),
    ),
)
