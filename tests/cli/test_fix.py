"""`reportgen check --fix`: what a machine can mend is mended in the files, and every other byte stays as it was."""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen import fixing
from reportgen.checks.proof import proofread
from reportgen.mend.files import MendedFile, write_mended
from reportgen.mend.report import mend_report
from reportgen.model.load import load_report, read_report
from reportgen.model.walk import texts_of

Run = Callable[..., Any]
PROSE = "kind: prose\ntitle: {en: Opening, zh: 开篇}\nbody:\n"
FILE = "content/opening.yaml"
REST = "  - en: See[^first] Figure [@growth].\n    zh: 见[^first]图[@growth]。\n  - chart: growth\n"

STYLES = [
    ("plain", "en: One - two.\n    zh: 一,二。", "en: One — two.\n    zh: 一，二。"),
    ("plain over lines", "en: One\n      and more - two.\n    zh: 一些\n      话,二。", "en: One\n      and more — two.\n    zh: 一些\n      话，二。"),
    ("single-quoted", "en: 'It''s \"good\".'\n    zh: '他说\"好\"，很''好''。'", "en: 'It’s “good”.'\n    zh: '他说“好”，很“好”。'"),
    ("double-quoted", 'en: "He said \\"good\\" - twice."\n    zh: "他说\\"好\\",\\u4E24次."', 'en: "He said “good” — twice."\n    zh: "他说“好”，\\u4E24次。"'),
    ("double-quoted with escapes", 'en: "A\\x2D\\u0022good\\U00000022 one: \\\n      done."\n    zh: "一\\x2c二：\\\n      完。"',
     'en: "A\\x2D“good” one: \\\n      done."\n    zh: "一，二：\\\n      完。"'),
    ("folded", "en: >- # why\n      One, and\n      more - two.\n    zh: >\n      一些话，还有\n\n      更多,话。", "en: >- # why\n      One, and\n      more — two.\n    zh: >\n      一些话，还有\n\n      更多，话。"),
    ("literal", "en: |\n      One - two.\n      Three.\n    zh: |-\n      一,二。\n      三:四。", "en: |\n      One — two.\n      Three.\n    zh: |-\n      一，二。\n      三：四。"),
    ("literal with an indent", "en: |2\n      One - two.\n    zh: |2-\n      一,二。", "en: |2\n      One — two.\n    zh: |2-\n      一，二。"),
    ("flow", "{en: \"One - two.\", zh: '一 (二),三。'}", "{en: \"One — two.\", zh: '一（二），三。'}"),
    ("flow over lines", "{\n      en: One - two., # first\n      zh: 一(二)。 # then\n    }", "{\n      en: One — two., # first\n      zh: 一（二）。 # then\n    }"),
    ("markup", "en: A *strong - one* and **\"two\"**, [a - b](https://x.org/a-b).\n    zh: 一*强,大*与**\"二\"**，[甲,乙](https://x.org/a-b)。",
     "en: A *strong — one* and **“two”**, [a — b](https://x.org/a-b).\n    zh: 一*强，大*与**“二”**，[甲，乙](https://x.org/a-b)。"),
    ("escaped markup", "en: A \\*star - one.\n    zh: 一\\*星,二。", "en: A \\*star — one.\n    zh: 一\\*星，二。"),
]  # fmt: skip


def _body(folder: Any, paragraph: str) -> None:
    folder.write(FILE, PROSE + f"  # a remark, kept\n  - {paragraph}\n{REST}")


@pytest.mark.parametrize(("style", "before", "after"), STYLES, ids=[case[0] for case in STYLES])
def test_each_style_of_yaml_is_mended_in_place(folder: Any, run: Run, style: str, before: str, after: str) -> None:
    _body(folder, before)
    outcome = run("check", folder.path, "--fix")
    run("check", folder.path, "--fix")  # a comma after a mark that has just been mended
    assert (folder.path / FILE).read_text("utf-8") == PROSE + f"  # a remark, kept\n  - {after}\n{REST}"
    assert outcome.out == f"{folder.path / FILE}\n"
    again = run("check", folder.path, "--fix")
    assert again.out == ""
    assert again.err.splitlines()[-1].startswith("reportgen: nothing to fix; left: ")


