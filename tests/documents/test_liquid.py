"""Texts in Liquid: they say what the document says, every name of the reference works, and nothing can run away."""

import time
from datetime import date
from typing import Any

import pytest

from duespark.documents.example import example_document
from duespark.documents.formats import formats
from duespark.documents.labels import labels
from duespark.documents.liquid.check import check
from duespark.documents.liquid.facts import document_facts
from duespark.documents.liquid.problem import BadText
from duespark.documents.liquid.reference import EXAMPLES, VARIABLES
from duespark.documents.liquid.sandbox import Face, environment, fill
from duespark.documents.liquid.values import packed, unpacked
from duespark.documents.templates.texts import example_facts
from duespark.documents.templates.variables import insertion, template_variables
from scripts.template_variables import written
from tests.documents import samples
from tests.support.pages import page

BOMBS = {
    "a loop without end": "{% for i in (1..100000000) %}x{% endfor %}",
    "a loop from behind": "{% for i in (1..100000000000) reversed %}x{% endfor %}",
    "loops in loops": "{% for i in (1..9999) %}{% for j in (1..9999) %}{% endfor %}{% endfor %}",
    "loop after loop": "{% for i in (1..40000) %}{% endfor %}" * 200,
    "a text that doubles": "{% assign a = 'xxxxxxxx' %}{% for i in (1..90) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
    "a text that multiplies": "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..20) %}{% assign a = a | replace: 'x', a %}{% endfor %}",
    "100 MB": "{% for i in (1..49999) %}" + "x" * 2100 + "{% endfor %}",
    "100 MB kept": "{% capture a %}{% for i in (1..49999) %}" + "x" * 2100 + "{% endfor %}{% endcapture %}",
    "a range to search": "{% if (1..100000000000) contains 'a' %}{% endif %}",
    "a range to count": "{{ (1..100000000000) | size }}",
    "brackets in brackets": "{% if true %}" * 4000 + "{% endif %}" * 4000,
    "and and and": "{% if true" + " and true" * 5000 + " %}{% endif %}",
    "many decimals": "{{ total | number: 99999999 }}",
    "a huge number": "{{ '1e999999999' | currency }}",
    "much work": "{% for i in (1..49999) %}{{ invoice.notes | replace: 'a', 'b' | upcase | replace: 'B', 'c' | size }}{% endfor %}" * 20,
}  # fmt: skip
OUTSIDE = [
    "{% include '/etc/passwd' %}",
    "{% render 'x' %}",
    "{{ now }}",
    "{{ 'now' | date }}",
    "{{ total.__class__ }}",
    "{{ client.__init__.__globals__ }}",
    "{{ client['__class__'] }}",
    "{{ forloop }}",
    "{{ 'x' | safe }}",
    "{{ settings }}",
]


def facts(doc: dict[str, Any]) -> dict[str, Any]:
    return document_facts(doc, formats(doc["language"], doc["currency"]), labels(doc["language"]))


def said(source: str, doc: dict[str, Any] | None = None, face: Face = "text") -> str:
    doc = doc or samples.two_rates()
    return fill(source, facts(doc), face=face, form=formats(doc["language"], doc["currency"]))


def wrong(source: str) -> list[str]:
    doc = samples.two_rates()
    found = check(source, face="text", facts=facts(doc), form=formats("en", "EUR"))
    return [str(each) for each in found]


