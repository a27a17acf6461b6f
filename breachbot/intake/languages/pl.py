"""Polish, by the stems of its words."""

from breachbot.intake.phrases import Language

LANGUAGE = Language(
    slots={
        "holder": """klient\\w{0,5}|użytkowni\\w{1,5}|pacjent\\w{0,4}|os(?:oba|oby|obie|obę|obom|ób)|ludzi\\w{0,3}|członk\\w{0,4}|członek|pracowni\\w{1,4}
            |koleg\\w{0,3}|koleża\\w{1,4}|współpracowni\\w{1,4}|firm\\w{0,3}|spół\\w{1,4}|organizacj\\w{0,3}|uczni\\w{0,4}|uczeń|student\\w{0,4}|rodzin\\w{0,3}|rodzic\\w{0,3}
            |sąsiad\\w{0,4}|najemc\\w{0,3}|pan(?:a|i|u|em|ów)?|kupując\\w{0,4}|sprzedawc\\w{0,4}|dziec\\w{0,4}|abonent\\w{0,4}|kont\\w{0,3}|kandydat\\w{0,4}
            |kobiet\\w{0,3}|mężczyzn\\w{0,3}|ubezpieczon\\w{0,4}|mieszka\\w{2,6}|kogo""",
        "other": "inn(?:y|ego|emu|ym|ych|ymi|a|ej|ą|e|i)|obc(?:y|ego|ych|a|ej|e|ymi|ą|emu)|niewłaściw\\w{1,3}|nieznan\\w{1,3}|niewłaściw\\w{1,3}",
        "someone": """(?:{other}) (?:\\w+ )?(?:{holder})|k(?:ogoś|omuś|imś|toś) inn\\w{1,3}|inn(?:ych|ego|ej)$|obc(?:ych|ego|ej)\\b|nieznajom\\w{1,3}
            |(?:osoby|kogoś|ludzi|człowieka) (?:\\w+ )?(?:któr\\w+|kogo) nie znam\\w?""",
        "thing": """iban|przypomnie\\w+|faktur\\w{0,3}|zamówie\\w{1,4}|dostaw\\w{0,3}|przesył\\w{1,3}|potwierdze\\w{1,4}|wiadomoś\\w{1,4}|rozm(?:owa|owy|owę|ów|owie|owach)|cza(?:t|ty|tu|tów|tach|cie)|zdję\\w{1,4}|fot\\w{0,4}|wide\\w{0,2}
            |film\\w{0,3}|recept\\w{0,3}|kont(?:o|a|u|em|om|ach|ami)?|koncie|profil\\w{0,3}|adres\\w{0,4}|plik\\w{0,4}|dokument\\w{0,4}|dan(?:e|ych|ymi|ym)|informacj\\w{0,3}
            |koszyk\\w{0,3}|rezerwacj\\w{0,3}|bilet\\w{0,3}|wyciąg\\w{0,3}|pas(?:ek|ki|ka|ków)|wypłat\\w{0,3}|wynagrodze\\w{1,4}|akt(?:a|ach|ami)?|kartotek\\w{0,3}
            |wynik\\w{0,4}|bada\\w{1,4}|um(?:owa|owy|owę|ów|owie|owach)|nazwisk\\w{0,3}|numer\\w{0,3}|kalendarz\\w{0,3}|kontakt\\w{0,4}|histori\\w{0,3}
            |subskrypcj\\w{0,3}|płatnoś\\w{1,4}|kart\\w{0,3}|zakup\\w{0,3}|pacz\\w{1,4}|certyfikat\\w{0,3}|wnios\\w{1,4}|polis\\w{0,3}|lokalizacj\\w{0,3}|notat\\w{1,4}
            |wizyt\\w{0,3}|sald\\w{0,2}|transakcj\\w{0,3}|hasł\\w{0,3}|mail\\w{0,3}|e mail\\w{0,3}|list(?:y|u|ów|ach)?|raport\\w{0,3}|paragon\\w{0,3}|rachun\\w{1,4}|diagnoz\\w{0,3}
            |formularz\\w{0,3}|odpowied\\w{1,3}|skrzyn\\w{1,3}|pism\\w{0,3}|zaświadcze\\w{1,4}|stron\\w{0,3}|pesel""",
        "my": "m(?:oje|oja|ój|oich|ojego|ojej|oimi|oją|oi|ojemu|oim)|nasz\\w{0,3}|swo\\w{1,4}|jego|jej|ich",
        "seer": """obc(?:y|ych|a)|nieznajom\\w{1,3}|inn(?:i|ych|e) (?:{holder})|inni|innych|wszys(?:cy|tkich|tkim)|każd\\w{1,3}|ktokolwiek|kogokolwiek|ktoś inny|osoby trzecie""",
    },
    tells="""bez|okup\\w?|szantaż\\w*|wymusze\\w+|cc|dw|jawn\\w{1,3}
        |(?:zwrócon|wysłan|pokazan|wyświetlon|przekazan|udostępnion|doręczon)\\w{1,3}|inn\\w{1,3}|obc\\w{1,3}|niewłaściw\\w*|nieznan\\w*|nieznajom\\w*|znam\\w?|cudz\\w*|kole\\w+
        |współpracowni\\w*|nie|należ\\w*|zamienion\\w*|pomylon\\w*|pomiesza\\w*|wymiesza\\w*|nawzajem
        |wzajemnie|wszys\\w+|każd\\w*|ktokolwiek|kogokolwiek|trzecie|publiczn\\w*|google|internecie|sieci
        |wyciek\\w*|zł\\w{1,3}|błędn\\w*|przeznaczon\\w*|adresowan\\w*|skierowan\\w*|zaadresowan\\w*
        |zhakowan\\w*|haker\\w*|właman\\w*|skradzion\\w*|ukradzion\\w*|przejęt\\w*|utrat\\w*|przypadkowo
        |bezpowrotnie""",
    says={
        "cross_tenant": (
            "(?:{thing}) (?:{gap2})(?:należąc\\w+ do |od |dotycząc\\w+ |na nazwisko )?(?:{someone})",
            "obc(?:e|ych|y|ymi|ą) (?:{thing})",
            "(?:{thing}) (?:\\w+ ){0,2}(?:koleg\\w{1,3}|koleżan\\w{1,3}|współpracowni\\w{1,4})",
            "(?:{thing}) (?:\\w+ ){0,4}(?:do mnie nie należ\\w+|nie należ\\w+ do (?:mnie|nas)|do nas nie należ\\w+)",
            "(?:{thing}) (?:\\w+ ){0,5}należ\\w+ do (?:{someone})",
            "(?:to|te|ten|ta) nie (?:są |jest |były |była )?(?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:zalogowan|podłączon)\\w{1,2} (?:{gap1})jako (?:{someone})|jako (?:{someone}) (?:{gap1})zalogowan\\w{1,2}",
            "(?:nawzajem|wzajemnie) (?:\\w+ ){0,3}(?:{thing})|(?:{thing}) (?:nawzajem|wzajemnie)",
        ),
        "exposure": (
            "(?:{seer}) (?:widzą|widzi|czytają|czyta|mają dostęp do) (?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:{my}) (?:\\w+ )?(?:{thing}) (?:{gap4})(?:publiczn\\w{1,3}|w google|w internecie|w sieci)",
        ),
        "misdirected": (
            "(?:cc|dw) zamiast (?:bcc|udw|ukryt\\w+)|jawn\\w{1,3} kopi\\w+",
            "(?:przeznaczon|adresowan|skierowan|zaadresowan)\\w{1,3} (?:dla|do) (?:{someone})",
            "nie (?:są|jest|były|była|było) (?:przeznaczon|adresowan|skierowan)\\w{1,3} (?:dla|do) (?:mnie|nas)",
            "(?:dosta|otrzyma|przysł)\\w+ (?:\\w+ ){0,3}(?:{thing}) (?:\\w+ )?dla (?:{someone})",
        ),
        "attack": (
            "okup\\w?|szantaż\\w*|wymusze\\w+",
            "zhakowan\\w{1,3}|haker\\w{0,4}|właman\\w{1,4}|hasł\\w{0,2} (?:{gap2})(?:skradzion|ukradzion)\\w{1,3}|przejęt\\w{1,3} kont\\w{1,2}",
        ),
        "loss": (
            "utrat\\w{1,2} danych|(?:{thing}) (?:{gap3})(?:przypadkowo|bezpowrotnie) (?:usunięt|skasowan|utracon)\\w{1,3}",
        ),
    },
    small="""i w z na do od po za o u przy przez dla bez nie jest są był była było były się że to ten ta te
        tego tej co kto jak ale gdy kiedy lub oraz a mój moja moje mojego mojej nam nas nasz
        nasza nasze wasz wasza ja my wy on ona jego jej ich mnie mi mam masz ma mają można
        tylko już też ze pod nad który która które jakiś jakiegoś czyjeś inny inna innego
        innej innych ktoś kogoś ponieważ""",
    negations="nie|nigdy|bez|żaden|żadna|żadnego|nikt",
    asks="""(?:cześć |dzień dobry |a |i )?(?:czy (?:mogę|możemy|można|jest)|jak (?!to możliwe|to jest|to się)|(?:chciał\\w+|chcę|chcemy|potrzebuj\\w+)
        (?!(?:\\w+ ){0,4}(?:zgłosić|poinformować|powiedzieć|wiedzieć|zawiadomić))|proszę (?:\\w+ )?(?:dostarcz|wysł|wyśl|doda|zmieni|przenie)\\w*)""",
    cannot="nie (?:mogę|możemy|widzę|widzimy|mogłem|mogłam|udaje (?:mi|nam) się|dostaję|otrzymuję|znajduję) (?:\\w+ ){0,4}",
    taken="już (?:\\w+ ){0,2}(?:przypisan|używan|zajęt|zarejestrowan|powiązan|istnieje|należ)\\w*",
    ideas={
        "not": """nigdy bez żaden żadna nikt odmow* zapobież* nieudan* żadnego zablokow* odrzuc* odmów*
            nie_może nie_mogą nie_widać""",
        "data": """czynsz* kredyt* prawo_jazdy faktur* zamówie* pasek paski wynagrodze* pensj* płac* kartotek*
            akta akt recept* diagnoz* badań badania paszport* dowód dowod* pesel urodzeni*
            adres adresy adresów adresami telefon* numer* iban saldo wyciąg* dane danych
            danymi kontakt* wiadomoś* rozmow* rozmów czat* zdjęci* zdjęć profil* mail maile
            mailu maila skrzynk* wizyt* rezerwacj* umow* umów cv życiorys* aplikacj*
            medyczn* zdrow* osobow* kadrow* podat* bankow* ubezpiecz* polis* skarg* opłat*
            nazwisk* ocen oceny formularz* zwolnie* rachun* paragon* teczk* zalega ofert*
            najem* najmu zaświadcz* pismo pisma dokument* plik* folder* histori* maili
            mailem e_mail obraz* film* album* konto konta terminarz* bilet* podróż*
            przejazd* wynik* odpowiedz* notatk* list* imion* imię informacj* szkod*
            roszczen* reklamacj* ankiet* subskrypcj* składk* darowizn* przelew* płatnoś*
            transakcj* raport* sprawozda* skan skany skanów kopi* załącznik* panel*
            przypomnie* listy_przewozowe sms""",
        "people": """klient* użytkowni* pacjent* pracowni* osob* osób firm* rodzin* rodzic* uczni* student*
            kandydat* odbiorc* uczestni* sąsiad* abonent* lokator* najemc* konto konta kont
            człon* koleg* koleż* współpracowni* właściciel* mieszkań* ubezpieczon* uczeń
            matk* ojc* dziec* ludzi* gości* gość pasażer* podróżn* kupując* sprzedawc*
            spółk* kancelari* szkoł* szkół przychodni* szpital* stowarzysze* pan pana pani
            panu panią kobiet* mężczyzn* stażyst* darczyńc* adresat* urząd gmin*""",
        "person": """pan pana pani panu sąsiad* obcy obcej obcego nieznajom* ktoś kogoś_innego innej_osoby panią
            panem kolegi koleżank* kolega były_mąż była_żona byłego_męża byłej_żony szef*
            brat* siostr* niejak* jakiś jakiegoś jakiejś jakaś nazywa rodzina rodziny""",
        "mine": """ja mój moje moja moim mojej mojego mnie mi mam my nasz nasza nasze nam nas widzę dostałem
            dostałam""",
        "else": "inn* obc* niewłaściw* nieznan* wszystkich każdego cudz* kilku",
        "number": "setki tysiące tysięcy",
        "store": """plik* katalog* folder* baza bazy bazę kopia kopię kopie kopii eksport* tabel* dysk* archiw*
            załącznik* serwer* rejestr* dokument* zasob* bucket lista arkusz*""",
        "other": """kogoś_innego innej_osoby innego_klienta innych_osób obcej_osoby nieznajom* cudz* nie_moje
            nie_moja nie_mój nie_jest_moj* nie_są_moj* nie_do_mnie nie_dla_mnie nie_znam
            sąsiada sąsiadki""",
        "got": """widać zobacz* wyświetl* przysz* zwraca przeczyt* widoczn* pojawi* dosta* otrzyma* widz*
            pokaz* znalaz* znajd* otwier* otworz* otwar* zawier* czyta* pobra* pobier*
            dostęp* wgląd* podgląd* przegląda* wręcz* wysła* wysyła* przysła* doręcz* włoż*
            w_kopercie w_środku dołącz* załącz* zalogow* trafi* jest_w są_w należ* wydruk*
            zwróci* mogę_zobaczyć mogę_otworzyć można_zobaczyć mam_w""",
        "mixed": """nie_zgadza zamieni* pomyl* pomiesz* wymiesz* połącz* scali* przesun* źle_przypis*
            błędnie_przypis* skrzyżow*""",
        "owner": "właściciel* sesj* najemc* lokator*",
        "open": """publiczn* każdy każdego ktokolwiek internet* google wyszukiwar* bez_hasła bez_logowania
            bez_uwierzytel* bez_zalogowania niezabezpieczon* anonim* otwart* osoby_trzecie
            osób_trzecich nieuprawnion* postronn* jawn* googlu bing online w_sieci sieci
            wynikach_wyszukiwania zaindeksow* każdy_może każdy_kto kto_ma_link mając_link
            z_linkiem ma_link przez_link bez_logow* bez_zalogow* bez_autoryz*
            bez_zabezpiecz* bez_ochrony bez_zgody bez_uprawnie* niechronion* swobodn*
            wolny_dostęp zmieniając_numer zmiana_numeru zmienić_numer zmieniłem_numer
            zmieniłam_numer numer_w_linku numer_w_adresie cyfrę_w media_społecznościow*
            facebook* instagram* gości* wisi wiszą""",
        "all": "wszyscy wszystkim wszystkich",
        "reach": """czyteln* widoczn* widać czytać zobaczyć odczyt* otwart* zwraca do_wglądu przeczyta* widzie*
            pobra* pobier* otworz* znaleźć znalez* znajd* wyświetl* pojawia* indeksow*
            zaindeksow* opublikow* udostępni* wystaw* wisi wiszą leży leżą leżał* umieszcz*
            zamieszcz* wrzuc* wgran* dostęp* wgląd* odpowiada jest_w są_w wywiesz*
            powieszon*""",
        "outward": """zewnętrzny_adres zewnętrznego_adresu adres_zewnętrzny prywatny_mail prywatnego_maila
            prywatna_poczta prywatną_pocztę prywatną_skrzynkę prywatny_adres
            prywatnej_skrzynki przekierowan* przekazywani* reguła_przekier* regułę_przekier*
            reguła_przekaz* wyciek* sprzedał* sprzedan* nieznany_serwer konkurencj* darknet
            na_zewnątrz prywatna_chmura prywatnej_chmury prywatne_konto dropbox wetransfer
            poza_firm* za_granic* zewnętrzne_konto nieznane_konto zewnętrzny_serwer wykrad*
            eksfiltr* dark_web forum telegram na_sprzedaż sprzedaje nowego_pracodawcy
            zabrał* wyniósł wyniosł*""",
        "odd": """bez_sprawy nietypow* nieznan* masow* weekend* ostatni_dzień ostatniego_dnia wypowiedzeni*
            bez_powodu podejrzan* zwykle ciekawoś* odchodząc* niezwykł* anomal* noc*
            niedziel* ostatnim_dniu bez_przyczyny bez_uzasadnie* normalnie""",
        "took": """pobra* ściągn* eksport* wyeksportow* skopiow* kopiow* odczyt* przegląda* przejrza* zapyta*
            wyciąg* otworz* czyta* sprawdza* sprawdzi* wydruk* fotograf* przesła* zabra*
            wyszukiw*""",
        "idle": """bez_sprawy bez_powodu bez_uzasadnie* bez_potrzeby ciekawoś* były_mąż byłej_żony szwagier*
            znan* bez_związku z_ciekawości sąsiad* celebry* teściow* burmistrz*""",
        "grant": "uprawnie* grupa grupie dostęp prawa",
        "intruder": """były_pracownik byłego_pracownik* z_zagranicy haker* włama* atakując* cyberatak* ransomware
            nieuprawnion* przejęt* przejął kradzież* skradzion* złodziej* intruz* naruszeni*
            zhakow* napastnik* nieautoryzowan* nieuprawniony_dostęp miał_dostęp miała_dostęp
            mieli_dostęp ma_nadal_dostęp nadal_ma_dostęp wciąż_ma_dostęp nie_odebran*
            nie_wyłączon* były_pracown* byłego_pracown* phishing* wyłudz* były_kolega
            byli_pracown* nadal_loguje wciąż_loguje nadal_ma""",
        "vendor": """dostawc* podwykonawc* procesor* podmiot_przetwarzając* usługodawc* drukarni* hosting*
            partner* agencj* biuro""",
        "tells": """donosi przyznaje inform* poinform* zgłasz* zgłos* powiad* zawiad* ostrzeg* pisze napisał*
            dotknięt* dotyczy padł*""",
        "sent": """poszł* list listem kopert* newsletter* wysła* wysyła* przesła* rozesła* przekaz* wręcz*
            doręcz* trafi* poszed* dosta* otrzyma* rozda* opublikow* udostępni* zamieś*
            umieś* wrzuc* wywies* przysz* mail* załączni* odczyta* pokaza* ląduje wylądow*""",
        "astray": """całej_firmy mój_szef mojego_szefa stary_adres starego_adresu poprzedni* niewłaściw* błędn*
            złego złą zły do_wszystkich dw cc w_kopii przez_pomyłkę sąsiad* nie_do_mnie
            nie_dla_mnie kogoś_innego innej_osoby innego_klienta innego_pacjenta jawn*
            wszystkie_adresy prywatn* byłego_męża pracodawc* złej pomyłk* omyłk* przypadk*
            innej_rodziny innego_pracownika komuś_innemu obc* nieznan* nieznajom* zamien*
            pomylon* przesuni* były_mąż byłej_żony były* strona_przeciwn* konkurencj* prasa
            dziennikarz* wszystkim w_dw zły_adres błędny_adres niewłaściwy_adres
            niewłaściwej_osoby""",
        "device": """akta_osobowe kartotek* laptop* komputer* telefon* tablet* pendrive* dysk* nośnik* smartfon*
            notebook* pc komórk* ipad pendraj* usb kartę_pamięci serwer* nas taśm* kamer*
            aparat* dyktafon* urządze* drukark* kserokopiark* płyt*""",
        "paper": """teczk* akta karton* segregator* torb* aktówk* listy wydruk* kartotek* akt dokument* papier*
            skoroszyt* list koper* zeszyt* notes* kalendarz* rejestr* pudł* plecak* walizk*
            formularz* lista listę umow* świadectw* sprawdzian* karty ksero*""",
        "lost": """kradzież* autobus* pociąg* taksówk* śmietnik* tramwaj* makulatur* kontener* zgub* zagub*
            utrac* skradz* ukrad* rabun* włamani* zapomn* zostaw* pozostawi* porzuc* znikn*
            zaginą* zaginę* przepad* nie_dotar* nigdy_nie_dotar* śmieci* wyrzuc* chodnik*
            sprzeda* olx allegro nie_wyczyszcz* niewyczyszcz* nie_skasow* nie_zniszcz*""",
        "wiped": """usunął nieczyteln* spalon* usuni* usunę* skasow* nadpis* zniszcz* sformatow* spali* uszkodz*
            utrac* przepad* nieodwracaln*""",
        "backup": """kopia_zapasow* kopii_zapasow* kopię_zapasow* kopie_zapasow* jedyna_kopia jedyną_kopię
            backup*""",
        "ransom": "okup* szantaż* wymusze* bitcoin*",
        "takeover": """przejął przejęt* nie_ja to_nie_ja zhakow* przejęli nie_byłem_ja bez_mojej_wiedzy
            bez_mojej_zgody nieznane_urządzenie nieznane_logowan* obce_logowan*
            w_moim_imieniu""",
        "account": "konto hasło hasła mail profil telefon konta koncie skrzynk*",
        "harmless": """ćwicze* środowisko_testow* dane_testow* fikcyjn* kwarantann* fałszywy_alarm wyciek_pamięci
            wycieku_pamięci próbę_ataku bez_utraty próg symulac* symulow* próbny_alarm
            środowisko_testowe testowe_konto konto_testow* syntetyczn* brak_danych_klient*
            żadne_dane szkole* konserwac* zostało_zablokowane została_zablokowana""",
        "asks": """nie_działa jak_mogę czy_mogę czy_można gdzie_znajdę gdzie_mogę proszę_usun* proszę_zmien*
            chciał* chcę planowan* zgod* już_istnieje już_przypis* jak_zmienić jak_usunąć
            jak_wyeksport* jak_dodać jak_pobrać nie_mogę nie_można_pobrać nie_można_otworzyć
            nie_ładuje nie_otwiera nie_dochodzi zapomniał* byłoby_miło przydał*
            proszę_o_zmian* proszę_o_usuni* przeprowadz* dodać_kolejn* dodać_drug*
            zły_rozmiar zły_kolor zły_produkt gdzie_jest_moj* gdzie_jest_mój kiedy_dotrze
            zawiesza wysypuje zgodnie_z_planem zgubiłem_telefon zgubiłam_telefon zbyt_wolno
            bardzo_wolno dwa_razy""",
        "sink": "logach logi otwartym_tekstem tłumacz*",
        "field": "hasło hasła haseł karty_płatnicz* pesel",
        "secret": "klucz* hasło hasła haseł token dane_logowania",
        "committed": "opublikowan* publiczne_repozytorium ujawnion*",
        "probe": "badacz* zmieniając_numer zmiana_numeru numer_w_adresie parametr*",
        "forever": """jedyna_kopia jedyną_kopię brak_kopii nieodwracaln* bez_kopii nie_ma_kopii bez_backupu
            brak_backupu kopie_też backup_też kopie_zapasowe_też również_kopie bezpowrotn*
            trwale nie_da_się_odzyskać nie_do_odzyskania""",
        "volume": "gb tb",
        "private": """wynagrodz* pensj* płac* pasek_płac* pasek_wynagro* paski_wynagro* wypłat* emerytur* rent*
            medyczn* lekarsk* zdrow* chorob* zwolnienie_lekarsk* zwolnienia_lekarsk* l4
            diagnoz* recept* lecze* terapi* wynik* badań badania usg rezonans kartę_pacjenta
            karta_pacjenta karty_pacjent* dokumentacj* historię_leczenia historia_leczenia
            historia_choroby historię_choroby skierowani* ciąż* niepełnosprawn* alergi*
            psych* szczepi* lek leki leków dyscyplinarn* nagan* ocena_pracownicz*
            oceny_pracownicz* wypowiedzen* akta_osobow* życiorys* cv aplikacj* podani*
            dowód_osobisty dowodu_osobist* dowody_osobist* dowodów skan_dowodu skany_dowod*
            paszport* prawo_jazdy prawa_jazdy pesel pesele peseli numer_pesel numery_pesel
            nip akt_urodzenia data_urodzenia datę_urodzenia daty_urodzenia dat_urodzenia
            urodziny pit podatk* adres_domow* adresy_domow* adres_zamieszkania
            adresy_zamieszkania adres adresy adresów adresami telefon* numer_telefonu
            numery_telefon* numerami_telefon* komórk* dane_kontaktow* danych_kontaktow*
            dane_bankow* danych_bankow* konto_bankow* numer_konta numery_kont iban wyciąg*
            karty_kredytow* karty_płatnicz* kredyt* pożyczk* hipote* dług* zadłuże* saldo
            wyznani* religi* związkow* etniczn* seksualn* karalnoś* wyrok* rozwód rozwod*
            opiek* adopcj* azyl* oceny świadectw* sprawdzian* egzamin* dziennik*
            dane_osobow* danych_osobow* danymi_osobow* dane_klient* danych_klient*
            dane_pacjent* danych_pacjent* dane_pracownik* danych_pracownik* dane_użytkownik*
            danych_użytkownik* dane_uczniów danych_uczniów lista_klient* listę_klient*
            lista_pacjent* lista_uczestnik* lista_członk* baza_klient* bazę_klient*
            prywatne_wiadomości prywatne_zdjęcia zdjęcia_rodzin* lokalizacj* odcisk*
            biometr* monitoring* testament* dłużnik* zaległoś* lista_płac listę_płac
            listy_płac nieobecnoś* przypomnie*""",
        "elsewho": """innego innej innych obcego obcej obcych cudzego cudzej cudzych nieznanego nieznanej
            nieznanych jakiegoś jakiejś jakichś""",
        "alien": """kogoś_innego kogoś_obcego innej_osoby innego_klienta innego_pacjenta innego_użytkownika
            innych_klientów innych_pacjentów innych_użytkowników innych_osób innych_ludzi
            obcej_osoby obcych_osób obcych_ludzi obcego_pacjenta obcego_klienta
            obcego_człowieka obcej_kobiety nieznajom* nieznanej_osoby cudz* czyjeś czyjąś
            czyjegoś czyjejś czyichś jakiegoś_pana jakiejś_pani jakiejś_kobiety
            jakiegoś_mężczyzny jakiegoś_klienta pewnego_pana pewnej_pani niejakiego
            niejakiej sąsiadów mojego_sąsiada mojej_sąsiadki mojej_koleżanki mojego_kolegi
            kolegi_z mojego_szefa nie_moje nie_moja nie_mój nie_moją nie_mojego nie_mojej
            nie_moich nie_nasze nie_nasza nie_nasz nie_jest_moj* nie_jest_mój nie_są_moj*
            nie_należy_do_mnie nie_należą_do_mnie nie_należy_do_nas nie_należą_do_nas
            nie_dla_mnie nie_moje_nazwisko nie_jestem_nią nie_jestem_nim nie_znam
            którego_nie_znam której_nie_znam jednego_pana jednej_pani z_pracy_kolegi
            pewnego_pacjenta następnego_pacjenta następnego_klienta poprzedniego_klienta
            poprzedniego_pacjenta jako_pani jako_pan jako_ktoś jako_inna jako_inny
            należy_do_jakiejś należy_do_pewnej dla_kogoś nie_tylko_moje nie_tylko_nasze""",
        "somebody": """ktoś ktokolwiek nieznajom* obcy obca oszust* mężczyzna kobieta haker* włamywacz*
            osoby_trzecie osoba_trzecia były_mąż była_żona były_pracownik byli_pracown*
            byłym_pracown* sąsiad sąsiadka konkurencj* telemarket* firma_marketing* reklam*
            złodziej* napastnik* intruz*""",
        "knows": """wiedział* wiedzą wie znał* zna znają cytował* wspomniał* zadzwonił* dzwonił* dzwoni dzwonią
            napisał* pisze kontaktował* skontaktował* miał_moj* mieli_moj* ma_moj* mają_moj*
            przeczytał_mi grozi groził* szantaż*""",
        "enters": """zalogował* wszedł weszła weszli dostał_się uzyskał* włamał* włamano użył* używa korzysta*
            zmienił* zmieniono przejął przejęli przejęto zhakowa* kupił* wypłacił* przelał*
            zablokowa* w_moim_imieniu na_moje_konto na_moim_koncie do_mojego_konta
            z_mojego_konta czyta* zakup* zapłaci* zamówi*""",
        "crowd": """wszyscy wszystkim wszystkich każdy każdemu każdego cała_firma całej_firmie całej_firmy
            cały_dział całego_działu całemu_działowi cały_zespół całemu_zespołowi cała_klasa
            całej_klasie cała_szkoła całej_szkole cała_grupa całej_grupie całą_listę
            całej_liście całą_firmę wszyscy_pracowni* wszystkim_pracowni*
            wszystkich_pracowni* wszystkim_rodzic* wszystkich_rodzic* wszystkim_klient*
            wszystkich_klient* wszystkim_członk* wszyscy_odbiorc* wszystkich_odbiorc*
            wszystkim_uczestni* każdy_pracowni* każdy_stażyst* stażyst* praktykant*
            podwykonawc* zewnętrzn* lista_mailingow* listę_mailingow* listy_mailingow*
            lista_dystrybucyj* odbiorc* w_dw dw do_wiadomości w_kopii zamiast_udw
            zamiast_w_udw nie_w_udw bez_udw jawna_lista jawne_adresy grupa_na_whatsapp*
            grupie_na_whatsapp* grupa_whatsapp* czat_grupow* czacie_grupow* kanał* kanale
            intranet* tablicy folder_współdziel* folderze_współdziel* wspólny_dysk
            wspólnym_dysku dysk_sieciow* dysku_sieciow* nawzajem między_sobą""",
        "left": """w_pociągu w_autobusie w_tramwaju w_metrze w_taksówce w_samochodzie z_samochodu w_kawiarni
            na_dworcu na_lotnisku w_drukarce na_drukarce na_ksero przy_drukarce na_ulicy
            na_korytarzu w_poczekalni na_recepcji na_śmietniku w_śmietniku w_kontenerze
            na_makulaturze""",
        "ought": "nie_powin* u_sąsiada u_sąsiadki",
        "owned": """innego innej innych obcego obcej obcych cudzego cudzej cudzych nieznanego nieznanej
            nieznanych jakiegoś jakiejś jakichś""",
        "breach": """wyciek_danych wycieku_danych kradzież_danych naruszenie_danych naruszenie_ochrony
            naruszenia_ochrony nieuprawniony_dostęp nieautoryzowany_dostęp
            nieuprawnionego_dostępu""",
        "inside": "zalogow*",
        "thing": "sesj* ciasteczk* token* link linki kod kody hasło hasła",
        "locked": "zaszyfrow*",
        "whole": "cała całej całą całe cały całego całemu całym wszyscy wszystkim",
        "group": "firm* dział* zespół* zespoł* szkoł* klas* grup* biur* załog* budynk* list*",
        "still": "nadal wciąż jeszcze",
        "knew": "wiedział* znał*",
        "peer": """kolegi koleżanki sąsiada sąsiadki szefa szefowej współlokatora ucznia pacjenta pacjentki
            klienta pracownika lokatora""",
        "of": "od dla",
        "hung": "wywieszon* powieszon* wisi wisiał*",
    },
)
