"""Small checks of profiles: text, countries, languages, time zones, addresses of mail and web."""

import pytest

from duespark.companies import formats
from duespark.engine.errors import Invalid


class TestText:
    def test_strips_white_space(self) -> None:
        assert formats.check_text("  Example \n", pointer="/x") == "Example"

    @pytest.mark.parametrize("text", ["a\x00b", "a\nb", "a\x1bb", "a\u2028b", "a\x85b"])
    def test_refuses_control_characters(self, text: str) -> None:
        with pytest.raises(formats.TextUnprintable):
            formats.check_text(text, pointer="/x")

    def test_lines_keep_their_ends(self) -> None:
        assert formats.check_lines("one\r\ntwo\n", pointer="/x") == "one\ntwo"

    @pytest.mark.parametrize("text", ["a\x00b", "a\rb", "a\tb"])
    def test_lines_refuse_other_control_characters(self, text: str) -> None:
        with pytest.raises(formats.TextUnprintable):
            formats.check_lines(text, pointer="/x")

    def test_says_how_much_too_long(self) -> None:
        with pytest.raises(formats.TextTooLong) as caught:
            formats.check_text("x" * 201, pointer="/x")
        assert str(caught.value) == "There is room for 200 characters here, and this has 201. Shorten it."


class TestCodes:
    def test_knows_the_countries_of_iso_3166(self) -> None:
        assert len(formats.countries()) == 250
        assert {"PL", "US", "XK", "SS"} <= formats.countries()

    @pytest.mark.parametrize("country", ["", "pl", "POL", "EU", "UN", "ZZ", "XX"])
    def test_refuses_other_countries(self, country: str) -> None:
        with pytest.raises(formats.UnknownCountry):
            formats.check_country(country, pointer="/country")

    @pytest.mark.parametrize("language", ["en", "pl", "pt-BR", "de-CH", "es-419", "zh-Hant", "sr-Latn-RS"])
    def test_takes_languages(self, language: str) -> None:
        assert formats.check_language(language, pointer="/language") == language

    @pytest.mark.parametrize("language", ["", "EN", "english", "en_US", "en-XX", "xx", "en-", "zh-Xxxx", "es-999"])
    def test_refuses_other_languages(self, language: str) -> None:
        with pytest.raises(formats.UnknownLanguage):
            formats.check_language(language, pointer="/language")

    @pytest.mark.parametrize("time_zone", ["", "Europe", "Warsaw", "../etc/passwd", "europe/warsaw"])
    def test_refuses_other_time_zones(self, time_zone: str) -> None:
        with pytest.raises(formats.UnknownTimeZone):
            formats.check_time_zone(time_zone, pointer="/time_zone")

    def test_takes_a_time_zone(self) -> None:
        assert formats.check_time_zone("America/Argentina/Ushuaia", pointer="") == "America/Argentina/Ushuaia"


class TestAddresses:
    @pytest.mark.parametrize("email", ["", "a@example.com", "first.last+tag@mail.example.com", "zażółć@example.com"])
    def test_takes_email(self, email: str) -> None:
        assert formats.check_email(f" {email} ", pointer="") == email

    @pytest.mark.parametrize(
        "email",
        ["a", "a@b", "@example.com", "a@@example.com", "a@example..com", "a b@example.com",
         "a@example.com,b@example.com",
         "A <a@example.com>", "a@example.com\nBcc: b@example.com", f"{'a' * 65}@example.com", f"a@{'b' * 260}.com"],
    )  # fmt: skip
    def test_refuses_what_is_no_email(self, email: str) -> None:
        with pytest.raises(Invalid):
            formats.check_email(email, pointer="")

    @pytest.mark.parametrize(
        "website", ["", "example.com", "https://www.example.com/a?b=c#d", "http://example.com:8080"]
    )
    def test_takes_websites(self, website: str) -> None:
        assert formats.check_website(website, pointer="") == website

    @pytest.mark.parametrize(
        "website",
        ["javascript:alert(1)", "data:text/html,x.y", 'https://example.com/"x="y', "ftp://example.com", "example"],
    )
    def test_refuses_what_is_not_safe_to_link_to(self, website: str) -> None:
        with pytest.raises(formats.InvalidWebsite):
            formats.check_website(website, pointer="")
