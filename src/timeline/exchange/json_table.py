"""Tables as JSON: a list of objects, each of them a row."""

import json
from collections.abc import Mapping
from typing import Any

from timeline.case.number_text import plain_number
from timeline.exchange.reading import FileRefusedError
from timeline.exchange.sheets import CellGrid, NumberCell, check_size


def json_of(name: str, text: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """What a JSON text holds.

    Raises:
        FileRefusedError: If it is no JSON.
    """
    try:
        return json.loads(text)
    except RecursionError:
        reason = "it is nested too deeply"
    except ValueError as error:
        line = getattr(error, "lineno", None)
        reason = f"line {line} breaks its rules" if line else "a number is too long"
    raise FileRefusedError(
        f"{name} is no JSON: {reason}.", hint="Export it again from its system."
    )


def grid_of(name: str, data: Any) -> CellGrid:  # noqa: ANN401 - whatever JSON can hold
    """The rows of a list of objects; the first row has the names.

    Raises:
        FileRefusedError: If it is another kind of JSON.
    """
    rows = data if isinstance(data, list) else None
    if not rows or not all(isinstance(row, Mapping) for row in rows):
        raise FileRefusedError(
            f"{name} is JSON, and neither a list of rows nor of a kind that is read.",
            hint='A row is an object: [{"patient": "P-1", "date": "2020-01-10"}].',
        )
    header = tuple(dict.fromkeys(key for row in rows for key in row))
    check_size(name, len(rows), len(header))
    cells = [tuple(_text(name, row.get(key)) for key in header) for row in rows]
    return CellGrid([header, *cells], range(len(rows) + 1))


def _text(name: str, value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return NumberCell(plain_number(float(value)))
    if isinstance(value, str):
        return value.strip()
    raise FileRefusedError(
        f"{name} has lists or objects within its rows.",
        hint="Write one value for each name.",
    )
