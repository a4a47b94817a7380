"""The text columns beside the rows: stage, HER2 and best response."""

from timeline.case.records.her2_test import Her2Test
from timeline.case.vocabulary import Response
from timeline.clinical.endpoints.response import BEST_FIRST, best_response
from timeline.clinical.her2.classification import Classification
from timeline.clinical.her2.rules import classify_test
from timeline.clinical.her2.specimen import is_tissue
from timeline.clinical.staging import StageAgreement, stage_results
from timeline.swimlane.cohort.course import Course
from timeline.swimlane.cohort.options import CohortOptions, GroupBy

STAGE, HER2 = "Stage", "HER2, last tissue test"
NOT_RECORDED, AT_LEAST_STABLE = "not recorded", "at least SD"


def columns(options: CohortOptions) -> tuple[str, ...]:
    """Titles of the columns."""
    return STAGE, HER2, _response_title(options)


def cells(course: Course) -> tuple[str, ...]:
    """Text of each column for one patient; empty where nothing is recorded."""
    return _stage(course), _her2(course), _response(course)


def group_of(found: tuple[str, ...], group_by: GroupBy) -> str:
    """The group of a patient with these cells; empty without groups."""
    index = {GroupBy.STAGE: 0, GroupBy.HER2: 1, GroupBy.RESPONSE: 2}.get(group_by)
    return "" if index is None else found[index] or NOT_RECORDED


def group_rank(group: str) -> tuple[bool, int, str]:
    """Order of the groups: responses from the best, others by name, unknown last."""
    best = [response.value for response in BEST_FIRST]
    best.insert(best.index(Response.SD) + 1, AT_LEAST_STABLE)
    rank = best.index(group) if group in best else len(best)
    return group == NOT_RECORDED, rank, group


def _response_title(options: CohortOptions) -> str:
    return "Best response, on that line" if options.on_line else "Best response"


def _stage(course: Course) -> str:
    results = stage_results(course.case)
    if not results:
        return ""
    first = results[0]
    computed = " or ".join(first.computed)
    if not first.stated:
        return f"{computed} (rule)" if computed else ""
    differs = first.agreement is StageAgreement.DIFFERS
    return f"{first.stated} ({computed} by rule)" if differs else first.stated


def _her2(course: Course) -> str:
    """The last test on tissue that gives a class; a dated one before an undated."""
    tests = course.placing.chronology.in_order(course.case.of_kind(Her2Test))
    found: list[tuple[Her2Test, Classification]] = []
    for test in tests:
        if isinstance(test, Her2Test) and is_tissue(test):
            classified = classify_test(course.case, test, course.history.settings)
            if classified.source_label:
                found.append((test, classified))
    if not found:
        return ""
    dated = [one for test, one in found if test.specimen_date.known]
    return _in_words(dated[-1] if dated else found[-1][1])


def _in_words(found: Classification) -> str:
    if found.her2_class.definite:
        return f"{found.her2_class.value} (rule)"
    return f"{found.reported} (reported)" if found.reported else ""


def _response(course: Course) -> str:
    """Best response on the line that the row is aligned on, else on any line."""
    history = course.history
    lines = (course.line,) if course.line else history.lines
    found = [best_response(history, line) for line in lines]
    best = min((r.category for r in found if r.category), key=_rank, default=None)
    if best is not None and best is not Response.NE and best is not Response.PD:
        return best.value
    if any(r.at_least_stable for r in found):
        return AT_LEAST_STABLE
    return best.value if best else ""


def _rank(category: Response) -> int:
    return BEST_FIRST.index(category)
