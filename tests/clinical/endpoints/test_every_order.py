"""Endpoints of uncertain dates against brute force over every day that they allow.

The second definition of each endpoint below knows exact days only, and is as plain as
it can be: the ranges of the program have to hold what it gives for every choice of
days, with the status.
"""

import datetime as dt
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from clinical.small_case import computed, record
from effort import SEED, effort
from timeline.case.record import Entry
from timeline.clinical.endpoints.case_endpoints import Endpoint, Endpoints
from timeline.clinical.settings import DEFAULTS, ProgressionChoice, Settings

ANY = {None, "RECIST 1.1", "iRECIST", "clinical"}
COUNTED: dict[ProgressionChoice, set[str | None]] = {
    ProgressionChoice.ANY: ANY,
    ProgressionChoice.NOT_CLINICAL: ANY - {"clinical"},
    ProgressionChoice.RECIST: {"RECIST 1.1"},
    ProgressionChoice.RECIST_OR_CLINICAL: {"RECIST 1.1", "clinical"},
    ProgressionChoice.IRECIST: {"iRECIST"},
    ProgressionChoice.IRECIST_OR_CLINICAL: {"iRECIST", "clinical"},
}
"""Criteria by which a progression ends survival without it; None: not stated."""
ZERO = dt.date(2020, 1, 1).toordinal()
MOST_CHOICES = 400


