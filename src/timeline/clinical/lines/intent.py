"""Whether a line was given with curative or with palliative intent."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.case.date_text import DAYS_PER_MONTH
from timeline.case.records.therapy import TherapyLine
from timeline.case.treatment_vocabulary import Setting
from timeline.clinical.durations import between
from timeline.clinical.lines.numbered_line import LineClass, NumberedLine
from timeline.clinical.lines.rules import LineFlag
from timeline.clinical.lines.treatment_history import TreatmentHistory
from timeline.clinical.settings import Settings

_PHASES = (Setting.INDUCTION, Setting.CONSOLIDATION, Setting.MAINTENANCE)
"""Parts of a plan that may be meant to cure or not: myeloma, lymphoma, ovary."""


def class_of(line: TherapyLine, earlier_parts: Sequence[NumberedLine]) -> LineClass:
    """Read the class from the setting; without one, from the parts before it.

    Returns:
        `C or P` where no setting is stated, or only a phase of the plan such as
        induction: a class is never guessed.
    """
    if line.setting is Setting.PALLIATIVE:
        return LineClass.PALLIATIVE
    if line.setting is not None and line.setting not in _PHASES:
        return LineClass.CURATIVE
    return earlier_parts[0].line_class if earlier_parts else LineClass.EITHER


def early_relapse(
    entry: NumberedLine, history: TreatmentHistory, settings: Settings
) -> NumberedLine:
    """Count curative therapy as palliative if the disease came back soon after it.

    Trials use this to decide who has had a first palliative line; NCT04826107 draws
    the line at 6 months. It applies only where `Settings` asks for it.

    Returns:
        The entry, palliative if the relapse came early for certain; where the dates
        leave that open, unchanged but for a reason that says so.
    """
    applies = settings.curative_counts_as_first_line
    if not applies or entry.line_class is not LineClass.CURATIVE:
        return entry
    relapse = history.first_progression_after(entry.line)
    if relapse is None:
        return entry
    interval = between(
        history.chronology.bounds(f"{entry.line.id}.stop"),
        history.chronology.when(relapse),
        ordered=False,
    )
    limit = settings.early_relapse_months * DAYS_PER_MONTH
    if interval.days_max is not None and interval.days_max <= limit:
        return replace(
            entry,
            line_class=LineClass.PALLIATIVE,
            flags=(*entry.flags, LineFlag.EARLY_RELAPSE),
        )
    if interval.days_min is None or interval.days_min <= limit:
        reason = f"{entry.why}; whether the relapse was early cannot be computed"
        return replace(entry, why=reason)
    return entry
