"""What a person decided about an import.

The command line has the same words, and loads nothing else for its help.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from timeline.case.locale import DateOrder, DecimalSign


class Side(StrEnum):
    """Whose value stands where both changed a field."""

    FILE = "file"
    REGISTRY = "registry"


class Likeness(StrEnum):
    """What a record is that is like a stored one."""

    SAME = "same"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person decided about an import."""

    both_changed: Side | None = None
    """Whose value stands where both changed a field; None: it is a question."""
    alike: Likeness | None = None
    """What a record is that is like a stored one; None: it is a question."""
    replace: bool = False
    """Whether what is stored and the file does not hold goes: records, and values that
    an earlier version of the file stated."""
    accept_lines: bool = False
    """Whether the lines of therapy that exposures suggest are stored too."""
    same_patient: bool = False
    """Whether the patient is the same though sex, site or birth year differ."""
    another_patient: bool = False
    """Whether a code that differs from a stored one in case, hyphens or blanks alone
    is another patient's."""


@dataclass(frozen=True, slots=True)
class TableChoices:
    """What a person said of a table; what is empty is found by looking, or asked."""

    format: str = ""
    encoding: str = ""
    sheet: str = ""
    """Name of the only sheet to read."""
    patient: str = ""
    """Study code of the patient that every row is about."""
    patient_column: str = ""
    """Name of the column with the study codes, though they look like something else."""
    analyte: str = ""
    """The test of every row, where no column names one."""
    day_zero: str = ""
    """What happened on the day that a table counts its days from."""
    time_unit: str = ""
    """`days`, `weeks`, `months` or `years`: what the numbers of a table count that
    counts time and does not say in what."""
    short_stops: str = ""
    """`stated` or `unknown`: what a stop on the day of the start or the next one is."""
    source: str = ""
    """Under which the registry finds the rows again."""
    dates: DateOrder = DateOrder.ASK
    decimals: DecimalSign = DecimalSign.ASK
    units: Mapping[str, str] = field(default_factory=dict)
    """Unit by the name of a column or test."""
    tests: frozenset[str] = frozenset()
    """Names of columns that hold a test which no catalogue knows."""
    left_out: frozenset[str] = frozenset()
    """Names of columns that are not read."""

    @property
    def about_columns(self) -> bool:
        """Whether something was said that a saved mapping cannot know."""
        said = self.tests or self.left_out or self.patient_column or self.short_stops
        return bool(said)
