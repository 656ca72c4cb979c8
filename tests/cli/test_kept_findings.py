"""Findings kept between runs: the same as read anew, taken only while nothing has changed, and not at all if so asked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen.cache import Cache
from reportgen.checks import findings, placed, proof
from reportgen.checks.gist import Gist
from reportgen.checks.read_gist import GistReader
from reportgen.model.content import Pair
from reportgen.model.load import read_report

Run = Callable[..., Any]


@pytest.fixture()
def spoilt(folder: Any) -> Any:
    """A report with findings of several rules, one of them about a range of words and one without a place in a text."""
    folder.change("content/opening.yaml", "says little", "says  $376B of NVIDIA, NVIDIA and Nvidia")
    folder.change("content/opening.yaml", "没有说多少", "说了 3760万美元")
    folder.write("content/facts.yaml", "facts:\n  - {id: idle, label: {en: A sum, zh: 一个数}, unit: USD, value: 45 billion, as_of: 2025}\n")
    return folder


@pytest.fixture()
def readings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many findings each reading of the words had."""
    counted: list[int] = []
    read = findings.findings_of

    def counting(*given: Any) -> Any:
        found = read(*given)
        counted.append(len(found))
        return found

    monkeypatch.setattr(findings, "findings_of", counting)
    return counted


def test_kept_findings_are_those_of_a_reading(spoilt: Any, run: Run, readings: list[int]) -> None:
    cold = run("check", spoilt.path, "--json")
    warm = run("check", spoilt.path, "--json")
    assert len(readings) == 1
    assert len({f["rule"] for f in cold.json["findings"]}) >= 4
    assert warm.out == cold.out
    kept = Cache(spoilt.path / ".reportgen-cache" / "findings")
    reading = read_report(spoilt.path, Cache(spoilt.path / ".reportgen-cache" / "content"))
    assert proof.proofread(reading, spoilt.path, kept) == proof.proofread(reading, spoilt.path)
    assert len(readings) == 2


def test_a_word_a_place_and_the_lock_each_call_for_a_new_reading(spoilt: Any, run: Run, readings: list[int]) -> None:
    before = run("check", spoilt.path, "--json").json["findings"]
    spoilt.change("content/opening.yaml", "kind: prose\n", "# A line more.\nkind: prose\n")
    moved = run("check", spoilt.path, "--json").json["findings"]
    assert [f["line"] - (f["file"] == "content/opening.yaml") for f in moved] == [f["line"] for f in before]
    spoilt.change("content/opening.yaml", "3760万美元", "3760亿美元")
    assert "parity/scale" not in {f["rule"] for f in run("check", spoilt.path, "--json").json["findings"]}
    run("agree", spoilt.path)
    run("check", spoilt.path)
    assert len(readings) == 4


def test_a_new_acceptance_needs_no_reading(spoilt: Any, run: Run, readings: list[int]) -> None:
    found = next(f for f in run("check", spoilt.path, "--json").json["findings"] if f["rule"] == "parity/scale")
    spoilt.write("content/accepted.yaml", f"- {{rule: parity/scale, text: {found['text']}, reason: a joke}}\n")
    assert "parity/scale" not in {f["rule"] for f in run("check", spoilt.path, "--json").json["findings"]}
    assert len(readings) == 1


@pytest.mark.parametrize("data", [b"no JSON", b"{}", b"[1e999]", b"[" * 9999, b'[[["f",1,1],["no/rule","m",[],null,""],"e","z","k"]]', b'[[["f",1,1],["parity/number","m",[["en",0,"1","w"]],null,""],"e","z","k"]]', b'[[["f",1,1],["parity/number",[],[],null,""],"e","z","k"]]'])
def test_what_is_not_of_our_making_is_read_anew(spoilt: Any, run: Run, readings: list[int], data: bytes) -> None:
    cold = run("check", spoilt.path, "--json")
    for kept in files_of(spoilt):
        Cache(kept.parent).put(kept.stem, data)
    assert run("check", spoilt.path, "--json").out == cold.out
    assert len(readings) == 2


# --- pair by pair -----------------------------------------------------------------------------------------------------


@pytest.fixture()
def pairs_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The English of each pair that was read, in order."""
    counted: list[str] = []
    read = GistReader.read

    def counting(self: GistReader, pair: Pair) -> Gist:
        counted.append(pair.en.plain)
        return read(self, pair)

    monkeypatch.setattr(GistReader, "read", counting)
    return counted


GLOSSARY = """\
kind: glossary
title: {en: Glossary, zh: 词汇表}
groups:
  - title: {en: Machines, zh: 机器}
    terms:
      - {en: data center, zh: 数据中心}
