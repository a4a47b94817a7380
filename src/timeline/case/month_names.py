"""Names of months in the languages that charts and letters are written in.

English, German, French, Spanish, Italian and Portuguese: the whole names and the
abbreviations of glibc's locale tables (de_DE, de_AT, fr_FR, es_ES, it_IT, pt_PT), and a
few more that hands write, such as `Mrz` and `Jän`. Accents and capitals do not count.
No name means two months: `jui`, which may be juin or juillet, is none.
"""

import unicodedata

_NAMES = (
    "january jan januar jänner jaenner jän janvier janv enero ene gennaio gen janeiro",
    "february feb februar feber février fév févr febrero febbraio fevereiro fev",
    "march mar märz maerz mär mrz mars marzo março",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug août agosto ago",
    "september sep sept septembre septiembre setiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro",
)


def _unaccented(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


_NUMBERS = {
    _unaccented(name): number
    for number, names in enumerate(_NAMES, start=1)
    for name in names.split()
}


def month_number(name: str) -> int | None:
    """1 to 12 for the name of a month, in any case; None for any other word."""
    return _NUMBERS.get(_unaccented(name))
