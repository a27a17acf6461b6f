"""The vocabulary: what a witness could state or a document show about a breach, and the words for it.

A fact is never a judgement: risk, likelihood and severity are no facts. The facts that rules may ask are finite or
counts; those of the group `account` are what a notice tells. How to add one: docs/how-to/add-a-fact.md.
"""

from collections.abc import Mapping

from breachbot.assessment.fact import Fact

NO_YES = {"no": "No", "yes": "Yes"}
ACCIDENTS = {
    "software_fault": "A fault in our software or its configuration",
    "sent_astray": "Sent or handed to the wrong recipient",
    "published": "Published by mistake",
    "lost": "A device or papers were lost",
    "other_accident": "Another accident",
}
ACTS = {
    "stolen": "A device or papers were stolen",
    "insider": "Somebody on the inside took or misused data",
    "impersonation": "Somebody pretended to be a person or the company",
    "intrusion": "Somebody broke into a system or an account",
    "ransomware": "Malware that encrypts or destroys data",
    "other_attack": "Another deliberate act",
}
"""The causes, by whether somebody meant it."""

_ALL = (
    Fact(
        "role",
        "nature",
        "choice",
        "For these data, who decides why and how they are used?",
        {
            "controller": "We do (controller)",
            "joint": "We do, together with others (joint controller)",
            "processor": "A customer does, and we work for them (processor)",
        },
    ),
    Fact("personal_data", "nature", "choice", "Do the affected data relate to people?", NO_YES),
    Fact(
        "confidentiality",
        "nature",
        "choice",
        "Did or could anyone get at data that were not meant for them?",
        NO_YES,
    ),
    Fact(
        "integrity",
        "nature",
        "choice",
        "Were data changed, or could they have been, by someone who must not?",
        NO_YES,
    ),
    Fact(
        "availability",
        "nature",
        "choice",
        "Were data lost, destroyed or out of reach, even for a while?",
        NO_YES,
    ),
    Fact("cause", "nature", "choice", "How did it happen?", ACCIDENTS | ACTS),
    Fact(
        "data_categories",
        "data",
        "choices",
        "Which kinds of personal data?",
        {
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
        },
    ),
    Fact(
        "volume",
        "data",
        "choice",
        "What span do the data about one person cover?",
        {
            "moment": "One moment or one entry, such as a single order or letter",
            "weeks": "Days or weeks, up to about a month",
            "longer": "More than a month, or a whole file",
        },
    ),
    Fact(
        "identifiability",
        "data",
        "choice",
        "Can a reader tell whom the data are about?",
        {
            "pseudonyms_only": "No: nothing in them leads to a person",
            "with_other_data": "Only together with other data",
            "direct": "Yes: by name, address, number or picture",
        },
    ),
    Fact(
        "people_kinds",
        "people",
        "choices",
        "Whose data are they?",
        {
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
        },
    ),
    Fact("people_count", "people", "count", "About how many people are affected?"),
    Fact(
        "reachable",
        "people",
        "choice",
        "For how many of them are there contact details that work?",
        {
            "all": "All",
            "some": "Some",
            "none": "None",
        },
    ),
    Fact(
        "encryption",
        "protection",
        "choice",
        "How were the affected data themselves protected?",
        {
            "key_safe": "State-of-the-art encryption, and the key is safe",
            "hashed_salted": "Strong salted hashes, and the salt is safe",
            "hashed_weak": "Hashes that are unsalted or outdated",
            "weak": "Outdated or faulty encryption",
            "key_exposed": "Encryption, but the key may be known too",
            "none": "Not encrypted",
        },
    ),
    Fact(
        "recipient",
        "reach",
        "choice",
        "Who has or may have got the data?",
        {
            "none_known": "As far as known, nobody",
            "trusted_bound": "One known recipient bound to secrecy, such as a partner",
            "known": "One known person or firm",
            "several_known": "Several known people or firms",
            "unknown": "Unknown people",
            "public": "Anyone: it was public",
            "hostile": "Somebody who took them on purpose",
        },
    ),
    Fact(
        "access_evidence",
        "reach",
        "choice",
        "What do logs or other traces show about access?",
        {
            "complete_logs_show_none": "Complete logs show that nobody got at them",
            "partial_logs_show_none": "Incomplete logs show no access",
            "no_logs": "There are no logs or traces",
            "logs_erasable": "No trace, but traces could have been erased",
            "access_seen": "Access happened",
            "exfiltration_seen": "Data were copied away",
        },
    ),
    Fact(
        "deletion_confirmed",
        "reach",
        "choice",
        "Have those who got the data confirmed that they deleted or returned them?",
        {
            "in_writing": "Yes, in writing, or everything came back",
            "said_so": "Yes, but only in speech",
            "asked": "Asked, no answer yet",
            "not_possible": "No: it cannot be asked or had",
        },
    ),
    Fact(
        "restore",
        "aftermath",
        "choice",
        "How soon were lost or changed data put right?",
        {
            "in_hours": "Within hours, in full",
            "in_days": "Within days",
            "not_yet": "Not yet",
            "in_part": "Only in part",
            "never": "They cannot be restored",
        },
    ),
    Fact(
        "loss_effect",
        "aftermath",
        "choice",
        "What did people notice of the loss or the change of their data?",
        {
            "none": "Nothing",
            "delays": "Delays or small inconveniences",
            "essential": "Care, safety, income or another essential service failed",
        },
    ),
    Fact(
        "later_measures",
        "aftermath",
        "choices",
        "What has been achieved since, with proof?",
        {
            "returned_unopened": "The data came back and were shown not to have been opened",
            "taker_stopped": "Whoever had them was stopped before using them",
            "access_worthless": "The log-ins or cards were changed before any use of them",
            "none": "None of these",
        },
    ),
    Fact(
        "harm_seen",
        "aftermath",
        "choice",
        "Has anyone already suffered harm, such as fraud, threats or a taken-over account?",
        NO_YES,
    ),
    Fact("what_happened", "account", "text", "What happened? Two or three plain sentences."),
    Fact("consequences", "account", "text", "What could this lead to for the people affected?"),
    Fact("measures_taken", "account", "text", "What have you done so far?"),
    Fact("measures_planned", "account", "text", "What will you do next?"),
    Fact("next_update_by", "account", "instant", "By when will the public notice be brought up to date?"),
    Fact("advice", "account", "text", "What can the people affected do themselves?"),
    Fact("delay_reasons", "account", "text", "If the notice is late: why?"),
    Fact("people_told_how", "account", "text", "How are the people affected told, or how will they be?"),
    Fact("records_count", "account", "count", "About how many records are affected?"),
    Fact("occurred_from", "account", "instant", "When did it begin?"),
    Fact("occurred_until", "account", "instant", "When did it end?"),
    Fact("ongoing", "account", "choice", "Is it still going on?", NO_YES),
)

FACTS: Mapping[str, Fact] = {fact.id: fact for fact in _ALL}
"""Every fact by its id, in the order in which people are asked."""