@dataclass
class Scene:
    """A small course: the window of each point, and what the records say."""

    windows: dict[str, tuple[int, int]]
    lines: dict[str, bool]
    """Lines, and whether each was stopped for progression."""
    seen: dict[str, tuple[str, str | None]]
    """Assessments: category, and the line that they name."""
    stated: dict[str, str | None]
    """Progressions of no category, and the line that they name."""
    dead: bool
    orders: list[tuple[str, str]] = field(default_factory=list)
    criteria: dict[str, str] = field(default_factory=dict)
    """What assessments and progressions were judged by, where it is stated."""
    sums: dict[str, float] = field(default_factory=dict)
    """Scans of line a that nobody judged; the first is the baseline."""
    denial: str | None = None
    """A later death, `late`, or a contact alive after death, `alive`."""
    settings: Settings = DEFAULTS

    @property
    def implied(self) -> list[tuple[str, str]]:
        """What follows from the records: stops after starts, death after all else."""
        pairs = [(f"{line}.start", f"{line}.stop") for line in self.lines]
        pairs = [pair for pair in pairs if pair[1] in self.windows]
        if self.dead:
            living = [p for p in self.windows if p not in ("dx", "last", self.denial)]
            pairs += [(point, "last") for point in living]
        return [*pairs, *self.orders]

    def narrowed(self, point: str) -> tuple[int, int]:
        """The days of a point that the orders leave."""
        reached = self._reached()
        first, last = self.windows[point]
        first = max([first, *(self.windows[a][0] for a, b in reached if b == point)])
        return first, min(
            [last, *(self.windows[b][1] for a, b in reached if a == point)]
        )

    def disputes(self) -> list[list[set[str]]]:
        """Records of one exact day and line that deny each other: what each reading
        leaves out."""
        day = {p: self.narrowed(p) for p in (*self.seen, *self.stated)}
        exact = {p for p, (first, last) in day.items() if first == last}
        groups: dict[object, list[str]] = {}
        for name, (_, line) in self.seen.items():
            if name in exact:
                key = day[name], line, self.criteria.get(name)
                groups.setdefault(key, []).append(name)
        held = []
        for names in groups.values():
            categories = {self.seen[name][0] for name in names}
            if len(categories) > 1:
                held.append(
                    [{n for n in names if self.seen[n][0] == c} for c in categories]
                )
        known = {name for readings in held for names in readings for name in names}
        for name, line in self.stated.items():
            by = self.criteria.get(name)
            against = {
                s
                for s, (category, on) in self.seen.items()
                if name in exact
                and s in exact
                and day[s] == day[name]
                and on == line is not None
                and by in (None, self.criteria.get(s))
                and category != "PD"
            }
            if against and not known & against:
                held.append([{name}, against])
        return [[set().union(*h) - kept for kept in h] for h in held]

    def readings(self) -> Iterator[tuple[frozenset[str], str | None]]:
        """What the records leave out, and the point of death, by each reading."""
        deaths: list[str | None] = ["last"] if self.dead else [None]
        if self.denial:
            deaths.append("late" if self.denial == "late" else None)
        for left_out in itertools.product(*self.disputes()):
            for death in deaths:
                yield frozenset().union(*left_out), death

    def follows(self) -> set[tuple[str, str]]:
        """Pairs of which an order, through others too, puts the second after."""
        reached = self._reached()
        return {(a, b) for a, b in reached if (b, a) not in reached}

    def _reached(self) -> set[tuple[str, str]]:
        reached = set(self.implied)
        for middle in self.windows:
            into = [a for a, b in reached if b == middle]
            out = [b for a, b in reached if a == middle]
            reached |= set(itertools.product(into, out))
        return reached

    def days(self, chance: random.Random) -> Iterator[dict[str, int]]:
        """Choices of days that agree with the records: all, or many of them."""
        names = list(self.windows)
        spans = [range(a, b + 1) for a, b in self.windows.values()]
        total = 1
        for span in spans:
            total *= len(span)
        choices: Iterator[tuple[int, ...]] = itertools.product(*spans)
        if total > MOST_CHOICES:
            edges = [self._edges(span) for span in spans]
            choices = (
                tuple(chance.choice(edge) for edge in edges)
                for _ in range(MOST_CHOICES)
            )
        for choice in choices:
            days = dict(zip(names, choice, strict=True))
            scans = {days[scan] for scan in self.sums}
            if len(scans) == len(self.sums) and all(
                days[a] <= days[b] for a, b in self.implied
            ):
                yield days

    def _edges(self, span: range) -> list[int]:
        """Days at which an order may change: ends of windows, and those beside them."""
        ends = {day for window in self.windows.values() for day in window}
        near = {day + step for day in ends for step in (-1, 0, 1)}
        return sorted(near & set(span)) or list(span)

    def entries(self) -> list[Entry]:
        """The records of the program."""
        date = {p: _text(*window) for p, window in self.windows.items()}
        entries = [
            record("diagnosis", "dx", date=date["dx"]),
            record(
                "follow_up",
                "last",
                date=date["last"],
                vital_status="dead" if self.dead else "alive",
            ),
            record(
                "local_intervention",
                "op",
                type="surgery",
                intent="curative",
                date=date["op"],
            ),
        ]
        for number, (line, progressed) in enumerate(self.lines.items(), start=1):
            stop = date.get(f"{line}.stop")
            values: dict[str, object] = {"stop": stop} if stop else {"ongoing": True}
            if progressed and stop:
                values["stop_reason"] = "progression"
            entries.append(
                record(
                    "therapy_line",
                    line,
                    regimen=f"drug {line}",
                    setting="palliative",
                    start=date[f"{line}.start"],
                    number_override=number,
                    override_reason="as the letter has it",
                    **values,
                )
            )
        for name, (category, on) in self.seen.items():
            entries.append(
                record(
                    "assessment",
                    name,
                    date=date[name],
                    response=category,
                    **self._named(name, on),
                )
            )
        for name, on in self.stated.items():
            named = self._named(name, on)
            entries.append(record("progression", name, date=date[name], **named))
        for name, size in self.sums.items():
            more = {"sum_of_diameters": size, "line": "a"}
            entries.append(record("assessment", name, date=date[name], **more))
        if self.denial:
            status = "dead" if self.denial == "late" else "alive"
            later = {"date": date[self.denial], "vital_status": status}
            entries.append(record("follow_up", self.denial, **later))
        entries += [
            record("order", f"o{n}", earlier=a, later=b)
            for n, (a, b) in enumerate(self.orders)
        ]
        return entries

    def _named(self, name: str, line: str | None) -> dict[str, object]:
        named = {"line": line, "criteria": self.criteria.get(name)}
        return {key: value for key, value in named.items() if value}


