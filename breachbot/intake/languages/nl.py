"""Dutch."""

from breachbot.intake.phrases import Language

LANGUAGE = Language(
    slots={
        "holder": """klant(?:en)?|gebruikers?|cliënt(?:en)?|patiënt(?:en|e|es)?|person(?:en)?|persoon|mensen|mens|led(?:en)?|lid|werknemers?|medewerkers?
            |collega s|collega|collegas|bedrijf|bedrijven|organisaties?|leerling(?:en)?|student(?:en)?|famili?es?|gezin(?:nen)?|buren|buurman
            |buurvrouw|huurders?|mevrouw|meneer|vrouw(?:en)?|man|mannen|dame|heer|verzekerden?|kopers?|verkopers?|ouders?|kind(?:eren)?|abonnees?|accounts?|sollicitant(?:en)?
            |gast(?:en)?|inwoners?|vreemden?|onbekenden?|instelling(?:en)?""",
        "someone": """(?:een )?andere?n? (?:\\w+ )?(?:{holder})|iemand anders|een ander|anderen|(?:een )?(?:wild)?vreemden?(?: (?:{holder}))?|(?:een )?onbekenden?(?: (?:{holder}))?
            |(?:iemand|een persoon|mensen) die (?:ik|wij|we) niet (?:ken|kennen)|verkeerde (?:{holder})|derden""",
        "thing": """ibans?|herinnering(?:en)?|\\w*(?:factuur|facturen|bestelling|levering|papieren|bevestiging|berichten?|gesprek(?:ken)?|chats?|foto s|foto|fotos|afbeelding|video s|video|recept(?:en)?|accounts?
            |profiel(?:en)?|adres(?:sen)?|bestand(?:en)?|document(?:en)?|gegevens|data|informatie|winkelmand(?:je)?|boeking|reservering
            |tickets?|afschrift(?:en)?|loonstrook|loonstroken|salaris(?:sen)?|dossiers?|resultaten|resultaat|uitslag(?:en)?|contract(?:en)?|namen
            |naam|nummers?|agenda s|agenda|contacten|geschiedenis|abonnement(?:en)?|betaling|kaart(?:en)?|cards?|aankoop|aankopen|pakket(?:ten|je)?
            |certificaat|aanvraag|aanvragen|polis(?:sen)?|locatie|notitie s?|afspraak|afspraken|saldo|transactie|wachtwoord(?:en)?|mails?|e mails?
            |brief|brieven|rapport(?:en)?|bon(?:nen)?|medicatie|diagnose|formulier(?:en)?|antwoord(?:en)?|inbox|post|rekening|cv s?|verslag(?:en)?|pagina s?|attest(?:en)?|verklaring)(?:en|s)?""",
        "my": "mijn|m n|onze|ons|zijn|haar|hun|jullie|uw",
        "seer": """(?:wild)?vreemden?|onbekenden?|anderen|andere (?:{holder})|iedereen|iemand anders|derden|de hele wereld|wie dan ook""",
    },
    tells="""zonder|losgeld\\w*|afpers\\w*|chantage|cc
        |andere?n?|anders|andermans|(?:wild)?vreemden?|onbekenden?|derden|ken|kennen|verkeerde?|collega\\w*
        |niet|elkaars?|verwisseld|omgewisseld|verward|vermengd|iedereen|wie|wereld|openbaar|google|internet
        |web|datalek\\w*|gegevenslek|bedoeld|bestemd|gericht|gehackt|hackers?|overgenomen|gekaapt|gestolen
        |gegevensverlies|dataverlies|ongeluk|voorgoed""",
    says={
        "cross_tenant": (
            "(?:{thing}) (?:{gap2})(?:van|over|op naam van|toebehorend aan|die (?:toe)?behor\\w+ (?:tot|aan)) (?:de |het )?(?:{someone})",
            "andermans (?:\\w+ )?(?:{thing})",
            "iemand anders (?:zijn|z n|haar|d r) (?:\\w+ )?(?:{thing})",
            "(?:{thing}) van (?:(?:een|mijn|zijn|haar|onze|hun|alle|de) )*collega(?:s| s)?",
            "(?:{thing}) (?:\\w+ ){0,5}(?:is|zijn|was|waren) van (?:{someone})",
            "(?:dit|dat|deze|die|het) (?:is|zijn|was|waren) (?:helemaal )?niet (?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:ingelogd|aangemeld) (?:{gap1})als (?:{someone})|als (?:{someone}) (?:{gap1})(?:ingelogd|aangemeld)",
        ),
        "exposure": (
            "(?:{seer}) (?:zien|ziet|lezen|leest) (?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:{my}) (?:\\w+ )?(?:{thing}) (?:{gap3})(?:zichtbaar|toegankelijk|openbaar|leesbaar) (?:voor) (?:{seer})",
            "(?:{my}) (?:\\w+ )?(?:{thing}) (?:{gap3})(?:openbaar|op google|op internet|op het (?:dark ?)?web)",
            "datalek(?:ken)?|gegevenslek",
        ),
        "misdirected": (
            "cc in plaats van bcc|(?:iedereen|alle) (?:\\w+ ){0,4}in (?:de )?cc",
            "(?:{my}) (?:\\w+ )?(?:{thing}) (?:{gap2})(?:naar|aan) (?:{someone}) (?:{gap1})(?:gestuurd|verstuurd|gemaild|gegaan|gezonden|doorgestuurd|bezorgd)",
            "niet (?:voor|aan) (?:mij|ons) (?:bedoeld|bestemd|gericht|geadresseerd)",
            "(?:bedoeld|bestemd|gericht) (?:voor|aan) (?:{someone})|(?:voor|aan) (?:{someone}) (?:bedoeld|bestemd|gericht)",
            "(?:kreeg|krijg|ontving|ontvang|kregen|krijgen|gekregen|ontvangen) (?:\\w+ ){0,4}(?:{thing}) (?:\\w+ )?voor (?:{someone})",
        ),
        "attack": ("losgeld\\w*|afpers\\w*|chantage",),
        "loss": (
            "gegevensverlies|dataverlies|(?:{thing}) (?:{gap3})(?:per ongeluk|voorgoed) (?:verwijderd|gewist|verloren)",
        ),
    },
    small="""de het een en of is zijn was waren werd werden wordt worden niet geen met van voor op in naar
        bij uit door ik wij we jullie u hij zij ze mij me ons onze mijn hun haar dat die dit
        deze wie wat als maar om te ook nog heb heeft hebben had kan kunnen aan er alle
        iedereen iemand toen sinds andere anderen ander zie zien zit moet""",
    negations="niet|geen|nooit|zonder|niemand",
    asks="""(?:hallo |hoi |en )?(?:(?:kan|kunnen|mag|mogen|kon|moet) (?:ik|we|wij|je|men)|hoe (?!kan het|komt|is het)|is het mogelijk|is er |(?:ik|wij|we) (?:wil|willen|zou|zouden|moet)
        (?!(?:\\w+ ){0,5}(?:melden|zeggen|laten weten|doorgeven|weten|klagen))|(?:graag|gelieve) )""",
    cannot="(?:zie|zien|vind|vinden|lees|krijg|ontvang|open) (?:\\w+ )?(?:niet|geen|nooit) (?:\\w+ ){0,3}",
    cannot_after=" (?:\\w+ )?(?:niet|nooit) (?:meer )?(?:zien|openen|lezen|vinden|inzien|downloaden|bekijken)",
    taken="(?:al|reeds) (?:\\w+ ){0,2}(?:gekoppeld|gebruikt|geregistreerd|in gebruik|bezet|verbonden|toegewezen)",
    ideas={
        "not": "niet geen nooit niemand zonder geweigerd geblokkeerd mislukt mislukte voorkomen",
        "data": """huur* lening* rijbewijs* hypothe* cliëntdossier* *factuur *facturen *bestelling
            *bestellingen *loonstrook *loonstroken salaris* *salaris *salarisn *salarisen
            *salarise *dossier *dossiers *recept *recepten *uitslag *uitslagen paspoort*
            *paspoort *paspoortn *paspoorten *paspoorte geboortedat* *adres *adressen
            telefoonnummer* *telefoonnummern *telefoonnummeren *telefoonnummere
            rekeningnummer* iban *gegevens *lijst *lijsten *brief *brieven *bericht
            *berichten gesprek* *gesprek *gesprekn *gespreken *gespreke *foto foto_s
            *profiel *profielen *mail *mails mailadres* e_mail* *afspraak *afspraken
            boeking* *boeking *boekingn *boekingen *boekinge contract* *contract *contractn
            *contracten *contracte document* *document *documentn *documenten *documente cv
            cv_s sollicitatie* medisch* gezondheid* *polis *polissen verzekering* belasting*
            klacht* *klacht *klachtn *klachten *klachte klantentabel klantenbestand*
            ledenlijst* personeel* leerlingdossier* formulier* *formulier *formuliern
            *formulieren *formuliere rapport* *rapport *rapportn *rapporten *rapporte
            rooster diagnose* *postvak *order *orders *offerte *offertes *overeenkomst
            *overeenkomsten *huur *bon *bonnen *nota *bestand *bestanden *map *mappen
            *gesprekken *chat *chats *geschiedenis *mailbox *inbox *fotos *afbeelding *video
            *album *account *accounts *reservering *reserveringen *ticket *tickets *reis
            *ritten *resultaat *resultaten *antwoord *antwoorden *notitie *notities
            *contacten *naam *namen *nummer *nummers *schade *claim *enquête *abonnement
            *contributie *donatie *betaling *betalingen *transactie *transacties *overzicht
            *overzichten *verslag *verslagen *rapportage *scans *scan *kopie *kopieën
            *aanvraag *aanvragen *declaratie *declaraties klantensysteem* herinnering*
            pakbon* vrachtbrief* sms""",
        "people": """*klant *klanten *gebruiker *gebruikers *patiënt *patiënten *lid *leden *medewerker
            *medewerkers *persoon *personen huurder* *huurder *huurdern *huurderen *huurdere
            *bedrijf leerling* *leerling *leerlingn *leerlingen *leerlinge *collega
            collega_s deelnemer* *deelnemer *deelnemern *deelnemeren *deelnemere ontvanger*
            *ontvanger *ontvangern *ontvangeren *ontvangere sollicitant* *sollicitant
            *sollicitantn *sollicitanten *sollicitante bewoner* cliënt* gezin* accounts
            *cliënt *cliënten *client *clienten *patient *patienten *werknemer *werknemers
            collegas *huurders *bewoner *bewoners *buren *abonnee *abonnees *verzekerde
            *verzekerden *student *studenten *ouder *ouders *moeder *vader *kind *kinderen
            *gezin *gezinnen *familie *mensen *iemand *deelnemers *bezoeker *bezoekers
            *reiziger *reizigers *passagier *koper *kopers *bedrijven *kantoor *praktijk
            *school *kliniek *ziekenhuis *vereniging *gemeente *vrouw *man *meneer *stagiair
            *stagiairs uitzendkracht* *uitzendkracht *uitzendkrachtn *uitzendkrachten
            *uitzendkrachte *uitzendkrachts *uitzendkrachtes *uitzendkrachter
            *uitzendkrachtern *donateur *donateurs *ontvangers ploeg""",
        "person": """meneer mevrouw buurman buurvrouw buren vreemde* onbekende* iemand_anders man vrouw mevr dhr
            collega ex_man ex_vrouw baas zus broer genaamd ene zekere heet familie""",
        "mine": "ik mijn mij me wij we onze ons",
        "else": "andere ander anders vreemde verkeerde onbekende elke iedere",
        "number": "honderden duizenden",
        "store": """*bestand *bestanden *map *mappen database* *kopie *kopieën back_up *export *tabel *schijf
            archief bijlage* lijst register bucket server""",
        "other": """iemand_anders van_een_ander vreemde* onbekende* niet_voor_mij niet_van_mij niet_mijn
            op_naam_van_een_ander op_naam_van_de_buur* op_naam_van_iemand van_de_buurman
            van_de_buren niet_ken niet_kennen elkaars""",
        "got": """zie zien ziet zag toont getoond kreeg krijg krijgen gekregen ontving ontvangen stond staan
            staat zat zit kwam komt opent geopend bevat geleverd gestuurd verstuurd gelezen
            lezen zichtbaar ingelogd enveloppe gehoord verschijn* krijgt ontvang ontvangt
            zagen gezien toonde laat_zien lees open openen bevatte bevatten downloaden
            gedownload bekijken inzien inkijken toegang gevonden vind vindt vinden
            aangetroffen gebracht meegestuurd toegestuurd gemaild bijgevoegd erbij tussen
            ingelogd_als terecht stonden hoort hoorde behoort afgedrukt geprint teruggegeven
            geeft_terug in_de_envelop in_mijn_portaal""",
        "mixed": """verwisseld omgewisseld vermengd komt_niet_overeen gemixt door_elkaar gemengd verward
            gekruist samengevoegd verkeerd_gekoppeld verkeerd_toegewezen verschoven""",
        "owner": "sessie huurder eigenaar houder tenant",
        "open": """openbaar openbare publiek* iedereen internet google zoekmachine* zonder_wachtwoord
            zonder_inlog* zonder_login zonder_aanmeld* onbeveiligd* niet_beveiligd anoniem*
            alle_medewerkers buitenstaander* onbevoegd* voor_iedereen op_de_website derden
            googelt googelen gegoogeld bing online web zoekresultat* geïndexeerd
            iedereen_kan iedereen_met wie_de_link met_de_link met_een_link zonder_inloggen
            zonder_in_te_loggen zonder_aanmelden zonder_authenticatie zonder_account
            zonder_beveiliging zonder_toestemming onbeschermd* vrij_toegankelijk*
            vrij_beschikbaar open_en_bloot wagenwijd_open open_staan openstaat
            nummer_in_de_url nummer_in_de_link cijfer_in_de_url nummer_verander*
            sociale_media facebook instagram gasten op_straat publieke_bucket""",
        "reach": """leesbaar zichtbaar toegankelijk bereikbaar op_te_vragen downloaden gedownload zien lezen
            openen gevonden vindbaar geïndexeerd gedeeld stond staan staat geplaatst open
            inzien toegang inzichtelijk te_zien te_lezen te_bekijken te_vinden te_downloaden
            te_openen bekijken gepubliceerd blootgesteld stonden ligt liggen hangt geüpload
            beschikbaar geeft levert opgehangen geprikt erbij kan_erbij bij_kan""",
        "outward": """extern_adres externe_adres* privémail privé_mail prive_mail privéadres doorstuurregel*
            doorgestuurd darkweb dark_web forum gelekt exfiltr* verkocht onbekende_server
            concurrent* weggesluisd privé_adres privéaccount persoonlijke_mail
            persoonlijk_adres persoonlijke_cloud dropbox wetransfer naar_buiten
            buiten_de_organisatie buiten_het_bedrijf buitenland extern_account
            onbekend_account externe_server uitgelekt lek datalek* darknet telegram te_koop
            nieuwe_werkgever meegenomen extern_domein automatisch_doorgestuurd
            advertentiepartn*""",
        "odd": """ongebruikelijk* ongewoon* opvallend* massaal massale nachts nacht weekend laatste_werkdag
            vertrekkend* zonder_reden onbekend* normaal nieuwsgierig* abnormaal zondag
            ontslag zonder_aanleiding gewoonlijk""",
        "took": """gedownload download* geëxporteerd export* gekopieerd opgevraagd opvragingen geopend bekeken
            ingezien geraadpleegd gelezen gekeken meegenomen kopie raadple* opgehaald
            doorzocht geprint gefotografeerd doorgestuurd""",
        "idle": """zonder_zaak zonder_reden zonder_behandel* zonder_aanleiding nieuwsgierig* ex_man ex_vrouw
            bekende_nederlander buurvrouw zonder_noodzaak zonder_behandelrelatie
            uit_nieuwsgierigheid buurman beroemd* schoonzus zwager schoonmoeder burgemeester""",
        "grant": "rechten groep machtiging* toegang toegangsrecht*",
        "intruder": """ex_medewerker oud_medewerker* vanuit_het_buitenland inbraak inbreker* gehackt hacker*
            aanvaller* overgenomen ransomware gijzelsoftware cyberaanval* gestolen
            indringer* kwaadwillend* onbevoegd* onbevoegde_toegang had_toegang
            hadden_toegang heeft_nog_toegang nog_steeds_toegang nog_toegang niet_ingetrokken
            niet_gedeactiveerd ex_medewerker* voormalig* phishing gestolen_wachtwoord*
            gecompromitteerd* oud_collega* ex_collega* kan_nog_steeds kan_nog kan_steeds""",
        "vendor": """leverancier* verwerker* dienstverlener* drukker* hoster hostingpartij bureau accountant*
            partner softwareleveranc*""",
        "tells": """meldt gemeld laat_weten bericht_ons informeer* melden waarschuw* schrijft schreef stelt_ons
            deelt getroffen""",
        "sent": """gestuurd verstuurd verzonden gemaild ging bezorgd doorgestuurd overhandigd gefaxt geplaatst
            *brief *mail *mails *enveloppe kreeg mailadressen stuurde stuurden mailde
            mailden gegaan geleverd meegegeven doorgegeven gedeeld gepost geüpload
            opgehangen rondgestuurd uitgedeeld voorgelezen ontvangen gekregen terechtgekomen
            terecht mailing brieven envelop bijlage bijgevoegd getoond""",
        "wrong": "verkeerde verkeerd foute",
        "astray": """hele_bedrijf hele_klas mijn_baas mijn_ex oude_adres oud_adres vorige_* ex_collega
            verkeerd_geadresseerd naar_iedereen aan_regel cc in_de_cc per_ongeluk buurman
            buurvrouw buren vreemde* omgewisseld verwisseld niet_voor_mij werkgever ex_man
            ex_vrouw zichtbaar_voor_alle aan_veld privéadres in_plaats_van_bcc verkeerde
            verkeerd abusievelijk foutief onterecht andere_persoon andere_klant
            andere_patiënt andere_patient ander_lid ander_gezin andere_familie
            andere_ontvanger iemand_anders onbekende* verschoven voormalig* tegenpartij
            concurrent* pers journalist* iedereen mailinglijst in_cc in_het_aan""",
        "device": """*dossiers laptop* *laptop *laptopn *laptopen *laptope *telefoon *mobiel tablet* *tablet
            *tabletn *tableten *tablete usb_stick* *stick *schijf *computer computer* pc
            telefoon* mobiel* smartphone* ipad usb* stick* harde_schijf harde_schijven
            schijven geheugenkaart* sd_kaart server* nas backuptape* camera* dictafoon*
            apparaat apparaten printer* kopieerapparaat dvd cd""",
        "paper": """*dossiers *dossier *map *mappen *papieren *documenten *brieven *doos *dozen *tas *koffer
            *formulieren *lijst dossier* papier* document* brief envelop* ordner* schrift*
            notitieboek* agenda register* koffer* rugzak aktetas* formulier* lijsten print*
            uitdraai* tentamens contracten röntgenfoto* klapper*""",
        "lost": """kwijt kwijtgeraakt verloren gestolen vermist achtergelaten vergeten trein bus tram station
            taxi container oud_papier inbraak vuilnis rommelmarkt weg gevonden_op verlies
            zoek geroofd diefstal ingebroken laten_liggen liet_liggen achtergebleven
            verdwenen onvindbaar nooit_aangekomen papierbak afval weggegooid stoep verkocht
            marktplaats kringloop niet_gewist ongewist niet_vernietigd""",
        "wiped": """gewist verwijderd overschreven vernietigd geformatteerd onleesbaar verbrand beschadigd
            verloren_gegaan weg""",
        "backup": "back_up* backup* reservekopie* enige_kopie",
        "ransom": "losgeld* afpers* bitcoin*",
        "takeover": """overgenomen gehackt niet_door_mij ik_niet buitengesloten was_ik_niet ben_ik_niet
            zonder_mijn_toestemming zonder_mijn_medeweten onbekend_apparaat onbekende_inlog*
            vreemde_inlog* uit_mijn_naam""",
        "account": "account wachtwoord e_mailadres profiel mail rekening mailbox inlog",
        "harmless": """oefening* simulatie testomgeving testdata quarantaine geheugenlek* vals_alarm onderhoud
            training gesimuleerd* acceptatieomgeving testgegevens testaccount fictief
            fictieve geen_klantgegevens geen_persoonsgegevens vals_positief werd_geweigerd
            is_geweigerd werd_geblokkeerd is_geblokkeerd pentest""",
        "asks": """waarom_ik_niet hoe_kan_ik hoe_stuur kan_ik kan_je waar_vind waar_kan graag_verwijder
            verwijder_mijn wil_graag gepland hoe_kan hoe_verander* hoe_wijzig*
            hoe_verwijder* hoe_exporteer* hoe_voeg kunnen_jullie_mijn kunnen_jullie_een
            kunt_u_mijn kan_niet_inloggen niet_inloggen kan_mijn_niet kan_niet_zien
            niet_openen niet_downloaden laadt_niet werkt_niet komt_niet_aan loopt_vast
            crasht wachtwoord_vergeten ik_wil_graag ik_zou_graag zou_fijn zou_handig
            zou_leuk graag_wijzigen graag_verwijderen verhuisd toevoegen verkeerde_maat
            verkeerde_kleur verkeerde_product verkeerde_artikel waar_is_mijn wanneer_komt
            zoals_bedoeld telefoon_kwijt telefoon_verloren te_traag heel_traag traag
            dubbel_afgeschreven twee_keer""",
        "sink": "logs logbestand* leesbare_tekst platte_tekst",
        "field": "wachtwoord wachtwoorden creditcard* bsn",
        "secret": "sleutel* wachtwoord wachtwoorden inloggegevens token",
        "committed": "gepubliceerd gelekt gepusht",
        "probe": "onderzoeker* nummer_in_de_url volgnummer ophoog*",
        "forever": """enige_kopie geen_kopie geen_back_up onherstelba* geen_backup zonder_backup zonder_back_up
            backup_ook back_ups_ook ook_de_backup ook_de_back definitief permanent
            niet_te_herstellen niet_herstelbaar""",
        "volume": "gb tb",
        "all": "naar_iedereen",
        "private": """salaris* loon* pensioen* bonus medisch* gezondheid* ziek* diagnose* recept* medicijn*
            medicatie behandel* uitslag* bloeduitslag* röntgen* echo scan_van_mijn dossier*
            patiëntendossier* patientendossier* doktersbrief* verwijs* zwanger* handicap*
            beperking allergie* psych* therap* vaccin* zorgplan* beoordeling*
            functioneringsge* waarschuwingsbri* ontslag* personeelsdossie* sollicitatie* cv
            cvs paspoort* identiteitsbewij* identiteitskaart* rijbewij* bsn
            burgerservicenum* verblijfsvergunn* geboortedat* geboorteakte* verjaardag*
            belasting* aangifte thuisadres* huisadres* privéadres* woonadres* adressen adres
            adreslijst* telefoonnummer* telefoon_nummer* mobiele_nummer* nummers_van
            contactgegeven* bankgegeven* bankrekening* rekeningnummer* iban afschrift*
            bankafschrift* creditcard* pasgegeven* lening* hypothe* saldo geloof religi*
            vakbond* etnisch* seksue* strafblad* justitie* scheiding* voogdij adoptie asiel
            cijferlijst* cijfers rapport rapporten tentamen* examen* leerlingdossier*
            leerlinggegeven* persoonsgegeven* persoonlijke_gegevens klantgegeven*
            klantenlijst* klantenbestand* ledenlijst* ledenbestand* patiëntgegeven*
            patientgegeven* patiëntenlijst* personeelsgegeve* gebruikersgegeve*
            huurdersgegeven* deelnemerslijst* gegevens_van privébericht* familiefoto*
            privéfoto* locatie* vingerafdruk* biometr* camerabeeld* stemopname* testament
            wanbetaler* schuldenaar* cliëntdossier* afwezigheid* verzuim* herinnering*
            noodcontact* rapport_van""",
        "elsewho": "ander andere anderen andermans",
        "alien": """van_een_ander andermans van_anderen anderen_hun van_iemand_anders van_een_vreemde
            van_een_onbekende wildvreemde* een_vreemde van_een_mevrouw van_een_meneer
            van_ene van_een_zekere van_de_buren van_de_buurman van_de_buurvrouw
            van_mijn_buurman van_mijn_buurvrouw van_mijn_collega van_een_collega
            van_mijn_baas van_mijn_ex niet_van_mij niet_van_ons niet_mijn niet_de_mijne
            niet_onze niet_voor_mij niet_voor_ons niet_aan_mij niet_mijn_naam
            die_ik_niet_ken ken_ik_niet niet_ken geen_idee_wie weet_niet_wie
            voor_iemand_anders van_een_buurman van_een_buurvrouw van_een_man van_een_vrouw
            van_een_gezin van_een_patiënt van_de_volgende van_de_vorige
            van_een_andere_meneer van_mijn_zus als_mevrouw als_meneer van_mijn_zuster
            behoort_aan hoort_bij_een voor_iemand is_van_een niet_alleen_die_van
            niet_alleen_mijn niet_alleen_onze voor_een_meneer voor_een_mevrouw voor_ene""",
        "somebody": """iemand onbekende* vreemde oplichter* een_man een_vrouw hacker* inbreker* derden derde_partij
            ex_man ex_vrouw ex_medewerker* oud_medewerker* voormalig* buurman buurvrouw
            concurrent* callcenter telemarket* adverteerder* indringer*""",
        "knows": """wist wisten weet kende kenden kent noemde noemden citeerde belde bellen gebeld schreef
            schreven mailde mailden benaderde benaderd had_mijn hadden_mijn heeft_mijn
            hebben_mijn las_voor bedreig* dreigt chante*""",
        "enters": """ingelogd aangemeld inlogt inlogde toegang_gekregen binnengekomen binnengedrongen gebruikt
            gebruikte gebruikten veranderd gewijzigd gehackt overgenomen gestolen gekocht
            besteld_met overgemaakt opgenomen buitengesloten uit_mijn_naam op_mijn_naam
            in_mijn_account op_mijn_account besteld gelezen aankopen betaald""",
        "crowd": """iedereen alle allemaal elke_medewerker elke_collega elke_stagiair iedere_medewerker
            hele_bedrijf hele_afdeling hele_team hele_kantoor hele_klas hele_school
            hele_groep hele_ploeg hele_lijst hele_personeel heel_het alle_medewerkers
            alle_collega_s alle_ouders alle_klanten alle_leden alle_gebruikers
            alle_deelnemers alle_ontvangers alle_huurders alle_leerlingen alle_sollicitanten
            stagiair* uitzendkracht* externen leveranciers mailinglijst distributielijst
            verzendlijst ontvangers in_cc in_de_cc cc in_het_aan_veld aan_veld
            in_plaats_van_bcc niet_in_bcc zonder_bcc zichtbaar_voor_elkaar van_elkaar elkaar
            groepsapp appgroep groepschat whatsappgroep kanaal algemene_kanaal
            openbare_kanaal intranet prikbord gedeelde_map gedeelde_mappen gedeelde_schijf
            netwerkschijf""",
        "left": """in_de_trein in_de_bus in_de_metro in_de_tram in_een_taxi in_de_taxi in_de_auto uit_de_auto
            in_een_café op_het_station op_schiphol op_de_printer in_de_printer
            bij_de_printer op_het_kopieerapparaat op_straat in_de_gang in_de_wachtkamer
            bij_de_receptie op_de_balie bij_het_oud in_de_container bij_het_vuilnis""",
        "of": "van aan",
        "ought": """niet_zou_mogen zou_niet_mogen hoor_niet niet_hoor bij_de_buren bij_de_buurman
            bij_de_buurvrouw""",
        "breach": """datalek* datadiefstal lekken_van_gegevens onbevoegde_toegang ongeautoriseerde_toegang
            onrechtmatige_toegang""",
        "inside": "ingelogd aangemeld",
        "thing": "sessie* cookie* token* link links code codes wachtwoord*",
        "locked": "versleuteld",
        "whole": "hele heel alle gehele",
        "group": "team afdeling bedrijf kantoor personeel school klas groep vereniging gebouw lijst",
        "still": "nog steeds",
        "knew": "wist wisten kende kenden",
        "peer": """collega klasgenoot klasgenote huisgenoot buurman buurvrouw baas leerling patiënt klant
            medewerker huurder""",
        "hung": "opgehangen hing hangt hangen prikbord",
    },
)
