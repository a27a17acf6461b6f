"""What the notices say about the company."""

from __future__ import annotations

from pydantic import BaseModel, Field, field_validator

from breachbot.configured.values import EmailAddress, web_address


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
    security_contact: EmailAddress | None = Field(
        None, description="Address for readers of the security page, if it is not the DPO's."
    )

    @field_validator("authority_form_url")
    @classmethod
    def _encrypted(cls, value: str | None) -> str | None:
        if value is not None and web_address(value).scheme != "https":
            raise ValueError("must be a whole address with https://")
        return value
