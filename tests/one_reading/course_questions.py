"""Questions on lines, responses, HER2, markers and queries, and what outlets answer."""

import re

from one_reading.life_questions import Answers, span_of_data, span_of_words
from one_reading.outlets import Outlets
from timeline.clinical.durations import rounded
from timeline.swimlane.model import Bar, Group, Tone

NONE = "none"


def current_line(outlets: Outlets) -> Answers:
    """Which line is given, as far as is known?"""
    given_in_header = re.match(r"line (\d+) ", outlets.header.course[1])
    number = given_in_header[1] if given_in_header else NONE
    going = [line["number"] for line in outlets.data["lines"] if line["ongoing"]]
    printed = outlets.text.splitlines()[1].split(" · ")[1]
    in_report = re.match(r"line (\d+) ", printed)
    given = {
        "header": number,
        "JSON": str(max(going)) if going else NONE,
        "report": in_report[1] if in_report else NONE,
        "list": (number if number != NONE else "some")
        if outlets.listed.on_treatment
        else NONE,
    }
    if outlets.row:
        goes_on = [s.line for s in outlets.row.segments if s.goes_on]
        given["row"] = str(max(goes_on)) if goes_on else NONE
    if _all_dated(outlets):
        bars = [bar for bar in _line_bars(outlets) if bar.ongoing]
        given["picture"] = bars[-1].label.lstrip("L") if bars else NONE
        given["bars"] = number if _drugs_go_on(outlets) else NONE
    return given


def _line_bars(outlets: Outlets) -> list[Bar]:
    lanes = outlets.picture.lanes
    return [bar for lane in lanes for bar in lane.bars if bar.tone is Tone.LINE]


def _drugs_go_on(outlets: Outlets) -> bool:
    lanes = [lane for lane in outlets.picture.lanes if lane.group is Group.SYSTEMIC]
    lines = {line.id for line in outlets.case.lines}
    lines |= {
        c.id for line in outlets.case.lines for c in outlets.case.courses(line.id)
    }
    bars = [bar for lane in lanes for bar in lane.bars if bar.tone is not Tone.LINE]
    return any(bar.ongoing for bar in bars if bar.record in lines)


def _all_dated(outlets: Outlets) -> bool:
    return not outlets.picture.ordered and all(
        line["start"]["earliest"] is not None for line in outlets.data["lines"]
    )


def since(outlets: Outlets) -> Answers:
    """Since when is the current line given?"""
    begun = re.match(r"line (\d+) .* since (.+)$", outlets.header.course[1])
    if begun is None:
        return {}
    (printed,) = outlets.of_text(rf"^ +{begun[1]} \[.*\n(?:.*\n)*?^ +start ([^,(;\n]+)")
    return {"header": begun[2], "report": printed.strip()}


def number_of_lines(outlets: Outlets) -> Answers:
    """How many lines were given?"""
    counted = set(outlets.of_text(r"LoT (\d+) \("))
    given = {
        "JSON": str(len(outlets.data["lines"])),
        "counts": str(outlets.data["counts"]["systemic_lines"]),
        "report": " or ".join(sorted(counted)),
    }
    if _all_dated(outlets):
        given["picture"] = str(len(_line_bars(outlets)))
        if outlets.row:
            given["row"] = str(len({s.line for s in outlets.row.segments}))
    return given


_ONLY_SCAN = " (the only scan recorded)"


def best_responses(outlets: Outlets) -> Answers:
    """What was the best response of each line?"""
    lines = outlets.data["lines"]
    printed = outlets.of_text(r"^ {4}best response: ([^;\n]+)")
    given = {
        "JSON": "; ".join(
            line["best_response"] + _ONLY_SCAN * line["best_response_only_scan"]
            for line in lines
        ),
        # whether it is confirmed follows
        "report": "; ".join(re.sub(r", (?!at least).*", "", best) for best in printed),
    }
    if len(lines) == 1 and outlets.row and outlets.row.cells[2]:
        cell = outlets.row.cells[2]
        given["row"] = "unknown, at least SD" if cell.startswith("at least") else cell
        if lines[0]["best_response_not_settled"]:  # a cell has no room for the records
            given["row"] = given["JSON"] if cell == "?" else cell
        elif lines[0]["best_response_only_scan"]:
            given["row"] += _ONLY_SCAN
    return given


