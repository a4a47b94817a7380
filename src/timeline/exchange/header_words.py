"""What the names of columns mean, in the words of laboratories and study databases.

English, German and the variable names of CDISC; a name that stands here for two things
stands for none.
"""

import re
from functools import cache

from timeline.case.date_text import DateTextError, readings
from timeline.case.plain_signs import plain_signs
from timeline.case.short_date import in_full
from timeline.clinical.catalogues.analytes import find_analyte
from timeline.clinical.units import find_unit
from timeline.exchange.mapping import AMOUNT, PATIENT, RANGE

_WORDS = {
    PATIENT: "patient; patient id; pat; pat id; patid; patient code; study code; code; "
    "subject; subject id; usubjid; record id; participant; participant id; studycode; "
    "study id; studien id; studiencode; pseudonym; patientencode; patienten id",
    "date": "date; datum; collection date; sample date; specimen date; collected; "
    "date of sample; date collected; draw date; drawn; lab date; lbdtc; taken; "
    "entnahme; entnahmedatum; abnahme; abnahmedatum; probendatum; date drawn; "
    "befunddatum; test date; result date; date time; datetime; collection date time",
    "time": "time; uhrzeit; zeit; collection time; entnahmezeit; abnahmezeit; "
    "time of day; sample time",
    "analyte": "analyte; test; test name; parameter; analysis; analyt; component; "
    "lbtest; bezeichnung; untersuchung; laborwert; messgroesse; messgröße; marker; "
    "investigation; lab test; kenngroesse; kenngröße",
    AMOUNT: "value; result; wert; ergebnis; messwert; lborres; resultat; amount; "
    "test result; result value; laborergebnis",
    "unit": "unit; units; einheit; einheiten; lborresu; dimension; uom",
    RANGE: "reference range; ref range; reference; ref; normal range; range; norm; "
    "reference interval; normal values; referenzbereich; normbereich; normwert; "
    "normwerte; referenz; referenzwerte",
    "lower_limit": "lower limit; lln; ref low; lower; low limit; untergrenze; "
    "lbornrlo; lower reference limit",
    "upper_limit": "upper limit; uln; ref high; upper; high limit; obergrenze; "
    "lbornrhi; upper reference limit",
    "flag": "flag; flags; abnormal; abnormal flag; abn; h/l; hl; lbnrind; "
    "kennzeichen; auffällig; bewertung; indicator",
    "notes": "comment; comments; remark; remarks; note; notes; kommentar; bemerkung; "
    "bemerkungen; anmerkung; lab comment",
    "assay": "assay; method; methode; verfahren; lbmethod; analyser; analyzer",
    "specimen": "specimen; sample; sample type; material; probenmaterial; lbspec; "
    "specimen type; probe",
}
_IDENTIFYING = {
    "a name": "name; patient name; surname; last name; lastname; first name; "
    "firstname; forename; given name; family name; nachname; vorname; familienname; "
    "patientenname; initials; full name; name vorname; name, vorname",
    "a birth date": "birth date; birthdate; date of birth; dob; birthday; born; "
    "geburtsdatum; geburtstag; geb datum; geb; geboren; brthdtc; year of birth",
    "a hospital number": "mrn; hospital number; hospital no; medical record number; "
    "case number; case no; fallnummer; fall nr; fallnr; patientennummer; pat nr; "
    "patientennr; patienten nr; aufnahmenummer; piz; pid; nhs number; ssn; "
    "insurance number; versichertennummer; krankenversichertennummer; visit number; "
    "encounter; encounter id; order number; auftragsnummer; accession number; "
    "patient number",
    "an address": "address; address line; city; street; zip; postcode; phone; "
    "telephone; email; e mail; "
    "adresse; strasse; straße; plz; wohnort; telefon",
}
_WITH_UNIT = re.compile(r"(.+?)\s*[\[(]([^\[\]()]+)[\])]")
_IN_BRACKETS = re.compile(r".+\[[^\]]*/[^\]]*\]")
"""A unit that no table has, such as `[G/l]`, which differs from G/L and g/L."""
_DATED = re.compile(r"\d[./ -]+(?:\d+|[^\W\d_]+)[./ -]+\d\d|\d{4}.\d|(?<=\D)\d{4}$")
"""Three parts, or a year of four digits beside a month: `3.17` is a number."""
_HUMP = re.compile("(?<=[a-z])(?=[A-Z])")
"""Between the words of a name such as `dateOfBirth`."""
_PLAIN = re.compile(r"[\s_.:\-/]+")


def plain_name(text: str) -> str:
    """A name of a column without what people write differently."""
    return _PLAIN.sub(" ", plain_signs(text).casefold()).strip()


@cache
def _fields() -> dict[str, str]:
    return _by_word(_WORDS)


@cache
def _identifying() -> dict[str, str]:
    return _by_word(_IDENTIFYING)


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {
        plain_name(word): field
        for field, text in words.items()
        for word in text.split("; ")
    }


def field_of(header: str) -> str:
    """What a column of a laboratory sheet holds by its name; empty if that is open."""
    name = plain_name(header)
    dated = {"date", "datum"} & {*name.split()[:1], *name.split()[-1:]}
    return _fields().get(name) or ("date" if dated and not identifies(name) else "")


def identifies(header: str) -> str:
    """What of a person a column holds by its name, such as `a name`; else empty."""
    name = plain_name(header)
    spaced = plain_name(_HUMP.sub(" ", header))
    return _identifying().get(name) or _identifying().get(spaced, "")


def is_date(header: str) -> bool:
    """Whether the name of a column is a date: a day, or a month with its year."""
    if not _DATED.search(header):
        return False
    try:
        return any(r.earliest and not r.relative for r in readings(in_full(header)))
    except DateTextError:
        return False


def named_test(header: str) -> tuple[str, str]:
    """The test and the unit that a name of a column states; either may be empty.

    `CA 19-9 (U/mL)`, `Hb g/dl` and `GGT [U/l]` state both. A test that no catalogue has
    is taken for one where a unit stands behind it.
    """
    if match := _WITH_UNIT.fullmatch(header):
        name, unit = match[1], match[2].strip()
        if find_unit(unit) or find_analyte(name) or _IN_BRACKETS.fullmatch(header):
            return name, unit
    name, _, unit = header.replace(",", " ").rpartition(" ")
    name = name.strip()
    if name and find_unit(unit) and not find_analyte(header):
        return name, unit
    return (header, "") if find_analyte(header) else ("", "")


def detail_of_test(header: str) -> tuple[str, str]:
    """The test and the field of a column such as `CA 19-9 flag`; else empty texts."""
    words = header.strip(" )]").replace("(", " ").replace("[", " ").split()
    for behind in range(1, min(3, len(words))):
        name, detail = " ".join(words[:-behind]), " ".join(words[-behind:])
        field = field_of(detail)
        if field and find_analyte(name):
            return name, field
    return "", ""
