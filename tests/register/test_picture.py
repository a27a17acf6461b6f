"""The timeline as a PNG: a file that anybody can read, of the same shapes as the SVG."""

from __future__ import annotations

import string
import struct
import zlib
from dataclasses import replace

import pytest

from breachbot.register.drawing import BAND, PAPER, RED, Box, Dot, Drawing, Shape, Words, draw
from breachbot.register.letters import LETTERS
from breachbot.register.picture import SCALE, png
from breachbot.register.timeline import timeline
from tests.incident.cast import policy
from tests.register.test_timeline import LATER, closed, filed

Pixel = tuple[int, int, int]


def decoded(picture: bytes) -> list[list[Pixel]]:
    """The pixels, row by row; every chunk is whole."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", picture, at + 8 + length) == (zlib.crc32(kind + data),)
        chunks[kind] = data
        at += 12 + length
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    width, height, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert rest == [8, 2, 0, 0, 0]
    raw = zlib.decompress(chunks[b"IDAT"])
    assert len(raw) == height * (1 + 3 * width)
    lines = [raw[n : n + 1 + 3 * width] for n in range(0, len(raw), 1 + 3 * width)]
    assert {line[0] for line in lines} == {0}
    return [[(line[n], line[n + 1], line[n + 2]) for n in range(1, len(line), 3)] for line in lines]


def colour(text: str) -> Pixel:
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue


def of(*shapes: Shape, width: int = 100, height: int = 40) -> list[list[Pixel]]:
    return decoded(png(Drawing(width, height, "", "", shapes)))


def inked(rows: list[list[Pixel]]) -> set[tuple[int, int]]:
    """Where something is drawn."""
    return {(x, y) for y, row in enumerate(rows) for x, one in enumerate(row) if one != colour(PAPER)}


def test_it_is_twice_as_large_as_the_drawing_and_the_same_each_time() -> None:
    drawing = draw(timeline(closed(filed(41), 60), policy(), LATER))
    rows = decoded(png(drawing))
    assert (len(rows[0]), len(rows)) == (drawing.width * SCALE, drawing.height * SCALE)
    assert png(drawing) == png(drawing)
    assert len(png(drawing)) < 200_000
    assert {colour(BAND), colour(RED), colour(PAPER)} <= {one for row in rows for one in row}


def test_a_box_a_disc_and_a_ring_are_where_they_belong() -> None:
    assert inked(of(Box(10, 5, 20, 8, BAND))) == {(x, y) for x in range(20, 60) for y in range(10, 26)}
    disc, ring = of(Dot(50, 20, RED, True)), of(Dot(50, 20, RED, False))
    assert disc[40][100] == colour(RED)
    assert ring[40][100] == colour(PAPER)
    assert ring[40][112] == colour(RED)


@pytest.mark.parametrize("text", ["Filed, initial (late)", "pdb-k7m2q9xw", "72 hours end"])
def test_words_begin_or_end_where_they_are_told_to(text: str) -> None:
    words = Words(10, 30, text, 13)
    begun = inked(of(words, width=300))
    ended = inked(of(replace(words, x=290, anchor="end"), width=300))
    assert 18 <= min(x for x, _ in begun) <= 26
    assert 574 <= max(x for x, _ in ended) <= 582
    assert max(y for _, y in begun) <= 72
    assert min(y for _, y in begun) >= 30


def test_bold_is_heavier_and_nothing_outside_the_paper_fails() -> None:
    words = Words(10, 30, "Aware", 15)
    assert len(inked(of(replace(words, bold=True)))) > len(inked(of(words)))
    assert inked(of(Words(90, 30, "Aware", 15)))


def test_every_mark_of_a_timeline_has_a_letter_and_what_has_none_is_a_blank() -> None:
    drawing = draw(timeline(closed(filed(80), 1000), policy(), LATER))
    said = {mark for shape in drawing.shapes if isinstance(shape, Words) for mark in shape.text}
    assert said - {" "} <= LETTERS.keys()
    assert {*string.ascii_letters, *string.digits} <= LETTERS.keys()
    assert inked(of(Words(10, 30, "\N{SNOWMAN}", 15))) == set()
