"""The event that the rows of a cohort are aligned on."""

from collections.abc import Iterable, Sequence

from timeline.case.chronology import INFINITE, Bounds
from timeline.case.partial_date import UNKNOWN
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.clinical.course.history import History
from timeline.clinical.course.moment import Moment
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.lines.drugs import anti_her2_agents
from timeline.clinical.primaries import index_diagnoses
from timeline.swimlane.cohort.options import AlignOn, CohortOptions


def zero_name(options: CohortOptions) -> str:
    """What the rows are aligned on, for reading."""
    event = options.align.name.lower()
    counted = options.align in (AlignOn.OPERATION, AlignOn.PROGRESSION)
    if counted and options.number == 1:
        return options.word(f"align.first_{event}")
    return options.word(f"align.{event}", number=options.number)


def find_zero(
    history: History, options: CohortOptions
) -> tuple[Moment, WholeLine | None] | None:
    """Find the event that a row is aligned on.

    Returns:
        The event and the line that begins there, if it is one; None where no such
        event is recorded.
    """
    name = zero_name(options)
    match options.align:
        case AlignOn.DIAGNOSIS:
            diagnoses = index_diagnoses(history.case)
            moments = [history.moment(d, name) for d in diagnoses]
            return _nth([m for m in moments if m.date.known] or moments, 1)
        case AlignOn.OPERATION:
            surgery = InterventionKind.SURGERY
            operations = [i for i in history.interventions if i.type is surgery]
            return _nth([history.moment(i, name) for i in operations], options.number)
        case AlignOn.PROGRESSION:
            moments = [history.moment(p.record, name) for p in history.progressions]
            return _nth(moments, options.number)
        case AlignOn.LAST_CONTACT:
            last = history.life.last_contact
            return (last, None) if last else None
        case AlignOn.LINE:
            return _start(
                history, [n for n in history.lines if n.number == options.number]
            )
        case AlignOn.ANTI_HER2:
            return _start(
                history, [n for n in history.lines if anti_her2_agents(n.drugs)]
            )


def _start(
    history: History, lines: Sequence[WholeLine]
) -> tuple[Moment, WholeLine] | None:
    return (history.start(lines[0]), lines[0]) if lines else None


def _nth(moments: Sequence[Moment], number: int) -> tuple[Moment, None] | None:
    """The n-th of several events whose windows may overlap.

    Its earliest day is the n-th of all earliest days, and its latest day the n-th of
    all latest days: an event without any date leaves open which one was the first.
    """
    if len(moments) < number:
        return None
    first = _sorted((m.bounds.earliest for m in moments), -INFINITE)[number - 1]
    last = _sorted((m.bounds.latest for m in moments), INFINITE)[number - 1]
    bounds = Bounds(_day(first), _day(last))
    likeliest = moments[number - 1]
    date = likeliest.date if likeliest.bounds == bounds else UNKNOWN
    return Moment(bounds, date, likeliest.label, likeliest.records), None


def _sorted(days: Iterable[int | None], unknown: float) -> list[float]:
    return sorted(unknown if day is None else day for day in days)


def _day(day: float) -> int | None:
    return None if day in (INFINITE, -INFINITE) else int(day)
