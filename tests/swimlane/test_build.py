"""The pictures of the published case, against the specification of its dates."""

import datetime as dt

import pytest

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.date_text import MONTHS
from timeline.case.partial_date import PartialDate
from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.records.follow_up import FollowUp
from timeline.case.records.patient import Patient
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.treatment_vocabulary import CellTherapyKind
from timeline.clinical.setting_specs import settings_from
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Bar, Certainty, Group, Lane, Mark, Swimlane, Tone

NARRATIVE = SwimlaneOptions(accept_narrative=True)


def _days(first: str, last: str) -> Bounds:
    ends = [
        dt.date.fromisoformat(text).toordinal() if text else None
        for text in (first, last)
    ]
    return Bounds(*ends)


def _lanes(swimlane: Swimlane, group: Group) -> list[Lane]:
    return [lane for lane in swimlane.lanes if lane.group is group]


def _bar(swimlane: Swimlane, title: str) -> Bar:
    (bar,) = next(lane for lane in swimlane.lanes if lane.title == title).bars
    return bar


def _mark(swimlane: Swimlane, record: str) -> Mark:
    marks = (mark for lane in swimlane.lanes for mark in lane.marks)
    return next(mark for mark in marks if mark.record == record)


def test_lanes_stand_in_the_order_of_the_lines(gallbladder: Case) -> None:
    lanes = _lanes(build(gallbladder), Group.SYSTEMIC)
    assert [lane.title for lane in lanes] == [
        "Lines",
        "S-1",
        "Gemcitabine + cisplatin",
        "Albumin-bound paclitaxel + S-1",
        "Trastuzumab",
        "Pyrotinib",
        "DP303c",
        "Lenvatinib",
        "Pembrolizumab",
    ]
    assert [lane.subtitle for lane in lanes[4:6]] == ["6 mg/kg q3w", "400 mg daily"]


def test_groups_stand_in_their_order(gallbladder: Case) -> None:
    groups = [lane.group for lane in build(gallbladder).lanes]
    assert groups == sorted(groups, key=list(Group).index)


def test_a_line_with_months(gallbladder: Case) -> None:
    bar = _bar(build(gallbladder), "Trastuzumab")
    assert bar.start == _days("2020-05-01", "2020-05-31")
    assert bar.stop == _days("2021-08-01", "2021-08-31")
    assert bar.certainty is Certainty.MONTH
    assert bar.tone is Tone.ANTI_HER2


def test_an_undated_line_between_others(gallbladder: Case) -> None:
    bar = _bar(build(gallbladder), "DP303c")
    assert bar.start == bar.stop == _days("2021-08-01", "2022-01-31")
    assert bar.certainty is Certainty.ORDER
    assert bar.label == "3 cycles, toxicity: fatigue"
    assert bar.tone is Tone.HER2_ADC


def test_a_start_that_nothing_limits_stays_open(gallbladder: Case) -> None:
    bar = _bar(build(gallbladder), "Lenvatinib")
    assert bar.start == _days("", "2025-03-31")
    assert bar.certainty is Certainty.UNPLACED
    assert bar.ongoing


def test_narrative_order_counts_only_on_request(gallbladder: Case) -> None:
    swimlane = build(gallbladder, NARRATIVE)
    bar = _bar(swimlane, "Lenvatinib")
    assert bar.start == _days("2023-03-01", "2025-03-31")
    assert bar.certainty is Certainty.NARRATIVE
    assert swimlane.uses_narrative
    assert not build(gallbladder).uses_narrative


def test_only_what_goes_on_is_ongoing(gallbladder: Case) -> None:
    swimlane = build(gallbladder)
    ongoing = [b.record for lane in swimlane.lanes for b in lane.bars if b.ongoing]
    assert ongoing == ["e34-lenvatinib-pembrolizumab", "e34-lenvatinib"]
    assert _bar(swimlane, "Lenvatinib").stop == swimlane.cutoff


def test_cryoablation_has_a_window(gallbladder: Case) -> None:
    mark = _mark(build(gallbladder), "e20-cryoablation")
    assert mark.at == _days("2020-05-01", "2021-02-28")
    assert mark.certainty is Certainty.ORDER


