"""Italian."""

from breachbot.intake.phrases import Language

LANGUAGE = Language(
    slots={
        "holder": """client[ei]|utent[ei]|pazient[ei]|person[ae]|gente|membr[oi]|dipendent[ei]|collegh?[aei]|aziend[ae]|società|organizzazion[ei]
            |alunn[oaie]|studenti?|studentess[ae]|famigli[ae]|vicin[oaie]|soci[oaie]?|inquilin[oi]|signor[aei]?|assicurat[oi]|acquirent[ei]
            |venditor[ei]|genitor[ei]|bambin[oaie]|abbonat[oi]|account|candidat[oi]|ospit[ei]|cittadin[oi]|individui?""",
        "someone": """altr[oaie] (?:\\w+ )?(?:{holder})|qualcun altro|qualcun altra|qualcuno altro|altri|sconosciut[oaie]|estrane[oi]|terzi
            |(?:una persona|qualcuno|un cliente|persone|gente) che non (?:conosco|conosciamo)|(?:{holder}) (?:\\w+ ){0,2}(?:sbagliat|sconosciut|divers)[oaie]""",
        "of": "(?:di |d |del |della |dello |dei |degli |delle |dell |un |uno |una |l |a |ad |all |alla |al |il |la |i |gli |le )*",
        "thing": """iban|promemoria|fattur[ae]|ordin[ei]|consegn[ae]|spedizion[ei]|conferm[ae]|messagg(?:io|i)|conversazion[ei]|chat|foto|fotografi[ae]|immagin[ei]|video|ricett[ae]|prescrizion[ei]
            |account|cont[oi]|profil[oi]|indirizz[oi]|file|document[oi]|dati|informazion[ei]|carrello|prenotazion[ei]|bigliett[oi]|estratt[oi]
            |bust[ae](?: paga)?|stipendi[oi]?|cartell[ae]|fascicol[oi]|risultat[oi]|analisi|refert[oi]|contratt[oi]|nom[ei]|numer[oi]|telefon[oi]
            |calendar(?:io|i)|contatt[oi]|cronologi[ae]|storico|abbonament[oi]|pagament[oi]|cart[ae]|acquist[oi]|pacc(?:o|hi)|certificat[oi]
            |richiest[ae]|polizz[ae]|posizion[ei]|not[ae]|appuntament[oi]|sald[oi]|transazion[ei]|password|mail|e ?mail|letter[ae]|rapport[oi]
            |ricevut[ae]|scontrin[oi]|diagnosi|radiografi[ae]|curriculum|modul[oi]|rispost[ae]|casella|pagin[ae]|preventiv[oi]|ticket|pratich?[ae]|esam[ei]""",
        "self": "account|profil[oi]|cont[oi]|dati|cartelle|fascicoli|identità|pazienti",
        "my": "mi[oae]i?|miei|nostr[oaie]|su[oae]i?|suoi|loro|tu[oae]|tuoi|vostr[oaie]",
        "seer": """(?:degli |dei |gli )?(?:sconosciuti|estranei|altr[ie] (?:{holder})|altri|terzi)|tutti|chiunque|qualcun altro|il pubblico""",
    },
    tells="""senza|riscatto|estorsion[ei]|ricatt\\w+|cc|copia
        |altr[oaie]|divers[oaie]|altrui|sconosciut[oaie]|estrane[oi]|terzi|conosco|conosciamo|sbagliat[oaie]|errat[oaie]
        |collegh?[aei]|non|appart\\w+|scambiat\\w*|mescolat\\w*|invertit\\w*|confus\\w*|vicenda
        |reciprocamente|tutti|chiunque|pubblic\\w+|google|internet|rete|web|fug(?:a|he)|violazion[ei]
        |esfiltrazion[ei]|destinat\\w*|indirizzat\\w*|rivolt\\w*|hacker\\w*|violat\\w*|rubat\\w*
        |compromess\\w*|perdita|cancellat\\w*|eliminat\\w*|pers[oaie]""",
    says={
        "cross_tenant": (
            "(?:{thing}) (?:{gap2})(?:appartenent[ei] |riguardant[ei] |intestat[oaie] )?(?:di |d |del |della |dei |degli |delle |dell |a |ad )"
            "(?:{of})(?:{someone})",
            "(?:{thing}) (?:{gap2})(?:di |del |della |dei |delle |degli )(?:(?:un|una|mi[oae]i?|miei|suoi|nostri|tutti|tutte|i|le) )*collegh?[aei]",
            "(?:{thing}) (?:\\w+ ){0,4}non (?:sono|è|erano|era) (?:mi[oae]|miei|i miei|le mie|il mio|la mia|nostr[oaie]|per me|per noi)",
            "(?:{thing}) (?:\\w+ ){0,3}non (?:mi|ci) appart\\w+",
            "(?:{thing}) (?:\\w+ ){0,5}(?:appart\\w+ a|è di|sono di|è d|sono d) (?:{of})(?:{someone})",
            "(?:quest[oaie]?|quell[oaie]|ecco) non (?:sono|è|erano|era) (?:i |il |la |le )?(?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:collegat|loggat|conness|autenticat|entrat|registrat)[oaie] (?:{gap1})(?:come|con l account di) (?:{of})(?:{someone})",
            "(?:scambiat|mescolat|invertit|confus)[oaie] (?:{gap1})(?:i |le |gli )?(?:{my}) (?:{self})",
            "(?:{thing}) (?:gli uni degli altri|l uno dell altro|a vicenda|reciprocamente)",
        ),
        "exposure": (
            "(?:{seer}) (?:vedono|vede|leggono|legge|hanno accesso a\\w*) (?:il |la |i |le |gli )?(?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:{my}) (?:\\w+ )?(?:{thing}) (?:{gap3})(?:pubblic(?:o|a|i|he)|su google|su internet|in rete|sul (?:dark )?web)",
            "(?:fug(?:a|he)|violazion[ei]|esfiltrazion[ei]) (?:di|dei|de) (?:dati|informazioni)",
        ),
        "misdirected": (
            "cc (?:invece|al posto) di (?:ccn|bcc)|in copia visibile|tutti (?:\\w+ ){0,4}in copia(?! nascosta)",
            "(?:{my}) (?:\\w+ )?(?:{thing}) (?:{gap3})(?:inviat|mandat|spedit|consegnat|arrivat|inoltrat)[oaie] (?:{gap1})(?:a|ad) (?:{of})(?:{someone})",
            "(?:destinat|indirizzat|rivolt)[oaie] (?:a|ad) (?:{of})(?:{someone})",
            "non (?:era|erano|è|sono) (?:destinat|indirizzat|rivolt)[oaie] a (?:me|noi)|non (?:è|sono|era|erano) per (?:me|noi)",
            "(?:ricevut|arrivat|ricev)\\w* (?:\\w+ ){0,3}(?:{thing}) (?:\\w+ )?per (?:{of})(?:{someone})",
        ),
        "attack": (
            "hackerat[oaie]|hacker|(?:account|profilo|conto) (?:{gap2})(?:violat|rubat|compromess)[oa]|password (?:{gap2})rubat[ae]",
        ),
        "loss": (
            "perdita (?:di|dei) dati|(?:{thing}) (?:{gap3})(?:cancellat|eliminat|pers)[oaie] per (?:errore|sempre)",
        ),
    },
    small="""il lo la i gli le un uno una di del della dello dei delle degli da dal dalla dai nel nella nei
        nelle al alla allo ai alle e o è sono era ho ha hanno abbiamo non io noi mi mio mia
        miei nostro nostra suo sua che chi in con senza per come ma quando tutti tutte sul
        sulla si ci vi avete stato stata questo questa anche dopo prima vostro vostra l d
        altro altra altri altre vedo mie suoi""",
    negations="non|mai|senza|nessun|nessuno|nessuna|più",
    asks="""(?:ciao |buongiorno |salve |e )?(?:(?:posso|possiamo|si può|potrei|potremmo|devo)\\b(?=[^\\n]*\\?)|come (?!mai|è possibile|può essere)|è possibile |(?:c è|ci sono)\\b(?=[^\\n]*\\?)|(?:vorrei|vorremmo|voglio|desidero
        |mi piacerebbe|ci serve|mi serve) (?!(?:\\w+ ){0,4}(?:segnalar|informar|dir|avvisar|sapere|comunicar))|(?:per favore|consegnate|inviate|spedite) )""",
    cannot="non (?:riesco|riusciamo|posso|possiamo|vedo|vediamo|trovo|ricevo|si riesce|mi fa) (?:\\w+ ){0,4}",
    taken="già (?:\\w+ ){0,2}(?:associat|usat|utilizzat|registrat|collegat|in uso|assegnat)\\w*|appartiene già",
    ideas={
        "not": "non mai nessun nessuno nessuna senza niente respint* bloccat* rifiutat* fallit* negat*",
        "data": """cartelle_cliniche affitto mutuo tessera_sanitaria cartelle_mediche patente busta_paga
            buste_paga stipend* cartella_clinica fascicol* referto referti ricetta ricette
            diagnosi risultat* analisi passaport* carta_d_identità nascita telefono iban
            saldo estratto_conto conto_corrente dati scheda schede elenco elenchi lista
            liste conversazion* chat foto video mail email posta casella pec prenotazion*
            contratt* curriculum cv domande certificat* medic* sanitari* salute personal*
            assicurat* polizz* reclam* nome nomi cognom* documenti_d tasse ricevut* fattur*
            ordin* preventiv* bollett* scontrin* letter* document* file cartella cartelle
            modul* messaggi* cronologi* e_mail immagin* album profil* account area_riservata
            bigliett* viagg* tragitt* rispost* appunt* rubric* contatt* indirizz* numer*
            informazion* sinistr* sondagg* abbonament* quota donazion* bonific* pagament*
            moviment* pratic* scansion* allegat* verbal* conto conti promemoria bolle bolla
            ddt sms""",
        "people": """utent* pazient* membr* soci* dipendent* persona persone gente abbonat* inquilin* aziend*
            famigli* alunn* student* bambin* collega assicurat* candidat* destinatar*
            partecipant* vicin* organizzazion* account client* iscritt* collegh* lavorator*
            proprietari* resident* condomin* genitor* madre padre figli* visitator*
            passegger* viaggiator* acquirent* venditor* commerciant* ditta studio studi
            scuola clinica ospedale associazion* agenzi* signor* donna uomo ragazz* stagist*
            tirocinant* beneficiar* donator* titolar* ufficio reparto""",
        "person": """signore signora sig sconosciut* estrane* vicin* qualcun_altro altra_persona signor dott
            dottor dottoressa collega collegh* ex_marito ex_moglie capo fratello sorella
            chiamato chiamata di_nome si_chiama famiglia""",
        "mine": "io mio mia miei mie mi noi nostro nostra nostri me",
        "else": "altr* sbagliat* sconosciut* divers* tutt* ogni vari*",
        "number": "centinaia migliaia",
        "store": """file cartella cartelle database base backup copia copie esportazione tabella tabelle foglio
            directory allegat* server registro archivi* document* bucket disco elenco""",
        "other": """qualcun_altro di_un_altro di_un_altra di_altri sconosciut* non_è_mio non_è_mia non_sono_miei
            non_sono_mie non_conosco altrui di_un_signore di_una_signora del_vicino
            della_vicina non_sono_io""",
        "got": """vedo vede vediamo vedono visto ricevut* arrivat* contiene conteneva apre inviat* consegnat*
            restituisc* compaiono letto allegat* accesso visibil* aveva entro entrat* ricevo
            riceve riceviamo arriva arrivano vista viste vedere compar* appar* mostr* esce
            escono trov* apert* apro legg* letta scaric* acced* dato data_a mandat* spedit*
            dentro_la_busta nella_busta nella_mia consult* posso_vedere può_vedere
            possono_vedere stampat*""",
        "mixed": """scambiat* mescolat* confus* incrociat* non_corrispond* invertit* fus* abbinat* associat*
            attribuit*""",
        "owner": "sessione titolare proprietario inquilino",
        "open": """pubblic* chiunque internet google motori_di_ricerca motore_di_ricerca senza_password
            senza_autentic* senza_login senza_accesso senza_credenziali senza_protezione
            anonim* non_protett* apert* estranei terzi non_autorizzat* in_chiaro bing online
            in_rete web risultati_di_ricerca indicizzat* cercando tutti_possono
            senza_accedere senza_effettuare senza_registr* senza_autorizzazione
            senza_permesso accesso_libero liberamente con_il_link chi_ha_il_link
            abbia_il_link cambiando_il cambiando_un modificando_il numero_nell_url
            numero_nel_link numero_nell_indirizzo social facebook instagram ospiti espost*
            bucket_pubblico""",
        "all": "a_tutti tutti",
        "reach": """leggibil* visibil* accessibil* scaricabil* consultabil* leggere vedere vedono scaricar*
            scaricat* trovat* indicizzat* cache condivis* espost* apert* pubblicat* accesso
            raggiungibil* restituisc* vede accedere consultare trovare trova trovabil* esce
            escono compar* appar* caricat* disponibil* risponde finit* appes* affiss*""",
        "outward": """mail_privata email_privata casella_privata indirizzo_privato posta_privata indirizzo_esterno
            indirizzi_esterni casella_personale mail_personale email_personale inoltro
            regola_di_inoltro inoltra* fuga trapelat* vendut* rivendut* server_sconosciuto
            host_sconosciuto dark_web verso_l_esterno indirizzo_personale account_personale
            cloud_personale dropbox wetransfer all_esterno fuori_dall_azienda all_estero
            account_esterno account_sconosciuto server_esterno esfiltr* darknet forum
            telegram in_vendita concorren* nuovo_datore portato_via portata_via
            dominio_esterno inoltro_automatico partner_pubblicitario""",
        "odd": """insolit* anomal* massiv* notte fine_settimana weekend ultimo_giorno dimission* senza_motivo
            mai_usato sospett* sconosciut* solito curiosità prima_di_andar* domenica
            senza_ragione abituale normalmente di_solito""",
        "took": """download letto stampat* access* interrog* scaric* esport* copi* estra* consult* apert* letti
            visualizz* fotografat* inoltrat* portat* cercat*""",
        "idle": """senza_pratica senza_titolo senza_motivo senza_ragione senza_cura curiosità ex_marito
            ex_moglie cognat* famos* senza_necessità senza_giustificazione per_curiosità
            vicin* suocera sindaco""",
        "grant": "permess* gruppo diritti autorizzazion* accesso",
        "intruder": """ex_dipendente abusiv* dall_estero hacker* intrus* attaccant* attacco_informatico ransomware
            non_autorizzat* compromess* furto_di violato violata violati violazione_dei
            violazione_di ladri rubat* pirat* malintenzionat* accesso_non_autorizzato
            aveva_accesso ha_avuto_accesso hanno_avuto_accesso ha_ancora_accesso
            ancora_accesso non_revocat* non_disattivat* ex_dipendent* phishing
            password_rubata credenziali_rubate ex_collega* accede_ancora entra_ancora""",
        "vendor": """fornitor* responsabile_del_trattamento partner hosting tipografia agenzia agenzie consulente
            società_di""",
        "tells": """ci_scrive ammette conferma* inform* comunic* avvis* avvert* segnal* notific* scriv* scritto
            subito colpit* coinvolt*""",
        "sent": """mandat* spedit* consegnat* arrivat* inoltrat* recapitat* ricevut* mail lettera busta
            newsletter pubblicat* caricat* invi* distribuit* condivis* trasmess* comunicat*
            affiss* finit* posta email allegat* letto_ad_alta mostrat*""",
        "astray": """tutta_l_azienda mio_capo mio_ex vecchio_indirizzo vecchia_* sbagliat* errat* a_tutti
            in_copia cc in_chiaro per_errore per_sbaglio vicin* sconosciut* scambiat*
            altra_persona altro_cliente altro_paziente al_posto non_è_mio casella_personale
            ex_marito datore_di_lavoro lista_di_distribuzione erroneamente altro_client*
            altra_client* altro_pazient* altra_pazient* altra_famigli* altro_dipendent*
            altro_destinatar* qualcun_altro terzi invertit* ex_moglie vecchi* precedent*
            controparte concorren* stampa_locale giornalist* mailing_list
            indirizzo_sbagliato destinatario_sbagliato persona_sbagliata""",
        "device": """cartelle_cliniche fascicoli portatil* computer telefon* cellular* tablet chiavetta chiavette
            usb disco smartphone pc laptop notebook ipad pen_drive dischi hard_disk
            scheda_sd server nas nastr* fotocamera registrator* dispositiv* stampant*
            fotocopiatric* cd dvd""",
        "paper": """fascicol* cartelle cartella carte scatol* borsa zaino lettere elenco faldon* document*
            lettera busta buste raccoglitor* quadern* taccuin* agenda registro registri
            valigett* borse modul* elenchi lista liste stampat* referti radiografie
            contratti compiti schede""",
        "lost": """smarrit* scippat* trafugat* rubat* furto dimenticat* sparit* treno autobus taxi cassonett*
            spazzatura metro tram mercatino stazione marciapiede pers* perdut* sottratt*
            derubat* lasciat* abbandonat* scompars* introvabil* mai_arrivat* immondizia
            cestino buttat* gettat* vendut* non_cancellat* senza_cancellar* non_distrutt*""",
        "wiped": """cancellat* eliminat* sovrascritt* distrutt* formattat* illeggibil* bruciat* corrott* pers*
            irrecuperabil*""",
        "backup": "backup unica_copia copia_di_sicurezza copie_di_sicurezza",
        "ransom": "riscatto ricatt* estorsion* bitcoin*",
        "takeover": """hackerat* rubat* entrato_nel non_sono_stat* non_ero_io qualcuno_è violat* non_sono_stato_io
            non_sono_stata_io non_sono_io a_mia_insaputa dispositivo_sconosciuto
            accesso_sconosciuto accessi_sconosciuti a_mio_nome""",
        "account": "account password email profilo mail telefono conto casella",
        "harmless": """esercitazion* simulazion* simulat* ambiente_di_test dati_di_test fittizi* quarantena
            falso_allarme perdita_di_memoria perdita_di_conness* manutenzione formazione
            soglia senza_perdita ambiente_di_prova collaudo dati_di_prova dati_fittizi
            dati_sintetici account_di_test nessun_dato nessun_cliente falso_positivo
            è_stato_bloccato è_stato_rifiutato è_stata_rifiutata bloccato_da""",
        "asks": """come_* posso vorrei_sapere dove_trovo potete cancellate_il vorrei previst* già_associat*
            già_us* già_registrat* già_esist* come_posso come_faccio come_si come_cambio
            come_cambiare come_elimin* come_esport* come_aggiung* come_scaric* non_riesco
            non_posso_scaricare non_posso_aprire non_posso_accedere non_si_apre
            non_si_carica non_funziona non_arriva non_mi_arriva non_vedo_i_miei non_trovo
            ho_dimenticato password_dimenticata mi_piacerebbe sarebbe_bello sarebbe_utile
            potreste_aggiungere per_favore_cambi* per_favore_cancell* ho_traslocato
            mi_sono_trasferit* aggiungere_un aggiungere_una taglia_sbagliata
            colore_sbagliato prodotto_sbagliato articolo_sbagliato dov_è_il_mio dove_posso
            quando_arriva si_blocca si_chiude va_in_crash come_previsto perso_il_telefono
            perso_il_cellulare ho_perso_il_telefono troppo_lento molto_lento due_volte""",
        "sink": "log in_chiaro traduttore",
        "field": "password carta_di_credito codice_fiscale",
        "secret": "chiave chiavi password credenziali token",
        "committed": "pubblicat* repository_pubblico diffus*",
        "probe": "ricercator* cambiando_il parametro numero_nell increment*",
        "forever": """unica_copia nessun_backup irrecuperabil* nessuna_copia senza_backup senza_copia
            anche_i_backup anche_il_backup definitivamente impossibile_ripristinare
            non_recuperabil* non_ripristinabil*""",
        "volume": "gb tb",
        "private": """stipendi* busta_paga buste_paga retribuzion* pensione pensioni medic* clinic* sanitari*
            salute malattia diagnosi ricetta ricette terapia terapie trattamento referto
            referti analisi esami_del_sangue radiografi* ecografi* risonanza
            cartella_clinica cartelle_cliniche certificato_medico certificati_medici
            gravidanza disabilità allergi* psicolog* psichiatr* vaccin* farmaci disciplinar*
            valutazion* licenziamento curriculum* cv candidatur* carta_d_identità
            carte_d_identità documento_d_identità documenti_d_identità passaport* patente
            patenti codice_fiscale codici_fiscali permesso_di_soggiorno data_di_nascita
            date_di_nascita compleanno compleanni dichiarazione_dei_redditi fiscale
            indirizzo_di_casa indirizzi_di_casa domicilio telefono numero_di_telefono
            numeri_di_telefono cellulare cellulari dati_di_contatto dati_bancari
            dati_personali dati_sanitari dati_dei_clienti dati_dei_pazienti
            dati_degli_utenti dati_clienti conto_corrente conti_correnti iban estratto_conto
            estratti_conto carta_di_credito carte_di_credito prestito prestiti mutuo mutui
            debit* saldo religios* sindacal* etnic* sessual* penale penali giudiziar*
            divorzio affidamento adozione asilo pagell* voti compiti_in_classe iscrizion*
            elenco_clienti elenco_dei_soci elenco_dei_clienti elenco_dei_pazienti
            elenco_soci lista_clienti lista_dei_clienti messaggi_privati foto_di_famiglia
            foto_private posizione geolocalizzazion* impront* biometric* videosorveglianza
            testamento moros* reddit* assenz* malattie promemoria contatto_d_emergenza""",
        "elsewho": "altro altra altri altre diverso diversa diversi",
        "alien": """di_qualcun_altro altrui di_uno_sconosciuto di_una_sconosciuta di_sconosciuti sconosciut*
            estrane* di_un_estraneo di_terzi di_un_signore di_una_signora di_un_tale
            di_una_certa di_un_certo un_tale una_tale del_vicino della_vicina del_mio_vicino
            della_mia_vicina della_mia_collega del_mio_collega di_una_collega di_un_collega
            del_mio_capo non_è_mio non_è_mia non_è_mie non_sono_miei non_sono_mie
            non_sono_mio non_è_nostr* non_sono_nostr* non_sono_lei non_sono_lui
            non_mi_appart* non_ci_appart* che_non_conosco non_conosco non_so_chi
            non_è_per_me non_era_per_me non_sono_per_me di_un_uomo di_una_donna
            di_una_famiglia di_un_paziente del_paziente_successivo del_cliente_precedente
            di_una_certa_signora come_signora come_un_altro appartiene_a_una appartiene_a_un
            per_qualcuno non_solo_i_miei non_solo_le_mie non_solo_i_nostri""",
        "somebody": """qualcuno sconosciut* un_uomo una_donna truffator* estrane* terzi hacker* pirat* ex_marito
            ex_moglie ex_dipendent* vicin* concorren* call_center azienda_sconosciuta
            intrus* malintenzionat*""",
        "knows": """sapeva sapevano sa conosceva conoscevano conosce citato menzionato ha_chiamato
            mi_ha_chiamato mi_chiama mi_ha_scritto mi_hanno_scritto mi_ha_contattato
            mi_hanno_contattato aveva_il aveva_i aveva_la aveva_le ha_il_mio ha_la_mia
            ha_i_miei hanno_il_mio hanno_i_miei minaccia* ricatt*""",
        "enters": """entrato entrata entrati accede acceduto effettuato_l_accesso usato usa utilizza* cambiato
            modificato hackerat* violat* rubato comprato acquistato ordinato_con prelevato
            trasferito nel_mio_account nel_mio_conto dal_mio_account dal_mio_conto
            mio_account bloccato a_mio_nome al_posto_mio ordinato letto acquisti acquisto
            spese pagato""",
        "crowd": """tutti tutte chiunque tutta_l_azienda tutta_la_ditta tutta_la_classe tutta_la_scuola
            tutta_la_lista tutto_il_reparto tutto_l_ufficio tutto_il_personale
            tutto_il_gruppo tutto_il_condominio a_tutti tutti_i_dipendenti tutti_i_colleghi
            tutti_i_clienti tutti_i_soci tutti_i_genitori tutti_i_destinatari
            tutti_gli_utenti tutti_i_partecipanti tutti_gli_iscritti tutti_i_candidati
            stagist* tirocinant* fornitor* estern* mailing_list lista_di_distribuzione
            destinatari in_copia copia_conoscenza in_cc cc invece_di_ccn invece_che_in_ccn
            non_in_ccn senza_ccn in_chiaro gruppo_whatsapp chat_di_gruppo chat_dei_genitori
            canale_generale canale_pubblico canale intranet bacheca cartella_condivisa
            cartelle_condivise disco_condiviso gli_uni_degli l_uno_dell tra_loro in_bacheca
            nell_androne nell_ascensore apprendista""",
        "left": """sul_treno in_treno sull_autobus in_autobus in_metropolitana sul_tram in_taxi su_un_taxi
            in_auto dall_auto in_macchina dalla_macchina al_bar al_ristorante in_stazione
            in_aeroporto nella_stampante sulla_stampante nella_fotocopiatrice per_strada
            nel_corridoio in_sala_d_attesa in_reception nel_cassonetto nei_rifiuti
            nella_spazzatura""",
        "of": "di del della dei delle degli d a da",
        "ought": "non_dovre* dal_vicino dai_vicini dalla_vicina",
        "breach": """fuga_di_dati violazione_dei_dati violazione_di_dati furto_di_dati data_breach
            accesso_non_autorizzato accessi_non_autorizzati accesso_abusivo""",
        "inside": "collegat* accesso loggat*",
        "thing": "sessione sessioni cookie* token link codice codici password",
        "locked": "cifrat* criptat* crittografat*",
        "whole": "tutta tutto tutte tutti intera intero",
        "group": """squadra reparto ufficio azienda team personale scuola classe gruppo associazione condominio
            lista""",
        "still": "ancora",
        "knew": "sapeva sapevano conosceva conoscevano",
        "peer": """collega compagno compagna vicino vicina capo alunno alunna paziente cliente dipendente
            inquilino""",
        "hung": "appes* affiss* espost*",
    },
)
