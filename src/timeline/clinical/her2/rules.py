"""The HER2 class of a test by one rule set, beside the class that its report gives.

The two are kept apart: a rule never changes what was reported, and a report is never
taken for what a rule would need. What is not recorded leaves a class open. These rules
describe records; they say nothing about treatment.
"""

from timeline.case.assay_vocabulary import Her2Method, Her2Result
from timeline.case.case import Case
from timeline.case.records.her2_test import Her2Test
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.catalogues.variants import find_variant
from timeline.clinical.her2.biliary import biliary
from timeline.clinical.her2.breast import breast, ish_call
from timeline.clinical.her2.classification import Classification
from timeline.clinical.her2.evidence import Her2Evidence, Her2Outcome
from timeline.clinical.her2.gastric import gastric
from timeline.clinical.her2.ruled_site import histologies, ruled_site
from timeline.clinical.her2.specimen import (
    ISH_METHODS,
    SpecimenEvidence,
    is_tissue,
    reported_call,
    specimen_evidence,
    surrogate,
)
from timeline.clinical.her2.terms import (
    Call,
    Her2Class,
    Her2Low,
    Her2RuleSet,
    Her2Warning,
    rule_set_for,
)
from timeline.clinical.primaries import primary_of, site_of
from timeline.clinical.settings import DEFAULTS, Settings

_DEFINES_LOW = frozenset({Her2RuleSet.BREAST, Her2RuleSet.GASTRIC, Her2RuleSet.HERB})
_RATIO_FLAGS = {
    "F1": frozenset(Her2RuleSet) - {Her2RuleSet.BREAST},
    "F2": frozenset({Her2RuleSet.GASTRIC}),
    "F2b": frozenset({Her2RuleSet.GASTRIC}),
}
_REPORTED_CLASSES = {
    Her2Result.POSITIVE: Her2Class.POSITIVE,
    Her2Result.AMPLIFIED: Her2Class.POSITIVE,
    Her2Result.EQUIVOCAL: Her2Class.EQUIVOCAL,
    Her2Result.NEGATIVE: Her2Class.NEGATIVE,
    Her2Result.NOT_AMPLIFIED: Her2Class.NEGATIVE,
}
_DISCORD = Her2Warning(
    "W-DISCORD",
    "The result as reported and the class by rule differ. Both are kept.",
)


def classify(evidence: Her2Evidence, rules: Her2RuleSet) -> Her2Outcome:
    """Apply one rule set to the evidence of one specimen.

    Returns:
        The outcome with its rule; indeterminate or not classifiable where inputs are
        missing, which are named.
    """
    if rules is Her2RuleSet.BREAST:
        return breast(evidence)
    if rules is Her2RuleSet.GASTRIC:
        return gastric(evidence)
    return biliary(evidence, rules)


def classify_test(
    case: Case, test: Her2Test, settings: Settings = DEFAULTS
) -> Classification:
    """Classify one test together with others on the same specimen.

    Returns:
        `not_classifiable` for a primary site without rules, for a test that is not on
        tissue, and where none of the inputs of the rule set is recorded. A fold change
        from sequencing is never such an input.
    """
    rules = rule_set_for(ruled_site(case, test), settings.biliary_her2_rules)
    specimen = specimen_evidence(case, test)
    if specimen.unsettled:
        return _not_settled(case, test, rules, specimen)
    if not is_tissue(test) or rules is None:
        return _without_rule(case, test, rules)
    outcome = classify(specimen.evidence, rules)
    return Classification(
        reported=test.result_reported,
        her2_class=outcome.her2_class,
        her2_low=outcome.low if rules in _DEFINES_LOW else Her2Low.UNDEFINED,
        her2_ultralow=_ultralow(rules, outcome),
        rule_set=rules,
        rule=outcome.rule_id,
        tests=specimen.tests,
        inputs_missing=outcome.missing,
        warnings=_warnings(test, specimen, outcome, rules),
        flags=_flags(test, specimen, outcome, rules),
        subgroup=outcome.subgroup,
    )


def _ultralow(
    rules: Her2RuleSet | None, outcome: Her2Outcome | None = None
) -> Her2Low | None:
    """A category of a trial in breast cancer, and of no other tumour."""
    if rules is not Her2RuleSet.BREAST:
        return Her2Low.UNDEFINED
    return outcome.ultralow if outcome else None


