"""What leaves with the figure of a cohort."""

import csv
import json
import re
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest

from charts.cohort_examples import cases, poisoned
from charts.hostile import HOSTILE
from swimlane.cohort_cases import case, date, diagnosis, last_seen, line
from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.vocabulary import VitalStatus
from timeline.charts.cohort.page import cohort_page
from timeline.charts.package.bundle import PACKAGE_FILES
from timeline.charts.package.cohort.bundle import (
    COHORT_FILES,
    cohort_bundle,
    cohort_files,
    cohort_of,
)
from timeline.charts.package.cohort.texts import (
    alt_text,
    caption,
    drawn_csv,
    survival_csv,
)
from timeline.charts.package.options import CohortFigureOptions
from timeline.charts.print.cohort.draw import fitted_cohort
from timeline.charts.print.drawing import Drawing
from timeline.charts.print.pdf import pdf
from timeline.charts.print.presets import preset
from timeline.sharing.folder import write
from timeline.sharing.keep import KeepOption
from timeline.swimlane.cohort.build import build_cohort
from timeline.swimlane.cohort.options import CohortOptions, Curve
from timeline.swimlane.model import Certainty

FRAME = preset("bmc-double", dpi=72)
SAFE = CohortFigureOptions(FRAME)
DAYS = CohortFigureOptions(FRAME, keep=frozenset({KeepOption.DAYS}))


def marked() -> list[Case]:
    """The same patients with codes that stand nowhere else."""
    found = cases()
    return [
        one.with_record(one.patient.changed(code=f"Zz-{one.code}")) for one in found
    ]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    made = cohort_bundle(marked(), SAFE)
    assert tuple(sorted(made)) == tuple(sorted(COHORT_FILES))
    told = json.loads(made["manifest.json"])
    for name, data in made.items():
        if name != "manifest.json":
            assert told["files"][name]["sha256"] == sha256(data).hexdigest()
    text = (".svg", ".html", ".md", ".txt", ".csv", ".json")
    return {n: d.decode() for n, d in made.items() if n.endswith(text)}


def test_patients_are_numbers_from_the_top(files: dict[str, str]) -> None:
    rows = list(csv.reader(StringIO(files["data.csv"])))
    assert list(dict.fromkeys(row[0] for row in rows[1:])) == list("12345")
    assert not [name for name, text in files.items() if "Zz-" in text]
    recorded = CohortFigureOptions(FRAME, as_recorded=True)
    assert b"Zz-ongoing" in cohort_bundle(marked(), recorded)["figure.html"]


def test_days_become_months_and_words_stay_here(files: dict[str, str]) -> None:
    # The patient with a rash on day 60: in month 2, which is days 46 to 76.
    rows = list(csv.reader(StringIO(files["data.csv"])))
    rash = next(row for row in rows if row[2].startswith("Adverse event"))
    assert rash[3:8] == ["month", "2", "2", "2", "2"]
    assert "rash" not in "".join(files.values()).casefold().split("plotly.js")[0]
    assert "rounded to the nearest whole month" in files["caption.md"]
    assert "estimated from exact days" in files["caption.md"]
    assert "1 patient" in files["caption.md"]
    assert "date not limited on both sides" in files["caption.md"]


def test_the_same_cases_give_the_same_bytes_in_any_order() -> None:
    again = cohort_bundle(cases()[::-1], SAFE)
    assert again == cohort_bundle(cases(), SAFE)


def test_the_curve_is_exact_and_its_times_are_whole_months() -> None:
    patients = [
        case("a", diagnosis(), last_seen("D100", VitalStatus.DEAD)),  # 3.29 months
        case("b", diagnosis(), last_seen("D200")),  # 6.57 months
    ]
    curve = cohort_of(patients, SAFE).curve
    assert curve is not None
    rows = list(csv.reader(StringIO(survival_csv(curve))))
    assert [row[0] for row in rows[1:]] == ["3", "7"]
    exact = cohort_of(patients, DAYS).curve
    assert exact is not None
    exact_rows = list(csv.reader(StringIO(survival_csv(exact))))
    assert [row[0] for row in exact_rows[1:]] == ["3.29", "6.57"]
    assert [row[1:] for row in rows] == [row[1:] for row in exact_rows]


def test_with_days_and_the_code_it_is_the_recorded_picture() -> None:
    keep = frozenset(
        {KeepOption.DAYS, KeepOption.CODE, KeepOption.TEXT, KeepOption.SITES}
    )
    found = cohort_of(cases(), CohortFigureOptions(FRAME, keep=keep))
    recorded = build_cohort(cases())
    assert [row.code for row in found.rows] == [row.code for row in recorded.rows]
    for one, other in zip(found.rows, recorded.rows, strict=True):
        assert one.follow_up.stop == other.follow_up.stop
        bars = [[s.bar.start for s in row.segments] for row in (one, other)]
        assert bars[0] == bars[1]
    assert not found.coarsened


