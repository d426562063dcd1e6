"""Japan: consumption tax (消費税), national and local share together.

A qualified invoice (適格請求書, since 2023-10-01) rounds the tax once for each rate; which way is the seller's choice
(消費税法施行令第70条の10, 消費税法基本通達1-8-15). Truncation is the custom, so it is the default here.
"""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="JP",
    name="消費税",
    law="消費税法 (昭和63年法律第108号)",
    rounding="down",
    authority="国税庁",
    rates=(
        *rates(
            "standard 10 2019-10-01",
            "standard 8 2014-04-01 2019-09-30",
            "standard 5 1997-04-01 2014-03-31",
            "standard 3 1989-04-01 1997-03-31",
            source="消費税法第29条、地方税法第72条の83",
        ),
        *rates(
            "reduced 8 2019-10-01",
            source="消費税法第29条第2号 (軽減税率)",
        ),
    ),
    treatments=treatments(
        exempt="非課税、消費税法第6条",
        reverse_charge="リバースチャージ方式、消費税法第5条",
        export="輸出免税、消費税法第7条",
    ),
    unregistered="免税事業者、消費税法第9条",
)
