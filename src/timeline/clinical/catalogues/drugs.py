"""The drug catalogue: class, group, targets, payload, names and approvals."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from timeline.case.treatment_vocabulary import DrugGroup
from timeline.clinical.catalogues.tables import listed, remembered, rows
from timeline.clinical.catalogues.terms import completions, folded


class DrugKind(StrEnum):
    """What an entry of the catalogue is."""

    DRUG = "drug"
    CLASS = "class"  # `fluoropyrimidine`: no agent until the drug is named
    IMAGING_AGENT = "imaging agent"
    IMPLANT = "implant"


@dataclass(frozen=True, slots=True)
class Approval:
    """One decision of a regulator or guideline, as a source states it."""

    drug: str
    agency: str
    date: str
    """`2018-08-16`, `2010-01`, `1998`, or empty where no date is stated."""
    decision: str
    """Such as approval, accelerated approval or fast track designation."""
    indication: str
    trial: str
    notes: str
    verify: str
    """What no source states and has to be checked; empty if there is nothing."""
    source: str
    checked: str
    """Day on which the row was last compared with its source, `2026-12-01`."""


@dataclass(frozen=True, slots=True)
class Drug:
    """One entry of the drug catalogue."""

    name: str
    """International name, or the code where there is none yet."""
    synonyms: tuple[str, ...]
    drug_class: str
    """Class as the sources call it: mAb, TKI, ADC, chemo, ICI."""
    group: DrugGroup
    kind: DrugKind
    targets: tuple[str, ...]
    antibody: str
    """Antibody part of a conjugate; empty where not stated."""
    payload: str
    linker: str
    reversibility: str
    """`reversible` or `irreversible` for a kinase inhibitor, where stated."""
    status: str
    dispute: str
    """Where the sources disagree or misprint; empty if they do not."""
    verify: str
    """What no source states and has to be checked; empty if there is nothing."""
    source: str
    checked: str
    """Day on which the row was last compared with its source, `2026-12-01`."""

    @property
    def anti_her2(self) -> bool:
        """Whether it acts against HER2, conjugates included; tracers do not."""
        return self.group in (DrugGroup.ANTI_HER2, DrugGroup.HER2_ADC)

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """What regulators and guidelines decided, as the sources state it."""
        return tuple(a for a in all_approvals() if a.drug == self.name)


@remembered
def all_drugs() -> tuple[Drug, ...]:
    """The whole catalogue, in the order of the table."""
    return tuple(_drug(dict(row)) for row in rows("drugs"))


def _drug(row: dict[str, Any]) -> Drug:
    row["synonyms"], row["targets"] = listed(row["synonyms"]), listed(row["targets"])
    row["group"], row["kind"] = DrugGroup(row["group"]), DrugKind(row["kind"])
    return Drug(**row)


@remembered
def all_approvals() -> tuple[Approval, ...]:
    """Every approval, designation and recommendation in the catalogue."""
    return tuple(Approval(**row) for row in rows("approvals"))


@remembered
def _by_name() -> dict[str, Drug]:
    return {
        folded(name): drug
        for drug in all_drugs()
        for name in (drug.name, *drug.synonyms)
    }


@remembered
def find_drug(text: str) -> Drug | None:
    """Find a drug by its name, a code or a synonym; case and hyphens do not matter.

    Returns:
        The drug, or None if the catalogue does not know the name.
    """
    return _by_name().get(folded(text))


@remembered
def _offered() -> dict[str, str]:
    drugs = _by_name().items()
    return {key: drug.name for key, drug in drugs if drug.kind is DrugKind.DRUG}


def complete_drug(prefix: str) -> tuple[str, ...]:
    """List the drugs of which a name or synonym begins with what was typed."""
    return completions(_offered(), prefix)