@pytest.mark.parametrize(
    ("side", "before", "after"),
    [
        ("zh", "一，，二。。", "一，二。"),
        ("zh", "他说\"用'大'的\"，很'好'。", "他说“用‘大’的”，很“好”。"),
        ("zh", "等等...一、。", "等等……一。"),
        ("zh", "用ＧＰＵ的５０％。", "用GPU的50%。"),
        ("zh", "我们 使用 GPU 训练, 很快?!", "我们使用GPU训练，很快？！"),
        ("zh", "時間很長。", "时间很长。"),
        ("zh", "他 (很 GPT-4) 说：\"好\"。", "他（很GPT-4）说：“好”。"),
        ("en", "The team's \"first\" 'big' try -- it was the '90s.", "The team’s “first” ‘big’ try — it was the ’90s."),
        ("en", "It takes 12-18 months.", "It takes 12–18 months."),
    ],
)
def test_what_is_mended(folder: Any, run: Run, side: str, before: str, after: str) -> None:
    folder.write(FILE, PROSE + f"  - en: |-\n      {before if side == 'en' else 'Words.'}\n    zh: |-\n      {before if side == 'zh' else '话。'}\n{REST}")
    run("check", folder.path, "--fix")
    run("check", folder.path, "--fix")
    assert f"      {after}\n" in (folder.path / FILE).read_text("utf-8")


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("zh", "他说\"好。"),
        ("zh", "一台15\"屏幕和20\"屏幕。"),
        ("zh", "渐渐的变好。"),
        ("zh", "《時間》很好。"),
        ("zh", "北京 上海 广州"),
        ("zh", "等等。。。"),
        ("en", "He said \"good."),
        ("en", "A result of 5 - 3 was the the best."),
        ("en", "Call it with --strict, or 'twas nothing."),
    ],
)
def test_what_leaves_a_doubt_is_left(folder: Any, run: Run, side: str, words: str) -> None:
    folder.write(FILE, PROSE + f"  - en: |-\n      {words if side == 'en' else 'Words.'}\n    zh: |-\n      {words if side == 'zh' else '话。'}\n{REST}")
    before = (folder.path / FILE).read_bytes()
    outcome = run("check", folder.path, "--fix")
    assert outcome.out == ""
    assert (folder.path / FILE).read_bytes() == before


def test_what_is_said_of_a_fix_and_the_exit_codes(folder: Any, run: Run) -> None:
    folder.change(FILE, "没有说多少的段落", "没有,说多少的:段落 says $376B")
    outcome = run("check", folder.path, "--fix")
    assert outcome.err.splitlines()[0] == "content/opening.yaml:5:13: zh/half-width-punctuation: “,” → “，”, “:” → “：”"
    assert outcome.err.splitlines()[-1].startswith("reportgen: 2 findings fixed in 1 file; left: ")
    assert outcome.code == 1  # the figure is still on one side only
    folder.change(FILE, "says $376B", "")
    folder.change(FILE, "没有，说", "没有,说")
    outcome = run("check", folder.path, "--fix")
    assert (outcome.code, outcome.err.splitlines()[-1]) == (0, "reportgen: 1 finding fixed in 1 file; left: no findings")


def test_a_dry_run_prints_a_diff_and_changes_nothing(folder: Any, run: Run) -> None:
    folder.change(FILE, "没有说多少", "没有,说多少")
    before = (folder.path / FILE).read_text("utf-8")
    outcome = run("check", folder.path, "--fix", "--dry-run")
    assert outcome.code == 1
    assert (folder.path / FILE).read_text("utf-8") == before
    after = before.replace("没有,说", "没有，说")
    expected = "".join(difflib.unified_diff(before.splitlines(True), after.splitlines(True), f"a/{FILE}", f"b/{FILE}"))
    assert outcome.out == expected
    assert outcome.err.splitlines()[-1] == "reportgen: 1 finding would be fixed in 1 file; now: 1 problem"


