"""What a HER2 rule works on, and what it comes to."""

from dataclasses import dataclass, field
from functools import cached_property

from timeline.case.assay_vocabulary import IhcScore
from timeline.clinical.her2.ish import IshReading, IshValues, read_ish
from timeline.clinical.her2.terms import Her2Class, Her2Low, Her2Warning


@dataclass(frozen=True)
class Her2Evidence:
    """The tissue results of one specimen that a rule may use.

    A fold change from sequencing is no field here: it is neither a ratio nor a copy
    number, and no rule may take it for one.
    """

    ihc: IhcScore | None = None
    """Membranous IHC score; None where no score is stated."""
    ish: IshValues = field(default_factory=IshValues)
    """FISH or other ISH on the same specimen."""
    ngs_copy_number: float | None = None
    """Copy number from sequencing the same tissue."""
    ultralow: bool | None = None
    """Whether a score of 0 goes with faint staining in at most 10 % of the cells."""

    @cached_property
    def ish_reading(self) -> IshReading:
        """The ISH result, read."""
        return read_ish(self.ish)

    @property
    def low_ihc(self) -> bool:
        """Whether IHC is 0 or 1+."""
        return self.ihc in (IhcScore.ZERO, IhcScore.ONE)


@dataclass(frozen=True, slots=True)
class Her2Outcome:
    """What one rule set makes of the evidence."""

    her2_class: Her2Class
    rule_id: str = ""
    """The rule that decided, such as `G5`; empty where none did."""
    low: Her2Low | None = None
    """None where it cannot be known."""
    missing: tuple[str, ...] = ()
    """Inputs that would be needed, by their field name."""
    subgroup: str = ""
    """The cohort of the trial for such a tumour, where its definition has cohorts."""
    warnings: tuple[Her2Warning, ...] = ()
    ultralow: Her2Low | None = None
    """None where it cannot be known."""


def unclassified(*missing: str, some_recorded: bool) -> Her2Outcome:
    """The outcome where inputs are missing.

    Args:
        missing: Names of the missing inputs.
        some_recorded: Whether any input of the rule set is recorded; without any there
            is nothing to classify, with some the class is open.
    """
    if some_recorded:
        return Her2Outcome(Her2Class.INDETERMINATE, missing=missing)
    return Her2Outcome(Her2Class.NOT_CLASSIFIABLE, missing=missing)
