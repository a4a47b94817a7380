"""Content options in a package: told in the manifest, and safe when de-identified."""

import json
from dataclasses import fields

import pytest

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.charts.package.bundle import bundle, content_of
from timeline.charts.package.options import FigureOptions
from timeline.charts.print.presets import preset
from timeline.sharing.keep import KeepOption
from timeline.swimlane.model import Group
from timeline.swimlane.options import SwimlaneOptions, TrialBand

FRAME = preset("elsevier-double", height=1200, dpi=72)
CHOSEN = SwimlaneOptions(
    time_zero="e10-second-operation",
    since=PartialDate.parse("2019-05"),
    until=PartialDate.parse("2022-02"),
    fold=frozenset({Group.FINDINGS}),
    response_strip=True,
    lesions=True,
    trial_bands=(TrialBand(4, "T037"),),
    markers=frozenset(),
    calendar=False,
)


def test_the_manifest_tells_every_content_option(gallbladder: Case) -> None:
    options = FigureOptions(FRAME, CHOSEN, as_recorded=True)
    told = json.loads(bundle(gallbladder, options)["manifest.json"])["settings"]
    assert {each.name for each in fields(SwimlaneOptions)} <= set(told)
    assert told["time_zero"] == "e10-second-operation"
    assert (told["since"], told["until"]) == ("May 2019", "Feb 2022")
    assert told["fold"] == ["findings"]
    assert told["trial_bands"] == ["4:T037"]
    assert told["markers"] == []


def test_a_deidentified_figure_counts_its_range_from_the_record(
    gallbladder: Case,
) -> None:
    content = content_of(gallbladder, FigureOptions(FRAME, CHOSEN))
    swimlane = content.swimlane
    assert swimlane.relative
    # Month 0 is March 2019, so May 2019 is month 2 and February 2022 is month 35.
    assert swimlane.time_zero_label == "local intervention"
    assert swimlane.first_day == round(2 * 30.4375)
    assert swimlane.last_day == round(36 * 30.4375) - 1


def test_neither_dates_nor_ids_leave_with_the_options(gallbladder: Case) -> None:
    files = bundle(gallbladder, FigureOptions(FRAME, CHOSEN))
    texts = [files[name].decode() for name in files if not name.endswith(_PICTURES)]
    for text in texts:
        assert "e10-second" not in text
        assert "hepatectomy" not in text
        assert "May 2019" not in text
        assert "2019-05" not in text
    told = json.loads(files["manifest.json"])["settings"]
    assert (told["time_zero"], told["since"]) == ("a record", "a date")


_PICTURES = (".pdf", ".png", ".tiff")


def test_a_record_stays_month_zero_where_dates_are_let_through(
    gallbladder: Case,
) -> None:
    options = FigureOptions(FRAME, CHOSEN, keep=frozenset({KeepOption.DATES}))
    swimlane = content_of(gallbladder, options).swimlane
    assert not swimlane.relative
    assert swimlane.time_zero_label.startswith("Mar 2019")


@pytest.mark.parametrize("recorded", [True, False])
def test_the_strip_and_the_band_are_in_the_texts(
    gallbladder: Case, *, recorded: bool
) -> None:
    files = bundle(gallbladder, FigureOptions(FRAME, CHOSEN, as_recorded=recorded))
    assert "Response as reported: PD" in files["alt.txt"].decode()
    assert "KCSG-HB19-14" in files["caption.md"].decode()
    assert "PFS 5.1 months (95% CI 3.6-6.7)" in files["figure.svg"].decode()


def test_what_several_lanes_repeat_is_one_row_of_the_table(gallbladder: Case) -> None:
    plain = bundle(gallbladder, FigureOptions(FRAME, as_recorded=True))
    chosen = SwimlaneOptions(lesions=True, response_strip=True)
    more = bundle(gallbladder, FigureOptions(FRAME, chosen, as_recorded=True))
    for name in ("timeline_table.csv", "data.csv"):
        # A response that only the strip shows is told under the title of the strip.
        found, before = more[name].decode(), plain[name].decode()
        assert found.count("Response as reported") == 2
        named = found.replace("Response as reported", "Reported response")
        assert len(named.splitlines()) == len(before.splitlines())
