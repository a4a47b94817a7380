"""What is said when a change makes something no longer add up."""

from timeline.clinical.queries.query import Query, Severity, State
from timeline.tui.patient.view import new_queries_text


def query(key: str, severity: Severity, state: State = State.OPEN) -> Query:
    return Query(key, "rule", severity, f"{key} is odd.", "Look.", (), state=state)


def test_only_grave_and_open_queries_that_were_not_there_are_said() -> None:
    old = query("old", Severity.CONTRADICTION)
    others = (
        query("missing", Severity.MISSING),
        query("notice", Severity.NOTICE),
        query("settled", Severity.CONFLICT, State.DISMISSED),
    )
    assert new_queries_text([old], [old, *others]) == ""
    new = query("new", Severity.CONFLICT)
    assert (
        new_queries_text([old], [old, *others, new])
        == "new is odd. i lists the queries."
    )
    more = query("more", Severity.CONTRADICTION)
    assert new_queries_text([], [new, more]) == (
        "new is odd. And 1 more. i lists the queries."
    )
