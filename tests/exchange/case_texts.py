"""Case files in few lines, and what is said of them."""

import datetime as dt

from timeline.errors import Problem
from timeline.exchange.case_file import parse
from timeline.exchange.reading import Reading

TODAY = dt.date(2026, 1, 15)
START = 'format = 1\n[patient]\ncode = "T-1"\n'  # three lines


def reading(text: str) -> Reading:
    found = parse(START + text, name="case.toml", today=TODAY)
    assert not (found.cases and found.problems)
    return found


def problems(text: str) -> list[tuple[int | None, str, str]]:
    return [(p.line, p.record, p.field) for p in reading(text).problems]


def the_problem(text: str) -> Problem:
    (problem,) = reading(text).problems
    return problem


def finding(record_id: str, *lines: str) -> str:
    return "\n".join(
        ("[[finding]]", f'id = "{record_id}"', 'type = "imaging"', *lines, "")
    )
