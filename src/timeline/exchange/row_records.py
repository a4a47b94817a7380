"""The mapping engine: from the rows of a sheet to records, or to what is wrong.

Columns that are given nothing of their own hold for the whole row; columns that are
given the same make one record with these. A row is taken whole or not at all.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from timeline.case.fields import specs_by_name
from timeline.case.locale import ASK, Locale
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.exchange.amounts import is_missing
from timeline.exchange.cell_values import UNPLACED, CellError, Values, values_of
from timeline.exchange.header_words import is_date
from timeline.exchange.mapping import (
    AMOUNT,
    ANY,
    DATE_HEADER,
    IMPUTED,
    NOTED,
    PATIENT,
    UNITS_OF_TIME,
    ColumnRule,
    RecordRule,
    SheetMapping,
)
from timeline.exchange.sheets import TableSheet, UnreadCell
from timeline.exchange.wording import problems_in_words

STAND_IN = "row"
"""Id of a record until it is named."""


@dataclass(frozen=True, slots=True)
class RowRecord:
    """A record, and where it stands."""

    patient: str
    record: Entry
    named: bool
    """Whether the sheet itself gives the id."""
    column: str
    """Name of its own column in a wide sheet; else empty."""
    in_part: bool


@dataclass(frozen=True, slots=True)
class RowReading:
    """What one row says, or why it is refused; neither where it holds no value."""

    line: int
    cells: tuple[str, ...]
    records: tuple[RowRecord, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def in_part(self) -> bool:
        """Whether something of it is kept as a note, because no field could hold it."""
        return any(record.in_part for record in self.records)


class RowError(ValueError):
    """A row that makes no record; the arguments are sentences."""


@dataclass(frozen=True, slots=True)
class _ReadColumn:
    """One column as the engine reads it."""

    place: int
    column: ColumnRule
    header: str


@dataclass(frozen=True, slots=True)
class _RecordColumns:
    """The columns that make one record with those of the whole row."""

    given: Mapping[str, str]
    cells: list[_ReadColumn] = field(default_factory=list)


class RowReader:
    """Reads the rows of one sheet by its mapping."""

    def __init__(self, sheet: TableSheet, mapping: SheetMapping) -> None:
        """Take a sheet and a mapping that fits it."""
        self._sheet = sheet
        self._facts = not mapping.records or any(map(_states_facts, mapping.records))
        self._rules = [
            (rule, *_arranged(sheet, rule), _conditions(sheet, rule))
            for rule in mapping.records
        ]

    def rows(self) -> Iterator[RowReading]:
        """Read every row that holds anything."""
        for line, cells in zip(self._sheet.lines, self._sheet.rows, strict=True):
            if any(cells):
                yield self._row(line, cells)

    def _row(self, line: int, cells: tuple[str, ...]) -> RowReading:
        records: list[RowRecord] = []
        problems: list[str] = []
        meant = False
        for rule, shared, groups, conditions in self._rules:
            if not all(_holds(cells[place], words) for place, words in conditions):
                continue
            meant |= _states_facts(rule)
            try:
                _check_amount(shared, cells)
                common = _values(rule, rule.given, shared, cells)
                made = (_record(rule, common, group, cells) for group in groups)
                records += filter(None, made)
            except RowError as error:
                problems += error.args
        if not meant and self._facts:
            problems.append("The mapping has no rule for such a row.")
        if problems:
            return RowReading(line, cells, problems=tuple(dict.fromkeys(problems)))
        return RowReading(line, cells, tuple(records))


def _arranged(
    sheet: TableSheet, rule: RecordRule
) -> tuple[list[_ReadColumn], list[_RecordColumns]]:
    """The columns of the whole row, and those of each record in it."""
    places = {name: place for place, name in enumerate(sheet.header)}
    shared: list[_ReadColumn] = []
    groups: dict[tuple[tuple[str, str], ...], _RecordColumns] = {}
    for column in rule.columns:
        names = [column.header]
        if column.header == DATE_HEADER:
            names = [name for name in sheet.header if is_date(name)]
        for name in names if column.field else ():
            cell = _ReadColumn(places[name], column, name)
            given = dict(column.given)
            if column.header == DATE_HEADER:
                given["date"] = name
            if given:
                key = tuple(sorted(given.items()))
                groups.setdefault(key, _RecordColumns(given)).cells.append(cell)
            else:
                shared.append(cell)
    return shared, list(groups.values()) or [_RecordColumns({})]


def _states_facts(rule: RecordRule) -> bool:
    """Whether a row that meets the rule is read, and not only said to be somebody's."""
    return rule.kind != Patient.kind or bool(rule.when)


def _holds(text: str, words: frozenset[str]) -> bool:
    return text.casefold() in words or (ANY in words and not is_missing(text))


def _conditions(
    sheet: TableSheet, rule: RecordRule
) -> list[tuple[int, frozenset[str]]]:
    return [
        (sheet.header.index(name), frozenset(text.casefold() for text in texts))
        for name, texts in rule.when.items()
    ]


def _check_amount(shared: Sequence[_ReadColumn], cells: Sequence[str]) -> None:
    """Refuse a row of which the amount, that every record of it needs, is missing.

    Raises:
        RowError: If it is.
    """
    for cell in shared:
        if cell.column.field == AMOUNT and is_missing(cells[cell.place]):
            raise RowError(f"{cell.header}: The value is missing.")


