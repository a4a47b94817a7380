"""Cases as a REDCap project: its data dictionary, and the data to be imported."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from timeline.case.case import Case
from timeline.case.date_text import Precision
from timeline.case.fields import FieldSpec, Role
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.exchange.cell_values import choice_code
from timeline.exchange.field_texts import (
    table_bytes,
    table_fields,
    texts_of,
    unreadable_texts,
)
from timeline.exchange.leaving import LeavingCases, LeavingFiles, words_not_written
from timeline.exchange.redcap_layout import (
    INSTANCE,
    INSTRUMENT,
    RECORD,
    day_variable,
    variables_of,
)

DICTIONARY, DATA = "dictionary.csv", "data.csv"
_HEADER = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
"""The columns of a data dictionary, in REDCap's own order."""
_TYPES = {
    Role.FLAG: ("yesno", ""),
    Role.NUMBER: ("text", "number"),
    Role.COUNT: ("text", "integer"),
    Role.LONG_TEXT: ("notes", ""),
}
_YES_NO = {"yes": "1", "no": "0"}
_WHOLE = "Only where the day is known."
_SEPARATORS = re.compile(r"[|,]")


def write_files(leaving: LeavingCases) -> LeavingFiles:
    """Cases as one project."""
    unwritten = (*words_not_written(leaving), *unreadable_texts(leaving))
    files = {
        DICTIONARY: table_bytes([_HEADER, *_dictionary()]),
        DATA: table_bytes(_data(leaving.cases)),
    }
    return LeavingFiles(files, unwritten)


def _dictionary() -> Iterator[list[str]]:
    yield _line(RECORD, Patient.kind, ("text", ""), "Study code")
    for kind, record_class in KINDS.items():
        variables = variables_of(record_class)
        for spec in table_fields(record_class):
            variable = variables[spec.name]
            usual = _TYPES.get(spec.role, ("text", ""))
            shown_as = ("dropdown", "") if has_codes(spec) else usual
            yield _line(variable, kind, shown_as, spec.title, _choices(spec), spec.help)
            if spec.role is Role.DATE:
                name, label = day_variable(variable), f"{spec.title}, day"
                yield _line(name, kind, ("text", "date_ymd"), label, note=_WHOLE)


def _choices(spec: FieldSpec) -> str:
    if not has_codes(spec):
        return ""
    words = ((choice_code(w), _SEPARATORS.sub(";", w)) for w in spec.choices)
    return " | ".join(f"{code}, {label}" for code, label in words)


def _line(
    variable: str,
    form: str,
    type_name: tuple[str, str],
    label: str,
    choices: str = "",
    note: str = "",
) -> list[str]:
    """A line of the dictionary.

    Args:
        variable: Name of the variable.
        form: Name of its instrument.
        type_name: Type of the field, and how its text is validated.
        label: What a form calls it.
        choices: Codes and words.
        note: What belongs there.
    """
    kind, check = type_name
    cells = [variable, form, "", kind, label, choices, note, check]
    return cells + [""] * (len(_HEADER) - len(cells))


def has_codes(spec: FieldSpec) -> bool:
    """Whether each word of a vocabulary has a code; signs such as < have none."""
    codes = Counter(map(choice_code, spec.choices))
    return bool(codes) and "" not in codes and len(codes) == len(spec.choices)


def _data(cases: Sequence[Case]) -> Iterator[list[str]]:
    """The header, and a row for each record; the instances count within a kind."""
    used = {entry.kind for case in cases for entry in case.entries}
    names = [
        name
        for kind, record_class in KINDS.items()
        if kind in used
        for name in _variables(record_class)
    ]
    yield [RECORD, INSTRUMENT, INSTANCE, *names]
    for case in cases:
        instances: Counter[str] = Counter()
        for entry in case.entries:
            instances[entry.kind] += 1
            repeats = [entry.kind, str(instances[entry.kind])]
            if isinstance(entry, Patient):
                repeats = ["", ""]
            cells = _cells(entry)
            yield [case.code, *repeats, *(cells.get(name, "") for name in names)]


def _variables(record_class: type[Entry]) -> Iterator[str]:
    variables = variables_of(record_class)
    for spec in table_fields(record_class):
        yield variables[spec.name]
        if spec.role is Role.DATE:
            yield day_variable(variables[spec.name])


def _cells(entry: Entry) -> dict[str, str]:
    """The texts of a record by variable."""
    texts, variables = texts_of(entry), variables_of(type(entry))
    cells = {}
    for spec in table_fields(type(entry)):
        text, name = texts.get(spec.name, ""), variables[spec.name]
        if spec.role is Role.FLAG:
            text = _YES_NO.get(text, "")
        elif has_codes(spec):
            text = choice_code(text)
        cells[name] = text
    for field, date in entry.dates().items():
        if date.precision is Precision.DAY and not date.relative:
            cells[day_variable(variables[field])] = date.canonical
    return cells
