"""The name of a folder in, a small report in it out: what `reportgen new` gives to begin with."""

from __future__ import annotations

import json
import secrets
import shutil
from pathlib import Path

from reportgen.errors import EnvironmentProblem, UsageError
from reportgen.model.schema import file_schemas

_STARTER = Path(__file__).parent / "starter"
_SCHEMAS = Path("content", "schema")


def new_report(folder: Path) -> None:
    """Copy the starter report and the schemas into `folder`.

    Raises `UsageError` if something is there already, `EnvironmentProblem` if the folder cannot be made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty; name a folder that does not exist yet")
    target = folder.absolute()
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(_STARTER, part, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        write_schemas(part / _SCHEMAS)
        if target.is_dir():
            target.rmdir()
        part.rename(target)
    except (OSError, shutil.Error) as error:
        raise EnvironmentProblem(f"{folder} cannot be made: {error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write a JSON Schema for each kind of content file; returns the paths."""
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in file_schemas().items():
            path = folder / f"{name}.json"
            path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", "utf-8")
            paths.append(path)
    except OSError as error:
        raise EnvironmentProblem(f"the schemas cannot be written to {folder}: {error.strerror}") from error
    return tuple(paths)
