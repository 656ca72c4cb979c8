"""Reports that nobody would write, each odd in one way; as folders, for tests that hold for every report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import yaml

Data = dict[str, Any]

EN = (
    "Power, not chips, set the pace of building in 2026: of the sites that were announced, only a fifth had a grid "
    "connection on the day that their servers came. The rest waited, rented or built turbines of their own."
)
ZH = "2026年决定建设速度的是电力而非芯片：已公布的站点中，服务器到货当日已接入电网的只有五分之一，其余或等待、或租用、或自建燃气轮机。"


COLOURS = (("red", "红"), ("green", "绿"), ("blue", "蓝"), ("white", "白"), ("black", "黑"), ("grey", "灰"), ("gold", "金"))
THINGS = ("river", "mountain", "village", "harbor", "orchard", "bridge", "tower", "garden", "island", "valley", "meadow", "station")
HAN = "河山村港园桥塔圃岛谷野站"


def pair(en: str, zh: str) -> Data:
    return {"en": en, "zh": zh}


def name(number: int) -> Data:
    """Words of its own for each number, so that no two lines of a report are alike."""
    first, second = divmod(number, len(COLOURS))
    return pair(f"{THINGS[first % len(THINGS)]} in {COLOURS[second][0]}", f"{COLOURS[second][1]}色之{HAN[first % len(HAN)]}")


def text(number: int = 1) -> Data:
    own = name(number)
    return pair(f"The {own['en']}. {EN}", f"{own['zh']}。{ZH}")


def listed(number: int) -> Data:
    """A paragraph without a sentence that another one has too."""
    names = [name(k) for k in Random(number).sample(range(len(COLOURS) * len(THINGS)), 14)]
    return pair(", ".join(own["en"] for own in names) + ".", "、".join(own["zh"] for own in names) + "。")


def title(number: int = 1) -> Data:
    own = name(number)
    return pair(f"What the {own['en']} says", f"{own['zh']}要点")


def prose(*blocks: Data, **more: Any) -> Data:
    return {"kind": "prose", "title": title(), **more, "body": list(blocks)}


def table(name: str, columns: int, rows: int, **more: Any) -> Data:
    heads = [{"label": pair(f"Column {k}", f"第{k}栏")} for k in range(1, columns + 1)]
    cells = [[pair(f"Row {r}, cell {c}", f"第{r}行第{c}格") for c in range(1, columns + 1)] for r in range(1, rows + 1)]
    return {"table": {"id": name, "title": pair("A table of rows", "行列之表"), "columns": heads, "rows": cells}, **more}


def chart(kind: str, rows: list[Data], **more: Any) -> Data:
    return {"kind": kind, "title": pair("What the chart says", "图表要点"), "unit": pair("Units", "单位"),
            "source": pair("Nobody, 2026", "无，2026年"), "alt": pair("Some marks of some lengths.", "若干长短不一的图形。"),
            "height_mm": 40, "rows": rows, **more}  # fmt: skip


def row(number: int, value: float, **more: Any) -> Data:
    return {"label": pair(f"Row {number}", f"第{number}行"), "value": value, "display": pair(f"{value}", f"{value}"), **more}


# --- the reports ------------------------------------------------------------------------------------------------------


def one_pair() -> Data:
    return {"one": prose(text())}


def no_charts() -> Data:
    return {"one": prose(*(text(k) for k in range(1, 8))), "two": prose(text(9), title=title(2))}


def long_table() -> Data:
    return {"one": prose(text(), table("wide", 4, 40, wide=True))}


def long_tables_side_by_side() -> Data:
    return {"one": prose(text(), table("narrow", 2, 40), table("small", 3, 2))}


def sixty_questions() -> Data:
    questions = [
        {"id": f"q{k}", "question": pair(f"Why the {name(k)['en']}?", f"为何是{name(k)['zh']}？"), "answer": [text(k)]}
        for k in range(1, 61)
    ]
    return {"contents": {"kind": "contents", "title": pair("Contents", "目录")},
            "faq": {"kind": "faq", "title": pair("Questions", "问题"), "questions": questions}}  # fmt: skip


def titles_of_300_characters() -> Data:
    words = ", ".join(name(k)["en"] for k in range(40)), "、".join(name(k)["zh"] for k in range(80))
    long = pair(f"Of {words[0]}"[:296].rstrip(" ,") + " too", words[1][:299] + "等")
    question = {"id": "q", "question": long, "answer": [text()]}
    return {
        "contents": {"kind": "contents", "title": pair("Contents", "目录")},
        "one": prose({"heading": pair(f"Of {words[0][:160]}", words[1][:160])}, text(), title=long, short=pair("Long", "长")),
        "faq": {"kind": "faq", "title": long, "short": pair("Long", "长"), "questions": [question]},
    }


def lists_alone() -> Data:
    items = [text(k) for k in range(1, 12)]
    return {"one": prose({"list": items}, {"list": items, "numbered": True}, {"list": items[:1]})}


def english_alone() -> Data:
    return {"report": {"languages": ["en"]}, "one": prose(text(), {"list": [text()]}, table("t", 3, 3))}


def chinese_alone() -> Data:
    return {"report": {"languages": ["zh"]}, "one": prose(text(), {"list": [text()]}, table("t", 3, 3, wide=True))}


def cover_alone() -> Data:
    figures = [{"label": pair(f"Figure {k}", f"第{k}项"), "value": pair(f"{k}0%", f"{k}0%")} for k in range(1, 4)]
    return {"cover": {"kind": "cover", "title": pair("A cover", "封面"), "kicker": pair("Line above", "上方一行"),
                      "lines": [pair("A cover", "封面"), pair("and no more", "仅此而已")], "figures": figures}}  # fmt: skip


def eighty_notes() -> Data:
    notes = [{"id": f"n{k}", "title": name(k), "body": [listed(k)]} for k in range(1, 81)]
    marks = "".join(f"[^n{k}]" for k in range(1, 41))
    body = [pair(f"All at once{marks} and one again[^n1].", f"一并列出{marks}，其一再引[^n1]。")]
    body += [pair(f"See the {name(k)['en']}[^n{k}].", f"见{name(k)['zh']}[^n{k}]。") for k in range(41, 81)]
    return {"one": prose(*body), "notes": {"kind": "notes", "title": pair("Notes", "注释"), "notes": notes}}


def links_of_every_kind() -> Data:
    address = "https://example.org/a/very/long/path/that/breaks?over=lines&in=both_columns#of-the-page"
    return {
        "one": prose(
            pair(f"An address in the text, {address}, and one at the end: {address}", f"文中地址{address}，句末地址：{address}"),
            pair(f"[Words that are **bold in the middle** and go on over the end of a line, I hope]({address}) end.",
                 f"[中间有**粗体**且应当跨行的一串链接文字，希望如此，再长一些以便换行]({address})结束。"),
            pair("Write to editors@example.org, see www.example.org or [the second part](#two).",
                 "来信请寄editors@example.org，另见www.example.org或[第二部分](#two)。"),
        ),
        "two": prose(text(), title=title(2)),
    }  # fmt: skip


def links_on_the_second_page_alone() -> Data:
    """qpdf 11 and 12 count in two ways what one later page and the structure need."""
    return {**cover_alone(), "one": links_of_every_kind()["two"] | {"body": links_of_every_kind()["one"]["body"][:2]}}


def abbreviations() -> Data:
    terms = [
        {"en": "HBM (High-Bandwidth Memory)", "zh": "高带宽内存"}, {"en": "capital expenditure / capex", "zh": "资本开支"},
        {"en": "trailing twelve months / TTM", "zh": "近12个月"}, {"en": "GPU", "zh": "图形处理器"},
    ]  # fmt: skip
    body = [pair("HBM, HBM again and TTM; HBMs and “TTM” too.", "HBM与HBM，另有TTM；还有（TTM）。") for _ in range(3)]
    groups = [{"title": pair("Terms", "术语"), "terms": terms}]
    return {"one": prose(*body), "glossary": {"kind": "glossary", "title": pair("Key terms", "关键术语"), "groups": groups}}


def features() -> Data:
    items = [
        {"id": "icon", "title": pair("With an icon", "带图标"), "icon": "gear", "body": [text()], "figure": pair("30%+", "逾30%"),
         "figure_label": pair("a year", "每年"), "companies": pair("TSMC, ASML", "台积电、ASML")},
        {"id": "code", "title": pair("With a code", "带代码"), "code": "US", "body": [{"heading": title(2)}, text(2)]},
        {"id": "bare", "title": pair("With nothing", "什么都没有"), "body": [text(3)]},
    ]  # fmt: skip
    return {"one": {"kind": "features", "title": title(), "intro": [{"heading": title(3)}, text(4)], "items": items}}


def cards() -> Data:
    detail = {"label": pair("Part of it", "其中"), "value": pair("$1 billion", "10亿美元")}
    card = {"value": pair("~$700 billion", "约7000亿美元"), "label": pair("Spending", "支出"), "measures": pair("What it counts", "统计口径"),
            "change": pair("+12%", "+12%"), "details": [detail, detail], "source": pair("Nobody", "无")}  # fmt: skip
    plain = {"value": pair("7", "7"), "label": pair("A number", "一个数"), "measures": pair("Things", "事物")}
    return {"one": {"kind": "cards", "title": title(), "cards": [{"id": "a", **card}, {"id": "b", **plain}, {"id": "c", **card}]}}


def stack() -> Data:
    box = {"label": pair("Box", "框"), "title": pair("Same everywhere", "到处相同"), "text": pair("Words in a box.", "框中文字。"),
           "companies": pair("TSMC", "TSMC")}  # fmt: skip
    layers = [{"name": pair(f"Layer {k}", f"第{k}层"), "layer": "model", "boxes": [box] * k} for k in range(1, 4)]
    return {"one": {"kind": "stack", "title": title(), "intro": [pair("See Figure [@one].", "见图[@one]。")], "layers": layers,
                    "caption": pair("Three layers", "三层"), "alt": pair("Three rows of boxes.", "三排方框。")}}  # fmt: skip


def one_layer() -> Data:
    whole = stack()
    whole["one"]["layers"] = whole["one"]["layers"][:1]
    return whole


def mixed_scripts() -> Data:
    return {"one": prose(
        pair("The 存算一体 chip (日本 calls it 混載) costs ¥100, €90 or $110; “东数西算” moves 30 % of it.",
             "NVIDIA的H100与AMD MI300X用于GPT-4o、A股公司“Qwen2.5”及e.g.式缩写；don’t与R&D亦可，TSMC N3E。"),
        pair("日本 and 中国 begin and end: 中国", "GPU开头，结尾TPU"),
    )}  # fmt: skip


def charts_of_every_kind() -> Data:
    rows = [row(k, 10.0**k / 10, group="g" if k > 2 else "h") for k in range(1, 5)]
    groups = [{"id": "g", "label": pair("Group", "组")}, {"id": "h", "label": pair("Other", "其他")}]
    same = [{"label": pair(name, name), "value": 3.0} for name in ("NVIDIA", "AMD")]
    slope = [row(1, 3.0, before=1.0, before_display=pair("1", "1"))]
    line = [{**row(1, 1.0), "label": pair("2025", "2025")}, {**row(2, 4.0, low=3.0, high=5.0), "label": pair("2030", "2030")}]
    return {
        "one": prose(pair("See Figures [@a], [@b], [@c], [@d] and [@e].", "见图[@a]、[@b]、[@c]、[@d]与[@e]。"),
                     *({"chart": name} for name in "abcde"), text()),
        "charts/a": chart("bars", rows, groups=groups),
        "charts/b": chart("dots", rows, groups=groups, scale="log"),
        "charts/c": chart("slope", slope, periods=[pair("2024", "2024"), pair("2026", "2026")]),
        "charts/d": chart("projection", line),
        "charts/e": chart("bars", same),
    }  # fmt: skip


def tables_of_every_kind() -> Data:
    wide = table("wide", 3, 4, wide=True)
    wide["table"]["columns"][1]["paired"] = True
    wide["table"]["columns"][2]["align"] = "decimal"
    wide["table"]["rows"][1][0] = pair("TSMC", "TSMC")
    wide["table"]["note"] = pair("A line under the table.", "表下一行。")
    broken = table("broken", 2, 1)
    broken["table"]["columns"][0]["label"] = pair("Broken\nin two", "分成\n两行")
    return {"one": prose(pair("See Tables [@wide] and [@broken].", "见表[@wide]与表[@broken]。"), wide, broken, text())}


def one_language_whole() -> Data:
    return {**tables_of_every_kind(), "two": features()["one"], **{k: v for k, v in charts_of_every_kind().items() if k != "one"},
            "three": charts_of_every_kind()["one"], "report": {"theme": {"reading_order": "languages"}}}  # fmt: skip


def one_endless_paragraph() -> Data:
    return {"one": prose(pair((EN + " ") * 60, ZH * 60), text(2))}


def headings_and_key_points() -> Data:
    return {"one": prose({"heading": title(2)}, {"heading": title(3)}, text(), {"takeaway": [{**text(), "lead": pair("Key", "要点")}]},
                         {**text(3), "lead": pair("Run in", "段首")}, {"heading": title(4)}, {"list": [text()]})}  # fmt: skip


ODD: dict[str, Callable[[], Data]] = {
    maker.__name__: maker
    for maker in (
        one_pair, no_charts, long_table, long_tables_side_by_side, sixty_questions, titles_of_300_characters, lists_alone,
        english_alone, chinese_alone, cover_alone, eighty_notes, links_of_every_kind, links_on_the_second_page_alone,
        abbreviations, features, cards, stack, one_layer, mixed_scripts, charts_of_every_kind, tables_of_every_kind, one_language_whole, one_endless_paragraph,
        headings_and_key_points,
    )
}  # fmt: skip


class _Plain(yaml.SafeDumper):
    """Writes everything out: our reader takes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_odd(name: str, folder: Path) -> Path:
    """The report `name` as a folder."""
    parts = ODD[name]()
    manifest = {
        "title": pair("An odd report", "一份奇特的报告"), "edition": pair("First edition", "第一版"), "author": pair("Nobody", "佚名"),
        "subject": pair("What is odd.", "何谓奇特。"), "keywords": pair("odd; report", "奇特；报告"), "date": "2026-07-01",
        **parts.get("report", {}),
        "sections": [part for part in parts if part != "report" and "/" not in part],
    }  # fmt: skip
    for part, data in {**parts, "report": manifest}.items():
        file = folder / (f"{part}.yaml" if "/" in part else f"content/{part}.yaml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False), "utf-8")
    return folder
