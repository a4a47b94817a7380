"""Published trials beside the lines of a patient, on the printed page."""

from collections.abc import Iterator
from itertools import groupby

from timeline.cli.review_course import INDENT
from timeline.clinical.benchmarks import CAUTION, Benchmark, LineBenchmarks, benchmarks
from timeline.clinical.endpoints.words import endpoint_in_words
from timeline.clinical.review import Review


def trials(review: Review) -> Iterator[str]:
    """The arms for each line, with their figures, their source and what disagrees."""
    found = benchmarks(
        review.case,
        review.chronology,
        review.settings,
        computed=review.endpoints,
    )
    if not found:
        return
    yield "PUBLISHED TRIALS BESIDE THE LINES"
    yield f"{INDENT}{CAUTION}"
    for line in found:
        yield from _line(review, line)


def _line(review: Review, line: LineBenchmarks) -> Iterator[str]:
    regimen = review.endpoints.line(line.line).parts[0].line.regimen
    yield f"{INDENT}{line.line} {regimen}"
    if line.reason:
        yield f"{INDENT * 2}{line.reason}"
        return
    yield (
        f"{INDENT * 2}this patient: best response {line.best_response.text}; "
        f"PFS {endpoint_in_words(line.progression_free)}; "
        f"survival {endpoint_in_words(line.survival)}"
    )
    said: set[str] = set()
    for match, arms in groupby(line.benchmarks, key=lambda each: each.match):
        yield f"{INDENT * 2}{match}"
        for each in arms:
            yield f"{INDENT * 3}{_arm(each)}"
            remarks = each.remarks
            new = (remark for remark in remarks if remark not in said)
            yield from (f"{INDENT * 4}{remark}" for remark in new)
            said |= {remark for remark in remarks if "disagree" in remark}


def _arm(each: Benchmark) -> str:
    arm = each.arm
    size = f"n = {arm.n}" if arm.n else "n not stated"
    figures = "; ".join(f"{f.endpoint} {f}" for f in each.figures)
    regimen = arm.regimen or arm.arm
    name = f"{arm.study}, {regimen}" if regimen else arm.study
    return f"{name} ({size}): {figures} [{arm.source}]"
