"""Invoices for the Polish KSeF: valid by the Ministry's schema, with the amounts of the document, or refused in words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from duespark.einvoice.ksef import ksef_xml
from duespark.einvoice.ksef_check import shape_errors
from duespark.einvoice.ksef_nodes import NAMESPACE, NoKsef
from duespark.engine.invoice.document import Adjustment, Document, Exchange, Prepayment, Reference
from duespark.engine.invoice.line import Classification, ItemDetails, Line, Period
from duespark.engine.invoice.party import Address, BankAccount, Party, TaxId
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate
from duespark.engine.tax.rates import rates_for
from tests.einvoice.strategies import rich_documents

D = Decimal
MADE = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
LAW = TaxContext.of(rates_for("PL", date(2026, 3, 2)))
COMPANY = Party(
    name="Przykład sp. z o.o.",
    address=Address(line1="ul. Długa 5", city="Warszawa", postal_code="00-238", country="PL"),
    tax_ids=(TaxId(scheme="VAT", value="PL5260001246"),),
    email="biuro@example.com",
    phone="+48 22 555 01 00",
)
CLIENT = Party(
    name="Odbiorca S.A.",
    address=Address(line1="Rynek 1", city="Kraków", postal_code="31-042", country="PL"),
    tax_ids=(TaxId(scheme="NIP", value="677-00-00-007"),),
)
GERMAN = Party(
    name="Muster GmbH",
    address=Address(line1="Musterstraße 7", city="Berlin", postal_code="10115", country="DE"),
    tax_ids=(TaxId(scheme="VAT", value="DE123456789"),),
)
AMERICAN = replace(GERMAN, name="Example Inc.", address=replace(GERMAN.address, country="US"), tax_ids=())
CORRECTS = Reference(kind="corrects", number="FV 1/2026", issue_date=date(2026, 2, 1))


def item(tax: str = "standard", **more: Any) -> Line:
    return Line(description="Doradztwo", unit_price=D(100), quantity=D(2), unit="h", tax=tax, **more)


def paper(*lines: Line, **changes: Any) -> Document:
    value = Document(
        number="FV 7/2026", issue_date=date(2026, 3, 2), due_date=date(2026, 3, 16), currency="PLN", seller=COMPANY,
        buyer=CLIENT, bank_account=BankAccount(iban="PL61109010140000071219812874", bank_name="Bank"),
        lines=lines or (item(),),
    )  # fmt: skip
    return calculate(replace(value, **changes), LAW)


def written(document: Document, **more: Any) -> Any:
    """The root of the document's valid FA(3)."""
    xml = ksef_xml(document, made_at=MADE, **more)
    assert shape_errors(xml) == []
    return etree.fromstring(xml)


def values(root: Any, name: str) -> list[str]:
    return [one.text for one in root.iter(f"{{{NAMESPACE}}}{name}")]


def stated(root: Any) -> dict[str, str]:
    """Sums and annotations by their names."""
    return {etree.QName(one).localname: one.text for one in root.iter() if etree.QName(one).localname.startswith("P_1")}


