"""HER2 tests: what is missing, what disagrees, and what was not tested again."""

from collections.abc import Iterator

from timeline.case.records.her2_test import Her2Test
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import Her2Method
from timeline.clinical.catalogues.variants import find_variant
from timeline.clinical.her2.retest import Retest
from timeline.clinical.lines.drugs import anti_her2_agents, line_drugs
from timeline.clinical.queries.query import Query, Severity, ask
from timeline.clinical.queries.rules.evidence import (
    Evidence,
    listing,
    named,
    sentence,
    surely_before,
    window,
)
from timeline.clinical.queries.rules.rule import Number, declared

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
    blocks=(Number.HER2,),
    lacks="the date of its specimen and of the assay",
)
def test_date(evidence: Evidence) -> Iterator[Query]:
    """A test of which neither the specimen nor the assay is dated."""
    for test in _written(evidence):
        if not test.specimen_date.known and not test.assay_date.known:
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
    "w-",
    Severity.CONFLICT,
    Her2Test,
    settle="Compare the values with the report of the laboratory.",
    blocks=(Number.HER2,),
)
def warnings(evidence: Evidence) -> Iterator[Query]:
    """What the rules find odd in a test, such as a ratio that its copies deny."""
    for entry in evidence.her2.entries:
        for warning in entry.classification.warnings:
            conflict = warning.code in _CONFLICTS
            yield ask(
                warning.code.casefold(),
                Severity.CONFLICT if conflict else Severity.NOTICE,
                entry.test.id,
                text=f"{sentence(named(entry.test))}: {warning.message}",
                settle="Compare the values with the report of the laboratory.",
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
    blocks=(Number.HER2,),
)
def no_retest(evidence: Evidence) -> Iterator[Query]:
    """Progression on an anti-HER2 line without a recorded HER2 test after it."""
    for result in evidence.her2.retests:
        if result.answer is Retest.RECORDED:
            continue
        event = evidence.case.get(result.progression)
        line = evidence.case.get(result.line)
        if event is None or line is None:
            continue
        after = f"after {named(event)} on {line.label}"
        text = f"No HER2 re-test is recorded {after}."
        if result.candidates:
            records = (evidence.case.get(record) for record in result.candidates)
            tests = listing(named(record) for record in records if record)
            text = f"Whether HER2 was tested again {after} is indeterminate: {tests}."
        yield ask(
            "her2-retest",
            Severity.NOTICE if result.candidates else Severity.MISSING,
            result.progression,
            result.line,
            *result.candidates,
            text=text,
            settle="Enter the test, or the date of the tests that may be it.",
        )


@declared(
    "untested",
    Severity.CONFLICT,
    Her2Test,
    TherapyLine,
    settle="Enter the test that the treatment was chosen by, or correct a date.",
    blocks=(Number.HER2,),
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
    tests = case.of_kind(Her2Test)
    if first is None or any(not surely_before(when(first), when(t)) for t in tests):
        return
    later = ", as all of them lie after its start" if tests else ""
    yield ask(
        "untested",
        Severity.CONFLICT if tests else Severity.MISSING,
        first.id,
        *(test.id for test in tests),
        text=f"No HER2 test can have preceded {named(first)}{later}.",
        settle="Enter the test that the treatment was chosen by, or correct a date.",
    )


@declared(
    "disputed-variant",
    Severity.NOTICE,
    Her2Test,
    settle="Nothing follows from it here; say so where it is reported.",
    blocks=(Number.HER2,),
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
