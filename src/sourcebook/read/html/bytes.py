"""Find the byte of a file at which a character of its decoded text begins."""

import codecs

from sourcebook.collect.charsets import Decoded

_MARKS = (
    codecs.BOM_UTF8,
    codecs.BOM_UTF32_LE,
    codecs.BOM_UTF32_BE,
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
)


class Bytes:
    """Asked for places that mostly grow, it walks along and answers at the cost of the step."""

    def __init__(self, data: bytes, decoded: Decoded) -> None:
        self.text = decoded.text
        self.encoding = decoded.encoding
        self.base = next((len(mark) for mark in _MARKS if data.startswith(mark)), 0)
        self.plain = self.encoding == "utf-8" and len(data) - self.base == len(self.text)
        self.mixed = any(found.rule == "mixed-encoding" for found in decoded.findings)
        self.place = 0
        self.byte = self.base
        self.lines: list[tuple[int, int, str]] = []
        if self.mixed:
            self._by_lines(data)

    def at(self, place: int) -> int:
        """The byte at which the character stands (for the text's end: the file's)."""
        if self.plain:
            return self.base + place
        if self.mixed:
            return self._in_line(place)
        if place < self.place:
            self.place, self.byte = 0, self.base
        self.byte += len(self._encoded(self.text[self.place : place], self.encoding))
        self.place = place
        return self.byte

    @staticmethod
    def _encoded(text: str, encoding: str) -> bytes:
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            # what could not be read stands as U+FFFD: one byte each, as the decoder counts
            return text.replace("\ufffd", "?").encode(encoding, "replace")

    def _by_lines(self, data: bytes) -> None:
        """Where each line begins, in characters and bytes, and its encoding: as decode() chose it."""
        character, byte = 0, self.base
        for line in data[self.base :].split(b"\n"):
            try:
                length, encoding = len(line.decode("utf-8")), "utf-8"
            except UnicodeDecodeError:
                length, encoding = len(line.decode(self.encoding, "replace")), self.encoding
            self.lines.append((character, byte, encoding))
            character += length + 1
            byte += len(line) + 1

    def _in_line(self, place: int) -> int:
        from bisect import bisect_right

        character, byte, encoding = self.lines[
            max(0, bisect_right(self.lines, place, key=lambda line: line[0]) - 1)
        ]
        return byte + len(self._encoded(self.text[character:place], encoding))