class TestSums:
    @pytest.mark.parametrize(("tax", "code", "sums"), [
        ("standard", "23", {"P_13_1": "200.00", "P_14_1": "46.00"}),
        ("reduced", "8", {"P_13_2": "200.00", "P_14_2": "16.00"}),
        ("second_reduced", "5", {"P_13_3": "200.00", "P_14_3": "10.00"}),
        ("zero", "0 KR", {"P_13_6_1": "200.00"}),
        ("intra_eu", "0 WDT", {"P_13_6_2": "200.00"}),
        ("export", "0 EX", {"P_13_6_3": "200.00"}),
        ("exempt", "zw", {"P_13_7": "200.00"}),
        ("out_of_scope", "np I", {"P_13_8": "200.00"}),
        ("reverse_charge", "oo", {"P_13_10": "200.00"}),
    ])  # fmt: skip
    def test_every_polish_rate_has_its_code_and_sums(self, tax: str, code: str, sums: dict[str, str]) -> None:
        root = written(paper(item(tax)))
        assert values(root, "P_12") == [code]
        assert {name: text for name, text in stated(root).items() if name.startswith(("P_13", "P_14"))} == sums

    @pytest.mark.parametrize(("buyer", "supply", "code"), [
        (GERMAN, "services", "np II"), (GERMAN, "goods", "np I"), (AMERICAN, "services", "np I"),
    ])  # fmt: skip
    def test_reverse_charge_abroad(self, buyer: Party, supply: Any, code: str) -> None:
        root = written(paper(item("reverse_charge"), buyer=buyer, supply=supply))
        assert values(root, "P_12") == [code]
        assert values(root, "P_18") == ["1"]
        assert values(root, "PrefiksPodatnika") == (["PL"] if code == "np II" else [])

    def test_the_tax_of_another_currency_is_in_zloty(self) -> None:
        rate = Exchange(currency="PLN", rate=D("4.2537"), rate_date=date(2026, 2, 27), source="NBP")
        root = written(paper(currency="EUR", exchange=rate))
        found = stated(root)
        assert (found["P_14_1"], found["P_14_1W"], found["P_15"]) == ("46.00", "195.67", "246.00")
        assert values(root, "KursWaluty") == ["4.2537"]

    def test_prices_with_tax_stay_prices_with_tax(self) -> None:
        found = stated(written(paper(item(), prices_include_tax=True)))
        assert (found["P_11A"], found["P_15"]) == ("200.00", "200.00")
        assert "P_11" not in found

    def test_discounts_and_charges_of_the_document_are_lines(self) -> None:
        document = paper(
            allowances=(Adjustment(amount=D(20), reason="Stały klient"),), charges=(Adjustment(amount=D(5)),)
        )
        root = written(document)
        assert values(root, "P_7") == ["Doradztwo", "Stały klient", "Opłata"]
        assert values(root, "P_11") == ["200.00", "-20.00", "5.00"]
        assert values(root, "P_13_1") == ["185.00"]

    def test_what_was_paid_before_is_settled(self) -> None:
        root = written(paper(prepaid=D(46)))
        assert (values(root, "P_15"), values(root, "SumaOdliczen"), values(root, "DoZaplaty")) == (
            ["246.00"],
            ["46.00"],
            ["200.00"],
        )


class TestKinds:
    def test_a_credit_note_states_what_is_given_back(self) -> None:
        root = written(paper(kind="credit_note", references=(CORRECTS,), correction_reason="Zwrot"))
        found = stated(root)
        assert values(root, "RodzajFaktury") == ["KOR"]
        assert (found["P_13_1"], found["P_14_1"], found["P_15"], found["P_11"]) == (
            "-200.00",
            "-46.00",
            "-246.00",
            "-200.00",
        )
        assert (values(root, "NrFaKorygowanej"), values(root, "NrKSeFN")) == (["FV 1/2026"], ["1"])

    def test_a_corrective_invoice_shows_lines_before_and_after(self) -> None:
        before = replace(item(), id="1/before", quantity=D(-2), correction="before")
        after = replace(item(), id="1", quantity=D(3), correction="after")
        root = written(paper(before, after, kind="corrective_invoice", references=(CORRECTS,)))
        assert (values(root, "P_11"), values(root, "P_8B"), values(root, "StanPrzed")) == (
            ["200.00", "300.00"],
            ["2", "3"],
            ["1"],
        )
        assert values(root, "P_13_1") == ["100.00"]

    def test_what_it_corrects_may_have_a_ksef_number(self) -> None:
        number = "5265877635-20250826-0100001AF629-AF"
        document = paper(kind="credit_note", references=(CORRECTS,))
        assert values(written(document, corrected=number), "NrKSeFFaKorygowanej") == [number]
        with pytest.raises(NoKsef, match="no number of KSeF"):
            ksef_xml(document, made_at=MADE, corrected="123")

    def test_a_final_invoice_is_less_what_was_invoiced_in_advance(self) -> None:
        paid = Prepayment(number="ZAL 1/2026", issue_date=date(2026, 2, 1), amount=D("123.00"), tax=D("23.00"))
        root = written(paper(kind="final_invoice", prepayments=(paid,)))
        found = stated(root)
        assert (values(root, "RodzajFaktury"), values(root, "NrFaZaliczkowej")) == (["ROZ"], ["ZAL 1/2026"])
        assert (found["P_13_1"], found["P_14_1"], found["P_15"]) == ("100.00", "23.00", "123.00")

    def test_so_is_any_other_invoice_after_an_advance(self) -> None:
        """The tax of an advance was stated once (art. 106f ust. 3 ustawy o VAT)."""
        paid = Prepayment(number="ZAL 1/2026", issue_date=date(2026, 2, 1), amount=D("123.00"), tax=D("23.00"))
        root = written(paper(prepayments=(paid,)))
        found = stated(root)
        assert (values(root, "RodzajFaktury"), values(root, "NrFaZaliczkowej")) == (["ROZ"], ["ZAL 1/2026"])
        assert (found["P_13_1"], found["P_14_1"], found["P_15"]) == ("100.00", "23.00", "123.00")

    def test_money_that_came_without_an_invoice_is_no_advance(self) -> None:
        root = written(paper(prepayments=(Prepayment(number="PRO 1", amount=D("123.00")),)))
        assert (values(root, "RodzajFaktury"), stated(root)["P_14_1"]) == (["VAT"], "46.00")
        assert values(root, "DoZaplaty") == ["123.00"]

    @pytest.mark.parametrize("tax", ["8.00", "0.00", "31.00"])
    def test_an_advance_of_another_rate_is_refused(self, tax: str) -> None:
        paid = Prepayment(number="ZAL 1/2026", amount=D("108.00"), tax=D(tax))
        with pytest.raises(NoKsef, match="one rate") as refused:
            ksef_xml(paper(kind="final_invoice", prepayments=(paid,)), made_at=MADE)
        assert refused.value.pointer == "/prepayments"


