import inspect
import stat
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timeline.case.partial_date import PartialDate
from timeline.charts.package.bundle import FILES
from timeline.cli.app import app
from timeline.cli.content import _chosen
from timeline.cli.figure import figure
from timeline.cli.files import chart
from timeline.language.words import Language
from timeline.swimlane.options import DEFAULTS, SwimlaneOptions

from .conftest import Run

CASE = "GBC-90"
SMALL = ("--preset", "bmc-double", "--dpi", "72")


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
        language="EN",
    )
    assert given.language is Language.EN
    for each in fields(SwimlaneOptions):
        if each.name == "language":  # another one can be given once one is complete
            continue
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
