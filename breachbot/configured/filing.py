"""What the forms of authorities ask about the company whatever has happened: answered once."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from breachbot.playbook.words import written

_COUNTRY = written(r"[A-Z]{2}", "names no country; two capital letters such as IE or DE are wanted")


class Filing(BaseModel):
    """Answers that never change, for the filing pack. What is not set has to be typed into each form."""

    company_country: Annotated[str, _COUNTRY] | None = Field(
        None, description="Country of the controller, such as `IE`: two letters."
    )
    registration_number: str | None = Field(None, description="Number of the controller in its register.")
    company_sector: str | None = Field(
        None, description="What the controller does, as forms ask it, such as `Software`."
    )
    legal_representative: str | None = Field(
        None, description="Who represents the controller by law: name and function."
    )
    union_representative: str | None = Field(
        None,
        description="The representative in the Union of a company that has no establishment there; "
        "otherwise `none`.",
    )
    main_establishment: str | None = Field(
        None, description="Where the main establishment in the EEA is: place and country."
    )
    lead_authority: str | None = Field(
        None, description="The lead supervisory authority, for processing in several countries."
    )
    contact_preference: str | None = Field(
        None, description="How authorities should reach the company, such as `By e-mail`."
    )
    staff_training: str | None = Field(
        None, description="How and how often staff are trained in data protection, in a sentence for forms."
    )
    standing_measures: str | None = Field(
        None,
        description="The technical and organisational measures that are always in place, in a few sentences for "
        "forms: what protected the data before.",
    )
    common_form_from: date | None = Field(
        None,
        description="First day on which authorities of the EEA want the common template of the EDPB, such as "
        "`2027-01-01`. Not set: never, since only a draft is known.",
    )
