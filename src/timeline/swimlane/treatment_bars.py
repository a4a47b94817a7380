"""A line of therapy or a drug course as a bar."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case.chronology import Bounds
from timeline.case.records.therapy import TherapyLine, Treatment
from timeline.case.treatment_vocabulary import StopReason
from timeline.swimlane.details import Detail, detail, joined, own_fields
from timeline.swimlane.model import Bar, Certainty, Tone
from timeline.swimlane.placing import Place, Placing, weaker
from timeline.swimlane.words import capital

_OF_ONE_DRUG = {"Drug", "Line of therapy"}
"""What a bar of a whole line does not repeat of the course that holds its dates."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the bars of a case share."""

    lines: tuple[TherapyLine, ...]
    """Lines in the order in which they are drawn."""
    cutoff: Bounds
    """Until when an ongoing treatment is known to go on; death at the latest."""


def treatment_bar(
    placing: Placing,
    run: Run,
    record: Treatment,
    line: TherapyLine | None,
    *,
    tones: tuple[Tone, ...],
    dosing: str | None = None,
) -> Bar:
    """Draw a line or one of its drug courses.

    An ongoing treatment reaches the cut-off, or death, after which nothing goes on. One
    without a known end keeps it open: an unknown end is not an ongoing treatment.

    Args:
        placing: Places the records in time.
        run: What the bars of a case share.
        record: Holds the dates: the line, or one of its courses.
        line: The line that is drawn, or that the course belongs to, if any.
        tones: Classes of the drugs, in the order in which the lane names them.
        dosing: What sets the dose of one drug course apart from its neighbours in the
            lane, or nothing; None for a bar of all drugs of the line.
    """
    dated = _dated_by(placing, record, line)
    start, stop = placing.of(dated, "start"), placing.of(dated, "stop")
    end = run.cutoff if dated.ongoing else stop.bounds
    ends = (start,) if dated.ongoing or end.latest is None else (start, stop)
    certainty = weaker(*(end.certainty for end in ends))
    whole = dosing is None
    label = _label(placing, record, line, start, certainty, whole=whole)
    return Bar(
        record=record.id,
        start=start.bounds,
        stop=end,
        tone=tones[0],
        certainty=certainty,
        label=joined((dosing, label)),
        detail=_detail(placing, record, line, whole=whole),
        ongoing=placing.goes_on(dated),
        unknown_end=end.latest is None and not placing.goes_on(dated),
        further=tones[1:],
    )


def _dated_by(
    placing: Placing, record: Treatment, line: TherapyLine | None
) -> Treatment:
    """What holds the dates: its line, for the only drug of one that has none itself."""
    if line is None or placing.case.courses(line.id) != (record,):
        return record
    own = record.start.known or record.stop.known or record.ongoing is not None
    return record if own else line


def _label(
    placing: Placing,
    record: Treatment,
    line: TherapyLine | None,
    start: Place,
    certainty: Certainty,
    *,
    whole: bool,
) -> str:
    if (dated := _dated_by(placing, record, line)).ongoing:
        if not placing.goes_on(dated):
            return placing.word("label.until_death")
        undated = start.bounds.earliest is None
        return placing.word("label.ongoing_undated" if undated else "label.ongoing")
    count, stopped = _count(placing, record), _stopped(placing, record)
    if line is not None:
        only = whole or len(placing.case.courses(line.id)) == 1
        count = count or (_count(placing, line) if only else "")
        stopped = stopped or (_stopped(placing, line) if whole else "")
    words = joined((count or _dates(placing, record), stopped))
    if certainty is not Certainty.UNPLACED or start.bounds.earliest is not None:
        return words
    stop = placing.of(record, "stop").bounds.latest
    until = "" if stop is None else placing.in_words(Bounds(None, stop))
    return joined((words, until))


def _count(placing: Placing, record: Treatment) -> str:
    cycles = record.cycles
    return placing.word("label.cycles", count=cycles) if cycles else ""


def _dates(placing: Placing, record: Treatment) -> str:
    if not (record.start.known and record.stop.known):
        return ""
    first, last = placing.of(record, "start").words, placing.of(record, "stop").words
    return capital(placing.word("label.span", first=first, last=last))


def _stopped(placing: Placing, record: Treatment) -> str:
    reason = record.stop_reason
    if reason is None:
        return record.stop_detail or ""
    if reason is StopReason.COMPLETED:
        return placing.word("label.completed")
    words = "" if reason is StopReason.OTHER else reason.value
    named = reason in (StopReason.TOXICITY, StopReason.OTHER)
    return joined((words, record.stop_detail if named else ""), ": ")


def _detail(
    placing: Placing, record: Treatment, line: TherapyLine | None, *, whole: bool
) -> tuple[tuple[str, str], ...]:
    """What is recorded of a course or of a whole line, with the names of its drugs."""
    own = detail(placing, record)
    if line is None:
        return own
    if not whole:
        return (*own, *_of_line(placing, own_fields(placing, record), line))
    names = {name for name, _ in own}
    shared = tuple(pair for pair in own if pair[0] not in _OF_ONE_DRUG)
    of_line = () if record is line else detail(placing, line)
    rest = tuple(pair for pair in of_line if pair[0] not in names)
    drugs = joined(course.drug for course in placing.case.courses(line.id))
    named = ((placing.word("detail.drugs"), drugs),) if drugs else ()
    return (*shared, *rest, *named)


def _of_line(
    placing: Placing, stated: Detail, line: TherapyLine
) -> Iterator[tuple[str, str]]:
    """What is stated of the line and not repeated at its drug."""
    names = {name for name, _ in stated}
    for name, value in own_fields(placing, line):
        # its label already stands at the drug, which names its line
        if (name, value) not in stated and value != line.label:
            of_line = placing.word("detail.of_line", name=name)
            yield (of_line if name in names else name), value
