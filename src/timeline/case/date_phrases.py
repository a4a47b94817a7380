"""Words around dates, in six languages: since, until, between, early, late.

An early or late part of a year has no agreed limits, so none are put in its place: the
year is certain and is taken, and the words stay beside it.
"""

import re

_FROM = "from|since|ab|seit|depuis|desde|dal|da"
_BY = (
    "by|until|till|bis zum|bis|jusqu'en|jusqu'au|jusqu'\u00e0|hasta|fino a|fino al"
    "|at\u00e9"
)
_WORDS = (
    (
        re.compile(
            "(?:between|zwischen|entre|tra|fra) (.+) (?:and|und|et|y|e) (.+)",
            re.IGNORECASE,
        ),
        (1, 2),
    ),
    (re.compile(rf"(?:{_FROM}) (.+?)(?: on| onwards| an)?", re.IGNORECASE), (1, None)),
    (re.compile(rf"(?:{_BY}) (.+)", re.IGNORECASE), (None, 1)),
)
_WINDOW = re.compile(r"\[(.*)\.\.(.*)\]")

_DAYS = re.compile(
    r"(?:(?:from|between|vom|zwischen|du|entre|del|dal|de) )?"
    r"([0-9]{1,2})(?:st|nd|rd|th|[.\u00ba\u00b0])?"
    r"(?: ?[-\N{EN DASH}\N{EM DASH}] ?"
    r"| (?:to|until|and|bis|bis zum|und|au|et|al|a|y|ao|e) )"
    r"([0-9]{1,2}(?:(?:st|nd|rd|th|[.\u00ba\u00b0]) ?| ).+)",
    re.IGNORECASE,
)
_ROUGH = re.compile(
    r"(?:(?:in|at|am|au|\u00e0|a|al|alla|all'|no|em) ?)?(?:the |la )?"
    r"(?:early|mid|late|beginning|start|middle|end"
    r"|anfang|mitte|ende"
    r"|d\u00e9but|mi|milieu|courant|fin"
    r"|principios|inicios|comienzos|mediados|finales|fines"
    r"|inizio|met\u00e0|fine"
    r"|in\u00edcio|come\u00e7o|meados|final|fim)"
    r"(?: |-)(?:of |des |de |del |di |d')?(.+)",
    re.IGNORECASE,
)
_ROUGH_CHINESE = re.compile(r"(.+[年月])(?:初|中|底|末|上旬|中旬|下旬)")


def window_ends(text: str) -> tuple[str, str] | None:
    """The two limits that a text names; an open one is empty. None for no window.

    Args:
        text: Such as `[2020-05..2021-02]`, `since Mar 2019` or `bis März 2019`.
    """
    if match := _WINDOW.fullmatch(text):
        return match[1].strip(), match[2].strip()
    for pattern, (first, last) in _WORDS:
        if match := pattern.fullmatch(text):
            return match[first] if first else "", match[last] if last else ""
    return None


def days_of_one_month(text: str) -> tuple[str, str] | None:
    """The first day, a number, and the last day, a whole date, of `12 to 14 May 2020`.

    None for anything else. Whether the second text is a day is left to the reader.
    """
    match = _DAYS.fullmatch(text)
    return (match[1], match[2]) if match else None


def certain_part(text: str) -> str:
    """The year or month in which `early 2020` or `Ende März 2019` lies; else empty."""
    match = _ROUGH.fullmatch(text) or _ROUGH_CHINESE.fullmatch(text)
    return match[1] if match else ""
