"""Settles, once for a column, how its dates and numbers are written and in which unit.

`03/04/2024` and `1.050` have two readings each. A column is settled by what a person
said, or by values that have one reading only (`25/03/2024`, `12,5`), which is told;
else it is a question. A value that does not fit its column afterwards is refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from timeline.case.date_parts import in_either_order
from timeline.case.date_text import DateTextError, calendar_date
from timeline.case.date_text import readings as date_readings
from timeline.case.fields import Role, specs_by_name
from timeline.case.locale import DateOrder, DecimalSign
from timeline.case.number_text import NumberReading, NumberTextError, number_readings
from timeline.case.plain_signs import plain_signs
from timeline.case.records.kinds import KINDS
from timeline.case.short_date import in_full
from timeline.exchange.amounts import AmountError, is_missing, numbers_in, split_amount
from timeline.exchange.dated_cells import without_time
from timeline.exchange.header_words import is_date
from timeline.exchange.import_choices import TableChoices
from timeline.exchange.mapping import (
    AMOUNT,
    DATE_HEADER,
    RANGE,
    ColumnRule,
    RecordRule,
    SheetMapping,
)
from timeline.exchange.sheets import NumberCell, TableSheet

_DAY, _MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
_POINT, _COMMA = DecimalSign.POINT, DecimalSign.COMMA


@dataclass(frozen=True, slots=True)
class MappingQuestion:
    """Something about a sheet that two people would read differently."""

    column: str
    """Name of the column; empty where it is about the whole sheet."""
    sentence: str
    """What is open, with an example."""
    option: str
    """What settles it on the command line; the mapping has an entry likewise."""

    def __str__(self) -> str:
        """The column, what is open and what settles it."""
        name = f"Column {self.column}: " if self.column else ""
        return f"{name}{self.sentence} {self.option}"


@dataclass(frozen=True, slots=True)
class Settled:
    """A mapping as far as it is settled."""

    mapping: SheetMapping
    questions: tuple[MappingQuestion, ...] = ()


def settled(mapping: SheetMapping, sheet: TableSheet, choices: TableChoices) -> Settled:
    """Settle every column that is read.

    Args:
        mapping: As proposed, or as saved; what it says already stands.
        sheet: The sheet, for its values.
        choices: What a person said.
    """
    questions: list[MappingQuestion] = []
    places = {name: place for place, name in enumerate(sheet.header)}
    rows = sheet.rows

    def change(rule: RecordRule, column: ColumnRule) -> ColumnRule:
        if not column.field:
            return column
        if column.header == DATE_HEADER:
            dates = [name for name in sheet.header if is_date(name)]
            column = _with_dates(column, dates, choices, questions)
            cells = [row[places[name]] for row in rows for name in dates]
        else:
            place = places[column.header]
            cells = [row[place] for row in rows]
        texts = [text for text in dict.fromkeys(cells) if not is_missing(text)]
        role = _role(rule, column)
        if role is Role.DATE:
            return _with_dates(column, texts, choices, questions)
        if role is Role.NUMBER:
            column = _with_decimals(column, texts, choices, questions)
            if column.field == AMOUNT:
                column = _with_unit(rule, column, texts, choices, questions)
        return column

    renewed = mapping.with_columns(change)
    return Settled(_in_groups(mapping, renewed), tuple(questions))


def _in_groups(before: SheetMapping, after: SheetMapping) -> SheetMapping:
    """Columns that made one record still do, where one of them was given a unit."""
    given = {
        tuple(old.given.items()): new.given
        for rules in zip(before.records, after.records, strict=True)
        for old, new in zip(*(rule.columns for rule in rules), strict=True)
        if old.given != new.given
    }
    return after.with_columns(
        lambda _, column: replace(
            column, given=given.get(tuple(column.given.items()), column.given)
        )
    )


def _role(rule: RecordRule, column: ColumnRule) -> Role | None:
    if column.field in (AMOUNT, RANGE):
        return Role.NUMBER
    spec = specs_by_name(KINDS[rule.kind]).get(column.field)
    return spec.role if spec else None


def orders_of(text: str) -> frozenset[DateOrder]:
    """The orders in which a text such as `15/05/20` is a date; empty for others."""
    date = in_full(plain_signs(without_time(text)))
    orders = set()
    for order in (_DAY, _MONTH):
        parts = in_either_order(date, order)
        try:
            if parts and calendar_date(parts[0]):
                orders.add(order)
        except DateTextError:
            continue
    return frozenset(orders)


def _with_dates(
    column: ColumnRule,
    texts: Sequence[str],
    choices: TableChoices,
    questions: list[MappingQuestion],
) -> ColumnRule:
    if column.dates is not DateOrder.ASK and choices.dates is DateOrder.ASK:
        return column
    orders = {text: orders_of(text) for text in texts}
    open_texts = [text for text, both in orders.items() if len(both) > 1]
    one_order = {order for both in orders.values() if len(both) == 1 for order in both}
    if not open_texts and len(one_order) < 2:  # noqa: PLR2004 - both orders
        order = next(iter(one_order), DateOrder.ASK)
        return replace(column, dates=order)
    if choices.dates is not DateOrder.ASK:
        return replace(column, dates=choices.dates)
    if len(one_order) == 1:
        (order,) = one_order
        proof = next(t for t, both in orders.items() if both == {order})
        return replace(column, dates=order, why=f"{proof} has the {order.value}")
    example = open_texts[0] if open_texts else next(t for t, o in orders.items() if o)
    meant = " or ".join(map(str, _readings(example)))
    sentence = f"{example} is {meant}"
    if one_order:
        sentence += ", and other dates of the column have either order"
    questions.append(
        MappingQuestion(
            column.header,
            f"{sentence}.",
            "Say --dates day-first or --dates month-first.",
        )
    )
    return column


def _readings(text: str) -> tuple[object, ...]:
    return date_readings(in_full(without_time(text)))


def _with_decimals(
    column: ColumnRule,
    texts: Iterable[str],
    choices: TableChoices,
    questions: list[MappingQuestion],
) -> ColumnRule:
    if column.decimals is not DecimalSign.ASK and choices.decimals is DecimalSign.ASK:
        return column
    limits = column.field == RANGE
    typed = [text for text in texts if not isinstance(text, NumberCell)]
    numbers = [n for text in typed for n in numbers_in(text, limits=limits)]
    open_texts = [number for number in numbers if len(_meant(number)) > 1]
    if not open_texts:
        return column
    if choices.decimals is not DecimalSign.ASK:
        return replace(column, decimals=choices.decimals)
    signs = {sign: number for number in numbers if (sign := decimal_sign_of(number))}
    if len(signs) == 1:
        ((sign, proof),) = signs.items()
        why = f"{proof} has a {sign.value} before its decimals"
        return replace(column, decimals=sign, why=why)
    meant = " or ".join(f"{r.sign}{r.value:.15g}" for r in _meant(open_texts[0]))
    sentence = f"{open_texts[0]} is {meant}"
    if signs:
        sentence += ", and other numbers of the column have either sign"
    questions.append(
        MappingQuestion(
            column.header,
            f"{sentence}.",
            "Say --decimals point or --decimals comma, for the sign before decimals.",
        )
    )
    return column


def _meant(number: str) -> tuple[NumberReading, ...]:
    try:
        return number_readings(number)
    except NumberTextError:
        return ()


def decimal_sign_of(number: str) -> DecimalSign | None:
    """The sign before the decimals of a number with one reading; None if that is open.

    `12,5` and `1.234.567` have a comma, `0.050` and `1,234.5` a point.
    """
    readings = _meant(number)
    marks = [mark for mark in number if mark in ".,"]
    if len(readings) != 1 or not marks:
        return None
    has_decimals = "." in readings[0].plain
    return _POINT if (marks[-1] == ".") is has_decimals else _COMMA


def _with_unit(
    rule: RecordRule,
    column: ColumnRule,
    texts: Iterable[str],
    choices: TableChoices,
    questions: list[MappingQuestion],
) -> ColumnRule:
    """Settle the unit of a column with one test."""
    analyte = column.given.get("analyte", "")
    group = {key: text for key, text in column.given.items() if key != "unit"}
    beside = any(
        other.field == "unit" and other.given in ({}, group, column.given)
        for other in rule.columns
    )
    stated = choices.units.get(column.header) or choices.units.get(analyte)
    if stated:
        return replace(column, given={**column.given, "unit": stated})
    if not analyte or beside or "unit" in column.given:
        return column
    units = [_unit_of(text) for text in texts]
    if any(units) and "" in units:
        questions.append(
            MappingQuestion(
                column.header,
                f"some values have the unit {next(filter(None, units))}, others none.",
                f"Say what they all have: --unit '{column.header}=UNIT'.",
            )
        )
    return column


def _unit_of(text: str) -> str | None:
    """The unit behind a number; empty where none stands, None for words."""
    try:
        number, unit, _, _ = split_amount(text)
    except AmountError:
        return None
    return unit if number else None
