"""Our paraphrases keep the words of their quotes that limit what is said."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from paradiplomacy.auditing.passages import files_with_passages, read_quotes
from paradiplomacy.rdf.facts import literals
from paradiplomacy.rdf.namespaces import PARA
from paradiplomacy.rdf.read import load_store

#: A word of the quote, and what stands for it in an Indonesian and in an English paraphrase.
LIMITS = {
    "diharapkan": ("harap", "hope"),
    "(?<!tidak )(dapat|bisa|mampu)": ("dapat|bisa|mampu", r"\bcan\b|\bable\b|\bhope"),
    "setidaknya": ("paling sedikit", "at least"),
    "sekitar": ("kira-kira", "about"),
    "biasanya": ("biasanya", "usually"),
    "antara lain": ("terbuka", "open|of which some"),
    "mencoba": ("berupaya", "try"),
    "khususnya": ("terutama", "above all"),
    "cukup": ("cukup|memadai", "quite|fairly|rather|enough"),
    "sangat|begitu": ("sangat|amat", "very"),
    "tentu saja": ("tentu", "of course"),
    "hanya": ("hanya|lagi", "only|just|beyond"),
    "pernah": ("pernah", "once|also"),
    "(?<!dikenal )akan": ("akan", "will|hope"),
}
NUMBERS = {
    "70": "70|1970",
    "1": "pertama|first",
    "2": "dua|two",
    "3": "ketiga|third",
    "5": "lima|five",
    "9": "sembilan|ninth",
}


def lost(quote: str, indonesian: str, english: str) -> list[str]:
    """What limits the quote and one of the two paraphrases does not say."""
    wanted = {word: kept for word, kept in LIMITS.items() if re.search(rf"\b({word})\b", quote.lower())}
    for number in re.findall(r"\d+(?:,\d+)?", quote):
        wanted[number] = (rf"\b({number.replace(',', '[,.]')}|{NUMBERS.get(number, number)})",) * 2
    said = (indonesian.lower(), english.lower())
    return [word for word, kept in wanted.items() if not all(map(re.search, kept, said))]


def test_a_paraphrase_keeps_hedges_degrees_and_numbers() -> None:
    store = load_store(files_with_passages())
    for quote in read_quotes(store):
        texts = {
            text.language: text.value for text in literals(store, ox.NamedNode(quote.passage), f"{PARA}paraphrase")
        }
        words = quote.exact or ""
        if quote.section == "DAFTAR PUSTAKA":  # The numbers there are of the work and stand on its record.
            words = re.sub(r"\d", "", words)
        assert lost(words, texts["id"], texts["en"]) == [], quote.passage


@pytest.mark.parametrize(
    ("indonesian", "english", "missing"),
    [
        ("Paling sedikit 15 orang.", "At least 15 people.", []),
        ("Ada 15 orang.", "At least 15 people.", ["setidaknya"]),
        ("Paling sedikit 15 orang.", "There are 15 people.", ["setidaknya"]),
        ("Paling sedikit belasan orang.", "At least 15 people.", ["15"]),
    ],
)
def test_what_is_lost_is_found(indonesian: str, english: str, missing: list[str]) -> None:
    assert lost("mengirimkan setidaknya 15 orang", indonesian, english) == missing
