"""The vocabulary: what a witness could state or a document show about a breach, and the words for it.

A fact is never a judgement: risk, likelihood and severity are no facts. The facts that rules may ask are finite or
counts; those of the group `account` are what a notice tells. How to add one: docs/how-to/add-a-fact.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

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
    "stuffing": "Log-ins stolen elsewhere were tried here, and some worked",
    "intrusion": "Somebody broke into a system or an account",
    "ransomware": "Malware that encrypts or destroys data",
    "other_attack": "Another deliberate act",
}
"""The causes, by whether somebody meant it."""

COUNTRIES = {
    "AT": "Austria",
    "BE": "Belgium",
    "BG": "Bulgaria",
    "CH": "Switzerland",
    "CY": "Cyprus",
    "CZ": "Czechia",
    "DE": "Germany",
    "DK": "Denmark",
    "EE": "Estonia",
    "ES": "Spain",
    "FI": "Finland",
    "FR": "France",
    "GB": "United Kingdom",
    "GR": "Greece",
    "HR": "Croatia",
    "HU": "Hungary",
    "IE": "Ireland",
    "IS": "Iceland",
    "IT": "Italy",
    "LI": "Liechtenstein",
    "LT": "Lithuania",
    "LU": "Luxembourg",
    "LV": "Latvia",
    "MT": "Malta",
    "NL": "Netherlands",
    "NO": "Norway",
    "PL": "Poland",
    "PT": "Portugal",
    "RO": "Romania",
    "SE": "Sweden",
    "SI": "Slovenia",
    "SK": "Slovakia",
    "US": "United States",
    "other": "Another country",
}
"""Those of the European Economic Area, and those beside it that its companies serve most (ISO 3166-1)."""

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
        "taken_over",
        "nature",
        "choice",
        "Was an account, a mailbox, a telephone number or a session itself taken over?",
        NO_YES,
    ),
    Fact(
        "data_categories",
        "data",
        "choices",
        "Which kinds of personal data?",
        {
            "pseudonym": "Invented user names or numbers that name nobody",
            "name": "Names",
            "contact": "Contact details (e-mail, postal address, telephone)",
            "company": "Company information (name, VAT number, size)",
            "device": "Device and log data (IP address, browser, cookies, launches)",
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
            "card": "Payment cards (number, expiry date, security code)",
            "bank_account": "Bank account numbers",
            "transactions": "Payments made and received",
            "payment": "Payment data (not yet clear which)",
            "income": "Income, wages, debts and welfare",
            "behaviour": "Detailed use or habits (calls, traffic, browsing)",
            "location": "Where people are or were",
            "communications": "Contents of messages and mails",
            "health": "Health (diagnosis, treatment, medication, disability)",
            "intimate": "Intimate matters (sex life, nudity, therapy, what stays most private)",
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
            "years": "Years",
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
        "reveals",
        "data",
        "choice",
        "What does merely being on the list reveal of people?",
        {
            "nothing": "Nothing that people keep private",
            "private_use": "That they use something people keep private, such as debt advice",
            "patient": "That they are or were patients, or in need of care",
            "belief": "A belief, a party, a union or an orientation",
        },
    ),
    Fact(
        "already_public",
        "data",
        "choice",
        "Were these data public before, with the knowledge of the people?",
        {"yes": "Yes", "no": "No"},
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
    Fact("targeted", "people", "choice", "Was somebody after one particular person?", NO_YES),
    Fact(
        "reachable",
        "people",
        "choice",
        "For how many of them are there contact details that work?",
        {
            "all": "All of them",
            "some": "Some of them",
            "none": "None of them",
        },
    ),
    Fact(
        "encryption",
        "protection",
        "choice",
        "How were the affected data themselves protected?",
        {
            "left_encrypted": "What left was still encrypted, and the key has not reached whoever has it",
            "key_safe": "Stored with state-of-the-art encryption, and the key is safe",
            "hashed_salted": "Strong salted hashes, and the salt is safe",
            "hashed_weak": "Hashes that are unsalted or outdated",
            "hashed_matchable": "Hashes that the recipient can match with data of their own",
            "weak": "Outdated or faulty encryption",
            "key_exposed": "Encryption, but the key may be known too",
            "at_rest": "Stored encrypted, but readable for whoever used the system",
            "none": "Not encrypted",
        },
    ),
    Fact(
        "could_reach",
        "reach",
        "choice",
        "Who could have got at the data, whether or not anyone did?",
        {
            "nobody_outside": "Nobody outside the company",
            "some_users": "Some users, customers or firms outside",
            "internet": "Anyone on the internet",
        },
    ),
    Fact(
        "exposed_for",
        "reach",
        "choice",
        "For how long could the data be got at?",
        {
            "minutes": "Minutes",
            "hours": "Hours, up to a day",
            "days": "Days",
            "weeks": "Weeks or longer",
        },
    ),
    Fact(
        "recipient",
        "reach",
        "choice",
        "Who is known to have got the data?",
        {
            "none_known": "As far as known, nobody",
            "colleague": "A colleague who got them by mistake",
            "several_colleagues": "Several colleagues who got them by mistake",
            "trusted_bound": "One recipient with a documented, lasting relation and a duty of secrecy",
            "known": "One known person or firm",
            "several_known": "Several known people or firms",
            "staff_outside_task": "Own staff, outside their task",
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
            "complete_logs_show_none": "Complete logs of the whole time show that nobody got at them",
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
            "came_back": "Everything came back",
            "in_writing": "Yes, in writing",
            "said_so": "Yes, but only in speech",
            "asked": "Asked, no answer yet",
            "not_possible": "No: it cannot be asked or had",
        },
    ),
    Fact(
        "in_clear_inside",
        "reach",
        "choice",
        "Did the data show in clear where they never should (logs, error reports, tools)?",
        NO_YES,
    ),
    Fact(
        "restore",
        "aftermath",
        "choice",
        "How soon were lost or changed data put right?",
        {
            "in_minutes": "Within minutes, in full",
            "in_hours": "Within hours, in full",
            "in_a_day": "By the next day, in full",
            "in_days": "Within days",
            "in_weeks": "Within weeks",
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
            "unused": "Nothing, and it is shown that nobody decided by them",
            "none": "Nothing",
            "delays": "Delays or small inconveniences",
            "refused": "Credit, work or a service was refused because of wrong data",
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
            "found_unclear": "They came back, and nobody knows what happened in between",
            "none": "None of these",
        },
        apart=frozenset({"returned_unopened", "found_unclear"}),
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
    Fact("processor_told", "account", "choice", "Did a processor or supplier tell us of it?", NO_YES),
    Fact("processor_told_at", "account", "instant", "When did the processor or supplier tell us?"),
    Fact("countries", "account", "choices", "In which countries do the people live?", COUNTRIES),
)

FACTS: Mapping[str, Fact] = {fact.id: fact for fact in _ALL}
"""Every fact by its id, in the order in which people are asked."""

LATER: Mapping[int, Mapping[str, frozenset[str]]] = {
    2: {
        "cause": frozenset({"stuffing"}),
        "data_categories": frozenset({"company", "card", "bank_account", "transactions", "intimate"}),
        "volume": frozenset({"years"}),
        "encryption": frozenset({"hashed_matchable"}),
        "recipient": frozenset({"colleague", "staff_outside_task"}),
        "restore": frozenset({"in_minutes", "in_a_day", "in_weeks"}),
        "loss_effect": frozenset({"refused"}),
        "later_measures": frozenset({"found_unclear"}),
    },
    3: {
        "encryption": frozenset({"left_encrypted", "at_rest"}),
        "recipient": frozenset({"several_colleagues"}),
        "deletion_confirmed": frozenset({"came_back"}),
        "loss_effect": frozenset({"unused"}),
    },
}
"""The answers that facts got with each later edition of the vocabulary. A rule that says “any other answer” means those
of the edition its playbook was written for, so that an old assessment can be made again word for word."""

EDITION = max(LATER)
"""That of today."""


def edition_of(fact: str, option: str) -> int | None:
    """The edition with which a fact got an answer; None for one that there always was, or that there is not."""
    return next((number for number, answers in LATER.items() if option in answers.get(fact, ())), None)


def as_of(edition: int) -> Iterator[Fact]:
    """The facts with the answers that they had in an edition."""
    later = [answers for number, answers in LATER.items() if number > edition]
    for fact in FACTS.values():
        since = {option for answers in later for option in answers.get(fact.id, ())}
        yield replace(
            fact, options={option: said for option, said in fact.options.items() if option not in since}
        )
