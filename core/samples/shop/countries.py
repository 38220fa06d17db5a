"""The three countries the shop delivers to: names, postcodes, and phone numbers that ring nowhere.

First and last names are drawn apart from each other, so that nobody is meant. The phone numbers come from
the ranges that Ofcom, the Bundesnetzagentur and Arcep keep free for films and books.
"""

from dataclasses import dataclass

SIGNS = {"#": "0123456789", "@": "ABDEFGHJLNPQRSTUWXYZ"}


@dataclass(frozen=True)
class Country:
    name: str
    share: float
    calling_code: str
    phone_ranges: tuple[str, ...]  # without the leading 0; the digits that are left stand as #
    postcode_areas: tuple[str, ...]
    postcode: str  # after the area; # stands for a digit, @ for a letter
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


GERMANY = Country(
    "Germany", 0.46, "+49",
    ("30 23125 ###", "40 66969 ###", "69 90009 ###", "89 99998 ###", "221 4710 ###"),
    ("01", "04", "10", "13", "20", "22", "28", "30", "40", "44", "50", "60", "70", "80", "90"),
    "###",
    ("Anna", "Jördis", "Lena", "Mareike", "Sabine", "Ute", "Käthe", "Franziska", "Nele", "Gesa", "Heike", "Tülay"),
    ("Jonas", "Björn", "Lukas", "Matthias", "Uwe", "Holger", "Jürgen", "Felix", "Emre", "Torben", "Ralf", "Götz"),
    ("Ahrens", "Bäumer", "Dietz", "Eickhoff", "Färber", "Grothe", "Hülsmann", "Jessen", "Kröger", "Lohse", "Möbius",
     "Niehaus", "Ostermann", "Petersen", "Rademacher", "Sötebier", "Thielen", "Voß", "Wienand", "Yıldız"),
)  # fmt: skip
FRANCE = Country(
    "France", 0.30, "+33",
    ("1 99 00 ## ##", "2 61 91 ## ##", "3 53 01 ## ##", "4 65 71 ## ##", "5 36 49 ## ##", "6 39 98 ## ##"),
    ("01", "06", "13", "21", "31", "33", "35", "38", "44", "59", "67", "69", "75", "76"),
    "###",
    ("Aurélie", "Camille", "Chloé", "Élodie", "Fatou", "Hélène", "Inès", "Léa", "Maëlle", "Noémie", "Sylvie", "Zoé"),
    ("Antoine", "Baptiste", "Cédric", "Étienne", "François", "Gaël", "Hugo", "Karim", "Loïc", "Mathis", "Rémi", "Théo"),
    ("Arnoult", "Baudry", "Chevrier", "Delorme", "Estève", "Fauché", "Garnaud", "Hébrard", "Jouvin", "Lacombe",
     "Mercadier", "Nivelle", "Ouvrard", "Périgord", "Quéméner", "Rousselin", "Sérac", "Thibaudet", "Vasseur", "Ziani"),
)  # fmt: skip
UNITED_KINGDOM = Country(
    "United Kingdom", 0.24, "+44",
    ("20 7946 0###", "113 496 0###", "114 496 0###", "115 496 0###", "116 496 0###", "117 496 0###", "118 496 0###",
     "121 496 0###", "131 496 0###", "141 496 0###", "151 496 0###", "161 496 0###", "7700 900###"),
    ("B", "BS", "CF", "E", "EH", "G", "L", "LE", "LS", "M", "N", "NE", "S", "SE"),
    "# #@@",
    ("Alice", "Beth", "Chiara", "Eleanor", "Freya", "Imogen", "Jodie", "Niamh", "Priya", "Rosie", "Siân", "Tamsin"),
    ("Adeel", "Callum", "Dafydd", "Ewan", "George", "Harvey", "Isaac", "Liam", "Nathan", "Owen", "Rhys", "Toby"),
    ("Ashcroft", "Blythe", "Carrick", "Dunmore", "Ellery", "Farrow", "Gillespie", "Hathaway", "Iqbal", "Jowett",
     "Kestrel", "Langley", "Merriweather", "Norbury", "O'Dowd", "Pemberton", "Quigley", "Rowntree", "Selwyn", "Thorne"),
)  # fmt: skip
COUNTRIES = (GERMANY, FRANCE, UNITED_KINGDOM)
