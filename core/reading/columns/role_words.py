"""The words by which column names give away their role, in the languages that customer files come in.

A name is compared after it was broken into plain lower-case words: 'CustomerID', 'customer_id' and 'Customer Id'
are all 'customer id'. The first pattern that fits counts, so the narrow ones stand above the wide ones.
"""

import re
import unicodedata

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("e-mail", r"e ?mails?( address)?|.* e ?mail( address)?|e ?mail .*|mail|courriel|correo( electronico)?"),
    ("phone", r"(.* )?(phone|telephone|telefon|telefono|mobile|handy|cell ?phone|tel|mobil)( (number|no|nr|nummer))?"),
    ("postcode", r"(.* )?(post ?codes?|postal codes?|zip( ?code)?|plz|postleitzahl|code postal|codigo postal|cap)"),
    ("country", r"(.* )?(country|land|pays|pais|paese)( (code|name))?"),
    ("currency", r"(.* )?(currency|wahrung|waehrung|devise|moneda|valuta)( code)?"),
    ("returned quantity", r"returned( item| items)? (quantity|qty|units)|(quantity|qty|units) returned|retouren ?menge|returned items?"),
    ("product group", r"product (type|group|category|line|class)|sub category|item (group|category)|warengruppe|produkt ?gruppe|artikel ?gruppe|famille( produit)?|categoria (de )?producto"),
    ("order", r"(order|invoice|transaction|receipt|basket|purchase|bill)( ?(id|no|nr|num|number|ref|reference))|invoice|(bestell|rechnungs?|auftrags?|beleg|bon) ?(id|nr|no|nummer)|(no|numero|num) (de )?(commande|facture|pedido|factura)|(commande|facture|pedido|factura|bestellung|rechnung)( (id|no|nr|numero))?"),
    ("customer", r"(customer|cust|client|member|user|buyer|shopper|subscriber|contact|account|household|guest|patient|donor)( ?(id|no|nr|num|number|key|code|ref))|customer|kunden? ?(id|nr|no|nummer|number)|kunde|(id|no|numero|code) (client|cliente)|cliente( id)?|client|debitor(en)?( ?(nr|nummer))?"),
    ("product", r"(product|item|article|artikel|produkt|stock|variant|produit|producto|prodotto) ?(id|no|nr|code|nummer|number|sku|key)|(.* )?(sku|ean|gtin|asin|isbn)|product|item|article|artikel|produkt|produit|producto|product (name|title)|item name"),
    ("quantity", r"(ordered |net |order |item |ordered item )?(quantity|qty|menge|anzahl|units|pieces|stuck|stueck|stk|quantite|cantidad|quantita)( ordered| sold)?"),
    ("price", r"(.* )?(unit ?price|price|einzelpreis|stuckpreis|preis|prix( unitaire)?|precio( unitario)?|prezzo)( per unit| each)?"),
    ("discount", r"(.* )?(discounts?|rabatt|remise|descuento|sconto)( (amount|percent|rate))?"),
    ("amount", r"(.* )?(amount|betrag|umsatz|revenue|turnover|montant|importe|sales|spend|spent|spending|summe|total|subtotal|paid|gesamtpreis|gesamtbetrag|chiffre d affaires)( (amount|value|price|eur|usd|gbp))?"),
    ("name", r"(first|last|full|sur|family|given|customer|client|contact) ?name|name|vorname|nachname|prenom|nom|nombre|apellidos?|cognome|kundenname"),
    ("date", r"(.* )?(date|datum|day|tag|fecha|jour|timestamp|time|zeit|bestelldatum|rechnungsdatum|data|dt|created( at)?|ordered at|purchased at)( .*)?"),
    ("category", r"(.* )?(gender|genre|sex|geschlecht|segment|region|channel|group|class|type|status|category|state|city|tier|level|code|store|branch|education|marital status|department|brand|cluster)"),
)  # fmt: skip
_compiled = tuple((role, re.compile(pattern)) for role, pattern in _PATTERNS)

# Where several columns could play a part that one plays, these names come first.
FIRST_CHOICE = {
    "customer": (r".*\b(id|no|nr|number|nummer|key|code|ref)",),
    "order": (r".*\b(id|no|nr|number|nummer|key|code|ref)",),
    "product": (r".*\b(id|sku|code|no|nr|nummer|number|ean|gtin)", r"product( name| title)?"),
    "date": (r"(order|invoice|purchase|transaction) date|bestelldatum|rechnungsdatum", r"date|datum|day|tag"),
    "quantity": (r"ordered.*|quantity ordered", r"quantity|qty|menge|anzahl"),
    "amount": ("line total", "total sales", "net sales", "sales", "revenue", "amount", "umsatz", "betrag", "total"),
}


def plain_words(name: str) -> str:
    """'CustomerID (new)' as 'customer id new', 'Währung' as 'wahrung'."""
    spaced = re.sub(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    bare = unicodedata.normalize("NFKD", spaced.casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign))
    return " ".join(letters.split())


def role_of_name(name: str) -> str | None:
    words = plain_words(name)
    return next((role for role, pattern in _compiled if pattern.fullmatch(words)), None)
