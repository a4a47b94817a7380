"""A line of therapy or a drug course as a bar."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case.chronology import Bounds
from timeline.case.records.therapy import DrugCourse, TherapyLine, Treatment
from timeline.case.vocabulary import StopReason
from timeline.swimlane.details import Detail, detail, joined, own_fields
from timeline.swimlane.model import Bar, Certainty, Tone
from timeline.swimlane.placing import Place, Placing, weaker
from timeline.swimlane.words import capital


@dataclass(frozen=True, slots=True)
class Run:
    """What the bars of a case share."""

    lines: tuple[TherapyLine, ...]
    """Lines in the order in which they are drawn."""
    cutoff: Bounds
    """Until when an ongoing treatment is known to go on."""


def treatment_bar(
    placing: Placing, run: Run, record: Treatment, line: TherapyLine, *, tone: Tone
) -> Bar:
    """Draw a line or one of its drug courses.

    An ongoing treatment reaches the cut-off. One without a known end keeps it open:
    an unknown end is not an ongoing treatment.
    """
    start, stop = placing.of(record, "start"), placing.of(record, "stop")
    ongoing = bool(record.ongoing)
    unknown_end = not ongoing and stop.bounds.latest is None
    ends = (start,) if ongoing or unknown_end else (start, stop)
    certainty = weaker(*(end.certainty for end in ends))
    return Bar(
        record=record.id,
        start=start.bounds,
        stop=run.cutoff if ongoing else stop.bounds,
        tone=tone,
        certainty=certainty,
        label=_label(placing, record, line, start, certainty),
        detail=_detail(placing, record, line),
        ongoing=ongoing,
        unknown_end=unknown_end,
    )


def _label(
    placing: Placing,
    record: Treatment,
    line: TherapyLine,
    start: Place,
    certainty: Certainty,
) -> str:
    if record.ongoing:
        undated = start.bounds.earliest is None
        return placing.word("label.ongoing_undated" if undated else "label.ongoing")
    cycles = record.cycles or _cycles_of_only_drug(placing, record, line)
    count = placing.word("label.cycles", count=cycles) if cycles else ""
    words = joined((count or _dates(placing, record), _stopped(placing, record)))
    if certainty is not Certainty.UNPLACED or start.bounds.earliest is not None:
        return words
    stop = placing.of(record, "stop").bounds.latest
    until = "" if stop is None else placing.in_words(Bounds(None, stop))
    return joined((words, until))


def _dates(placing: Placing, record: Treatment) -> str:
    if not (record.start.known and record.stop.known):
        return ""
    first, last = placing.of(record, "start").words, placing.of(record, "stop").words
    return capital(placing.word("label.span", first=first, last=last))


def _cycles_of_only_drug(
    placing: Placing, record: Treatment, line: TherapyLine
) -> int | None:
    return line.cycles if len(placing.case.courses(line.id)) == 1 else record.cycles


def _stopped(placing: Placing, record: Treatment) -> str:
    reason = record.stop_reason
    if reason is None:
        return record.stop_detail or ""
    if reason is StopReason.COMPLETED:
        return placing.word("label.completed")
    told = "" if reason is StopReason.OTHER else reason.value
    named = reason in (StopReason.TOXICITY, StopReason.OTHER)
    return joined((told, record.stop_detail if named else ""), ": ")


def _detail(
    placing: Placing, record: Treatment, line: TherapyLine
) -> tuple[tuple[str, str], ...]:
    own = detail(placing, record)
    if record is line or not isinstance(record, DrugCourse):
        drugs = joined(c.drug for c in placing.case.courses(line.id))
        return (*own, (placing.word("detail.drugs"), drugs)) if drugs else own
    return (*own, *_of_line(placing, own_fields(placing, record), line))


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