def _text(first: int, last: int) -> str:
    days = [dt.date.fromordinal(ZERO + day).isoformat() for day in (first, last)]
    return days[0] if first == last else f"[{days[0]}..{days[1]}]"


@dataclass(frozen=True)
class Truth:
    """What an endpoint is on exact days; a stretch where no record dates the end."""

    shortest: int
    longest: int
    censored: bool | None


class Exact:
    """The endpoints of a course whose days are all known, by one reading."""

    def __init__(
        self,
        scene: Scene,
        days: dict[str, int],
        left_out: frozenset[str] = frozenset(),
        death: str | None = None,
    ) -> None:
        self.scene, self.days = scene, days
        self.follows = scene.follows()
        self.seen = {n: s for n, s in scene.seen.items() if n not in left_out}
        self.stated = {n: s for n, s in scene.stated.items() if n not in left_out}
        self.died = None if death is None else days[death]

    def after(self, point: str, other: str) -> bool:
        same = self.days[point] == self.days[other]
        if same:
            return (other, point) in self.follows
        return self.days[point] > self.days[other]

    def next_line(self, line: str) -> str | None:
        later = [
            other
            for other in self.scene.lines
            if other != line and self.starts_before(line, other)
        ]
        return min(later, key=lambda o: (self.days[f"{o}.start"], o), default=None)

    def starts_before(self, line: str, other: str) -> bool:
        first, second = sorted((line, other))
        turned = self.after(f"{first}.start", f"{second}.start")
        return line == (second if turned else first)

    def progressions(self, line: str) -> list[str]:
        named = {
            **{p: on for p, (category, on) in self.seen.items() if category == "PD"},
            **self.stated,
        }
        counts = COUNTED[self.scene.settings.progression_choice]
        following = self.next_line(line)
        stopped = self.scene.lines[line] and f"{line}.stop" in self.days
        return [
            p
            for p, on in named.items()
            if self.scene.criteria.get(p) in counts
            and (on == line or (on is None and self.after(p, f"{line}.start")))
            and not (
                following
                and self.after(p, f"{following}.start")
                and not (stopped and on == line)
            )
        ]

    def judged(self, line: str) -> list[str]:
        following = self.next_line(line)
        return [
            p
            for p, (_, on) in self.seen.items()
            if on == line
            or (
                on is None
                and self.after(p, f"{line}.start")
                and not (following and self.after(p, f"{following}.start"))
            )
        ]

    def outcome(self, line: str, *, death: bool = True) -> tuple[int, int, bool] | None:
        """First and last possible day of the end, and whether it censors."""
        events = [self.days[p] for p in self.progressions(line)]
        if events:
            return min(events), min(events), False
        following = self.next_line(line)
        limit = f"{following}.start" if following else None
        stop = f"{line}.stop"
        undocumented = COUNTED[self.scene.settings.progression_choice] & {
            None,
            "clinical",
        }
        if self.scene.lines[line] and stop in self.days and undocumented:
            return self.stopped(line, stop)
        died = self.died if death and limit is None else None
        if died is not None and not self.missed(line, died):
            return died, died, False
        seen = [self.days[p] for p in self.well(line, limit)]
        return (max(seen), max(seen), True) if seen else None

    def stopped(self, line: str, stop: str) -> tuple[int, int, bool]:
        """The stretch in which a line progressed that was stopped for it."""
        start = f"{line}.start"
        well = self.well(line, stop)
        measures = line == "a" and self.scene.sums
        worse, fine = self.measured() if measures else ([], [])
        dating = [
            p
            for p in worse
            if all(self.after(p, other) for other in well or [start])
            and not self.after(p, stop)
        ]
        end = min(dating, key=lambda p: self.days[p], default=stop)
        before = [
            p
            for p in fine
            if self.after(p, start)
            and not self.after(p, end)
            and all(self.after(other, p) for other in worse)
        ]
        since = max(
            self.days[p] for p in (*well, *before, *([] if well or before else [start]))
        )
        return since, self.days[end], False

    def measured(self) -> tuple[list[str], list[str]]:
        """Scans that are PD by RECIST 1.1 beside their smallest sum, and the others."""
        baseline, *others = self.scene.sums
        smallest = self.scene.sums[baseline]
        worse: list[str] = []
        fine: list[str] = []
        for scan in sorted(others, key=lambda p: self.days[p]):
            size = self.scene.sums[scan]
            grown = size >= 1.2 * smallest and size - smallest >= 5
            (worse if grown else fine).append(scan)
            smallest = min(smallest, size)
        return worse, fine

    def missed(self, line: str, death: int) -> bool:
        interval = self.scene.settings.assessment_interval_days
        if interval is None:
            return False
        scans = list(self.scene.sums) if line == "a" else []
        came = [self.days[p] for p in (*self.judged(line), *scans)]
        came = [self.days[f"{line}.start"], *(day for day in came if day <= death)]
        return death - max(came) > 2 * interval

    def well(self, line: str, until: str | None) -> list[str]:
        """Assessments of a line without progression."""
        return [
            p
            for p in self.judged(line)
            if self.seen[p][0] != "PD" and not (until and self.after(p, until))
        ]

    def alive(self) -> int:
        left_out = {"dx", "last"} if self.scene.dead else {"dx"}
        return max(day for p, day in self.days.items() if p not in left_out)

    def end_of_life(self) -> tuple[int, bool]:
        """The day of death, or else the last one alive, which censors."""
        return (self.alive(), True) if self.died is None else (self.died, False)

    def endpoints(self, line: str) -> dict[str, Truth | None]:
        start = self.days[f"{line}.start"]
        following = self.next_line(line)
        first = self._first_response(line)
        end = self.outcome(line)
        return {
            "pfs": _from(start, end),
            "ttp": _from(start, self.outcome(line, death=False)),
            "pfs2": _from(start, self.outcome(following)) if following else None,
            "ttnt": self._next(start, following),
            "ttf": self._failure(line, start),
            "dor": _from(first, end) if first is not None else None,
            "sd": _from(start, end) if self._stable(line) else None,
        }

    def all(self) -> dict[tuple[str, str], Truth]:
        """Every endpoint that is defined, by line and name."""
        truths = {("", name): truth for name, truth in self.whole().items()}
        for line in self.scene.lines:
            endpoints = self.endpoints(line)
            truths |= {(line, name): truth for name, truth in endpoints.items()}
        return {key: truth for key, truth in truths.items() if truth is not None}

    def whole(self) -> dict[str, Truth | None]:
        last, censored = self.end_of_life()
        operation = self.days["op"]
        named = [p for p, (c, _) in self.seen.items() if c == "PD"]
        back = [
            p
            for p in (*named, *self.stated)
            if self.after(p, "op") and self.scene.criteria.get(p) != "marker"
        ]
        free = (last, last, censored)
        told = [
            point
            for line, progressed in self.scene.lines.items()
            for point in (f"{line}.start", f"{line}.stop")
            if point in self.days
            and (point.endswith("start") or progressed)
            and self.after(point, "op")
        ]
        days = [self.days[p] for p in (*back, *told)]
        if days:
            dated = min(days) in [self.days[p] for p in back]
            free = (min(days) if dated else operation, min(days), False)
        return {
            "os": _from(self.days["dx"], (last, last, censored)),
            "dfs": _from(operation, free),
        }

    def _next(self, start: int, following: str | None) -> Truth | None:
        if following:
            return _from(start, (self.days[f"{following}.start"],) * 2 + (False,))
        last, censored = self.end_of_life()
        return _from(start, (last, last, censored))

    def _failure(self, line: str, start: int) -> Truth | None:
        stop, end = self.days.get(f"{line}.stop"), self.outcome(line)
        last, censored = self.end_of_life()
        if end is not None and not end[2]:
            if stop is None or end[0] != end[1]:
                return _from(start, end)
            day = min(stop, end[0])
            return _from(start, (day, day, False))
        if stop is not None:
            return _from(start, (stop, stop, False))
        return _from(start, (last, last, censored))

    def _until_progression(self, line: str) -> list[str]:
        """Assessments up to the first progression that is seen on a line."""
        judged = self.judged(line)
        worse = [p for p in judged if self.seen[p][0] == "PD"]
        worse += [
            p
            for p, on in self.stated.items()
            if on == line and self.scene.criteria.get(p) != "marker"
        ]
        worse += [p for p, (c, on) in self.seen.items() if c == "PD" and on == line]
        if not worse:
            return judged
        first = min(worse, key=lambda p: self.days[p])
        return [p for p in judged if self.days[p] <= self.days[first]]

    def _first_response(self, line: str) -> int | None:
        good = [
            self.days[p]
            for p in self._until_progression(line)
            if self.seen[p][0] in ("CR", "PR")
        ]
        return min(good, default=None)

    def _stable(self, line: str) -> bool:
        seen = {self.seen[p][0] for p in self._until_progression(line)}
        return "SD" in seen and not seen & {"CR", "PR"}


