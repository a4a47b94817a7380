"""What every record has: an id, where it was read, how sure that is, and notes."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any, ClassVar, NamedTuple, Self

from pydantic import ConfigDict, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from timeline.case import fields
from timeline.case.fields import (
    FieldSpec,
    Role,
    date_field_names,
    field_specs,
    specs_by_name,
)
from timeline.case.partial_date import PartialDate
from timeline.case.plain_signs import JOINERS, invisible_in
from timeline.case.privacy import Privacy
from timeline.case.vocabulary import Confidence

_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
LONGEST_ID = 64
_ID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{LONGEST_ID - 1}}}", re.ASCII)


def free_id(wished: str, taken: Collection[str]) -> str:
    """The wished id, or the first that is free with a number behind it."""
    number, record_id = 1, wished
    while record_id in taken:
        number += 1
        ending = f"-{number}"
        record_id = wished[: LONGEST_ID - len(ending)] + ending
    return record_id


class Drawn(NamedTuple):
    """Where a picture shows records of a kind, each as a mark, or as a bar if it lasts.

    Kinds with a rule of their own in `swimlane` declare none.
    """

    lane: str
    """Key of the title of the lane."""
    group: str
    """Name of the group of lanes."""
    shape: str = "tick"
    """Name of the shape of a mark."""


class Entry(SQLModel):
    """Anything that a case holds under an id of its own."""

    model_config = ConfigDict(  # type: ignore[assignment]
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    kind: ClassVar[str] = ""
    """Name of the kind in files and tables: `therapy_line`."""
    title: ClassVar[str] = ""
    """Name of the kind for reading: `Line of therapy`."""
    letter: ClassVar[str] = ""
    """Key that begins a new record of the kind; empty where no form makes one."""
    drawn: ClassVar[Drawn | None] = None
    """Where a picture shows it, if no rule of its own decides."""
    not_drawn: ClassVar[str] = ""
    """Key of the sentence that says why no record of this kind is in a picture."""
    of_the_living: ClassVar[tuple[str, ...]] = ()
    """The date fields at which the patient was alive, whatever else the record says."""
    former_kind: ClassVar[str] = ""
    """What the kind was called in older files."""
    former_fields: ClassVar[dict[str, str]] = {}
    """What its fields are called today, by what they were called in older files."""

    id: str = fields.text(
        "Id",
        "Short name that stays the same for ever, unique in the case. Letters, "
        "digits, - and _.",
        required=True,
        privacy=Privacy.CODE,
    )
    notes: str | None = fields.long_text(
        "Notes", "Anything that the other fields cannot hold.", privacy=Privacy.NOTES
    )

    leaves: ClassVar[bool] = True
    """Whether such a record may leave with a figure at all."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - as pydantic has it
        """Refuse a class with a field that declares too little, when it is loaded."""
        super().__pydantic_init_subclass__(**kwargs)
        field_specs(cls)

    @field_validator("*", mode="before")
    @classmethod
    def _tidy(cls, value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401
        if isinstance(value, str):
            return _tidy_text(value, cls._spec(info.field_name))
        if isinstance(value, list | tuple):
            spec = cls._spec(info.field_name)
            return tuple(
                _tidy_text(item, spec) if isinstance(item, str) else item
                for item in value
            )
        return value

    @field_validator("*", mode="after")
    @classmethod
    def _finite(cls, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, float) and value - value != 0:
            raise PydanticCustomError("finite", "Write an ordinary, finite number.")
        return value

    @field_validator("id", mode="after")
    @classmethod
    def _id_is_plain(cls, value: str) -> str:
        if not _ID.fullmatch(value):
            message = "An id has letters, digits, - and _, and at most 64 of them."
            raise PydanticCustomError("id", message)
        return value

    @classmethod
    def todays_names(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values by field name, where an older file may call a field otherwise."""
        former = cls.former_fields
        return {former.get(name, name): value for name, value in values.items()}

    @classmethod
    def _spec(cls, name: str | None) -> FieldSpec:
        return specs_by_name(cls)[name or ""]

    @property
    def alive_at(self) -> tuple[str, ...]:
        """The date fields of this record that need a living patient."""
        return self.of_the_living

    @classmethod
    def date_fields(cls) -> tuple[str, ...]:
        """Names of the date fields, in the order in which they must lie in time."""
        return date_field_names(cls)

    def dates(self) -> dict[str, PartialDate]:
        """The dates by field name, in their order in time."""
        return {name: getattr(self, name) for name in self.date_fields()}

    def references(self) -> dict[str, str]:
        """Ids of the records that this one names, by field name."""
        named = (
            (spec.name, getattr(self, spec.name))
            for spec in field_specs(type(self))
            if spec.role is Role.REFERENCE
        )
        return {name: target for name, target in named if target is not None}

    @property
    def label(self) -> str:
        """A few words by which a person knows the record."""
        return self.id

    def changed(self, **values: object) -> Self:
        """The same record with other values, validated again.

        Raises:
            pydantic.ValidationError: If a value breaks a rule of its field.
        """
        return type(self).model_validate({**self.values(), **values})

    def values(self) -> dict[str, Any]:
        """Field values as Python objects; dates stay dates."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class Record(Entry):
    """One clinical fact, with where it was read and how sure that is."""

    date_stated: str | None = fields.text(
        "Date as stated",
        "What the source says of the date, where that is more or other than the "
        "date field can hold.",
        privacy=Privacy.QUOTATION,
    )
    as_written: str | None = fields.text(
        "As written",
        "The source's own term, where it was spelled differently.",
        privacy=Privacy.QUOTATION,
    )
    source: str | None = fields.reference(
        "source", title="Source", help_text="The document that states this."
    )
    locator: str | None = fields.text(
        "Locator",
        "Where in the document: page, paragraph, figure or table.",
        privacy=Privacy.CITATION,
    )
    confidence: Confidence | None = fields.choice(
        Confidence,
        "Confidence",
        "Stated in words, shown in a figure, suggested by the order of the "
        "sentences only, or assumed by whoever entered it.",
    )
    figure_only: bool | None = fields.flag(
        "In a figure only",
        "Yes if the source shows the values in a figure and does not write them.",
    )


class Lasting(Record):
    """What may last: it has an end, or goes on."""

    stop: PartialDate = fields.date(
        "To", "When it ended, or the last dose was given.", optional=True
    )
    ongoing: bool | None = fields.flag(
        "Ongoing", "Yes if still so at the last follow-up. Empty: not stated."
    )

    @model_validator(mode="after")
    def _ongoing_has_no_end(self) -> Self:
        if self.ongoing and self.stop.known:
            message = "It cannot be ongoing and have a date when it ended."
            raise PydanticCustomError("ongoing", message)
        return self


def _tidy_text(value: str, spec: FieldSpec) -> str | None:
    multiline = spec.role is Role.LONG_TEXT
    cleaned = unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    if code := invisible_in(cleaned, JOINERS + ("\n\t" if multiline else "")):
        message = "Take out the invisible character {code}."
        raise PydanticCustomError("invisible", message, {"code": code})
    if spec.role in (Role.NUMBER, Role.COUNT) and cleaned:
        return _plain_number(cleaned, spec.role)
    if cleaned or spec.role is Role.DATE:
        return cleaned
    if spec.required:
        raise PydanticCustomError("required", "This is required.")
    return None


def _plain_number(value: str, role: Role) -> str:
    """A number that is given as text: plain digits, and none with two readings."""
    # its patterns take some milliseconds, and a registry holds numbers as such
    from timeline.case.number_text import (
        AmbiguousNumberError,
        NumberTextError,
        read_number,
    )

    reason = "Write a plain number with a point for decimals, such as 7.4."
    if role is Role.COUNT:
        reason = "Write a whole number, such as 4."
    try:
        read_number(value)
    except AmbiguousNumberError as error:
        reason = str(error)
    except NumberTextError as error:
        reason = reason if role is Role.COUNT else str(error)
    else:
        if _PLAIN_NUMBER.fullmatch(value):
            return value
    raise PydanticCustomError("number", "{reason}", {"reason": reason})
