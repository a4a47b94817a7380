"""Texts from data as HTML, many at once."""

from timeline.charts.hover import escaped


def test_one_text_that_needs_it_changes_no_other() -> None:
    texts = ["a", "<b>", "", 'c & "d"']
    assert [*escaped(texts, quote=True)] == [
        "a",
        "&lt;b&gt;",
        "",
        "c &amp; &quot;d&quot;",
    ]
    assert [*escaped(texts, quote=False)][3] == 'c &amp; "d"'


def test_texts_that_need_nothing_stay() -> None:
    assert [*escaped(['a "quoted" word', "b"], quote=False)] == ['a "quoted" word', "b"]
    assert [*escaped([], quote=True)] == []
