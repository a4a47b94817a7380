"""How the columns of a sheet become fields: proposed once, saved, and found again.

A mapping is a TOML file that a person can read and change. It is found again by the
header of the sheet it was made for; next month's file has the same header.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import Any

import tomlkit

from timeline.case.locale import DateOrder, DecimalSign, Locale
from timeline.case.records.kinds import KINDS
from timeline.errors import TimelineError
from timeline.exchange.sheets import TableSheet

PATIENT, AMOUNT, RANGE = "patient", "amount", "range"
NOTED, IMPUTED = "noted", "imputed"
"""What a column may hold beside a field of a record: the study code; an amount as
reports write it, `<0.6`, `12,5 U/mL H` or `haemolysed`; reference limits, `0 - 37`;
what is kept as a note; which parts of the date were filled in, as ADaM flags them."""
UNITS_OF_TIME = {
    "days": ("D", 1),
    "weeks": ("D", 7),
    "months": ("M", 1),
    "years": ("M", 12),
}
"""By the unit that a column counts in: the letter of dates from day 0, and how many of
these it has."""
_BESIDE_FIELDS = (PATIENT, AMOUNT, RANGE, NOTED, IMPUTED)
BELOW = ("unit", RANGE)
"""What the rows directly below the names may say of the columns."""
DATE_HEADER = "(a date)"
"""Stands for every column whose name is a date."""
ANY = "*"
_CHOICES = {"dates": DateOrder, "decimals": DecimalSign}


class MappingError(TimelineError):
    """A mapping that does not fit the sheet, or that nobody can read."""

    title = "The mapping was not used"


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """What one column of a sheet holds."""

    header: str
    """Its name; `DATE_HEADER` for every column whose name is a date."""
    field: str = ""
    """Field of the record, or what a column may hold beside one; empty: not read."""
    given: Mapping[str, str] = dataclass_field(default_factory=dict)
    """What holds for the values of this column alone, such as the analyte and unit of
    a column that has one test. Columns with equal texts here make one record."""
    dates: DateOrder = DateOrder.ASK
    decimals: DecimalSign = DecimalSign.ASK
    counts: str = ""
    """Unit of time that its numbers count in, from day 0; empty for dates."""
    why: str = ""
    """Why it is not read, or what settled it."""

    @property
    def locale(self) -> Locale:
        """How its dates and numbers are written."""
        return Locale(self.dates, self.decimals)


@dataclass(frozen=True, slots=True)
class RecordRule:
    """One kind of record that the rows of a sheet make."""

    kind: str
    columns: tuple[ColumnRule, ...]
    when: Mapping[str, tuple[str, ...]] = dataclass_field(default_factory=dict)
    """Only rows with one of these texts in these columns; case does not count, and
    `ANY` is any text that is not missing."""
    given: Mapping[str, str] = dataclass_field(default_factory=dict)
    """What holds for every row, by field; `patient` among them."""
    short_stop_unknown: bool = False
    """Whether a stop on the day of the start, or the day after, says that it is not
    known, as in some files that demand one."""


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How a sheet becomes records."""

    format: str
    """Name of the format that proposed it."""
    source: str
    """Under which the registry finds the rows again."""
    header: tuple[str, ...]
    """Names of the columns, `DATE_HEADER` for a date, with what stands below them."""
    records: tuple[RecordRule, ...]
    unread: tuple[ColumnRule, ...] = ()
    """Columns that no record needs, or of which something is to be told."""

    def fits(self, sheet: TableSheet) -> bool:
        """Whether it was made for a sheet with this header."""
        return self.header == fingerprint(sheet)

    def with_columns(self, change: Any) -> "SheetMapping":  # noqa: ANN401 - a function of a rule and a column
        """The mapping with each column as a function changes it."""
        records = tuple(
            replace(rule, columns=tuple(change(rule, c) for c in rule.columns))
            for rule in self.records
        )
        return replace(self, records=records)


def fingerprint(sheet: TableSheet) -> tuple[str, ...]:
    """The header by which a mapping is found again."""
    from timeline.exchange.header_words import is_date

    names = [DATE_HEADER if is_date(name) else name for name in sheet.header]
    columns = zip(names, *map(sheet.said_below, BELOW), strict=True)
    return tuple(dict.fromkeys(" | ".join(filter(None, texts)) for texts in columns))