def test_bytes_line_ends_and_permissions_are_kept(folder: Any, run: Run) -> None:
    text = (folder.path / FILE).read_text("utf-8").replace("没有说", "没有,说").rstrip("\n")
    raw = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    folder.write(FILE, raw)
    (folder.path / FILE).chmod(0o640)
    run("check", folder.path, "--fix")
    assert (folder.path / FILE).read_bytes() == raw.replace(b",\xe8\xaf\xb4", "，说".encode())
    assert stat.S_IMODE((folder.path / FILE).stat().st_mode) == 0o640


def test_every_place_of_the_same_words_is_mended(folder: Any, run: Run) -> None:
    twice = "  - {en: Twice., zh: '两,次。'}\n"
    folder.write(FILE, PROSE + twice + twice + REST)
    run("check", folder.path, "--fix")
    assert (folder.path / FILE).read_text("utf-8").count("两，次。") == 2


def test_facts_and_line_ends_are_not_touched(folder: Any, run: Run) -> None:
    folder.write("content/facts.yaml", "facts:\n  - {id: market, label: {en: Market, zh: 市场}, unit: USD, value: 376 billion, as_of: 2026, source: {en: A house, zh: 一家}}\n")
    _body(folder, "en: We say {market} now - twice.\n    zh: 我们说 {market} ,在此\n      之后,两次。")
    outcome = run("check", folder.path, "--fix")
    text = (folder.path / FILE).read_text("utf-8")
    assert "en: We say {market} now — twice.\n    zh: 我们说{market} ,在此\n      之后，两次。" in text
    outcome = run("check", folder.path, "--fix")
    assert outcome.out == ""
    assert "6:9: zh/space-han-latin: left: the words do not stand in the file as they are read" in outcome.err


def test_an_accepted_finding_is_not_mended(folder: Any, run: Run) -> None:
    folder.change(FILE, "没有说多少", "没有 说多少。好")
    (finding,) = [f for f in run("check", folder.path, "--json").json["findings"] if f["rule"] == "zh/space-han-latin"]
    assert finding["edits"] == [{"side": "zh", "start": 4, "end": 5, "new": ""}]
    folder.write("content/accepted.yaml", f"- {{rule: zh/space-han-latin, text: {finding['text']}, reason: a pause}}\n")
    assert run("check", folder.path, "--fix").out == ""


def test_a_report_that_cannot_be_read_is_left_alone(folder: Any, run: Run) -> None:
    folder.change(FILE, "没有说多少", "没有,说多少")
    folder.change("content/notes.yaml", "notes:", "nuts:")
    outcome = run("check", folder.path, "--fix")
    assert (outcome.code, outcome.out) == (1, "")
    assert "“nuts” is not known here" in outcome.err
    assert "没有,说多少" in (folder.path / FILE).read_text("utf-8")


def test_an_anchor_is_refused_and_nothing_is_written(folder: Any, run: Run) -> None:
    folder.change(FILE, "zh: 一个没有", "zh: &a 一,个没有")
    outcome = run("check", folder.path, "--fix")
    assert outcome.code == 1
    assert "the anchor “&a” is not allowed" in outcome.err
    assert "&a 一,个没有" in (folder.path / FILE).read_text("utf-8")


