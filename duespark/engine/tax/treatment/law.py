"""Where each rule stands: articles of Directive 2006/112/EC, and their place in the laws of Germany, France and Poland."""

from collections.abc import Mapping
from types import MappingProxyType

DIRECTIVE = "Directive 2006/112/EC"

NATIONAL: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "DE": {
            "31": "§ 3 Abs. 7 UStG",
            "32": "§ 3 Abs. 6 UStG",
            "33": "§ 3c UStG",
            "44": "§ 3a Abs. 2 UStG",
            "45": "§ 3a Abs. 1 UStG",
            "47": "§ 3a Abs. 3 Nr. 1 UStG",
            "48": "§ 3b Abs. 1 UStG",
            "50": "§ 3b Abs. 3 UStG",
            "53": "§ 3a Abs. 3 Nr. 5 UStG",
            "54": "§ 3a Abs. 3 Nr. 3 UStG",
            "55": "§ 3a Abs. 3 Nr. 3 Buchst. b UStG",
            "56": "§ 3a Abs. 3 Nr. 2 UStG",
            "58": "§ 3a Abs. 5 UStG",
            "59": "§ 3a Abs. 4 UStG",
            "59c": "§ 3a Abs. 5 Satz 3, § 3c Abs. 4 UStG",
            "138": "§ 4 Nr. 1 Buchst. b, § 6a UStG",
            "141": "§ 25b UStG",
            "146": "§ 4 Nr. 1 Buchst. a, § 6 UStG",
            "196": "§ 14a Abs. 1 UStG",
            "284": "§ 19 UStG",
            "306": "§ 25 UStG",
            "313": "§ 25a UStG",
            "union": "§ 18j UStG",
            "non_union": "§ 18i UStG",
            "ioss": "§ 18k UStG",
        },
        "FR": {
            "31": "Article 258, I du CGI",
            "32": "Article 258, I du CGI",
            "33": "Articles 258 A et 258 B du CGI",
            "44": "Article 259, 1° du CGI",
            "45": "Article 259, 2° du CGI",
            "47": "Article 259 A, 2° du CGI",
            "48": "Article 259 A, 4° du CGI",
            "50": "Article 259 A, 3° du CGI",
            "53": "Article 259 A, 5° bis du CGI",
            "54": "Article 259 A, 5° du CGI",
            "55": "Article 259 A, 5° du CGI",
            "56": "Article 259 A, 1° du CGI",
            "58": "Article 259 D du CGI",
            "59": "Article 259 B du CGI",
            "138": "Article 262 ter, I du CGI",
            "141": "Article 258 D du CGI",
            "146": "Article 262, I du CGI",
            "196": "Article 283, 2 du CGI",
            "284": "Article 293 B du CGI",
            "306": "Article 266, 1, e du CGI",
            "313": "Article 297 A du CGI",
            "union": "Article 298 sexdecies G du CGI",
            "non_union": "Article 298 sexdecies F du CGI",
            "ioss": "Article 298 sexdecies H du CGI",
        },
        "PL": {
            "31": "Art. 22 ust. 1 pkt 3 ustawy o VAT",
            "32": "Art. 22 ust. 1 pkt 1 ustawy o VAT",
            "33": "Art. 22 ust. 1 pkt 1a ustawy o VAT",
            "44": "Art. 28b ustawy o VAT",
            "45": "Art. 28c ustawy o VAT",
            "47": "Art. 28e ustawy o VAT",
            "48": "Art. 28f ust. 1 ustawy o VAT",
            "50": "Art. 28f ust. 3 ustawy o VAT",
            "53": "Art. 28g ust. 1 ustawy o VAT",
            "54": "Art. 28g ust. 2 ustawy o VAT",
            "55": "Art. 28i ustawy o VAT",
            "56": "Art. 28j ustawy o VAT",
            "58": "Art. 28k ustawy o VAT",
            "59": "Art. 28l ustawy o VAT",
            "59c": "Art. 22a ustawy o VAT",
            "138": "Art. 13 i 42 ustawy o VAT",
            "141": "Art. 135 i 136 ustawy o VAT",
            "146": "Art. 41 ust. 4 ustawy o VAT",
            "196": "Art. 106e ust. 1 pkt 18 ustawy o VAT",
            "284": "Art. 113 ustawy o VAT",
            "306": "Art. 119 ustawy o VAT",
            "313": "Art. 120 ustawy o VAT",
            "union": "Art. 130a-130d ustawy o VAT",
        },
    }
)
"""Rule to paragraph, by country. A rule is an article of the Directive or the name of a one-stop shop."""

_SCHEMES = {"union": "369a to 369k", "non_union": "358a to 369", "ioss": "369l to 369x"}
_RANGES = {"199": "199 and 199a", "306": "306 to 310", "313": "312 to 325"}


def sources(country: str, *rules: str) -> tuple[str, ...]:
    """The law behind these rules: the Directive's articles, each with the paragraph of `country` where it is tabled.

    >>> sources("PL", "44")
    ('Directive 2006/112/EC, Article 44', 'Art. 28b ustawy o VAT')
    >>> sources("GR", "union")
    ('Directive 2006/112/EC, Articles 369a to 369k',)
    """
    national = NATIONAL.get(country, {})
    return tuple(source for rule in rules for source in (article(rule), national.get(rule, "")) if source)


def article(rule: str) -> str:
    """The articles of the Directive that hold the rule.

    >>> article("44"), article("199")
    ('Directive 2006/112/EC, Article 44', 'Directive 2006/112/EC, Articles 199 and 199a')
    """
    numbers = _SCHEMES.get(rule) or _RANGES.get(rule, rule)
    return f"{DIRECTIVE}, Article{'s' if ' ' in numbers else ''} {numbers}"
