"""German, with and without umlauts; its compounds are taken by their last part."""

from breachbot.intake.phrases import Language

LANGUAGE = Language(
    slots={
        "holder": """\\w*kund(?:e|en|in|innen)|\\w*nutzer(?:s|n|in|innen)?|anwender(?:s|n|in|innen)?|patient(?:en|in|innen)?
            |mitglied(?:s|er|ern|es)?|\\w*mitarbeiter(?:s|n|in|innen)?|\\w*kolleg(?:e|en|in|innen)|person(?:en)?|leuten?|mensch(?:en)?
            |firm(?:a|en)|unternehmen|betrieb(?:s|e|en|es)?|mandant(?:en|in|innen)?|\\w*mieter(?:s|n|in|innen)?|teilnehmer(?:s|n|in|innen)?
            |schüler(?:s|n|in|innen)?|studierende[rn]?|familien?|gast|gäste[ns]?|bewerber(?:s|n|in|innen)?|versicherte[nr]?
            |nachbar(?:n|in|innen)?|frau(?:en)?|mann(?:es|s)?|männern?|herrn?|kind(?:er|ern|es)?|eltern|männ\\w+|vereine?s?|käufer(?:s|n|in|innen)?
            |verkäufer(?:s|n|in|innen)?|klient(?:en|in|innen)?|bekannte[rn]?|user[sn]?|absender(?:s|n|in)?""",
        "other": "ander(?:e|en|er|em|es)|(?:wild)?fremd(?:e|en|er|em|es)|unbekannt(?:e|en|er|em|es)|falsch(?:e|en|er|em|es)",
        "an": "ein(?:e|es|er|em|en)? |d(?:er|es|em|en|ie|as) |von |vom |mehrere[rn]? |viele[rn]? |alle[rn]? |irgendein(?:e|es|er|em|en) ",
        "someone": """jemand(?:em|en|es|s)? ander(?:e|em|en|es|s|er)|(?:völlig |ganz |total |komplett |gänzlich )?(?:{other}) (?:\\w+ )?(?:{holder})|(?:völlig |total )?(?:wild)?fremden?|unbekannten?
            |(?:jemand(?:em|en)?|person(?:en)?|leuten?|menschen) (?:\\w+ )?d(?:en|ie|er|em) (?:ich|wir) (?:gar |überhaupt )?nicht kenn(?:e|en)|dritten?""",
        "thing": """\\w*iban|\\w*erinnerung(?:en)?|\\w*(?:rechnung|bestellung|nachricht|unterhaltung|abrechnung|buchung|bestätigung|reservierung|sendung|adresse|anschrift|datei
            |akte|lieferung|quittung|bescheinigung|überweisung|zahlung|aufnahme|verordnung|medikation|anfrage|liste|karte|notiz
            |mitteilung|antwort|meldung|police|unterlage|auskunft|tabelle|information|transaktion|diagnose|bewerbung|historie|seite)n?(?:en)?
            |\\w*(?:chat|foto|bild|video|rezept|konto|profil|dokument|beleg|brief|vertrag|befund|bericht|ergebnis|auszug|termin
            |einkauf|ticket|gespräch|verlauf|paket|ausweis|zeugnis|gehalt|kalender|kontakt|warenkorb|eintrag|datensatz|protokoll
            |postfach|formular|attest|projekt|screenshot|anhang|lebenslauf|standort|passwort|abo|guthaben)(?:s|e|es|en|er|ern|n|se|ses|sen|seiten)?
            |\\w*(?:konten|profilen?|verträge?n?|daten|mails?|infos|fotos|auszüge?n?|gespräche?n?|einträge?n?|datensätze?n?|anhänge?n?
            |ausweise?n?|aufträge?n?|auftrag|papieren?|schreiben|namen?s?|telefonnummern?|nummern?|sms|pakete?n?|zeugnisse?n?|käufe?n?|verläufe?n?
            |warenkörbe?n?|lebensläufe?n?|post)""",
        "id": "\\w*\\d\\w*",
        "my": "(?:mein|unser|sein|ihr|euer|dein)(?:e|er|em|en|es)?|unsre[rnm]?",
        "see": """sehen|seh|sieht|einsehen|lesen|liest|öffnen|abrufen|herunterladen|runterladen|downloaden|finden|aufrufen|anschauen|ansehen
            |zugreifen|ändern|bearbeiten""",
        "seer": """(?:wild)?fremden?|unbekannten?|andere[rn]?|dritten?|alle[rn]?|jede[rnm]?|jedermann|jemand(?:em)? andere[rsnm]*
            |(?:{other}) (?:{holder})|außenstehenden?|die ganze welt""",
    },
    tells="""ohne|lösegeld\\w*|erpress\\w*|cc|\\w*verteiler
        |gesendet|geschickt|ausgeliefert|übermittelt|verschickt|zurückgegeben|ausgegeben|ander\\w{1,2}|(?:wild)?fremd\\w{0,2}|unbekannt\\w{0,2}|falsch\\w{0,2}|dritten?|kenn\\w{1,2}
        |\\w*kolleg\\w*|gehör\\w*|nicht|gegenseitig|voneinander|vertauscht|verwechselt|vermischt
        |durcheinander|alle[rn]?|jede\\w?|jedermann|außenstehende\\w?|welt|öffentlich\\w*|google|internet
        |netz|darknet|daten(?:leck|panne|klau|diebstahl|verlust|löschung)\\w*|geleakt\\w*|gehackt|hacker\\w*
        |übernommen|gekapert|gestohlen|unwiederbringlich|versehentlich|verloren""",
    says={
        "cross_tenant": (
            "(?:{thing}) (?!wurden? |wird |werden )(?:{gap1})(?:(?:{an}|über |zu |zu der |aus dem konto )){0,2}(?:{someone})",
            "(?:{thing}) (?:von |vo[nm] |d(?:er|es) |ein(?:er|es) )?(?:(?:{my}|alle[rn]?|sämtliche[rn]?) )*(?:arbeits)?kolleg(?:en|e|in|innen)",
            "(?:{an})?(?:{other}) (?:{holder}) (?:{thing})",
            "(?:{thing}) (?:\\w+ ){0,6}(?:(?:mir|uns) (?:\\w+ )?nicht gehör\\w+|nicht (?:zu )?(?:mir|uns) gehör\\w+"
            "|gehör\\w+ (?:\\w+ )?nicht (?:zu )?(?:mir|uns)|gehör\\w+ (?:mir|uns) (?:\\w+ )?nicht|nicht von (?:mir|uns) (?:ist|sind|stamm\\w+)|nicht (?:die )?(?:meine|unsere|meins)[rns]? (?:ist|sind|war\\w*))",
            "(?:das|dies|dieses?|diese[rs]?|es|hier|da) (?:sind|ist|war|waren) (?:\\w+ )?nicht (?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:{thing}) (?:von |vom |des |der )?(?:{holder}) {id} (?:{gap2})an (?:{holder}) {id} (?:{gap1})(?:gesendet|geschickt|ausgeliefert|übermittelt|verschickt|zurückgegeben|ausgegeben)",
            "gegenseitig (?:\\w+ ){0,3}(?:{thing})|(?:{thing}) (?:\\w+ )?(?:gegenseitig|voneinander)",
            "(?:{thing}) (?:der|des) (?:jeweils |jeweiligen )?anderen(?: (?:{see}))?$",
            "(?:{thing}) (?:\\w+ ){0,5}nicht für (?:mich|uns)$",
            "als (?:{an})?(?:{someone}) (?:\\w+ )?(?:angemeldet|eingeloggt)|(?:angemeldet|eingeloggt) als (?:{an})?(?:{someone})",
        ),
        "exposure": (
            "(?:{seer}) (?:sehen|sieht|lesen|liest) (?:{gap1})(?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:{my}) (?:\\w+ ){0,2}(?:{thing}) (?:{gap3})(?:öffentlich|bei google|im internet|im netz|im darknet)",
            "(?:datenleck|datenpanne|datenklau|datendiebstahl)\\w*|geleakt\\w*",
        ),
        "misdirected": (
            "offene[rnm]? (?:e ?mail ?)?verteiler|(?:alle|empfänger|kunden|mitglieder) (?:{gap3})im cc|cc statt bcc",
            "(?:bekomm\\w*|bekam\\w*|erhalte\\w*|erhielt\\w*|kriege\\w*) (?:\\w+ ){0,4}(?:{thing}) (?:\\w+ )?für (?:{an})?(?:{someone})",
        ),
        "loss": (
            "daten(?:verlust|löschung)|(?:{thing}) (?:{gap3})(?:unwiederbringlich|versehentlich gelöscht|verloren gegangen)",
        ),
    },
    small="""der die das ein eine einen einem einer eines und oder ist sind war waren wurde wurden wird
        werden nicht kein keine mit von vom zu zum zur fur auf im am bei aus nach uber durch
        ich wir sie er es mir mich uns ihr ihre ihren mein meine meinen meiner meinem unser
        unsere dass wenn weil auch noch nur habe hat haben hatte sich wie was wer jeder jede
        alle kann konnen den dem des als bitte beim eurem euer seit heute gestern andere
        anderen anderer anderem unter ohne jemand man""",
    negations="nicht|kein|keine|keinen|keiner|nie|niemand|ohne",
    asks="""(?:hallo |hi |und |guten tag )?(?:(?:kann|können|könnte|darf|dürfen|soll|muss) (?:ich|wir|man)|wie (?!kann es|kommt|ist es|konnte)|gibt es
        |ist es möglich|(?:ich|wir) (?:möchten?|würden?|wollen|will|bräuchten?|brauchen?)
        (?!(?:\\w+ ){0,4}(?:melden|mitteilen|sagen|hinweisen|wissen|beschweren|informieren))
        |bitte (?!um (?:auf)?klärung|prüfen|helft|hilfe|dringend|sofort|schaut|beheb\\w*))""",
    cannot="(?:sehe|seh|sehen|finde|finden|lese|bekomme|erhalte|öffne) (?:\\w+ )?(?:nicht|keine[nr]?|nie) (?:\\w+ ){0,3}",
    cannot_after=" (?:\\w+ )?(?:nicht|nie) (?:mehr )?(?:sehen|öffnen|lesen|finden|einsehen|abrufen|herunterladen|aufrufen|beantworten|bearbeiten|teilen|anzeigen|ändern|löschen)",
    taken="(?:bereits|schon) (?:\\w+ ){0,3}(?:vergeben|verwendet|genutzt|registriert|verknüpft|zugeordnet|verbunden|belegt)|gehör\\w+ (?:bereits|schon)",
    ideas={
        "not": """nicht kein keine keinen keiner keinem nie niemand ohne abgelehnt blockiert verhindert
            gesperrt fehlgeschlagen niemals verweigert""",
        "data": """miet* darlehen* kredit* führerschein* versichertenkart* lichtbild* *zahlen *rechnung
            *rechnungen *bestellung *bestellungen *gehalt *gehälter lohn* *lohn *lohnn
            *lohnen *lohne patientendat* *akte *akten befund* diagnose* *diagnose *diagnosen
            *diagnoseen *diagnosee *rezept *rezepte ausweis* *ausweise reisepass*
            geburtsdat* *adresse *adressen *anschrift *anschriften telefonnummer*
            handynummer* iban kontostand umsätze *auszug *auszüge bankdat* kontodat* *daten
            *liste *listen lebenslauf lebensläufe bewerbung* zeugnis* *bescheid *bescheide
            *vertrag *verträge *brief *briefe *nachricht *nachrichten *chat *chats *foto
            *fotos video* *video *videon *videoen *videoe *profil *profile *mail *mails
            *postfach *postfächer *termin *termine *buchung *buchungen *unterlagen krank*
            gesundheit* medizin* *ergebnis *ergebnisse personal* betriebsrat* steuer*
            versicherung* *versicherung *versicherungn *versicherungen *versicherunge
            kündigung* *beitrag *beiträge *quittung *beleg *belege kundenkart* *namen
            schüler* *dokument *dokumente formular* *formular *formularn *formularen
            *formulare protokoll* *protokoll *protokolln *protokollen *protokolle abmahnung*
            beschwerde* gutachten religion gehaltsliste* laborwert* röntgen* rundmail*
            spende* *spende *spenden *spendeen *spendee *antrag *anträge *warenkorb
            rechnung* *rechnungn *rechnunge *rechnungs *rechnunges *rechnunger *rechnungern
            bestellung* *bestellungn *bestellunge *bestellungs *bestellunges *bestellunger
            *bestellungern bescheid* *bescheidn *bescheiden *bescheids *bescheides
            *bescheider *bescheidern *schreiben unterlage* *unterlage *unterlageen
            *unterlagee *unterlages *unterlagees *unterlageer *unterlageern dokument*
            *dokumentn *dokumenten *dokuments *dokumentes *dokumenter *dokumentern
            *formulars *formulares *formularer *formularern *vorgang *vorgänge *vorgangs
            *fall *fälle buchung* *buchungn *buchunge *buchungs *buchunges *buchunger
            *buchungern reservierung* *reservierung *reservierungn *reservierungen
            *reservierunge *reservierungs *reservierunges *reservierunger *reservierungern
            termin* *terminn *terminen *termins *termines *terminer *terminern *ticket
            *tickets *fahrten fahrtenbuch *verlauf chat* *chatn *chaten *chate *chates
            *chater *chatern nachricht* *nachrichtn *nachrichte *nachrichts *nachrichtes
            *nachrichter *nachrichtern mail* *mailn *mailen *maile *mailes *mailer *mailern
            postfach* *postfachn *postfachen *postfache *postfachs *postfaches *postfacher
            *postfachern foto* *foton *fotoen *fotoe *fotoes *fotoer *fotoern *bild *bilder
            *bildern aufnahme* *aufnahme *aufnahmen *aufnahmeen *aufnahmee *aufnahmes
            *aufnahmees *aufnahmeer *aufnahmeern *scan *scans profil* *profiln *profilen
            *profils *profiles *profiler *profilern *konto merkliste* *merklisteen
            *merklistee *merklistes *merklistees *merklisteer *merklisteern *merkzettel
            lieferschein* *lieferschein *lieferscheinn *lieferscheinen *lieferscheine
            *lieferscheins *lieferscheines *lieferscheiner *lieferscheinern quittung*
            *quittungn *quittungen *quittunge *quittungs *quittunges *quittunger
            *quittungern beleg* *belegn *belegen *belegs *beleges *beleger *belegern
            angebot* *angebot *angebotn *angeboten *angebote *angebots *angebotes *angeboter
            *angebotern abrechnung* *bericht *berichte *protokolls *protokolles *protokoller
            *protokollern notiz* *notiz *notizn *notizen *notize *notizs *notizes *notizer
            *notizern kontakt* *kontakt *kontaktn *kontakts *kontaktes *kontakter
            *kontaktern *stundenplan *noten ergebnis* *ergebnisn *ergebnisen *ergebnise
            *ergebniss *ergebnises *ergebniser *ergebnisern umfrage* *umfrage *umfragen
            *umfrageen *umfragee *umfrages *umfragees *umfrageer *umfrageern antwort*
            *antwort *antwortn *antworten *antworte *antworts *antwortes *antworter
            *antwortern *eintrag *einträge *datensatz *datensätze adresse* *adresseen
            *adressee *adresses *adressees *adresseer *adresseern nummer* *nummer *nummern
            *nummeren *nummere *nummers *nummeres *nummerer *nummerern *beschwerde
            *beschwerden *beschwerdeen *beschwerdee *beschwerdes *beschwerdees *beschwerdeer
            *beschwerdeern antrag* *antragn *antragen *antrage *antrags *antrages *antrager
            *antragern schadensmeldung* *schadensmeldung *schadensmeldungn *schadensmeldunge
            *schadensmeldungs police* *police *policen *policeen *policee *polices *policees
            *policeer *policeern *zählerstand verbrauch* *verbrauch *verbrauchn *verbrauchen
            *verbrauche *verbrauchs *verbrauches *verbraucher *verbrauchern lieferadresse*
            e_mail erinnerung* *vertrags handyvertrag*""",
        "people": """*kunde *kunden *kundin *kundinnen *nutzer *nutzern *nutzerin *patient *patienten *patientin
            *patientinnen *mitglied *mitglieder *mitgliedern *mitarbeiter *mitarbeitern
            *mitarbeiterin *person *personen *mieter *mietern *mandant *mandanten *kanzlei
            *kanzleien *firma *firmen *bewerber *bewerbern versicherte* *versicherte
            *versicherten *versicherteen *versichertee teilnehmer* *teilnehmer *teilnehmern
            *teilnehmeren *teilnehmere *empfänger *empfängern *eltern *kollege *kollegen
            *kollegin *gast *gäste spender* *spender *spendern *spenderen *spendere
            beschäftigte* angehörige* klient* *klient *klientn *klienten *kliente *konto
            *konten frau herr mann kunde* *kundeen *kundee *kundes *kundees *kundeer
            *kundeern kundin* *kundinn *kundinen *kundine *kundins *kundines *kundiner
            *kundinern nutzer* *nutzeren *nutzere *nutzers *nutzeres *nutzerer *nutzerern
            patient* *patientn *patiente *patients *patientes *patienter *patientern
            *klients *klientes *klienter *klientern mandant* *mandantn *mandante *mandants
            *mandantes *mandanter *mandantern mitglied* *mitgliedn *mitglieden *mitgliede
            *mitglieds *mitgliedes mitarbeit* *mitarbeit *mitarbeitn *mitarbeiten
            *mitarbeite *mitarbeits *mitarbeites kollege* *kollegeen *kollegee *kolleges
            *kollegees *kollegeer *kollegeern kollegin* *kolleginn *kolleginen *kollegine
            *kollegins *kollegines *kolleginer *kolleginern mieter* *mieteren *mietere
            *mieters *mieteres *mieterer *mieterern vermieter* bewohner* *bewohner
            *bewohnern *bewohneren *bewohnere *bewohners *bewohneres *bewohnerer
            *bewohnerern bewerber* *bewerberen *bewerbere *bewerbers *bewerberes *bewerberer
            *bewerberern schüler* *schüler *schülern *schüleren *schülere *schülers
            *schüleres *schülerer *schülerern student* *student *studentn *studenten
            *studente *students *studentes *studenter *studentern studierend* *studierend
            *studierendn *studierenden *studierende *studierends *studierendes *studierender
            *studierendern *teilnehmers *teilnehmeres *teilnehmerer *teilnehmerern *mutter
            *vater *kind *kinder *kindern familie* *familie *familien *familieen *familiee
            *families *familiees *familieer *familieern haushalt* *haushalt *haushaltn
            *haushalten *haushalte *haushalts *haushaltes *haushalter *haushaltern
            *unternehmen *praxis *praxen kanzlei* *kanzlein *kanzleie *kanzleis *kanzleies
            *kanzleier *kanzleiern schule* *schule *schulen *schuleen *schulee *schules
            *schulees *schuleer *schuleern verein* *verein *vereinn *vereinen *vereine
            *vereins *vereines *vereiner *vereinern *gästen *gastes fahrgast* fahrer*
            *fahrer *fahrern *fahreren *fahrere *fahrers *fahreres *fahrerer *fahrerern
            käufer* *käufer *käufern *käuferen *käufere *käufers *käuferes *käuferer
            *käuferern verkäufer* händler* *händler *händlern *händleren *händlere *händlers
            *händleres *händlerer *händlerern *versichertes *versichertees *versicherteer
            *versicherteern arbeitnehmer* *arbeitnehmer *arbeitnehmern *arbeitnehmeren
            *arbeitnehmere *arbeitnehmers *arbeitnehmeres *arbeitnehmerer *arbeitnehmerern
            arbeitgeber* *arbeitgeber *arbeitgebern *arbeitgeberen *arbeitgebere
            *arbeitgebers *arbeitgeberes *arbeitgeberer *arbeitgeberern angestellt*
            *angestellt *angestelltn *angestellten *angestellte *angestellts *angestelltes
            *angestellter *angestelltern azubi* *azubi *azubin *azubien *azubie *azubis
            *azubies *azubier *azubiern praktikant* *praktikant *praktikantn *praktikanten
            *praktikante *praktikants *praktikantes *praktikanter *praktikantern bürger*
            *bürger *bürgern *bürgeren *bürgere *bürgers *bürgeres *bürgerer *bürgerern
            abonnent* *abonnent *abonnentn *abonnenten *abonnente *abonnents *abonnentes
            *abonnenter *abonnentern besteller* *besteller *bestellern *bestelleren
            *bestellere *bestellers *bestelleres *bestellerer *bestellerern empfänger*
            *empfängeren *empfängere *empfängers *empfängeres *empfängerer *empfängerern
            *spenders *spenderes *spenderer *spenderern anwohner* *anwohner *anwohnern
            *anwohneren *anwohnere *anwohners *anwohneres *anwohnerer *anwohnerern leute*
            frauen männer herrn dame damen mensch* jemand* konto*""",
        "person": """frau herr herrn dame nachbar* fremde* wildfremd* unbekannt* jemand_ander* jemandem sie_ist
            hrn fr dr kollegin kollege kollegen exfrau exmann ex_freund ex_freundin chefin
            schwester bruder namens gewisse gewissen familie""",
        "mine": "ich mein meine meinem meiner meinen mir mich wir unser unsere unserem uns",
        "else": "ander* fremd* falsch* unbekannt* sämtlich* jeder zweite* verschieden* mehrere*",
        "number": "hunderte tausende",
        "store": """*datei *dateien *ordner *datenbank *datenbanken *sicherung *sicherungen *export *tabelle
            *tabellen *laufwerk *verzeichnis *freigabe *archiv *anhang *anhänge *datensätze
            *datensatz *server akten *bucket *liste *speicher *kopie *kopien""",
        "other": """aller_mandanten aller_kunden aller_nutzer aller_patient* aller_mitglieder aller_firmen
            jemandem_mit von_jemandem einem_herrn einer_dame jemand_ander* jemandem_ander*
            fremde* wildfremd* garnicht_für_mich nicht_für_mich gar_nicht_für_mich
            nicht_meine nicht_mein nicht_meiner nicht_von_mir einer_mir_unbekannten
            mir_unbekannt* nicht_kenne nicht_kennen des_nachbarn der_nachbarin nem_anderen
            von_anderen anderer mandanten_fremd* nicht_zu_mir gehört_nicht gehören_nicht
            einer_frau eines_herrn""",
        "got": """gehabt sehe sehen sieht sah zeigt zeigen gezeigt angezeigt bekommen bekam bekomme erhalten
            erhalte erhielt stehen steht stand lag lagen drin kam kamen öffnet geöffnet
            einsehen liefert geliefert enthält enthalten beigelegt zugestellt geschickt
            gesendet landet landete gelandet auftauch* erscheint abrufbar einsehbar sichtbar
            gelesen lesen gehört gehören angemeldet eingeloggt umschlag antwort* bekamen
            erhielten kriege kriegt gekriegt gesehen zeigte taucht_auf tauchen liegt liegen
            eingelegt gelegt mitgeschickt angehängt öffnen runterladen herunterladen
            heruntergeladen abrufen zugriff finde findet gefunden vorgefunden vor_mir drauf
            darauf ausgehändigt überreicht mitgegeben gedruckt lieferte liefern beinhaltet
            ausgegeben zurückgegeben zugeordnet bin_ich_als lande ich_lande""",
        "owner": "mandant* sitzung session eigentümer* besitzer* inhaber* haushalt*",
        "mixed": """versetzt falsch_zugeordnet vertausch* verwechs* vermisch* durcheinander* verrutsch*
            zusammengeführt* zusammengelegt* zusammengeworfen falsch_verknüpft
            falsch_zugewiesen falsch_abgelegt falsch_einsortiert doppelt_vergeben gemischt
            greift_nicht""",
        "wrong": "falsche falschen falscher falsches falschem verkehrte verkehrten",
        "open": """öffentlich* jeder jedermann jeden jede *internet google suchmaschine* ungeschützt*
            unverschlüsselt_im offen offene* ohne_anmeldung ohne_login ohne_passwort
            ohne_kennwort ohne_zugangsdat* ohne_authentifizierung ohne_pin anonym*
            unangemeldet* außenstehend* netz frei_zugänglich* gruppe_alle dritte dritten
            gäste frei_einsehbar* frei_abrufbar* frei_verfügbar* für_jeden für_jedermann
            für_alle jeder_kann jeder_mit alle_können alle_welt ganze_welt im_netz ins_netz
            online googel* googlet gegoogelt bing suchergebnis* suchtreffer* ungesichert*
            ohne_schutz ohne_anzumelden ohne_sich_anzumelden ohne_einloggen ohne_einzuloggen
            ohne_authentisierung ohne_berechtigung ohne_zugangsdaten steht_offen
            unverschlüsselt* nicht_angemeldet* nicht_eingeloggt* unbefugt* unberechtigt*
            gastzugang link_kennt link_hat mit_dem_link mit_link nummer_in_der_url
            nummer_im_link zahl_im_link zahl_in_der_url nummer_ändere nummer_ändert
            nummer_ändern hochzähl* facebook instagram soziale_medien social_media
            webseite_abrufbar öffentlichen_bucket öffentlicher_bucket listbar""",
        "all": "aller an_alle für_alle alle allen",
        "reach": """lesbar lesen sichtbar abrufbar zugänglich erreichbar einsehbar herunterladbar einsehen sehen
            öffnen abrufen zugreifen zugriff gefunden auffindbar indexiert listet geteilt
            hochgeladen stand stehen steht freigegeben heruntergeladen verlinkt liest
            mitlesen reinschauen anschauen ansehen herunterladen runterladen downloadbar
            findet finden gelistet veröffentlicht online liegt liegen lag lagen standen
            hängt hängen hing erscheint erscheinen freigabe kopieren ausgehängt antwortet
            liefert aushängt""",
        "outward": """externe_adress* externer_adress* externen_adress* nach_außen private_adress* private_mail*
            privates_postfach privaten_postfach privatpostfach weiterleitungsre*
            weiterleitung datenabfluss* abgeflossen exfiltr* darknet unbekannte_adress*
            unbekannten_server verkauft weitergegeben private_cloud private_dropbox
            usb_stick_kopiert konkurrent* konkurrenz wettbewerber* freemail* private_e_mail
            privates_handy privaten_laptop privatrechner privat_pc privatkonto dropbox
            wetransfer filehoster nach_draußen nach_extern extern_geteilt externes_konto
            fremdes_konto fremden_account fremdes_aws unbekanntes_konto unbekannter_server
            unbekannten_host forum zum_verkauf angeboten telegram_kanal usb_stick ausland
            ausländisch* abgesaugt abgezogen ausgeleitet datenabzug* kundendaten_verkauf
            mitgenommen zum_neuen_arbeitgeber anbietet bietet_an werbepartner* datenhändler*""",
        "odd": """ungewöhnlich* auffällig* massen* nachts nacht wochenende letzter_arbeitstag
            letzten_arbeitstag ausscheidend* gekündigt* kurz_vor ohne_grund ohne_anlass
            ohne_fall ohne_auftrag üblich sonst unbekannt* neugier* sonntag* letzter_tag
            letzten_tag kündigung ohne_bezug normalerweise fremde_station andere_station
            nicht_auf_ihrer nicht_auf_seiner nicht_zuständig""",
        "took": """heruntergeladen download* *abruf *abrufe abgerufen export* kopiert* abgefragt abfrage*
            geöffnet aufgerufen eingesehen angesehen gelesen ausgelesen ausgedruckt
            mitgenommen kopie nachgeschaut gezogen abgezogen angeschaut gedruckt
            fotografiert abfotografiert weitergeleitet gesichert gesammelt durchsucht
            gesucht gescrollt abruf* lädt_herunter herunterlädt""",
        "idle": """ohne_vorgang ohne_aktenzeichen ohne_bezug ohne_berechtig* ohne_grund ohne_anlass
            ohne_behandl* ohne_fall ohne_auftrag ohne_dienstlich* neugier* ex_mann ex_frau
            exfrau exmann nachbarin nachbars promi* schwager schwägerin aus_neugier
            privatem_interesse nachbarn nachbar schwiegermutter bekannten bürgermeister*
            nicht_zuständig""",
        "grant": """berechtigung* gruppe rechte zugriffsrechte freigabe vollzugriff recht darf dürfen leserecht*""",
        "intruder": """ehemalige* ex_mitarbeiter* angreifer* hacker* gehackt eingebrochen einbruch einbrecher
            eindringling* übernommen gekapert kompromittiert* cyberangriff*
            nicht_vom_benutzer schadsoftware verschlüsselungstrojaner ransomware
            fremdzugriff unberechtigt* sicherheitsvorfa* datenleck abgegriffen täter*
            unbefugt* unautorisiert* hatte_zugriff hatten_zugriff hat_noch_zugriff
            noch_zugriff noch_immer_zugriff weiterhin_zugriff zugriff_nicht_entzogen
            nicht_gesperrt nicht_deaktiviert ausgeschieden* gephisht phishing_seite
            passwort_eingegeben zugangsdaten_eingegeben trojaner* ex_mitarbeit*
            früherer_mitarbeit*""",
        "vendor": """*dienstleister dienstleisters auftragsverarbei* lieferant* anbieter* hoster druckerei*
            agentur* lettershop rechenzentrum steuerberater* labor partner*""",
        "tells": """teilt_mit meldet gemeldet informiert* mitgeteilt schreibt_uns hinweis benachrichtig*
            räumt_ein warnt teilte_mit meldete schreibt schrieb weist_darauf uns_mitgeteilt
            betroffen""",
        "sent": """briefkasten gestellt eingestellt gesendet geschickt verschickt versendet versand gemailt
            ging gingen gegangen zugestellt geliefert weitergeleitet übergeben ausgehändigt
            gefaxt *mail *brief *umschlag rundmail* newsletter serienbrief* hochgeladen
            veröffentlicht kam bekommen erhalten lag lagen raus rausgegangen rausgeschickt
            mitgegeben weitergegeben gepostet ausgehängt landet landete landen gelandet
            ausgedruckt ausgeteilt verteilt vorgelesen verlesen bekam bekamen erhielt
            gelangt gelangte rundschreiben serienmail* mailing adressiert eingetütet
            kuvertiert beigelegt angehängt beigefügt geteilt präsentiert gezeigt""",
        "astray": """ganze_firma ganzen_firma gesamte_belegschaft alle_mitarbeiter arbeitgeber chef vermieter
            ex_partner whatsapp_gruppe gruppenchat alte_anschrift alte_adresse alten_adresse
            alten_anschrift nachmieter vormieter früheren_* falsche_adresse
            falsche_empfänger* an_alle alle_empfänger im_cc in_cc cc offen_drin
            offener_verteiler offenen_verteiler an_der_falschen verteiler* nachbar*
            versehentlich aus_versehen statt_an nicht_für_mich nicht_an_mich private_adress*
            privatadresse anderen_empfänger* fremde* ex_mann ex_frau im_an_feld
            im_empfängerfeld gut_sichtbar falsche_person falschen_person falschen_patient*
            falsche_patient* falschen_kunden falsche_kundin falschen_adressat*
            falschen_empfäng* falscher_empfäng* falschem_empfäng* falsche_mail* falsche_e
            falsche_postfach falschen_briefkasten falsche_faxnummer falschen_anhang
            falscher_anhang falsche_anlage falsche_datei falschen_datei falschen_umschlag
            falsche_umschläge falsches_postfach falschen_chat falschen_kanal falsche_gruppe
            falschen_verteiler falsche_filiale falsche_praxis falschen_arzt
            an_einen_falschen an_eine_falsche an_den_falschen an_die_falsche an_falsche
            irrtümlich* fälschlich* verwechsl* vertausch* verrutsch* jemand_ander*
            fremde_person fremden_person fremde_empfäng* andere_person anderen_kunden
            andere_kundin anderen_patient* andere_patient* andere_familie andere_firma
            andere_mitglied* anderen_mitglied* gegenseite gegenanwalt exmann exfrau
            ehemalig* frühere* autovervollständ* tippfehler presse journalist* konkurrenz*
            sammelmail offen_im""",
        "device": """*akten *akte *laptop *laptops notebook* *notebook *notebookn *notebooken *notebooke *handy
            *handys smartphone* *smartphonen *smartphoneen *smartphonee tablet* *tablet
            *tabletn *tableten *tablete usb_stick* *stick *sticks festplatte* *festplatte
            *festplatten *festplatteen *festplattee speicherkarte* *rechner diensthandy*
            datenträger* *computer bandsicherung* laptop* handy* *phone ipad* usb* sd_karte
            pc pcs nas server sicherungsband* kamera* diktiergerät* *gerät *geräte dvd cd
            kopierer* drucker*""",
        "paper": """*akten *akte *ordner *papiere *unterlagen *briefe *kiste *kisten karton* *karton *kartonn
            *kartonen *kartone *tasche *mappe *formulare *umschläge ausdruck* *ausdruck
            *ausdruckn *ausdrucken *ausdrucke *liste *dokumente *ordnern *mappen *papieren
            *dokumenten *brief *briefen *formular *listen *zettel *heft *hefte *notizbuch
            *kalender *kartons *koffer *rucksack *umschlag *bögen *bogen klassenbuch
            karteikarte* *kartei röntgenbild* *verträge *zeugnisse *klausuren lieferscheine""",
        "lost": """raub geraubt verloren gestohlen entwendet geklaut abhanden* verschwunden vergessen
            liegen_gelassen liegengelassen liegen_geblieben *zug *bahn *bus *taxi *auto
            müll* *einbruch flohmarkt fund gefunden_am bürgersteig weg verlor verliert
            verlegt verschwand stahl diebstahl eingebrochen aufgebrochen liegengeblieben
            stehen_gelassen stehengelassen zurückgelassen unauffindbar nicht_auffindbar
            nicht_mehr_auffindbar nicht_mehr_da fehlt fehlen vermisst* nie_angekommen
            nicht_angekommen altpapier* papiercontainer* papiertonne* container* entsorgt
            weggeworfen sperrmüll* verkauft versteigert ebay kleinanzeigen nicht_gelöscht
            ungelöscht nicht_geschreddert ungeschreddert gefunden fundbüro liegen_lassen
            liegenlassen stehen_lassen stehenlassen vergessen_im""",
        "wiped": """gelöscht überschrieben zerstört vernichtet formatiert unlesbar verbrannt unwiederbringlich
            beschädigt weggelöscht versehentlich_gelöscht gelöscht_worden nicht_mehr_lesbar
            nicht_wiederherstellbar verloren_gegangen weg""",
        "backup": "*sicherung *sicherungen backup* einzige_kopie keine_kopie wiederherstell*",
        "ransom": "lösegeld* erpress* bitcoin* veröffentlichen_wir drohen droht forder*",
        "takeover": """übernommen gehackt gekapert nicht_ich war_ich_nicht nicht_von_mir fremde_bestellung*
            geändert_ohne ausgesperrt bin_nicht_ich fremder_login fremde_anmeldung
            fremde_anmeldungen unbekannte_anmeldung* unbekanntes_gerät in_meinem_namen
            mein_passwort_geändert ohne_mein_wissen""",
        "account": "*konto *account *passwort kennwort *adresse *zugang *profil *postfach *login",
        "hidden": "ausgeblendet* versteckte_* verborgene_*",
        "harmless": """bricht_ab dauert_ewig *übung *übungen probealarm simulation simuliert* abgewehrt quarantäne
            fehlalarm speicherleck wasserleck* wartung schulung* schwelle schwellenwert*
            kein_zugriff keine_daten_betroffen planspiel penetrationstest übung* testdat*
            testsystem* testumgebung* testkonto testkunde* testmandant* demodat* demokonto
            musterdat* musterkund* mustermann fiktiv* synthetisch* staging keine_kundendaten
            keine_personenbezogenen keine_echten abgelehnt_mit wurde_abgelehnt
            wurde_verweigert wurde_blockiert korrekt_abgelehnt phishing_simulation""",
        "asks": """warum_ich_nicht bitte_lösch* bitte_ändern wie_kann_ich wie_kann_man kann_ich können_sie
            wo_finde wo_kann wunsch wäre_schön darf_ich möchte_gern eigene_* eigenen geplant
            bereits_vergeben bereits_verw* bereits_registr* gehört_bereits nicht_öffnen
            nicht_sehen nicht_abrufen nicht_laden nicht_lesen nicht_finden einwilligung
            werbung ausblendbar wie_kann wie_ändere wie_lösche wie_bekomme wie_komme
            könnte_man könnten_sie könnt_ihr können_sie_bitte bitte_ändern_sie
            bitte_löschen_sie bitte_schicken bitte_stornieren ich_möchte_meine
            ich_möchte_mein ich_will_meine ich_würde_gern wäre_toll wäre_super
            kann_nicht_anmelden nicht_anmelden nicht_einloggen nicht_herunterladen
            lädt_nicht lädt_ewig stürzt_ab hängt_sich passwort_vergessen wo_ist wann_kommt
            warum_kann_ich umgezogen falsche_größe falsche_farbe falsches_produkt
            falscher_artikel falschen_artikel weiteren_nutzer weitere_person hinzufügen
            wie_gewünscht wie_vorgesehen wie_geplant wie_besprochen handy_verloren
            mein_handy_verloren ist_langsam sind_langsam zu_langsam dauert_zu
            doppelt_abgebucht zweimal_abgebucht""",
        "sink": """protokoll logs logdatei* protokolldatei* klartext im_log übersetzer chatbot analyse_tool url
            logfile* *log im_klartext fehlerbericht* fehlermeldung_mit im_betreff
            betreffzeile in_der_url url_parameter tracking* analyse* chatgpt ki_tool
            übersetzungsdien*""",
        "field": """passwort passwörter kennwort kennwörter kreditkarten* kartennummer* gesundheitsdaten
            geburtsdatum iban""",
        "secret": "schlüssel zugangsdaten passwort passwörter kennwort token api_schlüssel",
        "committed": "veröffentlicht eingecheckt öffentliches_repo* gepusht geleakt",
        "probe": """sicherheitsforsc* hochzähl* ändert_man ändere_ich nummer_in_der_adresse id_in_der_url
            durchprobier*""",
        "forever": """einzige_kopie keine_sicherung keine_kopie unwiederbringlich nicht_wiederherstell*
            kein_backup ohne_sicherung ohne_backup backup_auch backups_auch
            auch_die_sicherung auch_die_backups auch_das_backup auch_sicherung endgültig
            dauerhaft""",
        "volume": "gb tb",
        "private": """gehalt* *gehalt *gehälter lohn* *lohnabrechnung *lohnabrechnungn *lohnabrechnungen
            *lohnabrechnunge *lohnabrechnungs *lohnabrechnunges *lohnabrechnunger verdienst*
            bonus rente* medizin* ärztlich* arzt* befund* *befund *befunde *befunden
            diagnose* krankmeld* krankschreib* krankenakte* patientenakte* *patientenakten
            attest* rezept* therapie* behandlung* blutwert* *blutbild röntgen* ultraschall*
            mrt überweisungssche* medikament* impf* schwanger* behinder* allergie* psych*
            gesundheit* labor* pflegeakte* pflegebericht* gutachten abmahnung* disziplinar*
            beurteilung* mitarbeitergespr* personalakte* personalunterlag*
            kündigungsschreiben arbeitszeugnis* zeugnis* *zeugnisse bewerbung* lebenslauf*
            lebensläufe ausweis* *ausweise personalausweis* reisepass* *pass pässe
            führerschein* sozialversicheru* steuerbescheid* steuernummer* steuer_id
            steuerunterlag* geburtsdat* geburtstag* geburtsurkunde* privatadresse*
            privatanschrift* wohnadresse* heimadresse* anschrift* adressliste* telefonliste*
            handynummer* telefonnummer* mobilnummer* rufnummer* kontodat* kontoauszug*
            kontoauszüge bankverbindung* bankdat* kreditkarte* kartendat* kreditvertrag*
            darlehen* schulden* mahnung* schufa* kontostand* religion* konfession*
            gewerkschaft* ethnisch* sexuell* straftat* vorstraf* führungszeugnis*
            sorgerecht* scheidung* adoption* asyl* notenliste* schulnote* klausur*
            prüfungsergebnis* schülerakte* schülerdat* kundendat* kundenliste* kundenkartei*
            mitgliederliste* mitgliederdat* patientendat* patientenliste* personendat*
            personenbezogen* mitarbeiterdat* personaldat* mieterdat* nutzerdat*
            teilnehmerliste* spenderliste* adressdat* kontaktdat* zugangsdat*
            privatnachricht* familienfoto* standort* bewegungsprofil* biometri* fingerabdr*
            stimmaufnahme* überwachungsvide* unterhalt* erbschein testament vollmacht*
            betreuungsakte* akteneinsicht schuldner* mietrückst* steuererklärung* säumig*
            abwesenheit* fehlzeit* krankheit* erkrankung* erinnerung* sms_erinnerung*
            terminerinnerung* notfallkontakt* kennzeichen* zeugenaussage* ungeschwärzt*""",
        "elsewho": """anderer fremder fremden fremdem unbekannter unbekannten falschen wildfremden wildfremder
            einer_anderen eines_anderen nächsten vorherigen vorigen""",
        "alien": """fremder fremden fremdem wildfremd* einer_frau eines_herrn von_einem_herrn von_einer_frau
            einer_dame gehört_mir_nicht gehört_nicht_mir gehören_mir_nicht gehören_nicht_mir
            gehört_nicht_uns nicht_mir_gehört nicht_meine nicht_meins nicht_mein
            nicht_meiner nicht_meinen nicht_unsere nicht_unser nicht_für_mich nicht_an_mich
            nicht_von_mir kenne_ich_nicht kenne_ich_gar_nicht nicht_kenne nie_gehört
            nicht_meinen_namen nicht_mein_name fremdem_namen meiner_nachbarin
            meines_nachbarn des_nachbarn der_nachbarin meiner_kollegin meines_kollegen
            der_kollegin des_kollegen meines_chefs fremdkund* fremdmandant* mandantenfremd*
            mandantenübergre* kundenübergreife* mandantentrennung von_jemand_ander*
            von_jemandem_ander* eines_fremden einer_fremden von_fremden fremder_leute
            eines_mannes eines_kollegen einer_kollegin von_einem_kollegen von_einer_kollegin
            von_einem_nachbarn eines_nachbarn einer_nachbarin als_frau als_herr als_herrn
            als_jemand des_nächsten des_jeweils nächsten_patienten nächsten_kunden
            vorherigen_kunden vorherigen_patienten vorigen_kunden der_person_vor
            des_kunden_vor eines_gewissen einer_gewissen anderen_hund anderen_verein*
            gehört_einer gehört_einem von_familie für_jemanden für_frau für_herrn
            nicht_nur_meine nicht_nur_unsere nicht_nur_mein nicht_bloß_meine""",
        "somebody": """jemand irgendjemand irgendwer unbekannte unbekannter anrufer* betrüger* fremde fremder
            werbeanruf* werbefirm* callcenter dritte dritter hacker* angreifer* ein_mann
            eine_frau ehemalige* ex_freund ex_freundin exmann exfrau stalker* nachbar
            nachbarin konkurrent* wettbewerber* inkasso* personalvermittl* einem_unbekannten
            einer_unbekannten von_einem_unbekannten techniker*""",
        "knows": """wusste wussten weiß weiss kannte kannten kennt kennen zitiert* nannte nannten vorgelesen
            erwähnt* sprach_mich rief_mich rief_an angerufen anrufe schrieb_mich
            schreibt_mich schreibt_mir schrieb_mir kontaktiert* angeschrieben hat_meine
            hatte_meine haben_meine hatten_meine bekommen_hat erpress* droht bedroht""",
        "enters": """eingeloggt angemeldet einloggt zugegriffen verschafft geändert gekapert gehackt übernommen
            benutzt genutzt verwendet bestellt gekauft überwiesen abgehoben eingebrochen
            gesperrt ausgesperrt passwort_geändert e_mail_geändert postet
            verschickt_in_meinem in_meinem_namen gelesen eingekauft einkäufe bezahlt""",
        "crowd": """alle allen jeder jede jedem jeden jedermann ganze_abteilung ganzen_abteilung
            gesamte_abteilung gesamten_abteilung ganze_firma ganzen_firma ganze_team
            ganzen_team gesamte_team gesamten_team ganze_belegschaft gesamte_belegschaft
            gesamten_belegschaft ganze_klasse ganzen_klasse ganze_schule ganzen_schule
            ganze_gruppe ganzen_gruppe ganze_haus ganzen_haus alle_mitarbeit*
            allen_mitarbeit* alle_kolleg* allen_kolleg* alle_eltern allen_eltern alle_kunden
            allen_kunden alle_mitglied* allen_mitglied* alle_teilnehm* allen_teilnehm*
            alle_mieter* alle_empfänger* alle_bewerb* alle_nutzer* allen_nutzer*
            jeder_mitarbeit* jede_mitarbeit* jeder_praktikant* jeder_kollege praktikant*
            azubis aushilfe* leiharbeit* zeitarbeit* externe externen dienstleister*
            reinigungskraft putzkraft verteiler* mailverteiler* offenem_verteiler
            offener_verteiler offenen_verteiler im_cc in_cc im_an_feld an_feld cc_statt_bcc
            statt_bcc statt_in_bcc nicht_in_bcc empfängerliste* gruppenchat* chatgruppe*
            whatsapp_gruppe whatsappgruppe* elterngruppe* im_kanal kanal channel
            schwarzes_brett schwarzen_brett aushang* ausgehängt intranet wiki
            gruppenlaufwerk* netzlaufwerk* laufwerk* teamordner* freigegebene* gegenseitig
            untereinander azubi""",
        "left": """im_zug im_bus in_der_bahn in_der_s_bahn in_der_u_bahn in_der_straßenbahn im_taxi im_auto
            aus_dem_auto im_café im_restaurant am_bahnhof am_flughafen auf_dem_kopierer
            im_kopierer im_drucker am_drucker auf_dem_drucker auf_der_straße
            auf_dem_parkplatz im_flur im_wartezimmer am_empfang auf_dem_tresen im_altpapier
            im_müll im_container im_treppenhaus hinter_dem_gebäude""",
        "differs": """greift_nicht funktioniert_nicht fehlt umgangen ausgehebelt aufgehoben versagt abweich*
            stimmt_nicht passt_nicht andere_mandant* anderer_mandant* fremder_mandant*
            mandantenübergre* andere_kanzlei* anderer_kanzlei* anderer_firmen anderer_kunden
            fremder_session fremde_session""",
        "ought": """nicht_sollte nicht_sollten sollte_nicht sollten_nicht dürfte_nicht dürften_nicht
            nicht_dürfte ein_anderer ein_anderes eine_andere beim_nachbarn bei_nachbarn
            bei_dem_nachbarn bei_der_nachbarin""",
        "of": "meines meiner eines einer unseres unserer",
        "owned": """anderer fremder fremden fremdem unbekannter unbekannten falschen wildfremden wildfremder
            einer_anderen eines_anderen nächsten vorherigen vorigen""",
        "breach": """datenleck* datenpanne* datendiebstahl datenklau* datenschutzverle* datenschutzvorfa*
            unbefugter_zugriff unbefugten_zugriff unberechtigter_zugriff
            unberechtigten_zugriff unautorisierter_zugriff""",
        "inside": "angemeldet eingeloggt eingewählt",
        "thing": "sitzung* session cookie* token link links code codes passwort kennwort",
        "locked": "verschlüsselt*",
        "whole": "ganze ganzen ganzes ganzer gesamte gesamten gesamter alle allen aller",
        "group": """team abteilung* firma belegschaft büro schule klasse gruppe verein kollegium vertrieb
            vertriebsteam haus etage verteiler""",
        "still": "noch immer_noch",
        "knew": "wusste wussten kannte kannten",
        "peer": """kollegen kollegin kolleginnen mitschülers mitschülerin mitschüler kommilitonen mitbewohners
            mitbewohnerin nachbarn nachbarin chefs chefin vorgesetzten ex_freundes mieters
            patienten bewerbers kunden""",
        "hung": "hing hingen hängt hängen ausgehängt aufgehängt ausgelegt aushang pinnwand",
        "dump": "dump sicherungsdatei datenbankauszug",
        "fetched": "heruntergeladen abgerufen",
    },
)
