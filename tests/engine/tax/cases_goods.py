"""Decisions about goods that leave a member state, and about margin schemes."""

from collections.abc import Iterator
from datetime import date

from tests.engine.tax.supplies import LARGE_SALES, SMALL_SALES, Case, business, consumer, seller, supply

SHOP = seller("DE", shops="union")
NL_SHOP = seller("NL", shops="union")


def goods_in_the_eu() -> Iterator[Case]:
    k = "K VATEX-EU-IC"
    yield "DE ships to a FR business", supply("DE", business("FR", "FR valid"), "goods"), f"intra_eu DE {k}", ""
    yield "PL ships to a DE business", supply("PL", business("DE", "DE valid"), "goods"), f"intra_eu PL {k}", ""
    american = supply("DE", business("US", "FR valid"), goods="DE FR")
    yield "DE ships to FR for a US business with a FR number", american, f"intra_eu DE {k}", ""
    yield "IE ships to Northern Ireland", supply("IE", business("GB-XI", "XI valid"), "goods"), f"intra_eu IE {k}", ""
    yield (
        "Northern Ireland ships to IE",
        supply("GB-NIR", business("IE", "IE valid"), "goods"),
        f"intra_eu GB-XI {k}",
        "",
    )
    yield (
        "GB ships to DE in 2020",
        supply("GB", business("DE", "DE valid"), "goods", on=date(2020, 12, 31)),
        f"intra_eu GB {k}",
        "",
    )
    yield "DE ships, number missing", supply("DE", business("FR"), "goods"), "domestic DE S", "buyer_tax_id_missing"
    yield (
        "DE ships, number pending",
        supply("DE", business("FR", "FR pending"), "goods"),
        "domestic DE S",
        "buyer_tax_id_open",
    )
    yield (
        "DE ships, number invalid",
        supply("DE", business("FR", "FR invalid"), "goods"),
        "domestic DE S",
        "buyer_tax_id_invalid",
    )
    own = supply("DE", business("FR", "DE valid"), "goods")
    yield "DE ships to FR, number of DE", own, "domestic DE S", "buyer_tax_id_missing"
    yield (
        "DE small enterprise ships to FR",
        supply("DE small_enterprise", business("FR", "FR valid"), "goods"),
        "exempt DE E",
        "",
    )
    stock = supply(seller("DE", registrations="PL"), business("FR", "FR valid"), goods="PL FR")
    yield "DE ships from its stock in PL", stock, f"intra_eu PL {k}", ""
    unregistered = supply("DE", business("FR", "FR valid"), goods="PL FR")
    yield "DE ships from PL, not registered there", unregistered, f"intra_eu PL {k}", "registration"
    triangle = supply("DE", business("FR", "FR valid"), goods="PL FR", middle_of_three=True)
    yield "DE in the middle of three", triangle, "reverse_charge FR AE VATEX-EU-AE", ""
    no_triangle = supply("DE", business("FR", "FR valid"), goods="DE FR", middle_of_three=True)
    yield "DE is no middle of three at home", no_triangle, f"intra_eu DE {k}", ""
    other_number = supply("DE", business("FR", "NL valid"), goods="PL FR", middle_of_three=True)
    yield "DE in the middle, buyer identified elsewhere", other_number, f"intra_eu PL {k}", "registration"
    yield (
        "DE sends to a FR consumer, little",
        supply("DE", consumer("FR"), "goods", distance=SMALL_SALES),
        "domestic DE S",
        "",
    )
    yield (
        "DE sends to a FR consumer, unknown",
        supply("DE", consumer("FR"), "goods"),
        "domestic DE S",
        "distance_sales_unknown",
    )
    yield (
        "DE sends to a FR consumer, much",
        supply("DE", consumer("FR"), "goods", distance=LARGE_SALES),
        "domestic FR S",
        "registration",
    )
    there = supply(seller("DE", registrations="FR"), consumer("FR"), "goods", distance=LARGE_SALES)
    yield "DE sends to a FR consumer, registered there", there, "domestic FR S", ""
    yield "NL sends to a DE consumer through OSS", supply(NL_SHOP, consumer("DE"), "goods"), "oss DE S", ""
    before = supply("DE", consumer("FR"), "goods", distance=LARGE_SALES, on=date(2021, 6, 30))
    yield "DE sends in June 2021", before, "domestic DE S", "national_distance_limit"
    depot = supply(seller("DE", registrations="PL", shops="union"), consumer("FR"), goods="PL FR", distance=SMALL_SALES)
    yield "DE sends from PL to a FR consumer, however little", depot, "oss FR S", ""
    home = supply(seller("DE", registrations="PL"), consumer("DE"), goods="PL DE")
    yield "DE sends from PL to a DE consumer", home, "domestic DE S", ""
    shelf = supply("DE", business("FR", "FR valid"), goods="FR FR")
    yield "DE sells its stock in FR to a FR business", shelf, "reverse_charge FR AE VATEX-EU-AE", ""
    polish = supply(seller("DE", registrations="PL"), business("PL", "PL valid"), goods="PL PL")
    yield "DE, registered in PL, sells its stock there", polish, "domestic PL S", ""
    german = supply("FR", business("DE", "DE valid"), goods="DE DE")
    yield "FR sells its stock in DE to a DE business", german, "domestic DE S", "registration"
    polish = supply("DE", business("PL", "PL valid"), goods="PL PL")
    yield "DE, not registered in PL, sells its stock there", polish, "reverse_charge PL AE VATEX-EU-AE", ""
    foreign = supply("DE", business("FR", "NL valid"), goods="FR FR")
    yield "DE sells its stock in FR, number of NL", foreign, "domestic FR S", "buyer_tax_id_missing registration"
    northern = supply("GB-XI", consumer("GB-XI"), "goods")
    yield "Northern Ireland sells at home", northern, "domestic GB-XI S", ""
    exempt_there = supply(seller("DE small_enterprise", small_in="FR"), consumer("FR"), "goods", distance=LARGE_SALES)
    yield "DE small enterprise, exempt in FR too, sends there", exempt_there, "exempt FR E", ""
    opted = supply("DE small_enterprise", consumer("FR"), "goods", distance=LARGE_SALES)
    yield "DE small enterprise sends to a FR consumer, much", opted, "domestic FR S", "registration"
    unproven = supply("DE", business("FR", "FR pending"), goods="FR FR")
    yield "DE sells its stock in FR, number pending", unproven, "domestic FR S", "buyer_tax_id_open registration"


