"""Draws what the 2026 totals cover: spans from one zero, and the money that two of them share."""

BAR = 12.0
GAP = 10.0


def draw(figure, chart):
    """One span a row to one scale; the row “of which” is a part of the row above it and shares money with the next."""
    axes = chart.axes()
    pitch = chart.height / len(chart.rows)
    value_size = chart.text_size + 0.8
    left = max(indent(row) + chart.text_width(chart.words(row.label), chart.text_size, "medium") for row in chart.rows) + GAP
    room = chart.text_width(chart.words(chart.rows[0].display), value_size, "strong") + 20
    scale = (chart.width - left - room) / max(row.value for row in chart.rows)
    for number, row in enumerate(chart.rows):
        y = (number + 0.5) * pitch
        width = row.value * scale
        draw_span(axes, chart, row, (left, y, width))
        axes.text(indent(row), y, chart.words(row.label), fontsize=chart.text_size, fontweight=500, va="center", linespacing=1.2)
        x = left + width + (15 if row.open else 5)
        axes.text(x, y, chart.words(row.display), fontsize=value_size, fontweight=700, va="center", linespacing=1.15)
    axes.plot([left, left], [pitch / 2 - BAR, chart.height - pitch / 2 + BAR], color=chart.colour("ink"), linewidth=0.75)
    draw_shared(axes, chart, left, scale)


def indent(row):
    """A part of the row above stands further in."""
    return 9.0 if row.label.en.plain.startswith("of which") else 0.0


def draw_span(axes, chart, row, place):
    """A span; of two that share money both are dark, and a figure of another year is only outlined."""
    left, y, width = place
    name = row.label.en.plain
    outlined = name.startswith("AI infrastructure")
    dark = name.startswith(("of which", "Hyperscaler"))
    face = "none" if outlined else chart.colour("upstream") if dark else chart.colour("upstream", 0.42)
    edge = chart.colour("ink") if outlined else face
    axes.barh(y, width, BAR, left=left, color=face, edgecolor=edge, linewidth=0.9 if outlined else 0)
    if row.open:
        for shift in (2.5, 6.5):
            x = left + width + shift
            axes.plot([x, x + BAR * 0.3, x], [y - BAR / 2, y, y + BAR / 2], color=edge, linewidth=1.2)


def draw_shared(axes, chart, left, scale):
    """Fine lines between the data center chips and the capex, and what they mean."""
    pitch = chart.height / len(chart.rows)
    part, capex = chart.row("of which"), chart.row("Hyperscaler")
    colour = chart.colour("accent")
    top = (chart.rows.index(part) + 0.5) * pitch + BAR / 2
    bottom = (chart.rows.index(capex) + 0.5) * pitch - BAR / 2
    width = min(part.value, capex.value) * scale
    step = 4.0
    for number in range(int(width / step)):
        x = left + (number + 0.5) * step
        axes.plot([x, x], [top + 1.5, bottom - 1.5], color=colour, linewidth=0.6)
    words = chart.label(en="partly the same money", zh="有一部分是同一笔钱")
    ends = [left + row.value * scale + 5 + chart.text_width(chart.words(row.display), chart.text_size + 0.8, "strong")
            for row in (part, capex)]  # fmt: skip
    x = max(ends) + 8
    axes.plot([x - 3, x, x, x - 3], [top - BAR / 2, top - BAR / 2, bottom + BAR / 2, bottom + BAR / 2], color=colour, linewidth=0.8)
    axes.text(x + 6, (top + bottom) / 2, words, fontsize=chart.text_size, fontweight=500, color=colour, va="center",
              linespacing=1.2)  # fmt: skip
