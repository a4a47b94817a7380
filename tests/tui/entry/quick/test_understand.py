"""One line becomes filled forms, in the order in which people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.case.fields import specs_by_name
from timeline.tui.entry.quick.understand import forms_of, understand
from timeline.tui.entry.quick.words import TURNING

Forms = list[tuple[str, dict[str, str]]]


def _read(line: str) -> Forms:
    """Kinds and texts of what is understood; nothing may be left over."""
    facts = understand(line)
    assert [fact.left_over for fact in facts] == [""] * len(facts)
    return [
        (form.record_class.kind, dict(form.texts)) for f in facts for form in f.forms
    ]


def _left_over(line: str) -> tuple[Forms, str]:
    """The same, and what is left over."""
    facts = understand(line)
    forms = [
        (form.record_class.kind, dict(form.texts)) for f in facts for form in f.forms
    ]
    return forms, " ".join(fact.left_over for fact in facts)


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


def test_what_is_not_understood_is_left_over_and_becomes_a_note() -> None:
    line = "trastuzumab 6 mg/kg q3w with antihistamine 2020"
    (_, course), left_over = _left_over(line)
    assert left_over == "with antihistamine"
    assert "notes" not in course[1]
    (_, first), _ = forms_of(understand(line))
    assert first["notes"] == "with antihistamine"
    assert _read("ca19-9 <37,5")[0][1]["value"] == "37.5"
    assert _read("ca19-9 1,200")[0][1]["value"] == "1,200"  # the form asks
    ((_, marker),), left_over = _left_over("ca19-9 12 after stent")
    assert (marker["value"], left_over) == ("12", "after stent")


SCHEDULED = {"dose": "80", "dose_unit": "mg/m2", "schedule": "d1,8,15 q4w"}
COUNTED = {"start": "May 2018", "cycles": "8"}


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        (
            "FISH ratio 2.4, HER2 copies 6.1, amplified, biopsy 14.3.2023",
            [
                (
                    "her2_test",
                    {
                        "method": "FISH",
                        "ish_ratio": "2.4",
                        "her2_copies": "6.1",
                        "result_reported": "amplified",
                        "specimen": "biopsy",
                        "specimen_date": "14.3.2023",
                    },
                )
            ],
        ),
        (
            "RECIST PR 44 mm 7.8.2023",
            [
                (
                    "assessment",
                    {
                        "response": "PR",
                        "criteria": "RECIST 1.1",
                        "sum_of_diameters": "44",
                        "date": "7.8.2023",
                    },
                )
            ],
        ),
        (
            "paclitaxel 80 mg/m2 d1,8,15 q4w",
            [
                ("therapy_line", {"regimen": "paclitaxel"}),
                ("drug_course", {"drug": "paclitaxel", **SCHEDULED}),
            ],
        ),
        (
            "XELOX + trastuzumab 5.2019",
            [("therapy_line", {"regimen": "XELOX + trastuzumab", "start": "5.2019"})],
        ),
        (
            "I-125 seed implantation 3.2019",
            [
                (
                    "local_intervention",
                    {
                        "type": "brachytherapy",
                        "procedures": "I-125 seed implantation",
                        "date": "3.2019",
                    },
                )
            ],
        ),
        (
            "50.4 Gy in 28 fractions",
            [
                (
                    "local_intervention",
                    {
                        "type": "radiotherapy",
                        "dose_gy": "50.4",
                        "fractions": "28",
                    },
                )
            ],
        ),
        ("HER2 positive", [("her2_test", {"result_reported": "positive"})]),
        ("her2 3+", [("her2_test", {"method": "IHC", "ihc_score": "3+"})]),
        ("stable disease", [("assessment", {"response": "SD"})]),
        (
            "alive 12.11.2024",
            [("follow_up", {"vital_status": "alive", "date": "12.11.2024"})],
        ),
        (
            "died Mar 2022",
            [("follow_up", {"vital_status": "dead", "date": "Mar 2022"})],
        ),
        (
            "ca19-9 > 10000 Sep 2017",
            [
                (
                    "result",
                    {
                        "analyte": "CA19-9",
                        "comparator": ">",
                        "value": "10000",
                        "date": "Sep 2017",
                    },
                )
            ],
        ),
        (
            "her2 IHC not amplified",
            [("her2_test", {"method": "IHC", "result_reported": "not amplified"})],
        ),
        (
            "gemcitabine stopped now",
            [
                ("therapy_line", {"regimen": "gemcitabine", "ongoing": "no"}),
                ("drug_course", {"drug": "gemcitabine", "ongoing": "no"}),
            ],
        ),
        (
            "S-1 x 8 May 2018",
            [
                ("therapy_line", {"regimen": "S-1", **COUNTED}),
                ("drug_course", {"drug": "S-1", **COUNTED}),
            ],
        ),
    ],
)
def test_what_was_misread_on_real_work(line: str, forms: Forms) -> None:
    assert _read(line) == forms


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("second-line chemotherapy + trastuzumab", "second-line chemotherapy"),
        ("ABC-001 + paclitaxel", "ABC-001"),
        ("paclitaxel + ABC-001", "ABC-001"),
    ],
)
def test_what_no_catalogue_knows_stays_in_the_regimen_and_is_marked(
    line: str, unknown: str
) -> None:
    (fact,) = understand(line)
    assert [form.texts for form in fact.forms] == [{"regimen": line}]
    assert (fact.left_over, fact.not_known) == ("", (unknown,))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("her2 IHC not positive", "denies"),
        ("no progression 3.2024", "denies"),
        ("denies nausea", ""),
        ("FOLFOX without oxaliplatin", "denies"),
        ("PD? 3.2024", "doubt"),
        ("probable PD liver 3.2024", "doubt"),
        ("suspected recurrence", "doubt"),
        ("HER2 3+?", "doubt"),
        ("ca19-9 ~1200", "doubt"),
        ("planned FOLFOX 5.2024", "planned"),
        ("recommended: trastuzumab 6 mg/kg q3w", "planned"),
        ("mother died Mar 2010", "somebody else"),
    ],
)
def test_a_word_that_turns_the_meaning_forbids_to_take_the_rest(
    line: str, reason: str
) -> None:
    (fact,) = understand(line)
    assert (fact.forms, fact.left_over) == ((), line)
    assert reason in " ".join(fact.reasons)


@pytest.mark.parametrize(
    "line", ["ct no progression", "ct 3.2024: PD?", "no new lesions on MRI 5.2023"]
)
def test_a_scan_is_quoted_with_its_doubts_and_denials(line: str) -> None:
    ((kind, texts),) = _read(line)
    assert kind == "finding"
    assert texts["result"] in line


RUN = {"start": "5.2019", "stop": "3.2020"}
TOXIC = {"stop": "3.2020", "stop_reason": "toxicity"}


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("stopped", {"ongoing": "no"}),
        ("5.2019, stopped 3.2020", RUN),
        ("5.2019 until 3.2020", RUN),
        ("5.2019 till 3.2020", RUN),
        ("ended 3.2020", {"stop": "3.2020"}),
        ("discontinued for toxicity 3.2020", TOXIC),
        ("stopped 3.2020 due to toxicity", TOXIC),
        (
            "5.2019 - 3.2020, stopped because of PD",
            {**RUN, "stop_reason": "progression"},
        ),
        (
            "completed as planned in Mar 2020",
            {"stop": "Mar 2020", "stop_reason": "completed as planned"},
        ),
        ("ongoing", {"ongoing": "yes"}),
        ("continues", {"ongoing": "yes"}),
        ("since 5.2019", {"start": "5.2019", "ongoing": "yes"}),
        ("5.2019 to date", {"start": "5.2019", "ongoing": "yes"}),
        ("started 5.2019", {"start": "5.2019"}),
        ("x6, last dose 3.2020", {"stop": "3.2020", "cycles": "6"}),
    ],
)
def test_how_a_therapy_begins_goes_on_and_ends(
    words: str, texts: dict[str, str]
) -> None:
    (kind, line), _ = _read(f"gemcitabine {words}")
    assert (kind, line) == ("therapy_line", {"regimen": "gemcitabine", **texts})


def test_a_date_before_stopped_may_be_that_of_the_start_too() -> None:
    ((_, line), _), left_over = _left_over("gemcitabine 5.2019 stopped")
    assert (line, left_over) == ({"regimen": "gemcitabine", "ongoing": "no"}, "5.2019")


@pytest.mark.parametrize(
    "line",
    [
        "FISH ratio >2.4",  # the field has no sign
        "FISH ratio 2.0-2.4",
        "HER2 ratio ~2",
        "FISH ratio 2.4 ratio 2.6",
    ],
)
def test_a_number_is_not_taken_without_its_sign_or_out_of_a_range(line: str) -> None:
    forms, left_over = _left_over(line)
    assert not any("ish_ratio" in texts for _, texts in forms)
    assert "ratio" in left_over


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("CEA 5.2 ng/mL; PD liver 3.2024", ["result", "assessment"]),
        ("PD liver 3.2024, alive", ["assessment", "follow_up"]),
        (
            "9.17 hepatic resection; cholecystectomy; lymphadenectomy",
            ["local_intervention"],
        ),
        ("GP + stent 5.2019", ["therapy_line", "local_intervention"]),
        ("IHC 2+ FISH ratio 2.4 biopsy 14.3.2023", ["her2_test", "her2_test"]),
    ],
)
def test_several_facts_of_one_line(line: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in _read(line)] == kinds


def test_values_of_one_list_share_its_date_and_events_do_not() -> None:
    for line in ("CEA 5 ng/mL, CA19-9 12 U/mL 2025-12", "2025-12 CEA 5, CA19-9 12"):
        assert [texts["date"] for _, texts in _read(line)] == ["2025-12", "2025-12"]
    (_, (_, response)) = _read("GP x4; PD 3.2020")
    assert response["date"] == "3.2020"
    assert "start" not in _read("GP x4; PD 3.2020")[0][1]


def test_one_fact_that_is_not_understood_leaves_the_line_undivided() -> None:
    forms, left_over = _left_over("PD 3.2024, drowsy")
    assert [kind for kind, _ in forms] == ["assessment"]
    assert left_over == "drowsy"


@pytest.mark.parametrize(
    "line", ["hello world", "2019-03", "PD SD", "FISH XYZ9 positive"]
)
def test_nothing_is_guessed(line: str) -> None:
    assert _left_over(line) == ([], line)


def test_an_empty_line_says_nothing() -> None:
    assert understand(" ") == ()


def test_a_text_that_is_no_line_is_refused_with_a_reason() -> None:
    (fact,) = understand("PD " * 200)
    assert not fact.forms
    assert "at most" in fact.reasons[0]


LINES = (
    "FISH ratio 2.4, HER2 copies 6.1, amplified, biopsy 14.3.2023",
    "RECIST PR 44 mm liver 7.8.2023",
    "2020-05..2021-08 trastuzumab 6 mg/kg q3w + pyrotinib 400 mg daily",
    "gemcitabine 1000 mg/m2 d1,8 q3w x4 5.2019, stopped for toxicity 3.2020",
    "Mar 2019 second hepatectomy",
    "SBRT to right adrenal 40 Gy in 5 fractions 3.2021",
    "g2 pneumonitis due to pembrolizumab 3.2024, ongoing",
    "ca19-9 > 10000 U/mL Sep 2017",
    "died of sepsis Mar 2022",
    "hepatic recurrence 3.2019",
    "Hb 9.8 g/dL Plt 120 3.2024",
    "KRAS G12D 12 % 3.2024",
    "liver lesion 23 mm 3.2024",
)
IN_OWN_WORDS = ("result", "regimen")
"""Fields that keep words of the source; a regimen is marked where it has some."""


@pytest.mark.parametrize("line", LINES)
def test_a_word_that_nobody_knows_is_left_over_wherever_it_stands(line: str) -> None:
    words = line.split()
    for place in range(len(words) + 1):
        with_word = " ".join((*words[:place], "qwxzy", *words[place:]))
        facts = understand(with_word)
        kept = " ".join(
            (*(f.left_over for f in facts), *sum((f.not_known for f in facts), ()))
        )
        assert "qwxzy" in kept, with_word
        for fact in facts:
            for form in fact.forms:
                for name, text in form.texts.items():
                    assert name in IN_OWN_WORDS or "qwxzy" not in text, with_word


@pytest.mark.parametrize("word", sorted(TURNING))
def test_no_line_survives_a_word_that_turns_it(word: str) -> None:
    for line in LINES:
        assert not any(fact.forms for fact in understand(f"{word} {line}"))


@given(st.text(max_size=60))
def test_no_line_breaks_it(line: str) -> None:
    for record_class, texts in forms_of(understand(line)):
        assert texts.keys() <= specs_by_name(record_class).keys()


@given(
    st.lists(st.sampled_from(sorted({w for x in LINES for w in x.split()})), max_size=8)
)
def test_no_order_of_known_words_breaks_it(words: list[str]) -> None:
    for fact in understand(" ".join(words)):
        for form in fact.forms:
            assert form.texts.keys() <= specs_by_name(form.record_class).keys()
