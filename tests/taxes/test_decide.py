"""How sales are taxed, decided by the facts: TAX-09 to TAX-13, table by table through the API."""

from typing import Any

import pytest

from tests.support.world import LINE, SELLER, World

DAY = "2026-03-02"
CHECKED = "2026-03-01"
SELLERS: dict[str, dict[str, Any]] = {
    "PL": {"country": "PL"},
    "DE": {"country": "DE"},
    "FR": {"country": "FR"},
    "GB": {"country": "GB", "postal_code": "SW1A 1AA"},
    "US": {"country": "US", "region": "Texas", "city": "Austin", "postal_code": "78701"},
    "IN": {"country": "IN", "region": "Maharashtra"},
    "CA": {"country": "CA", "region": "Ontario"},
    "AU": {"country": "AU"},
    "CH": {"country": "CH"},
}
NUMBERS = {
    "DE": "DE136695976",
    "FR": "FR40303265045",
    "AT": "ATU13585627",
    "PL": "PL5260001246",
    "ES": "ESB58378431",
}


async def company(world: World, country: str, **fields: Any) -> dict[str, Any]:
    address: dict[str, Any] = {"line1": "Street 1", "city": "Town", **SELLERS[country]}
    profile: dict[str, Any] = {**SELLER, "address": address, "tax_ids": []}
    return await world.add_company(profile=profile, currency="EUR", **fields)


async def client(
    world: World, address: str, *, kind: str = "business", number: str | None = None, state: str | None = None
) -> dict[str, Any]:
    """`address` is "FR", "US-CA" or "ES:35001", the last with a postal code."""
    place, _, postal = address.partition(":")
    country, _, region = place.partition("-")
    profile = {
        "name": "Example Bakery",
        "address": {"line1": "Square 5", "city": "Place", "postal_code": postal, "region": region, "country": country},
        "tax_ids": [{"scheme": "VAT", "value": number}] if number else [],
    }
    made = await world.add_client(profile=profile, kind=kind, currency="EUR")
    if number and state:
        body = {"number": number, "state": state, "checked_on": CHECKED}
        response = await world.api.post(f"/v1/clients/{made['id']}/tax-id-checks", json=body)
        assert response.status_code == 201, response.text
    return made


def _usual(seller: dict[str, Any]) -> str:
    """India has several rates and no standard one."""
    return "18" if seller["profile"]["address"]["country"] == "IN" else "standard"


async def preview(world: World, seller: dict[str, Any], buyer: dict[str, Any], **fields: Any) -> dict[str, Any]:
    body = {
        "company_id": seller["id"],
        "client_id": buyer["id"],
        "supply_date": DAY,
        "lines": [{**LINE, "quantity": "1", "unit_price": "100", "tax": _usual(seller)}],
        **fields,
    }
    response = await world.api.post("/v1/invoices/preview", json=body)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def taxed(found: dict[str, Any]) -> tuple[str, str, str]:
    """Treatment, category of the first line, tax in all."""
    document = found["document"]
    return found["treatment"]["name"], document["lines"][0]["amounts"]["tax_category"], document["totals"]["tax"]


