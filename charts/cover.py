"""Draws the cover's picture: growth rates of the report as a fan of compounding curves, light on night."""

STEPS = 64
THREADS = 71


def draw(figure, chart):
    """The fan, its bright sheaf for the whole market, and a label at the end of each named curve."""
    figure.set_facecolor((*chart.colour("night"), 1.0))
    axes = chart.axes()
    fan = Fan(chart)
    first, last = fan.years
    slowest, fastest = min(r.value for r in chart.rows if r.value), max(r.value for r in chart.rows if r.value)
    market = chart.row("Whole")
    for year in range(first + 1, last + 1):
        x = fan.x(year)
        axes.plot([x, x], [fan.bottom + 8, fan.y(fastest, year)], color=chart.colour("night", 0.82), linewidth=0.5)
    for number in range(THREADS):
        rate = slowest + (fastest - slowest) * number / (THREADS - 1)
        inside = market.low <= rate <= market.high
        colour = chart.colour("accent", 0.8) if inside else chart.colour("night", 0.5)
        axes.plot(*fan.curve(rate), color=colour, linewidth=0.75 if inside else 0.4)
    for row in chart.rows:
        if row.value:
            axes.plot(*fan.curve(row.value), color=chart.colour("white"), linewidth=1.3)
            axes.plot(fan.right, fan.y(row.value, last), "o", markersize=4.5, color=chart.colour("white"), markeredgewidth=0)
        label(axes, chart, row, fan)
    axes.plot(fan.left, fan.y(0, first), "o", markersize=6, color=chart.colour("white"), markeredgewidth=0)
    for year, align in ((first, "left"), (last, "right")):
        axes.text(fan.x(year) - (3 if align == "left" else -3), chart.height - 12, str(year), fontsize=chart.text_size,
                  fontweight=500, color=chart.colour("night", 0.25), ha=align, va="center")  # fmt: skip


class Fan:
    """Where a rate stands on the sheet in a year; the height is the growth, compounded."""

    def __init__(self, chart):
        self.years = tuple(int(period.en.plain) for period in chart.periods)
        self.left, self.right = 18.0, chart.width - 118.0
        self.top, self.bottom = 22.0, chart.height - 30.0
        self.most = max(self.growth(r.value, self.years[1]) for r in chart.rows if r.value)

    def growth(self, rate, year):
        return (1 + rate / 100) ** (year - self.years[0])

    def x(self, year):
        first, last = self.years
        return self.left + (self.right - self.left) * (year - first) / (last - first)

    def y(self, rate, year):
        return self.bottom - (self.bottom - self.top) * (self.growth(rate, year) - 1) / (self.most - 1)

    def curve(self, rate):
        first, last = self.years
        years = [first + (last - first) * step / STEPS for step in range(STEPS + 1)]
        return [self.x(year) for year in years], [self.y(rate, year) for year in years]


def label(axes, chart, row, fan):
    """Figure and name at the end of a curve."""
    rate = row.value or (row.low + row.high) / 2
    y = fan.y(rate, fan.years[1])
    x = fan.right + 9
    bright = chart.colour("white") if row.value else chart.colour("accent", 0.6)
    figures = chart.words(row.display, inline=True)
    axes.text(x, y - 5, figures, fontsize=chart.text_size + 1.5, fontweight=700, color=bright, va="center")
    axes.text(x, y + 5, chart.words(row.label, inline=True), fontsize=chart.small_size, color=bright, va="center")
