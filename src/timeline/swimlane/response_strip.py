"""Responses as reported, in one thin row: CR, PR, SD, PD, NE at their dates."""

from dataclasses import replace

from timeline.case.records.assessment import Assessment
from timeline.swimlane.marks import mark
from timeline.swimlane.model import Group, Lane, Shape, Tone
from timeline.swimlane.placing import Placing


def response_strip(placing: Placing) -> Lane:
    """One mark for each assessment with a response; its label is the category.

    A category is what the source says; a progression for which it gives none is not
    turned into one.
    """
    found = [a for a in placing.case.of_kind(Assessment) if a.response]
    marks = tuple(
        replace(
            mark(placing, a, tone=Tone.RESPONSE, shape=Shape.RING, label=""),
            label=a.response.value if a.response else "",
        )
        for a in placing.chronology.in_order(found)
        if isinstance(a, Assessment)
    )
    return Lane(Group.STATUS, placing.word("lane.strip"), "", marks=marks)
