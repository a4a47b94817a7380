"""How a field is declared: once, with everything that any part of the tool needs.

A declaration carries the title, help text, unit, bounds, vocabulary, column type and
how the field may leave.
Forms, tables, CSV columns, case-file keys, the JSON Schema and the data dictionary
all read it from `field_specs`; none of them keeps a list of fields of its own.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from inspect import get_annotations
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from sqlalchemy import Boolean, Dialect, Enum, Float, Integer, String, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from timeline.case.offset_text import LONGEST_TEXT
from timeline.case.partial_date import UNKNOWN, PartialDate
from timeline.case.privacy import Privacy

SHORT, LONG = 200, 20_000


class Role(StrEnum):
    """What kind of value a field holds."""

    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"
    COUNT = "whole number"
    CHOICE = "choice"
    DATE = "partial date"
    FLAG = "yes or no"
    REFERENCE = "reference"
    TERMS = "list of texts"


class PartialDateColumn(TypeDecorator[PartialDate]):
    """Stores the canonical text of a partial date; empty text is an unknown date."""

    impl = String
    cache_ok = True

    def process_bind_param(
        self, value: PartialDate | None, _dialect: Dialect
    ) -> str | None:
        """Give the canonical text."""
        return None if value is None else value.canonical

    def process_result_value(
        self, value: str | None, _dialect: Dialect
    ) -> PartialDate | None:
        """Read the canonical text back."""
        return None if value is None else PartialDate.parse(value)


class TermsColumn(TypeDecorator[tuple[str, ...]]):
    """Stores a list of texts as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self, value: tuple[str, ...] | None, _dialect: Dialect
    ) -> str | None:
        """Give the JSON array."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(
        self, value: str | None, _dialect: Dialect
    ) -> tuple[str, ...] | None:
        """Read the JSON array back."""
        return None if value is None else tuple(json.loads(value))


def text(
    title: str,
    help_text: str,
    *,
    privacy: Privacy,
    required: bool = False,
    completes: str = "",
) -> Any:  # noqa: ANN401 - a field declaration takes the type of its annotation
    """Declare one line of text, completed from the catalogue named by `completes`."""
    extra = {"role": Role.TEXT, "privacy": _of_text(privacy), "completes": completes}
    return _field(
        title, help_text, extra, String(SHORT), required=required, max_length=SHORT
    )


def long_text(title: str, help_text: str, *, privacy: Privacy) -> Any:  # noqa: ANN401
    """Declare text of several lines."""
    extra = {"role": Role.LONG_TEXT, "privacy": _of_text(privacy)}
    return _field(title, help_text, extra, Text(), max_length=LONG)


def number(  # noqa: PLR0913 - the bounds of a number are its declaration
    title: str,
    help_text: str,
    *,
    unit: str = "",
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    required: bool = False,
    privacy: Privacy = Privacy.NUMBER,
) -> Any:  # noqa: ANN401
    """Declare a finite number with its unit and bounds."""
    extra = {"role": Role.NUMBER, "privacy": privacy, "unit": unit}
    bounds = {"ge": ge, "gt": gt, "le": le}
    return _field(title, help_text, extra, Float(), required=required, **bounds)


def count(
    title: str,
    help_text: str,
    *,
    unit: str = "",
    ge: int = 0,
    le: int | None = None,
    privacy: Privacy = Privacy.NUMBER,
) -> Any:  # noqa: ANN401
    """Declare a whole number with its unit and bounds."""
    extra = {"role": Role.COUNT, "privacy": privacy, "unit": unit}
    return _field(title, help_text, extra, Integer(), ge=ge, le=le)


def choice(
    words: type[StrEnum], title: str, help_text: str, *, required: bool = False
) -> Any:  # noqa: ANN401
    """Declare a value from a vocabulary."""
    column = Enum(
        words,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )
    extra = {"role": Role.CHOICE, "privacy": Privacy.VOCABULARY}
    return _field(title, help_text, extra, column, required=required)


def date(title: str, help_text: str, *, optional: bool = False) -> Any:  # noqa: ANN401
    """Declare a partial date; empty it is unknown, or if optional there is none."""
    return Field(
        default=UNKNOWN,
        title=title,
        description=help_text,
        sa_type=PartialDateColumn(LONGEST_TEXT),
        schema_extra={
            "json_schema_extra": {
                "role": Role.DATE,
                "privacy": Privacy.DATE,
                "optional": optional,
            }
        },
    )


def flag(title: str, help_text: str) -> Any:  # noqa: ANN401
    """Declare a yes or no that may be unknown."""
    extra = {"role": Role.FLAG, "privacy": Privacy.VOCABULARY}
    return _field(title, help_text, extra, Boolean())


def reference(*kinds: str, title: str, help_text: str, required: bool = False) -> Any:  # noqa: ANN401
    """Declare the id of another record of one of the given kinds."""
    extra = {"role": Role.REFERENCE, "privacy": Privacy.CODE, "kinds": list(kinds)}
    return _field(
        title, help_text, extra, String(SHORT), required=required, max_length=SHORT
    )


def primary() -> Any:  # noqa: ANN401
    """Declare the tumour that a record belongs to, in a case with several."""
    return reference(
        "diagnosis",
        title="Primary tumour",
        help_text="The diagnosis that it belongs to; only where there are several.",
    )


def terms(title: str, help_text: str, *, privacy: Privacy) -> Any:  # noqa: ANN401
    """Declare a list of short texts; empty when nothing is stated."""
    return Field(
        default=(),
        title=title,
        description=help_text,
        sa_type=TermsColumn,
        schema_extra={
            "json_schema_extra": {"role": Role.TERMS, "privacy": _of_text(privacy)}
        },
    )


def _of_text(privacy: Privacy) -> Privacy:
    if not privacy.fits_text:
        raise TypeError(f"A text cannot be declared as {privacy}: it may be anything.")
    return privacy


def _field(
    title: str,
    help_text: str,
    extra: dict[str, Any],
    column: Any,  # noqa: ANN401 - SQLModel takes a type or an instance
    *,
    required: bool = False,
    **bounds: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    return Field(
        default=... if required else None,
        title=title,
        description=help_text,
        sa_type=column,
        nullable=not required,
        schema_extra={"json_schema_extra": extra},
        **{name: bound for name, bound in bounds.items() if bound is not None},
    )


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field as its declaration describes it."""

    name: str
    """Key in files and column name in tables."""
    title: str
    """What a form calls it."""
    help: str
    """One or two sentences for the person who fills it in."""
    role: Role
    privacy: Privacy
    """How it may leave."""
    required: bool
    unit: str = ""
    choices: tuple[str, ...] = ()
    """Vocabulary, in its order; empty where the field takes none."""
    kinds: tuple[str, ...] = ()
    """Kinds of record that a reference may name."""
    completes: str = ""
    """Catalogue that completes the text, such as `drug` or `gene`; or empty."""
    optional: bool = False
    """Whether an empty date may say that there is none, and not that it is unknown."""


