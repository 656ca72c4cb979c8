"""The English words that carry numbers: cardinals, ordinals, scales, qualifiers, directions, months."""

from __future__ import annotations

import re
from fractions import Fraction

from reportgen.patterns import regex
from reportgen.prose.quantity import Qualifier

ONES = {"nil": 0} | {w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"])}  # fmt: skip
TENS = {w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
    "lakh": 10**5, "crore": 10**7, "lakhs": 10**5, "crores": 10**7, "bn": 10**9, "tn": 10**12, "trn": 10**12, "mn": 10**6, "mln": 10**6, "mm": 10**6,
}  # fmt: skip
LETTER_SCALES = {"K": 10**3, "k": 10**3, "M": 10**6, "m": 10**6, "B": 10**9, "b": 10**9, "T": 10**12, "bn": 10**9, "Bn": 10**9,
                 "BN": 10**9, "tn": 10**12, "trn": 10**12, "mn": 10**6, "mln": 10**6, "MM": 10**6, "mm": 10**6}  # fmt: skip
"""After digits without a blank; the small ones and `mm` need a currency before the number."""
ORDINALS = {w: n for n, w in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"], 1)} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}  # fmt: skip
PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4} | {
    f"{w}{s}": n for w, n in {**ORDINALS, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9, "trillionth": 10**12}.items() if n > 3 for s in ("", "s")
}
"""Denominators: “two-thirds”, “a tenth”."""
PLURALS = {"dozens": 10, "scores": 10, "tens": 10, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9,
           "trillions": 10**12}  # fmt: skip
MULTIPLES = {
    "double": 2, "doubles": 2, "doubled": 2, "doubling": 2, "redoubled": 2, "twofold": 2, "twice": 2, "thrice": 3,
    "triple": 3, "triples": 3, "tripled": 3, "tripling": 3, "treble": 3, "trebled": 3, "trebling": 3, "threefold": 3,
    "quadruple": 4, "quadruples": 4, "quadrupled": 4, "quadrupling": 4, "fourfold": 4, "quintuple": 5, "quintupled": 5, "quintupling": 5,
    "fivefold": 5, "sextupled": 6, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "twelvefold": 12,
    "twentyfold": 20, "thirtyfold": 30, "fiftyfold": 50, "hundredfold": 100, "thousandfold": 1000,
}  # fmt: skip
HALVINGS = {"halved", "halve", "halves", "halving"}
IMPLIED = {"both": 2, "pair": 2, "couple": 2, "duo": 2, "twin": 2, "twins": 2, "trio": 3, "quartet": 4, "quintet": 5, "either": 2,
           "neither": 2, "two-way": 2, "bilateral": 2, "trilateral": 3, "triplets": 3, "tripartite": 3, "fortnight": 2, "decade": 1, "century": 1, "dual": 2}  # fmt: skip
MONTHS = {m: n for n, names in enumerate((
    ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May",), ("June", "Jun"), ("July", "Jul"),
    ("August", "Aug"), ("September", "Sept", "Sep"), ("October", "Oct"), ("November", "Nov"), ("December", "Dec")), 1)
    for m in names}  # fmt: skip
WEEKDAYS = {w: n for n, w in enumerate(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], 1)}
ROMAN = {w: n for n, w in enumerate(["II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 2)}
NUMBER_WORDS = ONES.keys() | TENS.keys()

QUALIFIERS_BEFORE: tuple[tuple[Qualifier, bool, str], ...] = (
    ("over", True, r"(?:no|not) (?:fewer|less|lower|smaller|shorter|younger|earlier|weaker|slower|cheaper) than"),
    ("up to", True, r"(?:no|not) more than|not (?:more|exceeding) than|not exceeding|(?:may|must|shall|can|will|should|do|does|did|could)(?: ?not|n[’']t) exceed|at (?:the )?most|(?:a )?maximum of|capped at|at a maximum of|a ceiling of|limited to"),
    ("over", True, r"no (?:fewer|less) than|not (?:less|fewer) than|at (?:the very )?least|(?:a |the )?minimum of|(?:much|far|well|significantly|considerably) (?:over|above)|(?:well |far |much |slightly |a little )?(?:more|greater|higher|larger|longer|better|older|later) than|in excess of|upwards? of|north of|just over|a little over|slightly over|slightly above|just above|little over"),
    ("nearly", True, r"(?:very |fairly )?close to|just (?:under|below|shy of|short of)|(?:a little|slightly) (?:under|below|less than)|(?:a little|just) less than|(?:very |so )?nearly|almost|approaching|nearing|approached|verging on|little short of|not far (?:short of|off|from)|shy of|short of|virtually"),
    ("under", True, r"(?:well |far |much )?(?:less|fewer|lower|smaller|shorter|younger|cheaper) than|(?:well |far )?(?:under|below)|south of"),
    ("up to", True, r"up to"),
    ("up to", True, r"as many as"),
    ("up to", False, r"as (?:much|high|large|long|far) as|peak(?:ed|ing)? at"),
    ("over", False, r"as (?:low|little|few) as"),
    ("over", True, r"over|above|beyond|exceeding"),
    ("over", True, r"exceeds?|exceeded|surpass(?:ed|es|ing)?|topp(?:ed|ing)"),
    ("over", False, r"past|tops?|crossed|passed|outstripp(?:ed|ing)|broke(?: through)?|breached|breaking"),
    ("about", True, r"about|around|roughly|approximately|approx\.?|circa|c\.|ca\.|~|≈|∼|in the (?:region|neighbou?rhood|vicinity) of|on the order of|of the order of|something like"),
    ("about", True, r"some"),
    ("about", False, r"an? estimated|estimated|perhaps|maybe"),
)  # fmt: skip
"""In the notation of `phrases`; the first that is met counts. For text in lower case."""
NO_MORE_THAN = 1
"""The kind of “no larger than” and the like."""
OTHER_SENSE_AFTER = {
    "up to": ("heat", "heats", "heated", "warm", "warms", "add", "adds", "added", "went", "go", "gone", "going", "move", "rise", "climb", "goes", "rose", "ramp", "scale", "came", "moved", "speed", "revised",
              "marked", "pushed", "raised", "edged", "crept", "climbed", "jumped", "moves", "bumped"),
    "over": ("turned", "turns", "turning", "took", "take", "taken", "takes", "handed", "hand", "hands", "carried", "carry", "rolled", "left", "ran", "run", "presided", "signed", "made", "transferred", "argued",
             "fought", "fight", "dispute", "row", "feud"),
    "past": ("the", "their", "its", "his", "her", "our"),
}  # fmt: skip
"""Words after which a qualifier is none: “rose up to” tells where something went."""
AFTER_HINTS = ("or ", "and ", "at ", "+", "-plus", "tops", "give")
"""Each of `QUALIFIERS_AFTER` has one of these in it."""
QUALIFIERS_AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    ("over", regex(r"\s*(?:\+|(?:\w+ )?or (?:more|higher|above|older|over|longer|greater|better|so more|later)\b|(?:\w+ )?and (?:over|above|up(?! to)|older|more|beyond)\b|-plus\b)", re.IGNORECASE)),
    ("up to", regex(r"\s*(?:(?:\w+ )?or (?:less|fewer|lower|below|under|younger)\b|(?:\w+ )?(?:at (?:the )?most|at a maximum|tops)\b|and (?:under|below)\b)", re.IGNORECASE)),
    ("over", regex(r"\s*(?:(?!to |and |or |of |from |by |in |with )\w+ )?at (?:the very )?least\b(?! (?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|half)\b| [$€£]?\d)", re.IGNORECASE)),
    ("about", regex(r"\s*(?:\w+ )?(?:or so|or thereabouts)\b|\s*(?:\w+)?,? give or take\b(?! (?:an? |one |two |three |half )?(?:\d|few|point|percentage|million|billion|thousand|hundred|couple|dozen|month|week|day|year))(?! (?:a|one|two|three) )", re.IGNORECASE)),
)  # fmt: skip

_RISES = """rise rises rose risen rising increase increases increased increasing grow grows grew grown growing climb climbs climbed climbing
jump jumps jumped jumping surge surges surged surging soar soars soared soaring gain gains gained gaining up higher raise raises raised
raising add adds added adding expand expands expanded expanding rebound rebounded rebounds advance advanced advances leap leapt
leaped accelerate accelerated uptick upturn increment hike hikes hiked lift lifted lifts boost boosted boosts swell swelled rally
rallied rallies spike spiked spikes upped faster doubling widen widens widened widening strengthen strengthened strengthens + premium surplus"""
_FALLS = """fall falls fell fallen falling decline declines declined declining drop drops dropped dropping decrease decreases decreased
decreasing shrink shrinks shrank shrunk shrinking cut cuts cutting slide slides slid sliding slip slips slipped slipping plunge plunges
plunged plunging tumble tumbled tumbles sink sinks sank sunk down lower lowered lowers lowering reduce reduces reduced reducing reduction
lose loses lost losing contract contracts contracted contraction slash slashed slashes trim trimmed trims dip dipped dips ease
eased eases shed sheds narrowed narrow narrows weaken weakened slow slows slowed slowing decreasing downturn discount cheaper slower retreat retreated
crash crashed collapse collapsed slump slumped halved halving cheaper deficit shorten shortened minus"""
RISING = frozenset(_RISES.split())
FALLING = frozenset(_FALLS.split())

HALF = Fraction(1, 2)
