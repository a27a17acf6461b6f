"""French."""

from breachbot.intake.phrases import Language

LANGUAGE = Language(
    slots={
        "holder": """client(?:e|s|es)?|utilisateurs?|utilisatrices?|patient(?:e|s|es)?|personnes?|membres?|salarié(?:e|s|es)?
            |employé(?:e|s|es)?|collègues?|entreprises?|sociétés?|organisations?|gens|adhérent(?:e|s|es)?|élèves?|familles?
            |abonné(?:e|s|es)?|locataires?|voisin(?:e|s|es)?|usagers?|assuré(?:e|s|es)?|étudiant(?:e|s|es)?|parents?|enfants?|dame|monsieur
            |acheteurs?|vendeurs?|candidat(?:e|s|es)?|comptes?|foyers?|invité(?:e|s|es)?|résident(?:e|s|es)?|individus?""",
        "unknown": """(?:une personne|quelqu un|un client|une cliente|des gens|des personnes|personnes|gens) que (?:je|nous|on) (?:ne )?
            (?:connais|connaissons|connait) (?:pas|même pas)""",
        "someone": """(?:\\w+ )?autres? (?:{holder})|quelqu un d autre|autrui|(?:parfaits? |parfaite |total )?inconnu(?:e|s|es)?|{unknown}|tiers
            |mauvais(?:e|es)? (?:{holder})|(?:{holder}) (?:\\w+ )?(?:inconnu|différent)(?:e|s|es)?|étrangers""",
        "of": "(?:de |d |du |des |l |la |le |les |un |une |à |au |aux |plusieurs )*",
        "thing": """celles?|celui|ceux|ibans?|rappels?|factures?|commandes?|livraisons?|papiers|affaires|confirmations?|messages?|conversations?|discussions?|échanges?|photos?|images?|vidéos?|ordonnances?|prescriptions?
            |comptes?|profils?|adresses?|fichiers?|documents?|données|informations?|infos|coordonnées|panier|réservations?|billets?
            |relevés?|fiches?|bulletins?|salaires?|dossiers?|résultats?|analyses?|bilans?|contrats?|noms?|numéros?|calendriers?
            |agendas?|contacts?|historiques?|abonnements?|paiements?|cartes?|achats?|colis|certificats?|candidatures?|demandes?
            |sinistres?|position|notes?|rendez vous|soldes?|transactions?|mots? de passe|mails?|e mails?|courriels?|courriers?|lettres?
            |rapports?|attestations?|justificatifs?|reçus?|tickets?|devis|diagnostics?|radios?|cv|formulaires?|réponses?|espace|pages?|certificats?|pièces?""",
        "self": "comptes?|profils?|données|dossiers?|identités?|patients?|coordonnées",
        "id": "\\w*\\d\\w*",
        "my": "mon|ma|mes|notre|nos|ses|son|sa|leurs?|votre|vos",
        "seer": """(?:des |d |les |de parfaits )?(?:inconnus?|autres? (?:{holder})|autres|tiers|étrangers)|tout le monde|tous|n importe qui
            |quelqu un d autre|le public""",
    },
    tells="""sans|rançon\\w*|extorsion|chantage|cc|copie
        |envoyé\\w*|renvoyé\\w*|montré\\w*|affiché\\w*|livré\\w*|transmis\\w*|remis\\w*|communiqué\\w*|autres?|différent\\w{0,2}|autrui|inconnu\\w{0,2}|étrangers|tiers|mauvais\\w{0,2}|connais\\w*|connait|collègues?|pas
        |appartien\\w*|mélangé\\w*|inversé\\w*|interverti\\w*|confondu\\w*|croisé\\w*|monde|tous|importe
        |public\\w*|publique\\w?|google|internet|web|fuites?|destin\\w*|pirat\\w*|hack\\w+|volés?|usurpé
        |détourné|pertes?|perdu\\w*|effacé\\w*|supprimé\\w*""",
    says={
        "cross_tenant": (
            "(?:{thing}) (?:{gap2})(?:appartenant |concernant |au nom )?(?:de |d |du |des |à )(?:{of})(?:{someone})",
            "(?:{thing}) (?:\\w+ ){0,4}(?:qui )?(?:ne |n )?(?:sont|est|étaient|était) pas (?:à moi|à nous|le mien|la mienne|les mien\\w*|les nôtres"
            "|le nôtre|la nôtre|pour moi|pour nous)",
            "(?:{thing}) (?:\\w+ ){0,3}(?:ne )?(?:m|nous) appartien(?:t|nent) pas",
            "(?:{thing}) (?:\\w+ ){0,4}(?:appartien(?:t|nent)|est|sont) à (?:{of})(?:{someone})",
            "(?:ce|ça|ces|cette|il) (?:ne |n )?(?:est|sont|étaient|était) pas (?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:connecté|identifié|authentifié)\\w* (?:{gap1})(?:en tant qu\\w? |comme |sous )(?:{of})(?:{someone})",
            "(?:mélangé|inversé|interverti|confondu)\\w* (?:{gap1})(?:{my}|les) (?:{self})",
            "(?:{thing}) les uns des autres",
            "(?:{thing}) (?:de |du |de la )?(?:{holder}) {id} (?:{gap2})(?:envoyé|renvoyé|montré|affiché|livré|transmis|remis|communiqué)\\w* (?:{gap1})(?:à |au |aux )?(?:{holder}) {id}",
        ),
        "exposure": (
            "(?:{seer}) (?:voient|voit|lisent|lit|ont accès à|a accès à) (?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:{my}) (?:\\w+ )?(?:{thing}) (?:{gap4})(?:publi(?:c|cs|que|ques)|sur google|sur internet|sur le (?:dark )?web)",
            "fuites? (?:de|des) (?:données|informations|{thing})",
        ),
        "misdirected": (
            "destiné\\w* (?:à|aux) (?:{of})(?:{someone})",
            "(?:ne |n )(?:me |nous )?(?:sont|est|étaient|était) pas (?:destiné|adressé)\\w*",
            "(?:reçu|reçois|reçoit|recevons|recevoir) (?:\\w+ ){0,3}(?:{thing}) (?:\\w+ )?(?:pour|adressé\\w* à|au nom de|au nom d) (?:{of})(?:{someone})",
        ),
        "loss": (
            "pertes? de données|(?:{thing}) (?:{gap3})(?:définitivement perdu|effacé|supprimé)\\w* par erreur",
        ),
    },
    small="""le la les l un une des du de d et ou est sont etait ont a ete n ne pas je j nous vous il elle
        ils elles mon ma mes notre nos votre vos son sa ses leur leurs ce cette ces qui que qu
        dans sur par pour avec sans au aux en se s c on mais quand depuis tous toutes toute
        tout plus lors apres avant chez comment puis autre autres tu ai m y moi quelqu cet""",
    negations="pas|plus|jamais|aucun|aucune|sans|ne|n",
    asks="""(?:bonjour |et )?(?:puis je|peut on|pouvons nous|pourrais je|pourrions nous|est ce que (?:je|on|nous) (?:peux|peut|pouvons)
        |comment (?!se fait|est ce possible|est il possible|ça se)|est il possible|y a t il|(?:j|je|nous|on) (?:aimer|voudr|souhait|veu|voul)\\w*
        (?!(?:\\w+ ){0,4}(?:signaler|informer|dire|prévenir|savoir|alerter|plaindre)))""",
    cannot="""(?:ne|n) (?:y )?(?:vois|voyons|voit|trouve|trouvons|peux|peut|pouvons|arrive|arrivons|parviens|reçois|réussis) (?:pas|plus)
        (?:à )?(?:\\w+ ){0,4}|impossible (?:de|d) (?:\\w+ ){0,4}""",
    taken="déjà (?:\\w+ ){0,2}(?:associé|utilisé|pris|enregistré|lié|attribué|rattaché)\\w*|appartient déjà",
    ideas={
        "not": "pas jamais aucun aucune personne sans refusé* bloqué* empêché* échoué* ni",
        "data": """dossiers_médicaux dossiers_patients boîte_mail prêt prêts échéancier* loyer* bail mutuelle
            permis scolarité facture* commande* bulletin* salaire* paie dossier* ordonnance*
            diagnostic* résultat* analyse* passeport* carte_d_identité pièce_d_identité
            pièces_d_identité identité naissance téléphone* numéro* iban rib relevé* solde
            coordonnées donnée* courrier* conversation* vidéo* profil* mail mails courriel*
            e_mail* rendez_vous réservation* cv candidature* certificat* médica* santé
            patient* personnel* rh impôt* bancaire* assurance* sinistre* plainte* maladie*
            arrêt* attestation* justificatif* compte_rendu annuaire* formulaire* panier
            devis contrat* baux quittance* reçu lettre* fiche* document* fichier*
            pièce_jointe pièces_jointes message* discussion* historique* boîte boite* photo*
            image* album* compte espace billet* trajet* itinéraire* bordereau*
            bon_de_livraison réponse* note* liste* contact* adresse* nom noms prénom*
            identifiant* informations infos réclamation* sondage* abonnement* cotisation*
            don dons virement* paiement* transaction* rappel rappels bons_de_livraison sms""",
        "people": """client* patient* membre* adhérent* salarié* employé* gens abonné* locataire* entreprise*
            société* famille* élève* étudiant* enfant* collègue* assuré* candidat*
            destinataire* participant* usager* agence agences organisation* voisin* compte
            comptes utilisat* agent* propriétaire* résident* parent* foyer* personne*
            visiteur* voyageur* passager* acheteur* vendeur* commerçant* cabinet* école*
            clinique* hôpital* association* homme* femme* monsieur madame dame stagiaire*
            bénéficiaire* donateur* titulaire*""",
        "person": """monsieur madame mme m_dupont* dame inconnu* voisin* tiers quelqu_un_d autre_personne mr mlle
            m_dupont collègue* ex_mari ex_femme ex_conjoint patron frère sœur cousin* nommé*
            prénommé* s_appelle famille""",
        "mine": "je j mon ma mes moi nous notre nos me m",
        "else": "autre autres mauvais* inconnu* différent* tous toutes chaque plusieurs",
        "number": "centaines milliers",
        "store": """fichier* dossier* base bases sauvegarde* export exports tableau tableur répertoire* archive*
            pièce_jointe pièces_jointes serveur* liste registre* document* stockage bucket
            partage disque* extraction*""",
        "other": """quelqu_un_d_autre d_autrui inconnu* pas_à_moi pas_pour_moi pas_le_mien pas_la_mienne
            pas_les_miens ne_connais_pas d_un_certain d_une_certaine d_une_dame
            d_un_monsieur du_voisin de_la_voisine des_autres aux_autres d_un_autre
            d_une_autre d_autres""",
        "got": """vois voit voient vu voyons reçu reçois recevons reçoit tombe contient contenait envoyé*
            livré* apparaît apparaissent lire lu accès arrivé* connecté* visible* reçus
            reçue reçues reçoivent voir vue affich* apparu* apparaissait apparaissaient
            montr* tombé* tombons trouv* découvert* ouvr* ouvert* contenu lis lit consult*
            télécharg* accède accéd* remis remise glissé* joint* arrive atterri* renvo*
            retourn* propose* me_montre me_donne m_a_remis m_a_donné m_a_envoyé figur*
            présent* imprim*""",
        "mixed": """croisé* ne_correspond mélang* invers* interver* confond* confus* fusionn* mal_attribué*
            mal_rattaché* mal_associé* décal*""",
        "owner": "session locataire titulaire propriétaire client_id",
        "open": """public publique publics publiques tout_le_monde n_importe_qui internet google
            moteur_de_recherche moteurs_de_recherche sans_mot_de_passe sans_authentification
            sans_connexion sans_identifi* sans_se_connecter anonyme* non_protégé* ouvert_à
            accès_libre libre_accès tiers non_autorisé* publiquement bing en_ligne web
            résultats_de_recherche indexé* référencé* quiconque chacun_peut sans_authentif*
            sans_identif* sans_être_connecté sans_compte sans_protection sans_login
            sans_autorisation sans_contrôle non_sécurisé* librement ouvert_à_tous
            ouverts_à_tous accessible_à_tous accessibles_à_tous avec_le_lien ayant_le_lien
            qui_a_le_lien par_simple_lien changeant_le changeant_un en_changeant
            en_modifiant numéro_dans_l_url numéro_dans_le_lien réseaux_sociaux facebook
            instagram invités visiteur_non bucket_public""",
        "all": "à_tous tous",
        "reach": """lisible* visible* accessible* téléchargeable* consultable* lire voir voient consulter
            télécharger téléchargé* trouvé* indexé* partagé* exposé* ouvert* publié*
            mis_en_ligne accès renvoie liste référencé* voit accéder trouver trouve
            trouvable* ressort sort apparaît apparaissent affiché* traîne* laissé* répond
            disponible* placardé* accroché*""",
        "outward": """mail_privé boîte_privée adresse_privée mail_perso adresse_externe adresses_externes
            adresse_personnelle boîte_personnelle messagerie_personnelle mail_personnel
            transfert_automatique règle_de_transfert vers_l_extérieur exfiltr* fuite*
            dark_web darknet revendu* vendu* serveur_inconnu hôte_inconnu
            clé_usb_personnelle boîte_perso adresse_perso cloud_personnel dropbox wetransfer
            clé_usb_perso à_l_extérieur hors_de_l_entreprise compte_externe compte_inconnu
            serveur_externe à_l_étranger pays_inconnu fuité* forum_de_pirates telegram
            en_vente concurrent* nouvel_employeur emporté* domaine_externe
            partenaire_publicitaire régie_publicitaire courtier_en_données""",
        "odd": """inhabituel* anormal* massif* massive* masse nuit week_end dernier_jour démission*
            sans_raison sans_motif inconnu* suspect* habituel* curiosité avant_son_départ
            dimanche départ sans_lien d_habitude normalement un_seul_compte
            un_seul_utilisateur""",
        "took": """télécharg* export* copi* consult* ouvert* lu lus interrog* requête* accédé* regardé* extrai*
            extract* parcour* aspir* imprim* photographi* transfér* récupér* emporté*
            recherch*""",
        "idle": """sans_autoris* sans_raison sans_motif sans_lien sans_nécessité sans_soin curiosité ex_mari
            ex_femme belle_sœur beau_frère sans_dossier célébrité* sans_être
            sans_autorisation par_curiosité voisin* célèbre* belle_mère maire""",
        "grant": "droit droits permission* groupe autorisation* lecture accès",
        "intruder": """ancien_salarié ancien_employé ancienne_salariée depuis_l_étranger pirat* hacké* intrus*
            attaquant* cyberattaque* rançongiciel* compromis* non_autorisé* cambriol* vol_de
            usurp* détourné* tiers_non_autorisé hacker* malveillant* accès_non_autorisé
            avait_accès ont_eu_accès a_eu_accès a_encore_accès toujours_accès encore_accès
            pas_été_désactivé pas_désactivé pas_révoqué ancien_* ancienne_* hameçonn*
            phishing mot_de_passe_volé identifiants_volés ransomware ex_employé* ex_salarié*
            accède_toujours accède_encore""",
        "vendor": """prestataire* sous_traitant* fournisseur* hébergeur* partenaire* imprimeur* imprimerie
            cabinet agence éditeur* routeur""",
        "tells": """nous_écrit inform* signal* averti* prévien* annonc* écri* notifi* alert* victime a_subi
            touché* concern*""",
        "sent": """envoi parti* remis* livré* reçu courrier* newsletter mail mails imprimé* envoy* transm*
            adress* expédi* distribu* diffus* publi* partag* posté* fax* transfér*
            communiqu* affich* apparaiss* arriv* atterri* tombé* reçue reçus courriel*
            enveloppe* mis_en_ligne joint* lu_à_voix lu_devant déposé*""",
        "wrong": "mauvais mauvaise mauvaises",
        "astray": """toute_l_entreprise tous_les_salariés mon_patron employeur mon_ex mail_privé boîte_privée
            adresse_privée ancienne_adresse ancien_* ancienne_* erroné* à_tous en_copie cc
            en_clair destinataires_visibles par_erreur voisin* inconnu* interverti* décalé*
            pas_à_moi pas_pour_moi à_la_place liste_de_diffusion toute_la_liste
            adresse_personnelle ex_mari ex_femme quelqu_un_d_autre autre_client*
            autre_patient* autre_personne mauvais mauvaise mauvaises erreur par_mégarde
            à_tort autre_famille autre_adhérent* autre_salarié* autre_destinataire tiers
            inversé* confondu* ex_conjoint partie_adverse concurrent* presse journaliste*
            destinataires homonyme mauvaise_adresse mauvais_destinataire mauvaise_personne
            mauvais_patient mauvaise_pièce mauvais_dossier""",
        "device": """dossiers_médicaux dossiers_patients ordinateur* portable portables téléphone* tablette*
            clé_usb clés_usb disque* smartphone* carte_mémoire pc mac ipad clef_usb
            clefs_usb usb disque_dur disques_durs carte_sd serveur* nas bande_de_sauvegarde
            appareil* caméra* dictaphone* copieur* imprimante* dvd cd""",
        "paper": """carton* classeur* enveloppe* dossier* fiche* papier* document* courrier* lettre* chemise*
            cahier* carnet* registre* agenda* caisse* sacoche* mallette* sac sacs cartable*
            valise* formulaire* liste* listing* copies contrats radiographies chèque*
            bordereau*""",
        "lost": """dérobé* oublié* égaré* disparu* cambriol* train bus métro taxi poubelle* trottoir tram gare
            brocante vol perdu* perte volé* laissé* abandonné* introuvable* jamais_arrivé*
            jamais_reçu benne* déchet* jeté* décharge vendu* revendu* leboncoin non_effacé*
            pas_été_effacé* sans_effacer non_détruit* pas_détruit*""",
        "wiped": """effacé* supprimé* écrasé* détruit* formaté* illisible* brûlé* corrompu* perdu* irrécupér*
            disparu*""",
        "backup": "sauvegarde* seule_copie unique_copie restauration*",
        "ransom": "rançon* chantage extorsion bitcoin*",
        "takeover": """piraté* hacké* usurpé* pas_moi pas_été_moi pris_le_contrôle à_mon_insu volé
            connexion_inconnue connexions_inconnues appareil_inconnu modifié_mon changé_mon
            en_mon_nom à_ma_place""",
        "account": "compte mot_de_passe adresse profil mail numéro messagerie espace boîte_mail",
        "harmless": """exercice* simulation* simulé* environnement_de_test données_de_test fictif* fictives
            quarantaine fausse_alerte fuite_mémoire fuite_de_mémoire maintenance formation
            dépassement sans_perte aucune_donnée scénario test_d_intrusion préproduction
            recette données_fictives compte_de_test compte_test aucune_donnée_client
            aucune_donnée_personnelle faux_positif refusé_avec a_été_refusé a_été_bloqué
            ont_été_bloquées bloqué_par""",
        "asks": """comment_partager pourquoi_pas_moi comment_obtenir comment_faire comment_puis puis_je peut_on
            pouvez_vous où_trouver veuillez merci_de_corriger je_voudrais j_aimerais prévu*
            supprimer_mon déjà_utilisé* déjà_associé* déjà_pris* déjà_enregistré*
            consentement comment_changer comment_modifier comment_supprimer comment_exporter
            comment_ajouter comment_télécharger je_n_arrive n_arrive_pas n_arrive_plus
            impossible_de_télécharger impossible_d_ouvrir impossible_de_me
            impossible_d_accéder ne_s_ouvre ne_charge ne_fonctionne ne_marche ne_peux_pas
            peux_plus mot_de_passe_oublié j_ai_oublié_mon ce_serait_bien serait_bien
            serait_utile pourriez_vous pouvez_vous_ajouter veuillez_modifier
            merci_de_modifier merci_de_changer j_ai_déménagé déménagé ajouter_un ajouter_une
            mauvaise_taille mauvaise_couleur mauvais_article mauvais_produit où_est_mon
            où_puis quand_vais se_ferme plante je_souhaite comme_prévu perdu_mon_téléphone
            perdu_mon_portable perdu_mon_mobile trop_lent très_lent est_lente sont_lents
            deux_fois""",
        "sink": "journaux journal logs en_clair traducteur",
        "field": "mot_de_passe mots_de_passe carte_bancaire numéro_de_carte sécu",
        "secret": "clé clés mot_de_passe mots_de_passe identifiants jeton*",
        "committed": "publié publiés dépôt_public divulgué*",
        "probe": """chercheur chercheuse paramètre identifiant_dans changeant_le numéro_dans incrément*
            si_on_enlève en_modifiant""",
        "forever": """seule_copie aucune_sauvegarde irrécupér* définitivement sans_sauvegarde pas_de_sauvegarde
            sauvegardes_aussi sauvegarde_aussi aussi_les_sauvegardes définitif
            impossible_à_restaurer non_restaurable""",
        "volume": "go to_de",
        "private": """salaire* paie paye fiche_de_paie bulletin_de_paie bulletin_de_salaire bulletins_de_paie
            bulletins_de_salaire rémunération* prime retraite* pension* médica* santé
            maladie* diagnosti* ordonnance* traitement* analyse* résultat* radio radios irm
            échographie* compte_rendu comptes_rendus certificat_médical arrêt_maladie
            arrêt_de_travail arrêts_maladie grossesse handicap* allergie* psych* thérap*
            vaccin* hospitali* suivi_médical dossier_médical dossiers_médicaux
            dossier_patient fiche_patient disciplinaire* avertissement* évaluation*
            entretien_annuel licenciement* lettre_de_motivation cv candidature*
            pièce_d_identité pièces_d_identité carte_d_identité cartes_d_identité passeport*
            permis_de_conduire titre_de_séjour acte_de_naissance date_de_naissance
            dates_de_naissance anniversaire* sécurité_sociale numéro_de_sécu
            numéro_de_sécurité impôt* fiscal* avis_d_imposition adresse_personnelle
            adresses_personnelles adresse_postale adresses_postales adresse_privée domicile
            numéro_de_téléphone numéros_de_téléphone téléphone* portable_personnel
            coordonnées rib iban relevé_de_compte relevés_de_compte relevé_bancaire
            relevés_bancaires bancaire* carte_bancaire cartes_bancaires prêt prêts crédit
            crédits dette* surendettement solde religi* syndic* ethni* sexuel* judiciaire*
            casier divorce* garde_d_enfant adoption asile note_d_examen notes
            copies_d_examen bulletin_scolaire bulletins_scolaires dossier_scolaire
            inscription* dossier_d_inscription dossiers_d_inscription données_personnelles
            données_clients données_client données_patients données_de_santé
            données_des_clients données_utilisateurs fichier_client fichier_clients
            fichiers_clients liste_des_adhérents liste_des_membres liste_des_clients
            liste_des_élèves liste_des_patients messages_privés photos_de_famille
            photos_privées géolocalisation position empreinte* biométri*
            enregistrement_vocal vidéosurveillance testament procuration débiteur* impayé*
            déclaration_d_impôts absence* rappel rappels sms_de_rappel contact_d_urgence
            relevé_de_notes relevés_de_notes non_caviardé*""",
        "elsewho": "autre autres",
        "alien": """d_autrui autrui d_un_inconnu d_une_inconnue d_inconnus à_un_inconnu d_un_tiers de_tiers
            d_une_dame d_un_monsieur d_un_certain d_une_certaine du_voisin de_la_voisine
            de_mon_voisin de_ma_voisine de_ma_collègue de_mon_collègue de_mes_collègues
            de_mon_chef de_mon_ex pas_à_moi pas_à_nous pas_le_mien pas_la_mienne
            pas_les_miens pas_les_miennes pas_le_nôtre pas_les_nôtres pas_mon_nom
            pas_pour_moi pas_pour_nous ne_m_appartien* ne_nous_appartien* ne_me_concern*
            que_je_ne_connais je_ne_connais ne_porte_pas_mon pas_au_bon_nom
            qui_n_est_pas_le_mien qui_n_est_pas_la_mienne qui_ne_sont_pas_les inter_clients
            autre_tenant autre_locataire de_quelqu_un_d_autre à_quelqu_un_d_autre
            d_un_collègue d_une_collègue d_un_voisin d_une_voisine d_un_homme d_une_femme
            d_une_famille d_un_patient du_patient_suivant du_client_suivant
            du_client_précédent de_la_personne_précédente en_tant_que_mme en_tant_que_m
            en_tant_que_monsieur en_tant_que_madame compte_de_quelqu_un appartient_à_une
            appartient_à_un pas_seulement_les_miens pas_seulement_les_nôtres d_un_certain_m
            d_un_m""",
        "somebody": """quelqu_un inconnu* un_homme une_femme démarcheur* démarchage arnaqueur* escroc* tiers
            pirate* hacker* attaquant* ancien_* ancienne_* ex_mari ex_femme voisin*
            concurrent* publicitaire* partenaire_commercial société_inconnue faux_conseiller
            un_individu technicien* agent_d_entretien""",
        "knows": """savait savaient sait connaît connaissait connaissaient cité mentionné m_a_appelé
            m_a_contacté m_appelle me_contacte a_appelé contacté contactée m_a_écrit
            avait_mon avait_ma avait_mes a_mon a_ma a_mes ont_mon ont_mes possède possédait
            récité menace menacé""",
        "enters": """connecté* accédé accède utilisé* utilise modifié* changé* piraté* pris_le_contrôle entré
            dans_mon_compte à_mon_compte sur_mon_compte commandé_avec acheté_avec retiré
            viré détourné usurpé* bloqué_mon verrouillé en_mon_nom à_ma_place commandé
            acheté consulté lu achats commandes paiement*""",
        "crowd": """tous toutes tout_le_monde chacun n_importe_qui toute_l_entreprise toute_la_société
            toute_l_équipe tout_le_service tout_le_personnel toute_l_école toute_la_classe
            tout_le_groupe tout_l_immeuble toute_la_liste tous_les_salariés
            tous_les_employés tous_les_collègues tous_les_parents tous_les_clients
            tous_les_membres tous_les_adhérents tous_les_utilisateurs tous_les_participants
            tous_les_destinataires tous_les_candidats tous_les_locataires tous_les_élèves
            stagiaire* intérimaire* prestataire* externes liste_de_diffusion
            liste_de_destinataires destinataires en_copie copie_visible en_cc cc
            au_lieu_de_cci au_lieu_du_cci pas_en_cci sans_cci à_la_place_de_cci
            groupe_whatsapp groupe_facebook canal_général canal_public canal intranet
            tableau_d_affichage affiché* dossier_partagé dossiers_partagés lecteur_partagé
            disque_partagé partage_réseau répondre_à_tous les_uns_des_autres entre_eux
            apprenti*""",
        "left": """dans_le_train dans_le_bus dans_le_métro dans_le_tram dans_un_taxi dans_la_voiture
            dans_ma_voiture dans_sa_voiture dans_un_café au_restaurant à_la_gare
            à_l_aéroport sur_l_imprimante dans_l_imprimante sur_le_copieur dans_le_copieur
            dans_la_rue sur_le_trottoir dans_le_couloir dans_la_salle_d_attente à_l_accueil
            dans_la_poubelle dans_une_benne dans_la_benne aux_ordures""",
        "of": "de d du des à a aux",
        "ought": """ne_devrai* pas_devoir je_souhaite_signaler chez_le_voisin chez_la_voisine chez_mon_voisin
            chez_ma_voisine pour_quelqu_un_d_autre""",
        "breach": """fuite_de_données fuites_de_données violation_de_données vol_de_données accès_non_autorisé*
            accès_illégitime*""",
        "inside": "connecté* connexion",
        "thing": "session* cookie* jeton* lien liens code codes mot_de_passe",
        "locked": "chiffré* crypté*",
        "whole": "toute tout toutes tous ensemble entière",
        "group": """équipe* service entreprise société personnel bureau école classe groupe association immeuble
            liste""",
        "still": "encore toujours reste restent restait",
        "knew": "savait savaient connaissait connaissaient",
        "peer": """collègue* camarade* voisin voisine voisins colocataire* chef patron patronne supérieur élève
            patient patiente client cliente salarié locataire""",
        "hung": "affiché affichée affichés affichées accroché* placardé* épinglé*",
    },
)