class TestCases:
    """Seller, buyer, business or consumer, its number and what was answered, what is sold; treatment, category, tax of 100."""

    @pytest.mark.parametrize(
        ("seller", "buyer", "kind", "state", "supply", "expected"),
        [
            # at home
            ("PL", "PL", "business", None, "services", ("domestic", "S", "23.00")),
            ("PL", "PL", "consumer", None, "goods", ("domestic", "S", "23.00")),
            ("DE", "DE", "business", None, "digital", ("domestic", "S", "19.00")),
            ("FR", "FR", "business", None, "goods", ("domestic", "S", "20.00")),
            ("GB", "GB", "business", None, "services", ("domestic", "S", "20.00")),
            ("AU", "AU", "business", None, "services", ("domestic", "S", "10.00")),
            ("CH", "CH", "business", None, "goods", ("domestic", "S", "8.10")),
            # a business in another member state, its number proven
            ("PL", "DE", "business", "valid", "services", ("reverse_charge", "AE", "0.00")),
            ("PL", "DE", "business", "valid", "goods", ("intra_eu", "K", "0.00")),
            ("DE", "FR", "business", "valid", "digital", ("reverse_charge", "AE", "0.00")),
            ("DE", "AT", "business", "valid", "goods", ("intra_eu", "K", "0.00")),
            ("FR", "PL", "business", "valid", "services", ("reverse_charge", "AE", "0.00")),
            ("FR", "ES", "business", "valid", "goods", ("intra_eu", "K", "0.00")),
            # the number missing, not proven or wrong: never freed in silence (FM-45)
            ("PL", "DE", "business", "missing", "services", ("domestic", "S", "23.00")),
            ("PL", "DE", "business", None, "services", ("domestic", "S", "23.00")),
            ("PL", "DE", "business", None, "goods", ("domestic", "S", "23.00")),
            ("PL", "DE", "business", "invalid", "goods", ("domestic", "S", "23.00")),
            # consumers in another member state, below the limit of EUR 10,000 as far as is known
            ("DE", "FR", "consumer", None, "services", ("domestic", "S", "19.00")),
            ("DE", "FR", "consumer", None, "digital", ("domestic", "S", "19.00")),
            ("DE", "FR", "consumer", None, "goods", ("domestic", "S", "19.00")),
            # out of the EU
            ("PL", "US-CA", "business", None, "services", ("out_of_scope", "O", "0.00")),
            ("PL", "US-CA", "business", None, "goods", ("export", "G", "0.00")),
            ("PL", "US-CA", "consumer", None, "services", ("domestic", "S", "23.00")),
            ("PL", "US-CA", "consumer", None, "intangible", ("out_of_scope", "O", "0.00")),
            ("PL", "US-CA", "consumer", None, "digital", ("out_of_scope", "O", "0.00")),
            ("DE", "GB", "business", None, "services", ("out_of_scope", "O", "0.00")),
            ("DE", "GB", "business", None, "goods", ("export", "G", "0.00")),
            ("DE", "CH", "business", None, "goods", ("export", "G", "0.00")),
            ("FR", "AU", "consumer", None, "goods", ("export", "G", "0.00")),
            # territories that share a country code
            ("DE", "ES:35001", "business", None, "goods", ("export", "G", "0.00")),
            ("DE", "FI:22100", "business", None, "services", ("out_of_scope", "O", "0.00")),
            # from outside the EU
            ("GB", "DE", "business", "valid", "services", ("out_of_scope", "O", "0.00")),
            ("GB", "US-NY", "business", None, "goods", ("export", "G", "0.00")),
            ("GB", "US-NY", "consumer", None, "services", ("domestic", "S", "20.00")),
            ("CH", "DE", "business", "valid", "services", ("out_of_scope", "O", "0.00")),
            ("CH", "DE", "business", "valid", "goods", ("export", "G", "0.00")),
            ("AU", "US-NY", "business", None, "services", ("export", "G", "0.00")),
            ("AU", "GB", "consumer", None, "goods", ("export", "G", "0.00")),
            ("CA", "US-NY", "business", None, "services", ("export", "G", "0.00")),
            # provinces and states
            ("CA", "CA-ON", "business", None, "services", ("domestic", "S", "13.00")),
            ("CA", "CA-NS", "consumer", None, "goods", ("domestic", "S", "14.00")),
            ("CA", "CA-QC", "business", None, "goods", ("domestic", "S", "5.00")),
            ("CA", "CA-AB", "business", None, "services", ("domestic", "S", "5.00")),
            ("IN", "IN-MH", "business", None, "services", ("domestic", "S", "18.00")),
            ("IN", "IN-KA", "business", None, "goods", ("domestic", "S", "18.00")),
            ("IN", "US-NY", "business", None, "services", ("domestic", "S", "18.00")),
            ("US", "US-NY", "business", None, "goods", ("out_of_scope", "O", "0.00")),
            ("US", "DE", "business", "valid", "services", ("out_of_scope", "O", "0.00")),
        ],
    )
    async def test_standard_follows_the_facts(
        self,
        world: World,
        seller: str,
        buyer: str,
        kind: str,
        state: str | None,
        supply: str,
        expected: tuple[str, str, str],
    ) -> None:
        number = None if state == "missing" or kind == "consumer" else NUMBERS.get(buyer)
        them = await client(world, buyer, kind=kind, number=number, state=state if state != "missing" else None)
        found = await preview(world, await company(world, seller), them, supply=supply)
        assert taxed(found) == expected
        treatment, document = found["treatment"], found["document"]
        assert document["treatment"] == treatment["name"]
        assert treatment["why"]
        assert treatment["sentence"]
        if document["totals"]["tax"] == "0.00":
            assert document["totals"]["breakdown"][0]["reason"] == treatment["reason"] != ""