def _record(
    rule: RecordRule, common: Values, group: _RecordColumns, cells: Sequence[str]
) -> RowRecord | None:
    """The record of one group of columns; None where its own cells are empty."""
    main = [cell for cell in group.cells if cell.column.field == AMOUNT] or group.cells
    if main and all(is_missing(cells[cell.place]) for cell in main):
        return None
    locales = [cell.column.locale for cell in main] or [ASK]
    own = _values(rule, group.given, group.cells, cells, locales[0])
    values = _together(common, own)
    patient = values.pop(PATIENT, "") or values.get("code", "")
    if not patient:
        raise RowError("No study code stands here.")
    if rule.short_stop_unknown:
        values = _without_short_stop(values)
    values = _as_precise_as_known(values)
    unplaced = values.pop(UNPLACED, "")
    if unplaced:
        values["notes"] = "\n".join(filter(None, (values.get("notes"), unplaced)))
    column = main[0].header if main else ""
    record = _validated(rule, values)
    return RowRecord(patient, record, "id" in values, column, bool(unplaced))


def _values(
    rule: RecordRule,
    given: Mapping[str, str],
    columns: Sequence[_ReadColumn],
    cells: Sequence[str],
    locale: Locale = ASK,
) -> Values:
    """What is given, and what some columns state in one row.

    Raises:
        RowError: With what is wrong in each of the cells.
    """
    values: Values = {}
    problems = []
    texts = [(name, text, locale, "") for name, text in given.items()]
    for c in columns:
        text, words = _counted(c, cells[c.place])
        texts.append((c.column.field, text, c.column.locale, c.header))
        if words:
            values = _together(values, {"date_stated": words})
    for name, text, how, header in texts:
        if is_missing(text):
            continue
        try:
            values = _together(values, _stated(rule.kind, name, text, how, header))
        except CellError as error:
            problems.append(f"{header}: {error}" if header else str(error))
    if problems:
        raise RowError(*problems)
    return values


def _stated(kind: str, name: str, text: str, locale: Locale, header: str) -> Values:
    """What one cell states.

    Raises:
        CellError: If it holds no such value.
    """
    if isinstance(text, UnreadCell):
        raise CellError(f"{text.reason}.")
    if name == NOTED:
        return {UNPLACED: f"{header}: {text}"}
    if name in (PATIENT, IMPUTED):
        return {name: text}
    return values_of(kind, name, text, locale)


def _counted(cell: _ReadColumn, text: str) -> tuple[str, str]:
    """A number as a date that counts from day 0, and its words where they say more.

    Parts of a unit become the completed ones, as an age does: 2.2 months lie between
    two and three months. Other texts stay as they are.
    """
    unit = cell.column.counts
    if not unit or not re.fullmatch(r"[+-]?\d{1,5}(?:\.\d+)?", text, re.ASCII):
        return text, ""
    number = float(text)
    words = "" if number.is_integer() else f"{cell.header}: {text} {unit}"
    letter, size = UNITS_OF_TIME[unit]
    first = math.floor(number) * size
    if size == 1:
        return f"{letter}{first}", words
    return f"[{letter}{first}..{letter}{first + size - 1}]", words


_KNOWN_PARTS = {"D": 7, "M": 4}
"""How many characters of an ISO date are known beside a flag of imputation of ADaM
(variables --DTF: the day, or month and day, were filled in)."""


def _as_precise_as_known(values: Values) -> Values:
    """The values with a date without the parts that somebody filled in.

    Raises:
        RowError: If the flag says something else.
    """
    flag = values.pop(IMPUTED, "").upper()
    if not flag:
        return values
    date = values.get("date", UNKNOWN)
    if flag == "Y":
        return values | {"date": UNKNOWN}
    if flag not in _KNOWN_PARTS:
        raise RowError(f"{flag} does not say which parts of the date were filled in.")
    return values | {"date": PartialDate.parse(date.canonical[: _KNOWN_PARTS[flag]])}


def _without_short_stop(values: Values) -> Values:
    """The values without a stop on the day of the start or the day after."""
    start, stop = values.get("start", values.get("date")), values.get("stop")
    if start is None or stop is None or stop.latest is None or start.earliest is None:
        return values
    if stop.latest - start.earliest > 1:
        return values
    return {name: value for name, value in values.items() if name != "stop"}


def _together(first: Values, second: Values) -> Values:
    """Values of both; what a cell states itself goes before what its column gives."""
    both = first | second
    for name in ("notes", "as_written", "date_stated", UNPLACED):
        if first.get(name) and second.get(name) and first[name] != second[name]:
            between = "; " if name == "date_stated" else "\n"
            both[name] = f"{first[name]}{between}{second[name]}"
    return both


def _validated(rule: RecordRule, values: Values) -> Entry:
    """The record of the values.

    Raises:
        RowError: With a sentence for each rule that is broken.
    """
    record_class = KINDS[rule.kind]
    values = {"id": STAND_IN, **values}
    try:
        return record_class.model_validate(values)
    except ValidationError as error:
        specs = specs_by_name(record_class)
        raise RowError(
            *(
                f"{specs[name].title}: {sentence}" if name in specs else sentence
                for name, sentence in problems_in_words(error, record_class)
            )
        ) from None
