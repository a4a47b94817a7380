"""Texts that would do harm where a text is taken for markup, script or a formula."""

from dataclasses import replace

from timeline.swimlane.model import Swimlane, Undated

HOSTILE = (
    "<script>document.title='taken'</script>",
    "</script><img src=http://127.0.0.1:9/x onerror=document.title='taken'>",
    '<a href="javascript:void(0)">link</a><b>bold</b>',
    "[/] [bold red]markup[/]",
    "=cmd()|' /C calc'!A0",
    "%{x} & &lt; \" ' \u2028 \u2029",
)


def poisoned(swimlane: Swimlane) -> Swimlane:
    """The same picture with hostile texts in every place that takes a text."""
    text = " ".join(HOSTILE)
    detail = ((text, text),)
    lanes = tuple(
        replace(
            lane,
            title=text,
            subtitle=text,
            bars=tuple(replace(b, label=text, detail=detail) for b in lane.bars),
            marks=tuple(replace(m, label=text, detail=detail) for m in lane.marks),
        )
        for lane in swimlane.lanes
    )
    series = tuple(
        replace(
            one,
            marker=text,
            unit=text,
            note=text,
            points=tuple(replace(p, label=text, detail=detail) for p in one.points),
        )
        for one in swimlane.series
    )
    return replace(
        swimlane,
        title=text,
        time_zero_label=text,
        cutoff_label=text,
        lanes=lanes,
        series=series,
        undated=(Undated(text, text),),
        footnotes=(text,),
    )
