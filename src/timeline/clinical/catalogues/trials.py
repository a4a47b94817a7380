"""The trial catalogue: arms with their outcome figures, as the sources print them.

Where two sources, or one source and itself, disagree, each figure has its own row and
the rows share a conflict. An interval says what it is: a confidence interval with its
level, or a range across studies, which is no confidence interval.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.clinical.catalogues.tables import integer, listed, number, rows
from timeline.clinical.catalogues.trial_figures import Figure, TrialEndpoint


@dataclass(frozen=True, slots=True)
class TrialArm:
    """One arm, subgroup or series of one study, as one source reports it."""

    id: str
    study: str
    registry_id: str
    phase: str
    design: str
    tumour: str
    """Tumour in the words of the source."""
    tumour_group: str
    """Such as biliary, gastric, breast; `several` for a study across sites."""
    sites: tuple[str, ...]
    """Primary sites that its source names; empty for all of the group, and for a trial
    of several tumours where the source does not say which."""
    population: tuple[str, ...]
    """What its patients had in common beside tumour and line, such as `HER2-low`; all
    of it holds. Starts with `other: ` where no record of a case answers it."""
    her2_definition: str
    line: str
    """Line of therapy in words; empty where not stated."""
    line_from: int | None
    """First line that it covers; None where not stated."""
    line_to: int | None
    """Last line that it covers; None is open."""
    arm: str
    regimen: str
    drugs: tuple[str, ...]
    """Catalogue names of the drugs that are named; no drug is assumed."""
    n: int | None
    n_note: str
    follow_up_months: float | None
    follow_up_range: str
    p_value: str
    other_result: str
    status: str
    value_type: str
    """`reported`, `range`, `single patient` or `converted from weeks`."""
    conflict: str
    """Id of a conflict; empty if there is none."""
    note: str
    verify: str
    """What no source states and has to be checked; empty if there is nothing."""
    source: str
    figures: tuple[Figure, ...]

    @property
    def single_patient(self) -> bool:
        """Whether it is a case report and no study."""
        return self.value_type.startswith("single patient")

    @property
    def details(self) -> str:
        """What else its source states: design, HER2, follow-up; empty for nothing."""
        follow_up = ""
        if self.follow_up_months is not None:
            follow_up = f"follow-up {self.follow_up_months:g} months"
        if self.follow_up_range:
            follow_up = f"{follow_up or 'follow-up'} ({self.follow_up_range})"
        stated = (
            self.registry_id,
            f"phase {self.phase}" if self.phase else "",
            self.design,
            f"HER2: {self.her2_definition}" if self.her2_definition else "",
            f"n: {self.n_note}" if self.n_note else "",
            follow_up,
            f"P: {self.p_value}" if self.p_value else "",
            self.other_result,
            self.status,
        )
        return "; ".join(text for text in stated if text)

    def figure(self, endpoint: TrialEndpoint) -> Figure | None:
        """The figure for an endpoint, or None."""
        return next((f for f in self.figures if f.endpoint is endpoint), None)


@cache
def all_arms() -> tuple[TrialArm, ...]:
    """Every arm in the catalogue, in the order of the table."""
    figures: dict[str, list[Figure]] = {}
    for row in rows("trial_figures"):
        figures.setdefault(row["trial"], []).append(_figure(dict(row)))
    return tuple(
        _arm(dict(row), tuple(figures.get(row["id"], ()))) for row in rows("trials")
    )


def _figure(row: dict[str, Any]) -> Figure:
    del row["trial"]
    row["endpoint"] = TrialEndpoint(row.pop("quantity"))
    for name in ("value", "low", "high"):
        row[name] = number(row[name])
    row["level"] = integer(row["level"])
    return Figure(**row)


def _arm(row: dict[str, Any], figures: tuple[Figure, ...]) -> TrialArm:
    for name in ("drugs", "sites", "population"):
        row[name] = listed(row[name])
    row["follow_up_months"] = number(row["follow_up_months"])
    for name in ("line_from", "line_to", "n"):
        row[name] = integer(row[name])
    return TrialArm(figures=figures, **row)