class TestWhatItSays:
    def test_parties_period_codes_and_payment(self) -> None:
        codes = ItemDetails(gtin="4006381333931", classifications=(Classification(scheme="PKWiU", code="62.01.1"),))
        document = paper(
            item(item=codes, note="Dwa spotkania"), period=Period(start=date(2026, 2, 1), end=date(2026, 2, 28)), purchase_order="ZAM 3",
        )  # fmt: skip
        root = written(document)
        assert values(root, "NIP") == ["5260001246", "6770000007"]
        assert (values(root, "P_6_Od"), values(root, "PKWiU"), values(root, "NrRB")) == (
            ["2026-02-01"], ["62.01.1"], ["PL61109010140000071219812874"],
        )  # fmt: skip
        assert (values(root, "NrZamowienia"), values(root, "Wartosc")) == (["ZAM 3"], ["Dwa spotkania"])
        assert values(root, "GTU") == []

    def test_clients_are_known_by_the_number_they_have(self) -> None:
        assert values(written(paper(buyer=GERMAN)), "NrVatUE") == ["123456789"]
        assert values(written(paper(buyer=AMERICAN)), "BrakID") == ["1"]
        numbered = replace(AMERICAN, tax_ids=(TaxId(scheme="EIN", value="12-3456789"),))
        assert values(written(paper(buyer=numbered)), "NrID") == ["12-3456789"]

    def test_words_of_the_law_are_annotations(self) -> None:
        root = written(paper(notes="Mechanizm podzielonej płatności. Metoda kasowa."))
        assert (values(root, "P_18A"), values(root, "P_16"), values(root, "P_17")) == (["1"], ["1"], ["2"])

    def test_an_exemption_names_its_law(self) -> None:
        root = written(paper(item("exempt")))
        assert values(root, "P_19A") == ["Zwolnienie z VAT na podstawie art. 43 ust. 1 ustawy o VAT"]


class TestRefused:
    @pytest.mark.parametrize(("changes", "why"), [
        ({"kind": "deposit_invoice"}, "the whole order"),
        ({"kind": "quote"}, "is no invoice"),
        ({"number": None}, "no number yet"),
        ({"seller": replace(COMPANY, tax_ids=())}, "has no NIP"),
        ({"seller": replace(COMPANY, address=Address(country="PL"))}, "address is missing"),
        ({"buyer": None}, "no client"),
        ({"currency": "EUR"}, "not converted to PLN"),
        ({"kind": "credit_note"}, "does not name the invoice it corrects"),
        ({"kind": "credit_note", "references": (Reference(kind="corrects", number="FV 1"),)}, "number and date"),
        ({"lines": (item("margin_travel"),)}, "taxed by its margin"),
        ({"lines": (item("disbursement"),)}, "passes expenses on"),
        ({"lines": (replace(item(), sku="x" * 51),)}, "takes 50 characters"),
        ({"notes": "word " * 1500, "terms": "word " * 1500}, "footer of FA\\(3\\) takes 10500 characters"),
        ({"kind": "final_invoice", "lines": (item(), item("reduced")), "prepayments": (Prepayment(number="Z", amount=D(1)),)}, "one rate"),
        ({"tax_representative": GERMAN}, "representative has no NIP"),
    ])  # fmt: skip
    def test_says_why(self, changes: dict[str, Any], why: str) -> None:
        with pytest.raises(NoKsef, match=why):
            ksef_xml(paper(**changes), made_at=MADE)

    def test_a_rate_of_ones_own_is_none_of_polands(self) -> None:
        own = TaxContext.of([TaxRate(key="own", category="S", rate=D("5.5"), label="5.5%")])
        with pytest.raises(NoKsef, match="no rate of Polish VAT"):
            ksef_xml(calculate(replace(paper(), lines=(item("own"),)), own), made_at=MADE)