def test_a_file_that_changes_meanwhile_is_left_alone(folder: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.change(FILE, "没有说多少", "没有,说多少")

    def late(file: MendedFile) -> bool:
        file.path.write_text(file.before + "# somebody else\n", "utf-8")
        return write_mended(file)

    monkeypatch.setattr(fixing, "write_mended", late)
    outcome = run("check", folder.path, "--fix")
    assert outcome.out == ""
    assert "left: the file was changed while it was being checked" in outcome.err
    assert (folder.path / FILE).read_text("utf-8").endswith("# somebody else\n")
    assert not [path for path in (folder.path / "content").iterdir() if path.name.endswith(".part")]


def test_a_file_outside_the_folder_is_never_touched(folder: Any, run: Run, tmp_path: Path) -> None:
    folder.change(FILE, "没有说多少", "没有,说多少")
    outside = tmp_path / "outside.yaml"
    (folder.path / FILE).rename(outside)
    (folder.path / FILE).symlink_to(outside)
    before = outside.read_bytes()
    outcome = run("check", folder.path, "--fix")
    assert (outcome.code, outside.read_bytes()) == (1, before)


def test_a_link_inside_the_folder_stays_a_link(folder: Any, run: Run) -> None:
    folder.change(FILE, "没有说多少", "没有,说多少")
    (folder.path / FILE).rename(folder.path / "content" / "real.yaml")
    (folder.path / FILE).symlink_to("real.yaml")
    run("check", folder.path, "--fix")
    assert (folder.path / FILE).is_symlink()
    assert "没有，说多少" in (folder.path / "content" / "real.yaml").read_text("utf-8")


def test_a_read_only_file_is_an_error_of_the_environment(folder: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.change(FILE, "没有说多少", "没有,说多少")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("opening.yaml") and may(path, mode))
    outcome = run("check", folder.path, "--fix")
    assert outcome.code == 3
    assert "opening.yaml cannot be written: it is read-only or belongs to someone else" in outcome.err
    assert "没有,说多少" in (folder.path / FILE).read_text("utf-8")


def test_a_fix_that_would_change_what_the_file_means_is_not_made(folder: Any, run: Run) -> None:
    """A plain scalar cannot begin with %; the other fix of the file is made."""
    _body(folder, "en: Words - more.\n    zh: ％是符号。")
    outcome = run("check", folder.path, "--fix")
    assert "en: Words — more.\n    zh: ％是符号。" in (folder.path / FILE).read_text("utf-8")
    assert "opening.yaml:6:9: zh/full-width-alnum: left: the file would no longer say the same" in outcome.err


def test_the_rows_of_a_chart_in_csv_are_mended(folder: Any, run: Run) -> None:
    chart = (folder.path / "charts/growth.yaml").read_text("utf-8")
    folder.write("charts/growth.yaml", chart[: chart.index("rows:")] + "csv: growth.csv\n")
    folder.write("charts/growth.csv", 'label_en,label_zh,value,display_en,display_zh\r\nOne,"甲,乙",1,1%,1%\r\n"Two, ""or"" more",丙:丁,2,2%,2%\r\n')
    run("check", folder.path, "--fix")
    assert (folder.path / "charts/growth.csv").read_bytes().decode() == (
        'label_en,label_zh,value,display_en,display_zh\r\nOne,"甲，乙",1,1%,1%\r\n"Two, “or” more",丙：丁,2,2%,2%\r\n'
    )


def test_json_lists_what_was_fixed(folder: Any, run: Run) -> None:
    folder.change(FILE, "没有说多少", "没有,说多少")
    told = run("check", folder.path, "--fix", "--json").json
    assert told == {
        "dry_run": False, "changed": [FILE], "left": [],
        "fixed": [{"file": FILE, "line": 5, "column": 13, "rule": "zh/half-width-punctuation", "edits": [{"old": ",", "new": "，"}]}],
    }  # fmt: skip


@pytest.mark.parametrize("arguments", [("--dry-run",), ("--fix", "--sarif"), ("--fix", "--glossary", "g.csv")])
def test_wrong_usage(folder: Any, run: Run, arguments: tuple[str, ...]) -> None:
    assert run("check", folder.path, *arguments).code == 2


def test_the_texts_of_our_own_report_can_all_be_traced(repository: Path) -> None:
    """A planted blank at the end of every Chinese sentence of ours would be found in its file, facts and line ends excepted."""
    from reportgen.mend.values import known_values, yaml_values
    from reportgen.model.origins import text_origins

    report = load_report(repository)
    places = {file.relative_to(repository).as_posix(): known_values(yaml_values(file.read_text("utf-8"), file.relative_to(repository).as_posix()))
              for room in ("content", "charts") for file in (repository / room).glob("*.yaml")}  # fmt: skip
    texts = [text for _, text in texts_of(report) if text.at.file in places]
    untraced = [str(text.at) for text in texts if not any(text_origins(typed.value, text) for typed in places[text.at.file].get(text.at, ()))]
    of_facts = [text for text in texts if len(text.facts) == 1 and text.facts[0].start == 0 and text.facts[0].end == len(text.plain)]
    assert len(texts) > 1000
    assert len(untraced) <= len(of_facts) + 100, untraced[:20]


# --- loose pairs ------------------------------------------------------------------------------------------------------


def test_pairs_in_csv_are_mended(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes('\ufeffid,note,en,zh\r\n1,"a, ""b""","He said ""good"" - twice.  Yes.","他说""好"",两次。"\r\n\r\n2,,Plain - text,一:二\r\n'.encode())
    dry = run("check", "--pairs", path, "--fix", "--dry-run")
    assert dry.out.startswith("--- a/p.csv\n+++ b/p.csv\n@@ ")
    outcome = run("check", "--pairs", path, "--fix")
    assert (outcome.code, outcome.out) == (1, f"{path}\n")
    assert outcome.err.splitlines()[-1] == "reportgen: 6 findings fixed in 1 file; left: 1 error"
    outcome = run("check", "--pairs", path, "--fix")
    assert outcome.err.splitlines() == ["p.csv:2:51: zh/half-width-punctuation: “,” → “，”", "reportgen: 1 finding fixed in 1 file; left: no findings"]
    assert outcome.code == 0
    assert path.read_bytes().decode() == '\ufeffid,note,en,zh\r\n1,"a, ""b""","He said “good” — twice. Yes.","他说“好”，两次。"\r\n\r\n2,,Plain — text,一：二\r\n'


@pytest.mark.parametrize("listed", [False, True])
def test_pairs_in_json_are_mended(run: Run, tmp_path: Path, listed: bool) -> None:
    rows = ['{"id": 1, "zh": "\\u4e00,\\"\\u597d\\"\\n\\ud83d\\ude00二。", "en" : "One \\"good\\"\\n😀 two." , "more": {"en": "a - b"}}', '{"en": "A - b", "zh": null}']
    path = tmp_path / "p.jsonl"
    path.write_text(f"[{rows[0]},\n {rows[1]}]" if listed else f"{rows[0]}\n\n{rows[1]}\n", "utf-8")
    outcome = run("check", "--pairs", path, "--fix")
    first = '{"id": 1, "zh": "\\u4e00，“\\u597d”\\n\\ud83d\\ude00二。", "en" : "One “good”\\n😀 two." , "more": {"en": "a - b"}}'
    assert path.read_text("utf-8") == (f"[{first},\n {rows[1]}]" if listed else f"{first}\n\n{rows[1]}\n")
    assert outcome.code == 1  # a side is missing
    assert [json.loads(row) for row in (first, rows[1])]


# --- our own report ---------------------------------------------------------------------------------------------------

_FULL_TO_HALF = str.maketrans("，；", ",;")
_CURLY_TO_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def _spoilt(text: str) -> str:
    """Half-width marks in the Chinese lines, straight marks in the folded English ones."""
    lines, in_block = [], 0
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        in_block = in_block if line.strip() and indent >= in_block else 0
        if in_block:
            line = line.translate(_CURLY_TO_STRAIGHT)
        elif re.match(r" +zh: [^\[{|>']", line):
            line = re.sub("(?<=[\u4e00-\u9fff])[，；](?=[\u4e00-\u9fff])", lambda mark: mark[0].translate(_FULL_TO_HALF), line)
        if re.search(r"en: >-$", line):
            in_block = line.index("en:") + 1
        lines.append(line)
    return "\n".join(lines)


def test_marks_spoilt_throughout_our_report_come_back_to_the_byte(repository: Path, tmp_path: Path) -> None:
    """Facts, links, notes, emphasis, folded lines and remarks in between are as they were."""
    for room in ("content", "charts"):
        shutil.copytree(repository / room, tmp_path / room)
    spoilt = 0
    for file in sorted(tmp_path.glob("*/*.yaml")):
        before = file.read_text("utf-8")
        after = _spoilt(before)
        spoilt += sum(old != new for old, new in zip(before, after, strict=True))
        file.write_text(after, "utf-8")
    assert spoilt > 200
    for _ in range(2):
        reading = read_report(tmp_path)
        assert reading.problems == ()
        for file in mend_report(tmp_path, reading.report, proofread(reading, tmp_path).findings):
            if file.fixed:
                assert write_mended(file)
    wrong = [file.name for file in sorted(tmp_path.glob("*/*.yaml")) if file.read_bytes() != (repository / file.parent.name / file.name).read_bytes()]
    assert wrong == []
