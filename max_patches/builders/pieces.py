"""The form of the two example pieces, the same in Max and Pd.

*Sympathetic strings* after Pfalz's *Like two strings speaking in sympathy* (dissertation 2018, 6.2.2): the performer,
loops that swell with the strings that sound, loops whose tremolo gets faster as they swell; and a third layer, ring
modulation.
*Variations* after *What comes is better than what came* (6.2.4): the performer is recorded periodically, each take is a
seed, and the dreams come back staggered.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A section of *sympathetic strings*: which layers sound (swell, tremolo, ring), and how loops rise and fall."""

    name: str
    layers: tuple[int, int, int]
    attack_ms: int
    release_ms: int

    @property
    def follows(self) -> int:
        """Whether the follower is on. It is off where no layer sounds, so that a loop learnt then stays silent too."""
        return int(any(self.layers))


SECTIONS: tuple[Section, ...] = (
    Section("alone", (0, 0, 0), 20, 400),
    Section("swell", (1, 0, 0), 60, 1200),
    Section("swell and tremolo", (1, 1, 0), 30, 800),
    Section("all three layers", (1, 1, 1), 15, 500),
    Section("ring", (0, 0, 1), 5, 300),
    Section("last notes", (1, 0, 0), 200, 4000),
    Section("silence", (0, 0, 0), 20, 400),
)
LEARN_S = 4  # length of a take that becomes a loop of *sympathetic strings*

TAKE_S = 8  # length of a take of *variations*
VARIATION_VOICES = 3
VARIATION_STAGGER_S = 3
