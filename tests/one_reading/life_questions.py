"""Questions on life, survival and the tumour, and what each outlet answers.

Each answer is taken from what the outlet gives to a reader. An outlet that does not
speak of a matter is left out; one that cannot know it says so.
"""

import datetime as dt
import re
from typing import Any

from one_reading.outlets import Outlets
from timeline.case.records.diagnosis import Diagnosis
from timeline.clinical.durations import rounded
from timeline.swimlane.cohort.model import RowEnd
from timeline.swimlane.model import Shape

Answers = dict[str, str]
NOT_STATED = "not stated"
NOT_COMPUTABLE = "not computable"
LOST = "lost to follow-up"
_ENDS = {
    RowEnd.DEATH: "dead",
    RowEnd.CENSORED: "alive",
    RowEnd.ONGOING: "alive",
    RowEnd.LOST: LOST,
    RowEnd.STATUS_UNKNOWN: NOT_STATED,
    RowEnd.UNKNOWN: NOT_STATED,
}


def status(outlets: Outlets) -> Answers:
    """Is the patient alive, dead or lost?"""
    listed = outlets.listed
    of_list = {True: "dead", False: "alive", None: NOT_STATED}[listed.deceased]
    given = {
        "header": _status_in_words(outlets.header.course[0]),
        "report": _status_in_words(_course_line(outlets)),
        "JSON": outlets.data["life"]["status"] or NOT_STATED,
        "list": LOST if listed.lost_from == 0 else of_list,
    }
    if outlets.row:
        given["row"] = _ENDS[outlets.row.end]
    return given


def _course_line(outlets: Outlets) -> str:
    """The second line of the report, which begins with the vital status."""
    return outlets.text.splitlines()[1].partition(" · ")[0]


def _status_in_words(words: str) -> str:
    if LOST in words.casefold():
        return LOST
    if _not_settled(words):
        return NOT_STATED
    if "not stated" in words or words == "No follow-up":
        return NOT_STATED
    if words.startswith("Not settled"):  # a contact after death says alive
        return NOT_STATED
    return words.split(maxsplit=1)[0].strip(",").casefold()


def _not_settled(words: str) -> bool:
    """Whether follow-ups deny each other, so that nothing is said of life and death."""
    return words.casefold().startswith("not settled")


def death(outlets: Outlets) -> Answers:
    """Did the patient die?"""
    if _not_settled(outlets.header.course[0]):
        return _disputed_death(outlets)
    picture = outlets.picture
    marks = [mark for lane in picture.lanes for mark in lane.marks]
    labels = [mark.label for mark in marks if mark.shape is Shape.DEATH]
    labels += [undated.label for undated in picture.undated]
    given = {
        "header": _yes("Dead" in outlets.header.course[0]),
        "list": _yes(bool(outlets.listed.deceased)),
        "JSON": _yes(outlets.data["life"]["death"] is not None),
    }
    if not outlets.data["life"]["not_settled"]:  # it draws each record as it stands
        given["picture"] = _yes(any("Death" in label for label in labels))
        given["legend"] = _yes("Death" in outlets.legend)
    if outlets.row:
        given["row"] = _yes(outlets.row.end is RowEnd.DEATH)
        if outlets.cohort.curve:
            given["curve"] = _yes(outlets.cohort.curve.shortest.events > 0)
    died = outlets.data["life"]["death"]
    if died and died["latest"]:
        said = any(line.startswith("dead") for line in outlets.at_the_end.lines)
        given["reading"] = _yes(said)
    return given


def _disputed_death(outlets: Outlets) -> Answers:
    marks = [mark for lane in outlets.picture.lanes for mark in lane.marks]
    labels = {mark.label for mark in marks if mark.shape is Shape.DEATH}
    return {
        "header": "open",
        "list": "open" if outlets.listed.deceased is None else "settled",
        "JSON": "open" if outlets.data["life"]["status"] is None else "settled",
        "picture": "open" if labels == {"Death, not settled"} else "settled",
    }


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def last_day(outlets: Outlets) -> Answers:
    """When was the patient last known alive, or when did the patient die?"""
    life = outlets.data["life"]
    days = life["death"] or life["last_alive"]
    if days is None:
        return {}
    given = {"JSON": _days(_day(days["earliest"]), _day(days["latest"]))}
    picture, row = outlets.picture, outlets.row
    if picture.cutoff_label.startswith(("Death", "Last known alive")):
        given["picture"] = _days(picture.cutoff.earliest, picture.cutoff.latest)
    origin = picture.time_zero.earliest
    if row and origin is not None and "diagnosis" in picture.time_zero_label:
        stop = row.follow_up.stop
        given["row"] = _days(_moved(stop.earliest, origin), _moved(stop.latest, origin))
    if life["not_settled"]:  # the others name each day that a record gives
        return given
    recorded = outlets.listed.last_contact
    if recorded.earliest == recorded.latest:  # a month may have fewer days left
        given["list"] = _days(recorded.earliest, recorded.latest)
    for name, words in (
        ("header", outlets.header.course[0]),
        ("report", _course_line(outlets)),
    ):
        days = [
            dt.datetime.strptime(day, "%d %b %Y").toordinal()  # noqa: DTZ007
            for day in re.findall(r"\d{1,2} [A-Z][a-z]{2} \d{4}", words)
        ]
        if days and not _not_settled(words):  # one, or two between which it was
            given[name] = _days(days[0], days[-1])
    return given


