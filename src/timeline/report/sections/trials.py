"""Published trials beside the lines of a patient."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from timeline.clinical.benchmarks import CAUTION, Benchmark, LineBenchmarks
from timeline.clinical.endpoints.words import endpoint_in_words, narrative_mark
from timeline.clinical.lines.numbered_line import regimen_of
from timeline.clinical.review import Review
from timeline.report.document import Emphasis, ReportSection, Sentence

OPEN = "Apart, because it is not known whether they fit"
UNFIT = "Left out, because they do not fit"


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
    if line.benchmarks or line.open or line.unfit:
        yield Sentence(her2_before(line), 1)
    if line.benchmarks or line.open:
        yield _patient(line)
    said: set[str] = set()
    for match, arms in groupby(line.benchmarks, key=lambda benchmark: benchmark.match):
        yield Sentence(str(match), 1)
        yield from _arms(arms, said)
    if line.open:
        yield Sentence(OPEN, 1)
        yield from _arms(line.open, said)
    if line.unfit:
        yield Sentence(UNFIT, 1)
        for benchmark in line.unfit:
            yield Sentence(
                f"{trial_name(benchmark)}: {benchmark.why}", 2, Emphasis.NOTE
            )


def her2_before(line: LineBenchmarks) -> str:
    """What was known of HER2 on tissue when the line began."""
    if not line.her2:
        return "HER2 on tissue of this tumour before this line is not recorded."
    return f"HER2 on tissue before this line: {line.her2}."


def _patient(line: LineBenchmarks) -> Sentence:
    best = line.best_response
    mark = narrative_mark(used=best.uses_narrative)
    return Sentence(
        f"this patient: best response {best.text}{mark}; "
        f"PFS {endpoint_in_words(line.progression_free)}; "
        f"survival {endpoint_in_words(line.survival)}",
        1,
    )


def _arms(arms: Iterable[Benchmark], said: set[str]) -> Iterator[Sentence]:
    """Each arm with its figures, why it stands there, and what has not been said."""
    for benchmark in arms:
        arm = benchmark.arm
        yield Sentence(_arm(benchmark), 2)
        yield Sentence(benchmark.why, 3, Emphasis.NOTE)
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
    return f"{trial_name(benchmark)} ({size}): {figures} [{arm.source}]"


def trial_name(benchmark: Benchmark) -> str:
    """Study, arm and regimen, each once."""
    arm = benchmark.arm
    return ", ".join(dict.fromkeys(filter(None, (arm.study, arm.arm, arm.regimen))))