def goods_beyond_the_eu() -> Iterator[Case]:
    yield "DE ships to US", supply("DE", business("US"), "goods"), "export DE G VATEX-EU-G", ""
    yield "PL ships to a GB consumer", supply("PL", consumer("GB"), "goods"), "export PL G VATEX-EU-G", ""
    yield "FR ships to Reunion", supply("FR", consumer("RE"), "goods"), "export FR G VATEX-EU-G", ""
    yield "ES ships to the Canary Islands", supply("ES", consumer("ES-CN"), "goods"), "export ES G VATEX-EU-G", ""
    yield "DE small enterprise ships to US", supply("DE small_enterprise", business("US"), "goods"), "exempt DE E", ""
    yield (
        "DE ships from PL to US",
        supply("DE", business("US"), goods="PL US"),
        "export PL G VATEX-EU-G",
        "registration",
    )
    small_parcel = supply(seller("DE", registrations="GB"), consumer("GB"), "goods", low_value=True)
    yield "DE sends a small parcel to GB, registered there", small_parcel, "domestic GB S", ""
    large_parcel = supply(seller("DE", registrations="GB"), consumer("GB"), "goods")
    yield "DE sends a large parcel to GB", large_parcel, "export DE G VATEX-EU-G", ""
    ioss = seller("DE", shops="ioss")
    yield (
        "DE sends from CN to FR through IOSS",
        supply(ioss, consumer("FR"), goods="CN FR", low_value=True),
        "oss FR S",
        "",
    )
    yield (
        "DE sends from CN to DE through IOSS",
        supply(ioss, consumer("DE"), goods="CN DE", low_value=True),
        "oss DE S",
        "",
    )
    northern = supply(ioss, consumer("GB-XI"), goods="CN XI", low_value=True)
    yield "DE sends from CN to Northern Ireland through IOSS", northern, "oss GB-XI S", ""
    trader = supply(ioss, business("FR", "FR valid"), goods="CN FR", low_value=True)
    yield "DE sends from CN to a business", trader, "out_of_scope CN O VATEX-EU-O", "local_law"
    parcel = supply(seller("DE", registrations="GB"), business("GB"), "goods", low_value=True)
    yield "DE sends a small parcel to a GB business", parcel, "export DE G VATEX-EU-G", ""
    unregistered = supply("DE", consumer("GB"), "goods", low_value=True)
    yield "DE sends a small parcel to GB, not registered there", unregistered, "export DE G VATEX-EU-G", ""
    american = supply("US-CA", consumer("DE"), goods="DE DE")
    yield "US sells its stock in DE", american, "domestic DE S", "registration"
    shop = supply(seller("CN", shops="ioss"), consumer("FR"), "goods", low_value=True)
    yield "CN sends to FR through IOSS", shop, "oss FR S", ""
    dear = supply(ioss, consumer("FR"), goods="CN FR")
    yield "DE sends dear goods from CN", dear, "out_of_scope CN O VATEX-EU-O", "local_law"
    without = supply("DE", consumer("FR"), goods="CN FR", low_value=True)
    yield "DE sends from CN without IOSS", without, "out_of_scope CN O VATEX-EU-O", "local_law"
    factory = supply("DE", business("CN"), goods="CN CN")
    yield "DE sells in CN", factory, "out_of_scope CN O VATEX-EU-O", "local_law"
    british = supply(seller("DE", registrations="GB"), business("US"), goods="GB US")
    yield "DE ships from its stock in GB to US", british, "export GB G", ""
    indian = supply(seller("DE small_enterprise", registrations="IN"), business("US"), goods="IN US")
    yield "DE ships from its stock in IN to US", indian, "domestic IN-96 S", ""
    brazilian = supply(seller("DE", registrations="BR"), business("US"), goods="BR US")
    yield "DE ships from its stock in BR to US", brazilian, "domestic BR S", "unknown_law"
    shop = supply(seller("DE", registrations="GB"), consumer("GB"), goods="GB GB")
    yield "DE sells its stock in GB", shop, "domestic GB S", ""


