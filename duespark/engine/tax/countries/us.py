"""United States: no national rate. Sales tax is state and local law; sellers bring their own rates."""

from duespark.engine.tax.country import CountryRates, untaxed

TABLE = CountryRates(
    country="US",
    name="Sales tax",
    law="No federal value-added or sales tax; state law applies",
    authority="The revenue department of each state",
    treatments=(
        untaxed("out_of_scope", "O", "No sales tax", "No sales tax collected"),
        untaxed("zero", "Z", "Sales tax 0%"),
        untaxed("exempt", "E", "Exempt sale", "Exempt from sales tax"),
    ),
    unregistered="No sales tax collected",
)
