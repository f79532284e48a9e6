"""Charts as shapes on a sheet of fixed width: where each bar, mark and word stands.

The template writes them down as SVG. Every number stands beside what it draws, and what stands side
by side differs by pattern and mark, so that a chart reads in black and white.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from models.wording import sentence

WIDTH = 360.0
"""Of every chart, in its own units; a screen or a page scales it."""
LEFT, RIGHT = 1.0, 58.0
"""Room beside a bar; on the right for its number."""
LABEL, BAR, GAP = 16.0, 15.0, 11.0
"""Heights: of a line of words, of a bar, and of the room between two lines of a table."""
PATTERNS = ("solid", "stripes", "pale", "dots", "cross", "dark")
MARKS = ("circle", "square", "triangle", "diamond", "wedge", "plus")
INSIDE = 9.0
"""Room that one digit needs inside a bar."""


@dataclass(frozen=True)
class Box:
    """A bar or a part of one."""

    x: float
    y: float
    width: float
    height: float
    pattern: str


@dataclass(frozen=True)
class Word:
    """A text. anchor: start, middle or end. kind: how it looks: label, number, inside, axis."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    kind: str = "label"


@dataclass(frozen=True)
class Mark:
    """One point of a trend. hollow: about so many."""

    x: float
    y: float
    shape: str
    hollow: bool


@dataclass(frozen=True)
class Course:
    """The way of one series: pieces of points, a gap where a number is hidden."""

    pieces: tuple[str, ...]
    dash: str
    marks: tuple[Mark, ...]


@dataclass
class Drawing:
    """A whole chart."""

    height: float = 0.0
    boxes: list[Box] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    width: float = WIDTH


@dataclass(frozen=True)
class Point:
    """A number as it is drawn: text beside it; None: nothing to draw. about: it is not exact."""

    number: float | None
    text: str
    about: bool = False


Place = Callable[[int, float], tuple[float, float]]
"""Where a number of a day stands."""
Lines = Sequence[tuple[str, Sequence[Point]]]
"""What is drawn: for each line its label and its points, one for each column."""


def _scale(lines: Lines, room: float, *, stacked: bool = False) -> float:
    sums = [sum(p.number or 0 for p in points) for _, points in lines]
    single = [p.number or 0 for _, points in lines for p in points]
    most = max(sums if stacked else single, default=0)
    return room / most if most > 0 else 0.0


def bars(lines: Lines, columns: Sequence[str]) -> Drawing:
    """Draw a bar for each number, the label of the line above it."""
    made = Drawing()
    several = len(columns) > 1
    y = _legend(made, columns) if several else 0.0
    scale = _scale(lines, WIDTH - LEFT - RIGHT)
    for label, points in lines:
        made.words.append(Word(0, y + LABEL - 4, label))
        y += LABEL + 1
        for at, point in enumerate(points):
            width = (point.number or 0) * scale
            if width > 0:
                made.boxes.append(Box(LEFT, y, width, BAR, PATTERNS[at % len(PATTERNS)]))
            made.words.append(Word(LEFT + width + 5, y + BAR - 3, point.text, kind="number"))
            y += BAR + 2
        y += GAP - 2
    made.height = y
    return made


def stacked(lines: Lines, columns: Sequence[str]) -> Drawing:
    """Draw the columns of each line as parts of one bar, each with its number in it or above."""
    made = Drawing()
    y = _legend(made, columns)
    scale = _scale(lines, WIDTH - LEFT - 2, stacked=True)
    for label, points in lines:
        made.words.append(Word(0, y + LABEL - 4, label))
        _hidden_note(made, points, y)
        y += LABEL + 1
        x = LEFT
        for at, point in enumerate(points):
            width = (point.number or 0) * scale
            if width <= 0:
                continue
            made.boxes.append(Box(x, y, width, BAR + 3, PATTERNS[at % len(PATTERNS)]))
            if width >= INSIDE * len(point.text) + 8:
                words = Word(x + width / 2, y + BAR - 1, point.text, "middle", "inside")
                made.words.append(words)
            x += width
        y += BAR + 3 + GAP
    made.height = y
    return made


