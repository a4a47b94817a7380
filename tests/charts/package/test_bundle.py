import csv
import json
import re
import stat
from dataclasses import replace
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.case.records.finding import Finding
from timeline.case.vocabulary import FindingKind
from timeline.charts.abbreviations import abbreviations
from timeline.charts.package.alt_text import alt_text
from timeline.charts.package.bundle import FILES, bundle, content_of
from timeline.charts.package.caption import caption
from timeline.charts.package.options import FigureOptions
from timeline.charts.package.table import (
    as_csv,
    as_markdown,
    timeline_head,
    timeline_rows,
)
from timeline.charts.print.presets import preset
from timeline.sharing.folder import FolderError, write
from timeline.swimlane.build import SwimlaneOptions, build
from timeline.swimlane.model import Group, Tone

from ..hostile import HOSTILE

FRAME = preset("elsevier-double", height=1200, dpi=72)
RECORDED = FigureOptions(FRAME, as_recorded=True)


@pytest.mark.parametrize("options", [RECORDED, FigureOptions(FRAME, code="CASE-X")])
def test_the_same_choices_give_the_same_bytes(
    relative: Case, options: FigureOptions
) -> None:
    first, second = bundle(relative, options), bundle(relative, options)
    assert first == second
    told = json.loads(first["manifest.json"])
    for name, data in first.items():
        if name != "manifest.json":
            assert told["files"][name]["sha256"] == sha256(data).hexdigest()


def test_the_manifest_says_how_it_was_made(relative: Case) -> None:
    options = FigureOptions(
        preset("bmc-double", width=150, dpi=72),
        SwimlaneOptions(leave_out=frozenset({Group.FINDINGS})),
        code="CASE-X",
    )
    told = json.loads(bundle(relative, options)["manifest.json"])
    assert told["figure"]["code"] == "CASE-X"
    assert told["settings"]["width_mm"] == 150
    assert told["settings"]["leave_out"] == ["findings"]
    assert told["settings"]["as_recorded"] is False
    assert set(told["packages"]) == {"plotly", "typst", "pypdfium2", "pillow"}


def test_the_caption_says_what_a_reader_has_to_know(gallbladder: Case) -> None:
    text = caption(content_of(gallbladder, RECORDED))
    assert "month 0: Sep 2017, first operation" in text
    assert "last follow-up Mar 2025" in text
    assert "An arrow means that a treatment was still given at the cut-off" in text
    # Reported 18 months; May 2020 to August 2021 is 14.0 to 16.0 months.
    assert (
        "reported 18 months, computed from the dates 14.0 to 16.0 months "
        "(15 by calendar months)." in text
    )
    assert "No day was chosen for a date that is not stated" in text
    assert "ERBB2 amplified, 7.4-fold" in text
    assert "SYNTHETIC" not in text


def test_the_caption_counts_what_is_estimated(gallbladder: Case) -> None:
    content = content_of(gallbladder, RECORDED)
    text = caption(content)
    rows = timeline_rows(content.swimlane)
    drawn = [row for row in rows if row[0] != "not stated" and row[-1]]
    months = sum(row[-1] == "month" for row in drawn)
    assert f"Dates of the {len(drawn)} events" in text
    assert f"known to the month or the year, {months};" in text
    assert "known to the day" not in text  # none is, and nothing is said of none


def test_the_caption_of_a_figure_without_hatches_speaks_of_none(
    gallbladder: Case,
) -> None:
    content = content_of(gallbladder, RECORDED)
    assert "hatched" in caption(content).lower()
    pale = caption(content, hatched=False)
    assert "hatched" not in pale.lower()
    assert "Pale outlined bars and dotted lines span" in pale
    nature = FigureOptions(preset("nature-double", dpi=72), as_recorded=True)
    assert b"hatched" not in bundle(gallbladder, nature)["caption.md"].lower()


def test_what_nothing_dates_is_named_once_with_its_number(gallbladder: Case) -> None:
    second, third = (
        Finding(id=name, type=FindingKind.BIOMARKER) for name in ("second", "third")
    )
    case = gallbladder.with_record(second).with_record(third)
    text = caption(content_of(case, FigureOptions(FRAME)))
    assert (
        "Other biomarkers: TMB; Other biomarkers: Biomarker (2); Laboratory; Care."
        in text
    )


def test_captions_of_made_up_and_of_coarsened_cases_say_so(synthetic: Case) -> None:
    text = caption(content_of(synthetic, FigureOptions(FRAME)))
    assert "SYNTHETIC DATA" in text
    assert "To protect the patient" in text


