"""Headings by which a column of a file is known: what exports of shops and billing programs call them."""

from __future__ import annotations

from typing import Final

from a3tracker.domain.flow_entries import ASIDE, MARKET, MONEY, TERMS

CUSTOMER: Final = (
    "customer", "customer id", "customer no", "customer number", "client", "client id", "account",
    "account id", "user", "user id", "member", "member id", "household", "household key", "cust id", "id",
    "kunde", "kundennummer", "client no", "cliente", "name",
)  # fmt: skip
DAY: Final = (
    "day", "date", "order date", "purchase date", "transaction date", "invoice date", "transaction timestamp",
    "timestamp", "datetime", "time", "bought", "bought on", "datum", "fecha", "created at",
)  # fmt: skip
START: Final = (
    "start", "starts", "start date", "from", "begin", "began", "begins", "signed", "valid from", "joined",
    "term start", "subscribed", "beginn", "von", "debut", "inicio",
)  # fmt: skip
END: Final = (
    "end", "ends", "end date", "to", "until", "ended", "cancelled", "canceled", "churned", "valid to", "left",
    "term end", "ende", "bis", "fin",
)  # fmt: skip
PERIOD: Final = ("period", "month", "quarter", "monat", "quartal", "date", "mois", "mes")

WORDS_OF_FIGURES: Final = {
    **{key: f"{letter}: {words}" for key, (letter, words) in TERMS.items()},
    **ASIDE,
    **MARKET,
    **MONEY,
}
NAMES_OF_FIGURES: Final = {
    **dict.fromkeys((*ASIDE, *MARKET, *MONEY), ()),
    "start": (
        "start",
        "opening",
        "customers at start",
        "customers at the start",
        "at start",
        "beginning",
        "anfang",
        "anfangsbestand",
        "kunden am anfang",
        "bestand am anfang",
    ),
    "new": ("new", "new customers", "added", "gained", "acquired", "neu", "neukunden", "neue kunden"),
    "won_back": (
        "won back",
        "reactivated",
        "win backs",
        "returned",
        "zurück",
        "zurückgewonnen",
        "zurückgewonnene",
    ),
    "lost": ("lost", "churned", "customers lost", "cancelled", "gone", "verloren", "verlorene", "abgänge"),
    "end": (
        "end",
        "closing",
        "customers at end",
        "customers at the end",
        "at end",
        "ending",
        "ende",
        "endbestand",
        "kunden am ende",
        "bestand am ende",
    ),
    "joined_and_left": ("joined and left", "same period"),
    "market_demand": ("market demand", "demand", "market", "total demand", "nachfrage", "marktnachfrage"),
    "own_demand": ("own demand", "served"),
    "reachable": ("reachable", "reachable non customers", "non customers"),
    "prospects": ("prospects", "qualified prospects", "qualified"),
    "former": ("former", "former customers", "ehemalige", "ehemalige kunden"),
    "spend": ("spend", "marketing spend", "sales and marketing spend", "cost", "ausgaben", "kosten"),
    "revenue_start": ("revenue start", "revenue at start", "opening revenue", "umsatz am anfang"),
    "revenue_expansion": ("expansion", "revenue expansion"),
    "revenue_contraction": ("contraction", "revenue contraction"),
    "revenue_churned": ("churned revenue", "revenue churned"),
}
