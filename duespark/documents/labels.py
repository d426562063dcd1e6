"""Every word the program itself puts on a document, in each language it speaks."""

from collections.abc import Mapping, Sequence

from duespark.documents.labels_more import MORE

LANGUAGES = ("en", "pl", "de", "fr", "es")
"""Order of the columns below, and the languages of mails."""

PRINTED = (*LANGUAGES, *MORE)
"""The languages of paper and page. A document in any other language is printed in English."""

_WORDS: dict[str, tuple[str, str, str, str, str]] = {
    # What the paper is.
    "invoice": ("Invoice", "Faktura", "Rechnung", "Facture", "Factura"),
    "credit_note": ("Credit note", "Nota kredytowa", "Gutschrift", "Avoir", "Nota de crédito"),
    "corrective_invoice": (
        "Corrective invoice",
        "Faktura korygująca",
        "Rechnungskorrektur",
        "Facture rectificative",
        "Factura rectificativa",
    ),
    "proforma": ("Proforma invoice", "Faktura pro forma", "Proforma-Rechnung", "Facture pro forma", "Factura proforma"),
    "quote": ("Quote", "Oferta", "Angebot", "Devis", "Presupuesto"),
    "deposit_invoice": (
        "Deposit invoice",
        "Faktura zaliczkowa",
        "Abschlagsrechnung",
        "Facture d’acompte",
        "Factura de anticipo",
    ),
    "final_invoice": ("Final invoice", "Faktura końcowa", "Schlussrechnung", "Facture de solde", "Factura final"),
    "receipt": ("Receipt", "Potwierdzenie", "Quittung", "Reçu", "Recibo"),
    # Where it stands.
    "status_draft": ("Draft", "Szkic", "Entwurf", "Brouillon", "Borrador"),
    "status_issued": ("Awaiting payment", "Do zapłaty", "Offen", "À payer", "Pendiente de pago"),
    "status_overdue": ("Overdue", "Po terminie", "Überfällig", "En retard", "Vencida"),
    "status_partly_paid": (
        "Partly paid",
        "Częściowo opłacona",
        "Teilweise bezahlt",
        "Partiellement payée",
        "Pagada en parte",
    ),
    "status_paid": ("Paid", "Opłacona", "Bezahlt", "Payée", "Pagada"),
    "status_void": ("Void", "Anulowana", "Storniert", "Annulée", "Anulada"),
    "status_credited": ("Credited", "Skorygowana", "Gutgeschrieben", "Créditée", "Abonada"),
    "status_open": ("Open", "Otwarta", "Offen", "En attente", "Abierto"),
    "status_accepted": ("Accepted", "Przyjęta", "Angenommen", "Accepté", "Aceptado"),
    "status_rejected": ("Declined", "Odrzucona", "Abgelehnt", "Refusé", "Rechazado"),
    "status_expired": ("Expired", "Wygasła", "Abgelaufen", "Expiré", "Vencido"),
    "status_converted": ("Accepted", "Przyjęta", "Angenommen", "Accepté", "Aceptado"),
    "status_written_off": ("Closed", "Zamknięta", "Abgeschlossen", "Clôturée", "Cerrada"),
    # Who and when.
    "from": ("From", "Sprzedawca", "Von", "Émetteur", "De"),
    "bill_to": ("Bill to", "Nabywca", "An", "Facturé à", "Facturar a"),
    "ship_to": ("Ship to", "Odbiorca", "Lieferadresse", "Livré à", "Enviar a"),
    "ship_from": ("Shipped from", "Miejsce wydania", "Versand ab", "Expédié de", "Enviado desde"),
    "number": ("Number", "Numer", "Nummer", "Numéro", "Número"),
    "issue_date": ("Issue date", "Data wystawienia", "Rechnungsdatum", "Date d’émission", "Fecha de emisión"),
    "date": ("Date", "Data", "Datum", "Date", "Fecha"),
    "valid_until": ("Valid until", "Ważna do", "Gültig bis", "Valable jusqu’au", "Válido hasta"),
    "supply_date": ("Supply date", "Data sprzedaży", "Leistungsdatum", "Date de prestation", "Fecha de operación"),
    "due_date": ("Due date", "Termin płatności", "Fällig am", "Échéance", "Vencimiento"),
    "credit_date": ("To be credited by", "Rozliczenie do", "Gutschrift bis", "À créditer avant le", "Abono hasta"),
    "purchase_order": ("Purchase order", "Zamówienie", "Bestellnummer", "Bon de commande", "Orden de compra"),
    "buyer_reference": ("Your reference", "Referencja nabywcy", "Ihre Referenz", "Votre référence", "Su referencia"),
    "corrects": ("Corrects invoice", "Dotyczy faktury", "Zu Rechnung", "Corrige la facture", "Rectifica la factura"),
    "from_quote": ("Quote", "Oferta", "Angebot", "Devis", "Presupuesto"),
    "correction_reason": ("Reason", "Przyczyna korekty", "Grund der Korrektur", "Motif", "Motivo"),
    "correction_before": ("Before", "Przed korektą", "Bisher", "Avant", "Antes"),
    "correction_after": ("After", "Po korekcie", "Neu", "Après", "Después"),
    "registration_number": ("Reg. no.", "Nr rej.", "Reg.-Nr.", "N° d’immat.", "N.º de registro"),
    "tax_id_VAT": ("VAT ID", "VAT UE", "USt-IdNr.", "N° TVA", "NIF-IVA"),
    # Lines.
    "description": ("Description", "Opis", "Beschreibung", "Description", "Descripción"),
    "quantity": ("Qty", "Ilość", "Menge", "Qté", "Cant."),
    "unit_price": ("Unit price", "Cena", "Einzelpreis", "Prix unitaire", "Precio"),
    "discount": ("Discount", "Rabat", "Rabatt", "Remise", "Descuento"),
    "tax_rate": ("Tax", "VAT", "USt.", "TVA", "IVA"),
    "amount": ("Amount", "Wartość netto", "Betrag", "Montant", "Importe"),
    "amount_with_tax": ("Amount incl. tax", "Wartość brutto", "Betrag inkl. USt.", "Montant TTC", "Importe con IVA"),
    "optional": ("optional", "opcjonalnie", "optional", "en option", "opcional"),
    "subtotal": ("Subtotal", "Razem", "Zwischensumme", "Sous-total", "Subtotal"),
    "position": ("No.", "Lp.", "Pos.", "N°", "N.º"),
    "position_short": ("#", "Lp.", "Pos.", "N°", "N.º"),
    "sku": ("SKU", "Indeks", "Art.-Nr.", "Réf.", "Ref."),
    "unit": ("Unit", "J.m.", "Einheit", "Unité", "Ud."),
    "tax_amount": ("Tax amount", "Kwota VAT", "USt.-Betrag", "Montant TVA", "Cuota IVA"),
    "taxable": ("Taxable amount", "Podstawa", "Bemessungsgrundlage", "Base", "Base imponible"),
    "carried": ("Carried forward", "Do przeniesienia", "Übertrag", "À reporter", "Suma y sigue"),
    "brought": ("Brought forward", "Z przeniesienia", "Übertrag", "Report", "Suma anterior"),
    "attachments": ("Attachments", "Załączniki", "Anlagen", "Pièces jointes", "Archivos adjuntos"),
    # Totals.
    "lines_total": ("Subtotal", "Suma pozycji", "Zwischensumme", "Sous-total", "Subtotal"),
    "allowance": ("Discount", "Rabat", "Rabatt", "Remise", "Descuento"),
    "charge": ("Charge", "Dopłata", "Zuschlag", "Frais", "Recargo"),
    "net": ("Total before tax", "Razem netto", "Nettobetrag", "Total HT", "Base imponible"),
    "tax": ("Tax", "Podatek", "Steuer", "Taxe", "Impuesto"),
    "vat": ("VAT", "VAT", "USt.", "TVA", "IVA"),
    "taxed": (
        "{name} {rate} of {taxable}",
        "{name} {rate} od {taxable}",
        "{name} {rate} auf {taxable}",
        "{name} {rate} sur {taxable}",
        "{name} {rate} de {taxable}",
    ),
    "gross": ("Total", "Razem brutto", "Gesamtbetrag", "Total TTC", "Total"),
    "prepaid": ("Already paid", "Zapłacono", "Bereits bezahlt", "Déjà payé", "Ya pagado"),
    "deposit_paid": (
        "Less: deposit paid ({number})",
        "Zaliczka opłacona ({number})",
        "Abzüglich Anzahlung ({number})",
        "Acompte versé ({number})",
        "Anticipo pagado ({number})",
    ),
    "deposit_tax": (
        "of which {name} invoiced before",
        "w tym {name} zafakturowany wcześniej",
        "darin bereits berechnete {name}",
        "dont {name} déjà facturée",
        "del cual {name} ya facturado",
    ),
    "withheld": (
        "{name} {rate} withheld",
        "{name} {rate} potrącony",
        "{name} {rate} einbehalten",
        "{name} {rate} retenu",
        "{name} {rate} retenido",
    ),
    "rounding": ("Rounding", "Zaokrąglenie", "Rundung", "Arrondi", "Redondeo"),
    "amount_due": ("Amount due", "Do zapłaty", "Zahlbetrag", "Net à payer", "Importe a pagar"),
    "amount_credited": ("Amount credited", "Kwota korekty", "Gutschriftbetrag", "Montant crédité", "Importe abonado"),
    "amount_quoted": ("Total", "Razem", "Gesamtbetrag", "Total", "Total"),
    "amount_received": ("Amount received", "Otrzymano", "Erhaltener Betrag", "Montant reçu", "Importe recibido"),
    "balance": ("Balance due", "Pozostało do zapłaty", "Offener Betrag", "Reste à payer", "Saldo pendiente"),
    "paid_in_full": (
        "Paid in full",
        "Opłacono w całości",
        "Vollständig bezahlt",
        "Entièrement payée",
        "Pagada por completo",
    ),
    "converted": (
        "{name} in {currency}: {amount} (1 {from} = {rate} {currency}{source})",
        "{name} w {currency}: {amount} (1 {from} = {rate} {currency}{source})",
        "{name} in {currency}: {amount} (1 {from} = {rate} {currency}{source})",
        "{name} en {currency} : {amount} (1 {from} = {rate} {currency}{source})",
        "{name} en {currency}: {amount} (1 {from} = {rate} {currency}{source})",
    ),
    "early": (
        "{percent} off when paid by {date}: {payable} instead of {due}.",
        "Skonto {percent} przy zapłacie do {date}: {payable} zamiast {due}.",
        "{percent} Skonto bei Zahlung bis {date}: {payable} statt {due}.",
        "Escompte de {percent} pour paiement jusqu’au {date} : {payable} au lieu de {due}.",
        "{percent} de descuento por pago hasta el {date}: {payable} en lugar de {due}.",
    ),
    "early_days": (
        "{percent} off when paid within {days} days: {payable} instead of {due}.",
        "Skonto {percent} przy zapłacie w ciągu {days} dni: {payable} zamiast {due}.",
        "{percent} Skonto bei Zahlung innerhalb von {days} Tagen: {payable} statt {due}.",
        "Escompte de {percent} pour paiement sous {days} jours : {payable} au lieu de {due}.",
        "{percent} de descuento por pago en {days} días: {payable} en lugar de {due}.",
    ),
    "early_offer": (
        "{payable} if paid by {date} ({percent} off)",
        "{payable} przy zapłacie do {date} (skonto {percent})",
        "{payable} bei Zahlung bis {date} ({percent} Skonto)",
        "{payable} en cas de paiement jusqu’au {date} (escompte de {percent})",
        "{payable} si paga hasta el {date} ({percent} de descuento)",
    ),
    "early_taken": (
        "{paid} paid, {discount} off for paying early",
        "Zapłacono {paid}, skonto za wcześniejszą zapłatę: {discount}",
        "{paid} bezahlt, {discount} Skonto abgezogen",
        "{paid} payés, {discount} d’escompte déduits",
        "{paid} pagados, {discount} de descuento por pronto pago",
    ),
    "valid_by": (
        "Valid until {date}",
        "Ważna do {date}",
        "Gültig bis {date}",
        "Valable jusqu’au {date}",
        "Válido hasta el {date}",
    ),
    "due_by": (
        "Due by {date}",
        "Termin płatności: {date}",
        "Fällig am {date}",
        "À payer avant le {date}",
        "Vence el {date}",
    ),
    "credit_by": (
        "To be credited by {date}",
        "Do rozliczenia do {date}",
        "Gutschrift bis {date}",
        "À créditer avant le {date}",
        "Abono hasta el {date}",
    ),
    # Why no tax is charged, where the document does not say it better itself.
    "short_E": ("exempt", "zw.", "frei", "exo.", "exento"),
    "short_O": ("none", "np.", "n. st.", "h. ch.", "n. s."),
    "category_Z": ("Zero rated", "Stawka 0%", "Nullsatz", "Taux zéro", "Tipo cero"),
    "category_E": ("Exempt", "zw.", "steuerfrei", "exonéré", "exento"),
    "category_AE": (
        "Reverse charge",
        "Odwrotne obciążenie",
        "Steuerschuldnerschaft des Leistungsempfängers",
        "Autoliquidation",
        "Inversión del sujeto pasivo",
    ),
    "category_K": (
        "Intra-EU supply",
        "Wewnątrzwspólnotowa dostawa",
        "Innergemeinschaftliche Lieferung",
        "Livraison intracommunautaire",
        "Entrega intracomunitaria",
    ),
    "category_G": ("Export", "Eksport", "Ausfuhrlieferung", "Exportation", "Exportación"),
    "category_O": ("Not subject to tax", "np.", "nicht steuerbar", "Hors champ", "No sujeto"),
    # How to pay.
    "payment_details": ("How to pay", "Dane do przelewu", "Zahlungsinformationen", "Paiement", "Datos de pago"),
    "account_holder": ("Account holder", "Odbiorca", "Kontoinhaber", "Titulaire", "Titular"),
    "account_number": ("Account number", "Numer rachunku", "Kontonummer", "Numéro de compte", "Número de cuenta"),
    "bank_name": ("Bank", "Bank", "Bank", "Banque", "Banco"),
    "payment_reference": ("Reference", "Tytuł przelewu", "Verwendungszweck", "Référence", "Concepto"),
    "pay_online": ("Pay online", "Zapłać online", "Online bezahlen", "Payer en ligne", "Pagar en línea"),
    "pay": ("Pay {amount}", "Zapłać {amount}", "{amount} bezahlen", "Payer {amount}", "Pagar {amount}"),
    "scan_transfer": (
        "Scan with your banking app",
        "Zeskanuj aplikacją banku",
        "Mit der Banking-App scannen",
        "À scanner avec votre application bancaire",
        "Escanee con la app de su banco",
    ),
    "scan_link": (
        "Scan to open the payment page",
        "Zeskanuj, aby otworzyć stronę płatności",
        "Scannen, um die Zahlungsseite zu öffnen",
        "Scannez pour ouvrir la page de paiement",
        "Escanee para abrir la página de pago",
    ),
    "scan_check": (
        "Scan to check this document",
        "Zeskanuj, aby sprawdzić ten dokument",
        "Scannen, um dieses Dokument zu prüfen",
        "Scannez pour vérifier ce document",
        "Escanee para comprobar este documento",
    ),
    "code_alt": (
        "QR code for this payment",
        "Kod QR tej płatności",
        "QR-Code für diese Zahlung",
        "Code QR de ce paiement",
        "Código QR de este pago",
    ),
    "check_alt": (
        "QR code to check this document",
        "Kod QR do sprawdzenia tego dokumentu",
        "QR-Code zum Prüfen dieses Dokuments",
        "Code QR pour vérifier ce document",
        "Código QR para comprobar este documento",
    ),
    "download_pdf": ("Download PDF", "Pobierz PDF", "PDF herunterladen", "Télécharger le PDF", "Descargar PDF"),
    "copy": ("Copy", "Kopia", "Kopie", "Copie", "Copia"),
    "tax_breakdown": ("Tax summary", "Zestawienie VAT", "Steuerübersicht", "Détail de la TVA", "Desglose del IVA"),
    "discounts": ("Discounts", "Rabaty", "Rabatte", "Remises", "Descuentos"),
    "payment_terms": (
        "Payment terms",
        "Warunki płatności",
        "Zahlungsbedingungen",
        "Conditions de paiement",
        "Condiciones de pago",
    ),
    "signature_seller": (
        "For the seller",
        "Podpis sprzedawcy",
        "Für den Verkäufer",
        "Pour le vendeur",
        "Por el vendedor",
    ),
    "signature_buyer": ("For the buyer", "Podpis nabywcy", "Für den Käufer", "Pour l’acheteur", "Por el comprador"),
    "exchange_rate": ("Exchange rate", "Kurs waluty", "Wechselkurs", "Taux de change", "Tipo de cambio"),
    "amount_in_base": (
        "Total in {currency}",
        "Razem w {currency}",
        "Gesamt in {currency}",
        "Total en {currency}",
        "Total en {currency}",
    ),
    "notes": ("Notes", "Uwagi", "Anmerkungen", "Notes", "Notas"),
    "terms": ("Terms", "Warunki", "Bedingungen", "Conditions", "Condiciones"),
    "details": ("Details", "Szczegóły", "Details", "Détails", "Detalles"),
    "items": ("Items", "Pozycje", "Positionen", "Lignes", "Conceptos"),
    "page_of": (
        "Page {page} of {pages}",
        "Strona {page} z {pages}",
        "Seite {page} von {pages}",
        "Page {page} sur {pages}",
        "Página {page} de {pages}",
    ),
    "logo_of": ("Logo of {name}", "Logo: {name}", "Logo von {name}", "Logo de {name}", "Logotipo de {name}"),
    "sent_with": (
        "Sent with DueSpark",
        "Wysłano z DueSpark",
        "Gesendet mit DueSpark",
        "Envoyé avec DueSpark",
        "Enviado con DueSpark",
    ),
}


