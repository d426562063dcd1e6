"""Plain form, canonical JSON and the chain of seals."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import Line
from duespark.engine.invoice.party import Address, BankAccount, Party, TaxId
from duespark.engine.invoice.plain import _reader, load_line, load_party
from duespark.engine.invoice.totals import calculate
from duespark.engine.invoice.versions import (
    Break,
    NotCanonical,
    Seal,
    Unreadable,
    canonical_json,
    find_break,
    load,
    plain,
    seal,
    verify,
)
from tests.engine.invoice.strategies import TAX, documents

ACME = Party(name="Acme", address=Address(city="Kraków", country="PL"), tax_ids=(TaxId(scheme="NIP", value="1"),))
FULL = Document(
    number="INV-1",
    issue_date=date(2026, 1, 31),
    seller=ACME,
    buyer=Party(name="Nova", email="pay@example.com"),
    bank_account=BankAccount(iban="DE02120300000000202051"),
    lines=(Line(description="Advice", quantity=Decimal("1.50")),),
)


class TestPlain:
    def test_holds_every_field_as_json_data(self) -> None:
        data = plain(FULL)
        assert data["issue_date"] == "2026-01-31"
        assert data["lines"][0]["quantity"] == "1.50"
        assert data["prices_include_tax"] is False
        assert data["totals"] is None
        assert data["seller"]["tax_ids"] == [{"scheme": "NIP", "value": "1"}]
        assert json.loads(json.dumps(data)) == data

    @given(documents)
    def test_comes_back_as_it_was(self, document: Document) -> None:
        done = calculate(document, TAX)
        assert load(json.loads(canonical_json(plain(done)))) == done

    def test_a_line_comes_back_alone(self) -> None:
        assert load_line(plain(FULL)["lines"][0]) == FULL.lines[0]
        with pytest.raises(Unreadable, match="at '/quantity'"):
            load_line({"quantity": "much"})

    def test_full_comes_back(self) -> None:
        assert load(plain(FULL)) == FULL

    def test_absent_fields_take_their_defaults(self) -> None:
        assert load({"lines": [{"description": "x"}]}) == Document(lines=(Line(description="x"),))

    @pytest.mark.parametrize(
        ("data", "pointer", "expected"),
        [
            ({"curency": "EUR"}, "/curency", "no such field"),
            ({"a/b~c": 1}, "/a~1b~0c", "no such field"),
            ({"lines": [{"quantity": 1}]}, "/lines/0/quantity", "a decimal string"),
            ({"lines": [{"quantity": 1.5}]}, "/lines/0/quantity", "a decimal string"),
            ({"lines": [{"quantity": "1e3"}]}, "/lines/0/quantity", "a decimal string"),
            ({"lines": [{"quantity": "NaN"}]}, "/lines/0/quantity", "a decimal string"),
            ({"lines": [{}, {"kind": "gift"}]}, "/lines/1/kind", "one of item, heading"),
            ({"lines": {}}, "/lines", "a list"),
            ({"lines": ["x"]}, "/lines/0", "an object"),
            ({"seller": {"name": "A", "tax_ids": [{"scheme": "VAT"}]}}, "/seller/tax_ids/0/value", "a value"),
            ({"seller": {}}, "/seller/name", "a value"),
            ({"currency": None}, "/currency", "a string"),
            ({"prices_include_tax": 1}, "/prices_include_tax", "true or false"),
            ({"payment_terms": {"days": "14"}}, "/payment_terms/days", "a whole number"),
            ({"payment_terms": {"days": True}}, "/payment_terms/days", "a whole number"),
            ({"issue_date": "31.01.2026"}, "/issue_date", "a date"),
            ({"issue_date": 20260131}, "/issue_date", "a string"),
            ({"issue_date": "20260131"}, "/issue_date", "a date such as 2026-01-31"),
            ({"issue_date": "2026-W05-6"}, "/issue_date", "a date"),
            ({"issue_date": "2026-02-30"}, "/issue_date", "a date"),
            ({"issue_date": "2026-01-31\n"}, "/issue_date", "a date"),
            ({"prepaid": "1" * 16}, "/prepaid", "a decimal string"),
            ({"prepaid": "0." + "1" * 13}, "/prepaid", "a decimal string"),
            ({"prepaid": "1."}, "/prepaid", "a decimal string"),
            ({"prepaid": "+1"}, "/prepaid", "a decimal string"),
            ({"prepaid": "1\n"}, "/prepaid", "a decimal string"),
            ({"lines": [{"id": "a"}, {"amounts": {"gross": "1"}}]}, "/lines/1/amounts/discount", "a value"),
        ],
    )
    def test_names_the_place_that_is_wrong(self, data: dict[str, Any], pointer: str, expected: str) -> None:
        with pytest.raises(Unreadable, match=expected) as caught:
            load(data)
        assert caught.value.pointer == pointer

    def test_the_widest_decimals_can_be_read(self) -> None:
        document = load({"prepaid": "-" + "9" * 15 + "." + "9" * 12, "lines": ({},)})
        assert document.prepaid == Decimal("-999999999999999.999999999999")
        assert document.lines == (Line(),)

    def test_says_where_and_what(self) -> None:
        with pytest.raises(Unreadable) as caught:
            load({"lines": [{"quantity": 1}]})
        assert str(caught.value) == (
            "The stored document cannot be read at '/lines/0/quantity': expected a decimal string such as \"12.50\"."
        )
        with pytest.raises(Unreadable, match=r"expected one of issue_date, month_end, day_of_month\."):
            load({"payment_terms": {"start": "tomorrow"}})

    def test_a_party_is_read_like_a_document(self) -> None:
        assert load_party({"name": "Acme", "address": {"city": "Kraków"}}).address.city == "Kraków"
        with pytest.raises(Unreadable) as caught:
            load_party({})
        assert caught.value.pointer == "/name"

    def test_a_field_of_a_new_type_needs_a_reader(self) -> None:
        with pytest.raises(TypeError, match="teach"):
            _reader(datetime)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class TestCanonicalJson:
    def test_vector_of_rfc_8785_for_names(self) -> None:
        """Section 3.2.3: the order of names is that of their UTF-16 code units."""
        names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
        ordered = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
        assert list(json.loads(canonical_json(dict.fromkeys(names)))) == ordered

    def test_vector_of_rfc_8785_for_strings(self) -> None:
        """Section 3.2.2.2, the string of the sample."""
        text = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/"
        assert canonical_json(text) == b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'

    @pytest.mark.parametrize(
        ("given_form", "form"),
        [
            (
                '{"\\u20ac":"Euro Sign","1":"One","\\u0080":"Control\\u007f","\\ud83d\\ude02":"Smiley",'
                '"\\u00f6":"Latin Small Letter O With Diaeresis","\\ufb33":"Hebrew Letter Dalet With Dagesh",'
                '"</script>":"Browser Challenge"}',
                '{"1":"One","</script>":"Browser Challenge","\x80":"Control\x7f",'
                '"\xf6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\U0001f602":"Smiley",'
                '"\ufb33":"Hebrew Letter Dalet With Dagesh"}',
            ),
            (
                '{"sin":"","p\\u00eache":"","p\\u00e9ch\\u00e9":"","peach":""}',
                '{"peach":"","p\xe9ch\xe9":"","p\xeache":"","sin":""}',
            ),
            (
                '{"1":{"f":{"f":"hi","F":5},"\\n":56},"10":{},"":"empty","a":{},"111":[{}],"A":{}}',
                '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}',
            ),
            ('{"Unnormalized Unicode":"A\\u030a"}', '{"Unnormalized Unicode":"A\u030a"}'),
            ('[56,{"d":true,"10":null,"1":[]}]', '[56,{"1":[],"10":null,"d":true}]'),
            ('"\\b\\t\\n\\u000b\\f\\r\\u001F\\/\\u2028"', '"\\b\\t\\n\\u000b\\f\\r\\u001f/\u2028"'),
        ],
        ids=["weird", "french", "structures", "unicode", "arrays", "escapes"],
    )
    def test_vectors_of_the_authors_of_rfc_8785(self, given_form: str, form: str) -> None:
        """The files of cyberphone/json-canonicalization, testdata, as far as they hold no fractions."""
        assert canonical_json(json.loads(given_form)).decode() == form

    def test_the_widest_numbers(self) -> None:
        """Section 3.1 asks for I-JSON: integers that a double holds exactly."""
        assert canonical_json([2**53 - 1, 1 - 2**53]) == b"[9007199254740991,-9007199254740991]"
        assert canonical_json({"é": [2**53 - 1, 1 - 2**53]}).decode() == '{"é":[9007199254740991,-9007199254740991]}'

    @given(json_values)
    def test_says_the_same_and_does_not_depend_on_order(self, value: Any) -> None:
        form = canonical_json(value)
        assert json.loads(form) == value
        assert canonical_json(reordered(value)) == form

    def test_decimals_and_dates_are_strings_as_on_the_wire(self) -> None:
        assert canonical_json([Decimal("1E+2"), Decimal("0.10"), date(2026, 1, 2)]) == b'["100","0.10","2026-01-02"]'

    @pytest.mark.parametrize(
        "value",
        [
            1.0,
            float("nan"),
            2**53,
            {1: "x"},
            {"x": b"y"},
            "\ud800",
            {"\udfff": 1},
            Decimal("NaN"),
            datetime(2026, 1, 1, tzinfo=UTC),
            {1, 2},
        ],
    )
    def test_refuses_what_has_no_canonical_form(self, value: Any) -> None:
        with pytest.raises(NotCanonical) as caught:
            canonical_json(value)
        assert "no canonical form" in str(caught.value)


def reordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(item) for item in value] if isinstance(value, list) else value


def chain(*documents: Document) -> list[tuple[Document | dict[str, Any], Seal]]:
    sealed: list[tuple[Document | dict[str, Any], Seal]] = []
    for document in documents:
        sealed.append((plain(document), seal(document, previous=sealed[-1][1].hash if sealed else "")))
    return sealed


class TestSeal:
    def test_is_what_sha256sum_says(self) -> None:
        """printf '{"a":"1"}' | sha256sum"""
        assert seal({"a": "1"}, previous="").hash == "9afeb0f2b203f254312ec8ded441d0318b7c34c57f8695ede42d2215a30c0960"

    def test_depends_on_content_and_on_what_came_before(self) -> None:
        hashes = {
            seal(FULL, previous="").hash,
            seal(FULL, previous="a").hash,
            seal(replace(FULL, number="INV-2"), previous="").hash,
        }
        assert len(hashes) == 3
        assert all(len(each) == 64 for each in hashes)


class TestVerify:
    def test_an_untouched_chain_holds(self) -> None:
        assert verify(chain(FULL, replace(FULL, notes="b"), FULL)) is None
        assert verify([]) is None

    @pytest.mark.parametrize("at", [0, 1, 2])
    def test_names_the_first_version_that_was_changed(self, at: int) -> None:
        versions = chain(FULL, replace(FULL, notes="b"), FULL)
        versions[at] = (plain(replace(FULL, notes="forged")), versions[at][1])
        assert verify(versions) == at

    def test_a_version_taken_out_breaks_the_chain(self) -> None:
        first, _, third = chain(FULL, replace(FULL, notes="b"), FULL)
        assert verify([first, third]) == 1

    def test_a_version_sealed_anew_breaks_the_next(self) -> None:
        versions = chain(FULL, replace(FULL, notes="b"), FULL)
        versions[1] = (plain(FULL), seal(FULL, previous=versions[0][1].hash))
        assert verify(versions) == 2

    def test_names_what_is_broken(self) -> None:
        """VER-11: the first broken version and how it is broken."""
        whole = chain(FULL, replace(FULL, notes="b"), replace(FULL, notes="c"), FULL)
        first, second, third, fourth = whole
        forged = (plain(replace(FULL, notes="forged")), second[1])
        anew = (plain(FULL), seal(FULL, previous=first[1].hash))
        assert find_break(whole) is None
        assert find_break([]) is None
        assert find_break([first, forged, third]) == Break(at=1, what="content")
        assert find_break([forged]) == Break(at=0, what="content")
        assert find_break([first, anew, third]) == Break(at=2, what="previous")
        assert find_break([first, third, fourth]) == Break(at=1, what="previous")
        assert find_break([second, third]) == Break(at=0, what="previous")
        assert find_break([first, third, second, fourth]) == Break(at=1, what="order")
        assert find_break([first, second, first]) == Break(at=2, what="order")
        assert find_break([first, second, third, second]) == Break(at=3, what="order")

    def test_a_changed_hash_or_name_of_the_version_before_is_found(self) -> None:
        first, (data, stored) = chain(FULL, replace(FULL, notes="b"))
        assert find_break([first, (data, replace(stored, hash="0" * 64))]) == Break(at=1, what="content")
        assert find_break([first, (data, replace(stored, previous="0" * 64))]) == Break(at=1, what="previous")
        assert find_break([first, (data, replace(stored, previous=""))]) == Break(at=1, what="previous")

    def test_a_part_goes_on_from_a_hash(self) -> None:
        first, second, third = chain(FULL, replace(FULL, notes="b"), FULL)
        assert find_break(iter([second, third]), after=first[1].hash) is None
        assert find_break([third], after=first[1].hash) == Break(at=0, what="previous")
        assert find_break([second, second], after=first[1].hash) == Break(at=1, what="order")

    def test_a_cut_end_is_found_by_a_hash_kept_elsewhere(self) -> None:
        versions = chain(FULL, replace(FULL, notes="b"), FULL)
        newest = versions[-1][1].hash
        assert find_break(versions, until=newest) is None
        assert find_break(versions[:2]) is None
        assert find_break(versions[:2], until=newest) == Break(at=2, what="end")
        assert find_break([], until=newest) == Break(at=0, what="end")
        assert find_break([], after="a", until="a") is None


class TestFastPath:
    """Plain data is sorted by the json module, everything else by hand: both must say the same."""

    @pytest.mark.parametrize(
        ("plain_form", "other_form"),
        [
            ({"b": [1, None, True], "a": {"z": "x", "Z": "y"}}, {"b": (1, None, True), "a": {"z": "x", "Z": "y"}}),
            ({"rate": "1.50", "on": "2026-01-02"}, {"rate": Decimal("1.50"), "on": date(2026, 1, 2)}),
        ],
    )
    def test_agrees_with_the_careful_path(self, plain_form: object, other_form: object) -> None:
        assert canonical_json(plain_form) == canonical_json(other_form)

    def test_names_beyond_ascii_are_sorted_by_utf_16(self) -> None:
        assert canonical_json({"\ufb33": 1, "\U0001f600": 2}).decode() == '{"\U0001f600":2,"\ufb33":1}'

    @pytest.mark.parametrize("value", [1.5, {"a": [2.0]}, 2**53, {1: "a"}])
    def test_refuses_what_has_no_canonical_form(self, value: object) -> None:
        with pytest.raises(NotCanonical):
            canonical_json(value)


class TestErased:
    """Of a version whose content was erased lawfully only its place in the chain is left to check."""

    def test_the_chain_goes_on_through_it(self) -> None:
        first = seal({"number": "1"}, previous="")
        second = seal({"number": "2"}, previous=first.hash)
        third = seal({"number": "3"}, previous=second.hash)
        assert find_break([({"number": "1"}, first), (None, second), ({"number": "3"}, third)]) is None

    def test_its_place_is_checked(self) -> None:
        first = seal({"number": "1"}, previous="")
        second = seal({"number": "2"}, previous=first.hash)
        assert find_break([(None, second), (None, first)]) == Break(at=0, what="order")
        assert find_break([(None, first), (None, replace(second, previous="0" * 64))]) == Break(at=1, what="previous")
