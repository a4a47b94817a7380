from pathlib import Path

from timeline.charts.package.cohort.bundle import COHORT_FILES

from .conftest import Run


def test_the_cohort_is_one_private_page(filled: Run, tmp_path: Path) -> None:
    page = tmp_path / "cohort.html"
    ran = filled("cohort", "-o", page, "--align", "line", "--curve", "pfs")
    assert ran.returncode == 0, ran.stderr
    assert "8 rows." in ran.stdout
    assert page.stat().st_mode & 0o777 == 0o600
    assert "Months since start of line 1" in page.read_text(encoding="utf-8")


def test_who_cannot_be_aligned_is_counted(filled: Run, tmp_path: Path) -> None:
    ran = filled("cohort", "-o", tmp_path / "cohort.html", "--align", "operation")
    assert "5 rows; 3 not aligned" in ran.stdout


def test_only_the_named_patients(filled: Run, tmp_path: Path) -> None:
    page = tmp_path / "cohort.html"
    ran = filled("cohort", "GBC-90", "-o", page, "--align", "line")
    assert "1 row." in ran.stdout
    assert "SYNTHETIC" not in page.read_text(encoding="utf-8").split("<script")[0]


def test_choices_that_do_not_go_together(filled: Run, tmp_path: Path) -> None:
    ran = filled("cohort", "-o", tmp_path / "cohort.html", "--curve", "pfs")
    assert ran.returncode == 1
    assert "Align the rows on a line." in ran.stderr
    assert not (tmp_path / "cohort.html").exists()


def test_for_print_there_is_a_de_identified_package(
    filled: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "figure 2"
    align = ("--align", "line", "--dpi", "72")
    ran = filled("cohort", "-o", folder, "--preset", "bmc-double", *align)
    assert ran.returncode == 0, ran.stderr
    assert sorted(path.name for path in folder.iterdir()) == sorted(COHORT_FILES)
    svg = (folder / "figure.svg").read_text(encoding="utf-8")
    assert "Months since start of line 1" in svg
    assert "GBC-90" not in svg
    assert "GBC-90" not in (folder / "figure.html").read_text(encoding="utf-8")
    assert (folder / "figure.svg").stat().st_mode & 0o777 == 0o600
    kept = ("--keep", "Code", "--align", "LINE", "--dpi", "72")
    again = filled("cohort", "-o", folder, "--preset", "bmc-double", *kept)
    assert again.returncode == 0, again.stderr
    assert "GBC-90" in (folder / "figure.svg").read_text(encoding="utf-8")


def test_options_of_print_need_a_preset(filled: Run, tmp_path: Path) -> None:
    place = tmp_path / "cohort.html"
    for options in (["--width", "80"], ["--as-recorded"], ["--keep", "days"]):
        ran = filled("cohort", "-o", place, *options)
        assert ran.returncode == 2
        assert "--preset" in ran.stderr
    ran = filled("cohort", "-o", place, "--preset", "slide", "--keep", "all")
    assert ran.returncode == 2
    assert "--keep takes" in ran.stderr
    assert not place.exists()
