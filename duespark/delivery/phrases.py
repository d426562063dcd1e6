"""What mails say in the program's own words, in each language it speaks. The document's are in `documents.labels`."""

from duespark.documents.labels import LANGUAGES, spoken

_PHRASES: dict[str, tuple[str, str, str, str, str]] = {
    # Order of the columns: en, pl, de, fr, es (`documents.labels.LANGUAGES`).
    "hello": ("Hello {name},", "Dzień dobry,", "Guten Tag,", "Bonjour,", "Hola, {name}:"),
    "invoice_subject": (
        "{title} {number} from {company}",
        "{title} {number} od {company}",
        "{title} {number} von {company}",
        "{title} {number} de {company}",
        "{title} {number} de {company}",
    ),
    "invoice_body": (
        "{title} {number} for {amount} is attached as a PDF. You can also open it online whenever you like.",
        "Przesyłamy dokument {title} {number} na kwotę {amount}. PDF jest w załączniku, a dokument także online.",
        "anbei {title} {number} über {amount}. Das PDF ist angehängt, und Sie können es jederzeit online öffnen.",
        "Voici le document {title} {number} de {amount}. Le PDF est joint, et il reste consultable en ligne.",
        "Aquí tiene {title} {number} por {amount}. El PDF va adjunto y puede abrirlo en línea cuando quiera.",
    ),
    "quote_body": (
        "{title} {number} for {amount} is attached as a PDF. Open it online to accept it or to say no.",
        "Przesyłamy dokument {title} {number} na kwotę {amount}. PDF jest w załączniku; ofertę można przyjąć lub odrzucić online.",
        "anbei {title} {number} über {amount}. Das PDF ist angehängt; online können Sie annehmen oder ablehnen.",
        "Voici le document {title} {number} de {amount}. Le PDF est joint ; vous pouvez l’accepter ou le refuser en ligne.",
        "Aquí tiene {title} {number} por {amount}. El PDF va adjunto; en línea puede aceptarlo o rechazarlo.",
    ),
    "quote_until": (
        "It is valid until {date}.",
        "Oferta jest ważna do {date}.",
        "Es gilt bis zum {date}.",
        "Il est valable jusqu’au {date}.",
        "Es válido hasta el {date}.",
    ),
    "answered_body": (
        "{title} {number} for {amount} is attached as a PDF, for your records.",
        "W załączniku przesyłamy dokument {title} {number} na kwotę {amount}.",
        "anbei {title} {number} über {amount} als PDF für Ihre Unterlagen.",
        "Voici le document {title} {number} de {amount} en PDF, pour vos archives.",
        "Adjuntamos {title} {number} por {amount} en PDF para sus registros.",
    ),
    "locked_body": (
        "{title} {number} is attached as a PDF that opens with a password only. You get the password another way.",
        "Przesyłamy dokument {title} {number} jako PDF chroniony hasłem. Hasło przekażemy inną drogą.",
        "anbei {title} {number} als PDF, das sich nur mit einem Passwort öffnen lässt. Das Passwort erhalten Sie auf anderem Weg.",
        "Voici le document {title} {number} en PDF protégé par un mot de passe, que vous recevrez par une autre voie.",
        "Adjuntamos {title} {number} en un PDF que solo se abre con contraseña. La recibirá por otra vía.",
    ),
    "discreet_due": (
        "{title} {number} is waiting for your payment.",
        "Dokument {title} {number} czeka na płatność.",
        "{title} {number} wartet auf Ihre Zahlung.",
        "Le document {title} {number} est en attente de paiement.",
        "{title} {number} está pendiente de pago.",
    ),
    "discreet_overdue": (
        "{title} {number} is overdue: we have not seen the payment yet. If it is on its way, thank you.",
        "Dokument {title} {number} jest po terminie: nie widzimy jeszcze płatności. Jeśli jest w drodze, dziękujemy.",
        "{title} {number} ist überfällig: Wir haben noch keine Zahlung gesehen. Ist sie unterwegs, vielen Dank.",
        "Le document {title} {number} est échu : nous n’avons pas encore vu le paiement. S’il est en cours, merci.",
        "{title} {number} está vencida: aún no hemos visto el pago. Si está en camino, gracias.",
    ),
    "discreet_final": (
        "{title} {number} is overdue and still not paid. This is our final notice.",
        "Dokument {title} {number} jest po terminie i nadal nieopłacony. To nasze ostatnie wezwanie.",
        "{title} {number} ist überfällig und noch immer nicht bezahlt. Dies ist unsere letzte Mahnung.",
        "Le document {title} {number} est échu et toujours impayé. Ceci est notre dernier rappel.",
        "{title} {number} está vencida y sigue sin pagarse. Este es nuestro último aviso.",
    ),
    "discreet_pdf": (
        "You have it as a PDF that opens with a password. That is why this message says no more.",
        "Mają Państwo ten dokument jako PDF chroniony hasłem, dlatego ta wiadomość nie podaje szczegółów.",
        "Sie haben das Dokument als PDF mit Passwort. Darum steht in dieser Nachricht nicht mehr.",
        "Vous l’avez en PDF protégé par un mot de passe ; c’est pourquoi ce message n’en dit pas plus.",
        "Lo tiene en un PDF que se abre con contraseña; por eso este mensaje no dice más.",
    ),
    "discreet_receipt": (
        "Thank you. {title} {number} is paid in full.",
        "Dziękujemy. Dokument {title} {number} jest opłacony w całości.",
        "vielen Dank. {title} {number} ist vollständig bezahlt.",
        "Merci. Le document {title} {number} est entièrement payé.",
        "Gracias. {title} {number} está pagada por completo.",
    ),
    "paid_body": (
        "{title} {number} is paid in full. Nothing is left to pay.",
        "Dokument {title} {number} jest opłacony w całości. Nie ma nic do zapłaty.",
        "{title} {number} ist vollständig bezahlt. Es ist nichts mehr offen.",
        "Le document {title} {number} est entièrement payé. Il ne reste rien à payer.",
        "{title} {number} está pagada por completo. No queda nada por pagar.",
    ),
    "receipt_subject": (
        "Payment received for {number}",
        "Otrzymaliśmy płatność za {number}",
        "Zahlung erhalten: {number}",
        "Paiement reçu pour {number}",
        "Pago recibido de {number}",
    ),
    "receipt_body": (
        "Thank you. Your payment has arrived. {title} {number} for {amount} is paid in full.",
        "Dziękujemy. Płatność dotarła: dokument {title} {number} na kwotę {amount} jest opłacony w całości.",
        "vielen Dank. Ihre Zahlung ist eingegangen: {title} {number} über {amount} ist vollständig bezahlt.",
        "Merci. Votre paiement est arrivé : le document {title} {number} de {amount} est entièrement payé.",
        "Gracias. Su pago ha llegado: {title} {number} por {amount} está pagada por completo.",
    ),
    "partly_paid": (
        "{paid} of {amount} has been paid.",
        "Zapłacono {paid} z {amount}.",
        "{paid} von {amount} sind bezahlt.",
        "{paid} sur {amount} ont été payés.",
        "Se han pagado {paid} de {amount}.",
    ),
    "overdue_since": (
        "Overdue since {date}",
        "Po terminie od {date}",
        "Überfällig seit {date}",
        "En retard depuis le {date}",
        "Vencida desde el {date}",
    ),
    "amended_body": (
        "We have amended {number}: {reason} This version takes the place of the one you have.",
        "Zmieniliśmy dokument {number}: {reason} Ta wersja zastępuje poprzednią.",
        "wir haben {number} geändert: {reason} Diese Fassung ersetzt die vorige.",
        "Nous avons modifié {number} : {reason} Cette version remplace la précédente.",
        "Hemos modificado {number}: {reason} Esta versión sustituye a la anterior.",
    ),
    "view": ("View invoice", "Zobacz fakturę", "Rechnung ansehen", "Voir la facture", "Ver la factura"),
    "view_quote": (
        "View and answer",
        "Zobacz i odpowiedz",
        "Ansehen und antworten",
        "Voir et répondre",
        "Ver y responder",
    ),
    "view_document": ("View online", "Zobacz online", "Online ansehen", "Voir en ligne", "Ver en línea"),
    "questions": (
        "Questions? Just reply to this e-mail.",
        "Pytania? Wystarczy odpowiedzieć na tę wiadomość.",
        "Fragen? Antworten Sie einfach auf diese E-Mail.",
        "Une question ? Répondez simplement à cet e-mail.",
        "¿Preguntas? Responda a este correo.",
    ),
    "why": (
        "You receive this e-mail because {company} issued this document to you.",
        "Otrzymujesz tę wiadomość, ponieważ {company} wystawia Ci ten dokument.",
        "Sie erhalten diese E-Mail, weil {company} Ihnen dieses Dokument ausgestellt hat.",
        "Vous recevez cet e-mail car {company} vous a adressé ce document.",
        "Recibe este correo porque {company} le ha emitido este documento.",
    ),
}


def phrases(language: str) -> dict[str, str]:
    """All phrases in `language` (BCP 47), by key; English where the program does not speak it.

    >>> phrases("de-AT")["view"]
    'Rechnung ansehen'
    """
    column = LANGUAGES.index(spoken(language))
    return {key: row[column] for key, row in _PHRASES.items()}
