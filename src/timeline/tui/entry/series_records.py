"""Makes marker results of a series, and points out what to look at first."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, field_specs, specs_by_name
from timeline.case.locale import ASK, Locale
from timeline.case.record_ids import propose_id
from timeline.case.records.result import Result
from timeline.errors import InvalidDataError, Problem
from timeline.exchange.wording import problems_in_words
from timeline.tui.entry.field_text import typed
from timeline.tui.entry.series_paste import SeriesLine

OF_EACH = frozenset(
    {"id", "date", "time", "comparator", "value", "words", "flag", "from_specimen"}
    | {"date_stated", "as_written", "notes"}
)
"""Fields that every value of a series has for itself."""
SHARED: tuple[FieldSpec, ...] = tuple(
    spec for spec in field_specs(Result) if spec.name not in OF_EACH
)
"""Fields that are given once for the whole series."""


def records_of(
    lines: Sequence[SeriesLine],
    texts: Mapping[str, str],
    taken: Collection[str],
    locale: Locale = ASK,
) -> tuple[Result, ...]:
    """Make the records of a series.

    Args:
        lines: The values; those with a problem are left out.
        texts: Texts of the shared fields by name.
        taken: Ids that the case has.
        locale: How dates and numbers are typed.

    Raises:
        InvalidDataError: If a shared field is wrong; the problems name the fields.
    """
    shared = {spec.name: typed(spec, texts[spec.name], locale) for spec in SHARED}
    specs = specs_by_name(Result)
    values = {n: v for n, v in shared.items() if v is not None or not specs[n].required}
    used = set(taken)
    records = []
    for line in lines:
        if line.measured is None:
            continue
        label = f"{texts['analyte']} {line.date.canonical}"
        record_id = propose_id(label, Result.kind, used)
        used.add(record_id)
        records.append(_record(values, line, record_id))
    return tuple(records)


def _record(values: dict[str, Any], line: SeriesLine, record_id: str) -> Result:
    assert line.measured is not None  # noqa: S101 - the caller has looked
    own = {
        "id": record_id,
        "date": line.date,
        "comparator": line.measured.comparator,
        "value": line.measured.value,
    }
    try:
        return Result.model_validate({**values, **own})
    except ValidationError as error:
        messages = problems_in_words(error, Result)
        problems = tuple(Problem(text, field=name) for name, text in messages)
        raise InvalidDataError(problems, title="Not stored") from None


def recorded_at(line: SeriesLine, marker: str, case: Case) -> str:
    """The value that the case has on the date of a line already; empty for none."""
    if line.measured is None or not line.date.known:
        return ""
    amounts = (
        result.amount
        for result in case.of_kind(Result)
        if result.analyte == marker and result.date == line.date
    )
    return next(amounts, "")
