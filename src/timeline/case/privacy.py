"""How a field may leave: declared with it, read by whatever gives a case away."""

from enum import StrEnum


class Privacy(StrEnum):
    """What a field holds, which settles how it may leave with a figure.

    A name leaves where a catalogue or a closed list knows it. The values are words for
    a person: `3 drugs`.
    """

    CODE = "code"  # the id of a record, or a date of one: another id stands for it
    STUDY_CODE = "study code"
    DATE = "date"
    AGE = "age"
    NUMBER = "number"
    CLOCK = "time of day"
    VOCABULARY = "vocabulary"  # one of a closed list that the program brings

    DRUG = "drug"
    REGIMEN = "regimen"
    MARKER = "marker"
    GENE = "gene variant"
    ADVERSE_EVENT = "adverse event"
    SYMPTOM = "symptom"
    CAUSE = "cause"  # a drug, or anything else that an event is put down to
    UNIT = "unit"
    DOSE_UNIT = "dose unit"
    SCHEDULE = "schedule"
    SITE = "site"
    HISTOLOGY = "histology"
    STAGE = "stage"
    METHOD = "method"
    RESULT = "result in words"
    STARTING_POINT = "starting point"  # the event that a case counts its days from

    LESION = "lesion"
    ASSAY = "assay"
    LABORATORY = "laboratory"
    TRIAL = "trial"
    DOCUMENT = "document"  # what it is called
    CITATION = "citation"  # a bibliographic reference, or a place in a document
    QUOTATION = "quotation"  # the source's own words
    FREE_TEXT = "free text"
    NOTES = "notes"  # they never leave

    @property
    def fits_text(self) -> bool:
        """Whether a text that a person types can be declared so.

        A text may be anything, so that it is a number, say, is no reason to let it go.
        """
        return self not in (
            Privacy.DATE,
            Privacy.AGE,
            Privacy.NUMBER,
            Privacy.VOCABULARY,
        )