def read_mapping(path: Path) -> SheetMapping:
    """Read a mapping.

    Raises:
        MappingError: If it cannot be read, or names what is not there.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingError(f"{path.name}: {error.strerror}.") from None
    except ValueError as error:  # also what is not UTF-8
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "UTF-8"
        raise MappingError(f"{path.name} is not TOML: {reason}.") from None
    try:
        return _mapping(data)
    except (KeyError, TypeError, AttributeError):
        raise MappingError(
            f"{path.name} is no mapping: format, source, header or [[record]] with its "
            "[[record.column]] is missing.",
            hint="Let --save-mapping write one, and change that.",
        ) from None
    except ValueError as error:
        raise MappingError(f"{path.name}: {error}") from None


def _mapping(data: Mapping[str, Any]) -> SheetMapping:
    return SheetMapping(
        format=str(data["format"]),
        source=str(data["source"]),
        header=tuple(map(str, data["header"])),
        records=tuple(map(_record_rule, data["record"])),
        unread=tuple(_column_rule(column, ()) for column in data.get("unread", ())),
    )


def _record_rule(data: Mapping[str, Any]) -> RecordRule:
    kind = str(data["kind"])
    if kind not in KINDS:
        raise ValueError(f"there is no kind of record {kind}.")
    fields = {*_BESIDE_FIELDS, *KINDS[kind].model_fields}
    columns = tuple(_column_rule(column, fields) for column in data["column"])
    given = _texts(data.get("given", {}), fields)
    when = {k: tuple(map(str, v)) for k, v in data.get("when", {}).items()}
    unknown = data.get("short_stop_unknown", False) is True
    return RecordRule(kind, columns, when, given, short_stop_unknown=unknown)


def _column_rule(data: Mapping[str, Any], fields: Collection[str]) -> ColumnRule:
    name = str(data.get("field", ""))
    if name and name not in fields:
        raise ValueError(f"a column becomes {name}, and there is no such field.")
    counts = str(data.get("counts", ""))
    if counts not in ("", *UNITS_OF_TIME):
        raise ValueError(f"counts is {' or '.join(UNITS_OF_TIME)}.")
    choices = {}
    for key, words in _CHOICES.items():
        try:
            choices[key] = words(data.get(key, "ask"))
        except ValueError:
            choice = " or ".join(word.value for word in words)
            raise ValueError(f"{key} is {choice}.") from None
    return ColumnRule(
        header=str(data["header"]),
        field=name,
        given=_texts(data.get("given", {}), fields),
        counts=counts,
        why=str(data.get("why", "")),
        **choices,  # type: ignore[arg-type]
    )


def _texts(data: Mapping[str, Any], fields: Collection[str]) -> dict[str, str]:
    if unknown := next((name for name in data if name not in fields), None):
        raise ValueError(f"there is no field {unknown}.")
    return {name: str(text) for name, text in data.items()}


def mapping_text(mapping: SheetMapping) -> str:
    """A mapping as TOML."""
    document = tomlkit.document()
    document.add("format", tomlkit.string(mapping.format))
    document.add("source", tomlkit.string(mapping.source))
    header = tomlkit.array()
    header.extend(mapping.header)
    document.add("header", header.multiline(multiline=True))
    records = tomlkit.aot()
    for rule in mapping.records:
        table = tomlkit.table()
        table.add("kind", tomlkit.string(rule.kind))
        for name, texts in (("when", rule.when), ("given", rule.given)):
            if texts:
                table.add(name, tomlkit.item(dict(texts)))
        if rule.short_stop_unknown:
            table.add("short_stop_unknown", tomlkit.item(value=True))
        columns = tomlkit.aot()
        for column in rule.columns:
            columns.append(_column_table(column))
        table.add("column", columns)
        records.append(table)
    document.add("record", records)
    if mapping.unread:
        unread = tomlkit.aot()
        unread.extend(map(_column_table, mapping.unread))
        document.add("unread", unread)
    return tomlkit.dumps(document)


def _column_table(column: ColumnRule) -> tomlkit.items.Table:
    table = tomlkit.table()
    texts = {"header": column.header, "field": column.field}
    texts |= {"dates": column.dates.value, "decimals": column.decimals.value}
    texts["counts"] = column.counts
    for name, text in texts.items():
        if text not in ("", "ask"):
            table.add(name, tomlkit.string(text))
    if column.given:
        given = tomlkit.inline_table()
        given.update(dict(column.given))
        table.add("given", given)
    if column.why:
        table.add("why", tomlkit.string(column.why))
    return table
