"""Records by the words of a person."""

from registry.small import line, record
from timeline.tui.entry.record_names import named, named_entry


def test_a_record_is_named_by_kind_and_label_or_date() -> None:
    assert named_entry(line(regimen="GP")) == "Line of therapy GP"
    seen = record("assessment", "a", date="2023-01-30")
    assert named_entry(seen) == "Assessment 30 Jan 2023"
    assert named_entry(record("assessment", "b")) == "Assessment"
    answer = record(
        "query_answer", "q", query="k", state="answered", reason="as stated"
    )
    assert named_entry(answer).endswith("(answered: as stated)")


def test_several_records_are_counted() -> None:
    assert named([line()]) == "Line of therapy GEMCIS"
    assert named([line(), line("line-2")]) == "2 records"
