"""What is said when a change makes something no longer add up."""

from timeline.clinical.queries.query import Query, Severity, State
from timeline.tui.new_queries import in_words


def query(key: str, severity: Severity, state: State = State.OPEN) -> Query:
    return Query(key, "rule", severity, f"{key} is odd.", "Look.", (), state=state)


def test_only_grave_and_open_queries_that_were_not_there_are_said() -> None:
    old = query("old", Severity.CONTRADICTION)
    others = (
        query("missing", Severity.MISSING),
        query("notice", Severity.NOTICE),
        query("settled", Severity.CONFLICT, State.DISMISSED),
    )
    assert in_words([old], [old, *others]) == ""
    new = query("new", Severity.CONFLICT)
    assert in_words([old], [old, *others, new]) == "new is odd. i lists the queries."
    more = query("more", Severity.CONTRADICTION)
    assert in_words([], [new, more]) == ("new is odd. And 1 more. i lists the queries.")
