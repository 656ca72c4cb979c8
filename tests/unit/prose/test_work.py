"""How much work reading takes, counted in patterns compiled and texts searched, which no busy machine changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.prose.glance import character_pairs, words_of
from reportgen.prose.negation_words import EN_CARRIERS, EN_FIRM, EN_PLAIN_CARRIERS, EN_PLAIN_FIRM
from reportgen.prose.phrases import expanded, ranked

ROOT = Path(__file__).resolve().parents[3]
MOST_SEARCHES, MOST_PATTERNS, MOST_CHARACTERS = 40, 240, 38_000
"""For each pair of a whole report, and to read it at all."""
MOST_PATTERNS_OF_A_PAIR, MOST_CHARACTERS_OF_A_PAIR, MOST_SEARCHES_OF_A_PAIR = 85, 9_500, 3_000
_COUNT = """
import json, re, sys
from pathlib import Path
from types import SimpleNamespace
from reportgen import patterns

compiled, searched = [], []

class Counted:
    def __init__(self, pattern):
        self.pattern = pattern
    def __getattr__(self, name):
        method = getattr(self.pattern, name)
        def call(*arguments):
            searched.append(name)
            return method(*arguments)
        return call

def compile(source, flags=0):
    compiled.append(len(source))
    return Counted(re.compile(source, flags))

patterns.re = SimpleNamespace(compile=compile)
from reportgen.checks.findings import distinct_pairs, findings_of, glossary_of
from reportgen.checks.read_gist import GistReader
from reportgen.model.load import read_report

report = read_report(Path(sys.argv[1])).report
pairs = distinct_pairs(report)
if sys.argv[2] == "all":
    findings_of(report, "")
else:
    longest = sorted(pairs, key=lambda pair: len(pair.en.plain))[-40:]
    compiled.clear()
    searched.clear()
    GistReader(glossary_of(report), report.manifest.spelling).read(longest[int(sys.argv[2])])
print(json.dumps([len(pairs), len(compiled), sum(compiled), len(searched)]))
"""


def work_for(what: str) -> list[int]:
    """Pairs of our report, patterns compiled, their characters, and searches, to read all of it or one of its longest texts."""
    done = subprocess.run([sys.executable, "-c", _COUNT, str(ROOT), what], capture_output=True, text=True, check=True)
    return [int(number) for number in json.loads(done.stdout)]


def test_a_whole_report_is_read_with_few_searches() -> None:
    pairs, compiled, characters, searched = work_for("all")
    assert pairs > 500
    assert searched / pairs < MOST_SEARCHES
    assert compiled < MOST_PATTERNS
    assert characters < MOST_CHARACTERS


@pytest.mark.parametrize("which", ["0", "20", "39"])
def test_one_pair_is_read_with_few_patterns(which: str) -> None:
    _, compiled, characters, searched = work_for(which)
    assert compiled < MOST_PATTERNS_OF_A_PAIR
    assert characters < MOST_CHARACTERS_OF_A_PAIR
    assert searched < MOST_SEARCHES_OF_A_PAIR


def test_the_notation_of_phrases_means_what_a_pattern_means() -> None:
    assert expanded(r"(?:a |the )?maximum of|tops?|approx\.?|n[’']t") == ["a maximum of", "the maximum of", "maximum of", "tops", "top", "approx.", "approx", "n’t", "n't"]
    assert ranked(["over|up to", "up to|under"]) == {"over": 0, "up to": 0, "under": 1}
    for wrong in ("a)", "(?!a)b", "a*", "(?:a"):
        with pytest.raises(ValueError):
            expanded(wrong)


def test_words_that_are_looked_up_are_words_of_the_patterns() -> None:
    assert all(EN_CARRIERS.search(word) for word in EN_PLAIN_CARRIERS)
    assert all(EN_FIRM.search(word) for word in EN_PLAIN_FIRM)


def test_a_glance_sees_words_and_pairs_of_characters() -> None:
    assert words_of("The 2nd U.S. GPU—café") == ("the", "nd", "u", "s", "gpu", "caf")
    assert character_pairs("增长5%") == ("增长", "长5", "5%")
