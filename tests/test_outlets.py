"""What is stored can be read: every field of every kind, in every way out of the form.

Each outlet says what it promises, and is held to it for every field that is declared.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from every_field import FilledField, every_field
from timeline.case.assay_vocabulary import Her2Result
from timeline.case.case import Case
from timeline.case.fields import field_specs
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry, Record
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.assessment import Progression
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import StopReason
from timeline.case.vocabulary import VitalStatus
from timeline.charts.hover import hover
from timeline.charts.package.table import rows_of_records
from timeline.charts.page import table
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Certainty, Group, Swimlane
from timeline.tui.drawing.items import items_of
from timeline.tui.widgets.detail_panel import detail_content, record_sections

Shown = dict[str, str]
"""What an outlet says of each record, by the id of the record."""
SHARED = frozenset(Record.model_fields)


def panel(swimlane: Swimlane) -> Shown:
    """The panel under the picture, for what can be selected there."""
    return {item.record: detail_content(item).plain for item in items_of(swimlane)}


def reading(swimlane: Swimlane) -> Shown:
    """The page that D opens, and the list of all records."""
    return {
        record.record: "\n".join(
            f"{name}: {value}"
            for _, lines in record_sections(record)
            for name, value, *_ in lines
        )
        for record in swimlane.records
    }


def hovers(swimlane: Swimlane) -> Shown:
    """What the page shows of a bar, a mark or a value that the mouse is over."""
    lanes, series = swimlane.lanes, swimlane.series
    drawn = [event for lane in lanes for event in lane.events]
    details = [(event.record, event.label, event.detail) for event in drawn]
    details += [(p.record, p.label, p.detail) for one in series for p in one.points]
    texts = {
        record: hover(label, detail, Certainty.DAY) for record, label, detail in details
    }
    return {
        record: _text(text.replace("<br>\u2003", " ")) for record, text in texts.items()
    }


def data_table(swimlane: Swimlane) -> Shown:
    """The rows of the table of records under the picture of the page."""
    body = table(swimlane).rpartition("<tbody>")[2].rpartition("</tbody>")[0]
    rows = body.strip().split("</tr>\n")
    texts = [_text(row) for row in rows]
    return {re.findall(r"^Id: (\S+)$", text, re.MULTILINE)[-1]: text for text in texts}


def timeline_table(swimlane: Swimlane) -> Shown:
    """The rows of the table that leaves with the figure."""
    rows = rows_of_records(swimlane)
    return {record: " | ".join(cells) for record, cells in rows}


def _text(markup: str) -> str:
    lines = re.sub(r"<br>|</t[dh]>", "\n", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", lines))


def everything(_field: FilledField) -> bool:
    return True


def drawn(field: FilledField) -> bool:
    """Every field of what is drawn."""
    return not field.kind.not_drawn


def chief(field: FilledField) -> bool:
    """What the kind declares, and where it was read: not notes and ids."""
    return drawn(field) and field.spec.name not in ("id", "notes")


def clinical(field: FilledField) -> bool:
    """What the kind itself declares."""
    return drawn(field) and field.spec.name not in SHARED


@dataclass(frozen=True, slots=True)
class Outlet:
    """A place where stored fields can be read."""

    read: Callable[[Swimlane], Shown]
    promises: Callable[[FilledField], bool]
    titles: bool = True
    """Whether the title of a field stands before each value."""


OUTLETS = (
    Outlet(panel, drawn),
    Outlet(reading, everything),
    Outlet(hovers, chief),
    Outlet(data_table, everything),
    Outlet(timeline_table, clinical, titles=False),
)


@pytest.fixture(scope="module")
def filled() -> tuple[Case, tuple[FilledField, ...]]:
    return every_field()


@pytest.fixture(scope="module")
def swimlane(filled: tuple[Case, tuple[FilledField, ...]]) -> Swimlane:
    return build(filled[0])


def is_shown(field: FilledField, text: str, *, titled: bool) -> bool:
    value = r"\s+".join(map(re.escape, field.value.split()))
    if titled:
        return re.search(rf"{re.escape(field.spec.title)}: {value}", text) is not None
    # in a label it may begin with a capital
    return re.search(rf"(?<!\w){value}(?!\w)", text, re.IGNORECASE) is not None


def test_the_case_has_every_field(
    filled: tuple[Case, tuple[FilledField, ...]],
) -> None:
    fields = {(field.kind.kind, field.spec.name) for field in filled[1]}
    declared = {
        (kind, spec.name) for kind in KINDS for spec in field_specs(KINDS[kind])
    }
    assert fields == declared
    assert len(fields) > 200


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.read.__name__)
def test_an_outlet_shows_every_field_that_it_promises(
    outlet: Outlet, filled: tuple[Case, tuple[FilledField, ...]], swimlane: Swimlane
) -> None:
    shown = outlet.read(swimlane)
    promised = [field for field in filled[1] if outlet.promises(field)]
    assert len(promised) > 100
    lacking = [
        str(field)
        for field in promised
        if not is_shown(field, shown.get(field.record, ""), titled=outlet.titles)
    ]
    assert lacking == []


def test_every_kind_is_drawn_or_says_why_not(swimlane: Swimlane) -> None:
    in_picture = {item.record for item in items_of(swimlane)}
    for kind in KINDS.values():
        records = {r.record for r in swimlane.records if r.kind == kind.title}
        assert records, kind.kind
        assert bool(records & in_picture) != bool(kind.not_drawn), kind.kind


def course(*records: Entry) -> Swimlane:
    """A patient with some records, drawn."""
    return build(Case.of((Patient(id="patient", code="P-1"), *records)))


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


LINE = TherapyLine(
    id="line",
    regimen="GEMOX",
    start=date("2020-01-06"),
    stop=date("2020-06-29"),
    cycles=8,
    stop_reason=StopReason.TOXICITY,
)
DRUG = DrugCourse(
    id="drug",
    line="line",
    drug="oxaliplatin",
    dose=85,
    dose_unit="mg/m2",
    start=LINE.start,
    cycles=6,
)


DRUG_TO_JUNE = DRUG.changed(stop=LINE.stop)


def test_a_drug_shows_what_only_its_line_states() -> None:
    text = hovers(course(LINE, DRUG))["drug"]
    assert "Cycles: 6 cycles" in text
    assert "Cycles of the line: 8 cycles" in text
    assert "Reason stopped: toxicity" in text


def test_a_drug_that_says_the_same_as_its_line_does_not_say_it_twice() -> None:
    text = hovers(course(LINE, DRUG.changed(cycles=8)))["drug"]
    assert text.count("Cycles: 8 cycles") == 1
    assert "of the line" not in text


def test_the_disease_status_of_a_living_patient_is_a_mark() -> None:
    alive = FollowUp(
        id="seen",
        date=date("2021-02-03"),
        vital_status=VitalStatus.ALIVE,
        disease_status="no evidence of disease",
    )
    lane = next(lane for lane in course(alive).lanes if lane.title == "Follow-up")
    assert [mark.label for mark in lane.marks] == ["No evidence of disease"]


def reasons(swimlane: Swimlane) -> dict[str, str]:
    return {record.record: record.not_drawn for record in swimlane.records}


def test_what_is_not_in_the_picture_says_why() -> None:
    undated = Her2Test(id="her2", result_reported=Her2Result.POSITIVE)
    value = Result.model_validate(
        {"id": "ca", "analyte": "CA19-9", "comparator": "=", "value": 7, "unit": "U/mL"}
    )
    said = reasons(course(LINE, DRUG, undated, value))
    assert said == {
        "patient": "It is about the whole course.",
        "line": "Its drugs are drawn, each as a bar of its own.",
        "drug": "",
        "her2": "Nothing dates it.",
        "ca": "Nothing dates it.",
    }


def test_what_an_author_leaves_out_is_not_listed_beside_the_picture() -> None:
    died = FollowUp(id="died", date=date("2024-05"), vital_status=VitalStatus.DEAD)
    case = Case.of((Patient(id="patient", code="P-1"), LINE, DRUG_TO_JUNE, died))
    assert set(reasons(build(case))) == {"patient", "line", "drug", "died"}
    without = SwimlaneOptions(leave_out=frozenset({Group.SYSTEMIC}))
    assert set(reasons(build(case, without))) == {"patient", "died"}
    later = SwimlaneOptions(since=date("2022"))
    assert set(reasons(build(case, later))) == {"patient", "died"}
    no_status = SwimlaneOptions(leave_out=frozenset({Group.STATUS}))
    assert set(reasons(build(case, no_status))) == {"patient", "line", "drug"}


@pytest.mark.parametrize("outlet", [data_table, hovers])
def test_text_from_data_is_no_markup_in_a_page(
    outlet: Callable[[Swimlane], Shown],
) -> None:
    hostile = DRUG.changed(schedule="<b>d1</b> & <script>", notes="<i>x</i>\n<u>y</u>")
    swimlane = course(LINE, hostile)
    assert "<script>" not in table(swimlane)
    assert "Schedule: <b>d1</b> & <script>" in outlet(swimlane)["drug"]


def test_a_table_that_leaves_drops_no_answer_for_a_word_that_stands_beside_it() -> None:
    """The words for a date that is not known, `no date`, are no answer."""
    grew = Progression.model_validate(
        {"id": "pd", "date": "[..2020-02]", "event": "new node", "new_lesion": False}
    )
    row = timeline_table(course(LINE, grew))["pd"]
    assert row.endswith("New lesion: no | no date")
    assert "Event:" not in row


def test_a_kind_that_no_lane_knows_is_listed_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "timeline.swimlane.build.adverse_lanes", lambda _placing, _cutoff: ()
    )
    rash = AdverseEvent(id="rash", date=date("2020-02-03"), term="Rash", grade=2)
    swimlane = course(LINE, rash)
    assert reasons(swimlane)["rash"] == "No lane shows records of this kind."
    assert "Grade: 2" in data_table(swimlane)["rash"]
    assert "Grade: 2" in timeline_table(swimlane)["rash"]
