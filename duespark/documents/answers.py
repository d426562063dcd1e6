"""What the public page says about the answer to a quote or a new version: the question while open, then the answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duespark.documents.amendment_words import AMENDMENT_WORDS
from duespark.documents.answers_more import MORE_AMENDMENTS, MORE_ANSWERS
from duespark.documents.formats import formats
from duespark.documents.labels import words_in
from duespark.documents.legible import legible

_NAMED = re.compile(r"\{(company|amount|name|date|before)\}")
MOST_NAME, MOST_NOTE = 120, 2000

_WORDS: dict[str, tuple[str, str, str, str, str]] = {
    # Order of the columns: en, pl, de, fr, es (`labels.LANGUAGES`).
    "question": (
        "Shall we go ahead?",
        "Czy przyjmują Państwo tę ofertę?",
        "Möchten Sie das Angebot annehmen?",
        "Acceptez-vous ce devis ?",
        "¿Acepta este presupuesto?",
    ),
    "decide": (
        "Accept or decline",
        "Przyjmij lub odrzuć",
        "Annehmen oder ablehnen",
        "Accepter ou refuser",
        "Aceptar o rechazar",
    ),
    "until": (
        "You can answer until {date}.",
        "Można odpowiedzieć do {date}.",
        "Sie können bis zum {date} antworten.",
        "Vous pouvez répondre jusqu’au {date}.",
        "Puede responder hasta el {date}.",
    ),
    "name": ("Your name", "Imię i nazwisko", "Ihr Name", "Votre nom", "Su nombre"),
    "note": ("Note (optional)", "Uwagi (opcjonalnie)", "Notiz (optional)", "Remarque (facultatif)", "Nota (opcional)"),
    "reason": (
        "What would have to change? (optional)",
        "Co należałoby zmienić? (opcjonalnie)",
        "Was müsste sich ändern? (optional)",
        "Que faudrait-il changer ? (facultatif)",
        "¿Qué habría que cambiar? (opcional)",
    ),
    "accept": (
        "Accept for {amount}",
        "Przyjmuję za {amount}",
        "Für {amount} annehmen",
        "Accepter pour {amount}",
        "Aceptar por {amount}",
    ),
    "decline": (
        "No, thank you",
        "Nie, dziękuję",
        "Nein, danke",
        "Non, merci",
        "No, gracias",
    ),
    "decline_now": (
        "Decline the quote",
        "Odrzucam ofertę",
        "Angebot ablehnen",
        "Refuser le devis",
        "Rechazar el presupuesto",
    ),
    "proof": (
        "{company} is told at once. Your name, the time and your network address are kept as proof of your answer.",
        "{company} dowie się od razu. Imię i nazwisko, czas i adres sieciowy zostaną zachowane jako dowód odpowiedzi.",
        "{company} erfährt es sofort. Name, Zeitpunkt und Netzwerkadresse werden als Nachweis Ihrer Antwort aufbewahrt.",
        "{company} en est informé aussitôt. Votre nom, l’heure et votre adresse réseau sont conservés comme preuve.",
        "{company} lo sabrá enseguida. Su nombre, la hora y su dirección de red se guardan como prueba de su respuesta.",
    ),
    "own": (
        "This is what your client sees. You are signed in, so note an answer down in DueSpark instead.",
        "To widzi Twój klient. Jesteś zalogowany, więc odpowiedź zapisz w DueSpark.",
        "Das sieht Ihr Kunde. Sie sind angemeldet; notieren Sie eine Antwort in DueSpark.",
        "Voici ce que voit votre client. Vous êtes connecté : notez la réponse dans DueSpark.",
        "Esto ve su cliente. Usted ha iniciado sesión; anote la respuesta en DueSpark.",
    ),
    "name_needed": (
        "Please type your name.",
        "Proszę podać imię i nazwisko.",
        "Bitte geben Sie Ihren Namen ein.",
        "Veuillez indiquer votre nom.",
        "Escriba su nombre.",
    ),
    "accepted": (
        "Accepted by {name} on {date}",
        "Przyjęta: {name}, {date}",
        "Angenommen von {name} am {date}",
        "Accepté par {name} le {date}",
        "Aceptado por {name} el {date}",
    ),
    "accepted_next": (
        "Thank you. {company} knows and will be in touch.",
        "Dziękujemy. {company} już wie i się odezwie.",
        "Vielen Dank. {company} weiß Bescheid und meldet sich.",
        "Merci. {company} est informé et vous contactera.",
        "Gracias. {company} ya lo sabe y se pondrá en contacto.",
    ),
    "rejected": (
        "Declined by {name} on {date}",
        "Odrzucona: {name}, {date}",
        "Abgelehnt von {name} am {date}",
        "Refusé par {name} le {date}",
        "Rechazado por {name} el {date}",
    ),
    "rejected_next": (
        "{company} knows. If you change your mind, ask for a new quote.",
        "{company} już wie. W razie zmiany zdania proszę poprosić o nową ofertę.",
        "{company} weiß Bescheid. Wenn Sie es sich anders überlegen, bitten Sie um ein neues Angebot.",
        "{company} est informé. Si vous changez d’avis, demandez un nouveau devis.",
        "{company} ya lo sabe. Si cambia de opinión, pida un presupuesto nuevo.",
    ),
    "expired": (
        "This quote was valid until {date}",
        "Ta oferta była ważna do {date}",
        "Dieses Angebot galt bis zum {date}",
        "Ce devis était valable jusqu’au {date}",
        "Este presupuesto era válido hasta el {date}",
    ),
    "expired_next": (
        "Ask {company} for a new one.",
        "Proszę poprosić {company} o nową.",
        "Bitten Sie {company} um ein neues.",
        "Demandez-en un nouveau à {company}.",
        "Pida uno nuevo a {company}.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who answered, when, and what they added."""

    name: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """The version of an invoice that is asked about, why there is one, and what the one `before` asked for."""

    version: int
    reason: str
    before: str


