"""What a patient brings along: symptoms, other diseases, other drugs."""

from typing import ClassVar

from timeline.case import fields
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Drawn, Lasting
from timeline.case.treatment_vocabulary import Route
from timeline.case.vocabulary import BackgroundKind, EventSeverity

_ABSENT = "Yes if it was asked about or looked for, and is not there."


class Symptom(Lasting):
    """A complaint or sign of the disease itself, such as those at presentation."""

    kind: ClassVar[str] = "symptom"
    title: ClassVar[str] = "Symptom"
    letter: ClassVar[str] = "y"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)
    drawn: ClassVar[Drawn | None] = Drawn("lane.symptoms", "findings")

    date: PartialDate = fields.date("From", "When it began.")
    name: str = fields.text(
        "Symptom",
        "Such as jaundice.",
        required=True,
        completes="adverse_event",
        privacy=Privacy.SYMPTOM,
    )
    duration: str | None = fields.text(
        "Duration as stated",
        "Such as for 3 months, where no date is given.",
        privacy=Privacy.FREE_TEXT,
    )
    severity: EventSeverity | None = fields.choice(
        EventSeverity, "Severity", "As the source words it."
    )
    absent: bool | None = fields.flag("Absent", _ABSENT)

    @property
    def label(self) -> str:
        """The symptom, or that it was not there."""
        return f"{self.name}: absent" if self.absent else self.name


class Medication(Lasting):
    """A drug against anything but the cancer, or taken beside its treatment."""

    kind: ClassVar[str] = "medication"
    title: ClassVar[str] = "Concomitant medication"
    letter: ClassVar[str] = "x"
    of_the_living: ClassVar[tuple[str, ...]] = ("date",)
    drawn: ClassVar[Drawn | None] = Drawn("lane.medication", "care")

    date: PartialDate = fields.date("Start", "First dose.")
    drug: str = fields.text(
        "Drug",
        "International name.",
        required=True,
        completes="drug",
        privacy=Privacy.DRUG,
    )
    indication: str | None = fields.text(
        "Indication", "What it was given for.", privacy=Privacy.FREE_TEXT
    )
    dose: float | None = fields.number("Dose", "Amount for one dose.", gt=0)
    dose_unit: str | None = fields.text(
        "Dose unit", "Such as mg.", privacy=Privacy.DOSE_UNIT
    )
    schedule: str | None = fields.text(
        "Schedule", "Such as daily.", privacy=Privacy.SCHEDULE
    )
    route: Route | None = fields.choice(Route, "Route", "How it was given.")

    @property
    def label(self) -> str:
        """The drug."""
        return self.drug


class Background(Lasting):
    """Another disease, a habit, or what runs in the family."""

    kind: ClassVar[str] = "background"
    title: ClassVar[str] = "Background"
    letter: ClassVar[str] = "k"
    drawn: ClassVar[Drawn | None] = Drawn("lane.background", "care")

    date: PartialDate = fields.date(
        "From", "When it began or was found.", optional=True
    )
    type: BackgroundKind = fields.choice(
        BackgroundKind, "Type", "What kind it is.", required=True
    )
    name: str = fields.text(
        "Description",
        "Such as type 2 diabetes, breast cancer, former smoker.",
        required=True,
        privacy=Privacy.FREE_TEXT,
    )
    relative: str | None = fields.text(
        "Relative", "Who, for a family history.", privacy=Privacy.FREE_TEXT
    )
    age_at_onset: int | None = fields.count(
        "Age at onset",
        "In completed years, of the relative for a family history.",
        unit="years",
        le=120,
        privacy=Privacy.AGE,
    )
    fatal: bool | None = fields.flag(
        "Died of it", "Yes if the relative died of it, for a family history."
    )
    absent: bool | None = fields.flag("Absent", _ABSENT)
    pack_years: float | None = fields.number(
        "Pack years", "For smoking.", unit="pack years", ge=0, le=300
    )

    @property
    def label(self) -> str:
        """What it is, of whom, or that it is not there."""
        name = f"{self.name} ({self.relative})" if self.relative else self.name
        return f"{name}: absent" if self.absent else name
