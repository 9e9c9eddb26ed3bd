"""Charts of the report as inline SVG: no script, no library, sharp in print, light or dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

__all__ = ["Line", "Point", "dot_plot", "line_chart", "strip_plot"]

_WIDTH = 720
_ROW = 26
_TOP, _BOTTOM, _RIGHT = 8, 30, 56
_CHARACTER = 7.2
"""About the width of a character at the charts' size of type."""

# Marks differ by shape as well as by colour (classes c0… of the style sheet).
_SHAPES = ("circle", "square", "triangle", "diamond", "cross", "ring")


@dataclass(frozen=True, slots=True)
class Point:
    """A value in [0, 1] with its interval, under a label."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A named series of (x, y); both above 0, y up to 1."""

    label: str
    points: tuple[tuple[float, float], ...]


def dot_plot(points: Sequence[Point], title: str) -> Markup:
    """Return a chart with a row per point: the value and its interval."""
    left = _label_width([point.label for point in points])
    ends = [v for p in points for v in (p.low, p.high, p.value) if v is not None]
    scale = _Scale(min(ends), max(ends), left, _WIDTH - _RIGHT)
    parts = [_axis(scale, len(points))]
    for number, point in enumerate(points):
        y = _TOP + _ROW * (number + 0.5)
        parts.append(_text(left - 10, y, point.label, "end"))
        if point.low is not None and point.high is not None:
            parts.append(
                f'<line class="bar c0" x1="{scale(point.low):.1f}" x2="{scale(point.high):.1f}" '
                f'y1="{y}" y2="{y}"/>'
            )
        parts.append(_shape("circle", scale(point.value), y, "c0"))
        parts.append(_text(_WIDTH - _RIGHT + 12, y, f"{100 * point.value:.1f}", "start"))
    return _svg(parts, len(points), title)


def strip_plot(rows: Mapping[str, Mapping[str, float]], title: str) -> Markup:
    """Return a chart with a row per target, and in it a mark per system.

    Parameters
    ----------
    rows : mapping of str to (mapping of str to float)
        Target → system → value. Of more than six systems the first six are shown.
    title : str
    """
    systems = list(dict.fromkeys(s for values in rows.values() for s in values))[: len(_SHAPES)]
    left = _label_width(list(rows))
    values = [value for row in rows.values() for value in row.values()]
    scale = _Scale(min(values), max(values), left, _WIDTH - _RIGHT)
    parts = [_axis(scale, len(rows))]
    for number, (label, row) in enumerate(rows.items()):
        y = _TOP + _ROW * (number + 0.5)
        parts.append(_text(left - 10, y, _short(label), "end"))
        inside = [scale(row[system]) for system in systems if system in row]
        parts.append(
            f'<line class="thin" x1="{min(inside):.1f}" x2="{max(inside):.1f}" y1="{y}" y2="{y}"/>'
        )
        for place, system in reversed(list(enumerate(systems))):
            if system in row:
                parts.append(
                    _shape(_SHAPES[place], scale(row[system]), y, f"c{place}", system, row[system])
                )
    return _legend(systems) + _svg(parts, len(rows), title)


