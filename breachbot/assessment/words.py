"""The answers that a fact can have, with the words shown for each (75 characters at most: Slack's limit)."""

YES_NO = {"yes": "Yes", "no": "No"}
NO_YES = {"no": "No", "yes": "Yes"}

ROLE = {
    "controller": "We do (controller)",
    "joint": "We do, together with others (joint controller)",
    "processor": "A customer does, and we work for them (processor)",
}

CAUSE = {
    "software_fault": "A fault in our software or its configuration",
    "sent_astray": "Sent or handed to the wrong recipient",
    "published": "Published by mistake",
    "lost": "A device or papers were lost",
    "other_accident": "Another accident",
    "stolen": "A device or papers were stolen",
    "insider": "Somebody on the inside took or misused data",
    "impersonation": "Somebody pretended to be a person or the company",
    "intrusion": "Somebody broke into a system or an account",
    "ransomware": "Malware that encrypts or destroys data",
    "other_attack": "Another deliberate act",
}

ACCIDENTS = ("software_fault", "sent_astray", "published", "lost", "other_accident")
ACTS = ("stolen", "insider", "impersonation", "intrusion", "ransomware", "other_attack")
"""The causes, by whether somebody meant it."""

DATA = {
    "pseudonym": "Invented user names or numbers that name nobody",
    "name": "Names",
    "contact": "Contact details (e-mail, postal address, telephone)",
    "device": "Device and log data (IP address, browser, cookies)",
    "orders": "Orders, bookings and purchases",
    "diet": "Food wishes, with allergies and intolerances",
    "contract": "Contract data (insurance, premium, vehicle, tariff)",
    "image": "Pictures of people",
    "birth_date": "Dates of birth",
    "work_education": "Work, applications and education",
    "family": "Family and civil status",
    "credentials_hashed": "Passwords as hashes",
    "credentials_clear": "Readable passwords, tokens or other log-in data",
    "national_id": "Official numbers (identity card, tax, social security)",
    "payment": "Payment data (card, bank account, transactions)",
    "income": "Income, wages, debts and welfare",
    "behaviour": "Detailed use or habits (calls, traffic, browsing)",
    "location": "Where people are or were",
    "communications": "Contents of messages and mails",
    "health": "Health (diagnosis, treatment, medication, disability)",
    "special": "Origin, beliefs, union, sex life, genetic or biometric data",
    "criminal": "Offences and convictions",
}

VOLUME = {
    "moment": "One moment or one entry, such as a single order or letter",
    "weeks": "Days or weeks, up to about a month",
    "longer": "More than a month, or a whole file",
}

IDENTIFIABLE = {
    "pseudonyms_only": "No: nothing in them leads to a person",
    "with_other_data": "Only together with other data",
    "direct": "Yes: by name, address, number or picture",
}

PEOPLE = {
    "business_contacts": "Contacts at other businesses",
    "users": "Users of a product or site",
    "customers": "Customers",
    "members": "Members or participants",
    "employees": "Employees",
    "applicants": "Applicants and job seekers",
    "patients": "Patients",
    "children": "Children",
    "vulnerable": "Other people in need of protection (care, addiction, asylum)",
    "endangered": "People whose address or identity is kept secret for their safety",
}

REACHABLE = {"all": "All", "some": "Some", "none": "None"}

ENCRYPTION = {
    "key_safe": "State-of-the-art encryption, and the key is safe",
    "hashed_salted": "Strong salted hashes, and the salt is safe",
    "hashed_weak": "Hashes that are unsalted or outdated",
    "weak": "Outdated or faulty encryption",
    "key_exposed": "Encryption, but the key may be known too",
    "none": "Not encrypted",
}

RECIPIENT = {
    "none_known": "As far as known, nobody",
    "trusted_bound": "One known recipient bound to secrecy, such as a partner",
    "known": "One known person or firm",
    "several_known": "Several known people or firms",
    "unknown": "Unknown people",
    "public": "Anyone: it was public",
    "hostile": "Somebody who took them on purpose",
}

EVIDENCE = {
    "complete_logs_show_none": "Complete logs show that nobody got at them",
    "partial_logs_show_none": "Incomplete logs show no access",
    "no_logs": "There are no logs or traces",
    "logs_erasable": "No trace, but traces could have been erased",
    "access_seen": "Access happened",
    "exfiltration_seen": "Data were copied away",
}

DELETION = {
    "in_writing": "Yes, in writing, or everything came back",
    "said_so": "Yes, but only in speech",
    "asked": "Asked, no answer yet",
    "not_possible": "No: it cannot be asked or had",
}

RESTORE = {
    "in_hours": "Within hours, in full",
    "in_days": "Within days",
    "not_yet": "Not yet",
    "in_part": "Only in part",
    "never": "They cannot be restored",
}

LOSS_EFFECT = {
    "none": "Nothing",
    "delays": "Delays or small inconveniences",
    "essential": "Care, safety, income or another essential service failed",
}

MEASURES = {
    "returned_unopened": "The data came back and were shown not to have been opened",
    "taker_stopped": "Whoever had them was stopped before using them",
    "access_worthless": "The log-ins or cards were changed before any use of them",
    "none": "None of these",
}
