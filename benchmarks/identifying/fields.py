"""What invented people do, and how articles speak of it: roles, places of work, keywords and sentences by field."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A field of life.

    Attributes:
        roles: masculine and feminine.
        works: organisations, with ``{city}``, in the nominative, and as „… {der Polizei Kiel}“ in the genitive.
        topics: keywords.
        events: sentences that say what an article is about; ``{city}``.
        words: what people say.
    """

    roles: tuple[tuple[str, str], ...]
    works: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    events: tuple[str, ...]
    words: tuple[str, ...]


FIELDS = {
    "politics": Field(
        (("Bürgermeister", "Bürgermeisterin"), ("Stadtrat", "Stadträtin"), ("Umweltminister", "Umweltministerin"),
         ("Fraktionschef", "Fraktionschefin"), ("Staatssekretär", "Staatssekretärin")),
        (("der Rat", "des Rates von {city}"),),
        ("Kommunalpolitik", "Haushalt", "Verkehrspolitik", "Landtagswahl"),
        ("In {city} stritt der Rat am Abend über den Haushalt.", "Die Koalition in {city} will die Grundsteuer senken.",
         "Der Landtag beriet über ein Gesetz, das die Opposition ablehnt.", "Im Rathaus von {city} war lange Licht."),
        ("Wir werden das Geld nicht zweimal ausgeben", "Das ist mit uns nicht zu machen", "Die Mehrheit steht",
         "Wir haben darüber gut gesprochen", "Das Gesetz kommt noch in diesem Jahr"),
    ),
    "sport": Field(
        (("Trainer", "Trainerin"), ("Stürmer", "Stürmerin"), ("Torwart", "Torfrau"), ("Kapitän", "Kapitänin"),
         ("Mittelstreckenläufer", "Mittelstreckenläuferin")),
        (("der SV {city}", "des SV {city}"), ("der FC {city}", "des FC {city}")),
        ("Fußball", "Regionalliga", "Leichtathletik", "Pokal"),
        ("Im Stadion von {city} fiel das Tor erst spät.", "Die Mannschaft aus {city} gewann das Derby.",
         "Vor dem Spiel gab es Streit um die Aufstellung.", "Der Verein steht vor dem Abstieg aus der Liga."),
        ("Wir haben den Gegner laufen lassen", "Am Ende hat die Kraft gefehlt", "Das Tor war Zufall",
         "Die Fans haben uns getragen", "Wir trainieren weiter wie bisher"),
    ),
    "police": Field(
        (("Polizeisprecher", "Polizeisprecherin"), ("Kommissar", "Kommissarin"), ("Polizeidirektor", "Polizeidirektorin")),
        (("die Polizei {city}", "der Polizei {city}"),),
        ("Polizei", "Kriminalität", "Überfall"),
        ("Bei einem Überfall in {city} wurde niemand verletzt.", "Die Polizei sucht Zeugen des Unfalls.",
         "In {city} brannten in der Nacht drei Autos.", "Die Beamten sperrten die Straße für Stunden."),
        ("Wir ermitteln in alle Richtungen", "Zum Täter sagen wir noch nichts", "Es gibt bisher keine Spur",
         "Wer etwas gesehen hat, soll sich melden", "Die Wache war besetzt"),
    ),
    "justice": Field(
        (("Richter", "Richterin"), ("Staatsanwalt", "Staatsanwältin"), ("Rechtsanwalt", "Rechtsanwältin")),
        (("das Landgericht {city}", "des Landgerichts {city}"),),
        ("Justiz", "Prozess", "Urteil"),
        ("Vor dem Landgericht in {city} begann der Prozess.", "Das Gericht sprach den Angeklagten frei.",
         "Die Verhandlung wurde wegen Krankheit vertagt.", "Das Urteil wird im Herbst erwartet."),
        ("Die Beweise reichen nicht aus", "Das Verfahren ist fair verlaufen", "Wir gehen in Revision",
         "Der Zeuge hat sich geirrt", "Die Strafe ist angemessen"),
    ),
    "arts": Field(
        (("Schriftsteller", "Schriftstellerin"), ("Regisseur", "Regisseurin"), ("Schauspieler", "Schauspielerin"),
         ("Intendant", "Intendantin"), ("Dirigent", "Dirigentin")),
        (("das Theater {city}", "des Theaters {city}"), ("das Museum {city}", "des Museums {city}")),
        ("Theater", "Literatur", "Ausstellung", "Oper"),
        ("Im Theater von {city} hatte das Stück am Samstag Premiere.", "Der Roman erzählt von einem Dorf am Meer.",
         "Die Ausstellung zeigt achtzig Bilder aus zwei Jahrhunderten.", "Das Orchester spielte ohne Pause."),
        ("Ich wollte keine Antwort geben", "Die Bühne ist leer, das ist der Punkt", "Ein Buch ist nie fertig",
         "Wir haben vier Wochen geprobt", "Das Publikum war wach"),
    ),
    "science": Field(
        (("Physiker", "Physikerin"), ("Historiker", "Historikerin"), ("Virologe", "Virologin"), ("Rektor", "Rektorin")),
        (("die Universität {city}", "der Universität {city}"),),
        ("Wissenschaft", "Hochschule", "Forschung"),
        ("Die Universität in {city} bekommt ein neues Labor.", "Eine Studie aus {city} sorgt für Streit.",
         "Die Forscher haben zehn Jahre lang gemessen.", "An der Hochschule fehlen Plätze."),
        ("Die Daten sind eindeutig", "Wir müssen länger messen", "Das Ergebnis hat uns überrascht",
         "Es gibt noch keinen Impfstoff", "Die Quelle ist echt"),
    ),
    "church": Field(
        (("Pfarrer", "Pfarrerin"), ("Bischof", "Bischöfin"), ("Pastor", "Pastorin")),
        (("die Gemeinde {city}", "der Gemeinde {city}"),),
        ("Kirche", "Gemeinde"),
        ("In der Kirche von {city} blieb die Orgel stumm.", "Das Bistum will zwei Gotteshäuser verkaufen.",
         "Zum Gottesdienst kamen mehr Menschen als sonst.", "Die Gemeinde sammelt für das Dach."),
        ("Wir lassen die Tür offen", "Der Turm bleibt stehen", "Das Geld reicht für ein Jahr",
         "Wir beten für die Opfer", "Der Chor singt weiter"),
    ),
    "business": Field(
        (("Geschäftsführer", "Geschäftsführerin"), ("Unternehmer", "Unternehmerin"), ("Vorstandschef", "Vorstandschefin")),
        (("die Werft {city}", "der Werft {city}"), ("die Stadtwerke {city}", "der Stadtwerke {city}")),
        ("Wirtschaft", "Industrie", "Arbeitsplätze"),
        ("Die Werft in {city} hat keine Aufträge mehr.", "Der Konzern will dreihundert Stellen streichen.",
         "Die Firma baut in {city} eine neue Halle.", "Der Umsatz stieg im Winter um ein Zehntel."),
        ("Wir werden niemanden entlassen", "Der Markt ist schwierig", "Wir investieren hier",
         "Die Zahlen stimmen wieder", "Die Halle wird im Mai fertig"),
    ),
    "health": Field(
        (("Chefarzt", "Chefärztin"), ("Hebamme", "Hebamme"), ("Krankenpfleger", "Krankenpflegerin")),
        (("das Klinikum {city}", "des Klinikums {city}"),),
        ("Krankenhaus", "Medizin", "Pflege"),
        ("Im Klinikum von {city} fehlen dreißig Pflegekräfte.", "Die Station nimmt keine Patienten mehr auf.",
         "Die Klinik in {city} öffnet wieder.", "Auf der Intensivstation war am Montag ein Bett frei."),
        ("Wir arbeiten am Anschlag", "Kein Patient wird abgewiesen", "Das Bett kostet Geld",
         "Die Schicht dauert zwölf Stunden", "Es fehlt an allem"),
    ),
}  # fmt: skip

