"""Every rule of the checks: its id, how grave it is, what it looks for and why, and what to do.

The ids are stable: acceptances, JSON and SARIF name them. `docs/checks.md` is kept in step with this list by a test.
"""

from __future__ import annotations

from difflib import get_close_matches

from reportgen.prose.finding import Finding, Severity
from reportgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `title` in a few words, `why` in a paragraph, `fix` what to do about a finding."""

    id: str
    severity: Severity
    title: str
    why: str
    fix: str


_RULES = (
    Rule("parity/number", "error", "the numbers of the two languages differ",
         "Every figure of one side must stand on the other. Both are read into values first, so $376B and 3760亿美元, 4.5 million and 450万, twenty-one and 廿一, "
         "a quarter and 四分之一 (or 25%) agree. Numbers inside names (H100, GPT-4, 5G), list numbers and idioms (一分为二, one of) are left out, and small counts that "
         "only count what is named (两者, the five) need no partner.",
         "Correct the side that is wrong; if one side rightly says more, say it on both."),
    Rule("parity/scale", "error", "the same digits at another power of ten",
         "English counts in thousands, millions, billions; Chinese in 万 and 亿. A figure that is ten, a hundred or ten thousand times its partner is nearly always a slip between the two "
         "systems: $376B is 3760亿, not 3760万.",
         "Recount the zeros: 1 million is 100万, 1 billion is 10亿, 1 trillion is 1万亿."),
    Rule("parity/currency", "error", "another currency, or none, on one side",
         "An amount must name the same currency on both sides. $ alone is the US dollar, ¥ may be yuan or yen, 元 alone is yuan. A currency may be said once for several amounts that are joined.",
         "Name the currency on both sides; convert nothing in translation."),
    Rule("parity/unit", "error", "another unit, or none, on one side",
         "A measure must have the same unit on both sides or be rightly converted: 1.5 GW is 150万千瓦, 12 months are 一年, 3 miles may be 5公里. MW for GW or 天 for weeks is an error.",
         "Write the unit of the source, or convert the value with it."),
    Rule("parity/percent", "error", "per cent against percentage points or a plain number",
         "A rise from 20% to 25% is 5 percentage points (5个百分点) and 25 per cent. Points, basis points (100 to a percentage point), per cent and plain numbers must not stand for one another.",
         "Use 百分点 for points, 基点 for basis points, % for shares and rates."),
    Rule("parity/range", "error", "a range or movement with another end, or the wrong way round",
         "Both ends of a range (26–30%, 12至18个月) and both ends of a movement (from 55% to 88%) must stand on both sides, in the same order.",
         "Write both ends as the source has them."),
    Rule("parity/date", "error", "another year, quarter, month, day or time",
         "Dates are compared part by part, so 3 March 2026 and 2026年3月3日 agree, the first half is 上半年, the 1990s are 20世纪90年代. 今年 and “last year” may stand for a year, but not for each other.",
         "Write the date of the source."),
    Rule("parity/multiple", "error", "another multiple",
         "翻番 and 增长一倍 are doubled; 增长两倍 is tripled (to three times), 增至两倍 doubled; 翻两番 is quadrupled. “Fivefold” and “five times” may be 五倍 or 增长四倍.",
         "Say what was reached (增至…倍, 为…的…倍), which nobody misreads."),
    Rule("parity/qualifier", "error", "“about”, “over”, “under”, “up to” or “nearly” on one side only",
         "A figure that is a floor, a ceiling or an estimate in one language must be one in the other: over is 逾, 超过 or 以上; about is 约 or 左右; nearly is 近 or 接近; up to is 最多, 至多 or 不超过; "
         "less than is 不到 or 不足. Words that only colour a figure (some 300, 高达) may be left out. Parts without a figure (all, most, some, a few) are held against 所有, 大部分, 部分 and 少数.",
         "Add the qualifier, or take it away on the side that has no ground for it."),
    Rule("parity/direction", "error", "up on one side and down on the other",
         "The verb nearest to a figure says that it rose in one language and that it fell in the other; or a word that moves one way (widened, 放宽, cheaper, 之前) "
         "has nothing beside it in the other language but its opposite (收窄, tightened, 更贵, after).",
         "Check which is right."),
    Rule("parity/negation", "error", "a “not” that one side has lost",
         "Sentence by sentence: one language denies something, and nothing in the other can mean “not”, or the other affirms the very word; "
         "or one says deny, ban, fail, few, and the other only admit, allow, succeed, many.",
         "Check which is right."),
    Rule("parity/name", "error", "another name on one side",
         "A name stands for another: H200 for H100, 法国 for Germany, a Latin name in Chinese that the English does not have. Without a glossary only what is reliable is reported.",
         "Correct the name; add it to the glossary to have it checked everywhere."),
    Rule("parity/source", "error", "a source on one side only, or another source",
         "A source that one language names (Source:, 资料来源：, according to, “analysts believe”, 据…报道, …表示) must be named in the other, and be of the same kind: "
         "not investigators in one and 飞行员 in the other.",
         "Name the same sources on both sides."),
    Rule("parity/link", "error", "a link or reference on one side only, or to another place",
         "Both sides lead to the same places. Addresses may differ in the part that names the language (/en/ and /zh/). Two links that are there on both sides are held against their words.",
         "Give both sides the link."),
    Rule("parity/note", "error", "a note on one side only",
         "Notes are numbered by both languages together: each [^note] must be referred to on both sides.",
         "Put the note on both sides."),
    Rule("parity/emphasis", "error", "strong or emphasised words on one side only",
         "As many stretches are set strong or emphasised on one side as on the other; a title in italics may be 《》 in Chinese. Other words than in the other language are "
         "told where a name, a figure or a common word has its counterpart outside what is emphasised there.",
         "Mark the same words in both languages."),
    Rule("parity/list-length", "error", "lists of different length",
         "A list, by bullets or numbers, has as many items in one language as in the other.",
         "Add the item that is missing."),
    Rule("parity/table-shape", "error", "tables of different shape",
         "A table that is typed with bars has as many rows and cells in one language as in the other.",
         "Add the row or cell that is missing."),
    Rule("consistency/term", "error", "a term departs from the glossary",
         "Where one side has a term of the glossary, the other has one of the forms that the glossary gives for it. The longest term counts, in both directions.",
         "Use the glossary’s form, or add the form to the glossary."),
    Rule("consistency/name-form", "warning", "a name written in two ways",
         "One name is spelt with other capitals, blanks or hyphens in different places of the report (Nvidia, NVIDIA).",
         "Choose one form."),
    Rule("consistency/typed-figure", "warning", "a figure that is typed and should be a fact",
         "A figure of content/facts.yaml is typed in a text, or one figure is typed in several texts. When it changes, it has to be found again in every place and both languages.",
         "Write {fact} in its place; make a fact of a figure that stands twice."),
    Rule("consistency/two-values", "error", "one fact with two values",
         "Two facts have the same label, unit and date and different values; or a figure is typed where the sentence has the words of a fact’s label, its unit and its date, "
         "and the fact says otherwise; or two sentences say the same of the same date with different figures. A typed figure is an error only where both languages have the whole "
         "label and nothing else leads to the figure, else a warning.",
         "Keep one value: write {fact} for the typed one, or say in the words what sets the two apart."),
    Rule("consistency/unused-fact", "warning", "a fact that nothing uses", "No text, card, chart or formula names the fact.", "Use it or remove it."),
    Rule("consistency/fact-without-source", "warning", "a fact without a source", "A fact that is not derived from others names who says so.", "Name the source."),
    Rule("consistency/old-fact", "info", "a fact that is out of date",
         "The fact held more than three years before the date of the edition.", "Look for a newer value, or keep it as history."),
    Rule("completeness/missing-side", "error", "a side is missing", "Every text stands in both languages.", "Write the missing side."),
    Rule("completeness/empty-side", "error", "a side is empty", "A side holds nothing that a reader could read, or a placeholder (TODO, 待译).", "Write the empty side."),
    Rule("completeness/untranslated", "error", "a side that is in the other language",
         "The Chinese side has no Chinese, or holds a whole English clause; or the English side holds Chinese. Names, codes and quoted terms are no fault.",
         "Translate it."),
    Rule("completeness/length-ratio", "warning", "one side is far too short or too long",
         "Chinese usually has about 1.75 characters for an English word; a report has its own ratio. A text far from it has probably lost or gained a sentence.",
         "Read both sides against one another."),
    Rule("completeness/changed-since-agreed", "warning", "one side changed after both were agreed",
         "content/agreed.lock keeps what both sides said when an editor last agreed to them. One side has changed since, the other has not.",
         "Bring the other side up to date, then run reportgen agree."),
    Rule("acceptance/unused", "warning", "an acceptance that accepts nothing",
         "content/accepted.yaml names a rule and a text, but the rule finds nothing there any more.", "Remove the acceptance."),
    Rule("zh/half-width-punctuation", "error", "half-width punctuation in Chinese",
         "Marks beside Han are full-width: ，。；：？！（） (GB/T 15834-2011). Marks inside numbers, Latin words and addresses are left alone.",
         "Type the full-width mark."),
    Rule("zh/straight-quotes", "error", "straight quotation marks in Chinese", "Chinese quotation marks are “ ” and, inside those, ‘ ’ (GB/T 15834-2011, 4.8).", "Use “ ” and ‘ ’."),
    Rule("zh/space-han-latin", "warning", "a typed space beside Han",
         "The typesetter makes the gap between Han and Latin; a typed space is not needed there and wrong between two Han. A text that has spaces throughout is taken to mean them.",
         "Remove the space."),
    Rule("zh/traditional", "error", "traditional characters in simplified Chinese",
         "The Chinese of a report is zh-Hans. The characters are those that GB/T 2312 does not have and for which OpenCC gives a simplified form.",
         "Write the simplified character."),
    Rule("zh/full-width-alnum", "error", "full-width digits or letters", "Digits, Latin letters and % are half-width in Chinese text (GB/T 15835-2011).", "Type them half-width."),
    Rule("zh/doubled-punctuation", "error", "two marks where one belongs", "，。 or 。。 is a slip of the keyboard; ？！, —— and …… are single signs.", "Remove one."),
    Rule("zh/particle", "warning", "的, 地 or 得 where another belongs, or a word twice",
         "Only patterns that are hardly ever right are reported: 变的更快, 渐渐的, 的的.", "Write 得 after a verb, 地 after an adverb."),
    Rule("en/straight-quotes", "error", "straight quotation marks in English",
         "Quotation marks and apostrophes are curly. A straight apostrophe is only a warning. A file that is typed with straight marks throughout is not reported.", "Use “ ” ‘ ’."),
    Rule("en/hyphen-as-dash", "error", "a hyphen for a dash",
         "A hyphen with blanks around it, or two hyphens, stand for a dash (—); between numbers an en dash belongs (12–18), which is only a warning.", "Use — or –."),
    Rule("en/full-width-alnum", "error", "full-width digits or letters", "Digits, Latin letters and % are half-width in English.", "Type them half-width."),
    Rule("en/double-space", "error", "two spaces in a row", "One space stands between words and after a full stop.", "Remove one."),
    Rule("en/doubled-punctuation", "error", "two marks where one belongs", "“..” or “,,” is a slip of the keyboard; an ellipsis (...), “etc.,” and ?! are none.", "Remove one."),
    Rule("en/doubled-word", "error", "a word twice", "“the the”. Words that may rightly be doubled (had had, very very) are left out.", "Remove one."),
    Rule("en/spelling-variant", "warning", "British and American spelling mixed",
         "The report declares its spelling (spelling: american or british in content/report.yaml); without that a text that mixes both is reported. Oxford -ize counts as neither.",
         "Use the declared spelling."),
    Rule("page/no-glyph", "error", "a character that no font covers", "Every character of the report must be in one of its fonts, or a reader would see a box.",
         "Add a font to fonts/fonts.yaml, or use another character."),
    Rule("page/too-long", "error", "a text that does not fit its place", "Labels, titles and figures have a place of fixed size; a block that is not split must fit on a page.", "Shorten the text."),
    Rule("page/labels-overlap", "error", "labels of a chart that stand on each other", "The ink of two labels of a drawing overlaps. Turned labels are not looked at.", "Shorten the labels or give the chart a larger height_mm."),
    Rule("page/description", "error", "a description that describes nothing", "The description of a figure is read to those who cannot see it (ISO 14289-1, 7.3). One that repeats the caption, names a file or is a word or two tells them nothing.", "Say what the figure shows."),
    Rule("page/unused-note", "error", "a note that nothing refers to", "A note is numbered by its first reference; without one it has no number.", "Refer to it with [^id] or remove it."),
    Rule("page/unplaced-chart", "error", "a chart that stands nowhere, or twice", "Each chart stands in the report once.", "Place it with - chart: id, or remove it."),
    Rule("page/reference", "error", "a reference that leads nowhere", "Notes, references, links and places of charts must name something in the report.", "Name something that exists."),
    Rule("page/name", "error", "a name that is given twice, or kept for reportgen", "Two things must not have one name, or a reference could mean either; names of places inside the PDF begin with figure-, table-, note- or ref-.", "Rename one."),
    Rule("page/table-rows", "error", "a row with too few or too many cells, or too many columns", "Each row of a table has a cell for each column, and a page holds eight columns.", "Add or remove a cell."),
    Rule("page/plain-text", "error", "a title or label with a note, link or reference", "Titles are also shown where nothing can be clicked.", "Write words alone."),
    Rule("content/form", "error", "content that cannot be read as it stands",
         "A key, value, file or drawing is not what it has to be. The message says what was expected there. These faults have no id of their own.",
         "Do what the message says."),
)  # fmt: skip
RULES = {rule.id: rule for rule in _RULES}


def severity_of(finding: Finding) -> Severity:
    """The finding's own severity, or its rule's."""
    return finding.severity or RULES[finding.rule].severity


def nearest_rule(word: str) -> str:
    """The id closest to `word`, or nothing."""
    close = get_close_matches(word, RULES, n=1, cutoff=0.5)
    return close[0] if close else next((rule for rule in RULES if word in rule), "")
