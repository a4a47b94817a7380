"""Which column says whom a row is about: never one of names or hospital numbers."""

import re
from dataclasses import replace

from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import PATIENT, ColumnRule
from timeline.exchange.settling import MappingQuestion
from timeline.exchange.sheets import TableSheet

_NAME = re.compile(r"[^\W\d_][^\W\d_'\u2019-]+(?:, ?| )[^\W\d_][^\d]+")
_HOSPITAL_NUMBER = re.compile(r"\d{6,}")


def with_study_codes(
    sheet: TableSheet,
    columns: list[ColumnRule],
    choices: TableChoices,
    questions: list[MappingQuestion],
) -> list[ColumnRule]:
    """The columns, of which at most one holds study codes.

    Args:
        sheet: The sheet, for the values.
        columns: As proposed.
        choices: What a person said.
        questions: Takes what is open.
    """
    holders = [column for column in columns if column.field == PATIENT]
    if choices.patient_column:
        holders = [c for c in holders if c.header == choices.patient_column]
    elif holders and (likeness := _look(sheet, holders[0].header)):
        questions.append(_identifying(holders[0].header, likeness))
    return [
        column if column.field != PATIENT or column in holders[:1]
        else replace(column, field="", why="another study code is used")
        for column in columns
    ]  # fmt: skip


def _look(sheet: TableSheet, name: str) -> str:
    """What of a person the values of a column look like; empty for study codes."""
    place = sheet.header.index(name)
    values = {row[place] for row in sheet.rows if row[place]}
    for pattern, likeness in ((_NAME, "names"), (_HOSPITAL_NUMBER, "hospital numbers")):
        if values and sum(bool(pattern.fullmatch(v)) for v in values) * 2 > len(values):
            return likeness
    return ""


def _identifying(name: str, likeness: str) -> MappingQuestion:
    return MappingQuestion(
        name,
        f"its values look like {likeness}, and only study codes are stored.",
        f"Replace them by study codes; or, if they are such, say --patient-column "
        f"'{name}'.",
    )
