"""Font files in, faces that HarfBuzz can shape with out; verified against fonts.yaml when they are opened.

The only place that reads font files. Raises `EnvironmentProblem` for a font that is missing or damaged: no text can
be set without it.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Sequence
from pathlib import Path

import uharfbuzz as hb

from reportgen.cache import Cache
from reportgen.errors import EnvironmentProblem
from reportgen.model.settings import FontFile
from reportgen.records import dataclass

_NEEDED_TABLES = frozenset(("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"))
Mapped = bytes | mmap.mmap
MAX_FONT_BYTES = 200_000_000
DEFAULT_WEIGHTS = (100, 900)


@dataclass(frozen=True, slots=True)
class FontKey:
    """One weight of one face of the chain: what a glyph run is set in."""

    face: int
    weight: int

    def __hash__(self) -> int:
        return 1000 * self.face + self.weight


@dataclass(frozen=True, slots=True)
class Extents:
    """The ink of a glyph in thousandths of an em: left edge, top, width, and height (negative, downwards)."""

    x: float
    y: float
    width: float
    height: float


class Fonts:
    """The chain of faces that a report is set in: the first that has a character sets it."""

    def __init__(self, faces: Sequence[tuple[FontFile, bytes | Path]]) -> None:
        self.files = tuple(file for file, _ in faces)
        self.faces = tuple(hb.Face(_blob(source)) for _, source in faces)
        self.units_per_em = tuple(face.upem for face in self.faces)
        self._instances: dict[FontKey, hb.Font] = {}
        self._chain: dict[str, int] = {}
        self._extents: dict[tuple[FontKey, int], Extents] = {}

    def instance(self, key: FontKey) -> hb.Font:
        """The face at a weight, ready for shaping."""
        font = self._instances.get(key)
        if font is None:
            font = hb.Font(self.faces[key.face])
            font.set_variations({"wght": key.weight})
            self._instances[key] = font
        return font

    def face_for(self, character: str) -> int | None:
        """Index of the first face that has the character, or None."""
        index = self._chain.get(character)
        if index is None:
            index = self._find(character)
            self._chain[character] = index
        return index if index >= 0 else None

    def _find(self, character: str) -> int:
        code = ord(character)
        for index in range(len(self.faces)):
            if self.instance(FontKey(index, 400)).get_nominal_glyph(code):
                return index
        return -1

    def extents(self, key: FontKey, glyph: int) -> Extents:
        """The ink box of a glyph, in thousandths of an em."""
        found = self._extents.get((key, glyph))
        if found is None:
            box = self.instance(key).get_glyph_extents(glyph)
            scale = 1000 / self.units_per_em[key.face]
            found = Extents(box.x_bearing * scale, box.y_bearing * scale, box.width * scale, box.height * scale) if box else Extents(0, 0, 0, 0)
            self._extents[(key, glyph)] = found
        return found


def open_fonts(folder: Path, files: Sequence[FontFile], stamps: Cache | None = None) -> Fonts:
    """The fonts of `folder`, each compared with its checksum.

    A file that has not been touched since it was last compared, by what the system says of it, is not read again:
    `stamps` keeps what was seen. The files are mapped into memory, not loaded.

    Raises `EnvironmentProblem` when a file is missing, is not a TrueType font, or is not the file that was listed.
    """
    faces: list[tuple[FontFile, bytes | Path]] = []
    for file in files:
        path = folder / file.file
        try:
            if path.stat().st_size > MAX_FONT_BYTES:
                raise EnvironmentProblem(f"the font {file.file} is larger than {MAX_FONT_BYTES:,} bytes")
            data = _mapped(path)
        except (OSError, ValueError) as error:
            raise EnvironmentProblem(f"the font {file.file} cannot be read: {getattr(error, 'strerror', error)}") from error
        if not _is_the_listed(path, data, file, stamps):
            raise EnvironmentProblem(
                f"the font {file.file} is damaged or was replaced: its SHA-256 is not the one in fonts.yaml"
            )
        if data[:4] not in (b"\0\1\0\0", b"true"):
            raise EnvironmentProblem(f"the font {file.file} has no TrueType outlines; only TrueType fonts can be used")
        lacking = _NEEDED_TABLES - _tables(data)
        if lacking:
            raise EnvironmentProblem(f"the font {file.file} is damaged: it has no sound table {', '.join(sorted(lacking))}")
        faces.append((file, path))
    return Fonts(faces)


def _blob(source: bytes | Path) -> hb.Blob:
    return hb.Blob.from_file_path(str(source)) if isinstance(source, Path) else hb.Blob(source)


def _mapped(path: Path) -> Mapped:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _is_the_listed(path: Path, data: Mapped, file: FontFile, stamps: Cache | None) -> bool:
    """The file has the checksum that is listed for it, now or when it was last read."""
    about = path.stat()
    seen = f"{about.st_dev} {about.st_ino} {about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {file.sha256.lower()}"
    stamp = hashlib.sha256(seen.encode()).hexdigest()[:32]
    if stamps is not None and stamps.get(stamp) is not None:
        return True
    same = hashlib.sha256(data).hexdigest() == file.sha256.lower()
    if same and stamps is not None:
        stamps.put(stamp, b"compared")
    return same


def _tables(data: Mapped) -> set[str]:
    """The names of the tables that lie inside the file (OpenType specification, “Organization of an OpenType Font”)."""
    found = set()
    for entry in range(12, min(12 + 16 * int.from_bytes(data[4:6], "big"), len(data) - 15), 16):
        offset, length = (int.from_bytes(data[k : k + 4], "big") for k in (entry + 8, entry + 12))
        if length > 0 and offset + length <= len(data):
            found.add(data[entry : entry + 4].decode("latin-1"))
    return found
