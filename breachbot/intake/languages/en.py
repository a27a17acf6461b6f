"""English. What programs say of tenants and rows is in it as well."""

from breachbot.intake.phrases import Language

LANGUAGE = Language(
    slots={
        "holder": """tenants?|customers?|accounts?|users?|orgs?|organi[sz]ations?|clients?|patients?|members?|persons?|people
            |employees?|colleagues?|company|companies|guests?|students?|pupils?|families|family|households?|subscribers?
            |buyers?|sellers?|residents?|parents?|child|children|kids?|merchants?|shops?|firms?|business|businesses|teams?
            |workspaces?|teachers?|drivers?|passengers?|individuals?|part(?:y|ies)|neighbou?rs?|wom[ae]n|m[ae]n|lad(?:y|ies)
            |guys?|owners?|visitors?|applicants?|policyholders?|co ?workers?|friends?""",
        "unknown": """(?:some(?:one|body)|(?:a |the )?(?:person|people|customer|man|woman|guy|lady)) (?:\\w+ ){0,2}(?:that |who |whom )?(?:i|we)
            (?:do not|don t|did not|didn t|have never|had never|ve never|never) (?:know|knew|met|meet|heard of)""",
        "someone": """(?:some|any)(?:one|body) else|(?:every|each|all) (?:of )?(?:the |my |our |his |her |their )?(?:colleagues?|employees?|co ?workers?)|(?:complete |total )?strangers?|{unknown}|third part(?:y|ies)
            |(?:other|others|another|different|foreign|wrong|unrelated|unknown|random|mismatched) (?:\\w+ )?(?:{holder})""",
        "thing": """ibans?|reminders?|invoices?|orders?|bills?|receipts?|chats?|conversations?|transcripts?|messages?|e ?mails?|letters?|photos?|pictures?
            |images?|videos?|recordings?|prescriptions?|medications?|diagnos[ei]s|profiles?|address(?:es)?|files?|documents?|docs?
            |data|details|info|information|cart|basket|bookings?|reservations?|tickets?|reports?|statements?|payslips?|salar(?:y|ies)
            |records?|rows?|results?|contracts?|names?|numbers?|calendars?|contacts?|dashboards?|history|histories|subscriptions?
            |payments?|cards?|accounts?|purchases?|parcels?|certificates?|applications?|claims?|polic(?:y|ies)|locations?|notes?
            |appointments?|balances?|transactions?|passwords?|sessions?|tokens?|exports?|uploads?|entries|objects?|resources?|inbox
            |projects?|wish ?lists?|deliver(?:y|ies)|shipments?|histories|papers|belongings|trips?|items?|stuff|things?|phones?|devices?|screens?|confirmations?|scans?|x rays?|cvs?|resumes?|forms?|surveys?|answers?|requests?|test results|pages?""",
        "self": "accounts?|profiles?|logins?|identit(?:y|ies)|patients?|customers?|tenants?|records?|data|files?|details|medical \\w+",
        "my": "my|our|his|her|their|mine",
        "isnot": "(?:is|are|was|were) not|(?:isn|aren|wasn|weren) t",
    },
    tells="""others?|another|different|foreign|wrong|unrelated|unknown|random|mismatched|elses?|strangers?|third
        |every|each|all|know|knew|met|meet|heard|mine|ours|belong\\w*|cross|mix\\w*|swapped|switched|crossed
        |people|everyone|everybody|anyone|anybody|outsiders|public\\w*|google|bing|net|internet|web|pastebin
        |telegram|search|unauthori[sz]ed|hack\\w+|not|n t|isn|aren|wasn|weren|world""",
    says={
        "cross_tenant": (
            "(?:(?:{someone}) s|(?:some|any)(?:one|body) elses) (?:\\w+ ){0,2}(?:{thing})",
            "(?:is|are|was|were) (?:{someone}) s$",
            "(?:{thing}) (?:{gap2})(?:of|about|between|belonging to|(?:owned|made|placed|written|uploaded|created|ordered|booked) by|assigned to|issued to|made out to|under|concerning)"
            " (?:(?:a |an |some |two )?(?:{someone})|the (?:wrong|other) (?:customer|user|person|patient|client|tenant|member|guy|woman|man))",
            "belong(?:s|ed|ing)? to (?:a |an |the |some )?(?:{someone})",
            "(?:{thing}) (?:{gap4})(?:do|does|did)(?: not|n t) belong to (?:me|us)",
            "(?:this|these|those|that|it|they) (?:{isnot}) (?:my|our) (?:\\w+ )?(?:{thing})",
            "(?:response|reply|data|page|content|result|token)s? (?:{gap1})(?:for|of|from) (?:a |an )?(?:different|another|other|wrong) session",
            "foreign data(?! (?:wrapper|source|server|type))",
            "cross (?:{holder})|(?:foreign|mismatched) (?:{holder})",
            "(?:logged|signed|log|sign)(?: me)? in(?:to)? as (?:a |an )?(?:{someone})",
            "(?:{self}) (?:were|are|was|is|have been|has been|got|seem) (?:{gap1})(?:mixed up|swapped|mixed|crossed)",
            "(?:visible|readable|shown|exposed|accessible|returned|displayed|leaked|disclosed) to (?:a |an |the )?(?:{someone})",
        ),
        "exposure": (
            "(?:{my}) (?:\\w+ ){0,3}(?:{thing}) (?:is|are|was|were|became|went) (?:{gap1})(?:public|publicly)",
        ),
        "misdirected": (
            "(?:got|received|get|gets|receive|receives|receiving|getting|sent me|sends me|emailed me|mailed me|showed me|shows me)"
            " (?:\\w+ ){1,5}(?:for|meant for|intended for|addressed to|destined for) (?:a |an |the )?(?:{someone})",
            "(?:{isnot}) (?:meant|intended|addressed|destined) (?:for|to) (?:me|us)",
        ),
        "attack": (
            "(?:account|profile|mailbox|database|server|system|we|i|site|shop) (?:{gap3})hacked",
            "hackers",
        ),
    },
    small="""the an is are was were and of to for with by from that this these those have has had been be
        it its they them their we our you your my he she his not but which what who when how
        after before into than did does do can could would should i there here about all any
        some on at as or so if because while a without under over between during per up off
        someone another other error exception failed failure invalid missing unexpected
        expected unable value values key null undefined type string number object request
        response timeout timed exceeded usage denied attempt attempts above below found report
        reports reported user users customer customers duplicate unique constraint violates
        high low rate issue alert detected detection running triggered threshold suspicious
        unusual activity access account file files data""",
    negations="not|no|never|t|without|unable",
    asks="""(?:hi |hello |hey |so |and |but )?(?:(?:can|could|may|should|must) (?:i|we)|how (?:do|can|could|should|would|to)|is it possible
        |is there|(?:i|we)(?: would| d)? (?:want|like|need|wish|love|prefer|am trying|are trying) to
        (?!(?:\\w+ ){0,3}(?:report|tell|say|inform|complain|point|know|let|ask|understand))
        |please (?:\\w+ )?(?:send|deliver|change|add|transfer|ship|forward|share|give|allow|let|create|remove|cancel|use|move|merge))""",
    cannot="""(?:can ?not|can not|can t|couldn t|could not|unable to|not able to|don t|do not|doesn t|does not|didn t|no longer)
        (?:\\w+ )?(?:see|view|open|access|find|read|load|get|download|receive) (?:\\w+ ){0,3}""",
    taken="already (?:\\w+ ){0,2}(?:belong\\w*|in use|used|taken|registered|assigned|exists?|linked|associated|connected|claimed)",
    cannot_after=" (?:\\w+ )?(?:(?:are|is|were|was) not|(?:aren|isn|weren|wasn) t) (?:\\w+ )?(?:affected|visible|shown|accessible|exposed|readable)",
    ideas={
        "not": """not never nobody cannot can_t couldn_t don_t doesn_t didn_t won_t unable without none
            neither nothing no no_longer blocked denied refused prevented rejected failed
            fails unable_to refuses refused_to denies declined prevented_from hasn_t haven_t
            hadn_t isn_t aren_t wasn_t weren_t wouldn_t""",
        "data": """patient_files medical_records case_files personnel_files application_forms tax_files
            medical_files my_codes consent consents sick_note id_cards identity_cards ids_of
            codes_for fertility gynaecolog* psych* rehab clinic_letter referral* s_address
            s_employees s_customers s_patients s_clients s_members s_users s_orders card
            cards last_4 last_four last_digits location_of live_location my_location
            her_location his_location position_of where_i_am where_i_live whereabouts
            movements an_address his_address her_address street_address delivery_address
            shipping_address postal_address billing_address grades ages weights confidential
            my_own_name secret_diary diary id_photo* face faces plate number_plate*
            alias_email voting vote ballot ethnic* sexual* criminal police_record witness*
            therapy_notes notes_from journal_entr* intake_form* consultation* blood
            vaccination* sick insurance_number* student_number* marks exam_result*
            salary_list bonus severance warning_letter* grievance* whistle* hotline
            adoption* custody alimony debt* dunning credit_score* account_number*
            account_statement* transactions payments payment_history purchases
            purchase_history order_list wish_list invoice* payslip* pay_slip* payroll salar*
            wage* medical diagnos* prescription* passport* id_card* id_document*
            identity_document* id_doc* licence_number license_number driving_licence*
            driver_s_license birth* dob date_of_birth ssn* social_security iban*
            card_number* card_data card_fields credit_card* home_address* phone_number*
            telephone_number* health lab_result* lab_report* test_result* chart charts
            x_ray* application_form* cv cvs resume resumes complaint_letter* complaints
            tax_file* tax_return* tax_doc* tax bank_detail* contact_* contacts address_book
            addresses member_list* mailbox* inbox inboxes mail mails email emails e_mail
            e_mails e_mail_address* email_address* mail_address* chat chats conversation*
            transcript* messages photo photos picture* selfie* recording* voicemail*
            booking* reservation* order orders order_history profile profiles letter letters
            claim claims crm hr kyc personnel staff_data staff_list staff_record* user_data
            student_data pupil_data member_data counsel* school_report* report_card* gps
            location_history biometric* fingerprint* religion sick_day* sick_note*
            sick_leave therap* divorce* dismissal* pii personally identifiers personal_data
            citizen* resident* tenant_data guest_list donor* donation* insurance policies
            subscriptions survey answers quote quotes statement* account_balance balance
            bank_account* loan* visa mortgage appointment* visit visits disciplin*
            works_council symptom* pregnan* hiv allerg* medication* exit_interview*
            reference_letter* names name_and phone_and national_id* id_number* id_scan*
            lead_list leads hash hashes pension* benefit_* welfare receipt* basket cart
            carts parcel* travel_* itinerar* check_in_list roster* all_addresses
            confirmation* reminder* case_file* dossier* note_about notes_of file_of
            account_page account_details details bill bills billing delivery_note*
            delivery_label* shipping_label* certificate* deed deeds rental lease leases
            contract* agreement* policy_document* estimate* voucher* boarding_pass*
            travel_plan* journey* ride_history tracking_page scan scans album albums gallery
            galleries image images video videos voice_message* dm dms comment_history
            histories activity_log search_history browsing_history watch_history
            meter_reading* consumption homework essay essays attendance enrolment*
            registration_form* registration_data questionnaire* signature* diaries paperwork
            my_account settings_page profile_page first_name* last_name* surname* usernames
            user_names logins email_list* subscriber_list* subscriber_row* member_row*
            patient_row* user_table customers_table users_table customers_sql users_sql
            customers_csv users_csv customer_data* user_data* client_data* member_data*
            employee_data* student_data* guest_data* tenant_data* customer_database
            user_database member_database client_database patient_database crm_dump* case
            cases portfolio* wallet wallets investment* shares_held will testament
            customer_number* client_number* member_number* contract_number* policy_number*
            booking_number* consult_notes ward_list* class_list* envelope_with second_sheet
            bank_balance set_cookie production_customer* production_data copy_of_production
            production_copy production_dump salary_folder hr_share outgoing_message
            addresses_in_to recipients_in_to recipients_in_cc form_field* input_field*
            absence* appointment_reminder* texts_for delivery_slip* packing_slip* waybill*
            sample_result* lab_sample* payroll_page tickets_including comments_under
            comments_on passwords profiles_still personalised_page* personalized_page*
            authenticated_page* number_of_records records_accessed records_viewed
            records_read records_exported records_downloaded""",
        "people": """couple couples customer customers client clients user users member members people person
            persons tenant tenants account accounts patient patients employee* colleague*
            student* pupil* child children kid kids famil* parent parents teacher* attendee*
            participant* subscriber* applicant* candidate* policyholder* visitor* guest
            guests company companies firm firms org orgs organization* organisation* dealer*
            partner partners merchant* supplier_s workspace workspaces seller* buyer*
            resident* ppl lawyer* doctor* driver* volunteer* donor* household* man woman guy
            lady tutor tutors lodger* borrower* lender* shopper* purchaser* traveller*
            traveler* passenger* commuter* claimant* insured beneficiar* pensioner* worker*
            freelancer* trainee* apprentice* citizen* taxpayer* landlord* landlady supplier*
            player players competitor* clinic* hospital* club clubs charit* congregation
            flat flats apartment* lad lads girl girls boy boys mother father mum dad sister
            brother son daughter wife husband boss manager staff folks nurse* pharmac*
            courier* recruiter* shareholder* investor* account_holder* cardholder*
            card_holder* account_owner* viewer* recipient* sender* contact_person
            vendor_account* agency agencies municipalit* browser""",
        "person": """her_ex_* his_ex_* my_ex customer_called customer_named person_called person_named
            someone_called somebody_called mr mrs ms miss lady woman gentleman man guy
            i_am_not my_name_is_not i_m_not her his him whom stranger* neighbour* neighbor*
            herr frau monsieur madame señora family_*""",
        "mine": "my i me we our us you your",
        "else": "other another different foreign unrelated second every any previous",
        "all": """all_users any_user every_user all_staff all_employees any_employee each_user all_accounts
            all_customers all_members all_patients all_tenants all_orgs any_member
            any_customer any_tenant any_patient every_tenant every_member every_customer
            every_practice every_org* all_practices""",
        "number": "hundreds thousands dozens million millions",
        "store": """pdf pdfs form forms consent_form ticket_reply library scan_folder mail_archive inbox_export
            takeout results result thread threads_with notifications labels reports tickets
            cases config requests_from screenshots_of pages_of listing_of responses page
            pages postgres* mysql* rds security_group object_store file_share file files
            folder folders directory document documents docs bucket buckets blob blobs
            storage database* db backup backups dump dumps pg_dump export exports table
            tables row rows record records index indices spreadsheet* excel csv share shares
            sharepoint repo repository repositories attachment* object objects archive
            archives drive snapshot* disk disks collection elasticsearch opensearch mongo
            mongodb redis firebase s3 lists sheet uploads dataset* parquet sql artifact
            artifacts admin_panel graphql swagger wiki intranet calendar* images videos
            data_lake warehouse data""",
        "other": """person_before_me someone_before_me somebody_before_me customer_before_me user_before_me
            had_my_number previous_loop last_iteration all_tenants all_customers all_orgs
            all_accounts all_workspaces all_organi* the_other_s the_others whole_building
            entire_building whole_street other_couple* other_famil* my_ex nobody_i_know
            no_idea_who who_is_that who_is_this some_family_* some_other wrong_patient
            wrong_person wrong_customer wrong_user wrong_account wrong_member wrong_client
            wrong_tenant isnt_mine isnt_ours isnt_my isn_t_ours isnt_our isn_t_our
            arent_mine aren_t_mine aren_t_ours arent_ours wasnt_mine wasn_t_mine dont_know
            didn_t_order never_ordered doesnt_belong_to_me doesn_t_belong_to_me
            not_addressed_to_me strange_name name_i_don_t not_our_* belongs_to_someone
            different_name another_name different_person different_company different_family
            different_clinic another_clinic another_school another_branch other_branch
            another_company neighbouring different_session another_session wrong_session
            session_of_another else_s elses someone_else* somebody_else* others stranger
            strangers never_heard don_t_know do_not_know not_me not_mine isn_t_mine not_my
            not_ours not_our i_am_not not_for_me each_other one_another outside_of mates
            neighbour_s neighbor_s not_belong* someone_s somebody_s my_brother_s my_sister_s
            ex_customer* co_worker*""",
        "got": """hear hears heard listen listened put_through reads_out rang calls_me forwarded suggest*
            autofill* pre_filled prefill* knows_my says_my opened_some showing changes_to
            why_can_i i_can lists has have loaded see sees seeing saw seen show shows showed
            shown got get gets getting receive* receiving came come comes appear* display*
            opened opens open read finds found holds view viewed views sent sends deliver*
            return returned returns render* serve served serves listed attach* handed hands
            gave given gives told tells landed resolve* load loads include* merged leak
            leaked leaks exposed visible printed mailed emailed fetched downloaded download
            logged_in logs_me lets_me edit changed reply replied answered belongs tumbled
            ended_up ends_up popped_up pops_up turned_up turns_up came_up comes_up
            brought_up brings_up pulls_up lands took_me takes_me redirected_to greeted_by
            greets_me welcomed welcomes_me says_hello belonged switched_to switches_to
            signed_in_as logged_in_as mixed_in stapled slipped_in enclosed
            inside_the_envelope in_the_envelope in_the_parcel in_the_box in_my_box
            in_my_inbox in_my_account in_my_portal in_my_app in_my_profile on_my_account
            on_my_screen on_my_profile in_mine under_my browse browsing scroll look_at
            looking_at looked_at stare staring accessing able_to_see able_to_view
            able_to_open able_to_read able_to_download able_to_access handed_over handed_out
            given_out let_me_see lets_me_see made_visible filed wrote writes streamed
            emitted yields yielded exposes hands_out bundled already_filled was_filled
            contains contained containing pre_populated prepopulated greets pointed mapped
            routed assigned linked attributed resolved_to full_of""",
        "owner": """private_path me_endpoint own_org own_tenant own_customer owner owns tenant tenants tenant_id
            org orgs org_id customer_id user_id account_id session_user current_user viewer
            viewer_id subject_id patient_id member_id requester principal_id owner_id
            session_id session uid uids sid user_ids row_org workspace actor_id holder_id
            caller_id company_id client_id identity ownership subscriber household
            households caller_s organisation_of organization_of row_organisation
            viewer_organisation holder employer tenantid orgid customerid userid accountid
            ownerid principal slot slots recipient practice practices workspace_id team_id""",
        "differs": """ownership_check* owner_check* tenant_check* isolation mismatch* differs isnot bypass* reuse*
            stale collision* collided two_user* without_tenant expected_*_rows
            more_rows_than too_many_rows wrong_scope empty_scope no_scope scope_dropped
            tenant_prefix org_filter filter_lost filter_ignored filter_dropped two_owner*
            second_user cross_account cross_tenant crosstenant wrong_tenant wrong_owner
            wrong_user changed_between not_match* doesn_t_match does_not_match not_equal
            shared_cache thread_local scope_missing filter_missing missing_filter unscoped
            tenant_filter not_owned unexpected_owner confusion mixup mix_up
            outside_the_caller outside_caller outside_own outside_of_own not_in_own
            not_own_org owner_differs org_differs tenant_differs belongs_elsewhere
            filed_under differ differs_from different_from unlike does_not_equal
            not_equal_to wrong_session previous_request previous_user previous_session
            principal_still_set leftover left_over residual not_cleared stale_principal
            stale_session shared_state tenantid_missing lost_tenantid lost_tenant
            where_clause_lost no_where missing_where clause_missing unfiltered not_scoped
            without_filter without_scope without_where rls_disabled rls_off rls_bypass*
            row_level_security_off row_security_off cross_org cross_organi* crossorg
            crossaccount of_another_org* of_another_tenant of_another_customer
            of_another_company of_another_account foreign_rows foreign_row next_member
            next_customer guard_violation* isolation_violation* scope_violation*
            tenant_violation*""",
        "mixed": """got_merged were_merged was_merged been_merged are_merged swapped mixed_up mixed got_crossed
            were_crossed are_crossed merges_different merged_different merge_of_different
            shifted interchanged off_by_one muddled jumbled wrongly_merged wrongly_assigned
            misassigned assigned_to_the_wrong merged_two mapped_to_wrong mixing
            duplicates_merged same_chart one_chart joined_the charts_joined joined_two
            merged_the merged_with merged_into mixes mix_of mingled interleaved swapped_with
            switched_with crossed_over cross_linked linked_to_the_wrong
            attached_to_the_wrong assigned_to_wrong mis_assigned mislinked mismerged
            wrongly_linked wrong_mapping same_surname same_name_merged collapsed_two
            two_patients_with two_customers_with shared_id duplicate_id id_collision""",
        "wrong": "wrong incorrect mistaken",
        "guess": """credential_stuffing stuffing brute_force bruteforce password_spray* spraying failures
            failed_attempts failed_logins failed_sign_ins guesses""",
        "success": """success succeeded successful logged_in signed_in authenticated accepted worked then_login
            valid_session got_in valid_login* valid_logins successfully_signed
            successfully_logged successful_login* addresses_viewed""",
        "open": """job_site other_site another_site other_website public_ami public_image public_dashboard
            list_for_anonymous come_up_when comes_up_when when_you_search search_for_my
            guests everybody_on git_directory git_folder actuator on_www social_media
            instagram facebook linkedin twitter tiktok youtube reddit stackoverflow
            stack_overflow trello published all_service_accounts unauthenticated_*
            no_authentication auth_disabled auth_off authentication_disabled
            authorization_skipped not_evaluated check_missing check_skipped missing_check
            missing_auth* auth_check googled guest_role role_guest guests_can never_expire*
            can_be_guessed predictable guessed anyone everyone everybody anybody whoever
            world internet anonymous* unauthenticated unauthed unauth public publicly google
            bing search_engine search_engines duckduckgo crawler crawlers outsider outsiders
            the_outside outside_world listable directory_listing directory_index
            guest_access without_login without_log_in without_logging without_auth*
            without_password without_cookie without_token without_session
            without_credential* without_signing without_any_auth* no_auth* no_login
            no_password no_credentials no_token not_protected unprotected unsecured
            wide_open domain_users authenticated_users whole_company all_departments
            link_sharing shared_link public_link alg_none no_expiry guessable sequential_id*
            sequential_number* web_root webroot docroot indexed any_visitor world_readable
            passwordless default_password default_credentials allusers unlocked
            any_authenticated any_logged_in every_logged_in each_logged_in all_logged_in
            every_employee every_colleague every_staff w_o_auth* w_o_login w_o_token
            w_o_password w_o_cred* without_being_logged 0_0_0_0 any_ip any_origin
            from_outside not_password_protected no_pass* open_to_the public_channel
            indexed_by cached_by wayback archive_org archived_by shodan censys public_url
            public_urls public_web public_page public_site public_folder public_bucket
            public_access public_read public_repo public_gist pastebin gist_public
            without_a_login without_a_password without_any_login without_any_password
            without_having_to no_auth_required no_login_required no_password_required
            without_permission without_authentication without_authorisation
            without_authorization unauthenticated_caller* unauthenticated_client*
            unauthenticated_user* anonymous_caller* anonymous_user* anonymous_get*
            anonymous_read* anonymous_list* anonymous_access anon any_account any_logged
            any_signed any_person any_browser any_caller any_client any_principal
            all_principals everyone_with anyone_with anybody_with with_the_link
            who_has_the_link if_you_have_the_link the_whole_world whole_internet
            open_internet accessible_to_all open_to_all open_to_anyone open_to_everyone
            accessible_by_anyone left_open left_public made_public set_to_public went_public
            is_public are_public became_public publicly_accessible publicly_available
            publicly_visible publicly_readable publicly_listed freely_accessible
            freely_available just_by_typing just_by_changing just_by_guessing
            changing_the_number change_the_number changed_the_number change_one_digit
            changing_one_digit changing_the_id change_the_id changed_the_id
            number_at_the_end id_at_the_end number_in_the_url id_in_the_url
            number_in_the_link end_of_the_link all_users allauthenticatedusers
            role_anonymous external_guests visitors_without visitors_can
            anyone_in_the_building no_access_control missing_access_control
            lacking_authentication lacks_authentication unauthorised_visitors
            in_search_results in_the_search_results google_results in_google
            search_results_for_my if_true allow_read_if role_public public_role to_public
            caches_personali* cached_personali* caches_authenticated cached_authenticated
            caches_private cached_private""",
        "reach": """can_open could_open can_see can_read can_download can_list could_read could_see
            could_download readable answered visible accessible downloadable serve* return*
            reads fetched downloaded viewed listed listing answers reachable opened open
            exposed shared sees see access accessed granted allow* 200 succeeded hits hit
            gets getobject writable viewable browsable listable searchable published posted
            uploaded made set_to became turned changed pasted indexed cached queried lists
            inherit* requests found responds crawled opens serving showing shows turn_up
            turns_up comes_up come_up pops_up appear* find finds view read download grab
            browse enumerate enumerated replies ok hosted hosting hangs hanging lying lies
            sits sitting handed_out gives_out available leaked grants got_back fetch pulled
            accepts lets""",
        "outward": """only_you_had only_you_knew only_you_have unknown_principal unknown_identity unknown_role
            unknown_user_agent unfamiliar_ip takeout job_portal recruiter knew_my knew_what
            knew_about knows_what with_account other_account unknown_app files_read read_all
            mega_co curl_post wget_post post_of mailbox_rule* mail_rule* new_rule instagram
            facebook_group on_whatsapp dark_net leak_forum mail_read mail_readwrite
            publisher_unverified unverified_publisher third_party_app megacmd mega_nz
            sent_out winscp filezilla s3_sync azcopy s3_cp externally external_sharing
            shared_external* external_user external_guest external_collaborator
            leaving_the_network unusual_destination posted_to outbound_transfer
            file_transfer upload_to uploads_to uploaded_to copied_to_usb mass_storage
            anonfiles file_io transfer_sh ngrok burp_collaborator requestbin exfiltrat*
            exfil rclone unknown_host remote_host unknown_server outside_address*
            external_address* external_account* external_recipient* external_domain*
            external_mail* external_email* private_inbox private_address private_mail*
            personal_mail* personal_email* personal_gmail personal_account personal_drive
            personal_dropbox wetransfer nc netcat dns_tunnel* tunnelling tunneling tor
            tor_exit pastebin paste_site egress outfile unknown_storage unknown_bucket
            foreign_bucket unknown_address unknown_ip foreign_ip outside_ip external_ip
            dark_web darknet hacker_forum telegram external_drive removable forward_rule
            forwarding_rule* forwards auto_forward* forwarding file_sharing
            outside_the_company third_party_host ad_network sold selling unknown_domain
            cloud_drive competitor curl_to unfamiliar_host scp rsync new_employer
            to_an_unknown unmanaged_host unmanaged_device uncommon_destination
            rare_destination unknown_destination upload_tool outside_view connected_to
            unknown_clients unknown_client gets_*_spam get_spam spam_since unknown_account
            foreign_account external_company usb personal_usb outside_the_organi*
            unfamiliar_location foreign_asn new_asn vpn_exit former_employee ex_employee
            my_real_* only_use_*_with_you alias_only scam_call* phishing_mail_with oauth_app
            private_account private_cloud private_drive personal_address personal_onedrive
            personal_google personal_laptop personal_device own_laptop own_phone
            home_computer home_address_by_mail file_sharing_site file_sharing_service
            sharing_site file_hosting filehost filebin paste_bin gofile anonymous_file
            another_account_outside account_outside not_in_the_organi* not_in_our_org*
            outside_the_org* outside_our outside_of_the_company unfamiliar_account
            external_aws_account foreign_aws_account account_not_in other_cloud_account
            bulletproof hosting_provider vpn_provider residential_proxy unknown_country
            foreign_country country_never_seen never_seen_before new_location usb_storage
            removable_media removable_drive printed_at_home airdrop bluetooth
            telegram_channel hacker_site breach_forum breachforums raidforums onion for_sale
            on_sale offered_for_sale auction shipped_to_vendor to_a_vendor c2
            command_and_control left_the_network left_to leaving_for sends_environment
            posts_to beacon* exfil_* shared_with_account shared_with_an_account
            shared_with_all_accounts shared_with_external hacking_forum crime_forum
            underground_forum on_a_forum in_a_forum on_the_forum to_gmail his_gmail
            her_gmail to_his_gmail from_unknown_asn third_party_script external_script
            foreign_script unknown_script ad_partner* marketing_partner*
            advertising_partner* data_broker* to_program curl_t personal_phone""",
        "odd": """night_before night contract_ended before_her_* before_his_* before_quitting 14_times
            last_week_of overnight over_night sunday saturday bank_holiday late_at_night
            early_morning at_3_am in_one_night same_device on_leave normal_is per_shift
            per_day unusual* abnormal* anomal* suspicious* median average baseline peer
            peers tonight nights midnight weekend last_working_day last_day resign*
            notice_received leaving leaver single_user one_user one_key one_account
            one_api_key single_ip one_ip burst vip celebrit* no_case no_ticket no_task
            no_reason no_treatment no_relation without_reason without_case without_ticket
            never_used unknown unmanaged new_country foreign_country impossible_travel
            excessive mass massive bulk scrap* harvest* crawled insider times_the in_an_hour
            per_minute last_hour within_an_hour dormant departed out_of_hours no_treating
            not_assigned curiosity before_leaving service_principal one_caller caller
            asked_for_1 ticket_asked ticket_says usually_below below_usual times_more
            times_as_many above_baseline above_normal than_usual not_on_her not_on_his
            not_on_their_ward not_involved never_seen first_time after_hours outside_hours
            outside_working_hours at_night in_the_night one_nurse one_agent one_clerk
            one_employee one_session one_token one_client a_single hosting_provider
            datacenter_ip data_centre_ip jumped jump spike spiked surge surged
            outside_business_hours outside_office_hours departing_employee expected_1
            expected_one instead_of_1 instead_of_one unknown_asn before_contract_end
            day_before contract_end last_day_of""",
        "took": """download* export* copied copies dumped opened viewed views looked lookup* looks_up reads
            read queries query queried searched pulled fetched listed lists select selects
            returned accessed access extracted collected collection requests retrieved
            scraped harvested logins sign_ins getobject getobjects browsed looked_at
            looked_up paged_through iterated enumerated read_all listed_all saved printed
            photographed screenshotted forwarded shared transferred synced mirrored cloned
            imaged snapshotted contained clone clones impersonat*""",
        "staff": """staff employee agent operator admin administrator nurse doctor trainee contractor consultant
            teacher caseworker colleague officer driver insider agents support_user
            support_agent helpdesk nurse_account employee_account user_account
            service_account_user clerk* advisor* adviser* assistant* worker* secretary
            receptionist* porter pharmacist* teller cashier* manager* dba sysadmin*
            engineer* developer* analyst* intern* temp temps reviewer* moderator* auditor*""",
        "idle": """no_case no_ticket no_task no_treatment no_treating no_relation no_reason without_reason
            without_case without_ticket without_a_case without_a_ticket without_treatment
            curiosity curious_look vip celebrit* not_assigned no_business public_interest
            none_has_a no_open_case sister_in_law ex_wife ex_husband ex_partner her_ex_*
            his_ex_* my_ex_* an_ex_* ex_boyfriend* ex_girlfriend ex_partner_s own_family
            family_member snoop* nosy famous_patient no_need_to_know not_a_patient_of
            not_on_her_ward not_on_his_ward not_on_their_ward not_involved_in not_treating
            not_in_charge without_business without_business_need no_business_need
            no_work_reason no_reason_to private_interest personal_interest nosing prying
            peeked peek peeking out_of_curiosity looked_up_his looked_up_her looked_up_my
            checked_his checked_her ex_s ex_boyfriend own_neighbour famous footballer
            politician local_politician mayor colleague_s_file colleague_s_record""",
        "sink": """log logged prints ga4 mixpanel hotjar amplitude matomo facebook_pixel meta_pixel
            tiktok_pixel support_chat logs log_line* logfile* logging breadcrumb* analytics
            telemetry ad_network pixel tracking_* tracker utm query_string url urls referer
            referrer error_report* error_tracker datadog traces trace translator chatbot
            vendor webhook* payloads plain_text plaintext cleartext clear_text in_clear
            unmasked unredacted unencrypted outgoing_event stdout google_analytics
            session_replay screenshot_tool ai_tool chatgpt copilot online_tool third_party
            scrubber app_logs application_logs access_log access_logs log_index log_file
            debug_log debug_output log_lines logged_in_clear logged_in_plain printed_to
            console_log stdout_log kibana splunk loki grafana_loki cloudwatch_logs
            log_vendor logging_vendor error_reports crash_report* crash_dump* core_dump*
            core_dumps heap_dump* apm span_attributes session_recording* heatmap segment
            fullstory pixel_event query_parameter* get_parameter* in_the_url in_url in_urls
            in_the_subject subject_line in_the_query_string chat_gpt gemini claude llm
            prompt prompts translation_tool online_converter pdf_converter in_response
            in_api_response in_the_response in_the_api_response in_body in_html
            in_page_source in_the_referer in_referrer api_response""",
        "field": """api_token* tokens credentials card_number* card_data cvv cvc pan password passwords passwd
            ssn* national_id* birth* dob iban* health symptom* diagnos* otp personal_data
            pii email_address* emails e_mails full_name* customer_name* phone_number*
            addresses order_history answer_text medical patient* salary prescription*
            access_token* refresh_token* session_token* auth_header* authorization_header*
            bearer message_text chat_text passport* complaint_letters credit_card*
            customer_data personal_details user_data request_bod* names card_numbers pans
            full_authorization authorization_header authorization_headers bearer_token*
            session_cookie* cookies_of jwt jwts plaintext_password* plain_text_password*
            passwords_in birth_dates tax_id tax_ids national_ids patient_name* health_data
            medical_data e_mail_addresses phone_numbers home_addresses customer_emails
            user_emails request_body request_bodies response_body form_contents form_data
            message_bodies message_body full_request sensitive_header* sensitive_field*
            sensitive_value* sensitive_data""",
        "secret": """secret_value api_key* access_key* secret_key secrets private_key* credential* token password
            passwords env dotenv database_url connection_string service_account* ssh_key*
            keystore signing_key* payment_api_key* session_key* deploy_key* client_secret
            db_password root_password connection_string* service_account_key* access_token*
            database_password* db_credential* admin_password root_key""",
        "committed": """committed pushed public_repo* public_repository fork gist docker_image bundle
            javascript_bundle leaked posted pasted public public_repo public_gist""",
        "grant": """acl permission* group role policy grants granted full_control visibility sharing
            access_level rights membership read_access entitlement* principal acls
            statement s3_getobject s3_listbucket getobject listbucket
            storage_objects_get read_permission list_permission share_permission
            everyone_permission principal_everyone public_role anonymous_role
            authenticated_role guest_role everyone_in_the_company all_authenticated
            shared_with_all""",
        "intruder": """pretending_to_be posing_as former_contractor* former_admin* former_supplier* still_valid
            still_active caller_knew addition_of_credentials credentials_added
            secret_was_added app_registration terminated_employee terminated_user former_*
            ex_employee* leaver offboarded left_the_company departed reset_mfa mailbox_rule*
            push_fatigue mfa_fatigue hands_on_keyboard infostealer* stealer* staged
            keylogger* cobalt_strike remote_access_tool anydesk credential_theft lsass
            dcsync pass_the_hash sim_swap trojan* magecart formjack* injected_script rogue
            unknown_script session_cookie_used cookie_replay token_replay replay
            consent_grant admin_created unknown_admin new_admin unknown_actor hacked hacker*
            attacker* intruder* web_shell webshell credential_dump* ntds mimikatz replayed
            hijack* compromised took_over taken_over impossible_travel accepted_password
            unauthorised_access* unauthorised_part* unauthorised_person* unauthorised_people
            unauthorised_read* unauthorised_download* unauthorised_disclos*
            unauthorised_login* unauthorised_third unauthorized_access* unauthorized_part*
            unauthorized_person* unauthorized_people unauthorized_read*
            unauthorized_download* unauthorized_disclos* unauthorized_login*
            unauthorized_third former_employee ex_employee signed_in_from logged_in_from
            login_from sign_in_from new_device new_location unrecognised unrecognized
            break_in broke_into burglar* intrusion ransomware backdoor lateral_movement
            token_theft stolen_cookie* stolen_session* session_theft phished
            stolen_credential* inbox_rule* inbox_manipulation mfa_reset mfa_disabled
            factor_deactivate* factor_reset strangers reverse_shell shell_in_container
            rogue_* malicious_app consent_phish* no_known_range unknown_region golden_ticket
            into_outfile mysqldump union_select skimmer enumeration secretsdump kerberoast*
            brute_force_success data_theft stolen_data cyber* extort* approve_that_push
            new_country criminals gang threat_actor* unauthorised_person unauthorized_person
            unauthorised_user unauthorized_user unauthorised_access unauthorized_access
            had_access_to gained_access gain_access got_access_to obtained_access
            still_has_access still_have_access still_had_access kept_access not_revoked
            never_revoked not_deactivated not_disabled breached malware key_logger
            phishing_page gave_her_password gave_his_password entered_her_password
            entered_his_password entered_their_password credential_phish* stolen_password*
            stolen_key* stolen_token* leaked_password* leaked_key* leaked_token*
            leaked_credential* known_from_breaches data_breach security_breach breach_at
            security_incident_at ex_contractor* ex_admin* ex_developer* ex_consultant*
            ex_colleague* ex_intern* ex_supplier* part_of_their_incident affected_by_their
            part_of_their_breach in_their_incident exploited exploitation was_exploited
            entered_password entered_credentials entered_her entered_his typed_password
            gave_password""",
        "vendor": """bureau newsletter_provider hosting_provider printing_house call_agency cloud_hoster
            tax_adviser payroll_bureau sub_contractors vendor* processor* sub_processor*
            subprocessor* supplier* print_house hoster hosting_company partner contractor
            agency agencies service_provider call_centre call_center payroll_provider saas
            sub_contractor subcontractor* accountant consultant* lab laboratory our_host
            cloud_provider mailing_provider email_provider payroll_processor our_processor
            our_provider our_supplier our_hoster our_agency our_partner our_accountant
            our_printer our_mailer our_courier payment_provider email_service mail_service
            newsletter_service survey_tool survey_provider booking_system hr_system
            applicant_system ticket_system crm_provider saas_provider it_provider it_service
            msp translation_agency collection_agency recruiter recruitment_agency""",
        "tells": """reports_that had_a_breach was_breached had_an_incident was_hacked was_compromised affected
            contacted_us inform* tells_us told_us reports notifies notified notice confirm*
            admits announced disclosed writes_that wrote_to_us warns warned writes wrote
            let_us_know lets_us_know has_told_us have_told us_that discovered has_discovered
            detected_an suffered_a suffered was_attacked were_attacked been_attacked
            had_access between according_to""",
        "probe": """from_query from_the_query query_string_is client_supplied user_supplied supplied_id
            id_in_the_url number_in_the_url any_id other_ids id_range incremental
            researcher* bounty poc proof_of_concept idor bola enumerat* changing_the
            change_the_id incrementing increment guessing parameter_is_* param
            responsible_disclosure reproduced by_changing replace_the replacing_the
            tampering iterating count_up counting_up vulnerability_report pentester changing
            sequential_id* sequential_number* guess_the guessing_the by_guessing
            number_at_the_end changed_the_number changing_the_number change_the_number
            in_the_link in_the_address_bar address_bar url_parameter""",
        "sent": """mailer* batch_mailer batch_mail letters_job sent send sends mailed emailed went goes
            delivered delivers posted forwarded queued shared uploaded pasted printed faxed
            handed mail letter envelope attach* gave told read_me addressed newsletter*
            mailing push_notification sms otp text_message came shipped dispatched copy
            updated circulated circulating distributed handed_over couriered mailshot
            broadcast broadcasted announced pushed_to exported_to emailed_out mailed_out
            sent_out went_out lands landed ended_up ends_up presented dropped_into copied_in
            attached_to texted messaged dmed read_aloud read_out displayed_on shown_on
            projected outgoing given hotline_gave""",
        "astray": """boss my_employer landlord my_parents my_mother my_father her_phone his_phone their_phone
            to_instead to_all_* to_everyone to_everybody shared_screen screen_share*
            screen_sharing whole_class in_the_meeting during_the_call on_the_projector
            on_screen old_tenant former_tenant ex_tenant previous_customer wrong_recipient*
            wrong_person wrong_customer* wrong_patient* wrong_address* wrong_member*
            wrong_client* wrong_user* wrong_tenant wrong_people wrong_famil* wrong_inbox*
            wrong_group wrong_channel wrong_account* wrong_company wrong_list
            wrong_envelope* wrong_attachment wrong_letter* wrong_name wrong_number
            wrong_team wrong_department wrong_parent* wrong_employee* wrong_student*
            wrong_destination wrong_attachments instead_of_me instead_me unintended
            not_intended intended_for meant_for recipients_per* to_count all_recipients
            everyone_in distribution_list addresses_in_to addresses_in_cc addresses_visible
            mailing_list in_to in_cc open_cc cc bcc all_hands all_department_heads
            all_customers neighbour* neighbor* previous stale former private_address
            private_inbox private_mail* personal_mail* mixed_up swapped same_envelope
            whole_list whole_school whole_company entire_list by_mistake by_accident
            accidental* mistaken* should_have_been should_have_touched meant_to ex_husband
            ex_wife old_number address_of previous_owner shifted off_by_one employer
            online_translator free_online public_channel reply_all visible_to_all see_each
            missing_where never_heard misaddressed everyone_on who_got_mine
            unexpected_recipient for_others his_mother whole_department entire_department
            whole_office whole_team whole_staff whole_group entire_class whole_building
            another_family other_family another_patient other_patient another_customer
            other_customer another_member other_member another_person other_person
            another_client other_client another_tenant another_employee other_employee
            another_company other_company another_student another_pupil another_user
            other_user someone_else somebody_else complete_stranger* total_stranger*
            a_stranger strangers random_person random_people unknown_person third_party
            wrong_thread wrong_chat wrong_mailbox wrong_email wrong_mail wrong_emails
            wrong_folder wrong_portal wrong_shelf wrong_household wrong_house wrong_door
            wrong_flat wrong_letterbox wrong_street wrong_doctor wrong_clinic wrong_hospital
            wrong_practice wrong_school wrong_class wrong_guardian* wrong_lawyer
            wrong_solicitor wrong_bank wrong_file wrong_document wrong_documents
            wrong_report wrong_statement wrong_invoice wrong_payslip* wrong_contract
            wrong_pdf wrong_fax wrong_printer instead_of_the_customer instead_of_the_patient
            in_error erroneously inadvertent* unintentional* mixed_recipients
            mismatched_recipient* autocomplete auto_complete autofilled_recipient
            typo_in_the_address old_address former_address outdated_address previous_address
            previous_tenant former_employer opposing_party opposing_counsel ex_partner
            estranged journalist competitor* marketing_list to_line to_field cc_field
            in_the_cc in_the_to cc_instead not_bcc instead_of_bcc without_bcc shifted_by
            misaligned misrouted misdeliver* mis_sent missent mis_mailed wrong_device*
            wrong_token wrong_recipient wrong_device_token recipients_in_to recipients_in_cc""",
        "hidden": """hidden_column* hidden_sheet* hidden_tab hidden_row* track_changes tracked_changes metadata
            exif hidden_rows pivot_cache comments_in revision_history version_history
            redact* unredacted poorly_redacted black_bars""",
        "device": """patient_files medical_records case_files personnel_files application_forms tax_files
            medical_files hard_disks hard_drives old_server old_pcs old_computers laptop*
            phone smartphone tablet* usb_stick* usb_drive usb_key memory_stick* memory_card
            stick hard_drive* hard_disk* hard_disc* desktop_pc* pc pcs sd_card ipad* device
            devices thumb_drive* backup_tape* tape tapes camera workstation loan_laptop
            loaner work_laptop company_laptop work_phone company_phone mobile mobiles
            handset* macbook* chromebook* notebook_computer nas server servers drive drives
            ssd ssds usb pen_drive* flash_drive* memory_card* sd_card* backup_disk*
            backup_drive* dvd dvds cd cds dictaphone* recorder cameras body_cam* dashcam*
            pager printer_disk copier_disk computer computers equipment hardware
            old_machine* old_machines""",
        "paper": """paper papers folder folders box boxes binder* bag files letters documents printout*
            print_outs forms envelope* notebook card_index dossier* records x_rays
            application_forms paper_file* paper_record* paperwork print_out* printed_list*
            hard_cop* ring_binder* file_box* archive_box* boxes_of crate crates suitcase*
            backpack* rucksack* satchel briefcase* handbag* bag_with letter consent_form*
            register class_register visitor_book guest_book logbook* notebooks diary diaries
            clipboard* card_file* patient_chart* charts notes lists roster rosters
            timesheet* receipts films mailbag* post_bag* printed""",
        "left": """recycling bins trash rubbish kerb train tram taxi left_on left_in left_at flea_market copier
            printer photocopier waste dumpster in_the_bin in_a_bin found_in_the pavement
            park_bench skip_bin on_the_train on_a_train on_the_bus on_a_bus on_the_tram
            on_the_underground in_a_taxi in_the_taxi in_a_cab in_an_uber in_a_cafe in_a_car
            in_the_car in_my_car at_the_airport in_the_pub on_a_bench in_a_park
            in_the_street on_the_street in_a_hedge behind_the_building in_the_corridor
            in_the_lobby in_the_waiting_room at_reception on_the_counter on_the_printer
            in_the_printer in_the_copier in_the_recycling in_the_paper in_a_skip
            in_a_dumpster in_the_bins in_the_canteen in_the_kitchen in_the_cafeteria
            in_a_hotel in_the_hotel in_the_library""",
        "lost": """not_found_after not_found_in never_found disappeared vanished unaccounted
            whereabouts_unknown can_t_be_found cannot_be_found no_longer_there sold
            without_wiping resold unwiped never_arrived did_not_arrive lost_by courier_lost
            lost stolen gone missing left_in left_on left_at left_my flea_market bins bin
            rubbish trash kerb curb tram train taxi bus station dumpster recycling
            second_hand ebay burglary burgled mislaid misplaced car_park theft thief robbed
            pavement not_wiped skip nicked pinched swiped went_missing gone_missing
            has_gone_missing is_missing are_missing been_missing forgotten forgot
            left_behind left_it left_them left_the dropped_somewhere untraceable
            never_returned not_returned never_came_back break_in broken_into smashed
            snatched pickpocket* mugged fell_out blew_away thrown_out thrown_away threw_away
            dumped discarded disposed fly_tipped rubbish_bin found_by found_in found_on
            nobody_erased not_erased not_been_erased never_erased never_wiped
            without_erasing unerased not_shredded unshredded still_has_the still_contains
            still_held still_holds still_full sold_on auctioned returned_with lost_property
            lost_in_the_post lost_in_transit recycler refurbished scrapyard""",
        "wiped": """truncate truncated database_dropped table_dropped tables_dropped dropped_by array_failed
            raid_failed disk_failed disk_failure emptied deletes mass_delet* bulk_delet*
            wiped deleted erased formatted dropped_table* dropped_database corrupted
            overwritten unreadable destroyed purged updated_by restore_failed unrecoverable
            irrecoverabl* burned burnt flooded removed_by_mistake deleted_by_mistake
            accidentally_deleted accidentally_removed wrongly_deleted wrongly_removed
            removed deletes_rows dropped_the_table dropped_the_database
            dropped_in_production ran_against_production against_prod garbled scrambled
            lost_for_good irreversibly gone_for_good gone_for_ever gone_forever
            unreadable_after unbootable encrypted_by all_files_encrypted files_are_encrypted
            purged_by_mistake not_due not_recoverable cannot_be_restored can_t_be_restored
            could_not_be_restored failed_to_restore vanished_from missing_from_the overwrote
            overwrites wiped_out deletion deletions deleting mass_file_deletion""",
        "forever": """only_copy no_copy no_backup last_copy cannot_be_recovered can_t_be_recovered
            cannot_be_restored not_be_recovered unrecoverable irrecoverabl* irretrievab*
            no_restore no_restore_point nothing_to_restore no_snapshot no_snapshots
            no_backups backups_too backup_too backups_are_gone backup_is_gone backups_also
            replica_already replicated no_way_to_restore no_way_to_recover not_restorable
            permanently irreversibly for_good last_backup oldest_backup backup_is_empty
            backups_are_empty without_backup without_a_backup""",
        "volume": "gb gib tb tib gigabytes terabytes",
        "backup": """only_copy backup backups no_copy no_backup last_copy cannot_be_restored can_t_be_restored
            permanently irrevocabl* not_recoverable key_id_unknown point_in_time snapshots
            restore""",
        "ransom": """shadow_copies shadow_copy mass_rename renames renamed_to ransom* extort* blackmail* btc
            bitcoin* usdt monero xmr pay_us we_have_your read_to_restore how_to_decrypt
            decrypt_files readme_decrypt extension lockbit ransom_note* encryptor locker
            decryptor decryption_key pay_within pay_or double_extortion leak_site""",
        "threat": """publish leak leak_site friday sample we_mail deadline wants hours note will_publish
            going_to_publish publish_the threatens threatening demands demanding""",
        "takeover": """recovery_phone recovery_email recovery_mail payout_account phone_number_changed
            email_changed e_mail_changed mfa_removed sim_swap password_changed_by
            someone_reset_my taken_over took_over took_my hacked wasn_t_me was_not_me
            didn_t_approve did_not_approve changed_my_* locked_me_out unknown_device
            someone_else_is impersonat* hijack* without_my_knowledge i_did_not_do not_by_me
            orders_i_did* purchases_i_did* i_never_ordered account_taken changed_my_email
            changed_my_password reset_my_password locked_out_of_my not_me_who strange_login
            strange_sign_in unknown_login unknown_sign_in login_from_another
            sign_in_from_another two_continents impossible_travel session_hijack*
            cookie_theft sim_swap* someone_else_in_my someone_in_my somebody_in_my
            somebody_else_in_my""",
        "account": """account accounts profile login mailbox alias password passwords session e_mail_address
            phone_number bank_details payout app email mail my_account our_account
            my_profile my_login my_mailbox my_page admin_account root_account user_account
            customer_account bank_account email_account mailboxes""",
        "package": """postinstall dependency dependencies package npm pypi plugin preinstall install_script
            checkout_js build_script typosquat* dependency_confusion compromised_version
            hijacked_package malicious_version""",
        "harmless": """test_client unit_test unit_tests test_fixture* fixture fixture_* load_test load_tests drill
            drills rehears* simulat* tabletop pen_test pentest_window eicar sandbox
            ephemeral synthetic generated_names fake_data dummy_data sample_key
            documentation example_key false_positive false_alarm benign nothing_reached
            no_data_left no_personal no_follow_up no_hit no_clicks no_impact no_success
            0_succeeded no_successful unsuccessful quarantined ci_instance on_staging
            staging_only closed_as in_general recovered heap file_handles handles
            descriptors goroutine* thread_leak threads memory_leak* connection_leak*
            connectionleak test_guard expected_by ci_true latency sla slo threshold_breach*
            water socket sockets awareness webinar lost_connect* lost_signal lost_power
            lost_contact lost_sync lost_packet* phishing_simulation test_suite test_run
            test_environment cooling gas_leak was_refused were_refused been_refused
            is_refused and_refused refused_with got_refused correctly_denied
            correctly_refused correctly_blocked access_denied_as was_denied were_denied
            been_denied and_denied denied_with with_403 status_403 http_403 got_403
            was_rejected were_rejected and_rejected rejected_with and_blocked
            automatically_blocked successfully_blocked mitigated was_mitigated
            blocked_by_waf blocked_by_policy blocked_the was_prevented no_customer_impact
            no_customer_data no_user_data no_real_data no_production_data no_data_was
            no_data_were dummy lorem_ipsum test_account test_accounts test_user test_users
            test_tenant test_tenants demo_tenant demo_account demo_data demo_environment
            sample_data mock_data seeded_data in_staging staging_env dev_environment
            qa_environment uat integration_test integration_tests e2e e2e_test
            canary_token_test synthetic_test synthetics red_team red_teaming game_day
            gameday planned_test planned_maintenance scheduled_maintenance fire_drill
            purple_team phishing_test phishing_campaign_test awareness_training should_be
            should_block should_prohibit should_have should_use should_require
            should_restrict should_not_allow should_enforce should_only ensure ensure_that
            feature_flag best_practice best_practices pentest ctf pool_leak leak_detection
            leak_detector backup_completed backup_finished completed_successfully
            finished_successfully""",
        "asks": """unknown_type unknown_format unknown_field unknown_column unknown_error unknown_key
            unknown_option unknown_file unexpected_end unexpected_token unexpected_response
            unexpected_error unexpectedly unusual_high unknown_command blocked_with tried_to
            attempted_to lost_my_phone i_lost_my phone_is_new confirmed_by with_mfa
            on_holiday user_confirmed business_trip how_do_i wrong_order wrong_size
            wrong_colo* wrong_price wrong_amount wrong_unit wrong_type wrong_language
            wrong_date wrong_time wrong_total wrong_product wrong_item wrong_article
            swapped_for was_blocked were_blocked been_blocked got_blocked is_blocked
            removed_after_delivery zero_clicks dark_mode print_view metrics_pipeline how_do
            how_can_i how_to where_can where_do can_i can_we could_i may_i is_it_possible
            could_not_find can_t_find couldn_t_find please_delete please_remove
            please_change please_send i_would_like would_like_to would_be_nice
            feature_request on_user_request to_requester identity_check returned_to_owner
            attempt_blocked press_kit by_design as_expected as_planned already_in_use
            already_belong* already_used already_taken already_regist* already_exist*
            already_linked i_am_not_able i_m_not_able not_able marketing health_check
            change_chg approved_change own_data own_old expires_in expired legitimate
            attempt_stopped none_passed challenge_page rejected_before 403_returned
            response_404 returned_403 got_403 returned_404 returned_401 refactor typo
            consent cookie_banner cookie_consent interview why_not_me missing_permission
            no_one_else unopened shredded policy_document terms_of password_reset_mail*
            refund_for before_i_buy training i_would_love i_wish please_let_me let_me_export
            it_would_be_nice it_would_be_great would_be_great would_be_cool is_there_a
            is_there_any how_can_we how_should how_long when_will why_is_my why_can_t
            why_doesn_t where_is_my where_can_i where_do_i i_forgot forgot_my
            forgotten_password reset_mail doesn_t_come does_not_come doesn_t_arrive
            doesn_t_load does_not_load won_t_load doesn_t_open won_t_open crashes crash_when
            crashed_when freezes frozen_when hangs_when spinner blank_page white_screen
            error_message_when can_t_open can_t_log cannot_log couldn_t_log can_t_download
            cannot_download can_t_see cannot_see unable_to_see unable_to_open unable_to_log
            unable_to_download please_update please_add please_correct please_cancel
            please_transfer please_merge please_unsubscribe add_another add_a_second
            invite_another invite_a share_with_my share_a_document share_my transfer_my
            move_my change_my update_my old_address_please moved_house i_moved we_moved
            wrong_colour wrong_flavour suggestion idea_for feature_idea pricing discount
            voucher_code coupon delivery_time delayed late_delivery not_arrived_yet
            not_affected are_not_affected status_page as_intended used_to_gain to_gain
            attempts_to_gain trying_to_gain triggered_when wrong_result wrong_results
            wrong_currency shows_the_wrong_total is_slow are_slow very_slow too_slow so_slow
            takes_too_long takes_longer took_longer takes_ages calculator can_someone
            could_someone with_the_neighbour with_my_neighbour with_a_neighbour bounce_rate
            marketing_campaign""",
        "private": """salar* payslip* pay_slip* payroll wage wages bonus pension* medical* health diagnos*
            prescription* treatment* therap* patient_record* blood ultrasound mri x_ray*
            lab_result* lab_report* test_result* biops* medication* medicine* allerg*
            care_plan* case_note* case_file* clinical hospital_letter* referral* discharge*
            sick_note* sick_leave sickness sick_day* pregnan* hiv psych* counsel* disciplin*
            appraisal* performance_review* warning_letter* grievance* passport* id_card*
            id_scan* id_number* id_document* identity_card* identity_document* national_id*
            ssn* social_security birth_certificate* date_of_birth dates_of_birth dob
            birth_date* birthday* birthdate* driving_licence* driver_s_license licence_scan*
            license_scan* visa_application* home_address* private_address* postal_address*
            street_address* phone_number* mobile_number* private_number* private_mobile*
            telephone_number* bank_detail* bank_statement* bank_account* account_number*
            iban* card_number* credit_card* card_detail* credit_score* credit_report* debt*
            loan* mortgage* tax_return* tax_letter* tax_file* tax_record* cv cvs resume
            resumes cover_letter* application_form* job_application* school_report*
            report_card* grades exam_result* exam_paper* student_record* pupil_record*
            personnel_file* personnel_record* staff_file* staff_record* hr_file* hr_record*
            employee_record* customer_record* member_record* client_file* patient_file*
            personal_data personal_detail* personal_info* personal_record* contact_detail*
            contact_data pii personally_identifiable private_message* private_photo*
            private_chat* private_conversation* nude* intimate religion religious ethnic*
            sexual* criminal_record* police_record* court_file* custody adoption divorce
            asylum donor_list* member_list* guest_list* customer_list* client_list*
            staff_list* patient_list* user_list* address_list* phone_list* address_book*
            family_photo* ticket_holder* insurance_claim* biometric* fingerprint* face_scan*
            voice_recording* call_recording* live_location location_history whereabouts
            footage cctv doorbell_video* baby_monitor insulin glucose menstrua* fertility
            abortion vaccin* ward_list* arrears overdue_list tenants_list tenant_list
            pupil_list class_list disabilit* combo_list* credential_pairs
            email_password_pairs absence* illness disease* condition_is witness_statement*
            allergy_list* reminder_text* appointment_text* unredacted membership_list
            mailing_address* emergency_contact* next_of_kin id_cards id_photo*
            licence_plate* number_plate*""",
        "elsewho": "other another different foreign unrelated unknown random strange some_other",
        "alien": """someone_else_s someone_elses somebody_else_s somebody_elses anyone_else_s else_s elses
            other_people_s other_peoples stranger_s strangers_s complete_stranger*
            total_stranger* not_mine isn_t_mine isnt_mine aren_t_mine arent_mine wasn_t_mine
            weren_t_mine is_not_mine are_not_mine not_ours isn_t_ours aren_t_ours not_theirs
            aren_t_theirs isn_t_theirs are_not_theirs is_not_theirs not_his not_hers
            belongs_to_someone belong_to_someone belongs_to_somebody belong_to_other*
            belongs_to_another belonged_to_someone belonged_to_somebody belong_to_somebody
            doesn_t_belong_to_me don_t_belong_to_me does_not_belong_to_me
            do_not_belong_to_me not_belong_to_me not_belong_to_us not_belong_to_them
            never_heard_of never_met don_t_know_who do_not_know_who no_idea_who who_is_she
            who_is_he who_is_this_person who_are_they i_am_not_her i_m_not_her i_am_not_him
            i_m_not_him i_m_not_this not_my_name isn_t_my_name under_another_name
            my_neighbour_s my_neighbours my_neighbor_s my_colleague_s my_colleagues
            my_coworker_s my_ex_s my_boss_s each_other_s one_another_s previous_tenant_s
            previous_owner_s previous_guest_s of_others others_s everyone_s everybody_s
            everyone_else_s everybody_else_s cross_tenant cross_customer cross_account
            cross_org* cross_organi* cross_user foreign_tenant foreign_org* foreign_owner
            foreign_account outside_the_caller_s not_owned_by not_the_owner non_owner
            of_someone_else of_somebody_else of_a_stranger from_someone_else of_other_people
            for_someone_else for_somebody_else belonging_to_someone a_colleague_s coworker_s
            co_worker_s colleague_s neighbour_s neighbor_s of_a_coworker of_a_co_worker
            of_a_colleague of_my_colleague of_one_of_my of_a_man of_a_woman of_a_lady
            of_a_gentleman of_a_guy of_a_family of_a_person of_someone of_somebody
            of_a_certain of_a_mr of_a_mrs of_a_ms of_the_next of_the_previous
            of_the_person_before of_the_neighbour of_our_neighbour of_my_neighbour of_an_ex
            of_my_ex of_a_patient of_some_other logged_in_as_a signed_in_as_a
            logged_in_as_someone logged_in_as_another logged_in_as_mr logged_in_as_mrs
            logged_in_as_ms we_are_not_a we_re_not_a i_am_not_a_patient i_m_not_a_patient
            i_m_not_a_customer addressed_to_a addressed_to_another addressed_to_someone
            addressed_to_somebody addressed_to_mr addressed_to_mrs with_the_same_name
            with_the_same_surname same_name_as_me who_else another_device_s
            of_different_user each_others someone_in someone_from somebody_in somebody_from
            belongs_to_a belonged_to_a belongs_to_some for_somebody for_someone of_a_house
            not_only_ours not_only_mine not_just_mine not_just_ours that_aren_t_mine
            not_only_my""",
        "somebody": """someone somebody caller callers scammer* fraudster* stranger strangers unknown_person
            unknown_number third_party third_parties marketing_partner* advertiser*
            telemarketer* salesman sales_rep competitor* recruiter* a_man a_woman a_guy
            journalist* ex_employee* former_employee* former_colleague* my_ex her_ex his_ex
            stalker* neighbour neighbor thief thieves hacker* attacker* criminal* bot bots
            intruder* outsider* another_company other_companies spammer* phisher* a_company
            some_company company_called firm_called another_firm some_firm a_firm
            agency_called one_of_your""",
        "knows": """knew knows quoted quoting mentioned mentions recited read_out reads_out told_me read_me
            asked_about asked_me_about addressed_me contacted_me contacted_us phoned_me
            phoned_us called_me called_us texted_me emailed_me wrote_to_me has_my had_my
            got_my got_hold_of obtained obtains gets_my found_my using_my uses_my used_my
            aware_of familiar_with blackmail* threaten* got_my_email got_my_number
            got_my_address got_my_name has_my_number taken_my took_my_number took_my_phone
            knew_her knew_his""",
        "enters": """logged_into logged_in_to logged_in_as signed_into signed_in_to signed_in_as got_into
            gets_into broke_into breaking_into hacked taken_over took_over taking_over
            takes_over hijack* accessed_my accessed_our changed_my changed_the_email
            changed_the_password changed_our changed_password changed_email reset_my
            resetting_my locked_me_out locked_us_out bought_with ordered_with ordered_on
            ordered_from posted_from posting_from sent_from_my sends_from_my writing_from_my
            impersonat* pretending_to_be logins_i_didn_t login_i_didn_t login_i_don_t
            sign_in_i_didn_t used_my_account using_my_account uses_my_account
            transferred_out withdrew withdrawal i_never_made i_didn_t_make i_did_not_make
            wasn_t_me was_not_me isn_t_me is_not_me not_by_me didn_t_do_it did_not_place
            didn_t_place never_placed unrecognised_login unrecognized_login from_a_country
            from_another_country from_a_place i_ve_never_been never_been_to ordered bought
            changed used accessed posted transferred reset logged emptied deleted purchase
            purchases shopping shopped payments_from paid_with spent""",
        "crowd": """everyone everybody whole_company entire_company all_company whole_department
            entire_department whole_team entire_team whole_school entire_school whole_class
            entire_class whole_office whole_building whole_group whole_staff whole_list
            entire_list all_staff all_employees all_hands all_colleagues all_members
            all_parents all_customers all_users all_tenants all_residents all_participants
            all_recipients all_pupils all_students all_guests all_patients all_of_us
            all_applicants any_colleague every_colleague any_employee every_employee
            any_member every_member any_staff any_intern every_intern interns temps
            agency_temps agency_staff contractors all_contractors any_contractor
            every_contractor externals external_staff freelancers cleaners company_wide
            team_wide org_wide school_wide group_chat general_channel public_channel
            company_channel team_channel department_channel slack_channel teams_channel
            whatsapp_group facebook_group mailing_list distribution_list intranet
            notice_board noticeboard bulletin_board wiki shared_drive shared_folder
            shared_calendar common_drive open_drive reply_all in_the_to_line in_the_to_field
            to_line to_field visible_to_all in_cc in_the_cc cc_field cc_line open_cc
            instead_of_bcc not_bcc each_other one_another all_of_them intern trainee temp
            cleaner apprentice""",
        "of": "of for from to belonging about",
        "ought": """should_not shouldn_t should_never should_not_be_able should_not_be_visible should_not_see
            should_be_able attempted_unauthorized attempted_unauthorised attempted_to_access
            attempt_to_access attempts_to_access""",
        "s": "s",
        "breach": "data_breach* data_leak* data_theft leak_of theft_of_data personal_data_breach",
        "repo": """committed_to committed_in pushed_to checked_into checked_in in_the_repository in_the_repo
            in_repository in_git in_the_git git_history in_fixtures fixtures fixture_file
            test_fixture seed_data in_the_image docker_layer image_layer public_repository
            public_repo public_fork public_gist published_to_npm in_the_package
            copied_from_production production_data committed pushed dump_sql real_customer
            real_customers real_users real_patient*""",
        "inside": "logged_in signed_in logged_into signed_into log_in_as sign_in_as",
        "thing": """session sessions cookie cookies token tokens link links code codes otp password passwords
            login logins inbox notification notifications key keys""",
        "locked": "encrypted encrypts encrypting unreadable locked encryption",
        "whole": "whole entire complete all every",
        "group": """team teams department* company staff office school class group workforce crew faculty floor
            building neighbourhood club choir committee audience""",
        "still": "still",
        "guard": """customer_filter* tenant_filter* org_filter* account_filter* user_filter* owner_filter* auth
            authentication authorization authorisation auth_middleware permission_check*
            ownership_check* access_check* tenant_check* guard middleware acl rls
            row_level_security policy_check* isolation scoping tenant_context org_context
            org_filter""",
        "off": """ignores ignored ignoring skipped skips missing lost dropped bypassed bypasses bypass
            disabled removed broken lets_through let_through turned_off switched_off
            fails_open failed_open commented_out without no absent not_applied not_set empty""",
        "knew": "knew knows_my knew_my knew_her knew_his knew_about",
        "peer": """colleague colleagues coworker coworkers classmate classmates roommate* flatmate* housemate*
            neighbour neighbours neighbor neighbors boss supervisor teammate* schoolmate* ex
            employee applicant candidate intern student pupil patient guest tenant""",
        "hung": """hanging hung pinned stuck displayed posted_on taped on_the_wall on_a_wall on_the_door
            noticeboard notice_board""",
        "dump": """dump dumps dump_tar dump_sql backup_zip backup_sql backup_tar sql_dump* database_dump*
            db_dump* bak""",
        "fetched": "fetched downloaded requested_by retrieved pulled_by grabbed",
    },
)
