"""Reports on the ports that hear OSC: once when one is taken, and when it is free again."""

from __future__ import annotations

import os

from live_daemon.log import Lasting, say
from live_daemon.osc.link import Ports
from live_daemon.osc.process import RETRY_PORT_S
from live_daemon.osc.reporter import Reporter
from live_daemon.settings import OscSettings


class OscPorts:
    """Reports changes of the ports. *Controller's main thread only.*"""

    def __init__(self, settings: OscSettings, reporter: Reporter):
        self._settings = settings
        self._reporter = reporter
        self._trouble = Lasting()
        self._panic_trouble = Lasting()
        self.are_known = self.is_taken = False

    def report(self, ports: Ports) -> None:
        """Report what changed."""
        self.are_known, self.is_taken = True, ports.osc > 0
        osc = self._settings
        if ports.osc:
            self._report_taken(self._trouble, "listen_port", osc.listen_port, ports.osc, "OSC is not heard")
        else:
            free = "the port is free again, " if self._trouble.is_over() else ""
            say(f"OSC: {free}hearing {osc.listen_host}:{osc.listen_port}, sending to {', '.join(osc.send) or 'nobody'}")
        if ports.panic > 0:
            self._report_taken(
                self._panic_trouble, "panic_port", osc.panic_port, ports.panic, "no panic is heard there"
            )
        elif ports.panic == 0:
            free = "the port is free again, " if self._panic_trouble.is_over() else ""
            say(f"OSC: {free}hearing a panic on {osc.listen_host}:{osc.panic_port} too")

    def _report_taken(self, lasting: Lasting, name: str, port: int, number: int, what: str) -> None:
        trouble = (
            f"osc.{name} {port} on {self._settings.listen_host} cannot be used ({os.strerror(number)}): {what}; close "
            f"the program that holds it, or set [osc] {name} (tried again every {RETRY_PORT_S:g} s, told once)"
        )
        if lasting.is_new(trouble):
            self._reporter.problem("", trouble)
