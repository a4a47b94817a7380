"""One line becomes filled forms, in the order in which people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.fields import specs_by_name
from timeline.tui.entry.quick_entry import understand


def _read(line: str) -> list[tuple[str, dict[str, str]]]:
    return [(one.record_class.kind, dict(one.texts)) for one in understand(line)]


def test_two_drugs_with_doses() -> None:
    run = {"start": "2020-05", "stop": "2021-08"}
    line = "2020-05..2021-08 trastuzumab 6 mg/kg q3w + pyrotinib 400 mg daily"
    assert _read(line) == [
        ("therapy_line", {"regimen": "trastuzumab + pyrotinib", **run}),
        (
            "drug_course",
            {
                "drug": "trastuzumab",
                "dose": "6",
                "dose_unit": "mg/kg",
                "schedule": "q3w",
                **run,
            },
        ),
        (
            "drug_course",
            {
                "drug": "pyrotinib",
                "dose": "400",
                "dose_unit": "mg",
                "schedule": "daily",
                **run,
            },
        ),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Mar 2023 to present lenvatinib + pembrolizumab",
        "Mar 2023 - ongoing lenvatinib + pembrolizumab",
        "lenvatinib + pembrolizumab ongoing from Mar 2023",
        "Mar 2023 lenvatinib + pembrolizumab, ongoing",
    ],
)
def test_what_goes_on_has_no_stop(line: str) -> None:
    run = {"start": "Mar 2023", "ongoing": "yes"}
    regimen = "lenvatinib + pembrolizumab"  # of the catalogue, which has its drugs
    assert _read(line) == [("therapy_line", {"regimen": regimen, **run})]


def test_since_when_a_drug_is_given() -> None:
    run = {"start": "Mar 2023", "ongoing": "yes"}
    assert _read("lenvatinib 12 mg daily since Mar 2023, ongoing") == [
        ("therapy_line", {"regimen": "lenvatinib", **run}),
        (
            "drug_course",
            {
                "drug": "lenvatinib",
                "dose": "12",
                "dose_unit": "mg",
                "schedule": "daily",
                **run,
            },
        ),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "texts"),
    [
        (
            "Mar 2019 second hepatectomy",
            "local_intervention",
            {"date": "Mar 2019", "type": "surgery", "procedures": "second hepatectomy"},
        ),
        (
            "ca19-9 1200 2017-09",
            "result",
            {
                "analyte": "CA19-9",
                "comparator": "=",
                "value": "1200",
                "date": "2017-09",
            },
        ),
        (
            "ihc 3+ liver 2019-03",
            "her2_test",
            {
                "method": "IHC",
                "ihc_score": "3+",
                "specimen_site": "liver",
                "specimen_date": "2019-03",
            },
        ),
        (
            "ct PD right adrenal 2020-03",
            "assessment",
            {
                "date": "2020-03",
                "response": "PD",
                "site": "right adrenal",
                "notes": "CT",
            },
        ),
        (
            "g2 pneumonitis pembrolizumab",
            "adverse_event",
            {"term": "pneumonitis", "grade": "2", "drug": "pembrolizumab"},
        ),
        (
            "GP x4 2019-05",
            "therapy_line",
            {"regimen": "GP", "start": "2019-05", "cycles": "4"},
        ),
        (
            "CEA <0.6 ng/mL Sep 2017",
            "result",
            {
                "analyte": "CEA",
                "comparator": "<",
                "value": "0.6",
                "unit": "ng/mL",
                "date": "Sep 2017",
            },
        ),
    ],
)
def test_the_kinds_of_line(line: str, kind: str, texts: dict[str, str]) -> None:
    assert _read(line) == [(kind, texts)]


@pytest.mark.parametrize(
    "when",
    [
        "2 May 2023 .. Aug 2023",
        "2 May 2023 to Aug 2023",
        "from 2 May 2023 to Aug 2023",
        "2 May 2023 until Aug 2023",
        "2 May 2023 - Aug 2023",
        "2 May 2023 \u2013 Aug 2023",
    ],
)
def test_a_stretch_is_written_as_in_a_letter(when: str) -> None:
    run = {"start": "2 May 2023", "stop": "Aug 2023"}
    for line in (f"gemcitabine {when}", f"{when} gemcitabine"):
        (_, texts), (_, course) = _read(line)
        assert texts == {"regimen": "gemcitabine", **run}
        assert course == {"drug": "gemcitabine", **run}


def test_an_end_alone_is_not_taken_for_a_beginning() -> None:
    _, (_, course) = _read("gemcitabine until Aug 2023")
    assert course == {"drug": "gemcitabine", "stop": "Aug 2023"}
    ((_, texts),) = _read("second hepatectomy until Aug 2023")
    assert texts["date"] == "[..Aug 2023]"
    (_, texts), _ = _read("gemcitabine from Aug 2023")
    assert texts == {"regimen": "gemcitabine", "start": "Aug 2023"}


def test_a_value_that_looks_like_a_year_is_a_value() -> None:
    (_, texts) = _read("ca19-9 1900")[0]
    assert texts["value"] == "1900"
    assert "date" not in texts


def test_what_is_not_understood_is_a_note() -> None:
    (_, course) = _read("trastuzumab 6 mg/kg q3w with antihistamine 2020")[1]
    assert course["notes"] == "with antihistamine"
    assert _read("ca19-9 <37,5")[0][1]["value"] == "37.5"
    assert _read("ca19-9 1,200")[0][1]["value"] == "1,200"  # the form asks
    (_, marker) = _read("ca19-9 12 after stent")[0]
    assert marker["notes"] == "after stent"


@pytest.mark.parametrize("line", ["", "hello world", "2019-03", "PD SD"])
def test_nothing_is_guessed(line: str) -> None:
    assert _read(line) == []


@given(st.text(max_size=60))
def test_no_line_breaks_it(line: str) -> None:
    for one in understand(line):
        assert one.texts.keys() <= specs_by_name(one.record_class).keys()
