"""What is said of one HER2 test: its values, its class, its place in the course."""

from collections.abc import Iterator
from dataclasses import replace

from timeline.case.date_in_case import days_in_words
from timeline.case.records.her2_test import Her2Test
from timeline.clinical.catalogues.variants import Variant, find_variant
from timeline.clinical.endpoints.words import narrative_mark
from timeline.clinical.her2.ledger import Her2Ledger, LedgerEntry
from timeline.clinical.her2.retest import Retest, RetestResult
from timeline.clinical.review import Review
from timeline.report.document import Block, Emphasis, Sentence
from timeline.report.fields import stated

_FLAGS = {
    "F1": "ratio of 2.0 or more (F1)",
    "F2b": "more than 6.0 HER2 signals with 3.0 or more of CEP17 per cell (F2b)",
    "F2": "ratio of 4.0 or more, which is no rule of positivity (F2)",
    "actionable_mutation": "activating mutation, from which no class follows",
}
_OF_TEST = (
    "assay_date",
    "specimen",
    "specimen_site",
    "lesion",
    "from_specimen",
    "primary",
    "ultralow",
    "ihc_cells",
    "ish_probe",
    "her2_copies",
    "cep17_copies",
    "allele_fraction",
    "heterogeneous",
    "laboratory",
)


def rule_set_in_words(ledger: Her2Ledger) -> str:
    """The rule sets that classified, with their sources; empty where none did."""
    sets = dict.fromkeys(entry.classification.rule_set for entry in ledger.entries)
    return " ".join(
        f"Rule set {rules.value}; source: {rules.version}." for rules in sets if rules
    )


def test_sentences(review: Review, entry: LedgerEntry) -> Iterator[Sentence]:
    """A test as reported and by rule, what it was done on, and what limits it."""
    test, reading = entry.test, entry.classification
    when = entry.placing.value
    if review.chronology.comparable(test, "specimen_date").known:
        when = days_in_words(review.chronology, test, "specimen_date")
    by_rule = reading.her2_class.value.replace("_", " ")
    missing = ", ".join(reading.titles_missing)
    why = reading.rule or (f"missing: {missing}" if missing else "")
    rule = f"{by_rule} ({why})" if why else by_rule
    yield Sentence(f"{_as_reported(test)} [{when}]; by rule {rule}")
    if details := stated(review.case, test, _OF_TEST):
        yield Sentence(details, 1)
    others = [review.case.get(name) for name in reading.tests if name != test.id]
    labels = [other.label for other in others if other]
    if labels and not reading.unsettled:
        yield Sentence(f"read together with {', '.join(labels)}, same specimen", 1)
    yield from (Sentence(words, 1) for words in _remarks(entry))
    for warning in reading.warnings:
        yield Sentence(warning.message, 1, Emphasis.WARNING)
    for name in test.variants:
        if variant := find_variant(name):
            yield Sentence(_variant(variant), 1)


def _remarks(entry: LedgerEntry) -> Iterator[str]:
    reading = entry.classification
    yield from (_FLAGS.get(flag, flag) for flag in reading.flags)
    if reading.her2_low == "yes":
        yield "HER2-low by this definition"
    if reading.her2_ultralow == "yes":
        yield "HER2-ultralow (DESTINY-Breast06), a category beside the guideline result"
    if reading.subgroup:
        yield reading.subgroup
    if reading.surrogate:
        yield f"surrogate for tissue: {reading.surrogate.replace('_', ' ')}"


def _as_reported(test: Her2Test) -> str:
    """A test with what its report concludes, said once."""
    reported = test.result_reported
    if reported is None:
        only = "values in a figure only" if test.figure_only else "no conclusion stated"
        return f"{test.label}, {only}"
    if test.value.startswith(reported.value):
        return f"{test.label}, as reported"
    return f"{test.label}, reported {reported.value}"


def _variant(variant: Variant) -> str:
    domain = f" ({variant.domain})" if variant.domain else ""
    parts = (
        f"{variant.name}{domain}: {variant.claim}",
        f"disputed: {variant.dispute}" if variant.dispute else "",
        f"verify: {variant.verify}" if variant.verify else "",
        variant.source,
    )
    return "; ".join(part.strip().rstrip(".") for part in parts if part) + "."


