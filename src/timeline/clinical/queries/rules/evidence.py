"""What a rule looks at, and how it names what it finds."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from timeline.case.bounds_text import bounds_in_words
from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.record import Entry, Record
from timeline.case.records.bookkeeping import Order
from timeline.case.records.finding import Finding
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine, Treatment
from timeline.case.treatment_vocabulary import StopReason
from timeline.clinical.catalogues.analytes import analyte_name
from timeline.clinical.endpoints.case_endpoints import Endpoints, endpoints
from timeline.clinical.her2.ledger import Her2Ledger, her2_ledger
from timeline.clinical.markers.series import MarkerSeries, marker_series
from timeline.clinical.settings import Settings

_CLINICAL: tuple[type[Record], ...] = tuple(
    kind
    for kind in KINDS.values()
    if issubclass(kind, Record) and kind not in (Patient, Order)
)
"""Kinds of records of what happened to the patient."""


@dataclass(frozen=True)
class Evidence:
    """One case with its chronology and the choices of the reader."""

    case: Case
    chronology: Chronology
    settings: Settings
    today: dt.date | None = None
    """No record may lie after this day; None: not checked."""
    computed: Endpoints | None = None
    """The endpoints of the case where they are computed already."""
    ledger: Her2Ledger | None = None
    """The HER2 history of the case where it is computed already."""

    @cached_property
    def endpoints(self) -> Endpoints:
        """Every computed endpoint of the case."""
        if self.computed is not None:
            return self.computed
        return endpoints(self.case, self.chronology, self.settings)

    @cached_property
    def her2(self) -> Her2Ledger:
        """The HER2 history of the case."""
        if self.ledger is not None:
            return self.ledger
        return her2_ledger(self.case, self.chronology, self.settings)

    @cached_property
    def series(self) -> tuple[MarkerSeries, ...]:
        """The results of tumour markers as series."""
        return marker_series(self.case, self.chronology, self.settings)

    @cached_property
    def recorded(self) -> tuple[Record, ...]:
        """Every clinical record and the patient; no sources, orders or answers."""
        kinds = (self.case.of_kind(kind) for kind in _CLINICAL)
        return (self.case.patient, *chain.from_iterable(kinds))

    def number_of(self, line: Entry) -> int | None:
        """The number that a recorded line counts under."""
        return self._numbers.get(line.id)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        lines = self.endpoints.lines
        return {part.line.id: each.number for each in lines for part in each.parts}

    def stopped_for(
        self, reason: StopReason, line: TherapyLine | None = None
    ) -> tuple[Treatment, ...]:
        """Lines that ended for a reason, and drugs of other lines that did."""
        case = self.case
        lines = [
            treated
            for treated in ((line,) if line else case.lines)
            if treated.stop_reason is reason
        ]
        within = {treated.id for treated in lines}
        courses = case.courses(line.id) if line else case.of_kind(DrugCourse)
        alone = (c for c in courses if c.line not in within)
        return (*lines, *(c for c in alone if c.stop_reason is reason))


def named(record: Entry) -> str:
    """Name a record with its first known date, if any: `GP`, `CT (Mar 2020)`."""
    known = [date for date in record.dates().values() if date.known]
    return f"{record.label} ({known[0]})" if known else record.label


def sentence(text: str) -> str:
    """Begin a sentence with a text; a name such as `mFOLFOX` stays as it is."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def listing(texts: Iterable[str]) -> str:
    """Join texts for a sentence: `a, b and c`; empty for none."""
    *first, last = tuple(texts) or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def few(names: Sequence[str], most: int = 4) -> str:
    """List the first of many names, and count the others."""
    further = len(names) - most
    return listing([*names[:most], f"{further} more"] if further > 0 else names)


def window(evidence: Evidence, point: str) -> str:
    """Say in a sentence what the orders leave of a date; empty if they say nothing."""
    words = days_left(evidence, point)
    return f" By the other records: {words}." if words else ""


def days_left(evidence: Evidence, point: str) -> str:
    """Such as `between May 2020 and Feb 2021`; empty if the records leave any day."""
    bounds = evidence.chronology.bounds(point)
    if bounds == Bounds():
        return ""
    return bounds_in_words(bounds, relative=evidence.case.relative)


def series_id(case: Case, record: Result | Finding) -> str:
    """Id of the first result of the analyte that a record is about, else its own."""
    analyte = record.analyte if isinstance(record, Result) else record.method or ""
    name = analyte_name(analyte)
    same = (r.id for r in case.of_kind(Result) if analyte_name(r.analyte) == name)
    return next(same, record.id)
