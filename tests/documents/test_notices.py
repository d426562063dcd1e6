"""Pages of few words: in every language, with nobody's name or with the seller's brand, and safe with whatever name it has."""

import re
from string import Formatter

import pytest

from duespark.companies.brands.design import Design, Palette
from duespark.documents.labels import PRINTED
from duespark.documents.notices.page import Issuer, Notice, issuer_page, plain_page
from duespark.documents.notices.reader import reader_language
from duespark.documents.notices.words import notice_words
from duespark.documents.view import Look

ENDED = Notice(title="expired", lines=("ask_for_new",), number="INV-7")


def issuer(language: str = "en", *, white_label: bool = False, **facts: str) -> Issuer:
    design = Design(palette=Palette(primary="#0A5C36"), white_label=white_label)
    found = {"name": "Studio Ä", "email": "a@example.com", "phone": "", **facts}
    return Issuer(look=Look(design=design), language=language, **found)


class TestWords:
    @pytest.mark.parametrize("language", PRINTED)
    def test_are_whole_in_every_language_of_paper(self, language: str) -> None:
        words, english = notice_words(language), notice_words("en")
        assert words.keys() == english.keys()
        for key, text in words.items():
            assert _names(text) == _names(english[key]), key


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


class TestReader:
    @pytest.mark.parametrize(
        ("asked", "spoken"),
        [
            ("", "en"),
            ("de-AT,de;q=0.9,en;q=0.8", "de"),
            ("tlh,fr;q=0.4,pl;q=0.7", "pl"),
            ("en;q=0,ar", "ar"),
            ("fr;q=x, *;q=0.5", "en"),
            ("HE-il", "he"),
            (",".join(["tlh"] * 30 + ["de"]), "en"),
        ],
    )
    def test_is_spoken_to_in_the_language_asked_for_first(self, asked: str, spoken: str) -> None:
        assert reader_language(asked) == spoken


class TestPlainPage:
    @pytest.mark.parametrize("language", PRINTED)
    def test_names_nobody_not_even_us(self, language: str) -> None:
        page = plain_page(Notice(title="nowhere", lines=("nowhere_text", "nowhere_ask")), language)
        assert "duespark" not in page.lower()
        assert f'<html lang="{language}"' in page
        assert ('dir="rtl"' in page) is (language in ("ar", "he"))
        assert "<a " not in page
        assert "<img" not in page


class TestIssuerPage:
    def test_has_brand_contact_and_language_of_the_document(self) -> None:
        page = issuer_page(ENDED, issuer("de"))
        assert "Dieser Zahlungslink ist abgelaufen" in page
        assert "INV-7 von Studio Ä" in page
        assert "#0A5C36" in page
        assert 'href="mailto:a@example.com?subject=INV-7"' in page
        assert "prefers-color-scheme: dark" in page
        assert "Gesendet mit DueSpark" in page

    def test_with_white_label_does_not_name_us(self) -> None:
        assert "duespark" not in issuer_page(ENDED, issuer(white_label=True)).lower()

    def test_keeps_names_in_order_from_right_to_left(self) -> None:
        page = issuer_page(ENDED, issuer("he"))
        assert 'dir="rtl"' in page
        assert "\u2068INV-7\u2069 מאת \u2068Studio Ä\u2069" in page
        assert "\u2068+48 12\u2069" in issuer_page(ENDED, issuer("ar", phone="+48 12"))

    def test_ends_a_sentence_once_where_the_name_ends_with_a_point(self) -> None:
        closed = Notice(title="closed", lines=("do_not_pay",))
        assert "ask Studio sp. z o.o.</p>" in issuer_page(closed, issuer(name="Studio sp. z o.o."))

    def test_offers_the_phone_where_there_is_one_and_nothing_where_there_is_no_way(self) -> None:
        assert 'href="tel:+48123">Call +48 (12) 3</a>' in issuer_page(ENDED, issuer(phone="+48 (12) 3"))
        assert 'class="contact"' not in issuer_page(ENDED, issuer(email=""))

    def test_takes_a_hostile_name_as_text(self) -> None:
        page = issuer_page(ENDED, issuer(name="<b>{{ x }}\u202e", email='"><script>@x', phone="javascript:1"))
        assert "<b>" not in page
        assert "<script" not in page
        assert "\u202e" not in page
        assert not re.search(r'href="(?!mailto:|tel:|data:)', page)