def _day(value: str | int | None) -> int | None:
    return dt.date.fromisoformat(value).toordinal() if isinstance(value, str) else value


def _moved(day: int | None, by: int) -> int | None:
    return None if day is None else day + by


def _days(first: int | None, last: int | None) -> str:
    return f"day {first} to {last}"


def survival(outlets: Outlets) -> Answers:
    """How long did the patient survive, and is that an event or censored?"""
    told = outlets.data["endpoints"]["os"]
    given = {"JSON": span_of_data(told)}
    (printed,) = outlets.of_text(r"^ +overall survival: (.+)$")
    given["report"] = span_of_words(printed)
    said = re.search(r", (\d[^+]*)$", outlets.header.course[0])
    if said:
        given["header"] = span_of_words(said[1])
    curve = outlets.cohort.curve
    if curve and curve.shortest.patients and "diagnosis" in told["from"]:
        longest = curve.longest or curve.shortest
        kind = "event" if curve.shortest.events else "censored"
        given["curve"] = (
            f"{rounded(curve.shortest.last)}-{rounded(longest.last)} {kind}"
        )
    return given


def span_of_data(endpoint: dict[str, Any]) -> str:
    """A length in JSON as `7.1-11.7 event`."""
    shortest, longest = endpoint["months_min"], endpoint["months_max"]
    if shortest is None and longest is None:
        return NOT_COMPUTABLE
    if endpoint["outcomes"]:
        spans = [
            span_of_data({**each, "outcomes": ()}) for each in endpoint["outcomes"]
        ]
        return " or ".join(spans)
    kind = {True: "censored", False: "event", None: "open"}[endpoint["censored"]]
    return f"{rounded(shortest) or '?'}-{rounded(longest) or '?'} {kind}"


def span_of_words(words: str) -> str:
    """A printed length as `7.1-11.7 event`, where several outcomes are open all."""
    if words.startswith("not computable"):
        return NOT_COMPUTABLE
    return " or ".join(
        _one_span(part) for part in words.partition(";")[0].split(" or ")
    )


def _one_span(words: str) -> str:
    limits = re.search(r"(>=|<=)? ?(\d+\.\d)(?:-(\d+\.\d))? mo", words)
    if limits is None:
        return NOT_COMPUTABLE
    sign, first, last = limits[1], limits[2], limits[3] or limits[2]
    first, last = ("?" if sign == "<=" else first), ("?" if sign == ">=" else last)
    return f"{first}-{last} {'censored' if 'censored' in words else 'event'}"


def index_tumour(outlets: Outlets) -> Answers:
    """From the diagnosis of which tumour is everything counted?"""
    tumours = outlets.case.of_kind(Diagnosis)
    if len(tumours) < 2:
        return {}
    sites = {str(tumour.site) for tumour in tumours}
    given = {
        "header": _site(outlets.header.person[2], sites),
        "report": _site(outlets.text.splitlines()[0].split(" · ")[2], sites),
        "picture": _site(outlets.picture.time_zero_label, sites),
        "legend": _site(re.findall(r"[Mm]onth 0.*", outlets.legend)[0], sites),
    }
    reason = outlets.data["endpoints"]["os"]["reason"]
    if "tumour" in reason:
        given["JSON"] = "not settled"
    if not outlets.row:
        (left_out,) = outlets.cohort.left_out
        given["row"] = _site(left_out.reason, sites)
    return given


def _site(words: str, sites: set[str]) -> str:
    if "not settled" in words:
        return "not settled"
    return ", ".join(site for site in sorted(sites) if site in words) or words
