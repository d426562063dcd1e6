"""What a page asks and says of an answer, in every language of paper."""

import re

import pytest

from duespark.documents.answers import answer_words
from duespark.documents.labels import PRINTED

_FACTS = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", PRINTED)
@pytest.mark.parametrize("amended", [False, True])
def test_every_language_has_all_words_with_the_same_facts(language: str, *, amended: bool) -> None:
    words, english = answer_words(language, amended=amended), answer_words("en", amended=amended)
    assert words.keys() == english.keys()
    for key, text in words.items():
        assert text.strip() == text != ""
        assert sorted(_FACTS.findall(text)) == sorted(_FACTS.findall(english[key])), key
    if language != "en":
        assert sum(words[key] == english[key] for key in words) <= 1


def test_a_language_nobody_speaks_is_answered_in_english() -> None:
    assert answer_words("tlh") == answer_words("en")
