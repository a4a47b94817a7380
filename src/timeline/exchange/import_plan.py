"""What an import makes of each record."""

from dataclasses import dataclass, field
from enum import StrEnum

from timeline.case.record import Entry
from timeline.exchange.case_words import WordsPlan
from timeline.exchange.merging import FieldChange
from timeline.exchange.reading import CaseFile
from timeline.registry import Action


class Outcome(StrEnum):
    """What an import makes of a record; the words are those of its report."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    KEPT = "stays as it is here"
    CLASH = "changed here and in the file"
    UNSURE = "same or another record?"
    IN_BIN = "in the bin, stays there"
    ABSENT = "not in the file, stays"
    REMOVED = "not in the file, goes"


@dataclass(frozen=True, slots=True)
class ComparedRecord:
    """What the import makes of one record."""

    outcome: Outcome
    record: Entry
    """As it will be stored; of what is not in the file, as it stands."""
    name: str
    """Its id in the file, or in the registry where the file does not hold it."""
    fields: tuple[FieldChange, ...] = ()
    """What changes, or what is asked about."""


@dataclass
class ImportPlan:
    """What an import will do to one patient."""

    code: str
    file: CaseFile
    records: list[ComparedRecord] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    words: WordsPlan = field(default_factory=WordsPlan)
    """What becomes of the vocabulary that the file brings along."""
    contradictions: tuple[str, ...] = ()
    """Why the code may name somebody else."""

    def count(self, *outcomes: Outcome) -> int:
        """How many records have one of these outcomes."""
        return sum(record.outcome in outcomes for record in self.records)

    @property
    def open(self) -> bool:
        """Whether a person has to decide something first."""
        unsettled = self.count(Outcome.CLASH, Outcome.UNSURE)
        return bool(unsettled or self.contradictions)
