"""The choices for the figure package of a cohort."""

from dataclasses import dataclass, field

from timeline.charts.print.presets import Preset
from timeline.sharing.deidentify import Item
from timeline.swimlane.cohort.options import CohortOptions


@dataclass(frozen=True, slots=True)
class CohortFigureOptions:
    """How a cohort is drawn, and what of its patients may leave with it."""

    preset: Preset
    picture: CohortOptions = field(default_factory=CohortOptions)
    """What is drawn."""
    as_recorded: bool = False
    """Whether everything leaves as recorded: for patients whose source is public."""
    keep: frozenset[Item] = frozenset()
    """What is let through on purpose; it counts only if not as recorded."""
