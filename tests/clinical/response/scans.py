"""Scans of small cases: sums that are stated, and lesions that are measured."""

from collections.abc import Iterable

from clinical.small_case import assessment, case_of, line, record
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.record import Entry
from timeline.clinical.response.course import response_course_of
from timeline.clinical.response.measured import MeasuredResponse
from timeline.clinical.settings import DEFAULTS, Settings

LINE = line("a", "S-1", start="2020-01-10", stop="2020-12-01")
BASELINE = "2020-01-05"
Records = list[Entry | Iterable[Entry]]
DATES = ("2020-03-05", "2020-05-05", "2020-07-05", "2020-09-05")
FIRST_DATE = DATES[0]


def stated(millimetres: float, date: str, **more: object) -> Entry:
    """An assessment that states a sum."""
    values = {"date": date, "sum_of_diameters": millimetres, **more}
    return record("assessment", f"s-{date}", **values)


def sums(*millimetres: float) -> list[Entry]:
    """Stated sums, the first at the baseline."""
    dates = (BASELINE, *DATES)
    return [stated(mm, date) for mm, date in zip(millimetres, dates, strict=False)]


def lesion(name: str, **more: object) -> Entry:
    return record("lesion", name, **{"name": name.capitalize(), "target": True, **more})


def size(name: str, date: str, diameter: float | None = None, **more: object) -> Entry:
    """One lesion on one date; its role stands in its own record."""
    values = {"lesion": name, "date": date, "diameter": diameter, **more}
    mark = more.get("assessor") or more.get("axis") or values.pop("number", "")
    return record(
        "lesion_measurement", f"{name}-{date}-{str(mark).split(' ')[0]}", **values
    )


def sizes(name: str, *diameters: float | None) -> list[Entry]:
    """The sizes of one lesion, the first at the baseline; None: not measured."""
    dates = (BASELINE, *DATES)
    return [
        size(name, date, mm)
        for mm, date in zip(diameters, dates, strict=False)
        if mm is not None
    ]


def course(
    *entries: Entry | Iterable[Entry], settings: Settings = DEFAULTS
) -> tuple[MeasuredResponse, ...]:
    """What follows from records on one line, in order."""
    case = case_with(*entries)
    return response_course_of(case, Chronology.of(case), settings)


def case_with(*entries: Entry | Iterable[Entry]) -> Case:
    flat: list[Entry] = [*LINE]
    for entry in entries:
        flat += [entry] if isinstance(entry, Entry) else entry
    return case_of(*flat)


def texts(
    *entries: Entry | Iterable[Entry], settings: Settings = DEFAULTS
) -> list[str]:
    """The categories in words, such as `PR` or `PR or SD`."""
    return [each.text for each in course(*entries, settings=settings)]


def judged(response: str, date: str, **more: object) -> Entry:
    """An assessment with a category on the line."""
    return assessment(f"j-{date}", response, date, **{"line": "a", **more})
