"""Where a patient stands now, in three lines that a terminal of 80 columns shows.

The app and the printed page begin with the same words.
"""

from dataclasses import dataclass

from timeline.case.date_in_case import days_in_words
from timeline.case.points import split
from timeline.case.record import Record
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.result import Result
from timeline.case.vocabulary import VitalStatus
from timeline.clinical.course.judgements import last_response, when_in_words
from timeline.clinical.course.moment import Moment
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.her2.ledger import Her2Standing
from timeline.clinical.markers.values import as_recorded
from timeline.clinical.primaries import index_tumour
from timeline.clinical.review import Review

SEPARATOR = " · "
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Summary:
    """Who, where the course stands, and what is known of markers and data."""

    person: tuple[str, ...]
    """Code, sex and age, disease and stage as stated."""
    course: tuple[str, ...]
    """Vital status, current or last line, last response."""
    tests: tuple[str, ...]
    """HER2, open queries, the last value of the first marker."""

    @property
    def lines(self) -> tuple[str, str, str]:
        """Three lines for reading."""
        parts = (self.person, self.course, self.tests)
        person, course, tests = (SEPARATOR.join(filter(None, part)) for part in parts)
        return person, course, tests


def summary(review: Review) -> Summary:
    """Say where a patient stands.

    Args:
        review: The case with what was computed from it.
    """
    return Summary(
        person=(review.case.code, _person(review), _disease(review)),
        course=(_vital_status(review), _line(review), _response(review)),
        tests=(_her2(review), _queries(review), _marker(review)),
    )


def _person(review: Review) -> str:
    patient = review.case.patient
    age = patient.age_at_presentation
    facts = [
        patient.sex.value if patient.sex else "",
        f"{age} y at presentation" if age is not None else "",
    ]
    return ", ".join(filter(None, facts)) or f"sex and age {NOT_STATED}"


def _disease(review: Review) -> str:
    diagnoses = review.case.of_kind(Diagnosis)
    if not diagnoses:
        return "no diagnosis recorded"
    index = index_tumour(review.case)
    if index is None:
        sites = dict.fromkeys(_site(diagnosis) for diagnosis in diagnoses)
        return f"{len(diagnoses)} tumours, index not settled: {', '.join(sites)}"
    more = f"+{len(diagnoses) - 1} more" if len(diagnoses) > 1 else ""
    facts = (_site(index), index.tnm, _stage(review, index), more)
    return ", ".join(filter(None, facts))


def _site(diagnosis: Diagnosis) -> str:
    return diagnosis.site.value if diagnosis.site else f"site {NOT_STATED}"


def _stage(review: Review, diagnosis: Diagnosis) -> str:
    """The stage as stated; what follows from the TNM only where none is."""
    if diagnosis.stated_stage:
        return f"stated {diagnosis.stated_stage}"
    groups = (s.computed for s in review.staging if s.record == diagnosis.id)
    computed = " or ".join(next(groups, ()))
    return f"computed {computed}" if computed else ""


def _vital_status(review: Review) -> str:
    life = review.history.life
    if life.dispute:
        begun = "Not settled" if life.denied else "Dead, not settled"
        return f"{begun}: {life.dispute.text}"
    survival = review.endpoints.survival
    length = survival.label if survival.duration.computable else ""
    seen = life.last_contact
    if seen is not None:
        words = "Dead" if life.death else "Alive"
        status = f"{words} {_when(review, seen)}"
        return ", ".join(filter(None, (status, _since(life.status), length)))
    return _status_as_stated(review)


def _when(review: Review, seen: Moment) -> str:
    """When the patient was last seen; of several deaths, each."""
    deaths = review.history.life.deaths
    if not deaths and len(seen.points) > 1 and not seen.date.known:
        return str(review.history.date_of(seen))
    points = seen.points if len(deaths) > 1 else seen.points[-1:]
    dates = []
    for record_id, field in map(split, points):
        record = review.case.get(record_id)
        dates.append(when_in_words(review, record, field) if record else "")
    return " or ".join(dict.fromkeys(dates))


def _since(status: VitalStatus | None) -> str:
    """What the last follow-up says, where that is neither life nor death."""
    not_stated = f"later status {NOT_STATED}"
    return {VitalStatus.LOST: "lost to follow-up", None: not_stated}.get(status, "")


