"""Formats of purchase orders: what fits, what cannot be a format, and how it is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.order_format import InvalidOrderFormat, check_order_format, fits, in_words


class TestFormat:
    @pytest.mark.parametrize(
        ("order", "format", "is_one"),
        [
            ("PO-004711", "PO-######", True),
            ("po-004711", "PO-######", False),
            ("PO-004711 ", "PO-######", True),
            ("4500123456", "45########", True),
            ("AB1/26", "@@*/##", True),
            ("A-1", "@+-#+", True),
            ("-1", "@+-#+", False),
            ("PO.1", "PO.#", True),
            ("POx1", "PO.#", False),
            ("PO-١", "PO-#", False),
            ("anything", "", True),
        ],
    )
    def test_fits_from_end_to_end(self, order: str, format: str, is_one: bool) -> None:
        assert fits(order, format) is is_one

    @pytest.mark.parametrize("format", ["PO", "+#", "#++", "PO+", "#+#+#+#+", "#" * 61])
    def test_refuses_what_is_no_format(self, format: str) -> None:
        with pytest.raises(InvalidOrderFormat):
            check_order_format(format)

    def test_takes_a_format_without_the_space_around_it(self) -> None:
        assert (check_order_format(" PO-## "), check_order_format(" ")) == ("PO-##", "")

    def test_says_it(self) -> None:
        assert in_words("@+-#+") == "one or more letters, then “-”, then one or more digits"
        assert in_words("PO-####") == "“PO-”, then 4 digits"
        assert in_words("@#/26") == "1 letter, then 1 digit, then “/26”"

    @given(st.text(alphabet="#@*+a-/.(", max_size=60), st.text(max_size=60))
    def test_never_fails_on_a_format_it_took(self, format: str, order: str) -> None:
        try:
            format = check_order_format(format)
        except InvalidOrderFormat:
            return
        fits(order, format)
        in_words(format)

    def test_comes_to_an_end_with_the_worst_order(self) -> None:
        assert not fits("1" * 200 + "x", "*+*+*+!")
