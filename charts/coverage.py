"""Draws what the 2026 totals cover: spans from one zero, one under the other, with what two of them share."""

ROWS = ("AI-related", "Semiconductor", "Hyperscaler", "AI infrastructure")
PART = "of which"
FILLS = (("night", 0.28), ("upstream", 0.55), ("midstream", 1.0), (None, 1.0))
VALUE_SIZE_STEP = 1.2


def draw(figure, chart):
    """Four spans to one scale; the third and a part of the second are joined by dashed lines."""
    axes = chart.axes()
    pitch = chart.height / len(ROWS)
    bar = 12.0
    largest = chart.row(ROWS[0])
    value_size = chart.text_size + VALUE_SIZE_STEP
    room = chart.text_width(chart.words(largest.display, " "), value_size, "strong") + 18
    scale = (chart.width - room) / largest.value
    tops = [number * pitch + 15.0 for number in range(len(ROWS))]
    part = chart.row(PART)
    share_sides(axes, chart, part.value * scale, tops[1] + bar, tops[2])
    for top, name, (colour, tint) in zip(tops, ROWS, FILLS, strict=True):
        row = chart.row(name)
        width = row.value * scale
        axes.text(0, top - 7.5, chart.words(row.label, " "), fontsize=chart.text_size, fontweight=500, va="center")
        face = chart.colour(colour, tint) if colour else "none"
        edge = face if colour else chart.colour("ink")
        axes.barh(top + bar / 2, width, bar, color=face, edgecolor=edge, linewidth=0 if colour else 0.9)
        if row.open:
            chevrons(axes, width, top + bar / 2, bar, edge if colour is None else chart.colour("night", 0.6))
            width += 10
        axes.text(width + 5, top + bar / 2, chart.words(row.display, " "), fontsize=value_size, fontweight=700, va="center")
    axes.barh(tops[1] + bar / 2, part.value * scale, bar, color=chart.colour("upstream"), linewidth=0)
    write_part(axes, chart, part, scale, tops[1] - 7.5)
    axes.plot([0, 0], [tops[0] - 1.5, tops[-1] + bar + 1.5], color=chart.colour("ink"), linewidth=0.75)


def write_part(axes, chart, part, scale, y):
    """The label of the part, right of the label of its whole, with a key in the part's colour."""
    words = f"{chart.words(part.label, ' ')}"
    figures = chart.words(part.display, " ")
    whole = chart.text_width(chart.words(chart.row(ROWS[1]).label, " "), chart.text_size, "medium")
    x = whole + 14
    axes.barh(y, 7, 7, left=x, color=chart.colour("upstream"), linewidth=0)
    x += 11
    axes.text(x, y, words, fontsize=chart.text_size, va="center")
    x += chart.text_width(words, chart.text_size) + 5
    axes.text(x, y, figures, fontsize=chart.text_size, fontweight=700, va="center")


def share_sides(axes, chart, width, top, bottom):
    """Dashed lines from the data center chips down to the capex, with what they say."""
    colour = chart.colour("accent")
    axes.plot([width, width], [top, bottom], color=colour, linewidth=0.9, linestyle=(0, (2.5, 2)))


def chevrons(axes, x, y, height, colour):
    """Two open angles behind a span that ends further out."""
    for shift in (2.0, 5.2):
        left = x + shift
        axes.plot([left, left + height * 0.28, left], [y - height / 2, y, y + height / 2], color=colour, linewidth=1.1,
                  clip_on=False)  # fmt: skip