@cache
def field_specs(record_class: type[SQLModel]) -> tuple[FieldSpec, ...]:
    """Describe the fields of a record class: the id, its own, then the shared ones."""
    fields = record_class.model_fields
    declared = (
        name
        for base in record_class.__mro__
        for name in get_annotations(base)
        if name in fields
    )
    names = dict.fromkeys(("id", *declared))
    return tuple(_spec(name, fields[name]) for name in names)


@cache
def specs_by_name(record_class: type[SQLModel]) -> dict[str, FieldSpec]:
    """The same fields by name."""
    return {spec.name: spec for spec in field_specs(record_class)}


@cache
def date_field_names(record_class: type[SQLModel]) -> tuple[str, ...]:
    """Names of the partial dates, in the order of their declaration."""
    specs = field_specs(record_class)
    return tuple(spec.name for spec in specs if spec.role is Role.DATE)


def _spec(name: str, field: FieldInfo) -> FieldSpec:
    extra = field.json_schema_extra
    if not isinstance(extra, dict) or not {"role", "privacy"} <= extra.keys():
        message = f"The field {name} does not declare what it holds and how it leaves."
        raise TypeError(message)
    return FieldSpec(
        name=name,
        title=field.title or name,
        help=field.description or "",
        role=Role(str(extra["role"])),
        privacy=Privacy(str(extra["privacy"])),
        required=field.default is PydanticUndefined,
        unit=str(extra.get("unit", "")),
        choices=_choices(field.annotation),
        kinds=tuple(str(kind) for kind in extra.get("kinds", ())),  # type: ignore[union-attr]
        completes=str(extra.get("completes", "")),
        optional=bool(extra.get("optional", False)),
    )


def _choices(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401
    if get_origin(annotation) in (Union, UnionType):
        found = [_choices(part) for part in get_args(annotation)]
        return next((words for words in found if words), ())
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(member.value for member in annotation)
    return ()
