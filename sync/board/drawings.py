"""Charts as shapes on a sheet of fixed width: where each bar, mark and word stands.

The template writes them down as SVG. Every number stands beside what it draws, and what stands side
by side differs by pattern and mark, so that a chart reads in black and white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.wording import sentence

WIDTH = 420.0
"""Of every chart, in its own units; a screen or a page scales it."""
LEFT, RIGHT = 1.0, 64.0
"""Room beside a bar; on the right for its number."""
LABEL, BAR, GAP = 16.0, 15.0, 11.0
"""Heights: of a line of words, of a bar, and of the room between two lines of a table."""
PATTERNS = ("solid", "stripes", "pale", "dots", "cross", "dark")
MARKS = ("circle", "square", "triangle", "diamond", "ring", "plus")
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
    made.rules.append((LEFT, _top(columns, several), LEFT, y - GAP + 2))
    made.height = y
    return made


def _top(columns: Sequence[str], several: bool) -> float:
    return LABEL * len(columns) + 4 if several else 0.0


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


TALL, BELOW, BESIDE = 150.0, 34.0, 150.0
"""Of a trend: the height of its field, the room below for days, and on the right for words."""
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 3")


def trend(days: Sequence[str], lines: Lines) -> Drawing:
    """Draw how numbers went from day to day. lines: the series; a point for each day."""
    made = Drawing(height=TALL + BELOW + 8)
    most = max((p.number or 0 for _, points in lines for p in points), default=0) or 1
    left, right = 30.0, WIDTH - BESIDE
    step = (right - left) / max(1, len(days) - 1)

    def place(at: int, number: float) -> tuple[float, float]:
        return left + at * step, 8 + TALL * (1 - number / most)

    _field(made, days, most, left, right)
    ends: list[tuple[float, str]] = []
    for at, (label, points) in enumerate(lines):
        made.courses.append(_course(points, place, at))
        known = [(n, p) for n, p in enumerate(points) if p.number is not None]
        if known:
            last, point = known[-1]
            ends.append((place(last, point.number or 0)[1], f"{label}: {point.text}"))
    for y, text in _apart(ends):
        made.words.append(Word(right + 9, y + 4, text, kind="axis"))
    return made


def _field(made: Drawing, days: Sequence[str], most: float, left: float, right: float) -> None:
    """Draw the ground line, the line of the most, and the first and the last day."""
    foot = 8 + TALL
    made.rules += [(left, foot, right, foot), (left, 8, right, 8)]
    made.words.append(Word(left - 6, foot + 4, "0", "end", "axis"))
    made.words.append(Word(left - 6, 12, f"{most:g}", "end", "axis"))
    made.words.append(Word(left, foot + 20, days[0] if days else "", "start", "axis"))
    if len(days) > 1:
        made.words.append(Word(right, foot + 20, days[-1], "end", "axis"))


def _course(points: Sequence[Point], place: object, at: int) -> Course:
    pieces: list[list[tuple[float, float]]] = [[]]
    marks = []
    for n, point in enumerate(points):
        if point.number is None:
            pieces.append([])
            continue
        x, y = place(n, point.number)  # type: ignore[operator]
        pieces[-1].append((x, y))
        marks.append(Mark(x, y, MARKS[at % len(MARKS)], point.about))
    ways = tuple(
        " ".join(f"{x:.1f},{y:.1f}" for x, y in piece) for piece in pieces if len(piece) > 1
    )
    return Course(ways, DASHES[at % len(DASHES)], tuple(marks))


def _apart(ends: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Keep words at the ends of lines from standing on each other."""
    placed: list[tuple[float, str]] = []
    for y, text in sorted(ends):
        least = placed[-1][0] + LABEL if placed else y
        placed.append((max(y, least), text))
    over = placed[-1][0] - (8 + TALL + 8) if placed else 0
    return [(y - max(0.0, over), text) for y, text in placed]
