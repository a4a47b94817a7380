"""The choices for the figure package of a cohort."""

from dataclasses import dataclass, field

from timeline.charts.print.presets import Preset
from timeline.sharing.deidentify import Deidentification
from timeline.sharing.keep import KeepOption
from timeline.swimlane.cohort.options import CohortOptions


@dataclass(frozen=True, slots=True)
class CohortFigureOptions:
    """How a cohort is drawn, and what of its patients may leave with it."""

    preset: Preset
    picture: CohortOptions = field(default_factory=CohortOptions)
    """What is drawn."""
    as_recorded: bool = False
    """Whether everything leaves as recorded: for patients whose source is public."""
    keep: frozenset[KeepOption] = frozenset()
    """What is let through on purpose; it counts only if not as recorded."""

    @property
    def deidentification(self) -> Deidentification:
        """What is taken out of each case; times become months in the picture."""
        return Deidentification(self.keep, word=self.picture.word)
