"""What the pages of signed links say where there is nothing to pay, and on the page that checks a paper."""

from duespark.documents.labels import LANGUAGES, spoken

_WORDS: dict[str, tuple[str, str, str, str, str]] = {
    # Order of the columns: en, pl, de, fr, es (`labels.LANGUAGES`).
    "revoked": (
        "This payment link was ended",
        "Ten link do płatności został zamknięty",
        "Dieser Zahlungslink wurde beendet",
        "Ce lien de paiement a été désactivé",
        "Este enlace de pago se ha desactivado",
    ),
    "expired": (
        "This payment link has expired",
        "Ten link do płatności wygasł",
        "Dieser Zahlungslink ist abgelaufen",
        "Ce lien de paiement a expiré",
        "Este enlace de pago ha caducado",
    ),
    "used": (
        "This payment link was for one payment, which was made",
        "Ten link był na jedną płatność, która już wpłynęła",
        "Dieser Zahlungslink galt für eine Zahlung, und die ist da",
        "Ce lien ne valait que pour un paiement, qui a été fait",
        "Este enlace era para un solo pago, que ya se ha hecho",
    ),
    "closed": (
        "There is nothing left to pay",
        "Nie ma nic do zapłaty",
        "Hier ist nichts mehr zu bezahlen",
        "Il n’y a plus rien à payer",
        "No queda nada por pagar",
    ),
    "about": (
        "{number} from {company}",
        "{number}, {company}",
        "{number} von {company}",
        "{number} de {company}",
        "{number} de {company}",
    ),
    "do_not_pay": (
        "Please do not pay it again. If you think something is owed, ask {company}.",
        "Prosimy nie płacić ponownie. W razie wątpliwości należy zapytać: {company}.",
        "Bitte zahlen Sie nicht noch einmal. Im Zweifel fragen Sie {company}.",
        "Merci de ne pas payer à nouveau. En cas de doute, demandez à {company}.",
        "No vuelva a pagar. En caso de duda, pregunte a {company}.",
    ),
    "ask_for_new": (
        "Use the link in your latest e-mail about it, or ask {company} for a new one.",
        "Proszę użyć linku z ostatniego e-maila w tej sprawie albo poprosić o nowy: {company}.",
        "Nehmen Sie den Link aus der letzten E-Mail dazu, oder bitten Sie {company} um einen neuen.",
        "Utilisez le lien du dernier e-mail reçu, ou demandez-en un nouveau à {company}.",
        "Use el enlace del último correo, o pida uno nuevo a {company}.",
    ),
    "write": (
        "Write to {email}",
        "Napisz na {email}",
        "An {email} schreiben",
        "Écrire à {email}",
        "Escribir a {email}",
    ),
    "changed_since": (
        "This document was changed after the code you opened was printed. This page shows what it says now.",
        "Ten dokument zmieniono po wydrukowaniu kodu. Ta strona pokazuje jego obecną treść.",
        "Dieses Dokument wurde geändert, nachdem der Code gedruckt war. Diese Seite zeigt, was es jetzt sagt.",
        "Ce document a été modifié après l’impression du code. Cette page montre ce qu’il dit maintenant.",
        "Este documento se modificó después de imprimir el código. Esta página muestra lo que dice ahora.",
    ),
    "current": (
        "This document is genuine and current",
        "Ten dokument jest autentyczny i aktualny",
        "Dieses Dokument ist echt und aktuell",
        "Ce document est authentique et à jour",
        "Este documento es auténtico y está vigente",
    ),
    "compare": (
        "Compare these facts with your copy. If one of them differs, do not pay from it, and ask {company}.",
        "Proszę porównać te dane ze swoim egzemplarzem. Jeśli coś się różni, proszę nie płacić i zapytać: {company}.",
        "Vergleichen Sie diese Angaben mit Ihrem Exemplar. Weicht eine ab, zahlen Sie nicht danach und fragen Sie {company}.",
        "Comparez ces données avec votre exemplaire. Si l’une diffère, ne payez pas et demandez à {company}.",
        "Compare estos datos con su ejemplar. Si alguno difiere, no pague y pregunte a {company}.",
    ),
    "replaced": (
        "This document was replaced by a newer version",
        "Ten dokument zastąpiono nowszą wersją",
        "Dieses Dokument wurde durch eine neuere Fassung ersetzt",
        "Ce document a été remplacé par une version plus récente",
        "Este documento ha sido sustituido por una versión más reciente",
    ),
    "ask_for_newer": (
        "Your copy is genuine, but no longer current. Ask {company} for the newest version.",
        "Egzemplarz jest autentyczny, ale już nieaktualny. O najnowszą wersję proszę zapytać: {company}.",
        "Ihr Exemplar ist echt, aber nicht mehr aktuell. Bitten Sie {company} um die neueste Fassung.",
        "Votre exemplaire est authentique, mais n’est plus à jour. Demandez la dernière version à {company}.",
        "Su ejemplar es auténtico, pero ya no está vigente. Pida la última versión a {company}.",
    ),
    "void": (
        "This document was voided",
        "Ten dokument unieważniono",
        "Dieses Dokument wurde storniert",
        "Ce document a été annulé",
        "Este documento ha sido anulado",
    ),
    "void_text": (
        "It was issued by {company} and voided later. Do not pay it.",
        "Wystawiony przez: {company}, później unieważniony. Proszę nie płacić.",
        "{company} hat es ausgestellt und später storniert. Bitte nicht bezahlen.",
        "Émis par {company}, puis annulé. Ne le payez pas.",
        "Emitido por {company} y anulado después. No lo pague.",
    ),
    "broken": (
        "The record of this document is damaged",
        "Zapis tego dokumentu jest uszkodzony",
        "Die Aufzeichnung dieses Dokuments ist beschädigt",
        "L’enregistrement de ce document est endommagé",
        "El registro de este documento está dañado",
    ),
    "broken_text": (
        "Its seal no longer fits what is stored. Ask {company} before you rely on it.",
        "Pieczęć nie zgadza się z zapisem. Przed użyciem proszę zapytać: {company}.",
        "Das Siegel passt nicht mehr zum Inhalt. Fragen Sie {company}, bevor Sie sich darauf verlassen.",
        "Son sceau ne correspond plus au contenu. Demandez à {company} avant de vous y fier.",
        "Su sello ya no coincide con el contenido. Pregunte a {company} antes de confiar en él.",
    ),
    "number": ("Number", "Numer", "Nummer", "Numéro", "Número"),
    "issuer": ("Issued by", "Wystawca", "Aussteller", "Émis par", "Emitido por"),
    "total": ("Total", "Razem", "Gesamtbetrag", "Total", "Total"),
    "account": (
        "Account to pay to",
        "Konto do zapłaty",
        "Konto für die Zahlung",
        "Compte à payer",
        "Cuenta de pago",
    ),
    "version": ("Version", "Wersja", "Fassung", "Version", "Versión"),
    "seal": ("Seal (SHA-256)", "Pieczęć (SHA-256)", "Siegel (SHA-256)", "Sceau (SHA-256)", "Sello (SHA-256)"),
}


def link_words(language: str) -> dict[str, str]:
    """All of them in `language` (BCP 47); English where mails do not speak it.

    >>> link_words("de")["expired"]
    'Dieser Zahlungslink ist abgelaufen'
    """
    column = LANGUAGES.index(spoken(language))
    return {key: row[column] for key, row in _WORDS.items()}
