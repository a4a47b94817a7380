"""Systemic therapy of one patient as segments: by line, or by class of drug."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.case.chronology import INFINITE, Bounds
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.clinical.course.moment import Moment, first_of, last_of
from timeline.clinical.lines.numbered_line import NumberedLine
from timeline.language.words import Words
from timeline.swimlane.cohort.course import Course, months
from timeline.swimlane.cohort.model import Segment
from timeline.swimlane.model import Bar, Certainty, Tone
from timeline.swimlane.packing import Interval, pack
from timeline.swimlane.placing import NOWHERE, Place, weaker
from timeline.swimlane.tones import drug_tone, regimen_tones, tones_of


@dataclass(frozen=True, slots=True)
class _RecordedLine:
    """A line of therapy as recorded, with the number that it has."""

    number: int
    line: TherapyLine
    courses: tuple[DrugCourse, ...]
    drugs: tuple[str, ...]
    """By catalogue name, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class _TherapySpan:
    """Drugs that are drawn as one segment."""

    number: int
    tones: tuple[Tone, ...]
    """Classes of the drugs, each once."""
    name: str
    start: Moment
    stop: Moment | None
    """None while ongoing."""


def segments(course: Course, *, by_line: bool) -> tuple[Segment, ...]:
    """Segments of one patient, including those without a place in time.

    Args:
        course: The patient.
        by_line: Whether a segment is a whole line; otherwise it is everything of one
            class within a line.
    """
    spans = _therapy_spans(course, by_line=by_line)
    return tuple(_segment(course, span) for span in spans)


def segment_is_placed(segment: Segment) -> bool:
    """Whether anything limits a segment in time."""
    return segment.bar.start != NOWHERE or segment.bar.stop != NOWHERE


def in_tracks(placed: Sequence[Segment]) -> tuple[Segment, ...]:
    """Give each segment a track in which nothing else can be.

    An end that is not known may be anywhere, so nothing shares the rest of its track.
    A change of treatment on one day needs no second track. The track in which
    something is known first is the upper one.
    """
    rows = pack([_span(segment.bar) for segment in placed])
    first = [INFINITE] * len(placed)
    for segment, row in zip(placed, rows, strict=True):
        first[row] = min(first[row], _first_known(segment.bar))
    upper = sorted(set(rows), key=lambda row: (first[row], row))
    return tuple(
        _in_track(segment, upper.index(row))
        for segment, row in zip(placed, rows, strict=True)
    )


def _first_known(bar: Bar) -> float:
    ends = (bar.start.earliest, bar.start.latest, bar.stop.earliest, bar.stop.latest)
    return min((day for day in ends if day is not None), default=INFINITE)


def _in_track(segment: Segment, row: int) -> Segment:
    if segment.bar.row == row:
        return segment
    return replace(segment, bar=replace(segment.bar, row=row))


def _span(bar: Bar) -> Interval:
    first, last = bar.start.earliest, bar.stop.latest
    start = -INFINITE if first is None else float(first)
    return start, INFINITE if last is None else max(start, last - 1.0)


def segment_detail(
    start: str, stop: str | None, word: Words
) -> tuple[tuple[str, str], ...]:
    """What is shown of a segment beside its label; a stop of None is ongoing."""
    ongoing = word("detail.ongoing")
    until = ongoing if stop is None else word("detail.month", months=stop)
    begun = word("detail.month", months=start)
    return ((word("detail.start"), begun), (word("detail.stop"), until))


def _segment(course: Course, span: _TherapySpan) -> Segment:
    start = _place(course, span.start, "start")
    end = course.ending.bounds
    stop = _place(course, span.stop, "stop") if span.stop else None
    goes_on = stop is None and course.history.death is None
    # Without a dated follow-up it is unknown how long an ongoing treatment lasted.
    ongoing = goes_on and end.latest is not None
    bounds = course.days(stop.bounds if stop else end)
    unknown_end = not ongoing and bounds.latest is None
    ends = (start,) if stop is None or unknown_end else (start, stop)
    word, begun = course.word, course.days(start.bounds)
    until = None if goes_on else months(bounds, word)
    bar = Bar(
        record=span.start.records[0],
        start=begun,
        stop=bounds,
        tone=span.tones[0],
        certainty=weaker(*(place.certainty for place in ends)),
        label=word("label.of_line", line=span.number, name=span.name),
        detail=segment_detail(months(begun, word), until, word),
        ongoing=ongoing,
        unknown_end=unknown_end,
    )
    return Segment(span.number, span.tones[0], span.name, bar, goes_on=goes_on)


