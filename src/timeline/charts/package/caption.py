"""The legend of the figure, written from what is drawn and from nothing else."""

from collections import Counter
from collections.abc import Iterator

from timeline.charts.package.content import Content, compared
from timeline.charts.package.table import escaped
from timeline.charts.things import things
from timeline.swimlane.model import Bar, Certainty, Swimlane, Tone

_STATED = (Certainty.DAY, Certainty.MONTH)


def caption(content: Content, shortened: tuple[tuple[str, str], ...] = ()) -> str:
    """The legend as Markdown, one paragraph for each matter.

    Args:
        content: What the figure shows.
        shortened: Short forms that stand in the drawing for full words, with these.
    """
    parts = [*_parts(content), [*_short_forms(shortened)]]
    paragraphs = [" ".join(part) for part in parts if part]
    return "\n\n".join(escaped(text) for text in paragraphs) + "\n"


def _parts(content: Content) -> Iterator[list[str]]:
    swimlane = content.swimlane
    headline = content.case.patient.headline
    what = f"Course of treatment: {headline}" if headline else "Course of treatment"
    yield [f"Figure. {what}.", *_synthetic(swimlane)]
    yield [*_axes(content)]
    yield [*_looks(swimlane)]
    yield [*_certainties(swimlane)]
    yield [*_reported(content)]
    yield list(swimlane.footnotes)
    yield [*_missing(swimlane)]


def _synthetic(swimlane: Swimlane) -> Iterator[str]:
    if swimlane.synthetic:
        yield "SYNTHETIC DATA: the case is made up and describes no patient."


def _axes(content: Content) -> Iterator[str]:
    swimlane = content.swimlane
    if swimlane.time_zero_label:
        yield f"Months count from month 0: {swimlane.time_zero_label}."
    if swimlane.calendar and not swimlane.relative:
        yield "The lower axis shows the calendar."
    if swimlane.cutoff_label:
        yield f"Dashed vertical line: {_lower(swimlane.cutoff_label)}."
    if content.coarsened:
        yield (
            "To protect the patient, dates are given to the month since month 0, and "
            "each stands for that whole month."
        )


def _looks(swimlane: Swimlane) -> Iterator[str]:
    bars = [bar for lane in swimlane.lanes for bar in lane.bars]
    if any(bar.ongoing for bar in bars):
        yield (
            "An arrow means that a treatment was still given at the cut-off, and "
            "nothing else."
        )
    if any(bar.unknown_end for bar in bars):
        yield "A bar that fades out has an end that is not known."
    yield "Colour tells the kind of treatment, shape the kind of event."
    if swimlane.series:
        yield "Tumour markers are drawn on a logarithmic axis."
    for one in swimlane.series:
        if one.note:
            yield f"{one.marker}: {_lower(one.note)}"
    if any(p.comparator != "=" for one in swimlane.series for p in one.points):
        yield (
            "Open triangles are values outside the measured range, which point to "
            "where the value lies."
        )


def _certainties(swimlane: Swimlane) -> Iterator[str]:
    drawn = [thing for _, thing in things(swimlane)]
    counted = Counter(
        thing.certainty
        for thing in drawn
        if not (isinstance(thing, Bar) and thing.tone is Tone.BENCHMARK)
    )
    total = counted.total()
    if not total:
        return
    exact, period = counted[Certainty.DAY], counted[Certainty.MONTH]
    yield (
        f"Of {total} events, treatments and values drawn, {exact} have an exact day "
        f"and {period} a month or a year."
    )
    window = counted[Certainty.WINDOW] + counted[Certainty.ORDER]
    if window:
        yield (
            f"{window} are placed between limits that the source or other events give "
            "(hatched bars, dotted lines, hollow marks)."
        )
    if counted[Certainty.NARRATIVE]:
        yield (
            f"{counted[Certainty.NARRATIVE]} rest on the order of the sentences only."
        )
    if counted[Certainty.UNPLACED]:
        yield f"{counted[Certainty.UNPLACED]} have a limit on one side only, or none."
    yield "No day was chosen for a date that is not stated."


def _reported(content: Content) -> Iterator[str]:
    for endpoint in compared(content.review):
        for stated in endpoint.comparisons:
            line = f" (line {endpoint.line})" if endpoint.line else ""
            yield (
                f"{_upper(endpoint.name)}{line}: reported {stated.text}, computed from "
                f"the dates {endpoint.text}."
            )


def _missing(swimlane: Swimlane) -> Iterator[str]:
    labels = [label for _, label in swimlane.undated]
    if labels:
        yield f"Not drawn, because nothing dates them: {'; '.join(labels)}."


def _short_forms(shortened: tuple[tuple[str, str], ...]) -> Iterator[str]:
    if shortened:
        listed = "; ".join(f"{short}, {long}" for short, long in shortened)
        yield f"Short forms in the figure: {listed}."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
