"""Response categories beside new lesions, and progression beside reasons to stop."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from timeline.case.bounds_text import bounds_in_words
from timeline.case.chronology import surely_before
from timeline.case.record import Record
from timeline.case.records.assessment import Assessment, Progression
from timeline.case.records.measurement import LesionMeasurement
from timeline.case.records.therapy import TherapyLine
from timeline.case.response_vocabulary import Criteria, RecistRole, Response
from timeline.case.treatment_vocabulary import StopReason
from timeline.clinical.contradictions import two_categories
from timeline.clinical.course.progressions import ProgressionEvent, progressions
from timeline.clinical.markers.metrics import (
    ProgressionOnLine,
    marker_panels,
    progressions_by_line,
)
from timeline.clinical.markers.progression import MarkerAnswer
from timeline.clinical.primaries import other_primary
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    few,
    listing,
    named,
    sentence,
)
from timeline.clinical.queries.rules.rule import (
    RECIST,
    SDTMCHECKS,
    Match,
    Number,
    declared,
)
from timeline.clinical.queries.rules.sums import by_size
from timeline.clinical.response.course import response_course_of

_PROGRESSED = (Response.PD, Response.IUPD, Response.ICPD, Response.PMD)
_ANSWERS = (Response.CR, Response.PR, Response.SD)
_EVENT_NUMBERS = (Number.PROGRESSION_FREE, Number.RESPONSE)
_LATE = 60
"""Days after the last dose in which a scan may still be the reason to have stopped."""


@declared(
    "new-lesion",
    Severity.CONTRADICTION,
    Assessment,
    LesionMeasurement,
    Progression,
    settle="Ask whether the lesion is new. If it is, the response is PD, by iRECIST "
    "iUPD.",
    blocks=_EVENT_NUMBERS,
    source=f"{RECIST}; {SDTMCHECKS}: tu_rs_new_lesions",
)
def new_lesion(evidence: Evidence) -> Iterator[Match]:
    """A new lesion at an assessment that does not call it progression."""
    new: list[LesionMeasurement | Progression] = [
        record
        for record in evidence.case.of_kind(LesionMeasurement)
        if record.role is RecistRole.NEW and record.date.known
    ]
    stated = evidence.case.of_kind(Progression)
    new += [record for record in stated if record.new_lesion and record.date.known]
    by_line: dict[str, list[tuple[Assessment, list[str]]]] = defaultdict(list)
    for record in by_size(evidence):
        if record.response is None or record.response in _PROGRESSED:
            continue
        seen = [m.id for m in new if m.date == record.date]
        if record.new_lesion or seen:
            by_line[record.line or record.id].append((record, seen))
    for line, assessed in by_line.items():
        names = listing(named(record) for record, _ in assessed)
        yield Match(
            (
                *(r.id for r, _ in assessed),
                *chain.from_iterable(s for _, s in assessed),
            ),
            f"A new lesion is recorded, and the response is {names}.",
            field="response",
            about=line,
        )


@declared(
    "response-after-progression",
    Severity.CONFLICT,
    Assessment,
    settle="Correct a category, a date, or the line that one of them names.",
    blocks=_EVENT_NUMBERS,
    source=f"{RECIST}: after PD a line has no response; iRECIST has its own categories",
)
def response_after_progression(evidence: Evidence) -> Iterator[Match]:
    """A response or stable disease after progression on the same line."""
    when = evidence.chronology.when
    for records in _by_line(evidence):
        for first in (r for r in records if r.response is Response.PD):
            later = [
                r
                for r in records
                if r.response in _ANSWERS
                and surely_before(when(first), when(r))
                and not _other_judge(first, r)
            ]
            if later:
                yield Match(
                    (later[0].id, first.id, *(r.id for r in later[1:])),
                    f"{sentence(few([named(r) for r in later]))} on the line of "
                    f"{named(first)}, after it.",
                    field="response",
                )
                break


def _by_line(evidence: Evidence) -> Iterable[list[Assessment]]:
    """Whole assessments of each line by RECIST, not by iRECIST."""
    by_line: dict[str, list[Assessment]] = defaultdict(list)
    for record in by_size(evidence):
        if record.line and record.criteria is not Criteria.IRECIST:
            by_line[record.line].append(record)
    return by_line.values()


def _other_judge(first: Assessment, second: Assessment) -> bool:
    """Whether the records say that two readers, or two kinds of them, judged."""
    pairs = (first.assessor, second.assessor), (first.reader, second.reader)
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


@declared(
    "response-after-complete",
    Severity.CONFLICT,
    Assessment,
    settle="Ask whether the disease came back, which is PD, or the response before was "
    "no CR.",
    blocks=_EVENT_NUMBERS,
    source=f"{RECIST}, table 3: any disease that is seen after CR has come back",
)
def response_after_complete(evidence: Evidence) -> Iterator[Match]:
    """A partial response or stable disease after CR on the same line, without PD."""
    when = evidence.chronology.when
    for records in _by_line(evidence):
        complete = [r for r in records if r.response is Response.CR]
        worse = [r for r in records if r.response is Response.PD]
        for later in (r for r in records if r.response in (Response.PR, Response.SD)):
            before = (r for r in complete if surely_before(when(r), when(later)))
            first = next((r for r in before if not _other_judge(r, later)), None)
            if first is None or any(surely_before(when(r), when(later)) for r in worse):
                continue  # of what follows PD another rule asks
            yield Match(
                (later.id, first.id),
                f"{sentence(named(later))} on the line of {named(first)}, after it.",
                field="response",
                about=first.line or "",
            )
            break


@declared(
    "two-responses",
    Severity.CONFLICT,
    Assessment,
    Progression,
    settle="Keep the category that the report states, or say who judged which.",
    blocks=_EVENT_NUMBERS,
    source=f"{SDTMCHECKS}: rs_rsdtc_across_visit",
    clashes=two_categories,
)
def two_responses(evidence: Evidence) -> Iterator[Match]:
    """Two categories of the whole disease on one day and line by the same criteria."""
    for records in two_categories(evidence.case, evidence.chronology):
        judged = isinstance(records[0], Assessment)
        yield Match(
            tuple(record.id for record in records),
            f"{sentence(listing([named(r) for r in records]))} are two categories "
            "of one day.",
            field="response" if judged else "date",
        )


@declared(
    "stop-without-progression",
    Severity.CONFLICT,
    TherapyLine,
    Assessment,
    Progression,
    settle="Enter the progression with its date, or correct why the treatment ended.",
    blocks=(Number.PROGRESSION_FREE,),
    source=f"{SDTMCHECKS}: ds_ae_discon, for progression",
)
def stop_without_progression(evidence: Evidence) -> Iterator[Match]:
    """A treatment stopped for progression of which no progression is recorded."""
    events = progressions(evidence.case)
    for line in evidence.case.lines:
        stopped = evidence.stopped_for(StopReason.PROGRESSION, line)
        if not stopped or any(_may_end(evidence, e, line) for e in events):
            continue
        judged = [
            r
            for r in evidence.case.of_kind(Assessment)
            if r.line == line.id and r.response is not None
        ]
        last = max(judged, key=evidence.chronology.place, default=None)
        rest = "no progression is recorded"
        if last is not None:
            rest = f"the last assessment on it is {named(last)}"
        measured = _measured(evidence, line)
        if measured is not None:
            rest += f"; what was measured is PD ({measured.dates()['date']})"
        risen = _markers(evidence, line)
        if risen:
            relative = evidence.case.relative
            days = (
                f"{marker.marker} progressed "
                f"({bounds_in_words(marker.progression.when, relative=relative)})"
                for marker in risen
            )
            rest += f"; {listing(days)}, which alone is no PD"
        named_records = (stopped[0], *filter(None, (last, measured)))
        yield Match(
            tuple(record.id for record in named_records),
            f"{sentence(named(stopped[0]))} was stopped for progression, and {rest}.",
            field="stop_reason",
            about=line.id,
        )


def _markers(evidence: Evidence, line: TherapyLine) -> list[ProgressionOnLine]:
    """The markers that progressed on the numbered line that a record is part of."""
    parts = ([part.line.id for part in each.parts] for each in evidence.endpoints.lines)
    ids = next((own for own in parts if line.id in own), [line.id])
    panels = marker_panels(evidence.case, evidence.chronology, evidence.settings)
    return [
        marker
        for marker in progressions_by_line(panels)
        if marker.line in ids and marker.progression.answer is MarkerAnswer.YES
    ]


def _measured(evidence: Evidence, line: TherapyLine) -> Record | None:
    """The first scan on a line whose measurements are PD."""
    number = evidence.number_of(line)
    course = response_course_of(evidence.case, evidence.chronology, evidence.settings)
    worse = (r.record for r in course if r.line == number and r.category is Response.PD)
    return next(worse, None)


def _may_end(evidence: Evidence, event: ProgressionEvent, line: TherapyLine) -> bool:
    if other_primary(evidence.case, event.record, line):
        return False
    if event.line is not None:
        on = evidence.case.get(event.line)
        continued = isinstance(on, TherapyLine) and on.continues == line.id
        return continued or event.line in (line.id, line.continues)
    progressed = evidence.chronology.when(event.record)
    begun = evidence.chronology.when(line)
    stopped = evidence.chronology.bounds(f"{line.id}.stop")
    first, last = progressed.earliest, stopped.latest
    late = first is not None and last is not None and first > last + _LATE
    return not late and not surely_before(progressed, begun)
