"""What the name of a field says about its value: `billing_phone`, `X-Api-Key`, `dateOfBirth`.

English names, and those of national numbers in the Union. The name decides that there is something to count; the
value only has to look as if it were one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from breachbot.intake.signal import Kind

LONGEST_NAME = 80
"""Characters. No field that a person named is longer."""

_NAMES: dict[Kind, str] = {
    "special_category": """
        health healthdata healthrecord healthinsurance diagnosis diagnoses icd10 medical medicalrecord patient patientid
        medication medications disease disability allergy allergies pregnancy hiv religion religious ethnicity ethnic
        race politicalopinion politicalparty tradeunion unionmembership sexuality sexualorientation biometric biometrics
        genetic geneticdata dna""",  # Art. 9(1) GDPR
    "criminal_record": "criminalrecord criminalrecords conviction convictions",  # Art. 10 GDPR
    "credential": """
        password passwd pwd passphrase secret clientsecret token accesstoken refreshtoken idtoken authtoken apitoken
        sessiontoken apikey secretkey privatekey accesskey authorization cookie setcookie sessionid phpsessid jsessionid
        connectsid credential credentials jwt""",
    "national_id": """
        ssn socialsecuritynumber nationalid nationalidnumber personalid personalnumber idcardnumber identitynumber
        passport passportnumber taxid taxnumber steuerid steuernummer idnr bsn pesel cnp nif dni nie nir insee
        personnummer codicefiscale fiscalcode svnr driverslicense drivinglicence""",
    "payment_card": "cardnumber creditcard creditcardnumber pan cvv cvc ccnumber",
    "iban": "iban",
    "date_of_birth": "dob dateofbirth birthdate birthday geburtsdatum",
    "email": "email emailaddress",
    "phone": "phone phonenumber telephone tel mobile mobilephone mobilenumber msisdn fax",
    "name": """
        firstname lastname fullname surname givenname familyname maidenname middlename displayname customername
        contactname patientname recipientname accountholder cardholder""",
    "postal_address": """
        address street streetaddress addressline addressline1 addressline2 address1 address2 postaladdress homeaddress
        shippingaddress billingaddress deliveryaddress postcode postalcode zipcode""",
    "location": "latitude longitude lat lng geolocation gps",
    "username": "username login nickname screenname",
    "user_id": "userid customerid memberid",
}
CREDENTIALS = tuple(_NAMES["credential"].split())
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_PERSON = {"email", "phone", "name", "postal_address", "date_of_birth", "national_id", "iban"}
"""A bare `name` beside one of these is the name of a person, not of a browser or a queue."""

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def kind_of(name: str) -> Kind | None:
    """The kind that a field's name stands for; its last words decide, so that `token_type` is no token."""
    if len(name) > LONGEST_NAME:
        return None
    words = [word.lower() for word in _WORDS.findall(name)]
    if "csrf" in words or "xsrf" in words or "cookies" in words:
        return None  # the first two guard a form and open nothing; each cookie of the last has its own name
    for length in range(len(words), 0, -1):
        tail = "".join(words[-length:])
        kind = _KINDS.get(tail) or _KINDS.get(tail.removesuffix("s"))
        if kind:
            return kind
    return None


def kinds_of(names: Iterable[str], known: dict[str, Kind | None]) -> dict[str, Kind]:
    """The kinds of the fields of one object. `known` remembers names already looked at."""
    found: dict[str, Kind] = {}
    bare = None
    for name in names:
        if name not in known:
            known[name] = kind_of(name)
        if kind := known[name]:
            found[name] = kind
        elif name in ("name", "Name"):
            bare = name
    if bare and not _PERSON.isdisjoint(found.values()):
        found[bare] = "name"
    return found


# --- does the value look like one? ----------------------------------------------------------------------------

_MASKED = re.compile(
    r"\[(?:filtered|redacted|scrubbed|removed|masked|hidden)[^\]]*\]|<redacted>|[*•x#]{3,}|\*+", re.I
)
EMPTY = {"", "none", "null", "undefined", "nil", "true", "false", "n/a", "-", "unknown", "anonymous"}
"""What programs write where there is nothing."""


def is_masked(text: str) -> bool:
    """Somebody took the value out before it came here."""
    return _MASKED.fullmatch(text.strip("'\" ")) is not None


def plausible(kind: Kind, value: str | int | float | bool | None) -> str | None:
    """The value as text if it may be of that kind, else None. Expects that it is not masked."""
    if isinstance(value, bool) or value is None:
        return "yes" if value and kind in ("special_category", "criminal_record") else None
    text = str(value).strip("'\" ")  # variables of a stack frame come as Python wrote them, with quotes
    if text.lower() in EMPTY or text.startswith("<") or len(text) > 4096:
        return None
    if not _looks(kind, value, text):
        return None
    return re.sub(r"[^0-9+]", "", text) if kind in ("phone", "payment_card") else text


def _looks(kind: Kind, value: str | int | float, text: str) -> bool:
    digits = sum(mark.isdigit() for mark in text[:200])
    letters = any(mark.isalpha() for mark in text[:200])
    match kind:
        case "credential":
            return isinstance(value, str) and len(text) >= 4
        case "phone":
            return 6 <= digits <= 20
        case "national_id":
            return digits >= 5
        case "payment_card":
            return digits >= 3
        case "date_of_birth":
            return digits >= 4
        case "name":
            return letters and len(text) <= 100
        case "postal_address":
            return digits > 0 and (not letters or " " in text) and text.count(".") < 3
        case "location":
            return digits > 0 and not letters
        case "email" | "iban":
            return False  # the text itself decides
    return len(text) <= 200
