"""Reads the patients of a cohort and lays them out, the first ones early.

Reading and laying out are kept apart from sorting: another order or another group needs
neither again, and another month 0 needs no second reading.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.case.case import Case
from timeline.errors import TimelineError
from timeline.swimlane.cohort.build import LaidOut, assemble, lay_out
from timeline.swimlane.cohort.model import CohortSwimlane, LeftOut
from timeline.swimlane.cohort.options import CohortOptions

if TYPE_CHECKING:
    from timeline.registry import Registry

FIRST, MOST = 40, 500
"""Patients that are read before the first rows are shown, and at most at once."""


class CohortReader:
    """The patients of one cohort, as far as they have been read and laid out."""

    def __init__(self, registry: "Registry", codes: Sequence[str]) -> None:
        """Take the registry and the codes, in the order of the list.

        Args:
            registry: Where the patients are stored.
            codes: Study codes; the rows can keep their order.
        """
        self.codes = tuple(codes)
        self._registry = registry
        self._cases: dict[str, Case | LeftOut] = {}
        self._laid_out: dict[str, LaidOut | LeftOut] = {}
        self._options: CohortOptions | None = None

    def forget(self, code: str) -> None:
        """Read one patient again on the next run, because it may have changed."""
        self._cases.pop(code, None)
        self._laid_out.pop(code, None)

    def run(
        self,
        options: CohortOptions,
        show: Callable[[CohortSwimlane, int], None],
        stopped: Callable[[], bool],
    ) -> None:
        """Lay out every patient with these choices.

        Args:
            options: Choices of the reader.
            show: Is given the picture of the patients so far and their number: after
                the first ones, then each time that there are twice as many, and at the
                end.
            stopped: Whether nobody waits for the answer any more.
        """
        options = replace(options, settings=self._registry.settings())
        if self._options is None or _layout(options) != _layout(self._options):
            self._laid_out = {}
        self._options = options
        laid_out, shown = self._laid_out, 0
        if all(code in laid_out for code in self.codes):
            show(self._picture(laid_out, options), len(self.codes))
            return
        for part in _parts(self.codes):
            cases = self._read(part)
            for code in part:
                if stopped():
                    return
                if code not in laid_out:
                    laid_out[code] = _laid_out(cases[code], options)
            done = sum(code in laid_out for code in self.codes)
            if done >= 2 * shown or done == len(self.codes):
                show(self._picture(laid_out, options), done)
                shown = done

    def _picture(
        self, laid_out: dict[str, LaidOut | LeftOut], options: CohortOptions
    ) -> CohortSwimlane:
        return assemble((laid_out[c] for c in self.codes if c in laid_out), options)

    def _read(self, codes: Sequence[str]) -> dict[str, Case | LeftOut]:
        """Cases by code; one that cannot be read is left out, and says why."""
        unread = [code for code in codes if code not in self._cases]
        try:
            read = self._registry.cases(unread)
            self._cases |= {case.code: case for case in read}
        except TimelineError:
            self._cases |= {code: self._read_one(code) for code in unread}
        return self._cases

    def _read_one(self, code: str) -> Case | LeftOut:
        try:
            return self._registry.case(code)
        except TimelineError as error:
            return LeftOut(code, f"cannot be read: {error}")


def _laid_out(case: Case | LeftOut, options: CohortOptions) -> LaidOut | LeftOut:
    return case if isinstance(case, LeftOut) else lay_out(case, options)


def _layout(options: CohortOptions) -> tuple[object, ...]:
    """The choices on which the layout of one patient depends."""
    return (
        options.align,
        options.number,
        options.segments,
        options.curve,
        options.accept_narrative,
        options.settings,
    )


def _parts(codes: Sequence[str]) -> Iterator[Sequence[str]]:
    """Parts that grow, so that the first rows come early and the rest quickly."""
    start, size = 0, FIRST
    while start < len(codes):
        yield codes[start : start + size]
        start, size = start + size, min(MOST, size * 2)