def answer_view(
    document: Mapping[str, Any],
    state: str,
    *,
    said: Said | None = None,
    amended: Amended | None = None,
    is_own: bool = False,
    problem: str = "",
    typed: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The block of a quote or an amendment that is open, accepted, rejected or expired; `state` "" draws nothing.

    `is_own` when one of the seller's people looks; `problem` is a key of the words, shown beside what was `typed`.
    """
    form = formats(document["language"], document["currency"])
    seller = document["seller"] or {"trading_name": "", "name": ""}
    day = said.on.isoformat() if said else document["valid_until"]
    known = {
        "company": seller["trading_name"] or seller["name"],
        "amount": form.money(document["totals"]["amount_due"]),
        "name": said.name if said else "",
        "date": form.day(day) if day else "",
        "before": form.money(amended.before) if amended else "",
    }
    texts = answer_words(document["language"], amended=amended is not None)
    words = {key: _put(text, known) for key, text in texts.items()}
    kept = {"name": "", "note": ""} | dict(typed or {})
    shown = {"state": state if state in ("open", "accepted", "rejected", "expired") else "", "is_own": is_own}
    until = words["until"] if document["valid_until"] and state == "open" else ""
    if amended and amended.before != document["totals"]["amount_due"]:
        until = words["instead"]
    shown |= {"version": str(amended.version) if amended else "", "why": amended.reason if amended else ""}
    shown |= {"words": words, "until": until, "note": said.note if said else ""}
    shown |= {
        "problem": words[problem] if problem else "",
        "typed": kept,
        "most_name": MOST_NAME,
        "most_note": MOST_NOTE,
    }
    return dict(legible(shown))


def answer_words(language: str, *, amended: bool = False) -> dict[str, str]:
    """All words about answers in `language` (BCP 47), by key: to a quote, or to an invoice that was `amended`.

    >>> answer_words("de")["name"], answer_words("he")["name"], answer_words("tlh")["name"]
    ('Ihr Name', 'השם שלך', 'Your name')
    """
    words = words_in(language, _WORDS, MORE_ANSWERS)
    return words | words_in(language, AMENDMENT_WORDS, MORE_AMENDMENTS) if amended else words


def _put(text: str, facts: Mapping[str, str]) -> str:
    """In one pass, so that nothing a person wrote is taken for a pattern."""
    return _NAMED.sub(lambda found: facts[found[1]], text)