def progression_free(outlets: Outlets) -> Answers:
    """How long was each line free of progression, and is that an event or censored?"""
    lines = outlets.data["lines"]
    printed = outlets.of_text(r"^ {4}PFS: ((?:not|event|censored|[\d<>]).*)$")
    given = {
        "JSON": "; ".join(span_of_data(line["pfs"]) for line in lines),
        "report": "; ".join(span_of_words(words) for words in printed),
    }
    if lines and all(_one_status(line["pfs"]) for line in lines):
        spans = [_span_of_curve(outlets, line["number"]) for line in lines]
        if all(spans):
            given["curve"] = "; ".join(spans)
    return given


def _one_status(pfs: dict[str, object]) -> bool:
    known = pfs["censored"] is not None and not pfs["outcomes"]
    return known and pfs["months_min"] is not None and pfs["months_max"] is not None


def _span_of_curve(outlets: Outlets, number: int) -> str:
    curve = outlets.from_line(number).curve
    if curve is None:
        return ""
    longest = curve.longest or curve.shortest
    kind = "event" if curve.shortest.events else "censored"
    return f"{rounded(curve.shortest.last)}-{rounded(longest.last)} {kind}"


def last_response(outlets: Outlets) -> Answers:
    """What was the last response?"""
    header = outlets.header.course[2]
    if header == "no response recorded" or header.endswith("?"):
        return {}
    given = {"header": header, "report": outlets.text.splitlines()[1].split(" · ")[2]}
    read = outlets.at_the_end.response
    if read and "undated" not in read:
        given["reading"] = read.rpartition(", ")[0]
    return given


def her2(outlets: Outlets) -> Answers:
    """What is HER2 on tissue?"""
    header = outlets.header.tests[0]
    given = {"header": _her2_word(header), "report": _her2_word(_tests(outlets)[0])}
    given["JSON"] = _her2_word(outlets.data["her2"]["current"])
    if outlets.at_the_end.her2:
        given["reading"] = _her2_word(outlets.at_the_end.her2)
    if outlets.row and outlets.row.cells[1]:
        given["row"] = _her2_word(outlets.row.cells[1])
    return given


def _tests(outlets: Outlets) -> list[str]:
    return outlets.text.splitlines()[2].split(" · ")


def _her2_word(words: str) -> str:
    found = re.search(r"\b(not settled|positive|negative|equivocal)\b", words)
    return found[1] if found else "no class"


def marker(outlets: Outlets) -> Answers:
    """What was the last value of the first marker?"""
    if not outlets.data["markers"]:
        return {}
    header = outlets.header.tests[2]
    given = {"header": _value(header), "report": _value(_tests(outlets)[2])}
    if outlets.at_the_end.markers and not header.endswith("undated"):
        given["reading"] = _value(outlets.at_the_end.markers[0])
    return given


def _value(words: str) -> str:
    number = re.match(
        r"\S+ ((?:[<>]=?)?[\d.]+(?: or [<>]?[\d.]+)*(?:, not settled)?)", words
    )
    return number[1] if number else words


def open_queries(outlets: Outlets) -> Answers:
    """How many queries are open?"""
    of_data = [query for query in outlets.data["queries"] if query["state"] == "open"]
    asked = [query for query in outlets.asked if query["state"] == "open"]
    return {
        "header": outlets.header.tests[1].split()[0],
        "report": _tests(outlets)[1].split()[0],
        "list": str(outlets.listed.open_queries),
        "JSON": str(len(of_data)),
        "queries": str(len(asked)),
        "section": (*outlets.of_text(r"^OPEN QUERIES \((\d+)\)"), "0")[0],
    }