def _from(start: int, end: tuple[int, int, bool] | None) -> Truth | None:
    if end is None or end[1] < start or (end[2] and end[1] == start):
        return None
    return Truth(max(0, end[0] - start), end[1] - start, end[2])


def scene(chance: random.Random, *, wide: bool) -> Scene:
    """A course at random, with windows that overlap."""
    length = 60 if wide else 14
    windows: dict[str, tuple[int, int]] = {}

    def place(name: str, around: float) -> None:
        exact = chance.random() < (0.3 if wide else 0.6)
        span = 0 if exact else chance.randint(1, 40 if wide else 3)
        first = max(0, int(around) + chance.randint(-4, 4))
        windows[name] = (first, first + span)

    place("dx", 0)
    place("op", chance.randint(0, length))
    lines = {}
    for number, name in enumerate("abc"[: chance.randint(1, 3)]):
        begin = number * length / 2 + chance.randint(0, length // 3)
        place(f"{name}.start", begin)
        ongoing = chance.random() < 0.3
        if not ongoing:
            place(f"{name}.stop", begin + chance.randint(2, length))
        lines[name] = chance.random() < 0.4
    names = [*lines, None, None]
    seen: dict[str, tuple[str, str | None]] = {}
    for number in range(chance.randint(0, 3)):
        category = chance.choice(["CR", "PR", "SD", "PD"])
        seen[f"s{number}"] = (category, chance.choice(names))
        place(f"s{number}", chance.randint(2, length * 2))
    stated = {f"p{n}": chance.choice(names) for n in range(chance.randint(0, 1))}
    for name in stated:
        place(name, chance.randint(2, length * 2))
    place("last", length * 2)
    built = Scene(windows, lines, seen, stated, dead=chance.random() < 0.5)
    _judge(built, chance)
    _measure(built, chance, length)
    _deny(built, chance)
    for _ in range(chance.randint(0, 2)):
        built.orders.append(tuple(chance.sample(sorted(windows), 2)))  # type: ignore[arg-type]
    return built


def _judge(built: Scene, chance: random.Random) -> None:
    """Criteria, the choice among them, and a second category on the day of a first."""
    by_size = [None, "RECIST 1.1", "iRECIST"]
    judged = {name: chance.choice(by_size) for name in built.seen}
    judged |= {n: chance.choice([*by_size, "clinical", "marker"]) for n in built.stated}
    built.criteria |= {name: by for name, by in judged.items() if by}
    if built.seen and chance.random() < 0.3:
        first, _ = built.windows["s0"]
        built.windows["s0"] = built.windows["twin"] = (first, first)
        category, line = built.seen["s0"]
        others = [c for c in ("CR", "PR", "SD", "PD") if c != category]
        built.seen["twin"] = (chance.choice(others), line)
        if by := judged["s0"]:
            built.criteria["twin"] = by
    choice = chance.choice([ProgressionChoice.ANY, *ProgressionChoice])
    interval = chance.choice([None, None, 3, 8])
    built.settings = Settings(
        progression_choice=choice, assessment_interval_days=interval
    )


def _measure(built: Scene, chance: random.Random, length: int) -> None:
    """Sums on line a after its start, with a baseline on the day before it."""
    if "a.stop" not in built.windows or chance.random() < 0.5:
        return
    built.lines["a"] = True
    start, latest = built.windows["a.start"]
    built.windows["m0"] = (start - 1, start - 1)
    built.sums["m0"] = 50.0
    for number in range(1, chance.randint(2, 4)):
        first = latest + chance.randint(1, length)
        window = first, first + chance.choice([0, 0, 2, length // 3])
        if window not in built.windows.values():
            built.windows[f"m{number}"] = window
            built.sums[f"m{number}"] = chance.choice([30.0, 40.0, 45.0, 60.0, 75.0])


def _deny(built: Scene, chance: random.Random) -> None:
    """A second death after the first, or a contact alive after it."""
    if not built.dead or chance.random() < 0.7:
        return
    built.denial = chance.choice(["late", "alive"])
    last = max(day for _, day in built.windows.values())
    first = last + chance.randint(1, 5)
    built.windows[built.denial] = (first, first + chance.choice([0, 3]))


def computed_of(result: Endpoints, number: int) -> dict[str, Endpoint]:
    line = result.line(number)
    return {
        "pfs": line.progression_free,
        "pfs2": line.progression_free_2,
        "ttp": line.to_progression,
        "ttnt": line.to_next_treatment,
        "ttf": line.to_failure,
        "dor": line.response_duration,
        "sd": line.stable_duration,
    }


def holds(endpoint: Endpoint, truth: Truth) -> bool:
    """Whether a result says of the truth that it may be so."""
    ways = [(endpoint.duration, endpoint.censored)]
    if endpoint.outcomes:
        ways = [(outcome.duration, outcome.censored) for outcome in endpoint.outcomes]
    if not endpoint.duration.computable and endpoint.censored is None:
        return True
    return any(
        status is truth.censored
        and (length.days_min is None or length.days_min <= truth.shortest)
        and (length.days_max is None or truth.longest <= length.days_max)
        for length, status in ways
    )


class Tally:
    """How many lengths were compared, which were missed, and how tight ranges are."""

    def __init__(self) -> None:
        self.compared = 0
        self.missed: list[object] = []
        self.ranges = 0
        self.tight = 0

    def compare(self, course: Scene, choices: list[Exact]) -> None:
        result = computed(*course.entries(), settings=course.settings)
        found = {("", "os"): result.survival, ("", "dfs"): result.disease_free}
        for number, line in enumerate(course.lines, start=1):
            endpoints = computed_of(result, number)
            found |= {(line, name): e for name, e in endpoints.items()}
        lengths: dict[tuple[str, str], list[int]] = {}
        for exact in choices:
            for key, truth in exact.all().items():
                self.compared += 1
                lengths.setdefault(key, []).extend((truth.shortest, truth.longest))
                if not holds(found[key], truth):
                    self.missed.append((course, key, truth, found[key], exact.days))
        for key, days in lengths.items():
            duration = found[key].duration
            self.ranges += duration.computable
            ends = (duration.days_min, duration.days_max)
            self.tight += ends == (min(days), max(days))


@pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])
def test_every_consistent_choice_of_days_is_held(
    wide: bool, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(SEED + wide)  # noqa: S311 - no secret
    tally = Tally()
    for _ in range(effort(120, 1500)):
        course = scene(chance, wide=wide)
        readings = list(course.readings())
        choices = [
            Exact(course, days, left_out, death)
            for days in course.days(chance)
            for left_out, death in readings
        ]
        if choices:
            tally.compare(course, choices)
    record_property("tight", f"{tally.tight} of {tally.ranges} ranges")
    missed = len(tally.missed)
    assert not missed, f"{missed} of {tally.compared} missed: {tally.missed[0]}"
    assert tally.compared > 1000
    assert tally.tight > 0.85 * tally.ranges
