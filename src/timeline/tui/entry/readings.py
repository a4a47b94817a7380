"""What a form says of a field: what was understood of its text, and its help."""

from textual.content import Content

from timeline.case.case import Case
from timeline.case.date_text import AmbiguousDateError, DateTextError, read
from timeline.case.fields import FieldSpec, Role
from timeline.case.locale import ASK, DateOrder, DecimalSign, Locale
from timeline.case.number_text import (
    AmbiguousNumberError,
    NumberTextError,
    read_number,
)
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.short_date import in_full
from timeline.clinical.catalogues.ctcae import find_ctcae_term
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.genes import find_gene
from timeline.clinical.catalogues.regimens import (
    drug_names,
    find_regimen,
    unknown_parts,
)
from timeline.clinical.catalogues.tumour_types import find_tumour_type
from timeline.tui.entry import counted_date
from timeline.tui.entry.field_text import NUMBERS, choices_of
from timeline.tui.entry.order_fields import (
    ORDER_SPECS,
    picks_points,
    point_in_words,
    point_of,
    read_order_items,
)

_SHAPES = {
    Role.DATE: "  Type 2017, Sep 2017, 14.9.2017, a window, [2017-09..2018-02], or "
    "28 days after another record.",
    Role.COUNT: "  Type a whole number.",
    Role.NUMBER: "  Type a number, such as 7.4.",
}
"""What is typed where nothing is listed."""
_SETTLED = "a setting can say which it is"
_DATES = {
    DateOrder.ASK: f"03/04/2024 is asked about; {_SETTLED}.",
    DateOrder.DAY_FIRST: "03/04/2024 is 3 April, by the settings.",
    DateOrder.MONTH_FIRST: "03/04/2024 is 4 March, by the settings.",
}
_DECIMALS = {
    DecimalSign.ASK: f"1.050 is asked about; {_SETTLED}.",
    DecimalSign.POINT: "1.050 is a little over 1, by the settings.",
    DecimalSign.COMMA: "1.050 is over a thousand, by the settings.",
}
"""What the locale makes of a text that could be two."""
_OWN = {"stop": "end"}
"""Words for date fields of the record that is entered, where they have others."""


def reading(
    spec: FieldSpec,
    text: str,
    case: Case,
    record_class: type[Entry],
    locale: Locale = ASK,
) -> str:
    """What a text means in a field; empty where there is nothing to say."""
    if not text.strip():
        return ""
    if spec.role is Role.DATE:
        return counted_date.reading(text, case) or _date(text, locale)
    if spec.name in ORDER_SPECS:
        return _placings(spec, text, case, record_class)
    if picks_points(record_class, spec.name):
        return point_in_words(point_of(text, case) or "", case)
    if spec.role is Role.REFERENCE:
        referred = case.get(text.strip())
        return referred.label if referred and referred.label != referred.id else ""
    return _number(spec, text, locale) or _catalogue(spec, text)


def _date(text: str, locale: Locale) -> str:
    try:
        meant = read(in_full(text), locale)
    except AmbiguousDateError as error:
        return str(error)
    except DateTextError:
        return ""
    words = "; the words stay beside it" if meant.beyond else ""
    return f"{PartialDate.of(meant).reading()}{words}"


def _number(spec: FieldSpec, text: str, locale: Locale) -> str:
    """A number that is typed in another writing, or both readings where it has two."""
    if spec.role not in NUMBERS:
        return ""
    try:
        number = str(read_number(text, locale))
    except AmbiguousNumberError as error:
        return str(error)
    except NumberTextError:
        return ""
    return "" if number == text.strip() else f"read as {number}"


def _placings(spec: FieldSpec, text: str, case: Case, record_class: type[Entry]) -> str:
    word = spec.title.lower()
    parts = []
    for item in read_order_items(text, record_class, case):
        point = point_in_words(item.other, case)
        if point:
            own = f"{_OWN.get(item.own_field, item.own_field)} ".lstrip()
            parts.append(f"{own}{word} {point}")
    return "; ".join(parts)


def _catalogue(spec: FieldSpec, text: str) -> str:
    if spec.completes == "drug":
        drug = find_drug(text)
        if drug is None:
            return "not in the catalogue of drugs; kept as typed"
        is_usual_name = drug.name.casefold() == text.strip().casefold()
        return drug.group.value if is_usual_name else f"{drug.name}, {drug.group.value}"
    if spec.completes == "regimen":
        regimen = find_regimen(text)
        if regimen is None:
            return _of_parts(text)
        parts = " + ".join(regimen.components)
        return "" if parts.casefold() == text.strip().casefold() else parts
    meaning = _MEANINGS.get(spec.completes)
    return meaning(text) if meaning else ""


def _of_parts(text: str) -> str:
    """What is known of a combination without a name of its own, and what is not."""
    names, unknown = drug_names(text), unknown_parts(text)
    read = " + ".join(names)
    if names == (text.strip(),) or read.casefold() == text.strip().casefold():
        read = ""
    kept = f"not in the catalogue, kept as typed: {', '.join(unknown)}"
    return "; ".join(filter(None, (read, kept if unknown else "")))


def _ctcae(text: str) -> str:
    known = find_ctcae_term(text, _EDITION)
    if known is None:
        return ""
    grades = ", ".join(map(str, sorted(known.grades)))
    return f"{known.term}: CTCAE {_EDITION} has grades {grades}"


def _gene(text: str) -> str:
    gene = find_gene(text)
    return gene.symbol if gene and gene.symbol != text.strip() else ""


def _tumour_type(text: str) -> str:
    known = find_tumour_type(text)
    return f"OncoTree {known.code}: {known.full_name}" if known else ""


_EDITION = "5.0"
_MEANINGS = {"adverse_event": _ctcae, "gene": _gene, "tumour_type": _tumour_type}


def help_of(spec: FieldSpec, locale: Locale = ASK) -> Content:
    """Title, unit and help of a field, and how it is filled."""
    unit = f" in {spec.unit}" if spec.unit else ""
    title = (f"{spec.title}{unit}. ", "bold")
    return Content.assemble(title, spec.help, _entry_help(spec, locale))


def _entry_help(spec: FieldSpec, locale: Locale) -> str:
    if words := choices_of(spec):
        return f"  Type to filter; F4 lists all {len(words)}."
    if spec.role is Role.TERMS and spec.name not in ORDER_SPECS:
        return "  Separate several with ';'."
    if spec.role is Role.REFERENCE:
        return "  Type some of its words; F4 lists all."
    shape = _SHAPES.get(spec.role, "")
    if spec.role is Role.DATE:
        return f"{shape} {_DATES[locale.date_order]}"
    if spec.role is Role.NUMBER:
        return f"{shape} {_DECIMALS[locale.decimal_sign]}"
    return shape
