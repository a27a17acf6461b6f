"""What the notices say about the company."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator

from breachbot.configured.values import EmailAddress, Seat, Seats, web_address
from breachbot.notices.responsible import NONE
from breachbot.playbook.words import written

_MAIN = written(
    rf"[A-Z]{{2}}(-[A-Z0-9]{{1,3}})?|{NONE}",
    "must be a country in two capitals such as IE, a part of one such as DE-BY, or none",
)


class Company(BaseModel):
    """The controller, the contact, and the authority."""

    company_name: str | None = Field(None, description="Name of the controller, as in the notices.")
    company_address: str | None = Field(None, description="Postal address of the controller.")
    contact_role: str | None = Field(
        None,
        description="What the contact in the notices is, such as `Privacy team`. Not set: `Data protection officer`.",
    )
    dpo_name: str | None = Field(None, description="Name of that contact, as in the notices.")
    dpo_email: EmailAddress | None = Field(None, description="E-mail address where the DPO can be reached.")
    dpo_phone: str | None = Field(None, description="Telephone number where the DPO can be reached.")
    authority: str | None = Field(
        None,
        description="The competent supervisory authority, by its id in the directory, such as `ie-dpc`. "
        "`breachbot authorities` lists them. Name and form come from there where they are not set.",
    )
    authority_name: str | None = Field(
        None, description="The competent supervisory authority, by its name in the notices."
    )
    authority_form_url: str | None = Field(
        None,
        description="Address of the form on which that authority takes notifications of breaches (`https://…`).",
    )
    established_in: Annotated[str, _MAIN] | None = Field(
        None,
        description="Where the company's main establishment in the EEA is: a country such as `IE`, in Germany with the "
        "Land, such as `DE-BY`; `none` if it has none there. Who leads follows from it; not set, that is not known.",
    )
    also_established_in: Seats = Field(
        (),
        description="Where its further establishments are, separated by commas, such as `FR,DE-BE,GB`.",
    )
    represented_in: Seat | None = Field(
        None,
        description="Where the representative is whom a company outside the EEA names there, such as `IE`. That gives "
        "no lead authority.",
    )
    controller_kind: Literal["private", "public", "federal_and_telecoms"] = Field(
        "private",
        description="What the company is to authorities: `private`, `public` (a public body), or "
        "`federal_and_telecoms` (German federal bodies and telecoms).",
    )
    security_contact: EmailAddress | None = Field(
        None, description="Address for readers of the security page, if it is not the DPO's."
    )

    @field_validator("authority_form_url")
    @classmethod
    def _encrypted(cls, value: str | None) -> str | None:
        if value is not None and web_address(value).scheme != "https":
            raise ValueError("must be a whole address with https://")
        return value
