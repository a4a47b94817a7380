"""What the scans of a line are compared with: its baseline, targets and other lesions.

The baseline is the last scan at or before the first dose, and RECIST 1.1 asks that it
lie no more than four weeks before it. Of each target the last size in that
time counts. Where the dates leave open whether a scan is the baseline, each reading is
a baseline of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.record import Record
from timeline.case.records.finding import Lesion
from timeline.case.records.intervention import LocalIntervention
from timeline.case.response_vocabulary import RecistRole
from timeline.clinical.course.history import History
from timeline.clinical.course.moment import Moment
from timeline.clinical.course.ordered_line import is_treatment
from timeline.clinical.course.whole_line import WholeLine
from timeline.clinical.response.scan import NORMAL_NODE, Scan, is_node


class _Place(StrEnum):
    """Whether a scan may be the baseline of a line."""

    BASELINE = "baseline"
    PERHAPS = "perhaps"
    NO = "no"


class Baseline(NamedTuple):
    """One reading of what the baseline is."""

    scan: Scan | None
    """None where there is none."""
    perhaps: Scan | None = None
    """The scan of which the dates leave open whether it belongs to it."""


@dataclass(frozen=True, slots=True)
class LineScans:
    """The scans of one judge as one line has them."""

    baselines: tuple["Baseline", ...]
    """One for each reading of the dates."""
    of_baseline: tuple[Scan, ...]
    """The scans behind them."""
    on_line: tuple[Scan, ...]
    """The scans that are judged on the line, in order."""
    perhaps: tuple[Scan, ...]
    """Others that may come after the first dose."""
    targets: tuple[str, ...]
    """Ids of the target lesions of this line."""
    non_targets: tuple[str, ...]
    """Ids of the others that were followed, and of those recorded but never seen."""
    known: tuple[str, ...]
    """Ids of the lesions at the baseline: none of them is new."""

    gone: dict[str, float]
    """Lesions that the baseline calls absent, each with the millimetres from which it
    is there again: it is new then, because no sum of the line holds it."""

    treated: tuple[tuple[LocalIntervention, str], ...]
    """Local treatments since the baseline, each with the id of its lesion."""

    followed: frozenset[str]
    """Ids of the lesions that any of its scans looked at."""

    @property
    def is_measured(self) -> bool:
        """Whether any of its scans states a size, a state or a sum."""
        scans = (*self.of_baseline, *self.on_line)
        return any(scan.measurements or scan.stated_sums for scan in scans)

    def new_on(self, scan: Scan) -> tuple[str, ...]:
        """Ids of the records of a scan that show a lesion that is new on the line."""
        return scan.appeared(self.known, self.gone)

    def tells(self, scan: Scan) -> bool:
        """Whether a scan says anything of what the criteria look at."""
        if scan.stated_sums or self.new_on(scan):
            return True
        lesions = (*self.targets, *self.non_targets)
        return any(m.lesion in lesions for m in scan.measurements)


def line_scans(
    history: History, line: WholeLine, scans: Sequence[Scan], on_line: Sequence[Scan]
) -> LineScans:
    """Sort the scans of a judge into the baseline of a line and what came after it.

    Args:
        history: The course of the case.
        line: The line.
        scans: All scans of the judge, in order.
        on_line: Those that the line has by name or by its time.
    """
    places = [_place(history, line, scan, on_line) for scan in scans]
    paired = list(zip(scans, places, strict=True))
    certain = [scan for scan, place in paired if place is _Place.BASELINE]
    perhaps = [scan for scan, place in paired if place is _Place.PERHAPS]
    later = tuple(s for s in on_line if s not in certain and _on(history, line, s))
    first = (*certain, *perhaps) or later[:1]
    measured = {m.lesion: m for scan in first for m in scan.measurements}
    roles = _roles(history.case, scans)
    known = tuple(measured)
    return LineScans(
        baselines=tuple(_readings(history.chronology, certain, perhaps)),
        of_baseline=(*certain, *perhaps),
        on_line=later,
        perhaps=tuple(s for s in perhaps if s not in later and _on(history, line, s)),
        targets=tuple(
            lesion
            for lesion in known
            if roles.get(lesion) is RecistRole.TARGET and any(_sizes(first, lesion))
        ),
        non_targets=_non_targets(history.case, scans, known, roles),
        treated=tuple(_treated(history, line, first)),
        known=known if (certain or perhaps) else (),
        gone={
            lesion: NORMAL_NODE if is_node(history.case, lesion) else 0.0
            for lesion in (known if (certain or perhaps) else ())
            if not any(_sizes(first, lesion))
        },
        followed=frozenset(
            m.lesion for scan in (*certain, *perhaps, *later) for m in scan.measurements
        ),
    )


def _treated(
    history: History, line: WholeLine, baseline: Sequence[Scan]
) -> Iterable[tuple[LocalIntervention, str]]:
    """Local treatments of lesions that came after the baseline."""
    since = baseline[-1].first if baseline else line.parts[0].line
    for record in history.interventions:
        if record.lesion and is_treatment(record):
            not_later = history.chronology.not_later
            if not not_later(record.id, since.id):
                yield record, record.lesion


def _sizes(scans: Iterable[Scan], lesion: str) -> list[float]:
    """Every size of a lesion; one that is not known is of a lesion that is there."""
    own = [scan.sizes[lesion] for scan in scans if lesion in scan.sizes]
    return [size for sizes in own for size in sizes or (1.0,)]


def _roles(case: Case, scans: Sequence[Scan]) -> dict[str, RecistRole]:
    """What each lesion counts as, by its own record or a measurement of the judge."""
    roles = {
        lesion.id: RecistRole.TARGET if lesion.target else RecistRole.NON_TARGET
        for lesion in case.of_kind(Lesion)
        if lesion.target is not None
    }
    stated = [m for scan in scans for m in scan.measurements]
    for role in (RecistRole.NON_TARGET, RecistRole.TARGET):
        roles |= {m.lesion: role for m in stated if m.role is role}
    return roles


def _non_targets(
    case: Case,
    scans: Sequence[Scan],
    known: tuple[str, ...],
    roles: dict[str, RecistRole],
) -> tuple[str, ...]:
    seen = {m.lesion for scan in scans for m in scan.measurements}
    others = [lesion for lesion, r in roles.items() if r is RecistRole.NON_TARGET]
    return tuple(
        lesion
        for lesion in others
        if lesion in known or (lesion not in seen and case.get(lesion))
    )


def _readings(
    chronology: Chronology, certain: list[Scan], perhaps: list[Scan]
) -> Iterable[Baseline]:
    """One baseline for each scan that may have been the last before the first dose."""
    if not certain:
        yield Baseline(None)
    for last in certain:
        others = [scan for scan in certain if scan is not last]
        if not any(_surely_later(chronology, other, last) for other in others):
            yield Baseline(_merged([*others, last]))
    for scan in perhaps:
        yield Baseline(_merged([*certain, scan]), scan)


def _surely_later(chronology: Chronology, scan: Scan, other: Scan) -> bool:
    first, second = other.first.id, scan.first.id
    not_later = chronology.not_later
    return not_later(first, second) and not not_later(second, first)


def _merged(scans: Sequence[Scan]) -> Scan:
    """Several scans as one: the last size of each lesion, and the last stated sum."""
    *before, last = scans
    sizes = {k: v for scan in scans for k, v in scan.sizes.items() if v}
    stated = [scan for scan in before if scan.stated_sums]
    if last.stated_sums or not stated:
        return replace(last, sizes=sizes)
    return replace(stated[-1], sizes=sizes)


def _place(
    history: History, line: WholeLine, scan: Scan, on_line: Sequence[Scan]
) -> _Place:
    named = [a for a in scan.assessments if a.line in line.ids]
    if any(a.response for a in named):  # it is judged on the line
        return _Place.NO
    start, first = history.start(line), line.parts[0].line
    if _after(history.chronology, scan.first, start, first):
        return _Place.NO
    if named and scan in on_line[:1] and start.bounds != Bounds():
        return _Place.BASELINE  # an assessment of the line without a category
    soon = _soon(history, start, scan)
    if soon is False:
        return _Place.NO
    surely = _before(history.chronology, scan.first, start, first)
    return _Place.BASELINE if surely and soon else _Place.PERHAPS


def _on(history: History, line: WholeLine, scan: Scan) -> bool:
    """Whether a scan may come after the first dose."""
    start, first = history.start(line), line.parts[0].line
    return not _before(history.chronology, scan.first, start, first)


def _before(chronology: Chronology, seen: Record, start: Moment, line: Record) -> bool:
    """Whether days or orders put a scan at or before the first dose."""
    last, first = chronology.when(seen).latest, start.bounds.earliest
    if last is not None and first is not None and last <= first:
        return True
    return chronology.not_later(seen.id, line.id)


def _after(chronology: Chronology, seen: Record, start: Moment, line: Record) -> bool:
    """Whether days or orders put a scan after the first dose."""
    first, last = chronology.when(seen).earliest, start.bounds.latest
    if first is not None and last is not None:
        return first > last
    return chronology.not_later(line.id, seen.id)


def _soon(history: History, start: Moment, scan: Scan) -> bool | None:
    """Whether it lies in the time that a baseline may; None where that is open."""
    most = history.settings.baseline_days
    seen = history.chronology.when(scan.first)
    if most is None:
        return True
    longest = _days(seen.earliest, start.bounds.latest)
    if longest is not None and longest <= most:
        return True
    shortest = _days(seen.latest, start.bounds.earliest)
    return False if shortest is not None and shortest > most else None


def _days(first: int | None, last: int | None) -> int | None:
    return None if first is None or last is None else last - first