def line_chart(lines: Sequence[Line], title: str, x_label: str) -> Markup:
    """Return learning curves: the share fitted on (each step the double) against the value."""
    from math import log2

    left, height = 52, 280
    ys = [y for line in lines for _, y in line.points]
    xs = sorted({x for line in lines for x, _ in line.points})
    low, high = _nice(min(ys), max(ys))
    width = _WIDTH - _RIGHT - left

    def x_of(x: float) -> float:
        span = log2(xs[-1]) - log2(xs[0])
        return left + (width * (log2(x) - log2(xs[0])) / span if span else width / 2)

    def y_of(y: float) -> float:
        return _TOP + height * (1 - (y - low) / (high - low))

    parts = []
    for tick in _ticks(low, high):
        y = y_of(tick)
        parts.append(
            f'<line class="grid" x1="{left}" x2="{left + width}" y1="{y:.1f}" y2="{y:.1f}"/>'
        )
        parts.append(_text(left - 8, y, f"{100 * tick:.0f}", "end"))
    for x in xs:
        parts.append(_text(x_of(x), _TOP + height + 16, f"{100 * x:.3g} %", "middle"))
    for place, line in enumerate(lines[: len(_SHAPES)]):
        path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in line.points)
        parts.append(f'<polyline class="curve c{place}" points="{path}"/>')
        for x, y in line.points:
            shape = _SHAPES[place]
            parts.append(_shape(shape, x_of(x), y_of(y), f"c{place}", line.label, y))
    parts.append(_text(left + width / 2, _TOP + height + 36, x_label, "middle"))
    legend = _legend([line.label for line in lines[: len(_SHAPES)]])
    return legend + _frame(parts, _TOP + height + 46, title)


class _Scale:
    """From values to places on the x axis."""

    def __init__(self, low: float, high: float, left: float, right: float) -> None:
        self.low, self.high = _nice(low, high)
        self.left, self.right = left, right

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)


def _nice(low: float, high: float) -> tuple[float, float]:
    """Return ends on steps of 5 %, with a little room."""
    from math import ceil, floor

    start, end = floor((low - 0.01) * 20) / 20, ceil((high + 0.01) * 20) / 20
    return max(0.0, start), min(1.0, max(end, start + 0.1))


def _ticks(low: float, high: float) -> list[float]:
    step = next(s for s in (0.05, 0.1, 0.2, 0.5) if (high - low) / s <= 8)
    first = round(low / step + 0.499)
    return [n * step for n in range(first, int(high / step + 1e-9) + 1)]


def _axis(scale: _Scale, rows: int) -> str:
    bottom = _TOP + _ROW * rows
    parts = []
    for tick in _ticks(scale.low, scale.high):
        x = scale(tick)
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{bottom}"/>')
        parts.append(_text(x, bottom + 16, f"{100 * tick:.0f}", "middle"))
    return "".join(parts)


def _shape(
    kind: str, x: float, y: float, css: str, label: str = "", value: float | None = None
) -> str:
    told = f"<title>{escape(label)}: {100 * value:.1f}</title>" if value is not None else ""
    at = f'class="mark {css}"'
    if kind in ("circle", "ring"):
        hollow = ' fill-opacity="0"' if kind == "ring" else ""
        return f'<circle {at}{hollow} cx="{x:.1f}" cy="{y:.1f}" r="5">{told}</circle>'
    paths = {
        "square": "M-5,-5H5V5H-5Z",
        "triangle": "M0,-6L6,5H-6Z",
        "diamond": "M0,-6.5L6.5,0L0,6.5L-6.5,0Z",
        "cross": "M-5,-5L5,5M5,-5L-5,5",
    }
    move = f'transform="translate({x:.1f},{y:.1f})"'
    return f'<path {at} d="{paths[kind]}" {move}>{told}</path>'


def _legend(names: Sequence[str]) -> Markup:
    items = [
        f'<li><svg width="14" height="14" aria-hidden="true">{_shape(_SHAPES[n], 7, 7, f"c{n}")}'
        f"</svg> {escape(name)}</li>"
        for n, name in enumerate(names)
    ]
    return Markup(f'<ul class="legend">{"".join(items)}</ul>')


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" dy="0.35em">{escape(text)}</text>'


def _label_width(labels: Sequence[str]) -> float:
    return 16 + _CHARACTER * max(len(_short(label)) for label in labels)


def _short(label: str, length: int = 40) -> str:
    return label if len(label) <= length else f"{label[: length - 1]}…"


def _svg(parts: Sequence[str], rows: int, title: str) -> Markup:
    return _frame(parts, _TOP + _ROW * rows + _BOTTOM, title)


def _frame(parts: Sequence[str], height: float, title: str) -> Markup:
    return Markup(
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
