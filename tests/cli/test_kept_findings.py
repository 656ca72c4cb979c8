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
from reportgen.checks import findings, proof
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
    reading = read_report(spoilt.path)
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
    (kept,) = (spoilt.path / ".reportgen-cache" / "findings").glob("*.kept")
    Cache(kept.parent).put(kept.stem, data)
    assert run("check", spoilt.path, "--json").out == cold.out
    assert len(readings) == 2


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
    assert loaded() <= {"reportgen.prose.finding", "reportgen.prose.han", "reportgen.prose.rules", "reportgen.prose.show"}


def test_the_name_covers_all_code_and_data_that_findings_come_from() -> None:
    code = "import sys; import reportgen.checks.findings; print(*(name for name in sys.modules if name.startswith('reportgen.')))"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    rooms = {name.split(".")[1] for name in names}
    data = {f"prose/data/{file.name}" for file in (Path(reportgen.__file__).parent / "prose" / "data").iterdir()}
    assert rooms <= {part.removesuffix(".py") for part in proof._CODE}
    assert data <= set(proof._CODE)