def test_a_case_with_a_calendar_keeps_its_distances() -> None:
    first = case(
        "calendar",
        Diagnosis(id="diagnosis", date=date("2020-01-31")),
        line(1, "2020-03-01", "2020-04-15"),
        last_seen("2021-01-31", VitalStatus.DEAD),
    )
    (row,) = cohort_of([first], DAYS).rows
    assert row.follow_up.stop == Bounds(366, 366)  # 2020 is a leap year
    assert row.segments[0].bar.start == Bounds(30, 30)
    (row,) = cohort_of([first], SAFE).rows
    assert row.follow_up.stop == Bounds(351, 380)  # nearest to 12 months, 365.25 days
    assert row.segments[0].bar.certainty is Certainty.MONTH
    for text in cohort_bundle([first], SAFE).values():
        assert b"2020-0" not in text.split(b"plotly.js")[0]


def test_free_text_leaves_only_where_it_was_asked_for() -> None:
    told = case(
        "a",
        diagnosis(),
        line(1, "D5", "D50", regimen="Zz-secret"),
        AdverseEvent(id="e", date=date("D9"), term="Zz-fell in Exeter"),
        last_seen("D100"),
    )
    kept = CohortFigureOptions(FRAME, keep=frozenset({KeepOption.ADVERSE_EVENTS}))
    safe = b"".join(cohort_bundle([told], SAFE).values())
    assert b"Zz-" not in safe
    assert b"Zz-fell in Exeter" in cohort_bundle([told], kept)["figure.html"]


def test_as_recorded_everything_leaves() -> None:
    recorded = CohortFigureOptions(FRAME, as_recorded=True)
    assert cohort_of(cases(), recorded) == build_cohort(cases())


def test_the_figure_in_words_and_the_curve_as_numbers() -> None:
    found = cohort_of(cases(), DAYS)
    told = alt_text(found)
    assert told.startswith("Swimmer plot of 5 patients, one row each")
    assert "death: 1" in told
    assert "4 patients, 1 event" in told
    assert found.curve
    rows = list(csv.reader(StringIO(survival_csv(found.curve))))
    # Death on day 300 (9.86 months) with two of four patients left at risk.
    assert next(r for r in rows if r[2] == "1")[:5] == ["9.86", "2", "1", "0", "0.5000"]


def test_without_a_curve_there_are_no_numbers_of_one(tmp_path: Path) -> None:
    without = CohortFigureOptions(FRAME, CohortOptions(curve=Curve.NONE))
    files = cohort_bundle(cases(), without)
    assert sorted({*COHORT_FILES} - {*files}) == ["survival.csv"]
    assert "survival.csv" not in json.loads(files["manifest.json"])["files"]
    assert cohort_files(cohort_of(cases(), without)) == tuple(
        name for name in COHORT_FILES if name in files
    )
    # It replaces an earlier figure of the same place that had a curve.
    folder = tmp_path / "figure"
    write(dict.fromkeys(COHORT_FILES, b""), folder)
    write(files, folder, PACKAGE_FILES)
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)


def test_hostile_words_are_inert_in_every_text() -> None:
    evil = poisoned(build_cohort(cases()))
    rows = list(csv.reader(StringIO(drawn_csv(evil))))
    assert len({len(row) for row in rows}) == 1
    assert not [c for row in rows for c in row if c.startswith(("=", "@", "\t"))]
    formula = replace(evil, rows=(replace(evil.rows[0], code="=cmd()|' /C calc'!A0"),))
    assert "\r\n'=cmd" in drawn_csv(formula)
    drawing = fitted_cohort(build_cohort(cases()), FRAME)
    legend = caption(evil, drawing)
    assert "<script" in legend.replace("\\", "")
    assert not re.search(r"(?<!\\)[<\[*|]", legend)


def test_hostile_words_are_inert_in_the_pdf() -> None:
    text = "".join(HOSTILE).replace("\u2028", "").replace("\u2029", "")
    drawing = fitted_cohort(build_cohort(cases()), FRAME, title=text, description=text)
    made = pdf(drawing)
    assert not re.search(rb"/(URI|JavaScript|JS|Launch|OpenAction)\b", made)
    with closing(pypdfium2.PdfDocument(made)) as document:
        assert document.get_metadata_value("Title") == text


def test_abbreviations_of_the_columns_and_of_the_curve_are_explained(
    files: dict[str, str],
) -> None:
    # The columns say PR, the curve CI; the code CT is a class, and the key says which.
    for short, long in (("PR", "partial response"), ("CI", "confidence interval")):
        assert f"- {short}: {long}" in files["abbreviations.md"]
        assert f"{short}, {long}" in files["figure.html"]
    assert "computed tomography" not in files["abbreviations.md"]


def test_the_caption_of_a_figure_without_hatches_speaks_of_none() -> None:
    for name, hatched in (("bmc-double", True), ("nature-double", False)):
        options = CohortFigureOptions(preset(name, dpi=72))
        text = cohort_bundle(marked(), options)["caption.md"].decode()
        assert ("hatched" in text) == hatched
        assert ("pale outlined" in text) != hatched


def test_the_caption_of_a_print_with_many_rows_points_at_no_screen() -> None:
    found = build_cohort(marked())
    many = replace(found, rows=found.rows * 60)
    assert "point at a row" in cohort_page(many)
    text = caption(many, Drawing(80, 80, "", "", ()))
    assert "Too many rows for texts: data.csv lists them" in text
    assert "point at a row" not in text