class TestSays:
    def test_the_variables_of_the_seed(self) -> None:
        source = (
            '{{company.name}}|{{invoice.number}}|{{invoice.date | date: "%B %d, %Y"}}|{{invoice.due_date}}|'
            "{{client.name}}|{{client.email}}|{{total | currency}}"
        )
        assert said(source).split("|") == [
            "Northlight Studio Ltd", "INV-2026-0042", "March 02, 2026", "March 16, 2026", "Example Bakery GmbH",
            "accounts@bakery.example.com", "€5,315.37",
        ]  # fmt: skip

    def test_each_line(self) -> None:
        written = said("{{ line_items | each }}").split("\n")
        assert written[0] == "Logo and wordmark · 1 pc · 1,800.00"
        assert said('{{ line_items | each: "description" }}').startswith("Logo and wordmark\nArt direction")

    def test_dates_and_figures_in_the_language_of_the_document(self) -> None:
        german = samples.two_rates() | {"language": "de"}
        assert said("{{ invoice.date }} {{ total | currency }}", german) == "2. März 2026 5.315,37\u00a0€"
        assert said('{{ invoice.date | date: "%-d. %b %y, %A" }}', german) == "2. März 26, Montag"
        assert said("{{ invoice.date | date: 'iso' }} {{ 1234.5 | number: 2 }}", german) == "2026-03-02 1.234,50"

    def test_compares_figures_and_days(self) -> None:
        source = "{% if total > 1000 %}large{% endif %}{% if invoice.due_date > '2026-01-01' %} late{% endif %}"
        assert said(source) == "large late"

    def test_what_is_missing_is_nothing_and_can_be_asked(self) -> None:
        assert said("{% if ship_to.name %}ship{% else %}here{% endif %}{{ ship_to.name | upcase }}") == "here"
        assert said("{{ invoice.valid_until | date }}{{ invoice.valid_until }}") == ""

    def test_a_draft_without_anything(self) -> None:
        empty = samples.two_rates() | {
            "totals": None,
            "seller": None,
            "buyer": None,
            "bank_account": None,
            "number": None,
        }
        assert said("{{ total | currency }}{{ company.name }}{{ client.tax_ids | size }}{{ bank.iban }}", empty) == "0"

    @pytest.mark.parametrize("face", ["text", "source"])
    def test_typed_code_stays_what_was_typed(self, face: Face) -> None:
        evil = "{{ total }}{% for %}<script>alert(1)</script>#let x = 1"
        written = said("{{ invoice.notes }}", samples.two_rates() | {"notes": evil}, face)
        assert written == (evil if face == "text" else evil.replace("<", "&lt;").replace(">", "&gt;"))

    def test_html_is_escaped_whatever_a_filter_does(self) -> None:
        doc = samples.two_rates() | {"notes": "<b>\n&"}
        written = said("{{ invoice.notes | newline_to_br }}{{ invoice.notes | append: '<i>' | upcase }}", doc, "source")
        assert written == "&lt;b&gt;<br>&amp;&lt;B&gt;\n&amp;&lt;I&gt;"

    def test_facts_survive_the_way_to_another_process(self) -> None:
        doc = samples.two_rates()
        form = formats("en", "EUR")
        sent = unpacked(packed(facts(doc)), form)
        source = "{{ total | currency }} {{ invoice.date }} {{ line_items | each }}"
        assert fill(source, sent, face="text", form=form) == said(source, doc)


class TestReference:
    @pytest.mark.parametrize("variable", [each for each in VARIABLES if not each.only_in_source], ids=lambda each: f"{each.of} {each.name}")  # fmt: skip
    def test_every_name_renders_on_the_example(self, variable: Any) -> None:
        doc = example_document(None, on=date(2026, 3, 4), language="en")
        found = check(insertion(variable), face="text", facts=facts(doc), form=formats("en", "EUR"))
        assert found == []

    def test_every_fact_is_in_the_reference(self) -> None:
        """Nothing can be named that nobody explains."""
        listed = {(each.of, each.name) for each in VARIABLES}
        assert set(_names(facts(samples.two_rates()))) - listed == set()

    def test_every_filter_has_an_example_that_works(self) -> None:
        assert set(EXAMPLES) == set(environment("source").filters)
        assert [each.name for each in template_variables().filters if not each.example] == []

    def test_the_documentation_lists_the_same(self) -> None:
        assert page("docs/guide/template-variables.md") == written()


