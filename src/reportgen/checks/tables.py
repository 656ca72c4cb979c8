"""Each row of a table has a cell for each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.errors import Problem
from reportgen.model.content import Language, Table

MAX_COLUMNS = 8


def check_tables(nodes: Sequence[Any], _languages: tuple[Language, ...]) -> list[Problem]:
    """Rows with too few or too many cells, and tables with more columns than a page can hold."""
    problems = []
    for table in nodes:
        if not isinstance(table, Table):
            continue
        columns = len(table.columns)
        if columns > MAX_COLUMNS:
            problems.append(Problem(table.at, f"the table has {columns} columns", f"at most {MAX_COLUMNS}", rule="page/table-rows"))
        problems += [
            Problem(row[0].en.at, f"row {number} of the table “{table.id}” has {len(row)} cells", f"{columns}, one for each column", rule="page/table-rows")
            for number, row in enumerate(table.rows, 1)
            if len(row) != columns
        ]
    return problems