def on_the_margin() -> Iterator[Case]:
    used = supply("DE", consumer("DE"), "goods", margin="second_hand")
    yield "DE used car", used, "margin DE E VATEX-EU-F", ""
    yield (
        "DE used car to a FR business",
        supply("DE", business("FR", "FR valid"), "goods", margin="second_hand"),
        "margin DE E VATEX-EU-F",
        "",
    )
    yield (
        "DE used car to a FR consumer through OSS",
        supply(SHOP, consumer("FR"), "goods", margin="second_hand"),
        "margin DE E VATEX-EU-F",
        "",
    )
    yield "FR painting", supply("FR", consumer("FR"), "goods", margin="art"), "margin FR E VATEX-EU-I", ""
    yield "PL stamps", supply("PL", consumer("PL"), "goods", margin="collectors"), "margin PL E VATEX-EU-J", ""
    yield "NL journeys", supply("NL", consumer("DE"), margin="travel"), "margin NL E VATEX-EU-D", ""
    yield (
        "DE painting to US is an export",
        supply("DE", consumer("US"), "goods", margin="art"),
        "export DE G VATEX-EU-G",
        "",
    )
    yield (
        "DE used car of a small enterprise",
        supply("DE small_enterprise", consumer("DE"), "goods", margin="art"),
        "exempt DE E",
        "",
    )
    yield (
        "DE used car from a depot in PL",
        supply("DE", consumer("PL"), goods="PL PL", margin="second_hand"),
        "margin PL E VATEX-EU-F",
        "registration",
    )
    yield "GB used car", supply("GB", consumer("GB"), "goods", margin="second_hand"), "margin GB E", ""
    yield (
        "GB used car to DE is an export",
        supply("GB", consumer("DE"), "goods", margin="second_hand"),
        "export GB G",
        "",
    )
    yield "AU land", supply("AU", consumer("AU"), "land", at="AU", margin="land"), "margin AU E", ""
    yield "AU land without a place", supply("AU", consumer("AU"), "land", margin="land"), "margin AU E", ""
    yield (
        "NZ used car: not known here",
        supply("NZ", consumer("NZ"), "goods", margin="second_hand"),
        "domestic NZ S",
        "no_margin_scheme",
    )
    yield (
        "DE land has no margin scheme",
        supply("DE", consumer("DE"), "land", at="DE", margin="land"),
        "domestic DE S",
        "no_margin_scheme",
    )
