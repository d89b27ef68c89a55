"""Tesseract 5, a program of the system, run by pytesseract: light, and with many languages."""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytesseract

from reviewer.domain.text import Line
from reviewer.engines import _hocr, _languages, _passed_over, _rows, _script, _tesseract_program
from reviewer.engines._tesseract_program import Program
from reviewer.engines.base import EngineInfo, Hints, Kind, Options, Script
from reviewer.engines.upright.picture import Picture, grey
from reviewer.errors import EngineError
from reviewer.jobs import Report, silent

_PAGE, _BLOCK, _LINE = "3", "6", "7"
"""Page segmentation: a page as Tesseract takes it by itself; one block; one line."""
_ONE_LINE = {Kind.DATE, Kind.AMOUNT, Kind.DIGITS}
_ONLY = {Kind.DIGITS: "0123456789.,-", Kind.MRZ: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"}
_DEFAULT = "eng"
_NO_HINTS = Hints()
_ORIENTATION = "osd"
_NO_LANGUAGES = {_ORIENTATION, "equ"}
_SECONDS = 110
"""A page; a little less than `limits.READ_SECONDS`, so that it ends with a sentence."""


class Engine:
    """Reads grey pictures from a file.

    Options:
        tesseract_path: the program or its folder; empty to look for it.
        tesseract_segmentation: ``--psm`` for pages, 3 by default; 4 and 6 find more on receipts.
    """

    title: ClassVar[str] = "Tesseract"
    colors: ClassVar[bool] = False

    def __init__(self, options: Options) -> None:
        self._path = options.get("tesseract_path", "")
        self._segmentation = options.get("tesseract_segmentation", "") or _PAGE
        os.environ["OMP_THREAD_LIMIT"] = "1"  # more threads take two to four times as much CPU for a page

    def available(self) -> EngineInfo:
        try:
            program = self._program
            self._data(_NO_HINTS)
        except EngineError as error:
            return EngineInfo("tesseract", self.title, available=False, reason=error.text, advice=error.advice)
        languages = [found for data in program.data if (found := _languages.by_tesseract(data))]
        return EngineInfo(
            "tesseract",
            self.title,
            available=True,
            version=program.version,
            languages=tuple(each.tag for each in languages),
            scripts=tuple(dict.fromkeys(each.script for each in languages)),
        )

    def read(self, page: Picture, hints: Hints, report: Report = silent) -> tuple[Line, ...]:
        report(0.1, "Reading")
        height, width = page.shape[:2]
        (lines,) = self._read((page,), hints)
        if hints.thorough and not hints.single:
            lines = _passed_over.added(self, page, lines, hints)
        return _rows.ordered(lines, width / height)

    def read_many(self, pieces: Sequence[Picture], hints: Hints) -> list[tuple[Line, ...]]:
        """The lines of several pictures of a line each, in one process: its start takes longer than a line."""
        return self._read(pieces, hints, _LINE) if pieces else []

    def script(self, page: Picture) -> Script | None:
        """In which script a page is, whichever way up; None when it is not clear, or the data for that is missing."""
        if _ORIENTATION not in self._program.data:
            return None
        pytesseract.pytesseract.tesseract_cmd = str(self._program.path)
        with TemporaryDirectory(prefix="page-") as folder:
            try:
                answer = pytesseract.image_to_osd(_given([grey(page)], Path(folder)), timeout=_SECONDS)
            except (pytesseract.TesseractError, OSError, RuntimeError):  # too few letters, for example
                return None
        return _script.parsed(str(answer))

    def _read(self, pictures: Sequence[Picture], hints: Hints, segmentation: str = "") -> list[tuple[Line, ...]]:
        sizes = [(picture.shape[1], picture.shape[0]) for picture in pictures]
        config = self._config(hints, segmentation)
        return _hocr.lines(self._hocr([grey(picture) for picture in pictures], hints, config), sizes)

    @cached_property
    def _program(self) -> Program:
        return _tesseract_program.find(self._path)

    def _hocr(self, pictures: Sequence[Picture], hints: Hints, config: str) -> bytes:
        pytesseract.pytesseract.tesseract_cmd = str(self._program.path)
        languages = "+".join(self._data(hints))
        with TemporaryDirectory(prefix="page-") as folder:
            try:
                answer = pytesseract.image_to_pdf_or_hocr(
                    _given(pictures, Path(folder)), languages, config, extension="hocr", timeout=_SECONDS
                )
            except (pytesseract.TesseractError, OSError):
                raise EngineError("Tesseract could not read this page.", "Read it with another engine.") from None
            except RuntimeError:  # pytesseract has no class for it
                raise EngineError(
                    f"Tesseract needed more than {_SECONDS} seconds for this page.", "Read it with another engine."
                ) from None
        return bytes(answer)

    def _config(self, hints: Hints, segmentation: str) -> str:
        if not segmentation:
            segmentation = self._segmentation
            if hints.single:
                segmentation = _LINE if hints.kind in _ONE_LINE else _BLOCK
        parts = ["--psm", segmentation, "-c hocr_char_boxes=1"]
        if hints.dpi:
            parts.append(f"--dpi {hints.dpi}")
        if hints.kind in _ONLY:
            parts.append(f"-c tessedit_char_whitelist='{_ONLY[hints.kind]}'")
        return " ".join(parts)

    def _data(self, hints: Hints) -> tuple[str, ...]:
        """Names of the data to read with: of all languages; else of the likeliest that is there in each script.

        Raises:
            EngineError: it is not installed.
        """
        if hints.languages:
            return tuple(dict.fromkeys(self._name(tag) for tag in hints.languages))
        there = [data for data in self._program.data if data not in _NO_LANGUAGES]
        if not there:
            raise EngineError("Tesseract has no language data.", _tesseract_program.install([_DEFAULT]))
        possible = [found for tag in hints.possible if (found := _languages.language(tag)) and found.tesseract in there]
        first = {each.script: each.tesseract for each in reversed(possible)}
        if first:
            return tuple(data for data in dict.fromkeys(each.tesseract for each in possible) if data in first.values())
        return (_DEFAULT if _DEFAULT in there else there[0],)

    def _name(self, tag: str) -> str:
        language = _languages.language(tag)
        if language is None:
            raise EngineError(f"There is no language {tag}.", "Choose another language.")
        if language.tesseract not in self._program.data:
            raise EngineError(
                f"Tesseract has no data for {language.name}.", _tesseract_program.install([language.tesseract])
            )
        return language.tesseract


def _given(pictures: Sequence[Picture], folder: Path) -> str:
    """The file that Tesseract is given: a picture, or a list of them."""
    files = [folder / f"{number}.pgm" for number in range(len(pictures))]
    for picture, file in zip(pictures, files, strict=True):
        # pytesseract's own PNG of a noisy photograph takes longer than reading it
        file.write_bytes(b"P5\n%d %d\n255\n" % (picture.shape[1], picture.shape[0]) + picture.tobytes())
    if len(files) == 1:
        return str(files[0])
    listed = folder / "pictures.txt"
    listed.write_text("".join(f"{file}\n" for file in files))
    return str(listed)
