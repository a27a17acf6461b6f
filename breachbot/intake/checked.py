"""The last word on what looked like personal data: libraries that know each kind. Loaded with the first find."""

from __future__ import annotations

import re
from ipaddress import ip_address

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from stdnum import iban, luhn
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.it import codicefiscale
from stdnum.us import ssn

from breachbot.intake.signal import Kind

_REGIONS = ("DE", "GB", "FR")
"""Where numbers begin with a zero that is part of no code of a country."""


def check(kind: Kind, found: str) -> str | None:
    """The value in its usual form, or None if it is not what it looked like."""
    match kind:
        case "email":
            return _email(found)
        case "phone":
            return _phone(found)
        case "payment_card":
            return _card(found)
        case "iban":
            return _iban(found)
        case "national_id":
            return (
                found
                if any(rule.is_valid(found) for rule in (codicefiscale, nie, dni, hetu, nir, ssn))
                else None
            )
        case "ip_address":
            return _ip(found)
    return found


def _email(found: str) -> str | None:
    try:
        return validate_email(found, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return None


def _phone(found: str) -> str | None:
    try:
        number = phonenumbers.parse(found, None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_national_phone(digits: str) -> bool:
    """Whether it is a number as it is dialled inside one of a few countries."""
    return any(phonenumbers.is_valid_number(phonenumbers.parse(digits, region)) for region in _REGIONS)


def _card(found: str) -> str | None:
    number = found.replace(" ", "").replace("-", "")
    brand = re.match(r"4|5[1-5]|2(?:2[2-9]|[3-6]|7[01])|3[47]|6(?:011|4[4-9]|5)|35[2-8]", number)
    lengths = {"3": (15, 16)}.get(number[0], (16,))
    return number if brand and len(number) in lengths and luhn.is_valid(number) else None


def _iban(found: str) -> str | None:
    """In prose the next words in capitals hang on to it, so its end is tried group by group."""
    groups = found.split(" ")
    for length in range(len(groups), 0, -1):
        number = "".join(groups[:length])
        if len(number) < 15:
            return None
        if iban.is_valid(number):
            return str(iban.compact(number))
    return None


def _ip(found: str) -> str | None:
    try:
        address = ip_address(found)
    except ValueError:
        return None
    return None if address.is_loopback or address.is_unspecified else str(address)
