"""A HER2 test as reported, and as a rule set reads it, side by side."""

from dataclasses import dataclass

from timeline.case.fields import specs_by_name
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.her2_test import Her2Test
from timeline.case.vocabulary import Her2Result
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
    """`F1`, `F2` and `actionable_mutation`."""
    subgroup: str = ""
    """The cohort of the trial for such a tumour, where its definition has cohorts."""
    surrogate: str = ""
    """`plasma_amplified` and the like, for what is no tissue test. It never takes the
    place of a tissue class."""

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
        return SourceLabel.REPORTED if self.reported else None

    @property
    def shown(self) -> str:
        """The class for reading, such as `positive (as reported)`."""
        if self.her2_class.definite:
            return f"{self.her2_class.value} (rule {self.rule})"
        if self.reported:
            return f"{self.reported.value} (as reported)"
        return self.her2_class.value.replace("_", " ")

    @property
    def in_words(self) -> str:
        """The same as part of a sentence, such as `positive by rule BTC-c`."""
        if self.her2_class.definite:
            return f"{self.her2_class.value} by rule {self.rule}"
        return f"{self.reported.value} as reported" if self.reported else self.shown