def _hidden_note(made: Drawing, points: Sequence[Point], y: float) -> None:
    """Say above a bar that a part of it is not drawn."""
    if any(point.number is None for point in points):
        said = sentence("board.chart.part_hidden", {})
        made.words.append(Word(WIDTH - 1, y + LABEL - 4, said, "end", "axis"))


def _legend(made: Drawing, columns: Sequence[str]) -> float:
    """Say which pattern is which column, one below the other; give where the bars begin."""
    for at, label in enumerate(columns):
        made.boxes.append(Box(LEFT, at * LABEL + 1, 18, 11, PATTERNS[at % len(PATTERNS)]))
        made.words.append(Word(25, at * LABEL + 11, label, kind="axis"))
    return LABEL * len(columns) + 8


TALL, ASIDE, BESIDE = 150.0, 34.0, 64.0
"""Of a trend: the height of its field, and the room on its left and right for numbers."""
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 3")
TOP, FOOT = 12.0, 12.0 + TALL


def trend(days: Sequence[tuple[float, str]], lines: Lines) -> Drawing:
    """Draw how numbers went. days: where each stands, from 0 to 1, and its words.

    lines: the series; a point for each day.
    """
    made = Drawing()
    most = max((p.number or 0 for _, points in lines for p in points), default=0) or 1
    left, right = ASIDE, WIDTH - BESIDE

    def place(at: int, number: float) -> tuple[float, float]:
        return left + days[at][0] * (right - left), FOOT - TALL * number / most

    _field(made, days, most, left, right)
    ends: list[tuple[float, str]] = []
    for at, (_, points) in enumerate(lines):
        made.courses.append(_course(points, place, at))
        last = points[-1]
        if last.number is not None:
            ends.append((place(-1, last.number)[1], last.text))
    made.words += [Word(right + 9, y + 4, text, kind="number") for y, text in _apart(ends)]
    made.height = _names(made, [label for label, _ in lines])
    return made


def _field(
    made: Drawing, days: Sequence[tuple[float, str]], most: float, left: float, right: float
) -> None:
    """Draw the ground line, the line of the most, and the first and the last day."""
    made.rules += [(left, FOOT, right, FOOT), (left, TOP, right, TOP)]
    made.words.append(Word(left - 6, FOOT + 4, "0", "end", "axis"))
    made.words.append(Word(left - 6, TOP + 4, f"{most:g}", "end", "axis"))
    made.words.append(Word(left, FOOT + 20, days[0][1], "start", "axis"))
    if len(days) > 1:
        made.words.append(Word(right, FOOT + 20, days[-1][1], "end", "axis"))


def _names(made: Drawing, labels: Sequence[str]) -> float:
    """Say below the field which mark and line is which series; give where it ends."""
    y = FOOT + 40
    for at, label in enumerate(labels):
        mark = Mark(ASIDE + 18, y, MARKS[at % len(MARKS)], hollow=False)
        way = f"{ASIDE:.1f},{y:.1f} {ASIDE + 36:.1f},{y:.1f}"
        made.courses.append(Course((way,), DASHES[at % len(DASHES)], (mark,)))
        made.words.append(Word(ASIDE + 44, y + 4, label, kind="axis"))
        y += LABEL + 1
    return y - 4


def _course(points: Sequence[Point], place: Place, at: int) -> Course:
    """Draw a series: a line through what is known, broken where a number is hidden."""
    pieces: list[list[tuple[float, float]]] = [[]]
    marks = []
    for n, point in enumerate(points):
        if point.number is None:
            pieces.append([])
            continue
        x, y = place(n, point.number)
        pieces[-1].append((x, y))
        marks.append(Mark(x, y, MARKS[at % len(MARKS)], point.about))
    ways = tuple(
        " ".join(f"{x:.1f},{y:.1f}" for x, y in piece) for piece in pieces if len(piece) > 1
    )
    return Course(ways, DASHES[at % len(DASHES)], tuple(marks))


def _apart(ends: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Keep numbers at the ends of lines from standing on each other."""
    placed: list[tuple[float, str]] = []
    for y, text in sorted(ends):
        least = placed[-1][0] + LABEL - 2 if placed else y
        placed.append((max(y, least), text))
    room, lifted = FOOT + 6, []
    for y, text in reversed(placed):
        lifted.append((min(y, room), text))
        room = lifted[-1][0] - LABEL + 2
    return lifted