MEN = ("Michael Thomas Andreas Peter Stefan Christian Uwe Martin Frank Jens Klaus Markus Jürgen Torsten Bernd Holger Sven "
       "Matthias Oliver Dirk").split()  # fmt: skip
WOMEN = ("Anna Sabine Julia Claudia Petra Katrin Susanne Martina Nicole Birgit Heike Silke Andrea Monika Ute Anja Stefanie "
         "Christine Maria Karin").split()  # fmt: skip
COMMON = ("Müller Schmidt Schneider Fischer Weber Wagner Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder "
          "Neumann Schwarz Krüger Hofmann Lange").split()  # fmt: skip
RARE = ("Tiedemann Ohlendorf Brinkhaus Wessels Kaltenbrunn Lüdecke Harmsen Oppermann Rehwinkel Steinbach Vosskamp Dallmann "
        "Eickhoff Grabowski Hülsmann Isenberg Jepsen Kranefeld Mönkeberg Nordhoff Pawlowski Quandt Rademacher Sudhoff "
        "Tönnies Uhlenbrock Vollmers Wiechert Ziehm Averbeck").split()  # fmt: skip
FOREIGN = (
    ("Sergei Wolkow", "Sergej Wolkow"), ("Olena Schtscherbak", "Olena Shcherbak"),
    ("Juri Kowaltschuk", "Juri Kovalchuk"), ("Natalja Sokolowa", "Natalja Sokolova"),
    ("Mykola Tkatschenko", "Mykola Tkachenko"), ("Aleksandar Petrović", "Aleksandar Petrovic"),
    ("Andrei Makarow", "Andrej Makarow"), ("Witali Bondarenko", "Vitali Bondarenko"),
)  # fmt: skip
"""One name each, in two spellings."""
CITIES = ("Kiel Lübeck Rostock Bremen Oldenburg Göttingen Kassel Erfurt Dresden Chemnitz Regensburg Augsburg Freiburg "
          "Mannheim Koblenz Trier Münster Bielefeld Potsdam Cottbus").split()  # fmt: skip
PARTIES = ("SPD", "CDU", "FDP", "AfD")
