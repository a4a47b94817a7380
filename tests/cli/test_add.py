"""`timeline add`: lines of quick entry, stored as one action or not at all."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.case.assay_vocabulary import Comparator
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.result import Result
from timeline.case.records.therapy import DrugCourse
from timeline.registry import Registry

from .conftest import Run

CODE = "P-1"
CASE = f'format = 1\n[patient]\nid = "patient"\ncode = "{CODE}"\n'
Piped = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def one_patient(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    program = f"{sys.executable} -m timeline --db {folder / 'registry.db'}"
    arguments = [*program.split(), "import", str(folder / "case.toml")]
    subprocess.run(arguments, check=True, capture_output=True)
    return folder / "registry.db"


@pytest.fixture
def add(one_patient: Path, registry: Path, timeline: Run) -> Run:
    """Run `timeline add P-1` with more arguments on a copy of that registry."""
    shutil.copy2(one_patient, registry)
    return lambda *arguments: timeline("add", CODE, *arguments)


@pytest.fixture
def piped(one_patient: Path, registry: Path) -> Piped:
    """The same, with lines on standard input."""
    shutil.copy2(one_patient, registry)

    def run(text: bytes, *arguments: str) -> "subprocess.CompletedProcess[str]":
        program = [sys.executable, "-m", "timeline", "--db", str(registry), "add"]
        ran = subprocess.run(
            [*program, CODE, "-", *arguments],
            input=text,
            capture_output=True,
            check=False,
        )
        texts = (ran.stdout.decode(), ran.stderr.decode())
        return subprocess.CompletedProcess(ran.args, ran.returncode, *texts)

    return run


def _stored(registry: Path) -> list[object]:
    with Registry.open(registry) as opened:
        return list(opened.case(CODE).records)


def test_a_line_is_stored_and_taken_back(
    add: Run, timeline: Run, registry: Path
) -> None:
    ran = add("ca19-9 > 10000 U/mL Sep 2017")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Result: CA19-9 >10000 U/mL, Sep 2017" in ran.stdout
    (record,) = _stored(registry)
    assert isinstance(record, Result)
    assert (record.comparator, record.value) == (Comparator.ABOVE, 10000)
    command = ran.stdout.splitlines()[-1].removeprefix("To take this back: timeline ")
    assert timeline(*command.split()).returncode == 0
    assert _stored(registry) == []


def test_a_line_of_therapy_has_its_courses(add: Run, registry: Path) -> None:
    ran = add("trastuzumab 6 mg/kg q3w + pyrotinib 400 mg daily 5.2020", "--json")
    assert ran.returncode == 0
    line, *courses = json.loads(ran.stdout)
    assert [line["kind"], *(course["kind"] for course in courses)] == [
        "therapy_line",
        "drug_course",
        "drug_course",
    ]
    assert {course["fields"]["line"] for course in courses} == {line["fields"]["id"]}
    assert courses[0]["fields"]["dose"] == 6
    stored = [r for r in _stored(registry) if isinstance(r, DrugCourse)]
    words = add("S-1 40 mg bid 8.2020", "--dry-run").stdout
    assert "Drug course: S-1, Aug 2020, of S-1" in words
    assert {course.drug for course in stored} == {"trastuzumab", "pyrotinib"}


def test_what_is_left_over_stops_it_unless_it_is_to_be_kept(
    add: Run, registry: Path
) -> None:
    line = "Mar 2019 second hepatectomy uneventful"
    ran = add(line)
    assert ran.returncode == 1
    assert "not understood: uneventful" in ran.stdout
    assert "--keep-left-over" in ran.stderr
    assert "uneventful" not in ran.stderr  # no patient data in an error
    assert _stored(registry) == []
    assert add(line, "--keep-left-over").returncode == 0
    (record,) = _stored(registry)
    assert isinstance(record, LocalIntervention)
    assert (record.procedures, record.notes) == (("second hepatectomy",), "uneventful")


def test_a_dry_run_prints_and_stores_nothing(add: Run, registry: Path) -> None:
    ran = add("GP x4 2019-05", "--dry-run", "--json")
    assert ran.returncode == 0
    assert json.loads(ran.stdout) == [
        {
            "kind": "therapy_line",
            "fields": {"id": "gp", "regimen": "GP", "start": "2019-05", "cycles": 4},
            "left_over": "",
        }
    ]
    assert _stored(registry) == []


def test_json_of_what_cannot_be_stored_has_the_fields_so_far(
    add: Run, registry: Path
) -> None:
    ran = add("G2 rash 2025-12, ongoing", "--json")
    assert ran.returncode == 1
    (reading,) = json.loads(ran.stdout)
    assert reading == {
        "kind": "adverse_event",
        "fields": {"date": "2025-12", "ongoing": True, "grade": 2},
        "left_over": "rash",
    }
    assert "term: This is required." in ran.stderr
    assert _stored(registry) == []


def test_a_date_of_two_readings_is_asked_about(add: Run, registry: Path) -> None:
    ran = add("PD 3/4/2024")
    assert ran.returncode == 1
    assert "3 Apr 2024 or 4 Mar 2024" in ran.stderr
    assert _stored(registry) == []


def test_a_line_of_no_kind_is_left_over_whole(add: Run) -> None:
    ran = add("her2 IHC not positive", "--json", "--keep-left-over")
    assert ran.returncode == 1
    assert json.loads(ran.stdout) == [
        {"kind": None, "fields": {}, "left_over": "her2 IHC not positive"}
    ]


def test_standard_input_is_stored_line_by_line_as_one_action(
    piped: Piped, registry: Path
) -> None:
    ran = piped(b"CEA 5.2 ng/mL 3.2024\n\n2024-04 PD liver\n")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert len(_stored(registry)) == 2
    with Registry.open(registry) as opened:
        transactions = {change.transaction for change in opened.history(CODE)}
    assert len(transactions) == 2  # the patient, then both lines


def test_one_wrong_line_keeps_all_out(piped: Piped, registry: Path) -> None:
    ran = piped(b"CEA 5.2 ng/mL 3.2024\nPD 31.2.2024\n")
    assert ran.returncode == 1
    assert "standard input:2" in ran.stderr
    assert "Feb 2024 has 29 days" in ran.stdout
    assert _stored(registry) == []


@pytest.mark.parametrize("text", [b"", b"\n \n", b"\xff\xfe"])
def test_nothing_to_read_is_a_wrong_use(piped: Piped, text: bytes) -> None:
    assert piped(text).returncode == 2


def test_it_makes_no_registry_and_wrong_use_does_not_look_for_one(
    timeline: Run, registry: Path
) -> None:
    assert timeline("add", CODE, "").returncode == 2
    ran = timeline("add", CODE, "PD 3.2024")
    assert ran.returncode == 1
    assert "does not exist" in ran.stderr
    assert not registry.exists()


def test_a_patient_who_is_not_there_is_named(add: Run, timeline: Run) -> None:
    assert add("PD 3.2024").returncode == 0
    ran = timeline("add", "P-2", "PD 3.2024")
    assert ran.returncode == 1
    assert "P-2" in ran.stderr


def test_it_loads_no_screen(one_patient: Path) -> None:
    program = (
        "import sys\n"
        f"sys.argv = ['timeline', '--db', {str(one_patient)!r}, 'add', {CODE!r},"
        " 'PD 3.2024', '--dry-run']\n"
        "from timeline.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print([m for m in ('textual', 'plotly', 'typst') if m in sys.modules])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "[]"