def _status_as_stated(review: Review) -> str:
    contact = review.history.life.last_follow_up
    if contact is None:
        return "No follow-up"
    status = contact.vital_status
    words = status.value.capitalize() if status else f"Status {NOT_STATED}"
    return f"{words} {when_in_words(review, contact)}"


def _line(review: Review) -> str:
    return ", ".join(filter(None, (_last_line(review), _cells(review))))


def _cells(review: Review) -> str:
    """Cells of no line after the last line began."""
    history = review.history
    cells = history.cells[-1] if history.cells else None
    if cells is None or any(
        history.begun(n) > history.rank(cells) for n in history.lines
    ):
        return ""
    when = _date(review, cells, "date") or "undated"
    return f"{'then ' if history.lines else ''}{cells.label} {when}"


def _last_line(review: Review) -> str:
    if not review.history.lines:
        return "" if review.history.cells else "no systemic therapy"
    current = review.history.current_line
    if current is not None:
        start = _dose(review, review.history.start(current))
        since = f" since {start}" if start else ", start undated"
        return f"{_named(review.endpoints.line(current.number))}{since}"
    last = review.history.lines[-1]
    stop = _dose(review, review.history.stop(last))
    ended = f"stopped {stop}" if stop else "end undated"
    return f"after {_named(review.endpoints.line(last.number))}, {ended}"


def _dose(review: Review, dose: Moment | None) -> str:
    """When a first or last dose was given; empty where no date is recorded."""
    if dose is None:
        return ""
    if len(dose.points) > 1 and not dose.date.known:
        return str(review.history.date_of(dose))
    record_id, field = split(dose.points[-1])
    record = review.case.get(record_id)
    return _date(review, record, field) if isinstance(record, Record) else ""


def _date(review: Review, record: Record, field: str) -> str:
    """A date in words; empty where none is recorded."""
    known = review.chronology.comparable(record, field).known
    return days_in_words(review.chronology, record, field) if known else ""


def _named(line: LineEndpoints) -> str:
    """Number and drugs: of a line that dropped one, the drugs that are still given."""
    part = line.parts[-1]
    drug_names = dict.fromkeys(course.drug for course in part.courses)
    drugs = " + ".join(drug_names) if part.suffix else ""
    return f"line {line.number} {drugs or part.line.regimen}"


def _response(review: Review) -> str:
    response = last_response(review)
    if response is None:
        return "no response recorded"
    doubt = "" if response.certain else "?"
    return f"last response {response.in_words}{doubt}"


def _her2(review: Review) -> str:
    """Where HER2 of each tumour stands on tissue; never what a surrogate says."""
    standings = review.her2.standings
    if not standings:
        return "HER2 not recorded"
    return f"HER2 {'; '.join(_standing(review, each) for each in standings)}"


def _standing(review: Review, standing: Her2Standing) -> str:
    tumour = f"{standing.tumour}: " if standing.tumour else ""
    if standing.entry is None:
        nothing = "without a class" if standing.on_tissue else "on tissue not recorded"
        return f"{tumour}{nothing}"
    test = standing.entry.test
    method = test.method.value if test.method else "test"
    date = _date(review, test, "specimen_date") or "undated"
    reading = standing.entry.classification
    when = date if reading.unsettled else f"{method} {date}"
    return f"{tumour}{reading.in_words}, {when}"


def _marker(review: Review) -> str:
    """The last value of the first marker, whichever assay it was measured with."""
    if not review.markers:
        return ""
    first = review.markers[0].series.marker
    same = [panel.series for panel in review.markers if panel.series.marker == first]
    values = {value.record: value for series in same for value in series.values}
    results = [r for r in review.case.of_kind(Result) if r.id in values]
    placed = review.chronology.placed
    dated = [result for result in results if placed(result, "date").known]
    *_, last = review.chronology.in_order(dated or results)
    when = str(placed(last, "date")) if dated else "undated"
    return f"{first} {as_recorded(values[last.id], values.values())} {when}"


def _queries(review: Review) -> str:
    count = len(review.open_queries)
    return f"{count} open {'query' if count == 1 else 'queries'}"
