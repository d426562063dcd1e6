"""Check digits: IBAN, RF and QR references, CRC-16, each compared with an independent implementation."""

import binascii
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as stdnum_iban
from stdnum import iso11649, numdb
from stdnum.ch import esr

from duespark.engine.payment.qr.creditor_reference import (
    InvalidReference,
    is_qr_reference,
    is_rf_reference,
    qr_reference,
    rf_reference,
)
from duespark.engine.payment.qr.emv import crc16, is_intact, template, with_checksum
from duespark.engine.payment.qr.epc import OUTSIDE_EEA
from duespark.engine.payment.qr.iban import SHAPES, check_digits, compact, is_qr_iban, is_sepa_iban
from tests.engine.payment.qr.decoding import some

EEA = set(
    re.findall("[A-Z]{2}", "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK")
)
CHARACTERS = {"n": "0123456789", "a": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "c": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}

# SWIFT IBAN registry: the example of some countries, chosen so that each kind of shape occurs.
EXAMPLES = """
AD1200012030200359100100 AL47212110090000000235698741 BE68539007547034 CH9300762011623852957 DE89370400440532013000
FR1420041010050500013M02606 GB29NWBK60161331926819 GI75NWBK000000007099453 IT60X0542811101000000123456 LI21088100002324013AA
MD24AG000225100013104168 ME25505000012345678951 MK07250120000058984 MT84MALT011000012345MTLCAST001S NL91ABNA0417164300
NO9386011117947 PL61109010140000071219812874 RS35260005601001611379 SM86U0322509800000000270100 VA59001123000012345678
"""


@st.composite
def ibans(draw: st.DrawFn) -> str:
    """A right IBAN of a SEPA country, by the registry's own notation."""
    country = draw(st.sampled_from(sorted(SHAPES)))
    shape = numdb.get("iban").info(country)[0][1]["bban"]
    parts = [
        draw(st.text(CHARACTERS[kind], min_size=int(size), max_size=int(size)))
        for size, kind in re.findall(r"([0-9]+)!([nac])", shape)
    ]
    bban = "".join(parts)
    return country + stdnum_iban.calc_check_digits(f"{country}00{bban}") + bban


class TestIban:
    def test_the_table_has_the_countries_of_sepa_and_no_others(self) -> None:
        assert set(SHAPES) == EEA | OUTSIDE_EEA
        assert not EEA & OUTSIDE_EEA

    @pytest.mark.parametrize("iban", EXAMPLES.split())
    def test_examples_of_the_registry_are_right(self, iban: str) -> None:
        assert is_sepa_iban(iban)

    @given(ibans())
    @some
    def test_what_the_registry_allows_is_right(self, iban: str) -> None:
        assert is_sepa_iban(iban)
        assert stdnum_iban.is_valid(iban, check_country=False)

    @given(ibans(), st.data())
    @some
    def test_one_wrong_character_is_found(self, iban: str, data: st.DataObject) -> None:
        at = data.draw(st.integers(4, len(iban) - 1))
        kind = "n" if iban[at].isdigit() else "a"
        other = data.draw(st.sampled_from([one for one in CHARACTERS[kind] if one != iban[at]]))
        assert not is_sepa_iban(iban[:at] + other + iban[at + 1 :])

    @given(ibans().filter(lambda iban: re.search("[0-9]{2}", iban[4:])), st.data())
    @some
    def test_two_digits_exchanged_are_found(self, iban: str, data: st.DataObject) -> None:
        pairs = [at for at in range(4, len(iban) - 1) if iban[at : at + 2].isdigit()]
        at = data.draw(st.sampled_from(pairs))
        swapped = iban[:at] + iban[at + 1] + iban[at] + iban[at + 2 :]
        assert is_sepa_iban(swapped) == (swapped == iban)

    @pytest.mark.parametrize(
        "iban",
        [
            "",
            "DE",
            "DE8937040044053201300",
            "DE893704004405320130000",
            "DE89 3704 0044 0532 0130 00",
            "de89370400440532013000",
            "DE8937040044053201300O",
            "DE٨٩370400440532013000",
            "TR330006100519786457841326",
            "AU1234567890123456",
            "GB29NWBK6016133192681A",
        ],
    )
    def test_another_shape_or_country_is_wrong(self, iban: str) -> None:
        assert not is_sepa_iban(iban)

    def test_check_digits_outside_02_to_98_are_wrong(self) -> None:
        """Mod 97 alone would take 00 for 97, 01 for 98 and 99 for 02 (ISO 13616 has none of them)."""
        for at in range(100):
            digits = check_digits(f"{at:018}DE00")
            aliases = [f"{int(digits) + step:02}" for step in (-97, 97) if 0 <= int(digits) + step <= 99]
            assert is_sepa_iban(f"DE{digits}{at:018}")
            assert not any(is_sepa_iban(f"DE{alias}{at:018}") for alias in aliases)

    def test_is_read_without_spaces_and_in_capitals(self) -> None:
        assert compact(" ch44 3199\n9123\u00a00008 8901 2") == "CH4431999123000889012"

    @pytest.mark.parametrize(
        ("iban", "expected"),
        [
            ("CH4431999123000889012", True),
            ("LI4431999123000889012", True),
            ("CH0030000000000000000", True),
            ("CH0029999000000000000", False),
            ("CH0032000000000000000", False),
            ("CH5800791123000889012", False),
            ("DE8931000000000000000", False),
            ("CH", False),
        ],
    )
    def test_a_qr_iban_is_known_by_its_institution(self, iban: str, expected: bool) -> None:
        assert is_qr_iban(iban) is expected


