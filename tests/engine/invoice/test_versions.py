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
from duespark.engine.invoice.plain import _reader
from duespark.engine.invoice.totals import calculate
from duespark.engine.invoice.versions import NotCanonical, Seal, Unreadable, canonical_json, load, plain, seal, verify
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

    def test_full_comes_back(self) -> None:
        assert load(plain(FULL)) == FULL

    def test_absent_fields_take_their_defaults(self) -> None:
        assert load({"lines": [{"description": "x"}]}) == Document(lines=(Line(description="x"),))

    @pytest.mark.parametrize(
        ("data", "pointer", "expected"),
        [
            ({"curency": "EUR"}, "/curency", "no such field"),
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
        ],
    )
    def test_names_the_place_that_is_wrong(self, data: dict[str, Any], pointer: str, expected: str) -> None:
        with pytest.raises(Unreadable, match=expected) as caught:
            load(data)
        assert caught.value.pointer == pointer

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