"""
TERMS = """\
kind: prose
title: {en: Machines at work, zh: 工作中的机器}
body:
  - {en: A data center is built., zh: 一座数据中心在建。}
  - {en: A data center is cooled., zh: 一座数据中心在冷却。}
  - {en: A data center is lit., zh: 一座数据中心亮着灯。}
  - {en: A data center is guarded., zh: 一座数据中心有人看守。}
  - {en: A data center of any colour is sold., zh: 一处机房出售，不论颜色。}
  - {en: "Nvidia paid $3 billion.", zh: "Nvidia支付了30亿美元。"}
"""


@pytest.fixture()
def report(spoilt: Any) -> Any:
    """The spoilt report with a glossary, of which one text departs, and with a second text of figures and names."""
    spoilt.write("content/terms.yaml", GLOSSARY)
    spoilt.write("content/machines.yaml", TERMS)
    spoilt.change("content/report.yaml", "sections: [opening, notes]", "sections: [opening, machines, notes, terms]")
    return spoilt


CHANGES = {
    "a pair": ("content/machines.yaml", "30亿美元", "30万美元"),
    "marks alone": ("content/machines.yaml", '"Nvidia paid $3 billion."', '"*Nvidia paid $3 billion.*"'),
    "a term": ("content/terms.yaml", "zh: 数据中心", "zh: 机房"),
    "a term that is gone": ("content/terms.yaml", "en: data center", "en: power plant"),
    "a fact": ("content/facts.yaml", "value: 45 billion", "value: 3 billion"),
    "a figure that becomes a fact": ("content/machines.yaml", "$3 billion.", "{idle}."),
    "the declared spelling": ("content/report.yaml", "file_name: small", "file_name: small\nspelling: american"),
    "the edition": ("content/report.yaml", "date: 2026-07-01", "date: 2036-07-01"),
    "the place of every text": ("content/machines.yaml", "kind: prose", "\n\nkind: prose"),
    "a name": ("content/machines.yaml", "Nvidia支付", "NVIDIA支付"),
    "a pair that was already there": ("content/machines.yaml", "A data center is lit., zh: 一座数据中心亮着灯。", "A data center is built., zh: 一座数据中心在建。"),
    "a side that is not translated": ("content/machines.yaml", "zh: 一座数据中心在冷却。", "zh: A data center is cooled."),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_findings_after_a_change_are_those_of_a_reading_anew(report: Any, change: tuple[str, str, str]) -> None:
    kept = Cache(report.path / ".reportgen-cache" / "findings")
    before = proof.proofread(read_report(report.path), report.path, kept)
    assert {f.finding.rule for f in before.findings} >= {"consistency/term", "consistency/name-form", "parity/scale", "consistency/unused-fact"}
    changed = report.path / change[0]
    words = changed.read_text("utf-8")
    report.change(*change)
    reading = read_report(report.path)
    assert not reading.problems
    after = proof.proofread(reading, report.path, kept)
    assert after == proof.proofread(reading, report.path)
    changed.write_text(words, "utf-8")
    assert proof.proofread(read_report(report.path), report.path, kept) == before


def test_after_a_change_of_a_pair_that_pair_alone_is_read(report: Any, run: Run, pairs_read: list[str]) -> None:
    run("check", report.path)
    assert len(pairs_read) > 10
    pairs_read.clear()
    report.change("content/machines.yaml", "30亿美元", "30万美元")
    found = run("check", report.path, "--json").json["findings"]
    assert pairs_read == ["Nvidia paid $3 billion."]
    assert "Nvidia paid $3 billion." in {f["en"] for f in found if f["rule"] == "parity/scale"}


def test_a_text_that_is_moved_is_not_read_again(report: Any, run: Run, pairs_read: list[str]) -> None:
    run("check", report.path)
    pairs_read.clear()
    report.change("content/machines.yaml", "kind: prose", "# A line more.\nkind: prose")
    moved = run("check", report.path, "--json")
    assert pairs_read == []
    report.change("content/machines.yaml", "# A line more.\n", "")
    unmoved = run("check", report.path, "--json")
    assert [(f["rule"], f["line"] - (f["file"] == "content/machines.yaml" and f["line"] > 1)) for f in moved.json["findings"]] == [(f["rule"], f["line"]) for f in unmoved.json["findings"]]


def test_another_glossary_or_spelling_has_every_pair_read(report: Any, run: Run, pairs_read: list[str]) -> None:
    run("check", report.path)
    every = len(pairs_read)
    report.change("content/terms.yaml", "zh: 数据中心", "zh: 机房")
    run("check", report.path)
    report.change("content/report.yaml", "file_name: small", "file_name: small\nspelling: british")
    run("check", report.path)
    assert len(pairs_read) == 3 * every


def test_gists_of_other_code_are_not_taken(report: Any, run: Run, pairs_read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run("check", report.path)
    every = len(pairs_read)
    monkeypatch.setattr(placed, "code_version", lambda *_: "another engine")
    run("check", report.path)
    assert len(pairs_read) == 2 * every


@pytest.mark.parametrize("spoil", [
    lambda line: line[:-3], lambda line: line[:40], lambda line: line.replace(b"[", b"{"), lambda line: line[:32] + b"[" * 9999,
    lambda line: line[:32] + b'[[],[1,2,"3"],[],[],[]]', lambda line: line[:32] + b'[[["no/rule","m",[],null,""]],[1,2,3],[],[],[]]',
    lambda line: line[:32] + b'[[],[1,2,3],[["number","1","USD",0,true]],[],[]]', lambda line: line[:32] + b'[[],[1,2,3],[],[["en","N"]],[]]',
])  # fmt: skip
def test_a_pair_whose_gist_is_damaged_is_read_anew(report: Any, run: Run, pairs_read: list[str], spoil: Callable[[bytes], bytes]) -> None:
    cold = run("check", report.path, "--json")
    pairs_read.clear()
    (gists,) = (file for file in files_of(report) if not file.read_bytes()[16:].startswith(b"["))
    lines = gists.read_bytes()[16:].split(b"\n")
    Cache(gists.parent).put(gists.stem, b"\n".join([*lines[:-1], spoil(lines[-1])]))
    for file in files_of(report):
        if file != gists:
            file.unlink()
    assert run("check", report.path, "--json").out == cold.out
    assert len(pairs_read) == 1


def test_checks_that_run_side_by_side_share_what_they_keep(report: Any, run: Run) -> None:
    command = [sys.executable, "-m", "reportgen.cli", "check", str(report.path), "--json"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    outputs = [process.communicate()[0] for process in running]
    alone = run("check", report.path, "--json")
    assert outputs == [alone.out] * 3
    assert len(files_of(report)) == 2


def test_only_the_pairs_of_the_last_run_are_kept(report: Any, run: Run, pairs_read: list[str]) -> None:
    run("check", report.path)
    every = len(pairs_read)
    for adverb in ("gladly", "slowly", "twice"):
        report.change("content/machines.yaml", "Nvidia ", f"Nvidia {adverb} ")
        run("check", report.path)
    (gists,) = (file for file in files_of(report) if not file.read_bytes()[16:].startswith(b"["))
    assert len(gists.read_bytes()[16:].split(b"\n")) == every


def files_of(folder: Any) -> list[Path]:
    """What is kept of findings."""
    return sorted((folder.path / ".reportgen-cache" / "findings").glob("*.kept"))


def test_a_build_without_the_cache_reads_and_keeps_nothing(spoilt: Any, run: Run, readings: list[int], tmp_path: Path) -> None:
    for out in ("a", "b"):
        run("build", spoilt.path, "--out", tmp_path / out, "--no-cache")
    assert len(readings) == 2
    assert not (spoilt.path / ".reportgen-cache" / "findings").exists()


def test_words_that_did_not_change_load_no_reading(spoilt: Any) -> None:
    code = "import sys; from reportgen.cli import main; main(sys.argv[1:]); print(*(name for name in sys.modules if name.startswith('reportgen.prose.')))"

    def loaded() -> set[str]:
        done = subprocess.run([sys.executable, "-c", code, "check", str(spoilt.path), "--json"], capture_output=True, text=True, check=True)
        return set(done.stdout.splitlines()[-1].split())

    assert "reportgen.prose.english" in loaded()
    assert loaded() <= {f"reportgen.prose.{name}" for name in ("chinese_style", "edits", "finding", "glance", "han", "rules", "show", "sides")}


def test_the_name_covers_all_code_and_data_that_findings_come_from() -> None:
    code = "import sys; import reportgen.checks.findings; print(*(name for name in sys.modules if name.startswith('reportgen.')))"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    rooms = {name.split(".")[1] for name in names}
    data = {f"prose/data/{file.name}" for file in (Path(reportgen.__file__).parent / "prose" / "data").iterdir()}
    assert rooms <= {part.removesuffix(".py") for part in placed.CODE}
    assert data <= set(placed.CODE)
