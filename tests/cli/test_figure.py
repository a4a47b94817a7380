import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timeline.charts.package.bundle import FILES
from timeline.cli.app import app

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
    assert "stays here" in ran.stdout
    assert "--keep dates" in ran.stdout
    assert "CyberKnife" not in ran.stdout


def test_a_figure_that_does_not_fit_is_not_written(filled: Run, tmp_path: Path) -> None:
    folder = tmp_path / "f"
    ran = filled(
        "figure", CASE, "-o", folder, "--preset", "bmc-single", "--height", "160"
    )
    assert ran.returncode == 1
    assert "--leave-out findings" in ran.stderr
    assert not folder.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("-o", "f", "--preview"),
        ("-o", "f", "--keep", "everything"),
        ("-o", "f", "--leave-out", "nothing"),
        ("-o", "f", "--time-zero", "birth"),
        ("-o", "f", "--as-recorded", "--keep", "dates"),
        ("-o", "f", "--code", "Dr Miller's patient"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], registry: Path) -> None:
    command = ["--db", str(registry), "figure", CASE, *arguments]
    assert CliRunner().invoke(app, command).exit_code == 2
    assert not registry.exists()
