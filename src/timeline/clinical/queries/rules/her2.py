"""HER2 tests: what is missing, what disagrees, and where no re-test is recorded."""

from collections.abc import Iterator

from timeline.case.assay_vocabulary import Her2Method
from timeline.case.chronology import surely_before
from timeline.case.her2_methods import contradictions
from timeline.case.record import Entry
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.catalogues.variants import find_variant
from timeline.clinical.contradictions import two_her2_results
from timeline.clinical.her2.retest import Retest, RetestResult
from timeline.clinical.her2.terms import Her2Warning
from timeline.clinical.lines.drugs import anti_her2_agents, line_drugs
from timeline.clinical.primaries import other_primary
from timeline.clinical.queries.query import Query, Severity, ask
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    listing,
    named,
    sentence,
    window,
)
from timeline.clinical.queries.rules.rule import Match, Number, declared

_CONFLICTS = ("W-RATIO", "W-DISCORD", "W-CTC-DISCORD")


def _written(evidence: Evidence) -> Iterator[Her2Test]:
    """Tests with values of their own; those in a figure have a query already."""
    tests = evidence.case.of_kind(Her2Test)
    return (test for test in tests if not test.figure_only)


@declared(
    "ihc-score",
    Severity.MISSING,
    Her2Test,
    settle="Enter the score, 0 to 3+, from the pathology report.",
    blocks=(Number.HER2,),
    lacks="its score",
)
def ihc_score(evidence: Evidence) -> Iterator[Query]:
    """IHC without a score, which no rule can classify."""
    for test in _written(evidence):
        if test.method is Her2Method.IHC and test.ihc_score is None:
            yield ask(
                "ihc-score",
                Severity.MISSING,
                test.id,
                field="ihc_score",
                text=f"{sentence(named(test))}: no score is recorded, so the class is "
                "as reported only.",
                settle="Enter the score, 0 to 3+, from the pathology report.",
            )


@declared(
    "her2-date",
    Severity.MISSING,
    Her2Test,
    settle="Enter the date of the specimen, and that of the assay.",
    lacks="the date of its specimen and of the assay",
)
def test_date(evidence: Evidence) -> Iterator[Query]:
    """A test of which neither the specimen nor the assay is dated."""
    for test in _written(evidence):
        specimen = evidence.chronology.comparable(test, "specimen_date")
        if not specimen.known and not test.assay_date.known:
            limits = window(evidence, f"{test.id}.specimen_date")
            yield ask(
                "her2-date",
                Severity.MISSING,
                test.id,
                field="specimen_date",
                text=f"{sentence(named(test))}: neither the specimen nor the assay is "
                f"dated.{limits}",
                settle="Enter the date of the specimen, and that of the assay.",
            )


@declared(
    "her2-specimen",
    Severity.MISSING,
    Her2Test,
    settle="Enter the specimen, such as biopsy, resection or plasma.",
    blocks=(Number.HER2,),
    lacks="what it was done on",
)
def test_specimen(evidence: Evidence) -> Iterator[Query]:
    """A test of which the material is unknown."""
    for test in _written(evidence):
        if test.specimen is None:
            yield ask(
                "her2-specimen",
                Severity.MISSING,
                test.id,
                field="specimen",
                text=f"{sentence(named(test))}: what it was done on is not recorded.",
                settle="Enter the specimen, such as biopsy, resection or plasma.",
            )


@declared(
    "her2-fields",
    Severity.CONFLICT,
    Her2Test,
    settle="Open the record; F7 makes a form of each test.",
    blocks=(Number.HER2,),
)
def two_methods(evidence: Evidence) -> Iterator[Match]:
    """A record with values that cannot be of one test, from before this was refused."""
    for test in evidence.case.of_kind(Her2Test):
        for name, problem in contradictions(test):
            yield Match((test.id,), f"{sentence(named(test))}: {problem}", name)


@declared(
    "w-",
    Severity.CONFLICT,
    Her2Test,
    settle="Compare the values with the report of the laboratory.",
    blocks=(Number.HER2,),
)
def warnings(evidence: Evidence) -> Iterator[Query]:
    """What the rules find odd in a test, such as a ratio that its copies deny.

    What they find of a specimen is asked of its first test alone.
    """
    asked: set[tuple[Her2Warning, frozenset[str]]] = set()
    for entry in evidence.her2.entries:
        if entry.classification.unsettled:
            continue  # asked once for all tests on that specimen
        specimen = frozenset(entry.classification.tests)
        for warning in entry.classification.warnings:
            if (warning, specimen) in asked:
                continue
            asked.add((warning, specimen))
            conflict = warning.code in _CONFLICTS
            yield ask(
                warning.code.casefold(),
                Severity.CONFLICT if conflict else Severity.NOTICE,
                entry.test.id,
                text=f"{sentence(named(entry.test))}: {warning.message}",
                settle="Compare the values with the report of the laboratory.",
            )


