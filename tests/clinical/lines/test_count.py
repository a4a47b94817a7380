from clinical.small_case import case_of, line, record
from timeline.case.record import Entry
from timeline.clinical.review import Review, review
from timeline.report.build import document_of
from timeline.report.text import as_text


def two_tumours(**of_second_line: str) -> Review:
    entries: tuple[Entry, ...] = (
        record("diagnosis", "breast", date="2010-03-01", site="breast"),
        record("diagnosis", "lung", date="2020-02-01", site="lung", index_tumour=True),
        *line(
            "a", "letrozole", start="2010-06-01", setting="adjuvant", primary="breast"
        ),
        *line("b", "pembrolizumab", start="2020-03-01", **of_second_line),
    )
    return review(case_of(*entries))


def test_lines_of_several_tumours_are_counted_for_each() -> None:
    found = two_tumours(primary="lung")
    counts = {name: count.text for name, count in found.endpoints.counts_by_tumour}
    assert counts == {"breast": "LoT 1 (1+0)", "lung": "LoT 1 (0+1)"}
    assert found.endpoints.count.text == "LoT 2 (1+1)"
    page = as_text(document_of(found))
    assert "breast: LoT 1 (1+0)." in page
    assert "lung: LoT 1 (0+1)." in page


def test_a_line_of_unknown_tumour_is_counted_for_none() -> None:
    assert two_tumours().endpoints.counts_by_tumour == ()