def test_lung_metastases_are_known_by_their_latest_day(gallbladder: Case) -> None:
    mark = _mark(build(gallbladder), "e33-lung-metastases")
    assert mark.at == _days("", "2025-03-31")
    assert mark.label == "New lung metastases, by Mar 2025"


def test_reported_disease_control_is_drawn_and_compared(gallbladder: Case) -> None:
    swimlane = build(gallbladder)
    (bar,) = next(
        lane for lane in swimlane.lanes if lane.title == "Reported response"
    ).bars
    assert bar.start == _days("2020-05-01", "2020-05-31")
    assert swimlane.footnotes[0].startswith("\u2020 Disease control as reported (18")
    assert "14.0 to 16.0 months" in swimlane.footnotes[0]


def test_time_zero_and_cutoff(gallbladder: Case) -> None:
    swimlane = build(gallbladder)
    assert swimlane.time_zero == _days("2017-09-01", "2017-09-30")
    assert swimlane.time_zero_label == "Sep 2017, first operation"
    assert swimlane.cutoff == _days("2025-03-01", "2025-03-31")
    assert swimlane.cutoff_label == "Last follow-up Mar 2025"


def test_what_has_no_date_is_listed_and_not_drawn(gallbladder: Case) -> None:
    swimlane = build(gallbladder)
    undated = {each.record for each in swimlane.undated}
    assert undated == {
        "e16-ngs",
        "e38-sd-maintained",
        "e39-adrenal-hormones",
        "e40-tmb",
        "e45-consultations",
        "e46-further-tests",
    }
    drawn = {m.record for lane in swimlane.lanes for m in lane.marks}
    assert not undated & drawn


def test_the_marker_says_that_it_has_one_value(gallbladder: Case) -> None:
    (series,) = build(gallbladder).series
    (point,) = series.points
    assert (series.marker, series.unit, point.value) == ("CA19-9", "U/mL", 1200)
    assert (series.upper_limit, series.limit_is_setting) == (37.0, True)
    assert point.at == _days("", "2017-09-30")
    assert series.note == (
        "Only this value is stated; the source shows further values in a figure only."
    )


def test_a_detail_says_that_a_date_is_not_stated(gallbladder: Case) -> None:
    detail = dict(_mark(build(gallbladder), "e20-cryoablation").detail)
    assert detail["Date"] == (
        "not stated; between May 2020 and Feb 2021, from the order of events"
    )
    assert "Last day" not in detail  # only for what took several days
    assert detail["Locator"] == "Case description, paragraph 3"
    assert "Grade" not in dict(_mark(build(gallbladder), "e26-fatigue").detail)


def test_doses_of_one_drug_share_a_lane(synthetic: Case) -> None:
    lanes = {lane.title: lane for lane in _lanes(build(synthetic), Group.SYSTEMIC)}
    gemcitabine = lanes["Gemcitabine"]
    assert gemcitabine.subtitle == "1000 \u2192 800 mg/m\u00b2 d1 and d8 q3w"
    assert [bar.row for bar in gemcitabine.bars] == [0, 0]
    assert {bar.certainty for bar in gemcitabine.bars} == {Certainty.DAY}


def test_a_synthetic_case_says_so(synthetic: Case) -> None:
    assert build(synthetic).synthetic


def _texts(swimlane: Swimlane) -> str:
    parts = [swimlane.title, swimlane.time_zero_label, swimlane.cutoff_label]
    for lane in swimlane.lanes:
        things: tuple[Bar | Mark, ...] = (*lane.bars, *lane.marks)
        for what in things:
            parts += [what.label, *(value for _, value in what.detail)]
    return " ".join([*parts, *swimlane.footnotes])


def test_a_case_without_calendar_shows_none(relative: Case) -> None:
    swimlane = build(relative)
    words = _texts(swimlane).split()
    assert swimlane.relative
    assert swimlane.time_zero == Bounds(0, 0)
    assert swimlane.cutoff_label == "Last follow-up month 18"
    assert not set(words) & set(MONTHS)


@pytest.fixture
def one_line() -> Case:
    line = TherapyLine(
        id="line", regimen="unknown mixture", start=PartialDate.parse("2020-05-04")
    )
    follow_up = FollowUp(id="end", date=PartialDate.parse("2021-06-30"))
    return Case(Patient(id="p", code="X-1"), (line, follow_up))