@declared(
    "her2-unsettled",
    Severity.CONFLICT,
    Her2Test,
    settle="Keep the one that the report states, or enter what tells their specimens "
    "apart.",
    blocks=(Number.HER2,),
    clashes=two_her2_results,
)
def unsettled(evidence: Evidence) -> Iterator[Match]:
    """Tests by one method on one specimen that differ in their result."""
    for tests in two_her2_results(evidence.case, evidence.chronology):
        yield Match(
            tuple(test.id for test in tests),
            f"{sentence(listing(named(test) for test in tests))} are of one "
            "specimen by one method and differ, so HER2 is not settled.",
            about=":".join(test.id for test in tests),
        )


@declared(
    "w-ctc-discord",
    Severity.CONFLICT,
    Her2Test,
    settle="Compare both reports; both results are kept.",
    blocks=(Number.HER2,),
)
def discordant_methods(evidence: Evidence) -> Iterator[Query]:
    """Circulating cells that are amplified while the tissue is negative."""
    for pair in evidence.her2.pairs:
        for warning in pair.warnings:
            yield ask(
                warning.code.casefold(),
                Severity.CONFLICT,
                *pair.records,
                about=":".join(pair.records),
                text=warning.message,
                settle="Compare both reports; both results are kept.",
            )


@declared(
    "her2-retest",
    Severity.MISSING,
    Her2Test,
    TherapyLine,
    settle="Enter the test, or the date of the tests that may be it.",
    needs=("her2_test.method",),
)
def no_retest(evidence: Evidence) -> Iterator[Query]:
    """Progression on an anti-HER2 line without a test before the next such line."""
    for result in evidence.her2.retests:
        event = evidence.case.get(result.progression)
        line = evidence.case.get(result.line)
        if result.answer is Retest.RECORDED or event is None or line is None:
            continue
        after = f"{named(event)} on {line.label}"
        if result.stopped:
            after = f"{named(line)}, stopped for progression"
        yield ask(
            "her2-retest",
            Severity.NOTICE if result.candidates else Severity.MISSING,
            *dict.fromkeys((result.progression, result.line)),
            *result.tests,
            *result.candidates,
            text=_retest_text(evidence, result, after),
            settle="Enter the test, or the date of the tests that may be it.",
        )


def _retest_text(evidence: Evidence, result: RetestResult, event: str) -> str:
    case = evidence.case
    following = case.get(result.next_line or "")
    before = f" before {_numbered(evidence, following)}" if following else ""
    ids = result.candidates or result.tests
    tests = listing(named(record) for name in ids if (record := case.get(name)))
    if result.answer is Retest.INDETERMINATE:
        return (
            f"Whether HER2 was tested again on tissue after {event}{before} is "
            f"indeterminate: {tests}."
        )
    if result.answer is Retest.TOO_LATE:
        return f"HER2 not re-tested{before} after {event}; only after that, {tests}."
    others = [named(r) for name in result.surrogates if (r := case.get(name))]
    if others:
        return (
            f"No HER2 re-test on tissue is recorded after {event}{before}; a surrogate "
            f"is, {listing(others)}."
        )
    return f"No HER2 re-test is recorded after {event}{before}."


def _numbered(evidence: Evidence, line: Entry) -> str:
    """A line by its number, with its start."""
    number = evidence.number_of(line)
    return f"line {number}, {named(line)}" if number else named(line)


@declared(
    "untested",
    Severity.CONFLICT,
    Her2Test,
    TherapyLine,
    settle="Enter the test that the treatment was chosen by, or correct a date.",
    needs=("her2_test.method",),
)
def tested_after_use(evidence: Evidence) -> Iterator[Query]:
    """An anti-HER2 line that began before any recorded test, or without one."""
    case, when = evidence.case, evidence.chronology.when
    anti_her2 = [
        line
        for line in case.lines
        if anti_her2_agents(line_drugs(line, case.courses(line.id)))
    ]
    first = next(iter(evidence.chronology.in_order(anti_her2)), None)
    if first is None:
        return
    tests = [t for t in case.of_kind(Her2Test) if not other_primary(case, t, first)]
    if any(not surely_before(when(first), when(test)) for test in tests):
        return
    text = f"No HER2 test is recorded before {named(first)}."
    if tests:
        text = f"Every recorded HER2 test lies after the start of {named(first)}."
    yield ask(
        "untested",
        Severity.CONFLICT if tests else Severity.MISSING,
        first.id,
        *(test.id for test in tests),
        text=text,
        settle="Enter the test that the treatment was chosen by, or correct a date.",
    )


@declared(
    "disputed-variant",
    Severity.NOTICE,
    Her2Test,
    settle="Nothing follows from it here; say so where it is reported.",
)
def disputed_variant(evidence: Evidence) -> Iterator[Query]:
    """A variant of which the sources claim what others deny."""
    for test in evidence.case.of_kind(Her2Test):
        for name in test.variants:
            variant = find_variant(name)
            if variant is not None and variant.dispute:
                yield ask(
                    "disputed-variant",
                    Severity.NOTICE,
                    test.id,
                    field="variants",
                    about=f"{test.id}:{variant.name}",
                    text=f"What {variant.name} means is disputed: "
                    f"{variant.dispute.rstrip('.')}.",
                    settle="Nothing follows from it here; say so where it is reported.",
                )
