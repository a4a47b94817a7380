"""The choices for the figure package of a cohort."""

from dataclasses import dataclass, field

from timeline.charts.print.presets import Preset
from timeline.clinical.settings import described
from timeline.sharing.deidentify import Deidentification
from timeline.sharing.keep import AS_RECORDED, KEEP, KeepOption
from timeline.swimlane.cohort.options import CohortOptions


@dataclass(frozen=True, slots=True)
class CohortFigureOptions:
    """How a cohort is drawn, and what of its patients may leave with it."""

    preset: Preset
    picture: CohortOptions = field(
        default_factory=CohortOptions, metadata=described("Picture", "What is drawn.")
    )
    as_recorded: bool = field(default=False, metadata=AS_RECORDED)
    keep: frozenset[KeepOption] = field(default=frozenset(), metadata=KEEP)

    @property
    def deidentification(self) -> Deidentification:
        """What is taken out of each case; times become months in the picture."""
        return Deidentification(self.keep, word=self.picture.word)
