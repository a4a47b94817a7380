"""What is loaded once and stays is left out of the rounds of the garbage collector.

The libraries of the app are some 170,000 objects. A full round over them takes longer
than ten repaints, and one falls due every few dozen keys: the picture would stutter.
"""

import gc
from functools import cache


@cache
def set_loaded_aside() -> None:
    """Leave everything that is loaded now out of later rounds; only once.

    A second time would keep what is garbage by then for as long as the app runs.
    """
    gc.freeze()
