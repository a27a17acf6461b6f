"""What the people affected were really given: the advice of the notice that went out, and where its page stands."""

from __future__ import annotations

from breachbot.incident.events import NoticeDrafted
from breachbot.incident.known import settled_facts
from breachbot.incident.particulars import Edition, fields_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.notices.values import Absent


def went_out(incident: Incident) -> NoticeDrafted | None:
    """The mail that was last sent to people, else the page that the public reads; None for neither."""
    mails = [one.version for one in incident.told if one.version]
    return incident.draft("mail", mails[-1]) if mails else incident.public_page()


def advice_in(incident: Incident, notice: NoticeDrafted, policy: Policy) -> str | Absent:
    """What a notice advises, by what was known when it was drafted."""
    then = incident.as_drafted(notice)
    edition = Edition(notice.audience, notice.version, notice.as_of, notice.state, notice.change, notice.form)
    return fields_of(edition, then, settled_facts(then), policy).advice


def page_address(incident: Incident) -> str | None:
    """Where the newest page was read back when it was published; None if none is out."""
    page = incident.public_page()
    last = {one.target: one for one in incident.publications}.values()
    standing = (one for one in last if one.state != "withdrawal" and page and one.version == page.version)
    return next((one.url for one in standing), None)
