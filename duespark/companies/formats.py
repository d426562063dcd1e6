"""Checks of the small facts that profiles are made of: text, countries, languages, time zones, e-mail addresses."""

import re

from duespark.engine.errors import Invalid
from duespark.runtime.places import continents, countries, languages, scripts, time_zones

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\.]+(\.[^\s@<>()\[\],;:\"\\.]+)+")
_WEBSITE = re.compile(r"(https?://)?[^\s/:@<>\"']+\.[^\s/:@<>\"']+(:\d{1,5})?([/?#][^\s<>\"']*)?", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|[0-9]{3}))?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROL_IN_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class TextTooLong(Invalid):
    code = "text.too_long"
    sentence = "There is room for {most} characters here, and this has {count}. Shorten it."


class TextUnprintable(Invalid):
    code = "text.unprintable"
    sentence = "This text has a character that cannot be printed ({character}). Remove it."


class UnknownCountry(Invalid):
    code = "country.unknown"
    sentence = "There is no country {country!r}. Use two capital letters of ISO 3166-1, such as DE."


class UnknownLanguage(Invalid):
    code = "language.unknown"
    sentence = "There is no language {language!r}. Use a code such as en or pt-BR."


class UnknownTimeZone(Invalid):
    code = "time_zone.unknown"
    sentence = "There is no time zone {time_zone!r}. Use a name of the IANA database, such as Europe/Warsaw."


class InvalidEmail(Invalid):
    code = "email.invalid"
    sentence = "{email!r} is no e-mail address. Write it like name@example.com."


class InvalidWebsite(Invalid):
    code = "website.invalid"
    sentence = "{website!r} is no web address. Write it like https://www.example.com."


def check_text(text: str, *, pointer: str, most: int = 200) -> str:
    """One line of text without white space around it. Raises `TextTooLong`, `TextUnprintable`."""
    return _checked(text.strip(), _CONTROL, pointer, most)


def check_lines(text: str, *, pointer: str, most: int = 5000) -> str:
    """Text of several lines, ended by line feeds. Raises `TextTooLong`, `TextUnprintable`."""
    return _checked(text.replace("\r\n", "\n").strip(), _CONTROL_IN_LINES, pointer, most)


def _checked(text: str, control: re.Pattern[str], pointer: str, most: int) -> str:
    if len(text) > most:
        raise TextTooLong(pointer=pointer, most=most, count=len(text))
    found = control.search(text)
    if found:
        raise TextUnprintable(pointer=pointer, character=f"U+{ord(found[0]):04X}")
    return text


def check_country(country: str, *, pointer: str) -> str:
    """The code of a country. Raises `UnknownCountry`."""
    if country not in countries():
        raise UnknownCountry(pointer=pointer, country=country[:20])
    return country


def check_language(language: str, *, pointer: str) -> str:
    """A language (ISO 639), with a script and a region where they matter (BCP 47). Raises `UnknownLanguage`."""
    found = _LANGUAGE.fullmatch(language)
    base, script, region = found.groups() if found else ("", None, None)
    is_place = not region or region in countries() or region in continents()
    if base not in languages() or not is_place or (script and script not in scripts()):
        raise UnknownLanguage(pointer=pointer, language=language[:20])
    return language


def check_time_zone(time_zone: str, *, pointer: str) -> str:
    """A name of the IANA time zone database. Raises `UnknownTimeZone`."""
    if time_zone not in time_zones():
        raise UnknownTimeZone(pointer=pointer, time_zone=time_zone[:60])
    return time_zone


def check_email(email: str, *, pointer: str) -> str:
    """An address that mail can be sent to, or "". Looks at its shape only (RFC 5321 lengths). Raises `InvalidEmail`."""
    email = check_text(email, pointer=pointer, most=254)
    if email and not (_EMAIL.fullmatch(email) and len(email.partition("@")[0]) <= 64):
        raise InvalidEmail(pointer=pointer, email=email[:100])
    return email


def check_website(website: str, *, pointer: str) -> str:
    """A web address that is safe to link to, or "". Raises `InvalidWebsite`."""
    website = check_text(website, pointer=pointer)
    if website and not _WEBSITE.fullmatch(website):
        raise InvalidWebsite(pointer=pointer, website=website[:100])
    return website
