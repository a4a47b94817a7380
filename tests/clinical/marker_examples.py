"""Short ways to write marker values and cases in tests."""

from timeline.case.assay_vocabulary import Comparator
from timeline.case.case import Case
from timeline.case.chronology import Bounds, Chronology
from timeline.case.partial_date import PartialDate
from timeline.case.record import Record
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import TherapyLine
from timeline.case.vocabulary import Answer
from timeline.clinical.markers.by_line import LineMarker
from timeline.clinical.markers.metrics import marker_panels
from timeline.clinical.markers.values import MarkerValue


def value(text: str, day: int | None = 0, latest: int | None = None) -> MarkerValue:
    """A value such as `<37` on a day, or between two days, with the limit 37."""
    sign = text[0] if text[0] in "<>" else "="
    last = day if latest is None else latest
    return MarkerValue(
        record=f"{text}@{day}",
        value=float(text.lstrip("<>")),
        comparator=Comparator(sign),
        when=Bounds(day, last),
        limit=37.0,
    )


def result(name: str, date: str, text: str, **values: object) -> Result:
    """A marker result such as `<37` U/mL of CA19-9."""
    given: dict[str, object] = {
        "id": name,
        "date": date,
        "analyte": "CA19-9",
        "comparator": text[0] if text[0] in "<>" else "=",
        "value": float(text.lstrip("<>")),
        "unit": "U/mL",
    }
    return Result.model_validate(given | values)


def case_of(*records: Record, lewis_negative: Answer | None = None) -> Case:
    """A case of one patient with these records."""
    return Case(Patient(id="p", code="P1", lewis_negative=lewis_negative), records)


def day(text: str) -> int:
    """Day number of an exact date."""
    found = PartialDate.parse(text).earliest
    assert found is not None
    return found


def line(name: str, start: str, stop: str = "", **values: object) -> TherapyLine:
    """A line of therapy; gemcitabine unless told otherwise."""
    given = {"id": name, "start": start, "stop": stop, "regimen": "gemcitabine"}
    return TherapyLine.model_validate(given | values)


def markers(*records: Record) -> tuple[LineMarker, ...]:
    """The only marker of a case with these records, line by line."""
    case = case_of(*records)
    (panel,) = marker_panels(case, Chronology(case))
    return panel.lines


def psa(*values: tuple[str, str]) -> list[Record]:
    """Values of PSA in ng/mL by their dates."""
    more = {"analyte": "PSA", "unit": "ng/mL", "upper_limit": 4}
    return [result(f"p{date}", date, text, **more) for date, text in values]
