"""Australia: goods and services tax."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="AU",
    name="GST",
    law="A New Tax System (Goods and Services Tax) Act 1999",
    rates=(
        *rates(
            "standard 10 2000-07-01",
            source="s 9-70",
        ),
        *rates(
            "zero 0 2000-07-01",
            source="Division 38 (GST-free)",
        ),
    ),
    treatments=treatments(
        exempt="Input taxed, Division 40 GST Act 1999",
        reverse_charge="GST payable by the recipient, Divisions 83 and 84 GST Act 1999",
        export="GST-free export, Subdivision 38-E GST Act 1999",
    ),
    unregistered="No GST: the supplier is not registered for GST",
)
