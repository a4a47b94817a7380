"""The category of one scan by one reading of the dates, over what its records leave."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.response_vocabulary import LesionState, Response
from timeline.clinical.response.baseline import LineScans
from timeline.clinical.response.recist import (
    NonTarget,
    has_grown,
    overall_response,
    target_response,
)
from timeline.clinical.response.scan import Scan, SumRange, is_gone

_THERE = {
    LesionState.PRESENT,
    LesionState.TOO_SMALL,
    LesionState.MERGED,
    LesionState.SPLIT,
}


@dataclass(frozen=True, slots=True)
class ScanReading:
    """A scan and what it is compared with, by one reading of the dates."""

    case: Case
    line: LineScans
    scan: Scan
    baseline: SumRange | None
    """Whole sum at the baseline; None without one."""
    smallest: tuple[float | None, ...]
    """The smallest sum before the scan: one, its limits, or none; None where there may
    be none."""
    total: SumRange | None
    """The sum of the targets on the scan."""

    @property
    def surely_grown(self) -> bool:
        """Whether the least that the sum can be is PD over the largest smallest sum."""
        limits = [limit for limit in self.smallest if limit is not None]
        if self.total is None or not limits or None in self.smallest:
            return False
        return has_grown(self.total.low, max(limits))

    def categories(self) -> Iterator[Response | None]:
        """Those that are possible; None where only a baseline could tell."""
        new = bool(self.line.new_on(self.scan))
        worse = bool(self.scan.worse(self.line.non_targets))
        targets = tuple(self._targets())
        for non_target in self._non_targets():
            for target, known in targets:
                overall = overall_response(target, non_target, new_lesion=new)
                yield overall if known or new or worse else None

    def _targets(self) -> Iterator[tuple[Response | None, bool]]:
        """The category of the targets, and whether it is known.

        None that is known: there are no targets.
        """
        total, baseline = self.total, self.baseline
        if total is None or total.high is None:
            yield from self._incomplete(total)
        elif baseline is not None and baseline.high == 0 == total.high:
            yield None, True
        else:
            positive = baseline and baseline.low > 0
            for now, gone in self._ends(total):
                for first in baseline.ends if baseline and positive else (None,):
                    for smallest in self.smallest or (None,):
                        target = target_response(now, first, smallest, gone=gone)
                        yield target, target is not None

    def _incomplete(
        self, total: SumRange | None
    ) -> Iterator[tuple[Response | None, bool]]:
        """NE, or PD where what is missing could only add to it (section 4.4.2)."""
        if not (self.line.targets or self.smallest):
            yield None, True
            return
        for smallest in self.smallest or (None,):
            grown = (
                total is not None
                and smallest is not None
                and has_grown(total.low, smallest)
            )
            yield Response.PD if grown else Response.NE, True

    def _ends(self, total: SumRange) -> Iterator[tuple[float, bool]]:
        """The least and the largest sum, each with whether no target is left by it."""
        sizes = [(name, self.scan.sizes.get(name, ())) for name in self.line.targets]
        for end, now in ((0, total.ends[0]), (-1, total.ends[-1])):
            if sizes and all(own for _, own in sizes):
                yield (
                    now,
                    all(is_gone(self.case, name, own[end]) for name, own in sizes),
                )
            else:
                yield now, now == 0 and bool(self.smallest)

    def _non_targets(self) -> Iterator[NonTarget]:
        """What the non-target lesions say."""
        if self.scan.worse(self.line.non_targets):
            yield NonTarget.PD
            return
        followed = [n for n in self.line.non_targets if n in self.line.followed]
        if len(followed) < len(self.line.non_targets):
            yield NonTarget.UNKNOWN  # recorded, and never looked at again
        there = [self._is_there(name) for name in followed]
        if not there:
            yield NonTarget.NONE
        elif None in there:
            yield NonTarget.UNKNOWN
        else:
            yield NonTarget.PRESENT if any(there) else NonTarget.CR

    def _is_there(self, lesion: str) -> bool | None:
        """Whether a lesion is there; None where the scan does not say it."""
        if sizes := self.scan.sizes.get(lesion):
            return not all(is_gone(self.case, lesion, size) for size in sizes)
        states = {m.state for m in self.scan.measurements if m.lesion == lesion}
        return True if states & _THERE else None
