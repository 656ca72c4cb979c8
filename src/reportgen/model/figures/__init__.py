"""Values in, the words that a reader sees out: how English and Chinese write money, counts, ranges, dates and doubts.

Knows nothing of YAML files, texts or pages. The rules are written out here and not taken from Babel: CLDR gives the
powers of ten, month names and plurals, which are few, but not what a report needs (7000亿美元 and not US$7000亿,
26%–30%, 2026年Q1, 1.5–3.5亿美元, qualifiers), and Babel's import and the data of two locales take about 40 ms, a
tenth of what a whole build may take. The tests hold what CLDR does know against Babel.
"""