def _names(value: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, each in value.items():
        if isinstance(each, dict):
            found += _names(each, f"{before}{key}.")
        else:
            found.append(("", before + key))
            if isinstance(each, list) and each:
                found += [(before + key, field) for field in each[0]]
    return found


class TestCheck:
    def test_names_line_column_and_the_nearest_name(self) -> None:
        assert wrong("Hello\n  {{ client.nmae }}") == [
            "Line 2, column 6: “client.nmae” is unknown. Did you mean “client.name”?"
        ]

    @pytest.mark.parametrize(
        ("source", "says"),
        [
            ("{% if false %}{{ invoice.nubmer }}{% endif %}", "column 18: “invoice.nubmer” is unknown. Did you mean “invoice.number”?"),
            ("{% for l in line_items %}{{ l.descripton }}{% endfor %}", "Did you mean “l.description”?"),
            ("{% for l in line_items %}{% endfor %}{{ l.net }}", "“l.net” is unknown"),
            ("{{ total | curency }}", "There is no filter “curency”. Did you mean “currency”?"),
            ("{{ client }}", "is more than one value"),
            ("{{ payment_qr_code }}", "Add a block “qr” instead."),
            ("{{ client.name ", "column 1: Expected '}}'"),
            ("{% if client.name %}", "column 4: “if” is never closed. Write {% endif %}"),
            ("{{ invoice.notes | date }}", "“Thank you for working with us.” is not a date. Use one such as invoice.date."),
            ("{{ invoice.date | date: '%Q' }}", "“%Q” is no part of a date"),
        ],
    )  # fmt: skip
    def test_says_what_is_wrong(self, source: str, says: str) -> None:
        assert says in wrong(source)[0]

    def test_lets_right_texts_through(self) -> None:
        for source in (
            "{% assign who = client %}{{ who.name }}",
            "{% capture x %}a{% endcapture %}{{ x }}",
            "{% for l in line_items %}{{ forloop.index }} {{ l.net | currency }}{% if l.note %}{% assign seen = l.note %}{% endif %}{% endfor %}{{ seen }}",
            "{% for id in client.tax_ids %}{{ id.name }} {{ id.value }}{% endfor %}{{ line_items.first.description }}",
            "{% case invoice.kind %}{% when 'quote' %}a{% else %}b{% endcase %}{% unless total == 0 %}c{% endunless %}",
            "{% comment %}{{ whatever }}{% endcomment %}{# not liquid #}",
        ):
            assert wrong(source) == []


class TestBounds:
    @pytest.mark.parametrize("name", BOMBS)
    @pytest.mark.parametrize("face", ["text", "source"])
    def test_fm_30_a_bomb_is_stopped_in_time(self, name: str, face: Face) -> None:
        began = time.thread_time()
        with pytest.raises(BadText):
            said(BOMBS[name], face=face)
        assert time.thread_time() - began < 3

    @pytest.mark.parametrize("source", OUTSIDE)
    def test_nothing_but_the_facts_can_be_reached(self, source: str) -> None:
        with pytest.raises(BadText):
            said(source)


class TestPlace:
    @pytest.mark.parametrize(
        ("source", "place", "says"),
        [
            ("a\nb {% if invoice.number %}\nc", (2, 6), "“if” is never closed. Write {% endif %} where it ends."),
            ("{% if true %}\n{% for one in line_items %}\n{% endif %}\n", (3, 4), "Unexpected tag"),
            (
                "{% if true %}{% endif %}\n\n  {% for one in line_items %}\n{{ one.description }}\n",
                (3, 6),
                "{% endfor %}",
            ),
            ("{% if true %}{% unless false %}{% endunless %}\n", (1, 4), "“if” is never closed"),
            ("x\n{% capture a %}{% comment %} {% if %} {% endcomment %}", (2, 4), "“capture” is never closed"),
            ("x\n{%- case invoice.kind -%}{% when 'a' %}b", (2, 5), "“case” is never closed"),
            ("a\nb {{ invoice.number }}\n{% if invoice.number == %}c{% endif %}", (3, 4), "Expected"),
            ("a\n{% if true %}{% elsif invoice.number == %}c{% endif %}", (2, 17), "Expected"),
            ("a\n{{ invoice.number }}\n {% assign x %}", (3, 5), "Expected"),
        ],
    )
    def test_of_what_ends_too_early_is_where_it_begins(self, source: str, place: tuple[int, int], says: str) -> None:
        facts, form = example_facts()
        (found,) = check(source, face="text", facts=facts, form=form)
        assert (found.line, found.column) == place
        assert says in found.problem
