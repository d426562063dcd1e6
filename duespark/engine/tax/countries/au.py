"""Australia: goods and services tax. A price that includes it holds one eleventh of tax.

GST-free supplies are "zero" and "export", input-taxed ones "exempt". Under the margin scheme the tax is one eleventh of
the margin (s 75-10), inside the price, and no tax invoice is issued (s 75-30).
"""

from duespark.engine.tax.country import OUT_OF_SCOPE, CountryRates, rates, untaxed

TABLE = CountryRates(
    country="AU",
    name="GST",
    law="A New Tax System (Goods and Services Tax) Act 1999",
    authority="Australian Taxation Office",
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
    treatments=(
        untaxed("exempt", "E", "Input taxed", "Input taxed, Division 40 GST Act 1999"),
        untaxed(
            "reverse_charge",
            "AE",
            "Reverse charge",
            "GST payable by the recipient, Divisions 83 and 84 GST Act 1999",
        ),
        untaxed("export", "G", "GST-free export", "GST-free export, Subdivision 38-E GST Act 1999"),
        untaxed(
            "margin_scheme",
            "E",
            "Margin scheme",
            "Sold under the margin scheme, Division 75 GST Act 1999; no tax invoice",
        ),
        OUT_OF_SCOPE,
    ),
    unregistered="No GST: the supplier is not registered for GST",
)
