"""The words in which the answer to a new version of an invoice differs from the answer to a quote."""

AMENDMENT_WORDS: dict[str, tuple[str, str, str, str, str]] = {
    # Order of the columns: en, pl, de, fr, es (`labels.LANGUAGES`).
    "question": (
        "This invoice was changed",
        "Ta faktura została zmieniona",
        "Diese Rechnung wurde geändert",
        "Cette facture a été modifiée",
        "Esta factura se ha modificado",
    ),
    "instead": (
        "It asks for {amount} now, instead of {before}.",
        "Kwota wynosi teraz {amount} zamiast {before}.",
        "Sie lautet jetzt auf {amount} statt {before}.",
        "Elle s’élève maintenant à {amount} au lieu de {before}.",
        "Ahora asciende a {amount} en lugar de {before}.",
    ),
    "reason": (
        "What is wrong with it? (optional)",
        "Co jest nie tak? (opcjonalnie)",
        "Was stimmt daran nicht? (optional)",
        "Qu’est-ce qui ne va pas ? (facultatif)",
        "¿Qué no es correcto? (opcional)",
    ),
    "accept": (
        "Accept the change",
        "Akceptuję zmianę",
        "Änderung annehmen",
        "Accepter la modification",
        "Aceptar el cambio",
    ),
    "decline": (
        "I do not agree",
        "Nie zgadzam się",
        "Ich bin nicht einverstanden",
        "Je ne suis pas d’accord",
        "No estoy de acuerdo",
    ),
    "decline_now": (
        "Reject the change",
        "Odrzucam zmianę",
        "Änderung ablehnen",
        "Refuser la modification",
        "Rechazar el cambio",
    ),
    "own": (
        "This is what your client sees. You are signed in, so only your client can answer.",
        "To widzi Twój klient. Jesteś zalogowany; odpowiedzieć może tylko klient.",
        "Das sieht Ihr Kunde. Sie sind angemeldet; antworten kann nur Ihr Kunde.",
        "Voici ce que voit votre client. Vous êtes connecté : seul votre client peut répondre.",
        "Esto ve su cliente. Usted ha iniciado sesión; solo su cliente puede responder.",
    ),
    "accepted": (
        "Change accepted by {name} on {date}",
        "Zmiana zaakceptowana: {name}, {date}",
        "Änderung angenommen von {name} am {date}",
        "Modification acceptée par {name} le {date}",
        "Cambio aceptado por {name} el {date}",
    ),
    "accepted_next": (
        "Thank you. {company} knows.",
        "Dziękujemy. {company} już wie.",
        "Vielen Dank. {company} weiß Bescheid.",
        "Merci. {company} est informé.",
        "Gracias. {company} ya lo sabe.",
    ),
    "rejected": (
        "Change rejected by {name} on {date}",
        "Zmiana odrzucona: {name}, {date}",
        "Änderung abgelehnt von {name} am {date}",
        "Modification refusée par {name} le {date}",
        "Cambio rechazado por {name} el {date}",
    ),
    "rejected_next": (
        "{company} knows and will be in touch.",
        "{company} już wie i się odezwie.",
        "{company} weiß Bescheid und meldet sich.",
        "{company} est informé et vous contactera.",
        "{company} ya lo sabe y se pondrá en contacto.",
    ),
}
