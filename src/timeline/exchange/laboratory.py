"""Any laboratory sheet: one result in a row, or ten; dates in rows, or in columns.

The shape is told by the names of the columns: a column that names tests makes a long
sheet, columns that are tests or dates a wide one. What is not told is asked.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from timeline.case.locale import ASK
from timeline.case.number_text import NumberTextError, number_readings
from timeline.case.records.result import Result
from timeline.clinical.catalogues.analytes import analyte_name, find_analyte
from timeline.clinical.units import find_unit
from timeline.exchange import header_words
from timeline.exchange.amounts import is_missing, read_range
from timeline.exchange.header_words import field_of, identifies, is_date, named_test
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import (
    AMOUNT,
    DATE_HEADER,
    PATIENT,
    RANGE,
    ColumnRule,
    RecordRule,
    SheetMapping,
    fingerprint,
)
from timeline.exchange.settling import MappingQuestion
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import CellGrid, TableSheet
from timeline.exchange.study_codes import with_study_codes

NAME = "laboratory"
_SEARCHED = 30
"""Rows in which the names of the columns are looked for."""
_OF_TEST = frozenset({"unit", "flag", RANGE, "lower_limit", "upper_limit"})
"""What belongs to one value, and not to the whole row, in a wide sheet."""


def propose(grid: CellGrid, choices: TableChoices, name: str) -> SheetProposal | None:
    """Propose how a laboratory sheet is read; None if it is none.

    Args:
        grid: The sheet.
        choices: What a person said.
        name: Name of the file without its ending, for want of another source.
    """
    top = _header_row(grid, choices)
    if top is None:
        return None
    sheet = TableSheet(grid, top, tuple(_rows_below(grid, top)))
    reading = _LaboratorySheet(sheet, choices)
    return reading.proposal(choices.source or name)


def _header_row(grid: CellGrid, choices: TableChoices) -> int | None:
    """The row in which most cells are names of columns; two at the least."""
    rows = list(enumerate(grid.rows[:_SEARCHED]))
    counts = [(sum(_is_known(cell, choices) for cell in row), -n) for n, row in rows]
    known, place = max(counts, default=(0, 0))
    return -place if known > 1 else None


def _is_known(cell: str, choices: TableChoices) -> bool:
    said = cell in choices.tests | choices.left_out | {choices.patient_column}
    named = field_of(cell) or identifies(cell) or any(named_test(cell)) or is_date(cell)
    return bool(cell) and bool(said or named)


def _rows_below(grid: CellGrid, top: int) -> Iterator[str]:
    """What the rows directly below the names say of the columns."""
    for row in grid.rows[top + 1 : top + 3]:
        cells = [c for c in row if c and field_of(c) not in ("unit", RANGE)]
        if cells and all(find_unit(c) or is_missing(c) for c in cells):
            yield "unit"
        elif cells and all(read_range(c, ASK) or is_missing(c) for c in cells):
            yield RANGE
        else:
            return


@dataclass
class _LaboratorySheet:
    """The columns of one sheet while they are told apart."""

    sheet: TableSheet
    choices: TableChoices
    questions: list[MappingQuestion] = field(default_factory=list)

    def proposal(self, source: str) -> SheetProposal | None:
        header, written = self.sheet.header, self.sheet.written
        self._roles = dict(zip(header, map(self._role, header, written), strict=False))
        dates = [name for name, role in self._roles.items() if role == DATE_HEADER]
        tests = [name for name in header if self._test(name)[0]]
        roles = self._roles.values()
        if len(dates) > 1 and "date" not in roles and self._tells_tests():
            columns = self._dates_in_columns()
        elif "analyte" in roles or (not tests and {"date", AMOUNT} <= {*roles}):
            columns = self._long()
        elif tests and ("date" in roles or self.choices.tests):
            columns = self._tests_in_columns()
        else:
            return None
        columns = with_study_codes(columns, self.choices)
        self._ask_about_doubles(columns)
        rule = RecordRule(Result.kind, tuple(columns))
        mapping = SheetMapping(NAME, source, fingerprint(self.sheet), (rule,))
        return SheetProposal(self.sheet, mapping, tuple(self.questions))

    def _role(self, name: str, written: str) -> str:
        """The field of a column, `DATE_HEADER`, or empty for tests and what is open."""
        if name in self.choices.left_out or identifies(written):
            return ""
        if name and name == self.choices.patient_column:
            return PATIENT
        return DATE_HEADER if is_date(written) else field_of(written)

    def _test(self, name: str) -> tuple[str, str]:
        """Test and unit of a column of a wide sheet; empty texts if it has none."""
        if self._roles[name] or name in self.choices.left_out or identifies(name):
            return "", ""
        below = dict(
            zip(self.sheet.header, self.sheet.said_below("unit"), strict=True)
        )[name]
        test, unit = named_test(name)
        if not test and (name in self.choices.tests or below):
            test = name
        return (test, unit or below) if test else ("", "")

    def _left_out(self, name: str) -> ColumnRule:
        identity = identifies(name)
        if name in self.choices.left_out:
            return ColumnRule(name, why="left out, as was said")
        if identity:
            return ColumnRule(name, why=f"looks like {identity}: never stored")
        return ColumnRule(name, why="not understood")

    def _long(self) -> list[ColumnRule]:
        return [
            ColumnRule(name, role) if role and role != DATE_HEADER
            else self._left_out(name)
            for name, role in self._roles.items()
        ]  # fmt: skip

    def _dates_in_columns(self) -> list[ColumnRule]:
        roles = dict(self._roles)
        if "analyte" not in roles.values() and (name := self._column_of_tests()):
            roles[name] = "analyte"
        columns = [ColumnRule(DATE_HEADER, AMOUNT)]
        for name, role in roles.items():
            if role and role != DATE_HEADER:
                columns.append(ColumnRule(name, role))
            elif not role:
                columns.append(self._left_out(name))
        return columns

    def _column_of_tests(self) -> str:
        """The first open column of which most cells are tests."""
        for place, name in enumerate(self.sheet.header):
            cells = {row[place] for row in self.sheet.rows}
            filled = [cell for cell in cells if not is_missing(cell)]
            tests = sum(find_analyte(cell) is not None for cell in filled)
            if not self._roles[name] and filled and tests * 2 >= len(filled):
                return name
        return ""

    def _tells_tests(self) -> bool:
        return "analyte" in self._roles.values() or bool(self._column_of_tests())

    def _tests_in_columns(self) -> list[ColumnRule]:
        columns: list[ColumnRule] = []
        tests = {n: given for n in self.sheet.header if (given := self._given(n))}
        counts = Counter(self._roles.values())
        last: dict[str, str] = {}
        for name, role in self._roles.items():
            detail, of = header_words.detail_of_test(name)[::-1]
            if name in tests:
                last = tests[name]
                columns.append(ColumnRule(name, AMOUNT, last))
            elif detail and (given := _same_test(tests, of)):
                columns.append(ColumnRule(name, detail, given))
            elif role in _OF_TEST:
                columns.append(self._beside(name, role, tests, last, counts[role]))
            elif role and role != DATE_HEADER:
                shared = counts[role] == 1 or not last or role == "date"
                columns.append(ColumnRule(name, role, {} if shared else last))
            else:
                columns.append(self._open(name))
        return columns

    def _given(self, name: str) -> dict[str, str]:
        """What holds for each value of a column with a test."""
        test, unit = self._test(name)
        if not test:
            return {}
        given = {"analyte": test} | ({"unit": unit} if unit else {})
        limits = dict(zip(self.sheet.header, self.sheet.said_below(RANGE), strict=True))
        return given | ({RANGE: limits[name]} if limits[name] else {})

    def _beside(
        self,
        name: str,
        role: str,
        tests: dict[str, dict[str, str]],
        last: dict[str, str],
        count: int,
    ) -> ColumnRule:
        """A flag or the like: it belongs to the test on its left, if that is sure."""
        if len(tests) == 1:
            return ColumnRule(name, role, next(iter(tests.values())))
        if count > 1 and last:
            return ColumnRule(name, role, last)
        self.questions.append(
            MappingQuestion(
                name,
                "it stands once beside several tests.",
                f"Leave it out, --leave-out '{name}', or say in a mapping of which "
                "test it is.",
            )
        )
        return ColumnRule(name, why="which test it is about is open")

    def _open(self, name: str) -> ColumnRule:
        """A column of which nothing is known; one with numbers may be a test."""
        rule = self._left_out(name)
        place = self.sheet.header.index(name)
        cells = [row[place] for row in self.sheet.rows]
        filled = [cell for cell in cells if not is_missing(cell)]
        numbers = sum(map(_is_number, filled))
        if rule.why == "not understood" and filled and numbers * 2 >= len(filled):
            near = get_close_matches(name, [t for t in self.sheet.header if t != name])
            hint = f" It is nearly {near[0]}." if near else ""
            self.questions.append(
                MappingQuestion(
                    name,
                    f"it holds numbers, and no catalogue has this test.{hint}",
                    f"Say --test '{name}' if it is one, else --leave-out '{name}'.",
                )
            )
        return rule

    def _ask_about_doubles(self, columns: list[ColumnRule]) -> None:
        """Two columns for one field of one record are a question."""
        names: dict[tuple[str, str], str] = {}
        for column in columns:
            key = column.field, str(sorted(column.given.items()))
            first = names.setdefault(key, column.header)
            if column.field and first != column.header:
                self.questions.append(
                    MappingQuestion(
                        column.header,
                        f"{first} is the {column.field} of the same result already.",
                        f"Leave one of them out: --leave-out '{column.header}'.",
                    )
                )


def _same_test(tests: dict[str, dict[str, str]], name: str) -> dict[str, str]:
    """What is given for the column of a test, by another spelling of the test."""
    usual = analyte_name(name)
    same = (g for g in tests.values() if analyte_name(g["analyte"]) == usual)
    return next(same, {})


def _is_number(text: str) -> bool:
    try:
        return bool(number_readings(text))
    except NumberTextError:
        return False
