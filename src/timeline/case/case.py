"""Everything on one patient, as one immutable value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar, cast

from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.uncollected import Uncollected

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Case:
    """One patient and every record on that patient.

    Two cases are equal when they hold equal records, in whatever order they came.
    A case may have problems (see `checks.problems`); it holds what was recorded.
    """

    patient: Patient
    records: tuple[Entry, ...] = ()
    """All records but the patient, sorted by kind, date and id."""
    coarsened: bool = field(default=False, compare=False)
    """Whether de-identification made its dates coarser than the source gives them."""
    conflicts: Mapping[str, str] | None = field(default=None, compare=False)
    """By result the query that asks which of two values of a day is right, where
    de-identification took the days away; None for a case as it is recorded."""
    uncollected: Mapping[str, Uncollected] = field(
        default_factory=dict, compare=False, repr=False
    )
    """By the id of a record that was taken in, what its source never gives."""
    line_numbers: Mapping[str, int] = field(
        default_factory=dict, compare=False, repr=False
    )
    """By line of therapy its number by the days that de-identification made coarser."""

    def __post_init__(self) -> None:
        ranks = {kind: rank for rank, kind in enumerate(KINDS)}

        def place(entry: Entry) -> tuple[int, tuple[float, float], str]:
            first = next(iter(entry.dates().values()), None)
            when = first.sort_key if first else (0.0, 0.0)
            return ranks[entry.kind], when, entry.id

        object.__setattr__(self, "records", tuple(sorted(self.records, key=place)))

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        *,
        coarsened: bool = False,
        conflicts: Mapping[str, str] | None = None,
        uncollected: Mapping[str, Uncollected] | None = None,
        line_numbers: Mapping[str, int] | None = None,
    ) -> "Case":
        """Build a case from records of which exactly one is the patient.

        Args:
            entries: The patient and the records.
            coarsened: Whether its dates are coarser than the source gives them.
            conflicts: See the field; None for a case as it is recorded.
            uncollected: By record, what its source never gives.
            line_numbers: See the field; empty for a case as it is recorded.

        Raises:
            ValueError: If there is no patient, or more than one.
        """
        entries = tuple(entries)
        patients = [entry for entry in entries if isinstance(entry, Patient)]
        if len(patients) != 1:
            raise ValueError("A case has exactly one patient.")
        records = tuple(entry for entry in entries if not isinstance(entry, Patient))
        return cls(
            patients[0],
            records,
            coarsened,
            conflicts,
            uncollected or {},
            line_numbers or {},
        )

    @property
    def code(self) -> str:
        """The study code."""
        return self.patient.code

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The patient and all records."""
        return (self.patient, *self.records)

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in reversed(self.entries)}

    def get(self, record_id: str) -> Entry | None:
        """The record with this id, or None."""
        return self._by_id.get(record_id)

    def of_kind(self, record_class: type[E]) -> tuple[E, ...]:
        """All records of one kind, or of a shared base class, by date and id."""
        if not record_class.kind:
            return tuple(r for r in self.records if isinstance(r, record_class))
        return cast("tuple[E, ...]", self._by_kind.get(record_class.kind, ()))

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Entry, ...]]:
        kinds = groupby(self.records, key=attrgetter("kind"))
        return {kind: tuple(records) for kind, records in kinds}

    @property
    def orders(self) -> tuple[Order, ...]:
        """The orders between records."""
        return self.of_kind(Order)

    @property
    def lines(self) -> tuple[TherapyLine, ...]:
        """The lines of therapy as recorded, before any numbering."""
        return self.of_kind(TherapyLine)

    def courses(self, line_id: str | None) -> tuple[DrugCourse, ...]:
        """The drug courses of one line; of None those that belong to no line."""
        return tuple(self._courses.get(line_id, ()))

    @cached_property
    def _courses(self) -> dict[str | None, list[DrugCourse]]:
        by_line: dict[str | None, list[DrugCourse]] = {}
        for course in self.of_kind(DrugCourse):
            by_line.setdefault(course.line, []).append(course)
        return by_line

    @cached_property
    def derived(self) -> dict[object, Any]:
        """A cache for what is computed from this case alone, which never changes."""
        return {}

    @cached_property
    def relative(self) -> bool:
        """Whether the case counts days from time zero and has no calendar."""
        return any(date.relative for _, _, date in self.dates)

    @cached_property
    def dates(self) -> tuple[tuple[Entry, str, PartialDate], ...]:
        """Every date of the patient and the records, known or not, with its field."""
        return tuple(
            (entry, name, getattr(entry, name))
            for entry in self.entries
            for name in entry.date_fields()
        )

    def with_record(self, record: Entry) -> "Case":
        """The case with this record added, or in place of the one with its id."""
        others = tuple(entry for entry in self.entries if entry.id != record.id)
        return self._like_this((*others, record))

    def without(self, record_id: str) -> "Case":
        """The case without the record of this id."""
        others = (entry for entry in self.entries if entry.id != record_id)
        return self._like_this(others)

    def _like_this(self, entries: Iterable[Entry]) -> "Case":
        return Case.of(
            entries,
            coarsened=self.coarsened,
            conflicts=self.conflicts,
            uncollected=self.uncollected,
            line_numbers=self.line_numbers,
        )