def test_an_unknown_end_is_not_ongoing(one_line: Case) -> None:
    bar = _bar(build(one_line), "Unknown mixture")
    assert bar.unknown_end
    assert not bar.ongoing
    assert bar.stop.latest is None
    assert bar.tone is Tone.OTHER_DRUG


def test_an_ongoing_line_goes_on_when_the_patient_was_last_known_alive(
    one_line: Case,
) -> None:
    """Without any follow-up that is the first dose, after which nothing is recorded."""
    line = one_line.lines[0].changed(ongoing=True)
    bar = _bar(build(one_line.without("end").with_record(line)), "Unknown mixture")
    assert bar.ongoing
    assert bar.stop == bar.start


def test_an_empty_case_has_a_picture() -> None:
    swimlane = build(Case(Patient(id="p", code="X-1")))
    assert swimlane.lanes == ()
    assert swimlane.relative  # without any date there is no calendar to draw
    assert swimlane.first_day < swimlane.last_day


def test_clashing_dates_are_drawn_as_stated_and_named(one_line: Case) -> None:
    line = one_line.lines[0].changed(stop=PartialDate.parse("2020-04-01"))
    swimlane = build(one_line.with_record(line))
    assert any("line.start and line.stop" in note for note in swimlane.footnotes)


def test_equal_cases_have_equal_pictures(gallbladder: Case) -> None:
    shuffled = Case.of(reversed(gallbladder.entries))
    assert build(shuffled) == build(gallbladder)


def test_a_picture_names_the_settings_that_it_rests_on() -> None:
    record = Result.model_validate(
        {
            "id": "m",
            "analyte": "CA19-9",
            "comparator": "=",
            "value": 40,
            "unit": "U/mL",
            "date": "2020-01-02",
        }
    )
    case = Case(Patient(id="patient", code="P-1"), (record,))
    settings = settings_from({"ca19_9_upper_limit": "34"})
    changed = build(case, SwimlaneOptions(settings=settings))
    assert [series.upper_limit for series in changed.series] == [34]
    note = "Settings other than the default: Upper limit of CA19-9 where none is stated"
    assert f"{note}: 34 U/mL." in changed.footnotes
    assert not any("other than the default" in note for note in build(case).footnotes)


def test_cells_that_are_a_drug_have_its_colour() -> None:
    cells = CellTherapyKind.AUTOLOGOUS, CellTherapyKind.CAR_T
    records = (
        CellTherapy(id="asct", type=cells[0], date=PartialDate.parse("2018-11-08")),
        CellTherapy(
            id="car-t",
            type=cells[1],
            product="cilta-cel",
            date=PartialDate.parse("2024-01-16"),
        ),
    )
    lanes = build(Case(Patient(id="patient", code="X-1"), records)).lanes
    marks = {mark.record: mark.tone for lane in lanes for mark in lane.marks}
    assert marks == {"asct": Tone.FINDING, "car-t": Tone.IMMUNOTHERAPY}


@pytest.mark.parametrize(
    ("start", "titles"),
    [
        ("2019-12", ["FLOT", "Tamoxifen", "S-1"]),
        # only that it was given by then is certain: it may have begun with the line
        ("2020-06", ["FLOT", "S-1", "Tamoxifen"]),
        ("[..2021-01]", ["FLOT", "S-1", "Tamoxifen"]),
    ],
)
def test_a_drug_of_no_line_stands_before_the_line_that_began_after_it(
    start: str, titles: list[str]
) -> None:
    begun = {"first": ("FLOT", "2019-01-07"), "second": ("S-1", "2020-06-15")}
    lines = (
        TherapyLine(id=name, regimen=regimen, start=PartialDate.parse(day))
        for name, (regimen, day) in begun.items()
    )
    tamoxifen = DrugCourse(
        id="tamoxifen",
        drug="tamoxifen",
        start=PartialDate.parse(start),
        stop=PartialDate.parse("2021-03"),
    )
    case = Case(Patient(id="patient", code="X-1"), (*lines, tamoxifen))
    band, *lanes = _lanes(build(case), Group.SYSTEMIC)
    assert [bar.label for bar in band.bars] == ["L1", "L2"]
    assert [lane.title for lane in lanes] == titles
