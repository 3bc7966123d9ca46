"""From a dream to a loop: where it is cut, how loud it is, which pitches it has."""
