"""Where a record was named, and what was said of it there: the columns that hold it.

Several files may state one record. The columns hold the one that did so last; its
values carry what the earlier ones said, under names that no field can have.
"""

import json
from collections.abc import Mapping
from typing import Any

from timeline.registry.actions import Origin
from timeline.registry.tables import ORIGIN

_VERSION = "@version"
EARLIER = "@earlier"


def origins_of(row: Mapping[Any, Any]) -> tuple[Origin, ...]:
    """Where imports have a record from, the last one first; empty if none has it."""
    source, name, text = (row[column] for column in ORIGIN)
    if source is None:
        return ()
    try:
        values = json.loads(text)
        version, earlier = values.pop(_VERSION, None), values.pop(EARLIER, [])
        last = Origin(source, name, _text(values) if values else "", version)
        return last, *(Origin(*fields) for fields in earlier)
    except (ValueError, TypeError, AttributeError):  # another program wrote it
        return (Origin(source, name, text or ""),)


def columns_of(origins: tuple[Origin, ...]) -> dict[str, str | None]:
    """The columns that hold origins."""
    if not origins:
        return dict.fromkeys(ORIGIN)
    last, *earlier = origins
    text = last.values
    if last.version is not None or earlier:
        values = json.loads(text) if text else {}
        if last.version is not None:
            values[_VERSION] = last.version
        if earlier:
            values[EARLIER] = [
                [origin.source, origin.name, origin.values, origin.version]
                for origin in earlier
            ]
        text = _text(values)
    return dict(zip(ORIGIN, (last.source, last.name, text), strict=True))


def with_origin(origins: tuple[Origin, ...], origin: Origin) -> tuple[Origin, ...]:
    """The origins of a record after a file stated it once more."""
    return origin, *(earlier for earlier in origins if earlier.source != origin.source)


def _text(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
