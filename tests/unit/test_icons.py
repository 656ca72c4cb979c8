"""The drawn icons: each stays in its square and differs from the others."""

from __future__ import annotations

from typing import get_args

import pytest

from reportgen.layout.icons import icon
from reportgen.model.content import Icon
from reportgen.theme import INK


@pytest.mark.parametrize("name", get_args(Icon))
def test_all_ink_is_in_the_square(name: Icon) -> None:
    paths = icon(name, 20.0, INK)
    assert paths
    for path in paths:
        reach = path.stroke.width / 2 if path.stroke else 0.0
        for _, points in path.commands:
            assert all(reach - 0.01 <= p <= 20.01 - reach for p in points)


def test_icons_differ() -> None:
    drawn = [icon(name, 20.0, INK) for name in get_args(Icon)]
    assert len(set(drawn)) == len(drawn)
