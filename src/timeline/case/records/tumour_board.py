"""What a tumour board was asked and what it said."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Drawn, Record
from timeline.case.vocabulary import Answer


class TumourBoard(Record):
    """One recommendation of a tumour board, as it is written down."""

    kind: ClassVar[str] = "tumour_board"
    title: ClassVar[str] = "Tumour board"
    letter: ClassVar[str] = "u"
    drawn: ClassVar[Drawn | None] = Drawn("lane.boards", "care")

    date: PartialDate = fields.date("Date", "When the board met.")
    question: str | None = fields.text(
        "Question", "What it was asked.", privacy=Privacy.FREE_TEXT
    )
    recommendation: str | None = fields.text(
        "Recommendation", "What it said.", privacy=Privacy.FREE_TEXT
    )
    drugs: tuple[str, ...] = fields.terms(
        "Drugs", "Each drug that it names.", privacy=Privacy.DRUG
    )
    trial: str | None = fields.text(
        "Trial", "Trial that it names, if any.", privacy=Privacy.TRIAL
    )
    grounds: str | None = fields.text(
        "Grounds", "Why, as the board gives it.", privacy=Privacy.FREE_TEXT
    )
    followed: Answer | None = fields.choice(
        Answer, "Followed", "Whether it was done. Empty: not stated."
    )

    @property
    def label(self) -> str:
        """What it recommends."""
        return self.recommendation or ", ".join(self.drugs) or self.title
