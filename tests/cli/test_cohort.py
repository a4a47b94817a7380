from pathlib import Path

from .conftest import Run


def test_the_cohort_is_one_private_page(filled: Run, tmp_path: Path) -> None:
    page = tmp_path / "cohort.html"
    ran = filled("cohort", "-o", page, "--align", "line", "--curve", "pfs")
    assert ran.returncode == 0, ran.stderr
    assert "3 rows." in ran.stdout
    assert page.stat().st_mode & 0o777 == 0o600
    assert "Months since start of line 1" in page.read_text(encoding="utf-8")


def test_who_cannot_be_aligned_is_counted(filled: Run, tmp_path: Path) -> None:
    ran = filled("cohort", "-o", tmp_path / "cohort.html", "--align", "operation")
    assert "1 row; 2 not aligned" in ran.stdout


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
