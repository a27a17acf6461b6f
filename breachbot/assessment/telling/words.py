"""The words for the kinds of data and of people, for causes and for who lives where.

Each is a regular expression that `kinds.py` looks for as whole words, whatever their case.
"""

from __future__ import annotations

from collections.abc import Mapping

_DEVICE = (
    r"(?:laptop|notebook|macbook|phone|iphone|ipad|tablet|usb(?: stick)?|stick|disk|(?:hard )?drive|bag|briefcase"
    r"|backpack|device|computer|server|papers|files)s?"
)
_STORE = (
    r"(?:bucket|storage|container|share|folder|drive|database|db|server|api|endpoint|dashboard|repo\w*|index|port|link"
    r"|page|site|log|backup)s?"
)
_ANYBODY = (
    r"(?:any(?:body|one)|every(?:body|one)|strangers|outsiders|the (?:\w+ )?(?:internet|web|world|public))"
)

_LISTED = r"(?=\s*(?:[,+&/).;]|\band\b|\bor\b|$))"
"""Behind a word that is data only where it stands in a list: `name, email and phone`."""

DATA: Mapping[str, str] = {
    "credentials_hashed": (
        r"(?:password|pw|bcrypt|argon2?|md5|sha-?\d*)(?: password)? hash(?:es)?"
        r"|(?:hashed|salted|bcrypt(?:ed)?)(?: and (?:hashed|salted))? passwords?|hashes of passwords"
        r"|passwords?(?=,?(?: (?!not\b|never\b|\w+n['’]t\b|and\b|but\b|in\b)\w+){0,3} "
        r"\(?(?:hashed|salted|bcrypt|argon2|scrypt|pbkdf2|hashes)\b)"
    ),
    "credentials_clear": (
        r"(?:(?:plain|clear)[- ]?(?:text)? )?passwords?(?! (?:hash|reset|protect|polic|manager|change))"
        r"|(?:session|access|api|auth|login|refresh|reset|bearer) ?tokens?|tokens|api keys?"
        r"|one[- ]time (?:codes?|passwords?)|otps?|authorization headers?|(?:webhook|client|app) secrets?"
        r"|credentials|log-?in data|private keys?"
    ),
    "bank_account": r"ibans?|bank (?:accounts?|details|data)(?: numbers?)?|account numbers",
    "card": (
        r"(?:credit |debit |payment |bank )?card (?:numbers?|data|details)|(?:credit|debit|payment) cards?"
        r"|digits of (?:the )?(?:credit )?cards?|cvvs?|cvcs?"
    ),
    "transactions": (
        r"payment histor(?:y|ies)|transactions?(?= (?:data|history|lists?)|s\b)|transactions|amounts"
        r"|payouts"
    ),
    "payment": r"payment (?:data|details|info(?:rmation)?)|billing (?:data|details)",
    "national_id": (
        r"passports?(?: scans?| numbers?| copies)?|id[- ]cards?(?: copies)?|identity cards?"
        r"|social security numbers?|ssns?|tax (?:ids?|numbers?)|national ids?|driving licen[cs]es?"
    ),
    "birth_date": r"dates? of births?|birth ?dates?|birthdays?|dobs?",
    "device": (
        r"ip ?addresses|ips(?= (?:of|and))|user[- ]agents?|cookies(?! consent)|device ids?|browser (?:data"
        r"|fingerprints?)|device data"
    ),
    "contact": (
        r"e-?mail addresses|e-?mail address|mail addresses|(?<!ip )(?<!mac )(?<!wallet )(?:postal "
        r"|billing |home |street |shipping )?address(?:es)?|(?:phone|mobile|telephone"
        r"|cell)(?: phone)? ?(?:numbers?|nos?)|contact (?:details|data)"
        r"|(?<!by )(?<!via )(?<!an )(?<!phishing )(?<!fake )(?<!scam )(?<!spam )"
        rf"(?:(?:real |private )?e-?mails?|mail|phones?|telephone){_LISTED}"
    ),
    "name": (
        r"(?<!user )(?<!user)(?<!host)(?<!file)(?<!domain )(?<!table )(?<!in the )(?<!under the )(?:full "
        r"|first |last |real |sur|foreign )?names?"
    ),
    "company": (
        r"vat (?:no|numbers?|ids?)|company names?"
        rf"|(?<!the )(?<!our )(?<!insurance )(?<!analytics )company{_LISTED}"
    ),
    "orders": (
        r"(?<!in )orders|order (?:history|histories|data|details)|bookings?|invoices"
        r"|(?:customer )?invoices? of|an invoice|purchases|purchase history|what they bought|shipments?"
        r"|reservations?|baskets?|receipts"
    ),
    "diet": r"allerg(?:y|ies)|intolerances|dietary|food (?:wishes|preferences)",
    "contract": (
        r"contracts|contract data|tariffs?|insurance (?:policies|data|numbers|claims)|policy numbers?"
        r"|premiums?|licen[cs]e plates?"
    ),
    "image": (
        r"(?:profile |passport )?(?:pictures|photos)|selfies|portraits|(?:pictures?|photos?|images?) of"
        r"|passport scans|videos of"
    ),
    "work_education": (
        r"cvs?|r[eé]sum[eé]s?|cover letters?|job applications?|applications with|personnel files?"
        r"|hr files?|grades|diplomas|performance reviews?|certificates of"
    ),
    "family": r"marital status|civil status|next of kin|family (?:data|status|members)",
    "income": r"salar(?:y|ies)|wages?|payslips?|income|debts?|social benefits|welfare|credit scores?",
    "behaviour": (
        r"browsing (?:history|data)|call (?:records|logs|data)|search history|usage (?:data|profiles)"
        r"|watch history|traffic data"
    ),
    "location": (
        r"gps(?: \w+)?|(?:rough |exact |live )?locations? (?:of|data|history)|geolocations?|whereabouts"
        r"|coordinates|locations"
    ),
    "communications": (
        r"chats?(?: transcripts?| logs?| messages| histor(?:y|ies))?|conversations|(?:private"
        r"|direct) messages|mailbox(?:es)?|call recordings?|support tickets|tickets of (?:our )?customers"
        r"|voice ?mails?|contents? of (?:e-?mails|messages)|inbox(?:es)?|letters of complaint"
    ),
    "health": (
        r"diagnos[ie]s|lab results?|medical (?:\w+)|sick notes?|sick leaves?|prescriptions?|health (?:data"
        r"|records?|insurance data)|pregnan(?:cy|t)|medications?|disabilit(?:y|ies)|patient (?:records?"
        r"|files?|data)|vaccination\w*|blood (?:type|test)s?"
    ),
    "intimate": r"nudes?|nude \w+|therapy (?:notes|sessions)|sex life|dating (?:profiles|messages)",
    "special": (
        r"union members?(?:hip)?|religions?|religious \w+|ethnic \w+|ethnicit(?:y|ies)"
        r"|biometric\w*(?: \w+)?|fingerprint (?:data|templates)|political (?:opinions?|views)"
        r"|sexual orientation|genetic \w+|trade union"
    ),
    "criminal": r"criminal (?:records?|convictions?)|convictions|offences|police (?:clearance|certificates?)",
}
"""For each kind of data the words that name it. Each place in a text is read once, by the first that fits."""

