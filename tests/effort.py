"""How far a long proof goes: a seeded sample in `make test`, all in `make proof`."""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

import pytest

T = TypeVar("T")

IN_FULL = os.environ.get("TIMELINE_TEST_PROOF") == "1"
"""Set by `make proof`, which runs the tests that this changes, and no others."""
SEED = 20_261_201

proof = pytest.mark.proof
"""Marks a test that goes further in `make proof`."""


def effort(sample: int, full: int) -> int:
    """How many times something is tried."""
    return full if IN_FULL else sample


def sampled(choices: Sequence[T], sample: int, full: int) -> list[T]:
    """Some of many choices, the same at each run; in full more or all of them."""
    count = min(len(choices), effort(sample, full))
    return random.Random(SEED).sample(choices, count)  # noqa: S311 - no secret