def spoken(language: str) -> str:
    """The language a mail about a document in `language` (BCP 47) is written in.

    >>> spoken("de-AT"), spoken("ja")
    ('de', 'en')
    """
    return _primary(language, LANGUAGES)


def printed(language: str) -> str:
    """The language a document in `language` (BCP 47) is printed in.

    >>> printed("ar-EG"), printed("ja"), printed("tlh")
    ('ar', 'ja', 'en')
    """
    return _primary(language, PRINTED)


def labels(language: str) -> dict[str, str]:
    """All words of the document in `language`, by key.

    >>> labels("pl")["due_date"]
    'Termin płatności'
    """
    return words_in(language, _WORDS, MORE)


def words_in(
    language: str, columns: Mapping[str, Sequence[str]], more: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """The words of a table in `language` (BCP 47), by key: one of its `columns`, which stand in the order of `LANGUAGES`, or one of
    the languages in `more`; English where documents do not speak it.

    >>> words_in("pl-PL", {"yes": ("yes", "tak", "ja", "oui", "sí")}, {})
    {'yes': 'tak'}
    """
    name = printed(language)
    if name in more:
        return dict(more[name])
    column = LANGUAGES.index(name)
    return {key: row[column] for key, row in columns.items()}


def _primary(language: str, known: tuple[str, ...]) -> str:
    primary = language.replace("_", "-").split("-")[0].lower()
    return primary if primary in known else "en"
