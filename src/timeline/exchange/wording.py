"""Says in plain words what pydantic found wrong, without repeating the value."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core.core_schema import ErrorType

from timeline.case.fields import FieldSpec, specs_by_name
from timeline.case.record import Entry

_WORDS = {
    "missing": "This is required.",
    "greater_than": "Write a number above {gt:g}.",
    "greater_than_equal": "Write a number of at least {ge:g}.",
    "less_than": "Write a number below {lt:g}.",
    "less_than_equal": "Write a number of at most {le:g}.",
    "string_too_long": "Shorten this to {max_length} characters.",
    "int_from_float": "Write a whole number.",
    "string_type": "Write a text.",
    "string_unicode": "This holds characters that cannot be stored.",
    "int_type": "Write a whole number.",
    "int_parsing": "Write a whole number.",
    "int_parsing_size": "This number is too large.",
    "float_type": "Write a number.",
    "float_parsing": "Write a number.",
    "bool_type": "Write yes or no.",
    "bool_parsing": "Write yes or no.",
    "tuple_type": "Write a list of texts.",
}
_PYDANTIC = frozenset(get_args(ErrorType))
"""Types of pydantic's own errors; any other is ours and is worded already."""


def problems_in_words(
    error: ValidationError, record_class: type[Entry]
) -> tuple[tuple[str, str], ...]:
    """What is wrong with a record.

    Args:
        error: What pydantic raised.
        record_class: The class that was validated.

    Returns:
        Pairs of a field name, empty for the whole record, and a sentence.
    """
    specs = specs_by_name(record_class)
    problems = []
    for item in error.errors(include_url=False, include_input=False):
        name = str(item["loc"][0]) if item["loc"] else ""
        problems.append((name, _sentence(item, specs.get(name))))
    return tuple(dict.fromkeys(problems))


def _sentence(item: Mapping[str, Any], spec: FieldSpec | None) -> str:
    kind = item["type"]
    if kind not in _PYDANTIC:
        return str(item["msg"])
    if kind == "enum" and spec is not None:
        return f"Write one of: {', '.join(spec.choices)}."
    words = _WORDS.get(kind, "This value does not fit the field.")
    return words.format_map(item.get("ctx", {}))
