"""A chart as SVG: small panels side by side, one for each cost, over the same sizes."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT, _ACROSS = 300, 190, 3  # of a panel, and how many in a row
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 34, 46, 34  # around what is drawn in it
_INSET = 16  # of the first and last point
_INK, _PALE, _LINE, _AIM = "#24303a", "#8a97a3", "#2b6ca3", "#c07a2c"


@dataclass(frozen=True, slots=True)
class Panel:
    """One cost: a value for each size, and what it is to stay below, if there is such an aim."""

    title: str
    values: Sequence[float]
    aim: float | None = None


def draw(title: str, sizes: Sequence[int], panels: Sequence[Panel]) -> str:
    """The chart; sizes stand at equal distances, values above a zero that all panels have."""
    rows = -(-len(panels) // _ACROSS)
    width, height = _ACROSS * _WIDTH, rows * _HEIGHT + 40
    drawn = [
        f'<g transform="translate({place % _ACROSS * _WIDTH} {place // _ACROSS * _HEIGHT + 40})">'
        f"{_panel(panel, sizes)}</g>"
        for place, panel in enumerate(panels)
    ]
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="11" fill="{_INK}">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="28" font-size="16">{escape(title)}</text>',
        *drawn,
        "</svg>\n",
    ))  # fmt: skip


def _panel(panel: Panel, sizes: Sequence[int]) -> str:
    top = 1.15 * max(*panel.values, panel.aim or 0, 1e-9)
    bottom = _HEIGHT - _BOTTOM

    def across(place: int) -> float:
        return _LEFT + _INSET + place * (_WIDTH - _LEFT - _RIGHT - 2 * _INSET) / (len(sizes) - 1)

    def up(value: float) -> float:
        return bottom - max(0, value) / top * (bottom - _TOP)

    points = [(across(place), up(value)) for place, value in enumerate(panel.values)]
    return "\n".join((
        _text(_LEFT, _TOP - 16, panel.title, size=12),
        f'<path d="M{_LEFT} {bottom}H{_WIDTH - _RIGHT}" stroke="{_PALE}"/>',
        *(_text(across(place), bottom + 16, _short(size), _PALE, "middle") for place, size in enumerate(sizes)),
        *(_aim(panel.aim, up(panel.aim)) if panel.aim is not None else ()),
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" stroke="{_LINE}" '
        'stroke-width="2"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_LINE}"/>' for x, y in points),
        *(_text(x, y - 7, _figure(value), anchor="middle") for (x, y), value in zip(points, panel.values, strict=True)),
    ))  # fmt: skip


def _aim(value: float, y: float) -> tuple[str, str]:
    right = _WIDTH - _RIGHT
    return (
        f'<path d="M{_LEFT} {y:.1f}H{right}" stroke="{_AIM}" stroke-dasharray="4 3"/>',
        _text(right + 2, y + 4, f"≤ {value:g}", _AIM),
    )


def _text(x: float, y: float, words: str, colour: str = _INK, anchor: str = "start", size: int = 11) -> str:
    looks = f'fill="{colour}" text-anchor="{anchor}" font-size="{size}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {looks}>{escape(words)}</text>'


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2g}"


def _short(size: int) -> str:
    return f"{size // 1_000_000} million" if size >= 1_000_000 else f"{size:,}"
