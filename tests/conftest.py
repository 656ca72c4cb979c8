"""What many tests need: the repository, the fonts and a typesetter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from reportgen.fonts.open import Fonts, open_fonts
from reportgen.model.load import load_font_list
from reportgen.text.setting import Typesetter
from reportgen.theme import Theme

REPOSITORY = Path(__file__).resolve().parent.parent


settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")
"""The same examples in every run; `pytest --hypothesis-profile=default` looks for new ones."""


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return open_fonts(REPOSITORY / "fonts", load_font_list(REPOSITORY, []))


@pytest.fixture(scope="session")
def typesetter(fonts: Fonts) -> Typesetter:
    return Typesetter(fonts, Theme())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-expected", action="store_true", help="rewrite expected layouts and pictures, and fail once")
