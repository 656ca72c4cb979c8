"""Building again and again in one process: the same files as from nothing, and only what changed made anew."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from edits import EDITS, LONG, Edit, replacing
from programs import SOURCE

import reportgen.pdf.paint as paint_module
import reportgen.pdf.verify as verify_module
from reportgen.errors import EnvironmentProblem, ReportError
from reportgen.memory import Memory
from reportgen.model.load import read_report
from reportgen.pdf.painted import from_bytes, targets_of
from reportgen.pipeline import BuildOptions, BuildResult, build_report
from reportgen.scaffold import new_report
from reportgen.session import Session
from reportgen.watch import changes


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("session") / "report"
    new_report(folder)
    replacing("content/report.yaml", "theme: {sections: run-on}", "theme: {accent: '#a04020'}")(folder)
    build_report(folder, BuildOptions(folder / "dist"))
    return folder


@pytest.fixture
def report(built_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built_once, tmp_path / "report"))


def session_of(report: Path) -> Session:
    return Session(report, BuildOptions(report / "dist"))


def from_nothing(report: Path) -> BuildResult:
    return build_report(report, BuildOptions(report / "other", cache=False))


def from_nothing_unwatched(report: Path, monkeypatch: pytest.MonkeyPatch) -> BuildResult:
    monkeypatch.undo()
    return from_nothing(report)


def same(one: BuildResult, other: BuildResult) -> bool:
    """The same bytes, remarks and findings."""
    files = [[path.read_bytes() for path in result.paths] for result in (one, other)]
    return files[0] == files[1] and (one.remarks, one.loose, one.findings, one.pages) == (other.remarks, other.loose, other.findings, other.pages)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_an_edit_a_session_gives_what_is_made_from_nothing(report: Path, edit: Edit) -> None:
    session = session_of(report)
    before = session.build().paths[0].read_bytes()
    edit(report)
    after = session.build()
    assert after.paths[0].read_bytes() != before
    assert same(after, from_nothing(report))


def test_edits_one_after_another_and_back_again(report: Path) -> None:
    session = session_of(report)
    first = session.build().paths[0].read_bytes()
    whole = {path: path.read_bytes() for path in (report / "content").glob("*.yaml")}
    for edit in EDITS.values():
        edit(report)
        session.build()
    assert same(session.build(), from_nothing(report))
    for path, data in whole.items():
        path.write_bytes(data)
    assert session.build().paths[0].read_bytes() == first


def test_charts_their_tables_and_new_files_take_effect(report: Path) -> None:
    session = session_of(report)
    session.build()
    (report / "charts/extra.csv").write_text("label_en,label_zh,value\nNorth,北,3\nSouth,南,4\n", "utf-8")
    chart = (report / "charts/riders.yaml").read_text("utf-8")
    replacing("charts/riders.yaml", "Center, zh: 中心区", "Downtown, zh: 中心区")(report)
    assert same(session.build(), from_nothing(report))
    (report / "charts/riders.yaml").write_text(chart[: chart.index("rows:")] + "csv: extra.csv\n" + chart[chart.index("height_mm:") :], "utf-8")
    assert same(session.build(), from_nothing(report))
    (report / "charts/extra.csv").write_text("label_en,label_zh,value\nNorth,北,3\nSouth,南,5\n", "utf-8")
    assert same(session.build(), from_nothing(report))
    (report / "content/more.yaml").write_text("kind: prose\ntitle: {en: More, zh: 补充}\nbody:\n  - {en: Another section., zh: 另一节。}\n", "utf-8")
    replacing("content/report.yaml", "findings, questions", "findings, more, questions")(report)
    assert same(session.build(), from_nothing(report))
    (report / "content/more.yaml").unlink()
    with pytest.raises(ReportError, match=r"content/more\.yaml does not exist"):
        session.build()


def test_problems_come_and_go(report: Path) -> None:
    session = session_of(report)
    good = session.build().paths[0].read_bytes()
    for file, right, wrong, message in (
        ("content/findings.yaml", "{lanes}", "{lane}", "there is no fact “lane”"),
        ("content/findings.yaml", "kind:", "kinds:", "the key “kind” is missing"),
        ("content/glance.yaml", "title: {", "title: {{", "valid YAML"),
        ("content/notes.yaml", "- id: lanes", "- id: lines", "the note “lanes” does not exist"),
        ("content/findings.yaml", "隔离", "\U00012000隔离", "no font has the character"),
    ):
        replacing(file, right, wrong)(report)
        for _ in range(2):
            with pytest.raises(ReportError, match=message):
                session.build()
        assert next((report / "dist").iterdir()).read_bytes() == good
        replacing(file, wrong, right)(report)
        assert session.build().paths[0].read_bytes() == good


def test_a_font_that_is_replaced_is_noticed(report: Path) -> None:
    shutil.copytree(SOURCE.parent / "fonts", report / "fonts")
    session = session_of(report)
    good = session.build().paths[0].read_bytes()
    (font,) = (report / "fonts").glob("*.ttf")
    data = font.read_bytes()
    font.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises((EnvironmentProblem, ReportError), match="damaged or was replaced"):
        session.build()
    font.write_bytes(data)
    assert session.build().paths[0].read_bytes() == good


def test_findings_are_those_of_a_fresh_look(report: Path) -> None:
    session = session_of(report)
    before = session.build().findings
    replacing("content/findings.yaml", "about 380 daily", "about 390 daily")(report)
    found = session.build().findings
    assert {placed.finding.rule for placed in set(found) - set(before)} >= {"parity/number"}
    assert found == from_nothing(report).findings
    replacing("content/findings.yaml", "about 390 daily", "about 380 daily")(report)
    assert session.build().findings == before


def test_two_sessions_in_one_folder_do_not_disturb_each_other(report: Path) -> None:
    one, other = session_of(report), Session(report, BuildOptions(report / "english", lang="en"))
    for edit in list(EDITS.values())[:3]:
        edit(report)
        with one, other:
            both, english = one.build(), other.build()
        assert same(both, from_nothing(report))
        assert same(english, build_report(report, BuildOptions(report / "alone", lang="en", cache=False)))


def test_a_session_without_caches_or_code_gives_the_same(report: Path) -> None:
    session = Session(report, BuildOptions(report / "dist", cache=False, code=False))
    session.build()
    replacing("content/findings.yaml", "Riders.", "Cyclists.")(report)
    assert same(session.build(), from_nothing(report))


def test_a_file_that_keeps_its_size_and_time_is_read_again(report: Path) -> None:
    """As when two saves fall into one tick of the clock, or a tool sets the time back."""
    session = session_of(report)
    before = session.build().paths[0].read_bytes()
    path = report / "content/findings.yaml"
    about = path.stat()
    path.write_text(path.read_text("utf-8").replace("Riders.", "Rivers.", 1), "utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert path.stat().st_size == about.st_size
    assert session.build().paths[0].read_bytes() != before


def test_what_a_session_leaves_lets_the_next_process_set_nothing(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_of(report) as session:
        session.build()
        replacing("content/findings.yaml", "Riders.", "Cyclists.")(report)
        session.build()
    monkeypatch.setattr("reportgen.layout.document._Setting", None)
    build_report(report, BuildOptions(report / "dist"))


def test_of_the_chapter_that_was_edited_only_other_pages_are_painted_and_verified(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replacing("content/findings.yaml", "body:\n", f"body:\n{LONG}")(report)
    session = session_of(report)
    session.build()
    replacing("content/findings.yaml", "Riders.", "Cyclists.")(report)
    session.build()
    painted, read = [], []
    paint, look = paint_module.paint_marked, verify_module._content_faults
    monkeypatch.setattr(paint_module, "paint_marked", lambda page, content: (painted.append(page), paint(page, content)))
    monkeypatch.setattr(verify_module, "_content_faults", lambda number, page: (read.append(number), *look(number, page))[1:])
    replacing("content/findings.yaml", "Paragraph 1 of many", "Paragraph I of many")(report)
    assert same(session.build(), from_nothing_unwatched(report, monkeypatch))
    assert len(painted) == 1 and len(read) == 1


def test_the_places_that_kept_links_lead_to_are_read_as_the_file_has_them(report: Path) -> None:
    pdf = session_of(report).build().paths[0]
    kept = [from_bytes(path.read_bytes()[16:]) for path in (report / ".reportgen-cache/chapters").iterdir()]
    ours = {target for found in kept if found is not None for target in targets_of(found[0].pages)}
    with pikepdf.open(pdf) as file:
        theirs = {str(link.A.D) for page in file.pages for link in page.get("/Annots", ()) if link.A.S == "/GoTo"}  # type: ignore[attr-defined]
    assert ours == theirs != set()


def test_only_the_file_that_changed_is_read_again(report: Path) -> None:
    memory = Memory()
    first = read_report(report, None, memory).report
    replacing("content/findings.yaml", "Riders.", "Cyclists.")(report)
    memory.begin()
    second = read_report(report, None, memory).report
    kept = {one.id for one, other in zip(first.sections, second.sections, strict=True) if one is other}
    assert {"cover", "glance", "questions"} <= kept
    assert "findings" not in kept


def test_what_two_builds_did_not_ask_for_is_forgotten() -> None:
    memory, thing, calls = Memory(), ("a thing",), []

    def count(about: object) -> int:
        calls.append(about)
        return len(calls)

    assert memory.of(count, thing) == memory.of(count, thing) == 1
    assert memory.of(count, ("another",)) == 2
    memory.begin()
    assert memory.of(count, thing) == 1
    memory.begin()
    memory.begin()
    assert memory.of(count, thing) == 3


# --- watching ---------------------------------------------------------------------------------------------------------


def test_a_change_is_told_when_the_files_stand_still(report: Path) -> None:
    path, texts = report / "content/findings.yaml", iter(["half", "half of it", "all of it"])

    def saving(_seconds: float) -> None:
        if (text := next(texts, None)) is not None:
            path.write_text(text, "utf-8")

    told: Iterator[None] = changes(report, saving)
    next(told)
    assert path.read_text("utf-8") == "all of it"
    texts = iter(["something else"])
    next(told)
    assert path.read_text("utf-8") == "something else"


def test_watching_builds_after_each_change_until_it_is_interrupted(report: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reportgen.cli", "build", str(report), "--out", str(tmp_path / "out"), "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(SOURCE)}) as watcher:
        assert watcher.stdout is not None and watcher.stderr is not None
        path = Path(watcher.stdout.readline().strip())
        before = path.read_bytes()
        assert "pages in" in watcher.stderr.readline()
        replacing("content/findings.yaml", "{lanes}", "{lane}")(report)
        assert "there is no fact “lane”" in watcher.stderr.readline()
        assert path.read_bytes() == before
        replacing("content/findings.yaml", "{lane}", "{lanes} and more")(report)
        assert Path(watcher.stdout.readline().strip()) == path
        assert path.read_bytes() != before
        time.sleep(0.3)
        watcher.send_signal(signal.SIGINT)
        assert watcher.wait(20) == 0
        assert not list(path.parent.glob(".*"))