def test_the_table_lists_every_thing_once_and_in_order(gallbladder: Case) -> None:
    swimlane = build(gallbladder)
    rows = timeline_rows(swimlane)
    events = [event for lane in swimlane.lanes for event in lane.events]
    things = sum(event.tone is not Tone.LINE for event in events)
    points = sum(len(series.points) for series in swimlane.series)
    beside = [row for row in rows if not row[-1]]
    assert len(rows) == things + points + len(swimlane.undated) + len(beside)
    # four lines drawn by their drugs, four drugs drawn by their line, what is said of
    # CA19-9, the follow-up and the three reported numbers that have no bar
    assert len(beside) == 4 + 4 + 1 + 1 + 3
    assert all("In the picture: " in row[-2] for row in beside)
    operation = rows.index(
        (
            "Mar 2019",
            "18",
            "",
            "Local interventions",
            "Surgery",
            "Second hepatectomy, liver",
            "Lesion: Liver recurrence; Reason: hepatic recurrence",
            "month",
        )
    )
    seeds = next(i for i, row in enumerate(rows) if "Iodine-125" in row[5])
    assert operation < seeds
    assert rows[-1][0] == "not stated"


@pytest.mark.parametrize("text", [*HOSTILE, "+1", "-SUM(A1)", "@x", "\t=1"])
def test_a_table_runs_nothing(text: str) -> None:
    (cells,) = list(csv.reader(StringIO(as_csv(("a",), [(text,)]))))[1:]
    assert not cells[0].startswith(("=", "@", "\t", "-S"))
    line = as_markdown(("a",), [(text,)]).splitlines()[-1]
    assert not re.search(r"(?<!\\)<", line)
    assert line.count("|") - line.count("\\|") == 2


def test_numbers_in_a_table_stay_numbers() -> None:
    (cells,) = list(csv.reader(StringIO(as_csv(("a",), [("-21",)]))))[1:]
    assert cells == ["-21"]


def test_csv_and_markdown_say_the_same(relative: Case) -> None:
    swimlane = build(relative)
    head, rows = timeline_head(swimlane), timeline_rows(swimlane)
    read = list(csv.reader(StringIO(as_csv(head, rows))))
    assert read[0] == list(head)
    assert len(read) == len(as_markdown(head, rows).splitlines()) - 1


def test_abbreviations_are_those_of_the_figure(gallbladder: Case) -> None:
    found = abbreviations(gallbladder, build(gallbladder))
    # The figure spells out the drugs, and names ERBB2 where it says what is not drawn.
    assert "GP" not in found
    assert found["ERBB2"].startswith("gene of HER2")
    assert found["PD"] == "progressive disease"
    assert found["IHC"] == "immunohistochemistry"
    assert "CEA" not in found


def test_a_regimen_that_the_figure_names_is_explained(gallbladder: Case) -> None:
    swimlane = build(gallbladder)
    first, *others = swimlane.lanes
    named = replace(swimlane, lanes=(replace(first, subtitle="after GP"), *others))
    assert abbreviations(gallbladder, named)["GP"] == "gemcitabine + cisplatin"


def test_the_figure_in_words(gallbladder: Case) -> None:
    text = alt_text(build(gallbladder))
    assert "Month 0: Sep 2017, first operation." in text
    assert "Trastuzumab: within months 32 to 47" in text
    assert "Lenvatinib: start not known, ongoing at the cut-off" in text
    assert "Hepatic recurrence (months 0 to 18)" in text
    assert "\u2020" not in text
    assert len(text) < 2000


def test_the_figure_in_words_says_when_once(gallbladder: Case) -> None:
    text = alt_text(content_of(gallbladder, FigureOptions(FRAME)).swimlane)
    assert "SD, by month 90" in text
    assert "by month 90 (" not in text
    assert "stage IIIA, from month 0 on;" in text
    assert "(from month 0" not in text


def test_files_are_private_and_a_figure_replaces_a_figure(tmp_path: Path) -> None:
    folder = tmp_path / "paper" / "figure 1"
    for content in (b"first", b"second"):
        write(dict.fromkeys(FILES, content), folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.read_bytes() == b"second"
    assert [path.name for path in folder.parent.iterdir()] == ["figure 1"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(FolderError, match="not part of an export"):
        write(dict.fromkeys(FILES, b""), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_half_a_package_is_never_left(tmp_path: Path) -> None:
    folder = tmp_path / "figure"
    write({"alt.txt": b"before"}, folder)
    with pytest.raises(FolderError):
        write({"alt.txt": b"after", "no/such/folder": b""}, folder)
    assert (folder / "alt.txt").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["figure"]


def test_short_forms_of_a_narrow_figure_are_explained(gallbladder: Case) -> None:
    files = bundle(
        gallbladder, FigureOptions(preset("bmc-single", dpi=72), as_recorded=True)
    )
    assert "LND" in files["figure.svg"].decode()
    for name in ("caption.md", "abbreviations.md"):
        assert "LND, lymph node dissection" in files[name].decode()
    told = json.loads(files["manifest.json"])["figure"]
    assert told["titles"] == "above lanes"
    assert "LND" in told["short_forms"]
