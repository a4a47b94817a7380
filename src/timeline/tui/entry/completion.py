"""What to offer for a text that is being typed into a field."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.fields import FieldSpec, Role
from timeline.case.points import point
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS
from timeline.clinical.catalogues.analytes import complete_analyte
from timeline.clinical.catalogues.ctcae import complete_ctcae_term
from timeline.clinical.catalogues.drugs import complete_drug
from timeline.clinical.catalogues.genes import complete_gene
from timeline.clinical.catalogues.regimens import complete_regimen
from timeline.clinical.catalogues.tumour_types import complete_tumour_type
from timeline.tui.entry.counted_date import begun
from timeline.tui.entry.field_text import LIST_MARK, choices_of
from timeline.tui.entry.order_fields import ends_of, picks_points, point_in_words
from timeline.tui.entry.record_names import matching

_CATALOGUES = {
    "drug": complete_drug,
    "regimen": complete_regimen,
    "analyte": complete_analyte,
    "gene": complete_gene,
    "adverse_event": complete_ctcae_term,
    "tumour_type": complete_tumour_type,
}
_OWN_WORDS_FIRST = ("adverse_event", "tumour_type")
"""Catalogues whose fields a source often fills in other words."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion."""

    text: str
    """What the field holds when it is taken."""
    note: str = ""
    """What stands beside it, such as the label of a record."""


def offers(
    spec: FieldSpec, text: str, case: Case, kind: str = ""
) -> tuple[Suggestion, ...]:
    """List what fits a text.

    Args:
        spec: The field.
        text: What was typed so far.
        case: The case, for records and for words used before.
        kind: Kind of the record, for words that its other records have in the field.

    Returns:
        Suggestions, the best first; empty where nothing fits.
    """
    if spec.role is Role.DATE or picks_points(KINDS.get(kind, Entry), spec.name):
        return (_anchors if spec.role is Role.DATE else _points)(text, case)
    if spec.role is Role.REFERENCE:
        records = matching(case, spec.kinds, text)
        return tuple(Suggestion(entry.id, entry.label) for entry in records)
    words = choices_of(spec)
    if words:
        return tuple(Suggestion(word) for word in fitting(words, text))
    if spec.completes in _CATALOGUES:
        own = (
            _used(spec, text, case, kind) if spec.completes in _OWN_WORDS_FIRST else ()
        )
        names = (*own, *_CATALOGUES[spec.completes](text))
        return tuple(Suggestion(name) for name in dict.fromkeys(names))
    if spec.role is Role.TEXT and spec.name != "id":
        return tuple(Suggestion(word) for word in _used(spec, text, case, kind))
    return ()


def fitting(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Words of a vocabulary that begin with a text, then those that hold it."""
    typed = text.strip().casefold()
    first = [word for word in words if word.casefold().startswith(typed)]
    rest = [word for word in words if word not in first and typed in word.casefold()]
    return (*first, *rest)


def only_choice(words: tuple[str, ...], text: str) -> str | None:
    """The word that a text can only mean; None if it may mean none or several."""
    typed = text.strip().casefold()
    exact = [word for word in words if word.casefold() == typed]
    first = [word for word in words if word.casefold().startswith(typed)]
    for fits in (exact, first, fitting(words, text)):
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _points(text: str, case: Case) -> tuple[Suggestion, ...]:
    head, mark, last = text.rpartition(LIST_MARK)
    own_point, colon, words = last.rpartition(":")
    before = f"{head}{mark} " if mark else ""
    before += f"{own_point.strip()}: " if colon else ""
    return tuple(
        Suggestion(before + point, point_in_words(point, case))
        for point in _points_named(words.strip(), case)
    )


def _anchors(text: str, case: Case) -> tuple[Suggestion, ...]:
    """From which record a length is counted, once `28 days after` is typed."""
    length, words = begun(text) or ("", "")
    return tuple(
        Suggestion(length + point, point_in_words(point, case))
        for point in (_points_named(words.strip(), case) if length else ())
    )


def _points_named(words: str, case: Case) -> Iterator[str]:
    """The points that words fit; of what has a start and an end, one of the two."""
    records, field = matching(case, (), words), ""
    if not records and "." in words:
        named, _, field = words.rpartition(".")
        records = matching(case, (), named.strip())
    for record in records:
        ends = ends_of(record) or (record.date_fields() if field else ())
        fitting_ends = [end for end in ends if end.startswith(field.casefold())]
        yield from (point(record, end) for end in fitting_ends)
        if not ends:
            yield record.id


def _used(spec: FieldSpec, text: str, case: Case, kind: str) -> tuple[str, ...]:
    """Words that records of the kind, then any record, have in this field."""
    entries = sorted(case.entries, key=lambda entry: entry.kind != kind)
    used = (getattr(entry, spec.name, None) for entry in entries)
    words = dict.fromkeys(word for word in used if isinstance(word, str))
    return fitting(tuple(words), text) if text.strip() else tuple(words)
