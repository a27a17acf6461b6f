"""A drawing as a PNG (ISO/IEC 15948), for where no SVG is shown: the same shapes, with letters as strokes of a pen."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, hypot

from breachbot.register.drawing import Box, Dot, Drawing, Shape, Words
from breachbot.register.letters import BASE, BLANK, LETTERS, TALL

SCALE = 2
"""Pixels of the picture for one of the drawing: sharp on a phone, too."""
CAPITAL, NARROW = 0.73, 0.9
"""The height of a capital as a part of the size of the letters, and how much narrower than drawn they are set."""
PEN, BOLD = 0.075, 0.12
"""The width of a stroke as a part of that size."""

Point = tuple[float, float]
Stroke = list[Point]


@lru_cache(maxsize=4)
def png(drawing: Drawing) -> bytes:
    """The picture. The same drawing gives the same bytes, and often goes to several people one after the other."""
    canvas = _Canvas(drawing.width * SCALE, drawing.height * SCALE)
    for shape in drawing.shapes:
        _draw(canvas, shape)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunks(canvas))


def _draw(canvas: _Canvas, shape: Shape) -> None:
    if isinstance(shape, Box):
        canvas.box(shape.x * SCALE, shape.y * SCALE, shape.width * SCALE, shape.height * SCALE, shape.fill)
    elif isinstance(shape, Dot):
        centre = [(float(shape.x * SCALE), float(shape.y * SCALE))] * 2
        canvas.strokes([centre], 7.0 * SCALE, shape.colour)
        if not shape.filled:
            canvas.strokes([centre], 5.0 * SCALE, "#ffffff")
    else:
        canvas.strokes(_written(shape), shape.size * SCALE * (BOLD if shape.bold else PEN) / 2, shape.colour)


def _written(words: Words) -> list[Stroke]:
    """The strokes of a line of text, where they go in the picture."""
    unit = words.size * SCALE * CAPITAL / TALL
    wide = unit * NARROW
    x = float(words.x * SCALE) - (_width(words.text) * wide if words.anchor == "end" else 0.0)
    found: list[Stroke] = []
    for mark in words.text:
        left, right, strokes = _letter(mark)
        found += [
            [(x + (px - left) * wide, words.y * SCALE + (py - BASE) * unit) for px, py in one]
            for one in strokes
        ]
        x += (right - left) * wide
    return found


def _width(text: str) -> int:
    return sum(right - left for left, right, _ in map(_letter, text))


def _letter(mark: str) -> tuple[int, int, list[Stroke]]:
    """The left and the right edge of a letter, and its strokes; a blank for what has none here."""
    said = LETTERS.get(mark)
    if said is None:
        return 0, BLANK, []
    left, right = (ord(one) - ord("R") for one in said[:2])
    strokes = []
    for part in said[2:].split(" R"):
        numbers = [float(ord(one) - ord("R")) for one in part]
        strokes.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return left, right, strokes


class _Canvas:
    """Rows of pixels in red, green and blue, white at first."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows = [bytearray(b"\xff" * (3 * width)) for _ in range(height)]

    def box(self, x: int, y: int, width: int, height: int, colour: str) -> None:
        """Fill an area."""
        for row in self.rows[y : y + height]:
            row[3 * x : 3 * (x + width)] = _rgb(colour) * width

    def strokes(self, strokes: list[Stroke], radius: float, colour: str) -> None:
        """Draw lines with a round pen. A pixel is covered as far as it lies within the pen's width, and by all of these
        strokes once, so that crossings do not get darker at their edges."""
        covered: dict[tuple[int, int], float] = {}
        for stroke in strokes:
            for one, other in pairwise(stroke):
                for x, y, part in _covered(one, other, radius):
                    if part > covered.get((x, y), 0.0):
                        covered[x, y] = part
        ink = _rgb(colour)
        for (x, y), part in covered.items():
            if 0 <= x < self.width and 0 <= y < self.height:
                row = self.rows[y]
                for n in range(3):
                    row[3 * x + n] = round(row[3 * x + n] * (1 - part) + ink[n] * part)


def _covered(one: Point, other: Point, radius: float) -> Iterator[tuple[int, int, float]]:
    """The pixels near a line between two points, and how far each is covered."""
    (ax, ay), (bx, by) = one, other
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    reach = radius + 1
    for y in range(floor(min(ay, by) - reach), ceil(max(ay, by) + reach)):
        for x in range(floor(min(ax, bx) - reach), ceil(max(ax, bx) + reach)):
            px, py = x + 0.5 - ax, y + 0.5 - ay
            along = min(max((px * dx + py * dy) / length, 0.0), 1.0) if length else 0.0
            part = radius + 0.5 - hypot(px - along * dx, py - along * dy)
            if part > 0:
                yield x, y, min(part, 1.0)


def _rgb(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))


def _chunks(canvas: _Canvas) -> Iterator[bytes]:
    yield _chunk(b"IHDR", struct.pack(">IIBBBBB", canvas.width, canvas.height, 8, 2, 0, 0, 0))
    yield _chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes(row) for row in canvas.rows), 9))
    yield _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
