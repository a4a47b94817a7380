"""Tables whose columns have known names: declared once, and read by one function.

A declaration says which columns there have to be, and which field each of them fills.
What a record has no field for, and a reader would miss, is kept as a note.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from timeline.case.records.patient import Patient
from timeline.exchange.header_words import identifies, plain_name
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import (
    NOTED,
    PATIENT,
    ColumnRule,
    RecordRule,
    SheetMapping,
    fingerprint,
)
from timeline.exchange.settling import MappingQuestion
from timeline.exchange.sheet_proposal import SheetProposal
from timeline.exchange.sheets import TableSheet

COUNTED = "~"
"""Stands before a field that counts in a unit of time, and for that unit itself."""
OTHERS = "(others)"
"""Stands for every text of a column that no other record of the table is for."""


@dataclass(frozen=True, slots=True)
class DeclaredRecord:
    """One kind of record that each row of a table may make."""

    kind: str
    fields: Mapping[str, str] = field(default_factory=dict)
    """Names of columns by the field that they fill, in lower case and separated by
    semicolons: the first that a table has is read, and of `NOTED` all of them."""
    given: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Texts by the names of the column that has one of them in such a row. A table
    without the column has no such text."""


@dataclass(frozen=True, slots=True)
class DeclaredTable:
    """A kind of table, told by the names of its columns."""

    needs: tuple[str, ...]
    """Columns that it has, each with its other names behind semicolons."""
    records: tuple[DeclaredRecord, ...]
    """Empty where a case has no place for such rows."""


class DeclaredSheet:
    """A sheet while its columns are told apart by declarations."""

    def __init__(self, sheet: TableSheet, choices: TableChoices, codes: str) -> None:
        """Take a sheet.

        Args:
            sheet: Its names stand in the first row.
            choices: What a person said.
            codes: Names of the column with the study codes, the surest first.
        """
        self.sheet, self._choices = sheet, choices
        self._columns = {
            plain_name(header): header
            for header in sheet.header
            if header and header not in choices.left_out
        }
        named = choices.patient_column
        self.code = named if named in sheet.header else self.column(codes)

    def column(self, names: str) -> str:
        """The column that has one of the names; empty if there is none."""
        found = (self._columns.get(plain_name(name)) for name in names.split(";"))
        return next(filter(None, found), "")

    def has(self, table: DeclaredTable) -> bool:
        """Whether it has study codes and every column that a table needs."""
        return bool(self.code) and all(map(self.column, table.needs))

    def cells(self, names: str) -> set[str]:
        """What stands in a column."""
        place = self.sheet.header.index(self.column(names))
        return {row[place] for row in self.sheet.rows if row[place]}

    def proposal(
        self, format_name: str, source: str, records: tuple[DeclaredRecord, ...]
    ) -> SheetProposal:
        """How its rows become records, and which columns are not read."""
        rules = tuple(self._rule(r, records) for r in records if self._may_be(r))
        counted = any(
            column.counts == COUNTED for rule in rules for column in rule.columns
        ) or any(COUNTED in rule.given.values() for rule in rules)
        unread = tuple(self._unread(rules))
        mapping = SheetMapping(
            format_name,
            self._choices.source or source,
            fingerprint(self.sheet),
            rules,
            unread,
        )
        questions = (_UNIT_OF_TIME,) if counted else ()
        return SheetProposal(self.sheet, mapping, questions)

    def _may_be(self, record: DeclaredRecord) -> bool:
        """Whether rows of the table can have the texts that a record is for."""
        return all(self.column(n) or "" in words for n, words in record.when.items())

    def _others(self, names: str, records: tuple[DeclaredRecord, ...]) -> set[str]:
        """The texts of a column that no record names."""
        texts = {text.casefold() for text in self.cells(names)}
        return texts - {text for each in records for text in each.when.get(names, ())}

    def _rule(
        self, record: DeclaredRecord, records: tuple[DeclaredRecord, ...]
    ) -> RecordRule:
        code = "code" if record.kind == Patient.kind else PATIENT
        columns = [ColumnRule(self.code, code)]
        for name, names in record.fields.items():
            target = name.removeprefix(COUNTED)
            counts = self._unit if name.startswith(COUNTED) else ""
            headers = map(self.column, names.split(";") if name == NOTED else [names])
            columns += (ColumnRule(h, target, counts=counts) for h in headers if h)
        when = {
            header: tuple(sorted(self._others(names, records)))
            if words == (OTHERS,)
            else words
            for names, words in record.when.items()
            if (header := self.column(names))
        }
        given = {
            name: self._unit if text == COUNTED else text
            for name, text in record.given.items()
        }
        return RecordRule(record.kind, tuple(columns), when, given)

    @property
    def _unit(self) -> str:
        return self._choices.time_unit or COUNTED

    def _unread(self, rules: tuple[RecordRule, ...]) -> Iterator[ColumnRule]:
        read = {column.header for rule in rules for column in rule.columns}
        read |= {header for rule in rules for header in rule.when}
        for header in self.sheet.header:
            if header in self._choices.left_out:
                yield ColumnRule(header, why="left out, as was said")
            elif header not in read:
                identity = identifies(header)
                why = f"looks like {identity}: never stored" if identity else ""
                yield ColumnRule(header, why=why or "not understood")


_UNIT_OF_TIME = MappingQuestion(
    "",
    "The file counts time, and does not say in which unit.",
    "Say which one it is: --time-unit days, weeks, months or years.",
)