def _place(course: Course, moment: Moment, field: str) -> Place:
    """A moment with its certainty; bounds that contradict each other as stated."""
    record = course.case.get(moment.records[0])
    if record is None:
        return Place(moment.bounds, Certainty.UNPLACED, "")
    stated, certainty = course.placing.limits(record, field)
    bounds = moment.bounds if _possible(moment.bounds) else stated
    return Place(bounds, certainty, "")


def _possible(bounds: Bounds) -> bool:
    first, last = bounds.earliest, bounds.latest
    return first is None or last is None or first <= last


def _therapy_spans(course: Course, *, by_line: bool) -> Iterator[_TherapySpan]:
    """The spans to draw, in the order of the lines."""
    spans = _whole_line if by_line else _by_class
    for recorded in _recorded_lines(course):
        yield from spans(course, recorded)


def _recorded_lines(course: Course) -> Iterator[_RecordedLine]:
    """Recorded lines in order; those that share a number are not joined."""
    for line in course.history.lines:
        parts: dict[str, list[NumberedLine]] = {}
        for part in line.parts:
            parts.setdefault(part.line.id, []).append(part)
        for line_parts in parts.values():
            courses = {c.id: c for part in line_parts for c in part.courses}
            drugs = sorted({drug for part in line_parts for drug in part.drugs})
            recorded = line_parts[0].line
            yield _RecordedLine(
                line.number, recorded, tuple(courses.values()), tuple(drugs)
            )


def _whole_line(course: Course, recorded: _RecordedLine) -> Iterator[_TherapySpan]:
    yield _TherapySpan(
        number=recorded.number,
        tones=tones_of(recorded.drugs) or regimen_tones(recorded.line.regimen),
        name=recorded.line.regimen,
        start=_first_dose(course, recorded, recorded.courses),
        stop=_last_dose(course, recorded, recorded.courses),
    )


def _by_class(course: Course, recorded: _RecordedLine) -> Iterator[_TherapySpan]:
    names: dict[Tone, list[str]] = {}
    by_tone: dict[Tone, list[DrugCourse]] = {}
    for drug_course in recorded.courses:
        tone = drug_tone(drug_course.drug)
        by_tone.setdefault(tone, []).append(drug_course)
        names.setdefault(tone, []).append(drug_course.drug)
    if not names:
        for drug in recorded.drugs:
            names.setdefault(drug_tone(drug), []).append(drug)
    for tone, drugs in names.items():
        courses = tuple(by_tone.get(tone, ()))
        yield _TherapySpan(
            number=recorded.number,
            tones=(tone,),
            name=" + ".join(dict.fromkeys(drugs)),
            start=_first_dose(course, recorded, courses),
            stop=_last_dose(course, recorded, courses),
        )


def _first_dose(
    course: Course, recorded: _RecordedLine, courses: tuple[DrugCourse, ...]
) -> Moment:
    """The first dose; that of the line where it says more than its courses do."""
    doses = _doses(course, courses, "start")
    dated = bool(doses) and all(dose.date.known for dose in doses)
    own = course.history.moment(recorded.line, "start", "start")
    whole = courses == recorded.courses and own.date.known
    return own if whole or not dated else first_of(doses)


def _last_dose(
    course: Course, recorded: _RecordedLine, courses: tuple[DrugCourse, ...]
) -> Moment | None:
    """The last dose; that of the line for drugs without a recorded end."""
    line, whole = recorded.line, courses == recorded.courses
    if any(c.ongoing for c in courses):
        return None
    ended = any(c.stop.known or c.stop_reason for c in courses)
    if not ended or (whole and line.stop.known):
        return None if line.ongoing else course.history.moment(line, "stop", "stop")
    return last_of(_doses(course, courses, "stop"))


def _doses(course: Course, courses: tuple[DrugCourse, ...], field: str) -> list[Moment]:
    doses = [course.history.moment(c, field, field) for c in courses]
    return sorted(doses, key=lambda dose: dose.bounds.sort_key)
