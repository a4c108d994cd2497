# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plot with logarithmic axes, as SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 430, 360, 62, 46, 34, 14
COLOURS = ("#0b6e4f", "#1f5fbf", "#c2410c", "#7a3fb0", "#6b7280", "#9a6b00")


@dataclass(frozen=True)
class Line:
    """:param points: list of (x, y), both above zero
    :param dashed: for what is not measured but worked out
    """

    name: str
    points: list
    dashed: bool = False


def plot(panels):
    """The SVG of some panels beside each other.

    :param panels: list of (title, label of x, list of Line); equal names have equal colours, and share one legend
    """
    names = list(dict.fromkeys(line.name for _title, _label, lines in panels for line in lines))
    colours = {name: COLOURS[index % len(COLOURS)] for index, name in enumerate(names)}
    dashed = {line.name for _title, _label, lines in panels for line in lines if line.dashed}
    width, height = WIDTH * len(panels), HEIGHT + 18 * len(names) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for index, panel in enumerate(panels):
        parts += [f'<g transform="translate({index * WIDTH} 0)">', *_panel(*panel, colours), "</g>"]
    for index, name in enumerate(names):
        y = HEIGHT + 18 * index + 8
        parts.append(_stroke([(LEFT, y), (LEFT + 34, y)], colours[name], name in dashed))
        parts.append(f'<text x="{LEFT + 42}" y="{y + 4}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _panel(title, label, lines, colours):
    axis_x = _Axis([x for line in lines for x, _y in line.points], LEFT, WIDTH - RIGHT)
    axis_y = _Axis([y for line in lines for _x, y in line.points], HEIGHT - BOTTOM, TOP)
    yield f'<text x="{LEFT}" y="20" font-size="14" font-weight="bold">{escape(title)}</text>'
    for power in axis_x.powers:
        x = axis_x(10**power)
        yield _stroke([(x, TOP), (x, HEIGHT - BOTTOM)], "#e5e7eb")
        yield f'<text x="{x:.0f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{_number(power)}</text>'
    for power in axis_y.powers:
        y = axis_y(10**power)
        yield _stroke([(LEFT, y), (WIDTH - RIGHT, y)], "#e5e7eb")
        yield f'<text x="{LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{_number(power)}</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 12}" text-anchor="middle">{escape(label)}</text>'
    for line in lines:
        points = [(axis_x(x), axis_y(y)) for x, y in sorted(line.points)]
        yield _stroke(points, colours[line.name], line.dashed)
        for x, y in points:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colours[line.name]}"/>'


class _Axis:
    """From a value to its place between two pixels, over whole powers of ten."""

    def __init__(self, values, start, end):
        low = math.floor(math.log10(min(values)))
        high = max(low + 1, math.ceil(math.log10(max(values))))
        self.powers = range(low, high + 1)
        self._low, self._scale, self._start = low, (end - start) / (high - low), start

    def __call__(self, value):
        return self._start + (math.log10(value) - self._low) * self._scale


def _stroke(points, colour, dashed=False):
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    style = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6"{style}/>'


def _number(power):
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