class TestWords:
    async def test_one_plain_sentence_with_its_reason_and_law(self, world: World) -> None:
        them = await client(world, "AT", number=NUMBERS["AT"], state="valid")
        found = (await preview(world, await company(world, "DE"), them))["treatment"]
        assert found["sentence"] == "Reverse charge: Example Bakery is a business in Austria."
        assert found["reason"] == "Steuerschuldnerschaft des Leistungsempfängers, Article 196 of Directive 2006/112/EC"
        assert "§ 14a Abs. 1 UStG" in found["law"]
        assert found["hints"] == []
        assert [one["name"] for one in found["alternatives"]] == [
            "domestic", "reverse_charge", "intra_eu", "export", "exempt", "out_of_scope",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("number", "state", "code", "field"),
        [
            (None, None, "buyer_tax_id_missing", "/client/profile/tax_ids"),
            ("ATU13585627", None, "buyer_tax_id_open", "/client/tax-id-checks"),
            ("ATU13585627", "invalid", "buyer_tax_id_invalid", "/client/profile/tax_ids"),
        ],
    )
    async def test_what_is_missing_is_a_hint_that_names_the_field(
        self, world: World, number: str | None, state: str | None, code: str, field: str
    ) -> None:
        them = await client(world, "AT", number=number, state=state)
        found = (await preview(world, await company(world, "DE"), them))["treatment"]
        assert [(one["code"], one["field"]) for one in found["hints"]] == [(code, field)]
        assert found["sentence"] == "USt of Germany for now: the VAT number of Example Bakery is not proven."

    async def test_a_client_without_a_country_is_asked_for_it(self, world: World) -> None:
        them = await client(world, "")
        found = (await preview(world, await company(world, "DE"), them))["treatment"]
        assert [(one["code"], one["field"]) for one in found["hints"]] == [
            ("buyer_country", "/client/profile/address/country")
        ]

    async def test_india_prints_its_words_beside_a_tax_that_is_charged(self, world: World) -> None:
        found = await preview(world, await company(world, "IN"), await client(world, "US-NY"))
        assert found["document"]["tax_mentions"] == ["Supply meant for export on payment of integrated tax"]
        assert found["document"]["totals"]["breakdown"][0]["label"] == "IGST"


class TestRegistrations:
    async def register(self, world: World, seller: dict[str, Any], **fields: Any) -> None:
        body = {"company_id": seller["id"], "since": "2026-01-01", **fields}
        assert (await world.api.post("/v1/tax-registrations", json=body)).status_code == 201

    async def test_the_one_stop_shop_charges_the_consumers_rate(self, world: World) -> None:
        seller = await company(world, "DE")
        await self.register(world, seller, country="DE", scheme="union")
        found = await preview(world, seller, await client(world, "FR", kind="consumer"), supply="goods")
        assert taxed(found) == ("oss", "S", "20.00")
        assert found["treatment"]["scheme"] == "union"
        assert (
            found["treatment"]["sentence"]
            == "TVA of France through the one-stop shop: Example Bakery is a private person there."
        )

    async def test_a_letter_of_undertaking_frees_indian_exports(self, world: World) -> None:
        seller = await company(world, "IN")
        await self.register(world, seller, country="IN", scheme="letter_of_undertaking")
        assert taxed(await preview(world, seller, await client(world, "US-NY"))) == ("export", "G", "0.00")

    async def test_a_small_enterprise_charges_none_and_says_why(self, world: World) -> None:
        seller = await company(world, "DE")
        await self.register(world, seller, country="DE", scheme="small_enterprise", until="2026-06-30")
        them = await client(world, "DE")
        found = await preview(world, seller, them)
        assert taxed(found) == ("exempt", "E", "0.00")
        assert "§ 19" in found["treatment"]["reason"]
        assert taxed(await preview(world, seller, them, supply_date="2026-07-01"))[0] == "domestic"

    async def test_a_dated_registration_at_home_decides_instead_of_the_flag(self, world: World) -> None:
        seller, them = await company(world, "DE"), await client(world, "DE")
        await self.register(world, seller, country="DE", until="2026-06-30")
        assert taxed(await preview(world, seller, them))[0] == "domestic"
        assert taxed(await preview(world, seller, them, supply_date="2026-07-01")) == ("out_of_scope", "O", "0.00")

    async def test_who_is_not_registered_charges_none_whatever_the_line_says(self, world: World) -> None:
        seller = await company(world, "FR", tax_registered=False)
        found = await preview(world, seller, await client(world, "FR"))
        assert taxed(found) == ("out_of_scope", "O", "0.00")
        assert found["treatment"]["reason"] == "TVA non applicable, article 293 B du CGI"
        assert "domestic" not in [one["name"] for one in found["treatment"]["alternatives"]]

    async def test_a_province_s_tax_needs_a_registration_there(self, world: World) -> None:
        seller, them = await company(world, "CA"), await client(world, "CA-QC")
        assert taxed(await preview(world, seller, them))[2] == "5.00"
        await self.register(world, seller, country="CA", region="QC")
        assert (await preview(world, seller, them))["document"]["totals"]["tax"] == "14.98"

    async def test_american_states_by_registration_with_own_rates(self, world: World) -> None:
        seller = await company(world, "US")
        text = "jurisdiction,level,rate,since\nUS-TX,state,6.25,1990-01-01\nUS-TX-Austin,city,2,1990-01-01\nUS-NY,state,4,1990-01-01\n"
        await world.api.post("/v1/tax-rules/import", json={"company_id": seller["id"], "text": text})
        texan, new_yorker = await client(world, "US-TX"), await client(world, "US-NY")
        assert taxed(await preview(world, seller, texan, supply="goods"))[2] == "8.25"
        assert taxed(await preview(world, seller, texan, supply="services"))[2] == "6.25"
        assert taxed(await preview(world, seller, new_yorker, supply="goods"))[0] == "out_of_scope"
        await self.register(world, seller, country="US", region="NY")
        assert taxed(await preview(world, seller, new_yorker, supply="goods")) == ("domestic", "S", "4.00")


