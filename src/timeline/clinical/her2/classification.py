"""A HER2 test as reported, and as a rule set reads it, side by side."""

from dataclasses import dataclass

from timeline.case.assay_vocabulary import Her2Result
from timeline.case.fields import specs_by_name
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.her2_test import Her2Test
from timeline.clinical.her2.terms import (
    Her2Class,
    Her2Low,
    Her2RuleSet,
    Her2Warning,
    SourceLabel,
)


@dataclass(frozen=True, slots=True)
class Classification:
    """One test as reported, and as a rule set reads it."""

    reported: Her2Result | None
    """What the report concludes, whatever the rules say."""
    her2_class: Her2Class
    """What the rule set makes of it."""
    her2_low: Her2Low | None
    """By the definition that goes with the rule set; None where it is not known."""
    her2_ultralow: Her2Low | None
    """A research category beside the result; None where it is not known."""
    rule_set: Her2RuleSet | None
    """None where there is no rule set for the primary site."""
    rule: str
    """Id of the rule that decided, such as `G5`; empty where none did."""
    tests: tuple[str, ...]
    """Ids of the tests that the class rests on: this one, and others on the same
    specimen."""
    inputs_missing: tuple[str, ...] = ()
    """Names of the inputs that would be needed."""
    warnings: tuple[Her2Warning, ...] = ()
    flags: tuple[str, ...] = ()
    """`F1`, `F2`, `F2b` and `actionable_mutation`."""
    subgroup: str = ""
    """The cohort of the trial for such a tumour, where its definition has cohorts."""
    surrogate: str = ""
    """`plasma_amplified` and the like, for what is no tissue test. It never takes the
    place of a tissue class."""

    unsettled: tuple[str, ...] = ()
    """What the tests on this specimen that contradict each other say, such as
    `IHC 3+`; while they do, nothing is classified."""

    @property
    def counts(self) -> bool:
        """Whether it says where HER2 stands: a class, or that none is settled."""
        return bool(self.source_label or self.unsettled)

    @property
    def beside(self) -> str:
        """The category beside the guideline result: HER2-low, -ultralow or nothing."""
        if self.her2_low is Her2Low.YES:
            return "HER2-low"
        return "HER2-ultralow" if self.her2_ultralow is Her2Low.YES else ""

    @property
    def titles_missing(self) -> tuple[str, ...]:
        """The same inputs as a form names them."""
        test, diagnosis = specs_by_name(Her2Test), specs_by_name(Diagnosis)
        return tuple(
            (test.get(name) or diagnosis[name]).title for name in self.inputs_missing
        )

    @property
    def source_label(self) -> SourceLabel | None:
        """Where the shown class comes from; None where there is none at all."""
        if self.her2_class.definite:
            return SourceLabel.RULE
        return SourceLabel.REPORTED if self.reported and not self.unsettled else None

    @property
    def shown(self) -> str:
        """The class for reading, such as `positive (as reported)`."""
        if self.her2_class.definite:
            return f"{self.her2_class.value} (rule {self.rule})"
        if self.unsettled:
            return f"not settled ({self._against})"
        if self.reported:
            return f"{self.reported.value} (as reported)"
        return self.her2_class.value.replace("_", " ")

    @property
    def in_words(self) -> str:
        """The same as part of a sentence, such as `positive by rule BTC-c`."""
        if self.her2_class.definite:
            beside = f", {self.beside}" if self.beside else ""
            return f"{self.her2_class.value} by rule {self.rule}{beside}"
        if self.unsettled:
            return f"not settled, {self._against}"
        return f"{self.reported.value} as reported" if self.reported else self.shown

    @property
    def _against(self) -> str:
        return " against ".join(self.unsettled)
