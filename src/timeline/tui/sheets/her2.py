"""The HER2 ledger: what was measured on what, by rule and as reported."""

from collections.abc import Iterator
from dataclasses import replace

from timeline.case.records.her2_test import Her2Test
from timeline.clinical.her2.ledger import Her2Ledger, LedgerEntry, her2_ledger
from timeline.clinical.her2.rules import primary_site
from timeline.clinical.her2.terms import BILIARY_SITES, Her2RuleSet
from timeline.clinical.review import Review
from timeline.clinical.settings import Settings
from timeline.tui.sheets.sheet import Block, Column, Prose, Row, Sheet

COLUMNS = (
    Column("Specimen", 11),
    Column("Assay", 11, rank=3),
    Column("Method", 6),
    Column("Score or value", 20, grows=True),
    Column("By rule", 16),
    Column("As reported", 11),
    Column("Rule set", 14, rank=2),
    Column("Concordance", 13, rank=4),
    Column("After", 5),
    Column("Before", 6, rank=1),
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
    return primary_site(review.case) in BILIARY_SITES


def next_rule_set(settings: Settings) -> Settings:
    """The settings with the next definition of HER2 in biliary tract cancer."""
    position = BILIARY_SETS.index(settings.biliary_her2_rules) + 1
    chosen = BILIARY_SETS[position % len(BILIARY_SETS)]
    return replace(settings, biliary_her2_rules=chosen)


def her2_sheet(review: Review, settings: Settings) -> Sheet:
    """One row for each test, in order; undated ones where the text places them.

    Args:
        review: The case with what was computed from it.
        settings: Which rule set classifies; everything else stays as reviewed.
    """
    ledger = her2_ledger(review.case, review.chronology, settings)
    rules = [e.classification.rule_set for e in ledger.entries]
    named = next((rule.value for rule in rules if rule), "no rule set for this site")
    return Sheet(
        title=_title(ledger, named),
        columns=COLUMNS,
        rows=tuple(_row(review, ledger, entry) for entry in ledger.entries),
        empty=EMPTY,
    )


def _title(ledger: Her2Ledger, rules: str) -> str:
    if not ledger.entries:
        return "HER2"
    changes = [
        f"{change.trend or 'change'}, {_loss(change.label)}"
        for change in ledger.changes
    ]
    return " · ".join((f"HER2 by {rules}", *changes[-1:]))


def _loss(label: str) -> str:
    """What is said of a loss of HER2, which some labels say in their first word."""
    return label if label.startswith("loss") else f"loss {label}"


def _row(review: Review, ledger: Her2Ledger, entry: LedgerEntry) -> Row:
    test, found = entry.test, entry.classification
    cells = (
        str(test.specimen_date) if test.specimen_date.known else UNDATED,
        str(test.assay_date) if test.assay_date.known else "not stated",
        test.method.value if test.method else "?",
        test.value or "not stated",
        found.her2_class.value.replace("_", " "),
        found.reported.value if found.reported else "not stated",
        found.rule_set.key if found.rule_set else "none",
        _concordance(ledger, test),
        _numbered(review, entry.after_line, certain=entry.after_line_certain),
        _numbered(review, entry.before_line, certain=entry.before_line_certain),
    )
    return Row(cells, tuple(_page(review, ledger, entry)), (test.id,))


def _concordance(ledger: Her2Ledger, test: Her2Test) -> str:
    found = [pair for pair in ledger.pairs if test.id in pair.records]
    return ", ".join(dict.fromkeys(pair.concordance.value for pair in found)) or "-"


def _numbered(review: Review, line: str | None, *, certain: bool) -> str:
    number = _line_number(review, line)
    if number is None:
        return "-"
    return f"L{number:02d}" if certain else f"L{number:02d}?"


def _line_number(review: Review, line: str | None) -> int | None:
    for found in review.endpoints.lines:
        if any(part.line.id == line for part in found.parts):
            return found.number
    return None


def _page(review: Review, ledger: Her2Ledger, entry: LedgerEntry) -> Iterator[Block]:
    test, found = entry.test, entry.classification
    yield Prose(f"{test.label}  ({entry.placing.value})", "heading")
    where = test.specimen_site or (test.specimen.value if test.specimen else "")
    lesion = review.case.get(test.lesion or "")
    on = " from ".join(filter(None, (where, lesion.label if lesion else "")))
    lab = f"; laboratory {test.laboratory}" if test.laboratory else ""
    yield Prose(f"On {on or 'a specimen that is not stated'}{lab}")
    yield Prose(f"Shown as: {found.shown}")
    rule = found.rule or "none decided"
    yield Prose(f"Rule set: {found.rule_set_version or 'none'}; rule: {rule}")
    if found.inputs_missing:
        missing = ", ".join(found.titles_missing)
        yield Prose(f"Missing for a class by rule: {missing}")
    yield from (Prose(warning.message, "limit") for warning in found.warnings)
    yield from _between(review, entry)
    yield from _changes(review, ledger, test)
    yield Prose("")
    yield Prose(ledger.status, "subtitle")


def _between(review: Review, entry: LedgerEntry) -> Iterator[Block]:
    after = _line_words(review, entry.after_line, certain=entry.after_line_certain)
    before = _line_words(review, entry.before_line, certain=entry.before_line_certain)
    after = (
        f"It came after the start of {after}"
        if after
        else "No line of therapy precedes it"
    )
    before = f"It came before {before}" if before else "No line of therapy follows it"
    yield Prose(f"{after}.")
    yield Prose(f"{before}.")


def _line_words(review: Review, line: str | None, *, certain: bool) -> str:
    found, number = review.case.get(line or ""), _line_number(review, line)
    if found is None or number is None:
        return ""
    sure = "" if certain else ", by the order of the sentences only"
    return f"line {number} {found.label}{sure}"


def _changes(review: Review, ledger: Her2Ledger, test: Her2Test) -> Iterator[Block]:
    for change in ledger.changes:
        if test.id not in change.records:
            continue
        labels = [review.case.get(record) for record in change.records]
        dates = [str(r.specimen_date) for r in labels if isinstance(r, Her2Test)]
        trend = f"{change.trend}; " if change.trend else ""
        yield Prose(
            f"Change {' to '.join(dates)}: {trend}{_loss(change.label)}", "limit"
        )
    for pair in ledger.pairs:
        if test.id in pair.records:
            other = next(r for r in pair.records if r != test.id)
            record = review.case.get(other)
            label = record.label if record else other
            same = "same specimen" if pair.same_specimen else "same specimen not stated"
            yield Prose(f"Against {label} ({same}): {pair.concordance.value}")
    for retest in ledger.retests:
        if test.id in (*retest.tests, *retest.candidates):
            line = review.case.get(retest.line)
            event = review.case.get(retest.progression)
            what = f"{event.label} on {line.label}" if event and line else "progression"
            yield Prose(f"Re-test after {what}: {retest.answer.value}")