def _not_settled(
    case: Case, test: Her2Test, rules: Her2RuleSet | None, specimen: SpecimenEvidence
) -> Classification:
    """Two results on one specimen: both are named and neither is taken."""
    labels = [entry.label for name in specimen.unsettled if (entry := case.get(name))]
    message = (
        f"On one specimen there are {' and '.join(sorted(labels))}, so nothing is "
        "classified."
    )
    return Classification(
        reported=test.result_reported,
        her2_class=Her2Class.NOT_SETTLED,
        her2_low=_low_without_class(rules, site_of(case, test)),
        her2_ultralow=_ultralow(rules),
        rule_set=rules,
        rule="",
        tests=tuple(dict.fromkeys((*specimen.tests, *specimen.unsettled))),
        warnings=(Her2Warning("W-CLASH", message),),
        unsettled=tuple(sorted(labels)),
    )


def _without_rule(
    case: Case, test: Her2Test, rules: Her2RuleSet | None
) -> Classification:
    site = site_of(case, test)
    missing: tuple[str, ...] = ()
    if site is None:
        missing = ("primary",) if primary_of(case, test) is None else ("site",)
    if site is Site.OESOPHAGUS and None in histologies(case, test):
        missing += ("histology",)
    if test.method is None:
        missing += ("method",)
    elif test.specimen is None and test.method is Her2Method.NGS:
        missing += ("specimen",)
    return Classification(
        reported=test.result_reported,
        her2_class=Her2Class.NOT_CLASSIFIABLE,
        her2_low=_low_without_class(rules, site),
        her2_ultralow=_ultralow(rules),
        rule_set=rules,
        rule="",
        tests=(test.id,),
        inputs_missing=missing,
        flags=_mutation_flag(test),
        surrogate=surrogate(test),
    )


def _low_without_class(rules: Her2RuleSet | None, site: Site | None) -> Her2Low | None:
    if site is None or rules in _DEFINES_LOW:
        return None
    return Her2Low.UNDEFINED


def _warnings(
    test: Her2Test, specimen: SpecimenEvidence, outcome: Her2Outcome, rules: Her2RuleSet
) -> tuple[Her2Warning, ...]:
    warnings = [*outcome.warnings]
    if test.method in ISH_METHODS:
        warnings += specimen.evidence.ish_reading.warnings
    codes = {warning.code for warning in warnings}
    if _disagrees(test, specimen.evidence, outcome, rules) and "W-DISCORD" not in codes:
        warnings.append(_DISCORD)
    return tuple(warnings)


def _disagrees(
    test: Her2Test, evidence: Her2Evidence, outcome: Her2Outcome, rules: Her2RuleSet
) -> bool:
    """Whether the report contradicts its own numbers.

    An IHC report may rightly say equivocal although ISH on the same specimen made the
    class positive, so a report is held against its own test as well.
    """
    result = test.result_reported
    reported = _REPORTED_CLASSES.get(result) if result else None
    if reported is None:
        return False
    by_rule = {outcome.her2_class}
    if test.method is Her2Method.IHC:
        by_rule.add(classify(Her2Evidence(ihc=evidence.ihc), rules).her2_class)
    elif test.method in ISH_METHODS and evidence.ish_reading.ratio is not None:
        call = ish_call(evidence)
        by_rule = {Her2Class(call.value)} if call else set()
    else:
        return False
    by_rule = {her2_class for her2_class in by_rule if her2_class.definite}
    return bool(by_rule) and reported not in by_rule


def _flags(
    test: Her2Test, specimen: SpecimenEvidence, outcome: Her2Outcome, rules: Her2RuleSet
) -> tuple[str, ...]:
    ish = specimen.evidence.ish_reading.flags
    flags = tuple(flag for flag in ish if rules in _RATIO_FLAGS[flag])
    if outcome.her2_class is Her2Class.POSITIVE:
        return flags
    return flags + _mutation_flag(test)


def _mutation_flag(test: Her2Test) -> tuple[str, ...]:
    """An activating mutation makes no tumour HER2-positive; it is shown as a flag."""
    if reported_call(test) is Call.POSITIVE:
        return ()
    variants = (find_variant(name) for name in test.variants)
    if any(variant and variant.activating for variant in variants):
        return ("actionable_mutation",)
    return ()
