"""What takes minutes: `make nightly`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from programs import SOURCE, run_program

from reportgen.pipeline import BuildOptions, build_report
from reportgen.scaffold import new_report

pytestmark = pytest.mark.nightly

VERSIONS = ("3.11", "3.12", "3.13")


@pytest.mark.parametrize("seed", range(2, 10))
def test_twenty_thousand_spoilt_reports(tmp_path: Path, seed: int) -> None:
    assert "2500 cases" in run_program("fuzz.py", tmp_path, "--cases", 2500, "--seed", seed)


def test_killed_two_hundred_times_and_from_the_first_moment_on(tmp_path: Path) -> None:
    assert run_program("kill.py", tmp_path / "ground", "--times", 200, "--seed", 2, "--cold").count("killed at work") == 2


@pytest.mark.parametrize("remembering", [(), ("--session",)], ids=["each anew", "in sessions"])
def test_a_thousand_builds_in_one_process(tmp_path: Path, remembering: tuple[str, ...]) -> None:
    assert "1000 builds" in run_program("soak.py", tmp_path, "--builds", 1000, *remembering)


def interpreters() -> list[str]:
    """This Python and each other supported one that is on the machine."""
    homes = sorted((Path.home() / ".pyenv/versions").glob("*/bin"))
    found = [shutil.which(f"python{version}") for version in VERSIONS]
    found += [str(home / f"python{version}") for version in VERSIONS for home in homes if (home / f"python{version}").exists()]
    works = [python for python in found if python and subprocess.run([python, "-c", "import ssl, venv"], check=False, capture_output=True).returncode == 0]
    return list(dict.fromkeys([sys.executable, *works]))


def test_the_wheel_alone_builds_the_same_bytes_with_every_python(tmp_path: Path) -> None:
    """Installed into an environment of its own, away from the checkout; needs the network."""
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, SOURCE.parent], check=True)
    (wheel,) = tmp_path.glob("reportgen-*.whl")
    new_report(tmp_path / "report")
    built = {sys.version: build_report(tmp_path / "report", BuildOptions(tmp_path / "here")).paths[0].read_bytes()}
    for number, python in enumerate(interpreters()):
        room = tmp_path / f"environment-{number}"
        subprocess.run([python, "-m", "venv", room], check=True)
        subprocess.run([room / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel], check=True)
        command = room / "bin/reportgen"
        for arguments in (["new", "report"], ["check", "report"], ["build", "report", "--out", "out"]):
            subprocess.run([command, *arguments], cwd=room, env={"PATH": ""}, check=True)
        built[python] = (room / "out/report.pdf").read_bytes()
    assert len(built) >= 2
    assert len(set(built.values())) == 1, {python: len(data) for python, data in built.items()}