PEOPLE: Mapping[str, str] = {
    "business_contacts": (
        r"business contacts|business partners|contacts at (?:other )?(?:businesses|firms|companies)"
        r"|supplier contacts"
    ),
    "patients": r"patients?",
    "applicants": r"applicants?|candidates?|job seekers?|applications with cvs?",
    "children": r"child|children|kids?|pupils?|minors|toddlers",
    "employees": r"employees?|staff|colleagues(?!['’])|personnel|co-?workers|workers|payroll",
    "members": r"members?(?:hip)?|participants?",
    "customers": r"customers?",
    "users": r"users?(?! (?:agents?|reports?|reported|ids?|names?|interface))",
    "vulnerable": r"asylum seekers?|refugees|care home residents|addicts",
}
"""The same for kinds of people."""

CAUSES: Mapping[str, str] = {
    "ransomware": r"ransom\w*|cryptolocker|(?:server|share|files?|everything)\b.{0,30}\bencrypted by",
    "stuffing": (
        r"credential[- ]stuffing|password spray\w*|reused passwords|stolen (?:log-?ins"
        r"|passwords) were tried"
    ),
    "stolen": (
        rf"{_DEVICE}\b.{{0,60}}\b(?:stolen|theft)|(?:stolen|theft of|robbed of) (?:[\w'’]+ ){{0,2}}{_DEVICE}"
        rf"|(?:stole|snatched) (?:\w+ ){{0,3}}{_DEVICE}|burglar\w*|burgled|robber\w*|break-in"
    ),
    "insider": (
        r"(?:ex|former)[- ](?:employee|colleague|staff|contractor|admin)|disgruntled|insider|(?:looked up"
        r"|snooped|accessed)\b.{0,60}\bwithout (?:a )?reason|curios(?:ity|ous)"
    ),
    "impersonation": (
        r"(?:spear[- ])?phish\w*(?: (?:e-?mails?|mails?|messages?|links?|sites?|pages?))?|smishing|vishing|spoof\w*"
        r"|(?:pretend(?:ed|ing)|claim(?:ed|ing)) to be|pos(?:ed|ing) as|impersonat\w+|social engineering|sim swap\w*"
        r"|ceo fraud|scam(?:med|mers?)?|fake (?:e-?mails?|mails?|log-?ins?|log-?in pages?|sites?|websites?|calls?)"
    ),
    "intrusion": (
        r"hack(?:ed|ers?|ing)|attackers?|sqli\b|sql injection|sqlmap|broke in(?:to)?|intruders?|malicious"
        r"|malware|backdoor|web ?shell|compromised|mailbox was taken over|exploited|gained (?:\w+ )?access"
        r"|brute[- ]forc\w*|(?:stolen|leaked) (?:\w+ )?(?:tokens?|keys?|credentials|cookies?|sessions?)"
    ),
    "lost": (
        r"(?:left|lost|forgot\w*) (?:\w+ ){0,3}(?:on|in) (?:a|the) (?:train|taxi|bus|plane|cafe|pub|bar)"
        r"|(?:laptop|phone|usb|stick|disk|binder|folder|papers|letter|tablet|drive"
        r"|list)s?\b.{0,60}\b(?:missing|lost|mislaid)\b"
        rf"|(?:lost|mislaid|misplaced) (?:(?:a|an|the|my|his|her|their|our) )?(?:\w+ )?{_DEVICE}"
    ),
    "sent_astray": (
        r"wrong (?:person|recipients?|address(?:ee)?s?|attachments?|customers?|clients?|e-?mail|patient"
        r"|audience|people|team|endpoint|customer endpoint|list|account|fax)\b|in cc\b|instead of bcc"
        r"|bcc field|to the neighbours?|misaddressed|(?:forwarded|mailed|e-?mailed"
        r"|sent)\b.{0,60}\bby mistake|mis-?sent|(?:attached|enclosed|sent|mailed) (?:the |a )?wrong \w+"
        r"|reply[- ]all|replied to all|(?:sent|mailed|went) to some(?:body|one) else"
    ),
    "published": (
        r"public(?:ly)? (?:s3 )?(?:\w+ )?(?:bucket|repo\w*|github|folder|link|url|channel|page|website)"
        r"|(?:bucket|repo\w*|log|folder|dashboard|share|page|link|site)s?\b.{0,30}\b(?:is|was|were|are"
        rf"|set to|made) (?:open|public)|{_STORE} (?:had |has )?(?:been |stood |lay |lain )?(?:left )?"
        rf"(?:open|unprotected|exposed)|(?:left|forgot) (?:\w+ ){{0,3}}{_STORE} (?:open|public|unprotected|exposed)"
        r"|(?:left|made|set|switched|turned|shared) (?:\w+ ){0,4}public(?! (?:transport|holiday))"
        rf"|(?:open|readable|reachable|accessible|visible|available|exposed) (?:to|for|by|from|on) {_ANYBODY}"
        rf"|(?:could|can) be (?:read|seen|opened|viewed|downloaded|accessed|reached) (?:by|from) {_ANYBODY}"
        r"|(?:any|every)(?:body|one) (?:could|can|was able to) (?:read|see|open|view|download|access|reach)"
        r"|open bucket|world[- ]readable|publicly|directory listing|to (?:npm|pypi"
        r"|github|youtube|pastebin)\b|on (?:youtube|pastebin)|(?:w/o|w/out|without|no|missing"
        r"|lacking) (?:auth\w*|login|password|access control)|exposed on 0\.0\.0\.0|indexed (?:by google"
        r"|since)"
    ),
    "software_fault": (
        r"bugs?\b|broke the|race condition|mis-?config\w*|permissions? (?:were |was |are )?(?:wrong|off)"
        r"|acl (?:\w+ )?wrong|cache key|idor\b|regression|wrong (?:config\w*|setting|filter|query"
        r"|permissions?)|faulty (?:deploy|release|script)|error pages? dump\w*|script (?:error|fault)"
        r"|glitch\w*|(?:coding|programming|software|configuration|caching) (?:error|fault|mistake)s?"
        r"|(?:broken|missing|forgotten) (?:\w+ )?(?:filter|check|where clause)"
        r"|mixed up|session fixation|cached|guessable|changing the id|feature flag"
    ),
}
"""The causes, the more telling first: of a bug by which something was published both are said, and one is proposed."""

NATIONS: Mapping[str, str] = {
    "AT": r"Austrians?",
    "BE": r"Belgians?",
    "BG": r"Bulgarians?",
    "CH": r"Swiss",
    "CZ": r"Czechs?",
    "DE": r"Germans?",
    "DK": r"Danish|Danes",
    "EE": r"Estonians?",
    "ES": r"Spanish",
    "FI": r"Finnish",
    "FR": r"French",
    "GB": r"British|UK",
    "GR": r"Greeks?",
    "HR": r"Croatians?",
    "HU": r"Hungarians?",
    "IE": r"Irish",
    "IS": r"Icelandic",
    "IT": r"Italians?",
    "LT": r"Lithuanians?",
    "LU": r"Luxembourgish",
    "LV": r"Latvians?",
    "MT": r"Maltese",
    "NL": r"Dutch",
    "NO": r"Norwegians?",
    "PL": r"Polish",
    "PT": r"Portuguese",
    "RO": r"Romanians?",
    "SE": r"Swedish",
    "SI": r"Slovenians?",
    "SK": r"Slovak",
    "US": r"American",
}
"""What the people of a country are called, as a text has it before `customers`."""