class TestRfReference:
    @given(st.text(CHARACTERS["c"], min_size=1, max_size=21))
    @some
    def test_is_what_iso_11649_says(self, number: str) -> None:
        reference = rf_reference(number)
        assert reference[4:] == number
        assert is_rf_reference(reference)
        assert iso11649.is_valid(reference)

    def test_leaves_separators_out_and_writes_capitals(self) -> None:
        assert rf_reference("inv-2026/001") == rf_reference("INV2026001")

    @pytest.mark.parametrize("number", ["", "-/ ", "A" * 22, "Ł1", "٣"])
    def test_refuses_what_makes_none(self, number: str) -> None:
        with pytest.raises(InvalidReference) as raised:
            rf_reference(number)
        assert (raised.value.code, raised.value.pointer) == ("qr.invalid_reference", "/number")
        assert str(raised.value) == (
            f"No payment reference can be made of {number!r}: it needs 1 to 21 letters A to Z and digits;"
            " give the reference yourself."
        )

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "RF18",
            "RF1853900754703",
            "RF17539007547034",
            "rf18539007547034",
            "RF18 5390 0754 7034",
            "XX18539007547034",
        ],
    )
    def test_knows_what_is_none(self, text: str) -> None:
        assert not is_rf_reference(text)

    def test_has_25_characters_at_most(self) -> None:
        assert is_rf_reference(rf_reference("1" * 21))
        assert not is_rf_reference(f"RF{check_digits('1' * 22 + 'RF00')}{'1' * 22}")


class TestQrReference:
    @given(st.text("0123456789", min_size=1, max_size=26))
    @some
    def test_is_what_the_guidelines_say(self, number: str) -> None:
        reference = qr_reference(number)
        assert len(reference) == 27
        assert int(reference[:-1]) == int(number)
        assert is_qr_reference(reference)
        assert reference[-1] == esr.calc_check_digit(number)

    @pytest.mark.parametrize("good", ["210000000003139471430009017", "990005000000000320071012303"])
    def test_published_ones_are_right(self, good: str) -> None:
        assert is_qr_reference(good)
        assert qr_reference(good[:-1]) == good

    @pytest.mark.parametrize(
        "bad",
        [
            "",
            "210000000003139471430009018",
            "21000000000313947143000901",
            "2100000000031394714300090170",
            "RF18539007547034",
        ],
    )
    def test_knows_what_is_none(self, bad: str) -> None:
        assert not is_qr_reference(bad)

    @pytest.mark.parametrize("number", ["", "1" * 27, "12a", "1 2", "٣"])
    def test_refuses_what_makes_none(self, number: str) -> None:
        with pytest.raises(InvalidReference) as raised:
            qr_reference(number)
        assert (raised.value.code, raised.value.pointer) == ("qr.invalid_reference", "/number")
        assert str(raised.value) == (
            f"No payment reference can be made of {number!r}: a Swiss QR reference needs 1 to 26 digits;"
            " give the digits yourself."
        )


class TestEmv:
    @given(st.text())
    @some
    def test_the_checksum_is_ccitt_false(self, text: str) -> None:
        assert crc16(text) == binascii.crc_hqx(text.encode(), 0xFFFF)

    def test_the_checksum_has_four_digits(self) -> None:
        """PIX readers refuse one that lost its leading zero."""
        short = next(text for text in map(str, range(1000)) if crc16(f"{text}6304") < 0x1000)
        assert with_checksum(short)[:-4] == f"{short}6304"
        assert len(with_checksum(short)) == len(short) + 8
        assert is_intact(with_checksum(short))

    def test_objects_without_a_value_are_left_out(self) -> None:
        assert template(("00", "01"), ("62", ""), ("59", "A" * 12)) == "000201" + "5912" + "A" * 12

    @pytest.mark.parametrize("text", ["", "6304", "0002016304AAE7", "0002016304aae6", "0002026304AAE6"])
    def test_an_altered_payload_is_found(self, text: str) -> None:
        assert is_intact("0002016304AAE6")
        assert not is_intact(text)
