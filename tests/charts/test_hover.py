"""The text of a hover: short lines, and nothing of it is markup."""

import textwrap

import pytest

from timeline.charts.hover import hover
from timeline.swimlane.model import Certainty


def test_title_lines_and_how_well_it_is_placed() -> None:
    told = hover("A & B", (("Start", "<i>"), ("Stop", "D9")), Certainty.DAY)
    assert told == (
        "<b>A &amp; B</b><br>Start: &lt;i&gt;<br>Stop: D9<br>Placed by: exact day"
    )
    assert hover("", (), Certainty.DAY) == "Placed by: exact day"


def test_a_long_value_goes_on_below() -> None:
    told = hover("", (("Source", "word " * 20),), Certainty.MONTH)
    first, more, last = told.split("<br>")
    assert len(first) <= 60 >= len(more)
    assert more.startswith("\u2003word")
    assert last == "Placed by: month"


@pytest.mark.parametrize("value", ["", "a\tb", "a\nb", "a ", "\xa0", "x" * 57])
def test_a_short_value_reads_as_if_it_had_been_wrapped(value: str) -> None:
    wrapped = textwrap.wrap(f"N: {value}", 60)
    told = hover("", (("N", value),), Certainty.DAY)
    assert told == "<br>".join([*wrapped, "Placed by: exact day"])
