"""How often HER2 is altered, as the sources print it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.clinical.catalogues.tables import integer, number, rows


@dataclass(frozen=True, slots=True)
class Prevalence:
    """One frequency of one alteration in one group of patients."""

    id: str
    tumour: str
    subset: str
    population: str
    alteration: str
    method: str
    value: float | None
    """Point value in `unit`; None where only a range is printed."""
    low: float | None
    high: float | None
    unit: str
    """`%`, or `unclear` where the printed unit cannot be right."""
    n_altered: int | None
    n_total: int | None
    conflict: str
    note: str
    source: str

    @property
    def text(self) -> str:
        """For reading: `12-19 %`, `36.4 %`, `11 % (11 of 100)`, and what is unclear."""
        amount = f"{self.value:g}" if self.value is not None else ""
        if self.low is not None and self.high is not None:
            amount = f"{self.low:g}-{self.high:g}"
        unit = " %" if self.unit == "%" else " (unit unclear)"
        if self.n_total is None:
            return f"{amount}{unit}"
        altered = "" if self.n_altered is None else f"{self.n_altered} of "
        return f"{amount}{unit} ({altered or 'n = '}{self.n_total})"


@cache
def all_prevalences() -> tuple[Prevalence, ...]:
    """Every frequency in the catalogue, in the order of the table."""
    return tuple(_prevalence(dict(row)) for row in rows("prevalence"))


def _prevalence(row: dict[str, Any]) -> Prevalence:
    for name in ("value", "low", "high"):
        row[name] = number(row[name])
    for name in ("n_altered", "n_total"):
        row[name] = integer(row[name])
    return Prevalence(**row)
