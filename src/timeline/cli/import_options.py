"""The options of `timeline import`."""

from collections.abc import Iterable
from typing import Annotated, TypeVar

import typer

from timeline.case.locale import DateOrder, DecimalSign
from timeline.exchange.formats import FORMATS
from timeline.exchange.import_choices import (
    ImportChoices,
    Likeness,
    Side,
    TableChoices,
)


def import_choices(
    *,
    both_changed: Annotated[
        Side | None,
        typer.Option(
            case_sensitive=False,
            help="Whose values stand where both the file and somebody here changed a "
            "field; without it the import stops there.",
        ),
    ] = None,
    alike: Annotated[
        Likeness | None,
        typer.Option(
            case_sensitive=False,
            help="Whether records that share name, or date and label, with a stored "
            "one are the same or new; without it the import stops there.",
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Put stored records that the file does not hold into the bin.",
        ),
    ] = False,
    accept_lines: Annotated[
        bool,
        typer.Option(
            "--accept-lines",
            help="Store the lines of therapy that delivered drugs suggest, which are "
            "else only shown.",
        ),
    ] = False,
    same_patient: Annotated[
        bool,
        typer.Option(
            "--same-patient", help="Though sex, site or year of birth is another."
        ),
    ] = False,
    another_patient: Annotated[
        bool,
        typer.Option(
            "--another-patient",
            help="Though the code differs from a stored one in case, hyphens or "
            "blanks alone.",
        ),
    ] = False,
) -> ImportChoices:
    """What a person decided about an import."""
    return ImportChoices(
        both_changed=both_changed,
        alike=alike,
        replace=replace,
        accept_lines=accept_lines,
        same_patient=same_patient,
        another_patient=another_patient,
    )


W = TypeVar("W")
_DATES = {"day-first": DateOrder.DAY_FIRST, "month-first": DateOrder.MONTH_FIRST}
_DECIMALS = {"point": DecimalSign.POINT, "comma": DecimalSign.COMMA}
_SHORT_STOPS = {"stated": "stated", "unknown": "unknown"}
_TIME_UNITS = {unit: unit for unit in ("days", "weeks", "months", "years")}
_OFTEN = "May be given more than once."


_FormatName = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME",
        help="Read the files as this format, which is else found by looking: "
        f"{', '.join(f.name for f in FORMATS)}.",
    ),
]
_Encoding = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Encoding of a table that is neither UTF-8 nor UTF-16, such as "
        "windows-1252.",
    ),
]
_Sheet = Annotated[
    str, typer.Option(metavar="NAME", help="The only sheet of a workbook to read.")
]
_Patient = Annotated[
    str,
    typer.Option(
        metavar="CODE", help="Whose values a table without study codes holds."
    ),
]
_PatientColumn = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Column with the study codes, though its name or its values look like "
        "something else.",
    ),
]
_Analyte = Annotated[
    str, typer.Option(metavar="NAME", help="Which test a table holds that names none.")
]
_DayZero = Annotated[
    str,
    typer.Option(
        metavar="EVENT",
        help="What happened on the day from which a table counts its days.",
    ),
]
_TimeUnit = Annotated[
    str,
    typer.Option(
        metavar="UNIT",
        help="What a table counts that counts time and does not say in what: days, "
        "weeks, months or years.",
    ),
]
_ShortStops = Annotated[
    str,
    typer.Option(
        metavar="MEANING",
        help="What a stop on the day of the start or the next one is: stated, or "
        "unknown where the file demands a stop.",
    ),
]
_Source = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Under which the registry finds the rows again; without it that of "
        "the mapping, or the name of the file.",
    ),
]
_Dates = Annotated[
    str,
    typer.Option(
        metavar="ORDER",
        help="What stands first in dates such as 03/04/2024: day-first or month-first.",
    ),
]
_Decimals = Annotated[
    str,
    typer.Option(
        metavar="SIGN",
        help="What stands before decimals in numbers such as 1.050: point or comma.",
    ),
]
_Unit = Annotated[
    list[str] | None,
    typer.Option(
        metavar="COLUMN=UNIT", help=f"Unit of a column with one test. {_OFTEN}"
    ),
]
_Test = Annotated[
    list[str] | None,
    typer.Option(
        metavar="COLUMN",
        help=f"Column of a test that no catalogue knows. {_OFTEN}",
    ),
]
_LeaveOut = Annotated[
    list[str] | None,
    typer.Option(metavar="COLUMN", help=f"Column that is not read. {_OFTEN}"),
]


def table_choices(  # noqa: PLR0913 - each is an option of the command
    *,
    format_name: _FormatName = "",
    encoding: _Encoding = "",
    sheet: _Sheet = "",
    patient: _Patient = "",
    patient_column: _PatientColumn = "",
    analyte: _Analyte = "",
    day_zero: _DayZero = "",
    time_unit: _TimeUnit = "",
    short_stops: _ShortStops = "",
    source: _Source = "",
    dates: _Dates = "",
    decimals: _Decimals = "",
    unit: _Unit = None,
    test: _Test = None,
    leave_out: _LeaveOut = None,
) -> TableChoices:
    """What a person said of the tables of an import."""
    if format_name and format_name not in {each.name for each in FORMATS}:
        names = ", ".join(each.name for each in FORMATS)
        raise typer.BadParameter(f"--format takes {names}.")
    return TableChoices(
        format=format_name,
        encoding=encoding,
        sheet=sheet,
        patient=patient.strip(),
        patient_column=patient_column,
        analyte=analyte.strip(),
        day_zero=day_zero.strip(),
        time_unit=_word(_TIME_UNITS, time_unit, "--time-unit", ""),
        short_stops=_word(_SHORT_STOPS, short_stops, "--short-stops", ""),
        source=source.strip(),
        dates=_word(_DATES, dates, "--dates", DateOrder.ASK),
        decimals=_word(_DECIMALS, decimals, "--decimals", DecimalSign.ASK),
        units=dict(_pairs(unit or ())),
        tests=frozenset(test or ()),
        left_out=frozenset(leave_out or ()),
    )


def _word(words: dict[str, W], text: str, option: str, default: W) -> W:
    if text and text not in words:
        raise typer.BadParameter(f"{option} takes {' or '.join(words)}.")
    return words.get(text, default)


def _pairs(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    for text in texts:
        name, equals, unit = text.rpartition("=")
        if not equals or not name or not unit:
            raise typer.BadParameter("--unit takes a column and a unit: CA19-9=U/mL.")
        yield name.strip(), unit.strip()
