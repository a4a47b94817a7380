import inspect
import stat
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest
from typer.testing import CliRunner

from timeline.case.partial_date import PartialDate
from timeline.charts.package.bundle import FILES
from timeline.charts.package.options import FigureOptions
from timeline.cli.app import app
from timeline.cli.cohort import cohort
from timeline.cli.content import _chosen
from timeline.cli.figure import figure
from timeline.cli.files import chart
from timeline.language.words import Language
from timeline.swimlane.cohort.options import CohortOptions
from timeline.swimlane.options import DEFAULTS, SwimlaneOptions

from .conftest import Run

CASE = "GBC-90"
SMALL = ("--preset", "bmc-double", "--dpi", "72")
UNLISTED = """
format = 1
[patient]
code = "LOST-1"
synthetic = true
[[diagnosis]]
id = "dx"
date = "2020-01-10"
[[therapy_line]]
id = "l1"
regimen = "Zzumab + Zzytinib + paclitaxel"
start = "2020-02-01"
stop = "2020-08-01"
[[drug_course]]
id = "d1"
line = "l1"
drug = "Zzumab"
dose = 1.3
dose_unit = "mg/m2"
schedule = "d1 on 14/09/23"
start = "2020-02-01"
[[drug_course]]
id = "d2"
line = "l1"
drug = "Zzytinib"
dose = 25
dose_unit = "mg"
start = "2020-02-01"
[[drug_course]]
id = "d3"
line = "l1"
drug = "Zzplatin"
start = "2020-03-01"
[[result]]
id = "m1"
date = "2020-02-01"
analyte = "Zzgen"
comparator = "="
value = 12
unit = "U/mL"
[[her2_test]]
id = "h"
specimen_date = "2020-01-10"
variants = ["Z1Z", "S310F"]
[[adverse_event]]
id = "ae"
date = "2020-03-01"
term = "Zz ache"
[[follow_up]]
id = "f"
date = "2021-12-01"
vital_status = "alive"
"""
"""Three drugs, a marker, a variant and an event that no catalogue knows."""


@pytest.fixture
def lost(timeline: Run, tmp_path: Path) -> Run:
    """The command line on a registry with that patient alone."""
    file = tmp_path / "lost.toml"
    file.write_text(UNLISTED, encoding="utf-8")
    assert timeline("import", file).returncode == 0
    return timeline


def test_a_figure_with_all_that_goes_with_it(filled: Run, tmp_path: Path) -> None:
    folder = tmp_path / "figure 1"
    ran = filled("figure", CASE, "-o", folder, *SMALL)
    assert ran.returncode == 0, ran.stderr
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "2017" not in (folder / "figure.svg").read_text()
    assert CASE not in ran.stdout


def test_a_public_case_as_recorded(filled: Run, tmp_path: Path) -> None:
    ran = filled("figure", CASE, "-o", tmp_path / "f", *SMALL, "--as-recorded")
    assert ran.returncode == 0, ran.stderr
    assert "Sep 2017" in (tmp_path / "f" / "figure.svg").read_text()
    assert "as recorded" in ran.stdout


def test_the_preview_writes_nothing(filled: Run, tmp_path: Path) -> None:
    ran = filled("figure", CASE, "--preview")
    assert ran.returncode == 0, ran.stderr
    assert [path.suffix for path in tmp_path.iterdir()] == [".db"]
    lines = ran.stdout.splitlines()
    assert max(map(len, lines)) <= 80  # as a narrow terminal shows it
    fates = {tuple(line.split()[-2:]) for line in lines}
    assert {("no", "text"), ("coarser", "dates")} <= fates
    assert "--keep lets a value through" in lines[-1]
    assert "CyberKnife" not in ran.stdout


def test_a_figure_that_does_not_fit_is_not_written(filled: Run, tmp_path: Path) -> None:
    folder = tmp_path / "f"
    ran = filled(
        "figure", CASE, "-o", folder, "--preset", "bmc-single", "--height", "160"
    )
    assert ran.returncode == 1
    assert "--leave-out findings" in ran.stderr
    assert not folder.exists()


def test_content_options_hold_for_page_and_print(filled: Run, tmp_path: Path) -> None:
    chosen = ("--responses", "--from", "18", "--to", "2022-06", "--trial", "4:t037")
    page = tmp_path / "case.html"
    ran = filled("chart", CASE, "-o", page, *chosen)
    assert ran.returncode == 0, ran.stderr
    folder = tmp_path / "f"
    ran = filled("figure", CASE, "-o", folder, *SMALL, *chosen, "--as-recorded")
    assert ran.returncode == 0, ran.stderr
    for text in (page.read_text(), (folder / "figure.svg").read_text()):
        assert "PFS 5.1 months" in text
        assert "Response as reported" in text
        assert "cholecystectomy" not in text


