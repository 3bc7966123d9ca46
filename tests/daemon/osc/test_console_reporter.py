"""What the controller tells the console: a change at once, everything once a second."""

import socket

import pytest
from pythonosc.osc_message import OscMessage

from live_daemon.console.tree import access
from live_daemon.loops.follower import FOLLOWER_KEYS
from live_daemon.osc.addresses import INCOMING
from live_daemon.osc.console_reporter import ConsoleReporter
from live_daemon.settings import FollowerSettings


def test_the_controller_tells_a_change_at_once_and_everything_once_a_second():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hears:
        hears.bind(("127.0.0.1", 0))
        hears.settimeout(60)
        reporter = ConsoleReporter(hears.getsockname()[1])
        state = {key: float(getattr(FollowerSettings(), key)) for key in FOLLOWER_KEYS}
        state |= {
            "temperature": 0.7,
            "tau": 1.0,
            "noise": 0.0,
            "noise_when_stuck": 0.0,
            "energy_hold": 0.25,
            "dropout": None,
            "sampling": None,
            "influence": 1.0,
            "pitches": "auto",
            "manner": "with",
            "dreams_level": 1.0,
            "loops_level": 0.5,
        }

        def heard():
            found = {}
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:  # behind all that was told
                last.sendto(b"", hears.getsockname())
            while packet := hears.recv(4096):
                message = OscMessage(packet)
                found[message.address] = message.params
            return found

        reporter.tell(state, 10.0)
        assert set(heard()) == {row.path for row in INCOMING.values() if access(row) == 3}
        reporter.tell(state, 10.5)
        assert heard() == {}
        reporter.tell(state | {"q": 7.0}, 10.6)
        assert heard() == {"/dream/follower/q": [7.0]}
        reporter.tell(state | {"q": 7.0, "pitches": "C3 51.5"}, 10.7)
        assert heard() == {"/dream/pitches": ["C3 51.5"]}
        reporter.tell(state | {"q": 7.0}, 11.1)
        assert len(heard()) == len(state)
        reporter.tell(state | {"q": 1e9}, 11.2)  # a state file from elsewhere must not end the controller
        assert heard() == {}
        reporter.tell(state | {"sampling": "greedy", "dropout": 0.1}, 11.3)
        assert heard() == {
            "/dream/control/sampling": ["greedy"],
            "/dream/control/dropout": [pytest.approx(0.1)],
            "/dream/follower/q": [20.0],
        }
        reporter.tell(state, 11.4)
        assert heard() == {"/dream/control/sampling": [], "/dream/control/dropout": []}
