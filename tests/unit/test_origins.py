"""The way back from what was read to the file: a law over all styles of YAML, CSV and JSON, and the cases without a way."""

from __future__ import annotations

import csv
import io
import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import Position
from reportgen.mend.values import csv_rows, json_rows, yaml_values
from reportgen.model.markup import parse_markup
from reportgen.model.origins import stretch_of, text_origins
from reportgen.model.source import outline_yaml

WORDS = st.text(alphabet="ab'\"\\\n :,#-*{}%é中，“\U0001f600\u00a0\t", min_size=1, max_size=24)
STYLES = (None, "'", '"', "|", ">")
AT = Position("a.yaml", 1, 1)


def put(text: str, stretch: tuple[int, int], new: str) -> str:
    return text[: stretch[0]] + new + text[stretch[1] :]


@pytest.mark.parametrize("style", STYLES)
@given(words=WORDS, unicode=st.booleans(), width=st.sampled_from([8, 80]))
@settings(max_examples=60, deadline=None)
def test_a_character_of_yaml_changes_where_it_was_typed(style: str | None, words: str, unicode: bool, width: int) -> None:
    """Writing another letter over the origin of a character changes that character of the value, and nothing else."""
    file = yaml.dump({"k": words, "z": "end"}, default_style=style, allow_unicode=unicode, width=width)
    values = [typed for typed in yaml_values(file, "a.yaml") if typed.value == words]
    if not values:
        assert not any(c.isalnum() for c in words) or "\x85" in words or outline_yaml(file, "a.yaml") is None
        return
    for place, character in enumerate(words):
        stretch = values[0].origins[place]
        if stretch is None:
            assert character in " \n\t"
        elif character not in " \n\t-:#'\"":
            after = yaml.safe_load(put(file, stretch, "x"))
            assert after == {"k": put(words, (place, place + 1), "x"), "z": "end"}


@given(rows=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3), delimiter=st.sampled_from(",;\t"), ending=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=60, deadline=None)
def test_a_character_of_csv_changes_where_it_was_typed(rows: list[tuple[str, str]], delimiter: str, ending: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=ending).writerows(rows)
    file = stream.getvalue()
    cells = csv_rows(file, delimiter, "a.csv")
    assert [[cell.value for cell in row] for row in cells] == [list(row) for row in rows]
    for number, row in enumerate(cells):
        for column, cell in enumerate(row):
            for place, stretch in enumerate(cell.origins):
                assert stretch is not None
                after = list(csv.reader(io.StringIO(put(file, stretch, "x"), newline=""), delimiter=delimiter))
                expected = [list(r) for r in rows]
                expected[number][column] = put(cell.value, (place, place + 1), "x")
                assert after == expected


@given(words=st.lists(WORDS, min_size=1, max_size=3), ascii_only=st.booleans(), listed=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_character_of_json_changes_where_it_was_typed(words: list[str], ascii_only: bool, listed: bool) -> None:
    objects = [{"id": [1, {"en": "x"}], "en": word, "n": None} for word in words]
    lines = [json.dumps(one, ensure_ascii=ascii_only, indent=2 if listed else None) for one in objects]
    file = f" [{', '.join(lines)}]\n" if listed else "\n".join([*lines, ""])
    rows = json_rows(file, "a.jsonl")
    assert [row["en"].value for row in rows] == words
    for number, row in enumerate(rows):
        for place, stretch in enumerate(row["en"].origins):
            assert stretch is not None
            after = put(file, stretch, "x")
            read = json.loads(after) if listed else [json.loads(line) for line in after.splitlines() if line.strip()]
            assert [one["en"] for one in read] == [put(w, (place, place + 1), "x") if k == number else w for k, w in enumerate(words)]


def test_markup_facts_and_joined_blanks() -> None:
    value = "  A  *b* {f} [c d](https://x.org) \\* e\nf[^n]  "
    text = parse_markup(value, AT, [], lambda _: "12")
    assert text.plain == "A b 12 c d * e f"
    origins = text_origins(value, text)
    assert origins is not None
    assert [value[slice(*stretch)] if stretch else None for stretch in origins] == [
        "A", "  ", "b", " ", None, None, " ", "c", " ", "d", " ", "\\*", " ", "e", None, "f",
    ]  # fmt: skip
    assert stretch_of(origins, 0, 2) == (2, 5)
    assert stretch_of(origins, 1, 3) is None  # a star stands between
    assert stretch_of(origins, 4, 5) is None  # a fact


@pytest.mark.parametrize("value", ["another text", "e\u0301 b", "a\r b"])
def test_what_was_read_from_elsewhere_has_no_origin(value: str) -> None:
    assert text_origins(value, parse_markup("a b", AT, [])) is None
