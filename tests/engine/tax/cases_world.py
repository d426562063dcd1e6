"""Decisions for sellers outside the EU."""

from collections.abc import Iterator

from tests.engine.tax.supplies import Case, business, consumer, seller, supply

LUT = seller("IN-MH", letter_of_undertaking=True)


def from_other_countries() -> Iterator[Case]:
    yield "GB ships to DE", supply("GB", business("DE", "DE valid"), "goods"), "export GB G", ""
    yield "GB ships to Northern Ireland", supply("GB", business("GB-XI"), "goods"), "domestic GB-XI S", ""
    yield "GB advises a FR business", supply("GB", business("FR", "FR valid")), "out_of_scope FR O", ""
    yield (
        "GB advises a FR business, number pending",
        supply("GB", business("FR", "FR pending")),
        "domestic GB S",
        "buyer_tax_id_open",
    )
    yield "GB advises a FR consumer", supply("GB", consumer("FR")), "domestic GB S", ""
    yield "GB advises a US consumer on law", supply("GB", consumer("US"), "intangible"), "out_of_scope US O", ""
    yield "GB cuts a US consumer's hair", supply("GB", consumer("US")), "domestic GB S", ""
    yield "GB advises a US business", supply("GB", business("US")), "out_of_scope US O", ""
    yield (
        "GB advises a US business, number invalid",
        supply("GB", business("US", "US invalid")),
        "domestic GB S",
        "buyer_tax_id_invalid",
    )
    streams = supply(seller("GB", shops="non_union"), consumer("FR"), "digital")
    yield "GB streams to a FR consumer", streams, "oss FR S", ""
    yield (
        "US streams to a DE consumer, from the first sale",
        supply("US-CA", consumer("DE"), "digital"),
        "domestic DE S",
        "registration",
    )
    yield "US advises a DE business", supply("US-CA", business("DE", "DE valid")), "out_of_scope DE O", ""
    yield (
        "US renovates in FR for a FR business",
        supply("US-CA", business("FR", "FR valid"), "land", at="FR"),
        "reverse_charge FR AE VATEX-EU-AE",
        "",
    )
    yield "US sells goods in its own state", supply("US-CA", consumer("US-CA"), "goods"), "domestic US-CA S", ""
    yield "US sells into another state", supply("US-CA", consumer("US-NV"), "goods"), "out_of_scope US-NV O", ""
    nexus = supply(seller("US-CA", registrations="US-NV FR"), consumer("US-NV"), "goods")
    yield "US sells into a state it is registered in", nexus, "domestic US-NV S", ""
    yield "US sells, state unknown", supply("US-CA", consumer("US"), "goods"), "domestic US-CA S", "region"
    yield "US ships abroad", supply("US-CA", consumer("JP"), "goods"), "out_of_scope JP O", ""
    yield "AU sells at home", supply("AU", consumer("AU")), "domestic AU S", ""
    yield "AU ships to NZ", supply("AU", business("NZ"), "goods"), "export AU G", ""
    yield "AU streams to a NZ consumer", supply("AU", consumer("NZ"), "digital"), "export AU G", ""
    yield (
        "AU rents out a flat",
        supply("AU", consumer("AU"), "land", at="AU", taxability="input_taxed"),
        "exempt AU E",
        "",
    )
    yield (
        "AU below its threshold ships to NZ",
        supply("AU unregistered", business("NZ"), "goods"),
        "out_of_scope AU O",
        "",
    )
    yield "NZ advises AU", supply("NZ", business("AU")), "export NZ G", ""
    yield "IN sells within a state", supply("IN-MH", business("IN-MH")), "domestic IN-MH S", ""
    yield "IN sells to another state", supply("IN-MH", business("IN-KA"), "goods"), "domestic IN-KA S", ""
    yield "IN exports under a LUT", supply(LUT, business("US"), "goods"), "export IN-96 G", ""
    yield "IN exports without a LUT", supply("IN-MH", business("US")), "domestic IN-96 S", ""
    yield "IN supplies a zone under a LUT", supply(LUT, business("IN-MH", special_zone=True)), "export IN-SEZ G", ""
    yield (
        "IN supplies a zone without a LUT",
        supply("IN-MH", business("IN-KA", special_zone=True)),
        "domestic IN-SEZ S",
        "",
    )
    yield "IN composition scheme", supply("IN-MH small_enterprise", consumer("IN-MH")), "exempt IN-MH E", ""
    yield "CA sells to another province", supply("CA-ON", consumer("CA-QC")), "domestic CA-QC S", ""
    yield "CA sells, province unknown", supply("CA-ON", consumer("CA")), "domestic CA-ON S", "region"
    yield "CA sells to British Columbia", supply("CA-ON", consumer("CA-BC")), "domestic CA-BC S", ""
    yield "CA sells to Manitoba", supply("CA-ON", consumer("CA-MB")), "domestic CA-MB S", ""
    yield "CA sells to Saskatchewan", supply("CA-ON", consumer("CA-SK")), "domestic CA-SK S", ""
    yield "CA sells at home in Quebec", supply("CA-QC", consumer("CA-QC")), "domestic CA-QC S", ""
    there = supply(seller("CA-ON", registrations="CA-BC"), consumer("CA-BC"))
    yield "CA sells to British Columbia, registered there", there, "domestic CA-BC S", ""
    yield "CA advises a US business", supply("CA-ON", business("US-NY")), "export CA-ON G", ""
    yield "JP ships to US", supply("JP", business("US"), "goods"), "export JP G", ""
    yield "NZ ships to AU", supply("NZ", business("AU"), "goods"), "export NZ G", ""
    yield "NO streams to a US consumer", supply("NO", consumer("US"), "digital"), "domestic NO S", ""
    yield "NO ships to SE", supply("NO", business("SE", "SE valid"), "goods"), "export NO G", ""
    yield "SG advises AU", supply("SG", business("AU")), "export SG G", ""
    yield "CA ships to US", supply("CA-ON", business("US-NY"), "goods"), "export CA-ON G", ""
    yield "CH ships to DE", supply("CH", business("DE", "DE valid"), "goods"), "export CH G", ""
    yield "CH advises a US consumer", supply("CH", consumer("US")), "out_of_scope US O", ""
    yield "Liechtenstein is Switzerland", supply("CH", consumer("LI")), "domestic CH S", ""
    yield "CH renovates in CH for a DE consumer", supply("CH", consumer("DE"), "land", at="CH"), "domestic CH S", ""
    yield "CH renovates in GB", supply("CH", business("GB"), "land", at="GB"), "out_of_scope GB O", ""
    yield (
        "CH renovates in GB, registered there",
        supply(seller("CH", registrations="GB"), business("GB"), "land", at="GB"),
        "domestic GB S",
        "",
    )
    yield (
        "CH renovates nobody says where",
        supply("CH", business("CH"), "land"),
        "domestic CH S",
        "place_of_performance",
    )
    yield "NO advises a SE business", supply("NO", business("SE", "SE valid")), "export NO G", ""
    yield "NO cuts a US consumer's hair", supply("NO", consumer("US")), "domestic NO S", ""
    yield "SG ships to AU", supply("SG", business("AU"), "goods"), "export SG G", ""
    yield "JP streams to a US consumer", supply("JP", consumer("US"), "digital"), "out_of_scope US O", ""
    yield "JP streams a concert to a US consumer", supply("JP", consumer("US"), "online_event"), "out_of_scope US O", ""
    yield "JP advises a US consumer", supply("JP", consumer("US"), "intangible"), "export JP G", ""
    stock = supply("AU", consumer("CN"), goods="CN CN")
    yield "AU sells its stock in CN", stock, "out_of_scope CN O", "local_law"
    yield (
        "MX exports its stock in DE",
        supply("MX", business("US"), goods="DE US"),
        "export DE G VATEX-EU-G",
        "registration",
    )
    yield "BR sells at home", supply("BR", consumer("BR")), "domestic BR S", ""
    yield "BR ships to US: not known here", supply("BR", business("US"), "goods"), "domestic BR S", "unknown_law"
