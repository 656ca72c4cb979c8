"""The page pictures of the README, from a built report: python docs/pages/draw.py dist/ai-industry-landscape-2026.pdf"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2

HERE = Path(__file__).parent
SCALE = 1.1
COLOURS = 96
PICTURES = {"cover": "Market Size", "glance": "At a glance", "stack": "Semiconductors", "companies": "Scale Signal", "faq": "chip sales already"}
"""The picture's name, and words of the first page after the contents (or of the cover) that it shows."""


def main(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
        for name, words in PICTURES.items():
            index = next(k for k, text in enumerate(texts) if words in text and k != 1)
            image = document[index].render(scale=SCALE).to_pil().convert("RGB")
            image.quantize(COLOURS).save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
