"""The standard reminders: complete in every language, and never put over what a person wrote."""

from dataclasses import replace

import pytest

from duespark.delivery.words import check_template
from duespark.reminders.translations import STEPS
from duespark.reminders.wording import STANDARD_STEPS, in_language


class TestInLanguage:
    @pytest.mark.parametrize("language", ["pl", "de", "fr", "es"])
    @pytest.mark.parametrize("step", STANDARD_STEPS, ids=lambda step: step.key)
    def test_every_step_is_said(self, step: object, language: str) -> None:
        said = in_language(step, language)
        assert (said.subject, said.body) != (step.subject, step.body)
        assert (said.key, said.at, said.tone, said.offset_days) == (step.key, step.at, step.tone, step.offset_days)
        for text in (said.subject, said.body):
            check_template(text, pointer="/")
            assert "{{ invoice.number }}" in text
        assert "{{ invoice.balance }}" in said.body

    def test_what_a_person_wrote_stays(self) -> None:
        own = replace(STANDARD_STEPS[0], subject="Our own words")
        assert in_language(own, "de") is own

    @pytest.mark.parametrize("language", ["en", "ja", ""])
    def test_other_languages_hear_english(self, language: str) -> None:
        assert in_language(STANDARD_STEPS[0], language) is STANDARD_STEPS[0]

    def test_regions_speak_their_language(self) -> None:
        assert in_language(STANDARD_STEPS[0], "de-AT").subject == STEPS["de"]["before_7"][0]
