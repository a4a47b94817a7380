"""Whether a recorded line is a new line of therapy or goes on with the one before.

The rules follow Saini and Twelves (Br J Cancer 2021;125:155-163) for what counts, and
the algorithm in PMC8548977 (table 5) for windows, gaps and substitutions. Where the
two leave a choice, `Settings` holds it.
"""

from dataclasses import dataclass
from enum import StrEnum

from timeline.case.records.therapy import TherapyLine
from timeline.case.treatment_vocabulary import Setting, StopReason
from timeline.clinical.durations import Duration
from timeline.clinical.lines.drugs import added, dropped_only, interchangeable
from timeline.clinical.settings import Settings

BEFORE_SURGERY = (Setting.NEOADJUVANT, Setting.PERIOPERATIVE)
AFTER_SURGERY = (Setting.ADJUVANT, Setting.PERIOPERATIVE)


class LineFlag(StrEnum):
    """What a reader should know about a line besides its number."""

    EXPERIMENTAL = "experimental drug"
    RECHALLENGE = "rechallenge"
    RESTART = "restart"
    TOXICITY = "changed for toxicity"
    ADDITION = "drug added without progression"
    EARLY_RELAPSE = "curative therapy counted as palliative: early relapse"
    UNPLACED = "order against the line before is not established"
    BY_HAND = "number set by hand"
    NUMBER_TAKEN = "number set by hand is that of another line"


@dataclass(frozen=True, slots=True)
class LineChange:
    """What is known when one recorded line follows another."""

    before: TherapyLine
    """The recorded line that comes before, the last part if it has several."""
    after: TherapyLine
    drugs_before: frozenset[str]
    """Drugs of the numbered line before, all of its parts."""
    drugs_after: frozenset[str]
    progression: str
    """How progression in between is known, such as `progression on line 3`; empty if
    none is recorded."""
    since_start: Duration
    """From the start of the line before to the start of this one."""
    gap: Duration
    """From the end of the line before to the start of this one."""
    operations: int
    """Operations between the two."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a number is new, and why."""

    new: bool
    why: str
    """In words, such as `new line: progression on line 3`."""
    flags: tuple[LineFlag, ...] = ()


def decide(change: LineChange, settings: Settings) -> Decision:
    """Apply the rules to one step, the strongest evidence first.

    Returns:
        The decision with its reason in words; where a gap in days is not established,
        the line as it was recorded.
    """
    if change.progression:
        return Decision(True, f"new line: {change.progression}")
    if _perioperative(change, settings):
        return Decision(False, "same line: given around one operation")
    if _intent_changed(change):
        return Decision(True, "new line: palliative after curative therapy")
    if change.drugs_after and interchangeable(change.drugs_before, change.drugs_after):
        return _same_drugs(change, settings)
    if dropped_only(change.drugs_before, change.drugs_after):
        return _fewer_drugs(change, settings)
    return _other_drugs(change, settings)


def _perioperative(change: LineChange, settings: Settings) -> bool:
    return (
        settings.perioperative_is_one_line
        and change.before.setting in BEFORE_SURGERY
        and change.after.setting in AFTER_SURGERY
        and change.operations <= 1
    )


def _intent_changed(change: LineChange) -> bool:
    """Whether palliative therapy follows curative therapy, both being stated."""
    before, after = change.before.setting, change.after.setting
    palliative = Setting.PALLIATIVE
    return before not in (None, palliative) and after is palliative


def _same_drugs(change: LineChange, settings: Settings) -> Decision:
    limit = settings.restart_gap_days
    if _longer(change.gap, limit):
        why = f"new line: the same drugs after a gap of more than {limit} days"
        return Decision(True, why, (LineFlag.RESTART,))
    if not _at_most(change.gap, limit):
        why = f"new line as recorded: a gap of up to {limit} days is not established"
        return Decision(True, why)
    if change.drugs_before == change.drugs_after:
        return Decision(False, "same line: the same drugs, no progression recorded")
    return Decision(False, "same line: a drug replaced by one of its class")


def _fewer_drugs(change: LineChange, settings: Settings) -> Decision:
    limit = settings.restart_gap_days
    if _longer(change.gap, limit):
        why = f"new line: part of the drugs after a gap of more than {limit} days"
        return Decision(True, why, (LineFlag.RESTART,))
    if change.before.stop_reason is StopReason.TOXICITY:
        return Decision(False, "same line: a drug dropped for toxicity")
    if change.before.stop_reason is StopReason.COMPLETED:
        return Decision(False, "same line: maintenance")
    return Decision(False, "same line: a drug dropped, no progression recorded")


def _other_drugs(change: LineChange, settings: Settings) -> Decision:
    window = settings.regimen_window_days
    if _at_most(change.since_start, window) and not _longer(change.gap, 0):
        return Decision(False, f"same line: started within {window} days")
    if change.drugs_before <= change.drugs_after:
        new = settings.addition_starts_line
        drugs = ", ".join(sorted(added(change.drugs_before, change.drugs_after)))
        why = f"{_kind(new)}: {drugs} added without recorded progression"
        return Decision(new, why, (LineFlag.ADDITION,))
    if change.before.stop_reason is StopReason.TOXICITY:
        new = settings.toxicity_switch_starts_line
        why = f"{_kind(new)}: other drugs after toxicity"
        return Decision(new, why, (LineFlag.TOXICITY,))
    return Decision(True, "new line: other drugs, no progression recorded")


def _kind(new: bool) -> str:
    return "new line" if new else "same line"


def _longer(duration: Duration, days: int) -> bool:
    return duration.days_min is not None and duration.days_min > days


def _at_most(duration: Duration, days: int) -> bool:
    return duration.days_max is not None and duration.days_max <= days
