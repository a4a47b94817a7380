"""What keys and marks mean where a case is entered."""

from timeline.tui.help.sections import Pairs, Sections

NAME = 26
"""Columns of the names: examples are long."""

FORM: Pairs = (
    ("Tab, Shift+Tab, ↑ ↓", "from field to field; ↑ ↓ move in an open list"),
    ("Enter", "takes the marked suggestion and goes on"),
    ("→", "takes the word that stands slanted behind the cursor"),
    ("F4", "lists everything that the field takes"),
    ("Alt+letter", "to the next field whose title begins with the letter"),
    ("F2", "to a field by words of its title"),
    ("Ctrl+S", "stores the record, or goes to the first field that is wrong"),
    ("Ctrl+N", "stores it and opens another form of its kind, or quick entry again"),
    ("Ctrl+G", "to the notes"),
    ("F7", "two HER2 tests in one form become two forms"),
    ("Escape", "back; a changed form asks first"),
)
PATIENT: Pairs = (
    ("a", "add a record; then the letter of its kind"),
    (":", "quick entry: one line becomes filled forms"),
    ("s", "series: many values of one marker at once"),
    ("e  c  x", "edit, copy, delete the selected record"),
    ("r", "every record of the patient, those without a place on the axis too"),
    ("M", "move the selected record to another patient, with what belongs to it"),
    ("b", "bin: deleted records, to be restored"),
    ("u  U", "undo and redo what this session stored"),
    ("y", "history of the selected record"),
    ("i  .", "queries: all of them, or the next open one at its field"),
    ("Tab, F8 in queries", "mark one, or all that are listed, to settle them at once"),
)
DATES: Pairs = (
    ("2017  2017-09  14.9.2017", "a year, a month, a day"),
    ("Sep 2017  09/2017", "a month"),
    (
        "5. März 2024  3 mai 2020",
        "in six languages; 2024年3月5日, 2024.3.5, KW 12/2023, Q1 2019",
    ),
    ("03/04/2024", "two readings: both are named, unless a setting says which"),
    ("early 2020", "the year; the words go to the date as stated"),
    ("9.17  sep17  14.9.17", "in a hurry: two digits are the latest year up to now"),
    ("[2020-05..2021-02]", "one day between these limits; [..2021-02] is open"),
    ("28 days after GP", "from another record: line-1+D28, line-1.stop-W2, +M18"),
    ("age 63", "from birth, by the age at presentation"),
    ("M18  D540", "from time zero, for a case without a calendar"),
    ("(empty)", "unknown: nothing is put in its place"),
)
ORDERS: Pairs = (
    ("After, Before", "the record lies not earlier, or not later, than others"),
    ("first op; line-4.stop", "by words of the label, by id, or by id and date"),
    ("line-4", "alone it is the start of line-4; line-4.stop is its end"),
    (
        "first op/narrative",
        "a confidence, where it is not that of the record; /n will do",
    ),
    ("stop: cyberknife", "places the end of this record instead of its first date"),
    ("in a stored record", "its orders stand there: change one, or take it out"),
)
QUICK: Pairs = (
    ("date", "at the beginning or the end: Mar 2019, May 2020 to Aug 2021, line-1+D28"),
    ("beginning and end", "since 5.2019, until 3.2020, stopped for toxicity 3.2020"),
    (
        "drugs",
        "2020-05..2021-08 trastuzumab 6 mg/kg q3w + pyrotinib 400 mg daily; GP x4",
    ),
    ("operation, ablation", "Mar 2019 second hepatectomy; cyberknife Jan 2022"),
    ("radiotherapy", "SBRT to right adrenal 40 Gy in 5 fractions 3.2021"),
    ("analyte, value, date", "ca19-9 1200 2017-09; ECOG 1; PD-L1 TPS 60 %; MSI-high"),
    ("tumour and stage", "gallbladder adenocarcinoma pT3N1M0, stage IIIA 9.2017"),
    ("gene and change", "KRAS G12D 12 % 3.2024; EML4-ALK fusion; NRAS wt"),
    ("size of a lesion", "liver lesion 23 mm 3.2024"),
    ("HER2 test", "ihc 3+ liver 2019-03; FISH ratio 2.4, HER2 copies 6.1, amplified"),
    ("response and place", "ct PD right adrenal 2020-03; RECIST PR 44 mm 7.8.2023"),
    ("grade and event", "g2 pneumonitis pembrolizumab"),
    ("follow-up", "alive 12.11.2024; died of sepsis Mar 2022"),
    ("disease, habit", "type 2 diabetes since 2010; PMH: hypertension, COPD"),
    ("family", "mother breast cancer at 52; no family history of breast cancer"),
    ("symptom", "jaundice for 3 weeks; presented with haemoptysis 3.2024"),
    ("other drugs", "metformin 1000 mg bid; medication: XYZ 10 mg daily"),
    (
        "another dose, a pause",
        "osimertinib reduced to 40 mg 3.2024; GP paused 3.2024 to 4.2024",
    ),
    ("specimen, stain", "biopsy liver 3.2024: adenocarcinoma; BCL2 80 % positive"),
    ("tumour board", "MDT 3.5.2024: recommends cetuximab after SBRT"),
    ("scan", "pet-ct liver lesions 2017-09; no progression on ct 3.2024"),
    ("several facts", "CEA 5.2 ng/mL; PD liver 3.2024"),
    ("no, suspected, planned, ?", "unless a scan is quoted, the fact is not taken"),
    ("anything else", "is marked, and kept as a note of the form"),
)
SERIES: Pairs = (
    ("Tab, Enter, arrows", "from cell to cell; a new row is always there"),
    ("F6", "from the fields to the values and back; Ctrl+D deletes a row"),
    ("paste", "two columns, separated by a tab, a comma, ';' or a space"),
    ("37,5  1.234,5  1 200", "a decimal comma, thousands"),
    (
        "1.200  03/04/2024",
        "two readings: asked once for a paste, unless a setting says",
    ),
    ("<0.6  >10,000", "below or above what the assay measures"),
    ("1.2e3", "refused: write the number out"),
)
SECTIONS: Sections = (
    ("In a form", FORM),
    ("Dates", DATES),
    ("Order in time", ORDERS),
    ("Quick entry", QUICK),
    ("Series of a marker", SERIES),
    ("On the patient", PATIENT),
)


def beginning_with(title: str) -> Sections:
    """Every section, the one that a screen is about first."""
    return tuple(sorted(SECTIONS, key=lambda section: section[0] != title))
