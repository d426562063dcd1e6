"""The standard reminders in the other languages that mails speak. Used while nobody has rewritten the step."""

from collections.abc import Mapping

GREETINGS: Mapping[str, tuple[str, str]] = {
    "en": ("Hello {{ client.first_name }},\n\n", "\n\nKind regards\n{{ company.name }}"),
    "pl": ("Dzień dobry,\n\n", "\n\nZ wyrazami szacunku\n{{ company.name }}"),
    "de": ("Guten Tag,\n\n", "\n\nMit freundlichen Grüßen\n{{ company.name }}"),
    "fr": ("Bonjour,\n\n", "\n\nCordialement\n{{ company.name }}"),
    "es": ("Hola, {{ client.first_name }}:\n\n", "\n\nSaludos cordiales\n{{ company.name }}"),
}

_N = "{{ invoice.number }}"
_SUM = "{{ invoice.balance }}"
_DUE = "{{ invoice.due_date }}"
_LATE = "{{ invoice.days_overdue }}"

STEPS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "pl": {
        "before_7": (
            f"Faktura {_N}: termin płatności {_DUE}",
            f"przypominamy z wyprzedzeniem: termin płatności faktury {_N} na kwotę {_SUM} przypada {_DUE}. Jeżeli płatność"
            " jest już zaplanowana, nic więcej nie trzeba robić.\n\nJeżeli coś na fakturze wymaga zmiany, prosimy o wiadomość.",
        ),
        "before_1": (
            f"Faktura {_N}: zbliża się termin płatności",
            f"termin płatności faktury {_N} na kwotę {_SUM} przypada {_DUE}. Dane do przelewu są poniżej.\n\n"
            "Jeżeli płatność została już zlecona, dziękujemy i prosimy pominąć tę wiadomość.",
        ),
        "due": (
            f"Faktura {_N}: płatność w terminie {_DUE}",
            f"termin płatności faktury {_N} przypada {_DUE}; do zapłaty pozostaje {_SUM}.\n\n"
            "Jeżeli przelew jest już w drodze, dziękujemy.",
        ),
        "after_3": (
            f"Czy faktura {_N} nie umknęła uwadze?",
            f"nie widzimy jeszcze płatności faktury {_N}, której termin minął {_DUE}. Do zapłaty pozostaje {_SUM}. Łatwo to"
            " przeoczyć, dlatego przesyłamy fakturę ponownie.\n\nJeżeli coś się nie zgadza, prosimy o odpowiedź na tę wiadomość.",
        ),
        "after_7": (
            f"Faktura {_N} jest {_LATE} dni po terminie",
            f"termin płatności faktury {_N} minął {_DUE}, a {_SUM} pozostaje do zapłaty. Prosimy o przelew w tym tygodniu.\n\n"
            "Jeżeli zapłata całości od razu nie jest możliwa, prosimy o wiadomość. Wolimy uzgodnić termin, niż przypominać.",
        ),
        "after_14": (
            f"Prosimy o zapłatę faktury {_N}",
            f"mimo przypomnień {_SUM} z faktury {_N}, płatnej do {_DUE}, nie zostało zapłacone. Prosimy o przelew w ciągu"
            " siedmiu dni.\n\nJeżeli istnieje powód wstrzymania płatności, prosimy o informację, abyśmy mogli go wyjaśnić.",
        ),
        "after_30": (
            f"Ostateczne wezwanie do zapłaty faktury {_N}",
            f"faktura {_N} jest przeterminowana od {_DUE}; {_SUM} pozostaje niezapłacone. To nasze ostateczne wezwanie. Jeżeli"
            " kwota nie wpłynie w ciągu dziesięciu dni, zastrzegamy sobie prawo do naliczenia odsetek ustawowych i podjęcia"
            " dalszych kroków.\n\nJeżeli płatność została w międzyczasie dokonana, prosimy o potwierdzenie.",
        ),
    },
    "de": {
        "before_7": (
            f"Rechnung {_N} ist am {_DUE} fällig",
            f"eine kurze Nachricht vorab: Die Rechnung {_N} über {_SUM} ist am {_DUE} fällig. Ist die Zahlung schon geplant,"
            " ist nichts weiter zu tun.\n\nSollte an der Rechnung etwas zu ändern sein, sagen Sie es uns bitte.",
        ),
        "before_1": (
            f"Rechnung {_N} ist bald fällig",
            f"die Rechnung {_N} über {_SUM} ist am {_DUE} fällig. Die Bankverbindung finden Sie unten.\n\n"
            "Haben Sie gerade bezahlt, danken wir Ihnen; dann ist diese Nachricht gegenstandslos.",
        ),
        "due": (
            f"Rechnung {_N}: zahlbar bis {_DUE}",
            f"die Rechnung {_N} ist am {_DUE} fällig; offen sind {_SUM}.\n\nIst die Zahlung unterwegs, danken wir Ihnen.",
        ),
        "after_3": (
            f"Ist die Rechnung {_N} untergegangen?",
            f"die Zahlung der Rechnung {_N}, fällig am {_DUE}, haben wir noch nicht gesehen. Offen sind {_SUM}. So etwas wird"
            " leicht übersehen, deshalb hier noch einmal die Rechnung.\n\nStimmt etwas nicht, antworten Sie bitte auf diese Mail.",
        ),
        "after_7": (
            f"Rechnung {_N} ist seit {_LATE} Tagen überfällig",
            f"die Rechnung {_N} war am {_DUE} fällig, und {_SUM} sind noch offen. Bitte zahlen Sie in dieser Woche.\n\n"
            "Können Sie nicht alles auf einmal zahlen, schreiben Sie uns. Wir vereinbaren lieber einen Termin mit Ihnen.",
        ),
        "after_14": (
            f"Bitte begleichen Sie die Rechnung {_N}",
            f"trotz unserer Erinnerungen sind {_SUM} der Rechnung {_N}, fällig am {_DUE}, nicht bezahlt. Bitte überweisen Sie"
            " den Betrag innerhalb von sieben Tagen.\n\nGibt es einen Grund, die Zahlung zurückzuhalten, sagen Sie ihn uns bitte.",
        ),
        "after_30": (
            f"Letzte Mahnung zur Rechnung {_N}",
            f"die Rechnung {_N} ist seit dem {_DUE} überfällig; {_SUM} sind unbezahlt. Dies ist unsere letzte Mahnung. Geht der"
            " Betrag nicht innerhalb von zehn Tagen ein, behalten wir uns vor, gesetzliche Zinsen zu verlangen und weitere"
            " Schritte einzuleiten.\n\nHaben Sie inzwischen bezahlt, senden Sie uns bitte die Bestätigung.",
        ),
    },
    "fr": {
        "before_7": (
            f"Facture {_N} : échéance le {_DUE}",
            f"Un mot à l’avance : la facture {_N} de {_SUM} arrive à échéance le {_DUE}. Si le paiement est déjà prévu, il n’y a"
            " rien à faire.\n\nSi quelque chose doit être corrigé sur la facture, dites-le-nous.",
        ),
        "before_1": (
            f"Facture {_N} : l’échéance approche",
            f"La facture {_N} de {_SUM} arrive à échéance le {_DUE}. Vous trouverez les coordonnées bancaires ci-dessous.\n\n"
            "Si vous venez de payer, merci ; ne tenez pas compte de ce message.",
        ),
        "due": (
            f"Facture {_N} : à payer le {_DUE}",
            f"La facture {_N} est à échéance le {_DUE} ; il reste {_SUM} à payer.\n\nSi le paiement est en route, merci.",
        ),
        "after_3": (
            f"La facture {_N} vous aurait-elle échappé ?",
            f"Nous n’avons pas encore reçu le paiement de la facture {_N}, échue le {_DUE}. Il reste {_SUM} à payer. Cela"
            " s’oublie facilement, voici donc à nouveau la facture.\n\nSi quelque chose ne va pas, répondez à ce message.",
        ),
        "after_7": (
            f"Facture {_N} : {_LATE} jours de retard",
            f"La facture {_N} était à payer le {_DUE} et {_SUM} restent dus. Merci de régler cette semaine.\n\n"
            "Si vous ne pouvez pas tout payer en une fois, écrivez-nous : nous préférons convenir d’une date avec vous.",
        ),
        "after_14": (
            f"Merci de régler la facture {_N}",
            f"Malgré nos rappels, {_SUM} de la facture {_N}, échue le {_DUE}, restent impayés. Merci de virer ce montant sous"
            " sept jours.\n\nSi une raison justifie ce retard, dites-la-nous afin que nous la réglions ensemble.",
        ),
        "after_30": (
            f"Dernier rappel pour la facture {_N}",
            f"La facture {_N} est en retard depuis le {_DUE} ; {_SUM} restent impayés. Ceci est notre dernier rappel. Sans"
            " paiement sous dix jours, nous nous réservons le droit de réclamer les intérêts légaux et d’engager d’autres"
            " démarches.\n\nSi vous avez payé entre-temps, merci de nous en envoyer la confirmation.",
        ),
    },
    "es": {
        "before_7": (
            f"La factura {_N} vence el {_DUE}",
            f"Un breve aviso: la factura {_N} por {_SUM} vence el {_DUE}. Si el pago ya está previsto, no hay nada que hacer.\n\n"
            "Si hay algo que corregir en la factura, díganoslo.",
        ),
        "before_1": (
            f"La factura {_N} vence pronto",
            f"La factura {_N} por {_SUM} vence el {_DUE}. Abajo encontrará los datos bancarios.\n\n"
            "Si acaba de pagar, gracias; no tenga en cuenta este mensaje.",
        ),
        "due": (
            f"Factura {_N}: vencimiento {_DUE}",
            f"La factura {_N} vence el {_DUE}; quedan {_SUM} por pagar.\n\nSi el pago está en camino, gracias.",
        ),
        "after_3": (
            f"¿Se le ha pasado la factura {_N}?",
            f"Aún no hemos recibido el pago de la factura {_N}, que venció el {_DUE}. Quedan {_SUM} por pagar. Es fácil que se"
            " pase, así que le enviamos de nuevo la factura.\n\nSi algo no está bien, responda a este mensaje.",
        ),
        "after_7": (
            f"La factura {_N} lleva {_LATE} días vencida",
            f"La factura {_N} venció el {_DUE} y quedan {_SUM} por pagar. Le rogamos que la pague esta semana.\n\n"
            "Si no puede pagarla de una vez, escríbanos: preferimos acordar una fecha con usted.",
        ),
        "after_14": (
            f"Le rogamos que pague la factura {_N}",
            f"Pese a nuestros avisos, {_SUM} de la factura {_N}, vencida el {_DUE}, siguen sin pagarse. Le rogamos que"
            " transfiera el importe en siete días.\n\nSi hay un motivo para retener el pago, díganoslo para resolverlo juntos.",
        ),
        "after_30": (
            f"Último aviso de la factura {_N}",
            f"La factura {_N} está vencida desde el {_DUE}; {_SUM} siguen sin pagarse. Este es nuestro último aviso. Si el"
            " importe no llega en diez días, nos reservamos el derecho a reclamar intereses legales y a tomar otras medidas."
            "\n\nSi ya ha pagado, envíenos la confirmación.",
        ),
    },
}