def line_number(review: Review, line_id: str | None) -> int | None:
    """The number of the line that a recorded line is part of."""
    for line in review.endpoints.lines:
        if any(part.line.id == line_id for part in line.parts):
            return line.number
    return None


def loss_in_words(label: str) -> str:
    """What is said of a loss of HER2, which some labels say in their first word."""
    return label if label.startswith("loss") else f"loss {label}"


def test_page(review: Review, entry: LedgerEntry) -> Iterator[Block]:
    """The same with the lines around it and how it compares with other tests."""
    first, *rest = test_sentences(review, entry)
    yield replace(first, emphasis=Emphasis.HEADING)
    yield from rest
    yield from (Sentence(f"{words}.", 1) for words in _between(review, entry))
    yield from _comparisons(review, entry.test)
    yield Sentence("")
    if rules := rule_set_in_words(review.her2):
        yield Sentence(rules, emphasis=Emphasis.NOTE)
    yield Sentence(review.her2.status, emphasis=Emphasis.NOTE)


def _between(review: Review, entry: LedgerEntry) -> tuple[str, str]:
    after = _line_words(review, entry.after_line, certain=entry.after_line_certain)
    before = _line_words(review, entry.before_line, certain=entry.before_line_certain)
    return (
        f"It came after the start of {after}"
        if after
        else "No line of therapy precedes it",
        f"It came before {before}" if before else "No line of therapy follows it",
    )


def _line_words(review: Review, line_id: str | None, *, certain: bool) -> str:
    line, number = review.case.get(line_id or ""), line_number(review, line_id)
    if line is None or number is None:
        return ""
    sure = "" if certain else ", by the order of the sentences only"
    return f"line {number} {line.label}{sure}"


def _comparisons(review: Review, test: Her2Test) -> Iterator[Block]:
    """How the test compares with others, and which progression it followed."""
    ledger = review.her2
    for change in ledger.changes:
        if test.id in change.records:
            tests = [review.case.get(record) for record in change.records]
            dates = [
                days_in_words(review.chronology, test_of_pair, "specimen_date")
                for test_of_pair in tests
                if isinstance(test_of_pair, Her2Test)
            ]
            trend = f"{change.trend}; " if change.trend else ""
            words = f"Change {' to '.join(dates)}: {trend}{loss_in_words(change.label)}"
            words += narrative_mark(used=change.uses_narrative)
            yield Sentence(words, 1, Emphasis.WARNING)
    for pair in ledger.pairs:
        if test.id in pair.records:
            other = review.case.get(next(r for r in pair.records if r != test.id))
            label = other.label if other else "a test that is not recorded"
            same = "same specimen" if pair.same_specimen else "same specimen not stated"
            yield Sentence(f"Against {label} ({same}): {pair.in_words}", 1)
    for retest in ledger.retests:
        if test.id in (*retest.tests, *retest.candidates):
            on = progression_in_words(review, retest)
            mark = narrative_mark(used=retest.uses_narrative)
            words = retest_in_words(review, retest)
            yield Sentence(f"Re-test after {on}: {words}{mark}", 1)


def progression_in_words(review: Review, result: RetestResult) -> str:
    """What a re-test should have followed, such as `PD on trastuzumab`."""
    event, line = (review.case.get(n) for n in (result.progression, result.line))
    if event is None or line is None:
        return "progression"
    if result.stopped:
        return f"{line.label}, stopped for progression"
    return f"{event.label} on {line.label}"


def retest_in_words(review: Review, result: RetestResult) -> str:
    """The answer with the line before which the test should have come."""
    line, number = review.case.get(result.next_line or ""), None
    if line is not None:
        number = line_number(review, line.id)
    if (
        number is not None
        and line is not None
        and result.answer is Retest.INDETERMINATE
    ):
        return (
            f"before line {number} {line.label}, only after it had started, or not "
            f"recorded: {result.answer.value}"
        )
    if number is None or line is None:
        return result.answer.value
    before = f"line {number} {line.label}"
    if result.answer is not Retest.TOO_LATE:
        return f"{result.answer.value} before {before}"
    tests = (review.case.get(name) for name in result.tests)
    chronology = review.chronology
    days = [days_in_words(chronology, t, "specimen_date") for t in tests if t]
    start = days_in_words(chronology, line, "start")
    return (
        f"not re-tested before {before}, which started {start}; only after that, "
        f"{', '.join(dict.fromkeys(days))}"
    )