def test_chart_and_figure_take_the_same_content_options() -> None:
    shared = set(inspect.signature(_chosen).parameters)
    for command in (chart, figure):
        assert shared <= set(inspect.signature(command).parameters)


@pytest.mark.parametrize(
    ("command", "options"),
    [(figure, SwimlaneOptions), (figure, FigureOptions), (cohort, CohortOptions)],
)
def test_an_option_says_the_same_in_the_command_line_as_in_the_dialog(
    command: Callable[..., None], options: type
) -> None:
    declared = {f.metadata["help"] for f in fields(options) if "help" in f.metadata}
    hints = get_type_hints(command, include_extras=True).values()
    typed = [
        extra.help or ""
        for hint in hints
        for extra in getattr(hint, "__metadata__", ())
    ]
    silent = {text for text in declared if not any(t.startswith(text) for t in typed)}
    assert silent <= {"What is drawn."}


def test_every_content_option_can_be_given_in_the_command_line() -> None:
    given = _chosen(
        narrative=True,
        leave_out=["HER2"],
        fold=["findings"],
        time_zero="First operation",
        calendar=False,
        since="-3",
        until="2019-03",
        markers=["none"],
        responses=True,
        trials=["4:t037"],
        lesions=True,
        line_numbers=False,
        language="EN",
    )
    assert given.language is Language.EN
    for each in fields(SwimlaneOptions):
        if each.name == "language" or not each.metadata:
            continue  # settings are those of the registry
        assert getattr(given, each.name) != getattr(DEFAULTS, each.name), each.name
    assert (given.since, given.until) == (-3, PartialDate.parse("2019-03"))


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("-o", "f", "--from", "soon"),
        ("-o", "f", "--to", "[2019-03..]"),
        ("-o", "f", "--trial", "T037"),
        ("-o", "f", "--fold", "nothing"),
        ("-o", "f", "--language", "xx"),
        ("-o", "f", "--preview"),
        ("-o", "f", "--keep", "everything"),
        ("-o", "f", "--leave-out", "nothing"),
        ("-o", "f", "--as-recorded", "--keep", "dates"),
        ("-o", "f", "--code", "Dr Miller's patient"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], registry: Path) -> None:
    command = ["--db", str(registry), "figure", CASE, *arguments]
    assert CliRunner().invoke(app, command).exit_code == 2
    assert not registry.exists()


def test_the_command_says_what_is_lost_and_what_brings_it_back(
    lost: Run, tmp_path: Path
) -> None:
    ran = lost("figure", "LOST-1", "-o", tmp_path / "LOST-1", *SMALL)
    assert ran.returncode == 0, ran.stderr
    for words in (
        "  3 drugs: --keep drugs",
        "  1 marker: --keep markers",
        "  1 gene variant: --keep genes",
        "  1 adverse event: --keep adverse-events",
        "The name of the folder holds the study code.",
    ):
        assert words in ran.stdout.splitlines()
    assert "Zz" not in ran.stdout
    svg = (tmp_path / "LOST-1" / "figure.svg").read_text(encoding="utf-8")
    assert all(f">Drug {letter}<" in svg for letter in "ABC")
    kept = ("--keep", "drugs", "--keep", "adverse-events")
    ran = lost("figure", "LOST-1", "-o", tmp_path / "kept", *SMALL, *kept)
    assert "drugs: --keep" not in ran.stdout
    assert "1 marker: --keep markers" in ran.stdout
    svg = (tmp_path / "kept" / "figure.svg").read_text(encoding="utf-8")
    assert "Zzumab" in svg
    assert "Zz ache" in svg


def test_the_cohort_says_it_too(lost: Run, tmp_path: Path) -> None:
    folder = tmp_path / "c"
    ran = lost("cohort", "-o", folder, "--preset", "bmc-double", "--dpi", "72")
    assert ran.returncode == 0, ran.stderr
    assert "  3 drugs: --keep drugs" in ran.stdout.splitlines()
    assert "Zz" not in ran.stdout
    for path in folder.iterdir():
        for name in (b"Zzumab", b"Zzytinib", b"Zzplatin", b"Zzgen", b"Zz ache"):
            assert name not in path.read_bytes(), path.name
