"""`live-daemon bank` as the tests call it, and the loops of their bank."""

from live_inference.bank import command

RATE = 48_000
NAMES = ["a", "b", "c", "d"]


def run(*words, play=None):
    def silent(*_):
        raise AssertionError("nothing was to sound")

    return command.main([str(word) for word in words], play or silent)
