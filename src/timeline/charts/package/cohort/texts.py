"""The texts and tables that go with the figure of a cohort."""

from collections import Counter
from collections.abc import Iterator

from timeline.case.chronology import Bounds
from timeline.case.date_text import DAYS_PER_MONTH
from timeline.charts.cohort.page import sentences
from timeline.charts.cohort.survival import facts
from timeline.charts.package.table import as_csv, escaped
from timeline.charts.print.drawing import Drawing
from timeline.sharing.months import nearest_month
from timeline.swimlane.cohort.model import CohortCurve, CohortSwimlane, Kind, LeftOut

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


def caption(cohort: CohortSwimlane, drawing: Drawing, *, hatched: bool = True) -> str:
    """The legend as Markdown, one paragraph for each matter.

    Args:
        cohort: What the figure shows.
        drawing: The figure.
        hatched: Whether it has hatches, and no tints that stand for them.
    """
    word, total = cohort.word, len(cohort.rows)
    parts = [word("cohort.caption", title=cohort.title)]
    synthetic = sum(row.synthetic for row in cohort.rows)
    if synthetic:
        made_up = word("cohort.made_up", synthetic=synthetic, total=total)
        parts[0] += f" {made_up}"
    parts += sentences(cohort, hatched=hatched)
    parts += cohort.notes
    printed = {text.text for text in drawing.texts}
    if cohort.rows and cohort.rows[0].code not in printed:
        parts.append(word("cohort.no_printed_texts"))
    if drawing.unprinted:
        titles = "; ".join(drawing.unprinted)
        parts.append(word("cohort.no_room", titles=titles))
    parts += _left_out(word("cohort.not_drawn"), cohort.left_out)
    parts += _left_out(word("cohort.not_dated"), cohort.undated)
    if cohort.curve:
        parts += _left_out(word("cohort.only_drawn"), cohort.curve.left_out)
    return "\n\n".join(escaped(part) for part in parts) + "\n"


def _left_out(heading: str, patients: tuple[LeftOut, ...]) -> Iterator[str]:
    if patients:
        listed = "; ".join(f"{patient.code}, {patient.reason}" for patient in patients)
        yield f"{heading}: {listed}."


def alt_text(cohort: CohortSwimlane) -> str:
    """The figure in words, for those who cannot see it."""
    word, count = cohort.word, len(cohort.rows)
    sentences = [word("cohort.alt", count=count, zero=cohort.zero, order=cohort.order)]
    ends = Counter(row.end for row in cohort.rows)
    if cohort.rows:
        listed = (f"{word.of(end)}: {number}" for end, number in ends.items())
        sentences.append(word("cohort.alt_ends", ends="; ".join(listed)))
    kinds = Counter(event.kind for row in cohort.rows for event in row.events)
    if kinds:
        marks = (f"{word.of(kind)} {kinds[kind]}" for kind in Kind if kinds[kind])
        sentences.append(word("cohort.alt_marks", marks=", ".join(marks)))
    if cohort.curve:
        curve = "; ".join(facts(cohort.curve, word))
        sentences.append(word("cohort.alt_curve", curve=curve))
    return " ".join(sentences)


def drawn_csv(cohort: CohortSwimlane) -> str:
    """Everything that is drawn, row by row; months are since month 0."""
    titles = tuple(title.lower().replace(" ", "_") for title in cohort.columns)
    return as_csv((*_HEAD, *titles), _drawn(cohort))


def _drawn(cohort: CohortSwimlane) -> Iterator[tuple[str, ...]]:
    coarse, word = cohort.coarsened, cohort.word
    for row in cohort.rows:
        bar = row.follow_up
        ends = _ends(bar.start, bar.stop, coarse=coarse)
        named = (word.of(row.end), word.of(row.end_certainty))
        yield (row.code, "observation", *named, *ends, "", *row.cells)
        for segment in row.segments:
            bar, blank = segment.bar, ("",) * len(row.cells)
            ends = _ends(bar.start, bar.stop, coarse=coarse)
            ongoing = word("detail.yes") if bar.ongoing else ""
            named = (bar.label, word.of(bar.certainty))
            yield (row.code, "segment", *named, *ends, ongoing, *blank)
        for event in row.events:
            mark, blank = event.mark, ("",) * len(row.cells)
            ends = _ends(mark.at, mark.at, coarse=coarse)
            kind, known = word.of(event.kind), word.of(mark.certainty)
            named = (f"{kind}: {mark.label}", known)
            yield (row.code, "mark", *named, *ends, "", *blank)


def _ends(start: Bounds, stop: Bounds, *, coarse: bool) -> tuple[str, ...]:
    days = (start.earliest, start.latest, stop.earliest, stop.latest)
    return tuple(_month(day, coarse=coarse) for day in days)


def _month(day: int | None, *, coarse: bool) -> str:
    if day is None:
        return ""
    months = day / DAYS_PER_MONTH
    return str(nearest_month(months)) if coarse else f"{months:.2f}"


def survival_csv(curve: CohortCurve) -> str:
    """The curve step by step."""
    rows = (
        (
            f"{step.time:.0f}" if curve.whole_months else f"{step.time:.2f}",
            str(step.at_risk),
            str(step.events),
            str(step.censored),
            *(
                "" if share is None else f"{share:.4f}"
                for share in (step.survival, step.lower, step.upper)
            ),
        )
        for step in curve.shortest.steps
    )
    return as_csv(_SURVIVAL, rows)
