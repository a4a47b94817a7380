"""The texts and tables that go with the figure of a cohort."""

from collections import Counter
from collections.abc import Iterator

from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.charts.cohort.page import sentences
from timeline.charts.cohort.style import EVENTS
from timeline.charts.cohort.survival import facts
from timeline.charts.package.months import month_of
from timeline.charts.package.table import as_csv, escaped
from timeline.charts.print.drawing import Drawing
from timeline.language.words import ENGLISH
from timeline.swimlane.cohort.model import CohortSwimlane, LeftOut

_HEAD = (
    "patient",
    "drawn_as",
    "what",
    "certainty",
    "start_earliest_month",
    "start_latest_month",
    "end_earliest_month",
    "end_latest_month",
    "ongoing",
)
_SURVIVAL = (
    "months",
    "at_risk",
    "events",
    "censored",
    "survival",
    "lower",
    "upper",
)


def caption(cohort: CohortSwimlane, drawing: Drawing) -> str:
    """The legend as Markdown, one paragraph for each matter."""
    parts = [f"Figure. {cohort.title}."]
    synthetic = sum(row.synthetic for row in cohort.rows)
    if synthetic:
        parts[0] += (
            f" SYNTHETIC DATA: {synthetic} of {len(cohort.rows)} patients are made up."
        )
    parts += sentences(cohort)
    printed = {text.text for text in drawing.texts}
    if cohort.rows and cohort.rows[0].code not in printed:
        parts.append("Too many rows for texts: data.csv lists them from the top down.")
    parts += _left_out("Not drawn, because not aligned", cohort.left_out)
    parts += _left_out("Not drawn, because nothing dates it", cohort.undated)
    if cohort.curve:
        words = "Drawn, but not in the curve"
        parts += _left_out(words, cohort.curve.left_out)
    return "\n\n".join(escaped(part) for part in parts) + "\n"


def _left_out(heading: str, found: tuple[LeftOut, ...]) -> Iterator[str]:
    if found:
        listed = "; ".join(f"{one.code}, {one.reason}" for one in found)
        yield f"{heading}: {listed}."


def alt_text(cohort: CohortSwimlane) -> str:
    """The figure in words, for those who cannot see it."""
    count = len(cohort.rows)
    ends = Counter(row.end.value for row in cohort.rows)
    told = [
        f"Swimmer plot of {count} patient{'s' * (count != 1)}, one row each, in months "
        f"since {cohort.zero}. {cohort.order}"
    ]
    if cohort.rows:
        listed = "; ".join(f"{name}: {number}" for name, number in ends.items())
        told.append(f"Ends of the rows: {listed}.")
    kinds = Counter(event.kind for row in cohort.rows for event in row.events)
    if kinds:
        marks = (f"{EVENTS[kind].name} {kinds[kind]}" for kind in EVENTS if kinds[kind])
        told.append(f"Marks: {', '.join(marks)}.")
    if cohort.curve:
        told.append(f"Below: {'; '.join(facts(cohort.curve))}.")
    return " ".join(told)


def drawn_csv(cohort: CohortSwimlane) -> str:
    """Everything that is drawn, row by row; months are since month 0."""
    titles = tuple(title.lower().replace(" ", "_") for title in cohort.columns)
    return as_csv((*_HEAD, *titles), _drawn(cohort))


def _drawn(cohort: CohortSwimlane) -> Iterator[tuple[str, ...]]:
    coarse = cohort.coarsened
    for row in cohort.rows:
        bar = row.follow_up
        ends = _ends(bar.start, bar.stop, coarse=coarse)
        what = (row.end.value, ENGLISH.of(row.end_certainty))
        yield (row.code, "observation", *what, *ends, "", *row.cells)
        for one in row.segments:
            bar, blank = one.bar, ("",) * len(row.cells)
            ends = _ends(bar.start, bar.stop, coarse=coarse)
            ongoing = "yes" if bar.ongoing else ""
            what = (bar.label, ENGLISH.of(bar.certainty))
            yield (row.code, "segment", *what, *ends, ongoing, *blank)
        for event in row.events:
            mark, blank = event.mark, ("",) * len(row.cells)
            ends = _ends(mark.at, mark.at, coarse=coarse)
            what = (
                f"{EVENTS[event.kind].name}: {mark.label}",
                ENGLISH.of(mark.certainty),
            )
            yield (row.code, "mark", *what, *ends, "", *blank)


def _ends(start: Bounds, stop: Bounds, *, coarse: bool) -> tuple[str, ...]:
    days = (start.earliest, start.latest, stop.earliest, stop.latest)
    return tuple(_month(day, coarse=coarse) for day in days)


def _month(day: int | None, *, coarse: bool) -> str:
    if day is None:
        return ""
    return str(month_of(day)) if coarse else f"{day / DAYS_PER_MONTH:.2f}"


def survival_csv(cohort: CohortSwimlane) -> str:
    """The curve step by step; empty below its head where there is none."""
    steps = cohort.curve.shortest.steps if cohort.curve else ()
    rows = (
        (
            f"{step.time:.2f}",
            str(step.at_risk),
            str(step.events),
            str(step.censored),
            *(
                "" if share is None else f"{share:.4f}"
                for share in (step.survival, step.lower, step.upper)
            ),
        )
        for step in steps
    )
    return as_csv(_SURVIVAL, rows)
