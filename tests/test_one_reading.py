"""Every outlet answers the same questions about a case in the same words.

A header, a list, a picture, a row of a cohort, a report and its JSON read one history.
Where two of them differ, one works something out from the records again.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from one_reading import course_questions, life_questions
from one_reading.cases import KNOWN
from one_reading.life_questions import Answers
from one_reading.outlets import Outlets
from timeline.case.case import Case
from timeline.exchange.case_file import read

ROOT = Path(__file__).parents[1]
FOUND = ROOT.parent / "shared/found"
QUESTIONS: tuple[Callable[[Outlets], Answers], ...] = (
    life_questions.status,
    life_questions.death,
    life_questions.last_day,
    life_questions.survival,
    life_questions.index_tumour,
    course_questions.current_line,
    course_questions.since,
    course_questions.number_of_lines,
    course_questions.best_responses,
    course_questions.progression_free,
    course_questions.last_response,
    course_questions.her2,
    course_questions.marker,
    course_questions.open_queries,
)
FILES = sorted(
    path
    for folder in (
        ROOT / "cases",
        *(FOUND / room for room in ("course", "records", "markers", "figures")),
    )
    for path in folder.glob("*.toml")
)


def _file_cases(path: Path) -> tuple[Case, ...]:
    return read(path, today=dt.date(2026, 1, 15)).cases


def differing(case: Case) -> dict[str, Answers]:
    """The answers to each question to which two outlets answer differently."""
    outlets = Outlets(case)
    answers = {question.__name__: question(outlets) for question in QUESTIONS}
    return {
        name: given for name, given in answers.items() if len(set(given.values())) > 1
    }


@pytest.mark.parametrize("name", KNOWN)
def test_outlets_agree_on_a_small_case(name: str) -> None:
    assert differing(KNOWN[name].case) == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_outlets_agree_on_the_cases_of_a_file(path: Path) -> None:
    cases = _file_cases(path)
    assert cases
    assert {case.code: differing(case) for case in cases} == {
        case.code: {} for case in cases
    }


@pytest.mark.parametrize("name", KNOWN)
def test_they_agree_on_what_is_right(name: str) -> None:
    known, outlets = KNOWN[name], Outlets(KNOWN[name].case)
    assert set(life_questions.status(outlets).values()) == {known.status}
    assert set(course_questions.current_line(outlets).values()) == {known.current}
    assert set(life_questions.survival(outlets).values()) == {known.survival}


def test_each_question_is_answered_by_several_outlets_of_some_case() -> None:
    outlets = [Outlets(known.case) for known in KNOWN.values()]
    for question in QUESTIONS:
        most = max(len(question(each)) for each in outlets)
        assert most > 1, question.__name__
