"""The pictures of docs/typography.md, from specimens set by the engine: python docs/type/draw.py"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2

from reportgen.layout.specimen import SpecimenSpec, read_passages, specimen_layout
from reportgen.model.content import Language
from reportgen.pdf.metadata import DocumentInfo
from reportgen.pdf.paint import write_pdf
from reportgen.pipeline import default_fonts, open_fonts
from reportgen.text.setting import Mode, Typesetter
from reportgen.theme import Theme
from reportgen.units import PAPERS

HERE = Path(__file__).parent
SCALE = 3.0
ZH = ("据《白皮书》称，推理的成本已超过训练（含微调）；“电价若再涨，”一位采购经理说，“我们就搬去水电便宜的地方。”"
      "2026年上半年，数据中心用电同比增8.5%左右，而GPU的租价跌了三成——卖水改卖电。")  # fmt: skip
EN = ("The rack draws 40 kW at peak load, and in Q2 2026 the cost of powering it passed the depreciation of the servers inside. "
      "\"We didn't expect power\u2014not chips\u2014to be the bottleneck,\" said one executive at Nvidia; cost-saving "
      "infrastructure is what the organizations now look for.")  # fmt: skip
COMMAS = "先谈电价，再谈机价，末了才谈租价。热度、速度、温度，三者向来不可兼得，要看谁先退让，谁又后悔。"
HEADING = "算力、电力与资本：人工智能基础设施的三重约束"
PICTURES: tuple[tuple[str, str, Language, float, Mode, dict[str, object]], ...] = (
    ("chinese", ZH, "zh", 16, "justified", {}),
    ("plain", COMMAS, "zh", 10.7, "justified", {}),
    ("hanging", COMMAS, "zh", 10.7, "justified", {"hanging": True}),
    ("grid", COMMAS, "zh", 10.7, "justified", {"full_width_grid": True}),
    ("english", EN, "en", 26, "justified", {}),
    ("optical", EN, "en", 21, "justified", {"optical_margin": True}),
    ("heading", HEADING, "zh", 13, "balanced", {}),
)


def main() -> None:
    files, home = default_fonts()
    fonts = open_fonts(home, files)
    theme = Theme()
    for name, text, language, em, mode, changes in PICTURES:
        setter = Typesetter(fonts, replace(theme, spacing=replace(theme.spacing, **changes)))  # type: ignore[arg-type]
        spec = SpecimenSpec(language, (em,), 10.0, mode)
        layout, _, _ = specimen_layout(read_passages(text, name), spec, setter, PAPERS["a4"])
        page = pypdfium2.PdfDocument(write_pdf(layout, fonts, DocumentInfo((name,), languages=layout.languages)))[0]
        lines = len({item.run.y for item in layout.pages[0].items})  # type: ignore[union-attr]
        crop = (66.0, 842 - 72 - lines * 15.0 - 4, 595 - 72 - em * 10 - 14, 66.0)
        image = page.render(scale=SCALE, crop=crop, grayscale=True).to_pil()
        image.quantize(16).save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
