"""Keeps the rounds of the garbage collector out of the repaints.

The libraries of the app are some 170,000 objects. A full round over them takes longer
than ten repaints, and one falls due every few dozen keys: the picture would stutter.
"""

import gc
from functools import cache

ROUNDS = 50_000, 20, 50
"""Objects after which a round is due, and rounds after which a longer one is.

Python's own 700 objects are a part of one repaint: rounds took an eighth of its time.
"""


def collect_rarely() -> None:
    """Let a round of the garbage collector come after many repaints, not within one."""
    gc.set_threshold(*ROUNDS)


@cache
def exempt_loaded_objects() -> None:
    """Leave everything that is loaded now out of later rounds; only once.

    A second time would keep what is garbage by then for as long as the app runs.
    """
    gc.freeze()
