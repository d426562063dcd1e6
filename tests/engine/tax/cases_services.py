"""Decisions about services, and about what stays in one country."""

from collections.abc import Iterator
from datetime import date

from tests.engine.tax.supplies import LARGE_SALES, SMALL_SALES, Case, business, consumer, seller, supply

SHOP = seller("DE", shops="union")
NL_SHOP = seller("NL", shops="union")


def at_home() -> Iterator[Case]:
    yield "DE sells advice to a DE consumer", supply("DE", consumer("DE")), "domestic DE S", ""
    yield "DE sells advice to a DE business without number", supply("DE", business("DE")), "domestic DE S", ""
    yield "DE hands goods over to a FR tourist", supply("DE", consumer("FR"), goods="DE DE"), "domestic DE S", ""
    yield "PL sells goods to a PL business", supply("PL", business("PL", "PL pending"), "goods"), "domestic PL S", ""
    yield "FR sells an exempt service", supply("FR", consumer("FR"), taxability="exempt"), "exempt FR E", ""
    yield "IE sells children's shoes", supply("IE", consumer("IE"), "goods", taxability="zero"), "zero IE Z", ""
    yield (
        "DE asks for damages",
        supply("DE", business("DE"), taxability="out_of_scope"),
        "out_of_scope DE O VATEX-EU-O",
        "",
    )
    yield "DE small enterprise", supply("DE small_enterprise", consumer("DE")), "exempt DE E", ""
    yield "FR small enterprise", supply("FR small_enterprise", consumer("FR")), "exempt FR E VATEX-FR-FRANCHISE", ""
    yield "PL small enterprise to a PL business", supply("PL small_enterprise", business("PL")), "exempt PL E", ""
    yield "GB below its threshold", supply("GB unregistered", consumer("GB")), "out_of_scope GB O", ""
    yield "DE not registered", supply("DE unregistered", consumer("DE")), "out_of_scope DE O VATEX-EU-O", ""
    yield "a buyer without a country", supply("DE", business("")), "domestic DE S", "buyer_country"
    yield "Monaco buys from France", supply("FR", business("MC")), "domestic FR S", ""


def owed_by_buyer_at_home() -> Iterator[Case]:
    builder = business("DE")
    yield (
        "DE builder to builder",
        supply("DE", builder, reverse_class="construction"),
        "reverse_charge DE AE VATEX-EU-AE",
        "",
    )
    yield "DE builder to consumer", supply("DE", consumer("DE"), reverse_class="construction"), "domestic DE S", ""
    false_number = business("DE", "DE invalid")
    yield "DE builder to a false number", supply("DE", false_number, reverse_class="construction"), "domestic DE S", ""
    yield (
        "DE cleaner to cleaner",
        supply("DE", builder, reverse_class="cleaning"),
        "reverse_charge DE AE VATEX-EU-AE",
        "",
    )
    subcontractor = supply("FR", business("FR"), reverse_class="construction")
    yield "FR subcontractor", subcontractor, "reverse_charge FR AE VATEX-EU-AE", ""
    yield "GB construction", supply("GB", business("GB"), reverse_class="construction"), "reverse_charge GB AE", ""
    yield (
        "PL construction is split payment now",
        supply("PL", business("PL"), reverse_class="construction"),
        "domestic PL S",
        "",
    )
    energy = supply("PL", business("PL"), "goods", reverse_class="energy", on=date(2027, 1, 1))
    yield "PL energy after 2026", energy, "domestic PL S", ""
    phones = supply("SG", business("SG"), "goods", reverse_class="mobile_phones")
    yield "SG prescribed goods", phones, "reverse_charge SG AE", ""


