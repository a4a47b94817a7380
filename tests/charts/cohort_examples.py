"""A small cohort with every kind of end, mark and uncertainty; and its evil twin."""

from dataclasses import replace

from charts.hostile import HOSTILE
from swimlane.cohort_cases import case, course, date, diagnosis, last_seen, line
from timeline.case.case import Case
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.response_vocabulary import Response
from timeline.case.vocabulary import VitalStatus
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.model import CohortSwimlane, LeftOut, Row
from timeline.swimlane.cohort.options import STANDARD, CohortOptions


def cases() -> list[Case]:
    """Five patients that can be aligned on diagnosis, and one that cannot."""
    return [
        case(
            "ongoing",
            diagnosis(),
            line(1, "D10", "D100", regimen="durvalumab + GEMCIS"),
            course(1, "gemcitabine", "D10", "D60"),
            course(1, "durvalumab", "D10", "D100"),
            line(2, "D110", regimen="trastuzumab", ongoing=True),
            Assessment(id="a", date=date("D60"), response=Response.PR),
            AdverseEvent(id="e", date=date("D60"), term="rash"),
            last_seen("D400"),
        ),
        case(
            "dead",
            diagnosis(),
            line(1, "D20", "M5"),
            Progression(id="p", date=date("[D80..D120]")),
            last_seen("D300", VitalStatus.DEAD),
        ),
        case(
            "window", diagnosis("[D0..D30]"), line(1, "[D40..D70]"), last_seen("D250")
        ),
        case(
            "lost",
            diagnosis(),
            last_seen("[D180..D200]").changed(id="alive"),
            last_seen("[D180..D200]", VitalStatus.LOST),
        ),
        case("open", diagnosis()),
        case("undated", diagnosis("")),
    ]


def cohort(options: CohortOptions = STANDARD) -> CohortSwimlane:
    """The picture of these patients."""
    return build_cohort(cases(), options)


def poisoned(found: CohortSwimlane) -> CohortSwimlane:
    """The same picture with hostile texts in every place that takes a text."""
    text = " ".join(HOSTILE)
    listed = (LeftOut(text, text),)
    curve = found.curve and replace(found.curve, name=text, rule=text, left_out=listed)
    return replace(
        found,
        title=text,
        zero=text,
        order=text,
        columns=(text,) * len(found.columns),
        rows=tuple(_poisoned_row(row, text) for row in found.rows),
        left_out=listed,
        undated=listed,
        curve=curve,
    )


def _poisoned_row(row: Row, text: str) -> Row:
    detail = ((text, text), (text, text))
    segments = tuple(
        replace(one, name=text, bar=replace(one.bar, label=text, detail=detail))
        for one in row.segments
    )
    events = tuple(
        replace(one, mark=replace(one.mark, label=text, detail=detail))
        for one in row.events
    )
    return replace(
        row,
        code=text,
        group=text,
        cells=(text,) * len(row.cells),
        follow_up=replace(row.follow_up, label=text, detail=detail),
        segments=segments,
        events=events,
    )
