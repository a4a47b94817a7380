"""Which patient a row is about, and never by a name or a hospital number."""

import re
from dataclasses import replace

from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import PATIENT, ColumnRule
from timeline.exchange.settling import MappingQuestion
from timeline.exchange.sheets import TableSheet

_NAME = re.compile(r"[^\W\d_][^\W\d_'\u2019-]+(?:, ?| )[^\W\d_][^\d]+")
_HOSPITAL_NUMBER = re.compile(r"\d{6,}")


def patient_column(
    sheet: TableSheet,
    columns: list[ColumnRule],
    choices: TableChoices,
    questions: list[MappingQuestion],
) -> tuple[list[ColumnRule], str]:
    """The columns, at most one with study codes, and the patient where none has any.

    Args:
        sheet: The sheet, for the values.
        columns: As proposed.
        choices: What a person said.
        questions: Takes what is open.
    """
    holders = [column for column in columns if column.field == PATIENT]
    if choices.patient_column:
        holders = [c for c in holders if c.header == choices.patient_column]
    if choices.patient and holders:
        questions.append(_both(holders[0].header))
    kept = [
        column if column.field != PATIENT or column in holders[:1]
        else replace(column, field="", why="another study code is used")
        for column in columns
    ]  # fmt: skip
    if not holders:
        if not choices.patient:
            questions.append(_no_patient())
        return kept, choices.patient
    name = holders[0].header
    what = "" if choices.patient_column else _look(sheet, name)
    if what:
        questions.append(_identifying(name, what))
    return kept, ""


def _look(sheet: TableSheet, name: str) -> str:
    """What of a person the values of a column look like; empty for study codes."""
    place = sheet.header.index(name)
    values = {row[place] for row in sheet.rows if row[place]}
    for pattern, what in ((_NAME, "names"), (_HOSPITAL_NUMBER, "hospital numbers")):
        if values and sum(bool(pattern.fullmatch(v)) for v in values) * 2 > len(values):
            return what
    return ""


def _no_patient() -> MappingQuestion:
    return MappingQuestion(
        "",
        "No column holds study codes.",
        "Say whose values these are, --patient CODE, or which column it is, "
        "--patient-column NAME.",
    )


def _both(name: str) -> MappingQuestion:
    return MappingQuestion(
        name,
        "it holds study codes, and --patient names one.",
        f"Leave the column out, --leave-out '{name}', or go without --patient.",
    )


def _identifying(name: str, what: str) -> MappingQuestion:
    return MappingQuestion(
        name,
        f"its values look like {what}, and only study codes are stored.",
        f"Replace them by study codes; or, if they are such, say --patient-column "
        f"'{name}'.",
    )
