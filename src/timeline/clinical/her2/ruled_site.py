"""For which site the rules of a HER2 test may hold: that of its own tumour."""

from timeline.case.case import Case
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.primaries import site_of, tumour_of


def ruled_site(case: Case, record: Entry) -> Site | None:
    """The site of the tumour of a record as far as rules for it may hold.

    The gastric guideline is made for adenocarcinoma of stomach, junction and
    oesophagus; a squamous or unnamed tumour of the oesophagus has no rules.
    """
    site = site_of(case, record)
    if site is not Site.OESOPHAGUS:
        return site
    adenocarcinoma = histologies(case, record) == {True}
    return site if adenocarcinoma else None


def histologies(case: Case, record: Entry) -> set[bool | None]:
    """Whether the tumour of a record is an adenocarcinoma; None where nothing is said.

    Several where a case has several tumours and the record names none.
    """
    diagnosis = tumour_of(case, record)
    tumours = (diagnosis,) if diagnosis else case.of_kind(Diagnosis)
    return {_adenocarcinoma(tumour.histology) for tumour in tumours}


def _adenocarcinoma(histology: str | None) -> bool | None:
    if histology is None:
        return None
    words = histology.casefold()
    return "adeno" in words and "squamous" not in words
