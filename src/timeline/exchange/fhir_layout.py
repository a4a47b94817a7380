"""The extension by which a resource of ours holds what FHIR has no element for.

It names the kind of the record and the fields that the elements of the resource do not
state, or state otherwise; the elements stay the place of all that they can hold.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from timeline.exchange.document_rows import KIND, parts_in, text_in
from timeline.exchange.mapping import PATIENT

RECORD = "urn:timeline:fhir:record"
_OPEN = "not-stated"
"""The fields that an element seems to state and the record does not, by spaces."""
Part = dict[str, Any]


def record_extension(
    kind: str, texts: Mapping[str, str], elements: Mapping[str, str]
) -> Part:
    """The extension of a resource.

    Args:
        kind: Kind of the record.
        texts: Its fields.
        elements: The fields that are read in the elements of the resource.
    """
    stated = elements if elements.get(KIND) == kind else {}
    own = {name: text for name, text in texts.items() if stated.get(name) != text}
    surplus = [name for name in _filled(stated) if name not in texts]
    if surplus:
        own[_OPEN] = " ".join(surplus)
    parts = [{"url": name, "valueString": text} for name, text in own.items()]
    return {"url": RECORD, "extension": [{"url": KIND, "valueString": kind}, *parts]}


def with_record(resource: Mapping[str, Any], elements: dict[str, str]) -> Part:
    """What is read in the elements of a resource, and in our extension of it."""
    named = (e for e in parts_in(resource, "extension") if text_in(e, "url") == RECORD)
    own = {
        text_in(part, "url"): text_in(part, "valueString")
        for extension in named
        for part in parts_in(extension, "extension")
    }
    if not own:
        return elements
    surplus = own.pop(_OPEN, "").split()
    stated = elements if elements.get(KIND) == own.get(KIND) else {}
    kept = {name: text for name, text in stated.items() if name not in surplus}
    return {**kept, **own}


def _filled(texts: Mapping[str, str]) -> Iterable[str]:
    return (n for n, text in texts.items() if text and n not in (KIND, PATIENT))