class TestLines:
    async def test_goods_and_services_on_one_invoice_are_taxed_each_by_its_own(self, world: World) -> None:
        seller, them = await company(world, "PL"), await client(world, "DE", number=NUMBERS["DE"], state="valid")
        lines = [{**LINE, "supply": "goods"}, LINE]
        found = await preview(world, seller, them, lines=lines)
        assert [line["amounts"]["tax_category"] for line in found["document"]["lines"]] == ["K", "AE"]
        assert found["document"]["treatment"] == "reverse_charge+intra_eu"
        assert [(one["supply"], one["name"]) for one in found["treatment"]["parts"]] == [
            ("services", "reverse_charge"), ("goods", "intra_eu"),
        ]  # fmt: skip
        assert found["treatment"]["sentence"] == "Services: Reverse charge. Goods: Intra-EU supply."

    async def test_and_credited_as_they_were(self, world: World) -> None:
        seller, them = await company(world, "PL"), await client(world, "DE", number=NUMBERS["DE"], state="valid")
        body = {"company_id": seller["id"], "client_id": them["id"], "lines": [{**LINE, "supply": "goods"}, LINE]}
        draft = (await world.api.post("/v1/invoices", json=body)).json()
        await world.api.post(f"/v1/invoices/{draft['id']}/issue")
        answer = {"number": NUMBERS["DE"], "state": "invalid"}
        await world.api.post(f"/v1/clients/{them['id']}/tax-id-checks", json=answer)
        note = await world.api.post(f"/v1/invoices/{draft['id']}/credit", json={"reason": "mistake"})
        document = note.json()["document"]
        assert [line["amounts"]["tax_category"] for line in document["lines"]] == ["K", "AE"]
        assert document["treatment"] == "reverse_charge+intra_eu"

    async def test_one_part_out_of_scope_asks_for_two_invoices(self, world: World) -> None:
        lines = [{**LINE, "supply": "goods"}, LINE]
        found = await preview(world, await company(world, "PL"), await client(world, "US-CA"), lines=lines)
        assert "split_invoice" in [one["code"] for one in found["treatment"]["hints"]]

    async def test_what_was_chosen_on_purpose_stays(self, world: World) -> None:
        seller, them = await company(world, "PL"), await client(world, "DE", number=NUMBERS["DE"], state="valid")
        lines = [{**LINE, "tax": "exempt"}, {**LINE, "tax": "reduced"}]
        found = await preview(world, seller, them, lines=lines)
        assert [line["amounts"]["tax_category"] for line in found["document"]["lines"]] == ["E", "AE"]

    @pytest.mark.parametrize(("key", "category"), [("reverse_charge", "AE"), ("intra_eu", "K"), ("export", "G")])
    async def test_keys_of_treatments_keep_working(self, world: World, key: str, category: str) -> None:
        found = await preview(world, world.company, world.client, lines=[{**LINE, "tax": key}])
        assert taxed(found)[1] == category

    async def test_goods_go_where_they_are_sent(self, world: World) -> None:
        seller = await company(world, "PL")
        dock = {"line1": "Dock 1", "city": "Oslo", "country": "NO"}
        them = await world.add_client(shipping_address=dock)
        assert taxed(await preview(world, seller, them, supply="goods")) == ("export", "G", "0.00")
        assert taxed(await preview(world, seller, them, supply="services"))[0] == "domestic"