def services_in_the_eu() -> Iterator[Case]:
    rc = "reverse_charge FR AE VATEX-EU-AE"
    yield "DE advises a FR business", supply("DE", business("FR", "FR valid")), rc, ""
    yield "PL advises a FR business", supply("PL", business("FR", "FR valid")), rc, ""
    yield "NL advises a GR business", supply("NL", business("GR", "EL valid")), "reverse_charge GR AE VATEX-EU-AE", ""
    yield "DE advises, number missing", supply("DE", business("FR")), "domestic DE S", "buyer_tax_id_missing"
    yield "DE advises, number pending", supply("DE", business("FR", "FR pending")), "domestic DE S", "buyer_tax_id_open"
    yield (
        "DE advises, number invalid",
        supply("DE", business("FR", "FR invalid")),
        "domestic DE S",
        "buyer_tax_id_invalid",
    )
    yield (
        "DE advises, number of no member",
        supply("DE", business("FR", "GB valid")),
        "domestic DE S",
        "buyer_tax_id_missing",
    )
    yield "DE advises a FR consumer", supply("DE", consumer("FR")), "domestic DE S", ""
    small = supply("DE small_enterprise", business("FR", "FR valid"))
    yield "DE small enterprise advises a FR business", small, rc, "seller_tax_id"
    yield (
        "DE streams to a FR consumer, little",
        supply("DE", consumer("FR"), "digital", distance=SMALL_SALES),
        "domestic DE S",
        "",
    )
    much = supply("DE", consumer("FR"), "digital", distance=LARGE_SALES)
    yield "DE streams to a FR consumer, much", much, "domestic FR S", "registration"
    yield "DE streams, joined the union scheme", supply(SHOP, consumer("FR"), "digital"), "oss FR S", ""
    yield "DE streams to a FR business", supply(SHOP, business("FR", "FR valid"), "digital"), rc, ""
    unproven = supply(SHOP, business("FR", "FR pending"), "digital")
    yield "DE streams to an unproven FR business", unproven, "oss FR S", "buyer_tax_id_open"
    lodge = supply("DE", business("PL", "PL valid"), "land", at="FR")
    yield "DE renovates in FR for a PL business", lodge, "domestic FR S", "buyer_tax_id_missing registration"
    yield "DE renovates in FR for a FR business", supply("DE", business("FR", "FR valid"), "land", at="FR"), rc, ""
    pending = supply("DE", business("FR", "FR pending"), "land", at="FR")
    yield "DE renovates in FR, number pending", pending, "domestic FR S", "buyer_tax_id_open registration"
    yield "DE renovates a FR consumer's house", supply(SHOP, consumer("FR"), "land", at="FR"), "oss FR S", ""
    yield "DE hotel, FR business", supply("DE", business("FR", "FR pending"), "land", at="DE"), "domestic DE S", ""
    polish = supply(seller("DE", registrations="PL"), business("PL", "PL valid"), "land", at="PL")
    yield "DE, registered in PL, renovates there", polish, "domestic PL S", ""
    meal = supply(seller("DE", registrations="PL"), business("PL", "PL valid"), "restaurant", at="PL")
    yield "DE, registered in PL, cooks there", meal, "reverse_charge PL AE VATEX-EU-AE", ""
    abroad = supply("DE", business("DE"), "land", at="FR")
    yield "DE renovates in FR for a DE business", abroad, "domestic FR S", "buyer_tax_id_missing registration"
    cz_fair = supply(seller("DE", registrations="CZ"), business("CZ", "CZ valid"), "event", at="CZ")
    yield "DE fair in CZ", cz_fair, "domestic CZ S", ""
    fair = supply("FR", business("DE", "DE valid"), "event", at="DE")
    yield "FR fair in DE", fair, "domestic DE S", "registration"
    yield (
        "FR concert in DE, consumers",
        supply(seller("FR", shops="union"), consumer("DE"), "event", at="DE"),
        "oss DE S",
        "",
    )
    stream = supply(SHOP, consumer("FR"), "online_event")
    yield "DE streamed concert", stream, "oss FR S", ""
    before = supply(SHOP, consumer("FR"), "online_event", at="DE", on=date(2024, 12, 31))
    yield "DE streamed concert in 2024", before, "domestic DE S", ""
    yield (
        "AT ferry without a place",
        supply("AT", consumer("DE"), "passenger_transport"),
        "domestic AT S",
        "place_of_performance",
    )
    yield (
        "IT van hire in ES",
        supply("IT", business("ES", "ES valid"), "vehicle_hire", at="ES"),
        "reverse_charge ES AE VATEX-EU-AE",
        "",
    )
    yield (
        "BE dinner in NL",
        supply("BE", business("NL", "NL valid"), "restaurant", at="NL"),
        "reverse_charge NL AE VATEX-EU-AE",
        "",
    )
    yield (
        "PL repairs for a DE business",
        supply("PL", business("DE", "DE valid"), "work_on_goods", at="PL"),
        "reverse_charge DE AE VATEX-EU-AE",
        "",
    )
    yield "PL repairs for a DE consumer", supply("PL", consumer("DE"), "work_on_goods", at="PL"), "domestic PL S", ""
    yield (
        "PL movers from DE to PL for a consumer",
        supply("PL", consumer("DE"), "goods_transport", at="DE"),
        "domestic DE S",
        "registration",
    )
    exempt_there = supply(seller("DE small_enterprise", small_in="FR"), consumer("FR"), "land", at="FR")
    yield "DE small enterprise exempt in FR", exempt_there, "exempt FR E", ""


def services_beyond_the_eu() -> Iterator[Case]:
    yield "DE advises a US business", supply("DE", business("US-CA")), "out_of_scope US-CA O VATEX-EU-O", ""
    yield "PL advises a GB business", supply("PL", business("GB", "GB valid")), "out_of_scope GB O VATEX-EU-O", ""
    unknown = supply("PL", business("GB", "GB pending"))
    yield "PL advises, GB number pending", unknown, "out_of_scope GB O VATEX-EU-O", "buyer_tax_id_open"
    yield (
        "PL advises, GB number invalid",
        supply("PL", business("GB", "GB invalid")),
        "domestic PL S",
        "buyer_tax_id_invalid",
    )
    yield (
        "Northern Ireland is outside for services",
        supply("IE", business("GB-XI", "XI valid")),
        "out_of_scope GB-XI O VATEX-EU-O",
        "",
    )
    yield "FR advises a CH consumer", supply("FR", consumer("CH"), "intangible"), "out_of_scope CH O VATEX-EU-O", ""
    yield "FR cuts a CH consumer's hair", supply("FR", consumer("CH")), "domestic FR S", ""
    yield "FR licenses a DE consumer", supply("FR", consumer("DE"), "intangible"), "domestic FR S", ""
    yield "NL streams to a NO consumer", supply(NL_SHOP, consumer("NO"), "digital"), "out_of_scope NO O VATEX-EU-O", ""
    registered = supply(seller("NL", registrations="NO"), consumer("NO"), "digital")
    yield "NL streams to a NO consumer, registered there", registered, "domestic NO S", ""
    yield "ES advises the Canary Islands", supply("ES", business("ES-CN")), "out_of_scope ES-CN O VATEX-EU-O", ""
    yield "DE renovates in CH", supply("DE", business("CH"), "land", at="CH"), "out_of_scope CH O VATEX-EU-O", ""
