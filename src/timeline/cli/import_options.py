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
            help="Whose values stand where both the file and somebody here changed a "
            "field; without it the import stops there."
        ),
    ] = None,
    alike: Annotated[
        Likeness | None,
        typer.Option(
            help="Whether records that share name, or date and label, with a stored "
            "one are the same or new; without it the import stops there."
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Put stored records that the file does not hold into the bin.",
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
        same_patient=same_patient,
        another_patient=another_patient,
    )


W = TypeVar("W")
_DATES = {"day-first": DateOrder.DAY_FIRST, "month-first": DateOrder.MONTH_FIRST}
_DECIMALS = {"point": DecimalSign.POINT, "comma": DecimalSign.COMMA}
_SHORT_STOPS = {"stated": "stated", "unknown": "unknown"}
_OFTEN = "May be given more than once."


def table_choices(  # noqa: PLR0913 - each is an option of the command
    *,
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Read the files as this format, which is else found by looking: "
            f"{', '.join(f.name for f in FORMATS)}.",
        ),
    ] = "",
    encoding: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Encoding of a table that is neither UTF-8 nor UTF-16, such as "
            "windows-1252.",
        ),
    ] = "",
    sheet: Annotated[
        str, typer.Option(metavar="NAME", help="The only sheet of a workbook to read.")
    ] = "",
    patient: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="Whose values a table without study codes holds."
        ),
    ] = "",
    patient_column: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Column with the study codes, though its name or its values look like "
            "something else.",
        ),
    ] = "",
    analyte: Annotated[
        str,
        typer.Option(metavar="NAME", help="Which test a table holds that names none."),
    ] = "",
    day_zero: Annotated[
        str,
        typer.Option(
            metavar="EVENT",
            help="What happened on the day from which a table counts its days.",
        ),
    ] = "",
    short_stops: Annotated[
        str,
        typer.Option(
            metavar="MEANING",
            help="What a stop on the day of the start or the next one is: stated, or "
            "unknown where the file demands a stop.",
        ),
    ] = "",
    source: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Under which the registry finds the rows again; without it that of "
            "the mapping, or the name of the file.",
        ),
    ] = "",
    dates: Annotated[
        str,
        typer.Option(
            metavar="ORDER",
            help="What stands first in dates such as 03/04/2024: day-first or "
            "month-first.",
        ),
    ] = "",
    decimals: Annotated[
        str,
        typer.Option(
            metavar="SIGN",
            help="What stands before decimals in numbers such as 1.050: point or "
            "comma.",
        ),
    ] = "",
    unit: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=UNIT", help=f"Unit of a column with one test. {_OFTEN}"
        ),
    ] = None,
    test: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN",
            help=f"Column of a test that no catalogue knows. {_OFTEN}",
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN", help=f"Column that is not read. {_OFTEN}"),
    ] = None,
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