CHOICE = {"name": "reverse_charge", "reason": "Construction work under a contract with a German branch"}


class TestChoice:
    async def test_a_person_may_decide_otherwise_with_a_reason(self, world: World) -> None:
        them = await client(world, "DE")
        found = await preview(world, await company(world, "PL"), them, treatment_choice=CHOICE)
        assert taxed(found) == ("reverse_charge", "AE", "0.00")
        treatment = found["treatment"]
        assert (treatment["decided"], treatment["choice_reason"]) == ("domestic", CHOICE["reason"])
        assert treatment["sentence"].startswith("Reverse charge, as you chose: Construction work")
        assert found["document"]["totals"]["breakdown"][0]["reason"].startswith("odwrotne obciążenie")

    @pytest.mark.parametrize(
        ("choice", "code"),
        [
            ({"name": "reverse_charge", "reason": " "}, "tax.reason_missing"),
            ({"name": "intra_eu", "reason": "because"}, "tax.treatment_not_available"),
        ],
    )
    async def test_not_without_a_reason_nor_against_the_law_s_own_list(
        self, world: World, choice: dict[str, str], code: str
    ) -> None:
        seller = await company(world, "AU")
        body = {"company_id": seller["id"], "client_id": world.client["id"], "treatment_choice": choice}
        response = await world.api.post("/v1/invoices/preview", json=body)
        expected = code if choice["name"] == "intra_eu" or code == "tax.reason_missing" else ""
        assert (response.status_code, response.json()["code"]) == (422, expected)

    async def test_it_is_kept_and_told_when_the_invoice_is_issued(self, world: World) -> None:
        draft = await world.add_draft(treatment_choice=CHOICE)
        issued = (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).json()
        assert issued["document"]["treatment_choice"] == CHOICE
        assert issued["document"]["totals"]["tax"] == "0.00"
        sql = "SELECT after FROM audit_entries WHERE action = 'invoice.tax_decided' AND subject_id = $1"
        (row,) = [row["after"] for row in await world.fetch(sql, draft["id"])]
        assert CHOICE["reason"] in row
        assert "domestic" in row


class TestIssue:
    async def test_decides_anew_by_the_facts_of_the_day(self, world: World) -> None:
        seller, them = await company(world, "PL"), await client(world, "DE", number=NUMBERS["DE"])
        body = {"company_id": seller["id"], "client_id": them["id"], "lines": [LINE], "supply": "goods"}
        draft = (await world.api.post("/v1/invoices", json=body)).json()
        assert draft["document"]["treatment"] == "domestic"
        answer = {"number": NUMBERS["DE"], "state": "valid", "reference": "WAPIAAAAX1"}
        await world.api.post(f"/v1/clients/{them['id']}/tax-id-checks", json=answer)
        issued = (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).json()["document"]
        assert (issued["treatment"], issued["totals"]["breakdown"][0]["category"]) == ("intra_eu", "K")
        assert issued["totals"]["breakdown"][0]["reason_code"] == "VATEX-EU-IC"

    async def test_what_is_issued_is_never_decided_again(self, world: World) -> None:
        invoice = await world.add_invoice()
        body = {"company_id": world.company["id"], "country": "PL", "scheme": "small_enterprise", "since": "2020-01-01"}
        await world.api.post("/v1/tax-registrations", json=body)
        again = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
        assert again["document"] == invoice["document"]


class TestRates:
    async def test_of_a_client_are_those_of_the_sale(self, world: World) -> None:
        seller, them = await company(world, "PL"), await client(world, "DE", number=NUMBERS["DE"], state="valid")
        query = {"company_id": seller["id"], "client_id": them["id"], "on": DAY, "supply": "goods"}
        found = {one["key"]: one for one in (await world.api.get("/v1/tax-rates", params=query)).json()["data"]}
        assert (found["standard"]["category"], found["standard"]["label"]) == ("K", "Intra-EU supply")
        assert found["exempt"]["category"] == "E"
