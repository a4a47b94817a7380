"""Asks twice where a study code could be a name or hold a date of birth.

A code that was stored stays in the history of the registry for ever, and it stands in
titles and lists.
"""

import re

_MONTH, _YEAR = r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}"
    rf"|(?<!\d){_MONTH}[./-]{_YEAR}(?!\d)|(?<!\d){_YEAR}[./-]{_MONTH}(?!\d)"
)
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"[^\W\d_]{3,}|[^\x00-\x7f]{2,}")


def doubt(code: str) -> str:
    """Why a study code could tell who the patient is; empty where nothing hints at it.

    Args:
        code: As typed: `GBC-90` raises no doubt, `Müller Hans` and `HM 12.3.1958` do.
    """
    if _DATE.search(code):
        return "It holds a date."
    if _NAME.search(code) and not _DIGIT.search(code):
        return "It holds no number and could be a name."
    return ""