@settings(suppress_health_check=list(HealthCheck))
@given(rich_documents())
def test_random_documents_are_valid_or_refused(document: Document) -> None:
    try:
        xml = ksef_xml(replace(document, seller=COMPANY), made_at=MADE)
    except NoKsef:
        return
    assert shape_errors(xml) == []
    root = etree.fromstring(xml)
    sums = [
        D(one) for name, one in stated(root).items() if name.startswith(("P_13_", "P_14_")) and not name.endswith("W")
    ]
    assert document.totals is not None
    if document.kind != "final_invoice":
        assert abs(sum(sums)) == abs(document.totals.gross)


class TestLongTexts:
    """What is issued cannot be shortened, so it is said in several places where one is too small."""

    def test_of_a_line_goes_on_in_its_remarks(self) -> None:
        words = " ".join(f"słowo{at}" for at in range(120))
        root = written(paper(item(), replace(item(), description=words, note="Uwaga")))
        _, name = values(root, "P_7")
        assert 500 < len(name) <= 512
        assert values(root, "NrWiersza") == ["2"] * len(values(root, "Wartosc"))
        assert " ".join([name, *values(root, "Wartosc")]) == f"{words} Uwaga"
        assert values(root, "Klucz")[0] == "Nazwa, ciąg dalszy"

    def test_of_a_reason_stands_whole_in_the_footer(self) -> None:
        reason = "Zwrot towaru. " * 25
        root = written(paper(kind="credit_note", references=(CORRECTS,), correction_reason=reason))
        assert len(values(root, "PrzyczynaKorekty")[0]) <= 256
        assert values(root, "StopkaFaktury") == [reason.strip()]

    def test_of_notes_goes_on(self) -> None:
        root = written(paper(notes="word " * 1200))
        assert [len(one) <= 3500 for one in values(root, "StopkaFaktury")] == [True, True]


class TestTaxOfAnotherCountry:
    @pytest.mark.parametrize("country", ["IE", "HU", "LU"])
    def test_is_never_told_as_polish(self, country: str) -> None:
        """23 % of Ireland, 5 % of Hungary and 3 % of Luxembourg are rates of other countries, declared there (OSS)."""
        abroad = TaxContext.of(rates_for(country, date(2026, 3, 2)), treatment="oss")
        key = next(rate.key for rate in abroad.rates.values() if str(rate.rate) in ("23", "5", "3"))
        document = calculate(replace(paper(), lines=(item(key),)), abroad)
        with pytest.raises(NoKsef, match=f"tax of {country}") as refused:
            ksef_xml(document, made_at=MADE)
        assert refused.value.pointer == "/lines"

    def test_its_zero_rate_neither(self) -> None:
        abroad = TaxContext.of(rates_for("IE", date(2026, 3, 2)), treatment="oss")
        with pytest.raises(NoKsef, match="tax of IE"):
            ksef_xml(calculate(replace(paper(), lines=(item("zero"),)), abroad), made_at=MADE)

    def test_nor_a_sum_of_both_countries(self) -> None:
        home = rates_for("PL", date(2026, 3, 2))
        there = next(rate for rate in rates_for("IE", date(2026, 3, 2)) if rate.key == "standard")
        both = TaxContext.of([*home, replace(there, key="irish")], treatment="domestic+oss")
        with pytest.raises(NoKsef, match="tax of another country"):
            ksef_xml(calculate(replace(paper(), lines=(item(), item("irish"))), both), made_at=MADE)
