"""content/accepted.yaml: findings that an editor has looked at and lets stand, each with its reason.

    - {rule: parity/number, text: 3fa94c1b, reason: the Chinese names the five clouds}

`text` is the name that the check prints behind the finding. It changes with the text, so that an acceptance never covers
what was written later.
"""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import Position, Problem
from reportgen.model.source import Mapping, Scalar, Sequence, read_yaml
from reportgen.prose.rules import RULES, nearest_rule
from reportgen.records import dataclass

ACCEPTED = Path("content", "accepted.yaml")
_KEYS = ("rule", "text", "reason")
_NEVER = ("page/", "content/", "acceptance/", "completeness/missing-side")
"""How the rules begin that never find anything which could stand: they are problems, or tell of this very list."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One finding that may stand."""

    rule: str
    text: str
    reason: str
    at: Position


def read_acceptances(folder: Path, problems: list[Problem]) -> tuple[Acceptance, ...]:
    """The acceptances of a report folder; none if it has no such file."""
    if not (folder / ACCEPTED).exists():
        return ()
    root = read_yaml(folder / ACCEPTED, ACCEPTED.as_posix(), problems)
    if root is None:
        return ()
    if not isinstance(root, Sequence):
        problems.append(Problem(root.at, "this is not a list of acceptances", "items with rule, text and reason"))
        return ()
    found = []
    for item in root.items:
        values = {key.value: value.value for key, value in item.entries if isinstance(value, Scalar)} if isinstance(item, Mapping) else {}
        if set(values) != set(_KEYS) or not all(word.strip() for word in values.values()):
            problems.append(Problem(item.at, "this is not an acceptance", "rule, text and reason, none of them empty"))
        elif values["rule"] not in RULES:
            near = nearest_rule(values["rule"])
            problems.append(Problem(item.at, f"there is no rule “{values['rule']}”", "a rule of reportgen explain", f"did you mean “{near}”?" if near else ""))
        elif values["rule"].startswith(_NEVER):
            problems.append(Problem(item.at, f"what {values['rule']} finds cannot be accepted", "a rule whose findings stop no build", "mend what it finds"))
        else:
            found.append(Acceptance(values["rule"], values["text"], values["reason"], item.at))
    return tuple(found)
