"""Reads specimens: what was taken, from where, and what the pathologist saw in it."""

from timeline.case.assay_vocabulary import SpecimenOrigin
from timeline.case.records.molecular import Specimen
from timeline.tui.entry.quick.dates import take_date
from timeline.tui.entry.quick.numbers import SINGLE, plain_number
from timeline.tui.entry.quick.places import take_place
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.tumours import take_histology
from timeline.tui.entry.quick.unread import Unread, phrase
from timeline.tui.entry.quick.words import SPECIMENS, any_of, meaning

_TYPE = any_of(SPECIMENS)
_ORIGINS = {origin.value: origin.value for origin in SpecimenOrigin} | {
    "metastatic": SpecimenOrigin.METASTASIS.value,
}
_ORIGIN = any_of(_ORIGINS)
_CELLS = phrase(
    rf"(?:(?:tumou?r\s+cells?|tumou?r\s+(?:cell\s+)?content|cellularity)\s*[:=]?\s*"
    rf"({SINGLE})\s*%|({SINGLE})\s*%\s*(?:tumou?r\s+(?:cells?|content)|cellularity))"
)
_PIECE = phrase(r"(?:ffpe\s+)?(?:specimen|sample|block|tissue\s+block)s?")
_SHOWS = phrase(r"(?:showed|shows|showing|confirmed|confirms|histology|pathology):?")


def specimen(text: str) -> Fact | None:
    """Read a line such as `biopsy liver 3.2024: adenocarcinoma, 60 % tumour cells`.

    A biopsy of which nothing is said but when and where is the procedure.
    """
    unread = Unread(text)
    kind = unread.only(_TYPE)
    cells, piece = unread.only(_CELLS), unread.only(_PIECE)
    histology = take_histology(unread)
    unread.take(_SHOWS)
    if not kind or not (cells or piece or histology):
        return None
    date = take_date(unread)
    origin = unread.only(_ORIGIN)
    forms = filled(
        Specimen,
        date=date,
        type=meaning(SPECIMENS, kind),
        taken_from=meaning(_ORIGINS, origin),
        site=take_place(unread),
        procedure=kind[0] if " " in kind[0] else "",
        histology=histology,
        tumour_cells=plain_number(cells[1] or cells[2]) if cells else "",
    )
    return Fact(forms, unread.left_over)
