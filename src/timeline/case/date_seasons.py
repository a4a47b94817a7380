"""Parts of a year: quarters, which have their months, and seasons, which have not.

Seasons are those of the weather, of three whole months. Which three they are depends on
the hemisphere, so a season is refused with the windows that it may stand for.
"""

import re

_MONTHS_OF_QUARTER = 3
_NUMBERED = (
    r"(?:Q ?([1-4])|([1-4]) ?Q|([1-4])\. ?Quartal|([1-4])(?:st|nd|rd|th) quarter)"
)
_QUARTER = re.compile(
    rf"{_NUMBERED}(?: ?[/-] ?| (?:of )?|)([0-9]{{4}})"
    r"|([0-9]{4})(?: ?[/-] ?| |)Q ?([1-4])",
    re.IGNORECASE,
)
_NAMES = {
    "spring": "spring|fr\u00fchling|fr\u00fchjahr|printemps|primavera",
    "summer": "summer|sommer|\u00e9t\u00e9|verano|estate|ver\u00e3o",
    "autumn": "autumn|fall|herbst|automne|oto\u00f1o|autunno|outono",
    "winter": "winter|hiver|invierno|inverno",
}
_SEASON = re.compile(
    r"(?:(?:early|mid|late|in|im|en|no|the|der|au|l'|of)[ -]?)*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _NAMES.items())
    + r")(?: (?:of|de|del|di|do) | |/)?(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_WINDOWS = {
    "spring": ("[{year}-03..{year}-05] in the north", "[{year}-09..{year}-11]"),
    "autumn": ("[{year}-09..{year}-11] in the north", "[{year}-03..{year}-05]"),
    "summer": (
        "[{year}-06..{year}-08] in the north",
        "[{before}-12..{year}-02] or [{year}-12..{after}-02]",
    ),
    "winter": (
        "[{before}-12..{year}-02] or [{year}-12..{after}-02] in the north",
        "[{year}-06..{year}-08]",
    ),
}


def quarter_months(text: str) -> tuple[int, int, int] | None:
    """Year, first month and last month of `Q1 2019`; None for other texts."""
    match = _QUARTER.fullmatch(text)
    if match is None:
        return None
    *numbered, year, year_first, last = match.groups()
    quarter = int(next(filter(None, (*numbered, last))))
    end = quarter * _MONTHS_OF_QUARTER
    return int(year or year_first), end - _MONTHS_OF_QUARTER + 1, end


def season_refusal(text: str) -> str:
    """What to write instead of `spring 2019`; empty for other texts."""
    match = _SEASON.fullmatch(text)
    if match is None:
        return ""
    year = int(match["year"])
    season = next(name for name in _NAMES if match[name])
    north, south = (
        window.format(year=year, before=year - 1, after=year + 1)
        for window in _WINDOWS[season]
    )
    return (
        f"A season has other months in the north than in the south. Write {north}, "
        f"{south} in the south."
    )
