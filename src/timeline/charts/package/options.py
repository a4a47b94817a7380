"""The choices for the figure package of one patient, and of a cohort."""

from dataclasses import dataclass, field

from timeline.charts.print.presets import Preset
from timeline.clinical.settings import described
from timeline.language.words import Words
from timeline.sharing.deidentify import Deidentification
from timeline.sharing.keep import AS_RECORDED, CODE, KEEP, KeepOption
from timeline.swimlane.build import SwimlaneOptions
from timeline.swimlane.cohort.options import CohortOptions


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """How a figure is drawn, and what of the case may leave with it."""

    preset: Preset
    picture: SwimlaneOptions = field(
        default_factory=SwimlaneOptions, metadata=described("Picture", "What is drawn.")
    )
    as_recorded: bool = field(default=False, metadata=AS_RECORDED)
    keep: frozenset[KeepOption] = field(default=frozenset(), metadata=KEEP)
    code: str = field(default="", metadata=CODE)

    @property
    def deidentification(self) -> Deidentification:
        """What is taken out of the case."""
        return Deidentification(
            self.keep,
            self.code,
            self.picture.time_zero,
            Words(self.picture.language),
        )


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
