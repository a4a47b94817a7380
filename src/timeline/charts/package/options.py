"""The choices for one figure package."""

from dataclasses import dataclass, field

from timeline.charts.print.presets import Preset
from timeline.language.words import Words
from timeline.sharing.deidentify import Deidentification
from timeline.sharing.keep import KeepOption
from timeline.swimlane.build import SwimlaneOptions


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """How a figure is drawn, and what of the case may leave with it."""

    preset: Preset
    picture: SwimlaneOptions = field(default_factory=SwimlaneOptions)
    """What is drawn."""
    as_recorded: bool = False
    """Whether everything leaves as recorded: for a case whose source is public."""
    keep: frozenset[KeepOption] = frozenset()
    """What is let through on purpose; it counts only if not as recorded."""
    code: str = ""
    """Code under which the case appears; empty to draw one at random."""

    @property
    def deidentification(self) -> Deidentification:
        """What is taken out of the case."""
        return Deidentification(
            self.keep,
            self.code,
            self.picture.time_zero,
            Words(self.picture.language),
        )
