"""An English text in, faults of its own typography and spelling out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq
from typing import Literal

from reportgen.patterns import regex
from reportgen.prose.finding import Finding, Mark, Severity
from reportgen.prose.sides import Side

Variety = Literal["american", "british"]

_DOUBLE = regex(r"(?<!\d)\"|(?<=\d)\"(?=[\s,.;:)]*$)")
_SINGLE = regex(r"(?<![\w’'])'(?=[A-Za-z])(?!(?:\d0s|em|til|tis|twas|cause)\b)|(?<=[.,!?])'(?!\w)")
_APOSTROPHE = regex(r"(?<=[A-Za-z])'(?=[a-z]{1,2}\b|\s|$)|(?<=s)'(?=\s)|(?<!\w)'(?=\d0s\b)")
_HYPHEN = regex(r"(?<=[\w)”’\"%]) -{1,3} (?=[\w(“‘\"$])|(?<=[A-Za-z)”,])--+(?=[A-Za-z(“ ])|(?<=\w) --(?=\w)|(?<=[a-z])-(?=(?:and|but|which|who|because|though|yet|until|it|they|he|she|we) )")
_HYPHEN_RANGE = regex(r"(?<![\w.,-])[$€£]?\d{1,4}(?:[.,]\d+)?(?:%|[KMB])?-[$€£]?\d{1,4}(?:[.,]\d+)?(?=\s?(?:%|per ?cent|percentage|basis|years?|months?|weeks?|days?|hours?|minutes?|seconds?|million|billion|trillion|thousand|nm|km|kg|GW|MW|°|degrees|times|working|people|metres|meters|tonnes|members|points|pages|nights)(?![A-Za-z]))")
_BLANKS = regex(r"(?<=\S)[  ]{2,}(?=\S)")
_FULL_WIDTH = regex("[０-９Ａ-Ｚａ-ｚ％＄＋]+")
_MARKS_TWICE = regex(
    r"(?<![./\s])\.\.(?![./\w])|(?<=[a-z”’)])\.\.(?=[A-Z])|[,;](?:\s*[,;])+|[,;]\s?:(?!\w)|:(?:\s?[,:])+(?=\s|$)|[,;:]\.(?!\w)|,”,|!{2,}|\?{2,}|(?<=[a-z])\.[,;](?=\s*$)|“{2,}|”{2,}|(?<=\d)%{2,}"
)
"""No faults are the ellipsis, the stop of “etc.,”, ?!, ../ of a path, 1..10 and std::vector."""
_TWO_MARKS = regex(r"[.,;:!?“”%]\s?[.,;:!?“”%]")
_WORD_TWICE = regex(r"\b([A-Za-z]+)([ \n]+)(\1)\b", re.IGNORECASE)
_LEAST_CURLY, _CURLY_SHARE = 12, 5
_MAY_DOUBLE = frozenset(["had", "that", "very", "long", "no", "so", "far", "many", "much", "again", "really", "bye", "ha", "blah", "hear", "there", "now", "tut", "knock", "win", "big", "yada", "out", "up"])
_PLACES = frozenset(["walla", "pago", "bora", "baden", "duran", "sing", "york"])

_PAIRS = """
colour/color favour/favor labour/labor behaviour/behavior neighbour/neighbor honour/honor rumour/rumor harbour/harbor flavour/flavor
vapour/vapor tumour/tumor armour/armor endeavour/endeavor humour/humor favourable/favorable favourite/favorite colourful/colorful
neighbourhood/neighborhood behavioural/behavioral honourable/honorable labourer/laborer centre/center metre/meter litre/liter fibre/fiber
theatre/theater calibre/caliber kilometre/kilometer centimetre/centimeter millimetre/millimeter nanometre/nanometer micrometre/micrometer
centred/centered defence/defense offence/offense licence/license pretence/pretense catalogue/catalog cheque/check grey/gray tyre/tire
aluminium/aluminum travelling/traveling traveller/traveler travelled/traveled labelled/labeled labelling/labeling modelling/modeling
modelled/modeled cancelled/canceled fuelled/fueled fuelling/fueling signalled/signaled signalling/signaling channelled/channeled
levelled/leveled totalled/totaled marvellous/marvelous jewellery/jewelry fulfil/fulfill enrol/enroll enrolment/enrollment
fulfilment/fulfillment skilful/skillful instalment/installment sceptical/skeptical sceptic/skeptic scepticism/skepticism manoeuvre/maneuver
plough/plow artefact/artifact ageing/aging mould/mold analyse/analyze analysed/analyzed analysing/analyzing paralyse/paralyze
catalyse/catalyze paralysed/paralyzed anaemia/anemia paediatric/pediatric oestrogen/estrogen haemoglobin/hemoglobin foetus/fetus
orthopaedic/orthopedic anaesthetic/anesthetic leukaemia/leukemia diarrhoea/diarrhea programme/program pyjamas/pajamas tonne/ storey/
organise/organize organised/organized organising/organizing organisation/organization recognise/recognize recognised/recognized
realise/realize realised/realized specialise/specialize specialised/specialized optimise/optimize optimised/optimized
optimisation/optimization digitise/digitize capitalise/capitalize capitalisation/capitalization utilise/utilize utilised/utilized
utilisation/utilization emphasise/emphasize minimise/minimize maximise/maximize prioritise/prioritize summarise/summarize
modernise/modernize modernisation/modernization privatisation/privatization commercialise/commercialize commercialisation/commercialization
stabilise/stabilize stabilised/stabilized authorise/authorize authorised/authorized categorise/categorize standardise/standardize
standardised/standardized globalisation/globalization urbanisation/urbanization industrialisation/industrialization
customise/customize customised/customized subsidise/subsidize subsidised/subsidized finalise/finalize finalised/finalized
centralised/centralized decentralised/decentralized localise/localize mobilise/mobilize neutralise/neutralize apologise/apologize
criticise/criticize criticised/criticized penalise/penalize revitalise/revitalize liberalisation/liberalization
characterise/characterize characterised/characterized hospitalised/hospitalized
"""
_NEUTRAL_AMERICAN = regex(r"(?:iz(?:e|ed|es|ing|ation|ations)|^check|^tire|^program|^license|^story|^mold|^meter)$")
"""Oxford spelling has -ize too, and some American forms are British words as well: they prove nothing."""


def _read_pairs() -> tuple[dict[str, str], dict[str, str]]:
    british: dict[str, str] = {}
    american: dict[str, str] = {}
    for pair in _PAIRS.split():
        left, right = pair.split("/")
        if not right:
            continue
        for ending in ("", "s"):
            british[left + ending] = right + ending
            if not _NEUTRAL_AMERICAN.search(right):
                american[right + ending] = left + ending
    return british, american


BRITISH, AMERICAN = _read_pairs()
_TOLD = BRITISH.keys() | AMERICAN.keys()
_LETTERS = regex("[A-Za-z]+")


def check_english(en: Side, variety: Variety | None = None, typewritten: bool = False, curly: bool = False) -> Iterator[Finding]:
    """Faults of typography in English. `typewritten` if all of the text keeps straight marks, `curly` if other apostrophes of it are curly throughout; `variety` is what it declares."""
    text = en.words
    words = _LETTERS.findall(text.lower())
    if not words:
        return
    if not typewritten and '"' in text:
        yield from _all("en/straight-quotes", _DOUBLE, text, "straight quotation marks")
    if not typewritten and "'" in text:
        yield from _all("en/straight-quotes", _SINGLE, text, "straight single quotation marks")
        yield from _all("en/straight-quotes", _APOSTROPHE, text, "a straight apostrophe", None if curly else "warning")
    if "-" in text:
        yield from _all("en/hyphen-as-dash", _HYPHEN, text, "a hyphen for a dash")
    if not typewritten and "-" in text:
        yield from _all("en/hyphen-as-dash", _HYPHEN_RANGE, text, "a hyphen in a range; an en dash belongs there", "warning")
    if not text.isascii():
        yield from _all("en/full-width-alnum", _FULL_WIDTH, text, "full-width digits or letters")
    if en.as_typed and "|" not in en.text:
        yield from _all("en/double-space", _BLANKS, en.text, "two spaces in a row")
    if _TWO_MARKS.search(text):
        yield from _all("en/doubled-punctuation", _MARKS_TWICE, text, "two marks where one belongs")
    if any(map(eq, words, words[1:])):
        yield from _doubled_words(text)
    if not _TOLD.isdisjoint(words):
        yield from _spelling(text, variety)


def is_typewritten(texts: list[str]) -> bool:
    """A file whose quotation marks and apostrophes are nearly all straight: that is its convention, not a fault of each."""
    if len(texts) < 8:
        return False
    straight = sum(1 for t in texts if re.search(r"[\"']", t))
    curly = sum(1 for t in texts if re.search("[“”‘’]", t))
    return straight > curly and straight >= max(4, len(texts) * 0.05)


def is_curly(texts: list[str]) -> bool:
    """A file whose apostrophes are nearly all curly, so that a straight one is a slip."""
    curly = sum(1 for t in texts if re.search("[A-Za-z]’[a-z]", t))
    straight = sum(1 for t in texts if re.search("[A-Za-z]'[a-z]", t))
    return curly >= _LEAST_CURLY and curly > _CURLY_SHARE * straight


def varieties_in(text: str) -> tuple[int, int]:
    """How many words are spelt in a British way only, and how many in an American way only."""
    words = _LETTERS.findall(text.lower())
    return sum(w in BRITISH for w in words), sum(w in AMERICAN for w in words)


def _doubled_words(text: str) -> Iterator[Finding]:
    for match in _WORD_TWICE.finditer(text):
        word = match[1].lower()
        both_names = match[1][0].isupper() and match[3][0].isupper()
        if word not in _MAY_DOUBLE and not (both_names or word in _PLACES) and not (len(word) == 1 and word != "a"):
            yield Finding("en/doubled-word", f"“{match[0]}”: the word stands twice", (Mark("en", match.start(), match.end(), match[0]),), fix=match[1])


def _spelling(text: str, variety: Variety | None) -> Iterator[Finding]:
    """Words of the other variety than declared; without a declaration, a text that mixes both."""
    words = list(_LETTERS.finditer(text))
    british = [m for m in words if m[0].lower() in BRITISH]
    american = [m for m in words if m[0].lower() in AMERICAN]
    if variety is None:
        if not british or not american:
            return
        wrong = american if len(american) <= len(british) else british
        other = british if wrong is american else american
        yield Finding("en/spelling-variant", f"“{wrong[0][0]}” and “{other[0][0]}”: British and American spelling in one text",
                      tuple(Mark("en", m.start(), m.end(), m[0]) for m in (wrong[0], other[0])))  # fmt: skip
        return
    wrong = british if variety == "american" else american
    table = BRITISH if variety == "american" else AMERICAN
    for match in wrong:
        right = table[match[0].lower()]
        yield Finding("en/spelling-variant", f"“{match[0]}” is not {variety.capitalize()} spelling; “{right}” is", (Mark("en", match.start(), match.end(), match[0]),), fix=right)


def _all(rule: str, pattern: re.Pattern[str], text: str, message: str, severity: Severity | None = None) -> Iterator[Finding]:
    matches = list(pattern.finditer(text))
    if matches:
        first = matches[0]
        around = text[max(0, first.start() - 10) : first.end() + 10].strip()
        yield Finding(rule, f"{message}: …{around}…", tuple(Mark("en", m.start(), m.end(), m[0]) for m in matches), severity)
