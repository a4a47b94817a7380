"""Published trials beside the lines of a patient."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from timeline.clinical.benchmarks import CAUTION, Benchmark, LineBenchmarks
from timeline.clinical.endpoints.words import endpoint_in_words, narrative_mark
from timeline.clinical.lines.numbered_line import regimen_of
from timeline.clinical.review import Review
from timeline.report.document import Emphasis, ReportSection, Sentence


def trials_section(
    review: Review, beside: Sequence[LineBenchmarks]
) -> ReportSection | None:
    """The arms for each line, with their figures, their source and what disagrees."""
    if not beside:
        return None
    parts = (sentence for line in beside for sentence in _line(review, line))
    caution = Sentence(CAUTION, emphasis=Emphasis.NOTE)
    return ReportSection("Published trials beside the lines", (caution, *parts))


def _line(review: Review, line: LineBenchmarks) -> Iterator[Sentence]:
    regimen = regimen_of(review.endpoints.line(line.line).parts)
    yield Sentence(f"{line.line} {regimen}", emphasis=Emphasis.HEADING)
    if line.reason:
        yield Sentence(line.reason, 1)
        return
    best = line.best_response
    mark = narrative_mark(used=best.uses_narrative)
    yield Sentence(
        f"this patient: best response {best.text}{mark}; "
        f"PFS {endpoint_in_words(line.progression_free)}; "
        f"survival {endpoint_in_words(line.survival)}",
        1,
    )
    said: set[str] = set()
    for match, arms in groupby(line.benchmarks, key=lambda benchmark: benchmark.match):
        yield Sentence(str(match), 1)
        for benchmark in arms:
            arm = benchmark.arm
            yield Sentence(_arm(benchmark), 2)
            about = filter(None, (arm.tumour, arm.line, arm.details))
            yield Sentence("; ".join(about), 3, Emphasis.NOTE)
            remarks = benchmark.remarks
            new = (remark for remark in remarks if remark not in said)
            yield from (Sentence(remark, 3, Emphasis.NOTE) for remark in new)
            said |= {remark for remark in remarks if "disagree" in remark}


def _arm(benchmark: Benchmark) -> str:
    arm = benchmark.arm
    size = f"n = {arm.n}" if arm.n else "n not stated"
    figures = "; ".join(f"{figure.endpoint} {figure}" for figure in benchmark.figures)
    regimen = arm.regimen or arm.arm
    name = f"{arm.study}, {regimen}" if regimen else arm.study
    return f"{name} ({size}): {figures} [{arm.source}]"
