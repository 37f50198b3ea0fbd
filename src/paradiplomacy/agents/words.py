"""The words of the answers in English and Indonesian."""

from __future__ import annotations

LANGUAGES = ("en", "id")
_WORDS = {
    "about": ("about", "sekitar"),
    "against": ("says otherwise", "menyatakan lain"),
    "answers": ("Rows", "Baris"),
    "at least": ("at least", "paling sedikit"),
    "cited": ("citing", "mengutip"),
    "contradicted": ("contradicted", "dibantah"),
    "cut": ("only the first are given; ask for less", "hanya yang pertama diberikan; minta lebih sedikit"),
    "disagree": ("the sources disagree", "sumber-sumber tidak sepakat"),
    "elsewhere": (
        "Records beside it that have this, and may be meant",
        "Catatan di sekitarnya yang memilikinya, mungkin itu yang dimaksud",
    ),
    "facts": ("Facts", "Fakta"),
    "graph": ("Graph", "Graf"),
    "hedged": ("hedged", "hanya mungkin atau diharapkan"),
    "in all": ("in all", "seluruhnya"),
    "less exact": ("says less", "menyatakan kurang rinci"),
    "no words": ("The graph holds no words of a source for it.", "Graf tidak memuat kata-kata sumber untuk hal ini."),
    "none": ("none", "tidak ada"),
    "not coded": ("not coded", "belum dikodekan"),
    "other values": ("Recorded values", "Nilai yang tercatat"),
    "part of name": ("part of its name", "bagian dari namanya"),
    "pointed to": ("Named by", "Disebut oleh"),
    "records": ("Records", "Catatan"),
    "section": ("section", "bagian"),
    "silent": ("silent", "sumber tidak menyebut"),
    "silent here": ("does not say it", "tidak menyebutnya"),
    "sources": ("Sources", "Sumber"),
    "supported": ("supported", "didukung"),
    "supports": ("says so", "menyatakannya"),
    "words": ("Words", "Kata-kata"),
}
_MEANING = {
    "supported": ("a source states it", "ada sumber yang menyatakannya"),
    "unsourced": ("the graph has it, and names no source for it", "graf memuatnya, tanpa menyebut sumber"),
    "contradicted": (
        "a source states otherwise, and none states it",
        "ada sumber yang menyatakan lain, dan tidak ada yang menyatakannya",
    ),
    "hedged": (
        "a source gives it only as possible, implied or hoped for",
        "sumber hanya menyebutnya mungkin, tersirat, atau diharapkan",
    ),
    "silent": (
        "the source does not say it, which is no denial",
        "sumber tidak menyebutnya, dan itu bukan penyangkalan",
    ),
    "not coded": (
        "the graph has no record that says it; this tells nothing of the world",
        "graf tidak memiliki catatan yang menyatakannya; ini tidak berarti apa pun tentang kenyataan",
    ),
}


def say(word: str, lang: str) -> str:
    """The word in ``lang`` ("en", "id").

    >>> say("sources", "id")
    'Sumber'
    """
    return _WORDS[word][LANGUAGES.index(lang)]


def meaning(outcome: str, lang: str) -> str:
    """What an outcome of ``verify`` means, in ``lang``."""
    return _MEANING[outcome][LANGUAGES.index(lang)]
