"""How each lesion changed on a line, and whether some grew while others shrank.

RECIST 1.1 has no category of one lesion. Its limits are used for each: 30 % below the
baseline is shrunk, 20 % and 5 mm above it is grown. Both on one scan, or a new lesion
beside one that shrank, are a mixed (dissociated) response (Bernard-Tessier 2020, by the
table of definitions in PMC9083034). It is said beside the category and changes none.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from timeline.clinical.durations import rounded
from timeline.clinical.response.recist import has_grown, has_shrunk, percent_change
from timeline.clinical.response.scan import Scan


class LesionChange(NamedTuple):
    """One lesion on one scan, beside its sizes before, in millimetres."""

    lesion: str
    size: float
    baseline: float
    smallest: float
    """The smallest size before, that at the baseline included."""

    @property
    def shrunk(self) -> bool:
        """Whether it is at least 30 % smaller than at the baseline."""
        return has_shrunk(self.size, self.baseline)

    @property
    def grown(self) -> bool:
        """Whether it is at least 20 % and 5 mm larger than at the baseline."""
        return has_grown(self.size, self.baseline)

    @property
    def text(self) -> str:
        """For reading: `-40.0 % from 50 mm`; empty without a change."""
        regrown = has_grown(self.size, self.smallest)
        before = self.smallest if regrown else self.baseline
        if before in (0, self.size):
            return ""
        percent = percent_change(self.size, before)
        return f"{'+' if percent > 0 else ''}{rounded(percent)} % from {before:g} mm"


def lesion_changes(
    scan: Scan, baseline: Scan, earlier: Sequence[Scan], treated: Collection[str]
) -> Iterator[LesionChange]:
    """The change of each lesion that has one size on a scan and at the baseline.

    Args:
        scan: The scan.
        baseline: The baseline of its line.
        earlier: Scans on the line that surely came before it.
        treated: Lesions that were treated locally since the baseline; they are left
            out, because their change is not that under the line.
    """
    smallest = {n: sizes[0] for n, sizes in baseline.sizes.items() if len(sizes) == 1}
    for other in earlier:
        for lesion, sizes in other.sizes.items():
            if len(sizes) == 1 and sizes[0] < smallest.get(lesion, 0.0):
                smallest[lesion] = sizes[0]
    for lesion, sizes in scan.sizes.items():
        if lesion in smallest and lesion not in treated and len(sizes) == 1:
            first = baseline.sizes[lesion][0]
            yield LesionChange(lesion, sizes[0], first, smallest[lesion])


class MixedResponse(NamedTuple):
    """Lesions that grew or appeared beside others that shrank, on one scan."""

    shrunk: tuple[LesionChange, ...]
    grown: tuple[LesionChange, ...]
    new_lesion: bool

    @property
    def lesions(self) -> tuple[str, ...]:
        """Ids of the lesions that shrank or grew."""
        return tuple(change.lesion for change in (*self.shrunk, *self.grown))


def mixed_response(
    changes: Sequence[LesionChange], *, new_lesion: bool
) -> MixedResponse | None:
    """What grew beside what shrank; None where the lesions do not differ so."""
    shrunk = tuple(change for change in changes if change.shrunk)
    grown = tuple(change for change in changes if change.grown)
    if not shrunk or not (grown or new_lesion):
        return None
    return MixedResponse(shrunk, grown, new_lesion)
