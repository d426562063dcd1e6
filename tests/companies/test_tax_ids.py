"""Tax registrations: what passes, what is refused, and what the answer says."""

import pytest

from duespark.companies.tax_ids import InvalidTaxId, InvalidTaxScheme, MissingTaxIdValue, check_tax_id
from duespark.engine.invoice.party import TaxId

RIGHT = [
    ("VAT", "PL5260001246", "PL"),
    ("VAT", "526-000-12-46", "PL"),
    ("VAT", "DE136695976", "DE"),
    ("VAT", "GB980780684", "GB"),
    ("VAT", "XI980780684", "GB"),
    ("VAT", "EL 094259216", "GR"),
    ("VAT", "CHE-107.787.577 IVA", "CH"),
    ("VAT", "NO 995 525 828 MVA", "NO"),
    ("NIP", "5260001246", "PL"),
    ("EIN", "91-1144442", "US"),
    ("ABN", "83 914 571 673", "AU"),
    ("GSTIN", "27AAPFU0939F1ZV", "IN"),
    ("SIRET", "73282932000074", "FR"),
    ("SIREN", "732829320", "FR"),
    ("NIF", "501964843", "PT"),
]
NO_RULE = [("VAT", "123", "ZA"), ("KRS", "0000028860", "PL"), ("NIF", "1", "AO")]
WITH_CHECK_DIGIT = [one for one in RIGHT if one[0] != "EIN"]


class TestCheckTaxId:
    @pytest.mark.parametrize(("scheme", "value", "country"), RIGHT)
    def test_takes_real_numbers_as_they_are_written(self, scheme: str, value: str, country: str) -> None:
        found = check_tax_id(TaxId(scheme=scheme.lower(), value=f" {value} "), country=country, pointer="")
        assert found == TaxId(scheme=scheme, value=value)

    @pytest.mark.parametrize(("scheme", "value", "country"), WITH_CHECK_DIGIT)
    def test_refuses_them_with_one_digit_changed(self, scheme: str, value: str, country: str) -> None:
        at = max(index for index, character in enumerate(value) if character.isdigit())
        wrong = value[:at] + str((int(value[at]) + 1) % 10) + value[at + 1 :]
        with pytest.raises(InvalidTaxId):
            check_tax_id(TaxId(scheme=scheme, value=wrong), country=country, pointer="")

    def test_takes_the_number_of_another_country_by_its_prefix(self) -> None:
        check_tax_id(TaxId(scheme="VAT", value="PL5260001246"), country="DE", pointer="")
        check_tax_id(TaxId(scheme="VAT", value="PL5260001246"), country="US", pointer="")

    def test_refuses_the_number_of_another_country_without_prefix(self) -> None:
        with pytest.raises(InvalidTaxId):
            check_tax_id(TaxId(scheme="VAT", value="5260001246"), country="DE", pointer="")

    def test_points_to_the_value_and_tells_the_fix(self) -> None:
        with pytest.raises(InvalidTaxId) as caught:
            check_tax_id(TaxId(scheme="NIP", value="5260001247"), country="PL", pointer="/profile/tax_ids/3")
        assert caught.value.pointer == "/profile/tax_ids/3/value"
        assert str(caught.value) == (
            "'5260001247' is no valid NIP number of PL: its check digits do not fit, so that a character is mistyped."
            " Compare it with the registration document."
        )

    def test_checks_a_scheme_of_one_country_whatever_the_address(self) -> None:
        with pytest.raises(InvalidTaxId):
            check_tax_id(TaxId(scheme="NIP", value="5260001247"), country="DE", pointer="")

    @pytest.mark.parametrize(
        ("scheme", "value", "country"), [("VAT", "123", "ZA"), ("KRS", "0000028860", "PL"), ("NIF", "1", "AO")]
    )
    def test_lets_pass_what_it_has_no_rule_for(self, scheme: str, value: str, country: str) -> None:
        check_tax_id(TaxId(scheme=scheme, value=value), country=country, pointer="")

    @pytest.mark.parametrize("scheme", ["", "1VAT", "__doc__", "V{0}", "<b>"])
    def test_refuses_a_scheme_that_is_no_name(self, scheme: str) -> None:
        with pytest.raises(InvalidTaxScheme):
            check_tax_id(TaxId(scheme=scheme, value="1"), country="PL", pointer="")

    def test_refuses_an_empty_value(self) -> None:
        with pytest.raises(MissingTaxIdValue):
            check_tax_id(TaxId(scheme="VAT", value="  "), country="PL", pointer="")
