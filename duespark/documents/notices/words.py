"""What pages say instead of a document, and what the page says that checks a paper."""

from duespark.documents.labels import words_in
from duespark.documents.notices.words_more import MORE_WORDS

_WORDS: dict[str, tuple[str, str, str, str, str]] = {
    # Order of the columns: en, pl, de, fr, es (`labels.LANGUAGES`).
    "nowhere": (
        "This link leads nowhere",
        "Ten link donikąd nie prowadzi",
        "Dieser Link führt ins Leere",
        "Ce lien ne mène nulle part",
        "Este enlace no lleva a ninguna parte",
    ),
    "nowhere_text": (
        "It may have been cut off or changed on its way. Open it once more from the e-mail or the paper it came with.",
        "Mógł zostać ucięty albo zmieniony po drodze. Proszę otworzyć go jeszcze raz z e-maila lub z dokumentu na papierze.",
        "Vielleicht wurde er unterwegs abgeschnitten oder verändert. Öffnen Sie ihn noch einmal aus der E-Mail oder vom Papier.",
        "Il a pu être coupé ou modifié en chemin. Ouvrez-le de nouveau depuis l’e-mail ou le papier d’origine.",
        "Puede que se haya cortado o cambiado por el camino. Ábralo otra vez desde el correo o el papel original.",
    ),
    "nowhere_ask": (
        "If it stays so, do not pay from it. Ask whoever sent you the document.",
        "Jeśli to nie pomoże, proszę nie płacić na jego podstawie i zapytać nadawcę dokumentu.",
        "Hilft das nicht, zahlen Sie nicht danach. Fragen Sie den Absender des Dokuments.",
        "Si cela persiste, ne payez pas à partir de ce lien. Demandez à la personne qui vous a envoyé le document.",
        "Si sigue igual, no pague a partir de él. Pregunte a quien le envió el documento.",
    ),
    "too_often": (
        "This was opened too often",
        "To otwierano zbyt często",
        "Das wurde zu oft geöffnet",
        "Trop d’ouvertures en peu de temps",
        "Se ha abierto demasiadas veces",
    ),
    "too_often_text": (
        "Many links were opened from your connection in a short time. Wait a minute, then open it once more.",
        "Z tego połączenia otwarto w krótkim czasie wiele linków. Proszę odczekać minutę i otworzyć go jeszcze raz.",
        "Über Ihre Verbindung wurden in kurzer Zeit viele Links geöffnet. Warten Sie eine Minute und öffnen Sie ihn noch einmal.",
        "De nombreux liens ont été ouverts depuis votre connexion. Attendez une minute, puis ouvrez-le de nouveau.",
        "Desde su conexión se han abierto muchos enlaces en poco tiempo. Espere un minuto y ábralo otra vez.",
    ),
    "draft": (
        "This document is not issued yet",
        "Ten dokument nie jest jeszcze wystawiony",
        "Dieses Dokument ist noch nicht ausgestellt",
        "Ce document n’est pas encore émis",
        "Este documento aún no se ha emitido",
    ),
    "draft_text": (
        "The code was printed on a draft or an example. It works on the document once that is issued.",
        "Kod wydrukowano na szkicu lub przykładzie. Zadziała na dokumencie, gdy zostanie wystawiony.",
        "Der Code steht auf einem Entwurf oder Beispiel. Auf dem ausgestellten Dokument wird er funktionieren.",
        "Le code figure sur un brouillon ou un exemple. Il fonctionnera sur le document une fois émis.",
        "El código está en un borrador o un ejemplo. Funcionará en el documento cuando se emita.",
    ),
    "erased": (
        "The content of this document was erased",
        "Treść tego dokumentu usunięto",
        "Der Inhalt dieses Dokuments wurde gelöscht",
        "Le contenu de ce document a été effacé",
        "El contenido de este documento se ha borrado",
    ),
    "erased_text": (
        "It was issued here. The law no longer asks for its content to be kept, so there is nothing left to show.",
        "Wystawiono go tutaj. Prawo nie wymaga już przechowywania jego treści, więc nie ma czego pokazać.",
        "Es wurde hier ausgestellt. Das Gesetz verlangt nicht mehr, es aufzubewahren, also gibt es nichts mehr zu zeigen.",
        "Il a été émis ici. La loi n’exige plus sa conservation : il n’y a plus rien à montrer.",
        "Se emitió aquí. La ley ya no exige conservarlo, así que no queda nada que mostrar.",
    ),
    "preview": (
        "This preview has ended",
        "Ten podgląd wygasł",
        "Diese Vorschau ist beendet",
        "Cet aperçu n’est plus disponible",
        "Esta vista previa ha terminado",
    ),
    "preview_text": (
        "The link was for a draft, and it works for some days only. Ask {company} for a new one.",
        "Link prowadził do szkicu i działa tylko kilka dni. O nowy proszę poprosić: {company}.",
        "Der Link galt für einen Entwurf und funktioniert nur einige Tage. Bitten Sie {company} um einen neuen.",
        "Le lien menait à un brouillon et ne fonctionne que quelques jours. Demandez-en un nouveau à {company}.",
        "El enlace era de un borrador y solo funciona unos días. Pida uno nuevo a {company}.",
    ),
    "closed_link": (
        "This link no longer works",
        "Ten link już nie działa",
        "Dieser Link funktioniert nicht mehr",
        "Ce lien ne fonctionne plus",
        "Este enlace ya no funciona",
    ),
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
    "call": ("Call {phone}", "Zadzwoń: {phone}", "{phone} anrufen", "Appeler le {phone}", "Llamar al {phone}"),
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


def notice_words(language: str) -> dict[str, str]:
    """All of them in `language` (BCP 47); English where paper and page do not speak it.

    >>> notice_words("de")["expired"], notice_words("tlh")["draft"]
    ('Dieser Zahlungslink ist abgelaufen', 'This document is not issued yet')
    """
    return words_in(language, _WORDS, MORE_WORDS)
