import pytest
from pydantic import ValidationError

from timeline.case.record import Entry
from timeline.case.records.adverse_event import AdverseEvent
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.kinds import KINDS
from timeline.exchange.wording import problems_in_words


def words(record_class: type[Entry], **values: object) -> tuple[tuple[str, str], ...]:
    with pytest.raises(ValidationError) as error:
        record_class.model_validate({"id": "a", **values})
    return problems_in_words(error.value, record_class)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("ihc_cells", 101, "Write a number of at most 100."),
        ("ihc_cells", -1, "Write a number of at least 0."),
        ("ish_ratio", 0, "Write a number above 0."),
        ("ish_ratio", "many", "Write a plain number with a point for decimals"),
        ("ish_ratio", [], "Write a number."),
        ("laboratory", "x" * 201, "Shorten this to 200 characters."),
        ("laboratory", 3, "Write a text."),
        ("figure_only", "perhaps", "Write yes or no."),
        ("ihc_score", "4+", "Write one of: 0, 1+, 2+, 3+."),
        ("variants", 3, "Write a list of texts."),
        (
            "specimen_date",
            "3/4/2019",
            "Day and month could be either way round: 3 Apr",
        ),
        ("notes", "a\x00", "Take out the invisible character U+0000."),
    ],
)
def test_each_kind_of_error_has_a_sentence(
    field: str, value: object, sentence: str
) -> None:
    ((name, message),) = words(Her2Test, **{field: value})
    assert name == field
    assert message.startswith(sentence)


def test_whole_numbers() -> None:
    values: tuple[object, ...] = (2.5, [], 10**400)
    for value in values:
        ((field, message),) = words(AdverseEvent, term="Rash", grade=value)
        assert field == "grade"
        assert message in ("Write a whole number.", "Write a number of at most 5.")


def test_a_missing_value_and_a_rule_between_fields() -> None:
    assert words(AdverseEvent) == (("term", "This is required."),)
    ended = words(AdverseEvent, term="Fatigue", ongoing=True, stop="2020")
    rule = "It cannot be ongoing and have a date when it resolved."
    assert ended == (("", rule),)


@pytest.mark.parametrize("value", ["SECRET\x07", 4711.5, ["SECRET", 4711.5]])
def test_no_sentence_repeats_the_value(value: object) -> None:
    seen = 0
    for record_class in KINDS.values():
        for name in record_class.model_fields:
            with pytest.raises(ValidationError) as error:
                record_class.model_validate({name: value, "bad key": 4711.5})
            for _, message in problems_in_words(error.value, record_class):
                assert "SECRET" not in message
                assert "4711" not in message
                seen += 1
    assert seen > 100
