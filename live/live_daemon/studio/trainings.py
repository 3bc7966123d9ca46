"""Trainings: begun, paused, resumed, finished, thrown away from the page; each runs in a process of its own.

It goes on when the browser, the console or the daemon ends: what it told is on disk, and its process is found again.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live_daemon.studio import training_process
from live_daemon.studio.answers import StudioError, answer, body_of
from live_daemon.studio.apart import Apart
from live_daemon.studio.context import StudioContext
from live_daemon.studio.folders import TRAININGS, folder_of, key_of
from live_daemon.studio.training_log import (
    EVENTS,
    TROUBLES,
    Started,
    events_from,
    events_size,
    last_events,
    last_trouble,
    read_started,
    write_started,
)
from live_daemon.studio.training_orders import Order, Recordings, Resumption, order_of
from live_daemon.studio.training_questions import TrainerQuestions
from live_inference.command_line.asking import FINISH, PAUSE, ask, take_back
from live_inference.command_line.locking import BusyError, alone_in
from live_inference.command_line.names import name_fault
from live_inference.command_line.printable import printable

SHOW_S: Final = 120.0
"""A show lasts for so long after the last sound."""
MOST_SHOWN: Final = 50
STATE: Final = "state.safetensors"
RUNNING, PAUSED, FINISHED, FAILED = "running", "paused", "finished", "failed"
_INTERRUPTED: Final = 130
_LOCK_S: Final = 5.0


class Trainings:
    """Starts and stops trainings, one at a time. *Any thread.*"""

    def __init__(self, context: StudioContext):
        """Nothing is started."""
        self._context = context
        self._folder = context.folder / "trainings"
        self._checkpoints = Path(context.settings.paths.checkpoints)
        self._lock = threading.Lock()

    def all(self) -> dict[str, Any]:
        """Return the trainings, the newest first, which of them runs, and whether there is a show."""
        found = [started for folder in self._folders() if (started := read_started(folder))]
        found.sort(key=lambda one: one.at, reverse=True)
        rows = [self.summary(one) for one in found[:MOST_SHOWN]]
        running = next((one["name"] for one in rows if one["state"] == RUNNING), None)
        return {"trainings": rows, "running": running, "show": self._is_show()}

    def running(self) -> str | None:
        """Return the name of the training that runs."""
        found = (started for folder in self._folders() if (started := read_started(folder)))
        return next((one.name for one in found if self._runs(one)), None)

    def summary(self, started: Started) -> dict[str, Any]:
        """Return what a list shows of a training."""
        last = last_events(self._folder / started.name, started.from_event)
        state, reason = self._state(started, last)
        told = [one.get("progress") for one in last.values()]
        progress = max((one for one in told if isinstance(one, int | float)), default=0.0)
        return {
            "name": started.name,
            "state": state,
            "reason": reason,
            "at": started.at,
            "minutes": started.minutes,
            "approach": last.get("plan", {}).get("approach") or started.approach,
            "preset": last.get("plan", {}).get("preset") or started.preset,
            "recordings": started.recordings,
            "progress": 1.0 if state == FINISHED else progress,
            "verdict": last.get("verdict", {}).get("words", ""),
            "usable": (self._checkpoints / f"{started.name}.json").is_file(),
            "can_go_on": state != RUNNING and (self._work(started.name) / STATE).is_file(),
        }

    def events(self, name: str, start: int) -> dict[str, Any]:
        """Return what a training has told from a byte of its events on, and its summary."""
        started = self._started(name)
        events, end = events_from(self._folder / name, start)
        return {"events": [self._with_keys(one) for one in events], "next": end, "training": self.summary(started)}

    def begin(self, order: Order) -> dict[str, Any]:
        """Begin a training. Raises StudioError."""
        paths = order.paths(self._context)
        arguments = order.arguments(self._context, paths)
        with self._lock:
            self._refuse_beside(order.insist)
            folder, work = self._folder / order.name, self._work(order.name)
            taken = [folder / "started.json", self._checkpoints / f"{order.name}.json", work / STATE]
            if any(one.exists() for one in taken):
                raise StudioError(f"{order.name}: there is one of that name; choose another", HTTPStatus.CONFLICT)
            started = Started(
                order.name, 1, 0.0, time.time(), 0, order.minutes, order.approach, order.preset,
                [printable(path.name) for path in paths],
            )  # fmt: skip
            return self._start(started, arguments)

    def go_on(self, name: str, asked: Resumption, *flags: str) -> dict[str, Any]:
        """Go on with a training that was paused, or longer with one that was finished. Raises StudioError."""
        with self._lock:
            started = self._started(name)
            self._refuse_beside(asked.insist)
            if not (self._work(name) / STATE).is_file():
                raise StudioError(f"{name}: has learnt nothing that could be gone on with; begin another")
            arguments = [f"--name={name}", f"--checkpoints={self._checkpoints}", "--json", "--resume", *flags]
            if asked.minutes is not None:
                arguments.append(f"--minutes={asked.minutes:g}")
                started = replace(started, minutes=asked.minutes)
            return self._start(started, arguments)

    def pause(self, name: str) -> dict[str, Any]:
        """Ask a training to keep all and end; it does so after the present step. Raises StudioError."""
        return self._ask(name, PAUSE)

    def finish(self, name: str, asked: Resumption) -> dict[str, Any]:
        """Let a training end now and keep what it has learnt, whether it runs or is paused. Raises StudioError."""
        if self._runs(self._started(name)):
            return self._ask(name, FINISH)
        return self.go_on(name, asked, "--finish")

    def throw_away(self, name: str) -> dict[str, Any]:
        """End a training and delete what it has learnt; a checkpoint that it has made stays. Raises StudioError."""
        with self._lock:
            started, work = self._started(name), self._work(name)
            busy = f"{name}: cannot be ended; try again, or end it in its terminal"
            if not training_process.kill(started.pid, started.process_at):
                raise StudioError(busy, HTTPStatus.CONFLICT)
            try:
                with alone_in(work, busy, wait_s=_LOCK_S):
                    pass
                shutil.rmtree(work, ignore_errors=True)
                shutil.rmtree(self._folder / name)
            except BusyError:
                raise StudioError(busy, HTTPStatus.CONFLICT) from None
            except OSError as error:
                reason = error.strerror or str(error)
                raise StudioError(f"{name}: cannot be deleted ({reason})", HTTPStatus.CONFLICT) from None
        return self.all()

    def _start(self, started: Started, arguments: list[str]) -> dict[str, Any]:
        folder = self._folder / started.name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            take_back(self._work(started.name))
            begin = events_size(folder)
            pid, at = training_process.start(arguments, folder / EVENTS, folder / TROUBLES)
            started = replace(started, pid=pid, process_at=at, from_event=begin)
            try:
                write_started(folder, started)
            except OSError:  # nobody would find it again
                training_process.kill(pid, at)
                raise
        except OSError as error:
            reason = error.strerror or str(error)
            raise StudioError(
                f"{started.name}: cannot be started ({reason})", HTTPStatus.INSUFFICIENT_STORAGE
            ) from None
        return self.summary(started)

    def _ask(self, name: str, what: str) -> dict[str, Any]:
        started, work = self._started(name), self._work(name)
        if not self._runs(started):
            raise StudioError(f"{name}: does not run", HTTPStatus.CONFLICT)
        if not work.is_dir():
            raise StudioError(f"{name}: is still starting; ask again in a moment", HTTPStatus.CONFLICT)
        with contextlib.suppress(OSError):  # a disk that is full has no room for a word either
            ask(work, what)
        return self.summary(started)

    def _refuse_beside(self, insist: bool) -> None:
        """Refuse to start beside another training, or during a show unless that is insisted on."""
        running = self.running()
        if running is not None:
            raise StudioError(f"{running} is being trained; pause or finish it first", HTTPStatus.CONFLICT)
        if self._is_show() and not insist:
            raise StudioError(
                f"something sounded in the last {SHOW_S:.0f} s: a training beside a show takes time from the dreams; "
                "wait, or insist",
                HTTPStatus.CONFLICT,
            )

    def _state(self, started: Started, last: dict[str, dict[str, Any]]) -> tuple[str, str]:
        """Return the state and, where it failed, why."""
        if self._runs(started):
            return RUNNING, ""
        ended = last.get("ended")
        if ended is None:
            return FAILED, last_trouble(self._folder / started.name) or "it was ended from outside"
        if ended.get("status") == 0:
            return FINISHED, ""
        reason = str(last.get("stopped", {}).get("reason", ""))
        return (PAUSED, "") if ended.get("status") == _INTERRUPTED else (FAILED, reason)

    def _with_keys(self, event: dict[str, Any]) -> dict[str, Any]:
        """Return an event whose sounds have the keys by which a page finds them."""
        if event["event"] == "dream":
            return {**event, "sound": self._sound(event.get("path"))}
        if event["event"] == "verdict" and isinstance(event.get("dreams"), list):
            rows = [one for one in event["dreams"] if isinstance(one, dict)]
            return {**event, "dreams": [{**one, "sound": self._sound(one.get("path"))} for one in rows]}
        return event

    def _sound(self, path: object) -> dict[str, str] | None:
        with contextlib.suppress(ValueError):
            return {"folder": TRAININGS, "key": key_of(folder_of(self._context, TRAININGS), Path(str(path)))}
        return None

    def _started(self, name: str) -> Started:
        started = None if name_fault(name) else read_started(self._folder / name)
        if started is None or started.name != name:
            raise StudioError(f"{printable(name)[:100]}: there is no training of that name", HTTPStatus.NOT_FOUND)
        return started

    @staticmethod
    def _runs(started: Started) -> bool:
        return training_process.is_running(started.pid, started.process_at)

    def _is_show(self) -> bool:
        return self._context.history.quiet_s() < SHOW_S

    def _work(self, name: str) -> Path:
        return self._checkpoints / f"{name}.training"

    def _folders(self) -> list[Path]:
        try:
            return [one for one in self._folder.iterdir() if name_fault(one.name) is None]
        except OSError:
            return []


def routes(context: StudioContext) -> list[BaseRoute]:
    """Return this part's routes."""
    trainings, questions = Trainings(context), TrainerQuestions()
    asking, starting = Apart(), Apart()  # whatever starts or throws away waits until no other does

    def listed(_request: Request) -> Response:
        return answer(trainings.all())

    def running(_request: Request) -> Response:
        return answer({"running": trainings.running()})

    async def choices(_request: Request) -> Response:
        return answer({"approaches": await asking.run(questions.choices)})

    def events(request: Request) -> Response:
        text = request.query_params.get("from", "0")
        start = int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
        return answer(trainings.events(request.path_params["name"], start))

    def throw_away(request: Request) -> Response:
        return answer(trainings.throw_away(request.path_params["name"]))

    async def inspect(request: Request) -> Response:
        body = await body_of(request)
        paths = await run_in_threadpool(lambda: order_of(body, Recordings).paths(context))
        return answer({"recordings": await asking.run(questions.heard_in, paths)})

    async def begin(request: Request) -> Response:
        body = await body_of(request)
        begun = await starting.run(lambda: trainings.begin(order_of(body, Order)))
        return answer(begun, HTTPStatus.CREATED)

    async def pause(request: Request) -> Response:
        await body_of(request)
        return answer(await run_in_threadpool(trainings.pause, request.path_params["name"]))

    def asked(do: Callable[[str, Resumption], dict[str, Any]]) -> Callable[[Request], Any]:
        async def route(request: Request) -> Response:
            asked = order_of(await body_of(request), Resumption)
            return answer(await starting.run(do, request.path_params["name"], asked))

        return route

    return [
        Route("/trainings", listed, methods=["GET"]),
        Route("/trainings", begin, methods=["POST"]),
        Route("/trainings/running", running, methods=["GET"]),
        Route("/trainings/choices", choices, methods=["GET"]),
        Route("/trainings/inspect", inspect, methods=["POST"]),
        Route("/trainings/of/{name}", events, methods=["GET"]),
        Route("/trainings/of/{name}", starting.route(throw_away), methods=["DELETE"]),
        Route("/trainings/of/{name}/pause", pause, methods=["POST"]),
        Route("/trainings/of/{name}/resume", asked(trainings.go_on), methods=["POST"]),
        Route("/trainings/of/{name}/finish", asked(trainings.finish), methods=["POST"]),
    ]
