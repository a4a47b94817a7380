"""What is said about the records: documents, orders in time, answers to queries."""

from hashlib import sha256
from typing import Any, ClassVar

from pydantic import model_validator

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.points import record_of
from timeline.case.privacy import Privacy
from timeline.case.record import LONGEST_ID, Entry, Record
from timeline.case.vocabulary import QueryState


class Source(Entry):
    """A document that states facts of the case."""

    kind: ClassVar[str] = "source"
    title: ClassVar[str] = "Source"
    letter: ClassVar[str] = "s"
    not_drawn: ClassVar[str] = "not_drawn.source"

    name: str = fields.text(
        "Document",
        "What it is, such as case report or discharge letter.",
        required=True,
        privacy=Privacy.DOCUMENT,
    )
    citation: str | None = fields.text(
        "Citation",
        "Bibliographic reference of a published document.",
        privacy=Privacy.CITATION,
    )

    date: PartialDate = fields.date(
        "Date of the document", "When it was written.", optional=True
    )
    hospital: str | None = fields.text(
        "Hospital", "Who wrote it.", privacy=Privacy.LABORATORY
    )

    file_hash: str | None = fields.text(
        "Hash of the file",
        "SHA-256 of the file that an import read, to tell versions of it apart.",
        privacy=Privacy.DOCUMENT,
    )

    @classmethod
    def date_fields(cls) -> tuple[str, ...]:
        """None: when something was written says nothing of the course."""
        return ()

    @property
    def label(self) -> str:
        """The name of the document."""
        return self.name


class Order(Record):
    """One date is not later than another, where no calendar says so.

    A point is the id of a record, which means its first date, or the id and a date
    field: `line-4.stop`. The same month is allowed: not later, not strictly earlier.
    """

    kind: ClassVar[str] = "order"
    title: ClassVar[str] = "Order"
    letter: ClassVar[str] = "b"
    not_drawn: ClassVar[str] = "not_drawn.order"

    earlier: str = fields.text(
        "Not later",
        "The record that comes first: line-4 or line-4.start, its start, or "
        "line-4.stop, its end.",
        required=True,
        privacy=Privacy.CODE,
    )
    later: str = fields.text(
        "Not earlier",
        "The record that comes second: line-4 or line-4.start, its start, or "
        "line-4.stop, its end.",
        required=True,
        privacy=Privacy.CODE,
    )

    @model_validator(mode="before")
    @classmethod
    def _id_from_points(cls, data: Any) -> Any:  # noqa: ANN401
        if isinstance(data, dict) and not data.get("id"):
            return {**data, "id": _order_id(data.get("earlier"), data.get("later"))}
        return data

    @property
    def record_ids(self) -> frozenset[str]:
        """Ids of the records that it ties together."""
        return frozenset(map(record_of, (self.earlier, self.later)))

    @property
    def label(self) -> str:
        """Both points."""
        return f"{self.earlier} not later than {self.later}"


def _order_id(earlier: object, later: object) -> str:
    points = f"{earlier}__{later}".replace(".", "_")
    if len(points) <= LONGEST_ID:
        return points
    return f"{points[:55]}-{sha256(points.encode()).hexdigest()[:8]}"


class QueryAnswer(Entry):
    """What a person decided about a query."""

    kind: ClassVar[str] = "query_answer"
    title: ClassVar[str] = "Answer to a query"
    leaves: ClassVar[bool] = False
    not_drawn: ClassVar[str] = "not_drawn.query_answer"

    query: str = fields.text(
        "Query", "Key of the query.", required=True, privacy=Privacy.FREE_TEXT
    )
    state: QueryState = fields.choice(
        QueryState, "State", "Answered, or dismissed as not a problem.", required=True
    )
    reason: str = fields.text(
        "Reason",
        "The answer, or why it is none.",
        required=True,
        privacy=Privacy.FREE_TEXT,
    )

    @property
    def label(self) -> str:
        """The key of the query."""
        return self.query
