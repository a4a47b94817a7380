"""Which column says whom a row is about: never one of names or hospital numbers."""

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline.exchange.header_words import identifies
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import PATIENT, ColumnRule, SheetMapping
from timeline.exchange.settling import MappingQuestion
from timeline.exchange.sheets import TableSheet

_NAME = re.compile(r"[^\W\d_][^\W\d_'\u2019-]+(?:, ?| )[^\W\d_][^\d]+")
_HOSPITAL_NUMBER = re.compile(r"\d{6,}")


def with_study_codes(
    columns: list[ColumnRule], choices: TableChoices
) -> list[ColumnRule]:
    """The columns, of which at most one holds study codes."""
    holders = [column for column in columns if column.field == PATIENT]
    if choices.patient_column:
        holders = [c for c in holders if c.header == choices.patient_column]
    return [
        column if column.field != PATIENT or column in holders[:1]
        else replace(column, field="", why="another study code is used")
        for column in columns
    ]  # fmt: skip


def codes_that_identify(
    sheet: TableSheet, mapping: SheetMapping, choices: TableChoices
) -> Iterator[MappingQuestion]:
    """Ask about columns of study codes that look like names or hospital numbers."""
    columns = (column for rule in mapping.records for column in rule.columns)
    holders = {c.header for c in columns if c.field in (PATIENT, "code")}
    for header in sorted(holders - {choices.patient_column}):
        if likeness := _look(sheet, header):
            yield _identifying(header, f"its values look like {likeness}")
        elif identity := identifies(header):
            yield _identifying(header, f"by its name it holds {identity}")


def _look(sheet: TableSheet, name: str) -> str:
    """What of a person the values of a column look like; empty for study codes."""
    place = sheet.header.index(name)
    values = {row[place] for row in sheet.rows if row[place]}
    for pattern, likeness in ((_NAME, "names"), (_HOSPITAL_NUMBER, "hospital numbers")):
        if values and sum(bool(pattern.fullmatch(v)) for v in values) * 2 > len(values):
            return likeness
    return ""


def _identifying(name: str, reason: str) -> MappingQuestion:
    return MappingQuestion(
        name,
        f"{reason}, and only study codes are stored.",
        f"Replace them by study codes; or, if they are such, say --patient-column "
        f"'{name}'.",
    )
