"""HER2: what was measured on what, by rule and as reported, and how it moved."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from timeline.case.date_in_case import days_in_words
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.finding import Finding
from timeline.case.records.her2_test import Her2Test
from timeline.clinical.catalogues.resistance import claims_named_in
from timeline.clinical.endpoints.words import narrative_mark
from timeline.clinical.her2.change import Her2Change, Loss
from timeline.clinical.her2.concordance import MethodPair
from timeline.clinical.her2.ledger import Her2Ledger, LedgerEntry, her2_ledger
from timeline.clinical.her2.specimen import surrogate
from timeline.clinical.her2.terms import BILIARY_SITES, Her2RuleSet
from timeline.clinical.review import Review
from timeline.clinical.settings import Settings
from timeline.report.document import (
    ReportSection,
    Sentence,
    Table,
    TableColumn,
    TableRow,
)
from timeline.report.sections.her2_test_words import (
    line_number,
    loss_in_words,
    progression_in_words,
    retest_in_words,
    rule_set_in_words,
    test_page,
    test_sentences,
)

COLUMNS = (
    TableColumn("Specimen", 11),
    TableColumn("Assay", 11, rank=3),
    TableColumn("Method", 6),
    TableColumn("Score or value", 20, grows=True),
    TableColumn("By rule", 16),
    TableColumn("As reported", 11),
    TableColumn("Rule set", 14, rank=2),
    TableColumn("Concordance", 13, rank=4),
    TableColumn("After", 5),
    TableColumn("Before", 6, rank=1),
)
EMPTY = "No HER2 test is recorded."
UNDATED = "undated"
BILIARY_SETS = tuple(
    rules
    for rules in Her2RuleSet
    if rules not in (Her2RuleSet.BREAST, Her2RuleSet.GASTRIC)
)


def can_switch(review: Review) -> bool:
    """Whether the reader may choose the rule set: in biliary tract cancer only."""
    tumours = review.case.of_kind(Diagnosis)
    return any(tumour.site in BILIARY_SITES for tumour in tumours)


def next_rule_set(settings: Settings) -> Settings:
    """The settings with the next definition of HER2 in biliary tract cancer."""
    position = BILIARY_SETS.index(settings.biliary_her2_rules) + 1
    chosen = BILIARY_SETS[position % len(BILIARY_SETS)]
    return replace(settings, biliary_her2_rules=chosen)


def by_rules(review: Review, settings: Settings) -> Review:
    """The same review with HER2 classified by the rule set of other settings."""
    if settings == review.settings:
        return review
    ledger = her2_ledger(review.case, review.chronology, settings)
    return replace(review, her2=ledger)


def her2_section(review: Review) -> ReportSection:
    """Each test as reported and by rule, what changed, and what is claimed of it.

    Undated tests stand where the text places them.
    """
    ledger = review.her2
    rows = tuple(_row(review, entry) for entry in ledger.entries)
    table = Table(_title(ledger), COLUMNS, rows, EMPTY)
    return ReportSection("HER2", (table, *_sentences(review)), data=_data(review))


def _title(ledger: Her2Ledger) -> str:
    if not ledger.entries:
        return "HER2"
    sets = dict.fromkeys(entry.classification.rule_set for entry in ledger.entries)
    rules = [rule.value for rule in sets if rule]
    named = " and ".join(rules) or "no rule set for this site"
    changes = [
        f"{change.trend or 'change'}, {loss_in_words(change.label)}"
        for change in ledger.changes
    ]
    return " · ".join((f"HER2 by {named}", *changes[-1:]))


def _sentences(review: Review) -> Iterator[Sentence]:
    ledger = review.her2
    yield Sentence(ledger.status)
    if rules := rule_set_in_words(ledger):
        yield Sentence(rules)
    for entry in ledger.entries:
        yield from test_sentences(review, entry)
    for change in ledger.changes:
        yield Sentence(_change(review, change))
    for pair in ledger.pairs:
        yield Sentence(_pair(review, pair))
    for result in ledger.retests:
        after = f"after {progression_in_words(review, result)}"
        mark = narrative_mark(used=result.uses_narrative)
        yield Sentence(f"re-test {after}: {retest_in_words(review, result)}{mark}")
    yield from _claims(review)


def _change(review: Review, change: Her2Change) -> str:
    pair = " -> ".join(_dated(review, record) for record in change.records)
    loss = "loss " if change.positivity is Loss.NOT_EVALUABLE else ""
    words = (change.trend, f"{loss}{change.label}")
    mark = narrative_mark(used=change.uses_narrative)
    return f"{pair}: {'; '.join(filter(None, words))}{mark}"


def _pair(review: Review, pair: MethodPair) -> str:
    names = " and ".join(_dated(review, record) for record in pair.records)
    specimen = ", same specimen" if pair.same_specimen else ""
    return f"{names}{specimen}{_surrogate(review, pair)}: {pair.in_words}"


def _surrogate(review: Review, pair: MethodPair) -> str:
    test = review.case.get(pair.records[1])
    if not pair.surrogate or not isinstance(test, Her2Test):
        return ""
    return f", the second {'a' if surrogate(test) else 'perhaps a'} surrogate"


def _dated(review: Review, record: str) -> str:
    test = review.case.get(record)
    if not isinstance(test, Her2Test):
        return record
    return f"{test.label} [{_date(review, test, 'specimen_date') or UNDATED}]"


def _date(review: Review, test: Her2Test, field: str) -> str:
    """A date in words; empty where none is recorded."""
    known = review.chronology.comparable(test, field).known
    return days_in_words(review.chronology, test, field) if known else ""


def _claims(review: Review) -> Iterator[Sentence]:
    """What is claimed of markers that findings name; never added up."""
    for finding in review.case.of_kind(Finding):
        for claim in claims_named_in(finding.result or ""):
            tumours = ", ".join(claim.tumours)
            evidence = ", ".join(kind.value for kind in claim.evidence)
            yield Sentence(
                f"{finding.label}: {claim.marker}, {claim.alteration}, is "
                f"claimed to mean {claim.direction.value} to anti-HER2 drugs "
                f"({tumours}; {evidence}; {claim.source})"
            )


def _row(review: Review, entry: LedgerEntry) -> TableRow:
    test, reading = entry.test, entry.classification
    cells = (
        _date(review, test, "specimen_date") or UNDATED,
        _date(review, test, "assay_date") or "not stated",
        test.method.value if test.method else "?",
        test.value or "not stated",
        reading.her2_class.value.replace("_", " "),
        reading.reported.value if reading.reported else "not stated",
        reading.rule_set.key if reading.rule_set else "none",
        _concordance(review.her2, test),
        _numbered(review, entry.after_line, certain=entry.after_line_certain),
        _numbered(review, entry.before_line, certain=entry.before_line_certain),
    )
    return TableRow(cells, tuple(test_page(review, entry)), (test.id,))


def _concordance(ledger: Her2Ledger, test: Her2Test) -> str:
    pairs = [pair for pair in ledger.pairs if test.id in pair.records]
    return ", ".join(dict.fromkeys(pair.concordance.value for pair in pairs)) or "-"


def _numbered(review: Review, line: str | None, *, certain: bool) -> str:
    number = line_number(review, line)
    if number is None:
        return "-"
    return f"L{number:02d}" if certain else f"L{number:02d}?"


def _data(review: Review) -> dict[str, Any]:
    ledger = review.her2
    changes = [
        {
            "tests": list(change.records),
            "loss_of_positivity": change.positivity,
            "loss_of_overexpression": change.overexpression,
            "trend": change.trend,
            "rule": change.rule,
            "uses_narrative": change.uses_narrative,
        }
        for change in ledger.changes
    ]
    retests = [
        {
            "line": result.line,
            "progression": result.progression,
            "answer": result.answer,
            "tests": list(result.tests),
            "candidates": list(result.candidates),
            "surrogates": list(result.surrogates),
            "next_line": result.next_line,
            "uses_narrative": result.uses_narrative,
        }
        for result in ledger.retests
    ]
    return {
        "her2": {
            "current": ledger.status,
            "tests": [_test_data(entry) for entry in ledger.entries],
            "changes": changes,
            "retests": retests,
        }
    }


def _test_data(entry: LedgerEntry) -> dict[str, Any]:
    reading = entry.classification
    return {
        "test": entry.test.id,
        "specimen_date": entry.test.specimen_date.canonical,
        "assay_date": entry.test.assay_date.canonical,
        "method": entry.test.method,
        "value": entry.test.value,
        "reported": reading.reported,
        "class_by_rule": reading.her2_class,
        "her2_low": reading.her2_low,
        "her2_ultralow": reading.her2_ultralow,
        "primary": entry.primary or None,
        "rule_set": reading.rule_set,
        "rule": reading.rule,
        "rests_on": list(reading.tests),
        "inputs_missing": list(reading.inputs_missing),
        "warnings": [warning.message for warning in reading.warnings],
        "placing": entry.placing,
        "before_line": entry.before_line,
        "after_line": entry.after_line,
    }
