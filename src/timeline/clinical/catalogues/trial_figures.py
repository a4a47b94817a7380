"""One outcome figure of a trial, with what its interval is.

A confidence interval carries its level. A range across studies or subgroups is no
confidence interval, and says so wherever it is shown.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class TrialEndpoint(StrEnum):
    """What a figure measures."""

    ORR = "ORR"
    DCR = "DCR"
    CBR = "CBR"
    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    PFS = "PFS"
    OS = "OS"
    DOR = "DOR"
    DFS = "DFS"
    TTP = "TTP"
    OS_RATE = "OS rate"
    PFS_RATE = "PFS rate"
    HR_PFS = "HR PFS"
    HR_OS = "HR OS"


@dataclass(frozen=True)
class Figure:
    """One outcome figure of one arm; medians are in months, rates in percent."""

    endpoint: TrialEndpoint
    value: float | None
    """Point estimate; None where the source gives only a range or words."""
    low: float | None
    high: float | None
    interval: str
    """`CI`, `range` or empty; a range spans studies or subgroups."""
    level: int | None
    """Confidence level in percent; None where not stated."""
    unit: str
    text: str
    """What the source says in words, such as `not reached`."""

    @property
    def interval_text(self) -> str:
        """Name of the interval: `95% CI`, `CI, level not stated`, `range, not a CI`."""
        if self.interval == "range":
            return "range, not a CI"
        if self.interval == "CI":
            return f"{self.level}% CI" if self.level else "CI, level not stated"
        return ""

    def __str__(self) -> str:
        """For reading: `4.4 months (95% CI 2.8-8.3)`."""
        return self._words

    @cached_property
    def _words(self) -> str:
        unit = self.unit if self.unit == "%" else f" {self.unit}" if self.unit else ""
        span = f"{self._amount(self.low)}-{self._amount(self.high)}"
        if self.value is None and self.interval:
            return f"{span}{unit} ({self.interval_text})"
        extra = f"{self.interval_text} {span}" if self.interval else ""
        note = "; ".join(part for part in (extra, self.text) if part)
        if self.value is None:
            return note
        value = f"{self._amount(self.value)}{unit}"
        return f"{value} ({note})" if note else value

    def _amount(self, value: float | None) -> str:
        if value is None:
            return "?"
        shortest = f"{value:g}"
        whole_months = self.unit == "months" and "." not in shortest
        return f"{shortest}.0" if whole_months else shortest
