"""Values of the parameters of the stored queries, to ask for a part of an answer."""

#: Each value leaves some rows of many, and so do all of a query together.
NARROWED = {
    "agreement-stages": {"agreement": "surabaya-busan", "source": "upn-thesis"},
    "activities": {"agreement": "medan-gwangju", "sector": "economy"},
    "city-profile": {"city": "Medan", "source": "jnnews-2008"},
    "compare-sectors": {"agreement": "medan-gwangju", "sector": "economy", "source": "rakhmadi"},
    "delegations": {"agreement": "Kerja sama kota kembar Medan-Gwangju"},
    "evidence": {"thing": "medan-gwangju-mou-1997"},
    "framework-coverage": {"agreement": "medan-gwangju"},
    "institutions": {"agreement": "surabaya-busan", "sector": "education"},
    "instruments": {"agreement": "usu-chonnam"},
    "objectives": {"agreement": "surabaya-busan", "sector": "education"},
    "one-sided-ties": {"party": "Medan"},
    "outcomes": {"agreement": "medan-gwangju", "sector": "education"},
    "partner-matches": {"party": "Medan"},
    "sector-evidence": {"agreement": "surabaya-busan", "sector": "education"},
    "shared-partners": {"party": "Medan"},
    "sister-cities-of": {"city": "광주광역시", "source": "jnnews-2008"},
    "sources-agree": {"thing": "jalan-medan", "prefer": "rakhmadi", "rule": "latest"},
    "sources-compare": {"thing": "jalan-gwangju", "agreement": "medan-gwangju", "source": "jnnews-2008"},
    "timeline": {"agreement": "surabaya-busan", "source": "upn-thesis"},
    "two-hops": {"party": "Medan"},
}
#: Parameters that are asked beside those, under a word each.
FURTHER = {"sources-agree": {"majority": {"rule": "majority"}, "official": {"rule": "official", "lang": "id"}}}
