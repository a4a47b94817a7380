"""The text columns beside the rows: stage, HER2 and best response."""

from typing import NamedTuple

from timeline.case.response_vocabulary import Response
from timeline.clinical.endpoints.response import best_response
from timeline.clinical.her2.classification import Classification
from timeline.clinical.her2.ledger import ledger_entries, standings
from timeline.clinical.response.best import BEST_FIRST
from timeline.clinical.stage_agreement import StageAgreement
from timeline.clinical.staging import stage_results
from timeline.language.words import Words
from timeline.swimlane.cohort.course import Course
from timeline.swimlane.cohort.model import Row
from timeline.swimlane.cohort.options import CohortOptions, GroupBy

_COLUMNS = {GroupBy.STAGE: 0, GroupBy.HER2: 1, GroupBy.RESPONSE: 2}
"""Which column groups the rows."""
_AT_LEAST_STABLE = BEST_FIRST.index(Response.SD) + 0.5


class ColumnText(NamedTuple):
    """The text of one column for one patient."""

    text: str
    """Empty where nothing is recorded."""
    rank: float = 0
    """Place when it groups the rows; by name if equal."""


def columns(options: CohortOptions) -> tuple[str, ...]:
    """Titles of the columns."""
    word = options.word
    response = word("column.response_on_line" if options.on_line else "column.response")
    return word("column.stage"), word("column.her2"), response


def cells(course: Course) -> tuple[ColumnText, ...]:
    """The text of each column for one patient."""
    return ColumnText(_stage(course)), ColumnText(_her2(course)), _response(course)


def group_of(row: Row, options: CohortOptions) -> str:
    """The group of a row; empty without groups."""
    column = _COLUMNS.get(options.group_by)
    if column is None:
        return ""
    return row.cells[column] or options.word("column.not_recorded")


def group_rank(row: Row, group_by: GroupBy) -> tuple[bool, float, str]:
    """Order of the groups: responses from the best, others by name, unknown last."""
    column = _COLUMNS.get(group_by)
    if column is None:
        return False, 0, ""
    return not row.cells[column], row.ranks[column], row.cells[column]


def _stage(course: Course) -> str:
    results, word = stage_results(course.case), course.word
    if not results:
        return ""
    first = results[0]
    computed = f" {word('column.or')} ".join(first.computed)
    if not first.stated:
        return word("column.by_rule", value=computed) if computed else ""
    if first.agreement is not StageAgreement.DIFFERS:
        return first.stated
    return word("column.differs", stated=first.stated, computed=computed)


def _her2(course: Course) -> str:
    """Where HER2 stands on tissue, by tumour where a patient has several."""
    entries = ledger_entries(course.case, course.history.settings)
    named = tuple(entry for entry in entries if entry.primary is not None)
    texts = []
    for standing in standings(course.case, named):
        if standing.entry is not None:
            text = _in_words(standing.entry.classification, course.word)
            texts.append(f"{standing.tumour}: {text}" if standing.tumour else text)
    return "; ".join(texts)


def _in_words(classification: Classification, word: Words) -> str:
    if classification.unsettled:
        return word("column.not_settled")
    if classification.her2_class.definite:
        return word("column.by_rule", value=classification.her2_class.value)
    return (
        word("column.reported", value=classification.reported)
        if classification.reported
        else ""
    )


def _response(course: Course) -> ColumnText:
    """Best response on the line that the row is aligned on, else on any line."""
    history = course.history
    lines = (course.line,) if course.line else history.lines
    responses = [best_response(history, line) for line in lines]
    if any(r.unsettled for r in responses):
        return ColumnText("?")
    best = min((r.stated for r in responses if r.stated), key=_rank, default=None)
    if best is not None and best.category not in (Response.NE, Response.PD):
        return ColumnText(best.value, _rank(best))
    if any(r.at_least_stable for r in responses):
        return ColumnText(course.word("column.at_least_stable"), _AT_LEAST_STABLE)
    return ColumnText(best.value, _rank(best)) if best else ColumnText("")


def _rank(category: Response) -> int:
    return BEST_FIRST.index(category)
