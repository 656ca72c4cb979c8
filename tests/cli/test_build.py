"""`reportgen build`: exit codes, what goes to which stream, and that the last good PDF survives every failure."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextBox

from reportgen import pipeline
from reportgen.delivery import FaultyFile
from reportgen.errors import EnvironmentProblem, ReportError
from reportgen.pipeline import BuildOptions, build_report

Run = Callable[..., Any]
COMMAND = [sys.executable, "-m", "reportgen.cli"]


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_prints_the_path_alone(folder: Any, run: Run, tmp_path: Path) -> None:
    outcome = run("build", folder.path, "--out", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    assert outcome.out == f"{tmp_path / 'out' / 'small.pdf'}\n"
    assert outcome.err.startswith("reportgen: ")
    assert left_in(tmp_path / "out") == ["small.pdf"]
    with pikepdf.open(tmp_path / "out" / "small.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "A small report / 小报告"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260701000000Z"


@pytest.mark.parametrize(
    ("arguments", "name", "width"),
    [
        (("--paper", "letter"), "small-letter.pdf", 612),
        (("--lang", "en"), "small-en.pdf", 595),
        (("--lang", "zh", "--paper", "letter"), "small-letter-zh.pdf", 612),
    ],
)
def test_editions_have_names_of_their_own(
    folder: Any, run: Run, tmp_path: Path, arguments: tuple[str, ...], name: str, width: int
) -> None:
    assert run("build", folder.path, "--out", tmp_path, "-q", *arguments).out == f"{tmp_path / name}\n"
    with pikepdf.open(tmp_path / name) as pdf:
        assert int(pdf.pages[0].mediabox[2]) == width


def test_quiet_says_nothing_on_standard_error(folder: Any, run: Run, tmp_path: Path) -> None:
    assert run("build", folder.path, "--out", tmp_path, "-q").err == ""


def test_timings_tell_where_the_time_went(folder: Any, run: Run, tmp_path: Path) -> None:
    outcome = run("build", folder.path, "--out", tmp_path, "-q", "--timings")
    assert outcome.out == f"{tmp_path / 'small.pdf'}\n"
    rows = dict(reversed(line.split(" ms  ")) for line in outcome.err.splitlines())
    assert list(rows)[:2] == ["starting and importing", "reading"]
    parts = [float(milliseconds) for step, milliseconds in rows.items() if step != "all"]
    assert abs(sum(parts) - float(rows["all"])) < len(parts)
    assert all(milliseconds >= 0 for milliseconds in parts)


def test_json(folder: Any, run: Run, tmp_path: Path) -> None:
    outcome = run("build", folder.path, "--out", tmp_path, "--json")
    assert outcome.json["paths"] == [str(tmp_path / "small.pdf")]
    assert outcome.json["pages"] >= 1
    assert outcome.json["problems"] == []


def test_the_same_content_gives_the_same_bytes(folder: Any, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    run("build", folder.path, "--out", tmp_path / "a")
    run("build", folder.path, "--out", tmp_path / "b", "--no-cache")
    assert (tmp_path / "a/small.pdf").read_bytes() == (tmp_path / "b/small.pdf").read_bytes()
    with pikepdf.open(tmp_path / "a/small.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:19700102000000Z"


def test_a_bad_clock_is_the_environments(folder: Any, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    outcome = run("build", folder.path, "--out", tmp_path / "out")
    assert outcome.code == 3
    assert "SOURCE_DATE_EPOCH" in outcome.err


def test_content_problems_leave_the_last_pdf(folder: Any, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", folder.path, "--out", out)
    good = (out / "small.pdf").read_bytes()
    folder.change("content/opening.yaml", "[^first]。", "[^frist]。")
    folder.change("content/notes.yaml", "第一条注释", "第一条注释\U00020bb7")
    outcome = run("build", folder.path, "--out", out)
    assert outcome.code == 1
    assert outcome.out == ""
    assert "content/opening.yaml:5:9: the note “frist” does not exist" in outcome.err
    assert "did you mean “first”?" in outcome.err
    assert "U+20BB7" in outcome.err
    assert outcome.err.endswith("reportgen: 2 problems\n")
    assert (out / "small.pdf").read_bytes() == good
    assert left_in(out) == ["small.pdf"]


def test_problems_as_json(folder: Any, run: Run, tmp_path: Path) -> None:
    folder.change("content/notes.yaml", "id: first", "id: frist")
    outcome = run("build", folder.path, "--out", tmp_path / "out", "--json")
    assert outcome.code == 1
    assert outcome.err == ""
    first = outcome.json["problems"][0]
    assert set(first) == {"file", "line", "column", "message", "expected", "hint", "rule"}
    assert (first["file"], first["line"]) == ("content/notes.yaml", 4)
    assert left_in(tmp_path / "out") == []


def test_a_word_wider_than_its_column_is_set_whole(folder: Any, run: Run, tmp_path: Path) -> None:
    """It is cut between characters (MX-09), so nothing leaves the column and nothing is lost."""
    folder.change("content/opening.yaml", "says little.", "q" * 400)
    outcome = run("build", folder.path, "--out", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    with pikepdf.open(tmp_path / "out" / "small.pdf") as pdf:
        width = float(pdf.pages[0].mediabox[2])
    letters = [
        letter for page in extract_pages(tmp_path / "out" / "small.pdf") for box in page if isinstance(box, LTTextBox)
        for line in box for letter in line if isinstance(letter, LTChar) and letter.get_text() == "q"
    ]  # fmt: skip
    assert len(letters) == 400
    assert max(letter.x1 for letter in letters) < 0.6 * width


@pytest.mark.parametrize(
    "arguments",
    [(), ("buid",), ("build", "--paper", "a5"), ("build", "--lang", "fr"), ("build", "/no/such/folder"), ("new",)],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("reportgen: ")


def test_an_edition_that_the_report_is_not_written_in(folder: Any, run: Run) -> None:
    folder.change("content/report.yaml", "file_name", "languages: [en]\nfile_name")
    assert run("build", folder.path, "--lang", "zh").code == 2


def test_a_report_in_one_language_needs_no_other(folder: Any, run: Run, tmp_path: Path) -> None:
    folder.change("content/report.yaml", "file_name", "languages: [en]\nfile_name")
    folder.change("content/notes.yaml", ", zh: 作出解释。", "")
    assert run("build", folder.path, "--out", tmp_path).out == f"{tmp_path / 'small-en.pdf'}\n"


@pytest.mark.parametrize("below", ["file/out", "file"])
def test_an_output_folder_that_cannot_be(folder: Any, run: Run, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("")
    outcome = run("build", folder.path, "--out", tmp_path / below)
    assert outcome.code == 3
    assert "is not a folder" in outcome.err


def test_a_read_only_output_folder(folder: Any, run: Run) -> None:
    """/proc can be written to by nobody, root included."""
    outcome = run("build", folder.path, "--out", "/proc/reportgen")
    assert outcome.code == 3
    assert outcome.err.count("\n") == 1


def test_a_full_disk(folder: Any, run: Run, tmp_path: Path) -> None:
    """A limit on the size of files stands in for a disk that fills while the PDF is written."""
    out = tmp_path / "out"
    run("build", folder.path, "--out", out)
    good = (out / "small.pdf").read_bytes()
    outcome = subprocess.run(
        [*COMMAND, "build", folder.path, "--out", out], capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )  # fmt: skip
    assert outcome.returncode == 3, outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert (out / "small.pdf").read_bytes() == good
    assert left_in(out) == ["small.pdf"]


def test_a_damaged_font(folder: Any, run: Run, repository: Path, tmp_path: Path) -> None:
    fonts = folder.path / "fonts"
    folder.write("fonts/fonts.yaml", (repository / "fonts/fonts.yaml").read_bytes())
    folder.write("fonts/OFL.txt", b"licence")
    folder.write("fonts/NotoSansSC[wght].ttf", (repository / "fonts/NotoSansSC[wght].ttf").read_bytes()[:-1])
    assert left_in(fonts) == ["NotoSansSC[wght].ttf", "OFL.txt", "fonts.yaml"]
    outcome = run("build", folder.path, "--out", tmp_path / "out")
    assert outcome.code == 3
    assert "NotoSansSC[wght].ttf is damaged" in outcome.err
    folder.change("content/notes.yaml", "id: first", "id: frist")
    outcome = run("build", folder.path, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert "is damaged" in outcome.err
    assert "frist" in outcome.err


def test_a_missing_font(folder: Any, run: Run, repository: Path, tmp_path: Path) -> None:
    folder.write("fonts/fonts.yaml", (repository / "fonts/fonts.yaml").read_bytes())
    folder.write("fonts/OFL.txt", b"licence")
    outcome = run("build", folder.path, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert "fonts/fonts.yaml:4:5: the file fonts/NotoSansSC[wght].ttf does not exist" in outcome.err


def test_a_faulty_file_is_a_bug_and_replaces_nothing(
    folder: Any, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run("build", folder.path, "--out", out)
    good = (out / "small.pdf").read_bytes()
    monkeypatch.setattr("reportgen.pdf.paint.Painter.finish", lambda *_, **__: b"%PDF-1.7 and no more")
    outcome = run("build", folder.path, "--out", out)
    assert outcome.code == 70
    assert "FaultyFile" in outcome.err
    assert "a bug in reportgen" in outcome.err
    assert (out / "small.pdf").read_bytes() == good
    assert left_in(out) == ["small.pdf"]
    with pytest.raises(FaultyFile):
        build_report(folder.path, BuildOptions(out))


def test_interrupted_while_writing(folder: Any, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    run("build", folder.path, "--out", out)
    good = (out / "small.pdf").read_bytes()

    def interrupt(*_: object) -> None:
        assert len(left_in(out)) == 2  # the new file is on the disk, under its temporary name
        raise KeyboardInterrupt

    monkeypatch.setattr("reportgen.pdf.verify.verify_pdf", interrupt)
    outcome = run("build", folder.path, "--out", out)
    assert outcome.code == 130
    assert outcome.err == "reportgen: interrupted; nothing was changed\n"
    assert (out / "small.pdf").read_bytes() == good
    assert left_in(out) == ["small.pdf"]


def test_ctrl_c_from_outside(folder: Any, tmp_path: Path) -> None:
    folder.change("content/report.yaml", "file_name", "run_python: true\nfile_name")
    ready = tmp_path / "ready"
    folder.write("charts/slow.py", f"import pathlib, time\ndef draw(figure, chart):\n    pathlib.Path({str(ready)!r}).touch()\n    time.sleep(60)\n")
    folder.change("charts/growth.yaml", "kind: bars", "kind: python\nfunction: slow.py:draw")
    process = subprocess.Popen(
        [*COMMAND, "build", folder.path, "--out", tmp_path / "out"], stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell starts what is in its background deaf to it
    )  # fmt: skip
    while not ready.exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert left_in(tmp_path / "out") == []


def test_a_closed_pipe_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        outcome = subprocess.run([*COMMAND, "schema"], stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (outcome.returncode, outcome.stderr) == (0, "")


def test_streams_that_are_not_unicode(folder: Any) -> None:
    folder.change("content/notes.yaml", "id: first", "id: frist")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    outcome = subprocess.run([*COMMAND, "check", folder.path], env=environment, capture_output=True, text=True, check=False)
    assert outcome.returncode == 1
    assert "Traceback" not in outcome.stderr


def test_the_python_function(folder: Any, tmp_path: Path) -> None:
    steps: list[tuple[str, float]] = []
    result = build_report(folder.path, BuildOptions(tmp_path, progress=lambda step, share: steps.append((step, share))))
    assert result.paths == (tmp_path / "small.pdf",)
    shares = [share for _, share in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    folder.change("content/notes.yaml", "id: first", "id: frist")
    with pytest.raises(ReportError) as caught:
        build_report(folder.path, BuildOptions(tmp_path))
    assert len(caught.value.problems) >= 1


def test_a_read_only_report_folder_has_no_cache(folder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_report(folder.path, BuildOptions(tmp_path))
    cached = list((folder.path / ".reportgen-cache/charts").glob("*.kept"))
    assert len(cached) == 1
    cached[0].unlink()
    monkeypatch.setattr(pipeline.os, "access", lambda path, _: Path(path) != folder.path)
    build_report(folder.path, BuildOptions(tmp_path))
    assert not list((folder.path / ".reportgen-cache/charts").glob("*.kept"))


def test_without_fonts_of_ours(folder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "__file__", str(tmp_path / "src/reportgen/pipeline.py"))
    with pytest.raises(EnvironmentProblem, match="fonts that come with reportgen"):
        build_report(folder.path, BuildOptions(tmp_path))


def test_json_errors_of_the_environment(folder: Any, run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outcome = run("build", folder.path, "--out", tmp_path / "file", "--json")
    assert json.loads(outcome.out)["error"]["kind"] == "environment"
    assert outcome.code == 3
