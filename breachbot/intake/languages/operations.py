"""What programs, monitors and the people who run them say, in English: short, without articles, with ids and counts."""

from breachbot.intake.languages.en import LANGUAGE as ENGLISH
from breachbot.intake.phrases import Language

LANGUAGE = Language(
    slots={
        "whose": "user|customer|tenant|account|client|patient|member|owner|org|organi[sz]ation|session|employee|student|merchant",
        "actor": "(?:user|agent|account|employee|admin|operator|staff|contractor|key|token|insider|session|login|client|customer|partner|crawler|scraper|ip|colleague)s?",
        "many": "(?:\\d+k|\\d{1,3} \\d{3}|\\d{3,}|\\d+ ?m(?:illion)?|(?:tens of )?thousands(?: of)?|hundreds(?: of)?|all|every)",
        "store": """files?|shares?|folders?|director(?:y|ies)|buckets?|containers?|blobs?|objects?|databases?|index(?:es)?|indices|cluster|backups?|dumps?
            |attachments?|documents?|tickets?|records?|photos?|images?|scans?|exports?|reports?|invoices?|letters?|mailbox(?:es)?|calendars?
            |dashboards?|snapshots?|disks?|rows?|collections?|lists?|spreadsheets?|sheets?|drives?|apis?|endpoints?|consoles?|panels?|servers?|data
            |kibana|elastic\\w*|opensearch|mongo\\w*|redis|graphql|swagger|phpinfo""",
        "person": "customer|client|member|patient|employee|staff|user|personal|contact|subscriber|applicant|student|guest|person|people|payroll|salary|medical|health",
        "record": """records?|files?|profiles?|rows?|documents?|docs|contacts?|addresses|accounts?|customers?|members?|patients?|invoices?|charts?
            |payslips?|emails?|cvs?|entries|objects?""",
        "all": """(?:the )?(?:whole |entire )?(?:guests?|everyone|everybody|any(?:one|body)|world|public|internet|outsiders?|outside|strangers?|visitors?
            |all (?:\\w+ ){0,2}(?:users|staff|tenants|customers)|(?:every|any) (?:\\w+ ){0,2}(?:user|customer|account|tenant|guest|visitor)
            |(?:anonymous|unauthenticated|external|unauthori[sz]ed) \\w+)""",
        "opened": """readable|visible|accessible|opened|open|downloadable|viewable|reachable|listable|browsable|writable|exposed|fetched|downloaded
            |viewed|read|accessed|listed|shared""",
        "login": """(?:(?:any|an?|valid|prior|the|needing|requiring|asking for) )*(?:auth\\w*|credentials?|passwords?|log ?ins?|logging in|sign ?in
            |signing in|sessions?(?! (?:affinity|stickiness))|tokens?|signatures?)""",
        "without": "(?:without|w o|with no|no)",
        "answers": """200|ok|answer(?:s|ed|ing)?|respond(?:s|ed|ing)?|return(?:s|ed|ing)?|serv(?:es|ed|ing)|reachable|accessible|open|opens|work|works
            |readable|downloadable|fetched|downloaded|retrieved|listed|viewed|viewable|available|visible|exposed""",
        "away": "(?:\\w+ )?(?:external|unknown|outside|foreign|unusual|suspicious|new|rare)|(?!10 |127 |192 168 |172 (?:1[6-9]|2\\d|3[01]) )\\d{1,3} \\d{1,3} \\d{1,3} \\d{1,3}",
    },
    tells="""granted|enabled|allowed|possible|attackers?|hackers?|intruders?|criminals?|extortionists?|threat|gang|lost|stolen|wrong|shifted|swapped|mixed|off|looked
        |searched|posted|uploaded|pasted|published|pushed|committed|exports?|downloads?|scrape|scraping|copy|breadcrumbs|production|prod|live|others?|another|different|foreign|wrong|someone|somebody|but|instead|rather|now|expected|got|returned|sent|shown|delivered|served|mailed|owned|belonging|session|sid|cookie
        |debug|rendered|link|links|url|urls|google|bing|index\\w*|without|w o|no|everyone|everybody|any\\w*|all|every|guests?
        |world|public|internet|outsiders?|outside|strangers?|visitors?|anonymous\\w*|unauthenticated|external|unauthori[sz]ed|paste\\w*|forum|telegram
        |gist|logs?|log files?|traces|telemetry|analytics|sensitive|pii|mass|unusual|abnormal|anomalous|excessive|exported|downloaded|scraped|copied|dumped
        |pulled|opened|viewed|read|exfiltrated|gib|gb|tib|tb|gigabytes?|terabytes?|allow ?list|ransom\\w*|extort\\w*|blackmail\\w*|stole|cc|bcc
        |visible|tenant|tenants|isolation|dump|dumps|sql|docroot|webroot|web|doc|snoop\\w*|curiosity""",
    says={
        "cross_tenant": (
            # Two ids of the same kind, and that the one got what is the other's.
            "(?P<whose>{whose})(?: id)? (?P<one>\\w*\\d\\w*) (?:{gap8})(?:but|instead of|rather than|now|got|actually|returned to|sent to|shown to|served to|delivered to|given to)"
            " (?:{gap4})(?P=whose)(?: id)? (?!(?P=one)\\b)\\w*\\d",
            "(?:expected|wanted|for|as) (?P<wanted>{whose})(?: id)? (?P<wanted_id>\\w*\\d\\w*) (?:{gap4})(?:got|was|is|found|received|returned|contained|contains) (?:{gap2})(?P=wanted)(?: id)?"
            " (?!(?P=wanted_id)\\b)\\w*\\d",
        ),
        "exposure": (
            "debug(?: true| mode| toolbar| page| bar| output| endpoint| on| enabled)+ (?:{gap4})(?:production|prod|live|public)\\b",
            "(?:stack ?traces?|debug pages?|env(?:ironment)?(?: variables)?|settings|phpinfo|secrets|500 response|config(?:uration)?) (?:{gap4})(?:served|rendered|shown|delivered|displayed|exposed) to"
            " (?:\\w+ ){0,2}(?:clients?|visitors?|users?|public|customers?)",
            "(?:{store}) (?:{gap4})(?:{gap2})(?:{opened}) (?!again\\b)(?:{gap2})(?:by|to|for|from|with|on) (?:{all})",
            "(?:listing|access|reading|download|sharing|view) (?:\\w+ )?(?:enabled|allowed|granted|possible|open) (?:{gap2})(?:for|to) (?:{all})",
            "(?:phpinfo|git|env|swagger|backups?|dumps?|debug \\w+) (?:{gap2})(?:served|reachable|accessible|exposed|enabled|found) (?:in|on) (?:the )?(?:production|prod|live|internet)",
            "(?:{many}) (?:{gap1})(?:{person})\\w* (?:{gap1})(?:(?:was|were|been|got) )?(?:exported|downloaded|scraped|copied|exfiltrated|dumped|pulled) (?:by|from|to)",
            "(?:{answers}) (?:(?!40[0-9]|denied|failed|error|timeout)\\w+ ){0,5}(?:{without}) (?:{login})",
            "(?:dumps?|backups?|exports?|sql) (?:{gap4})(?:in|under|inside) (?:the )?(?:doc(?:ument)? ?root|web ?root|public (?:folder|directory|html))",
            "sensitive (?:files?|data|documents?|information|records) (?:served|accessed|shared|exposed|found|scanner|downloaded|sent|in logs)",
            "(?:{actor}) (?:\\w+ ){0,4}(?:exported|downloaded|scraped|copied|dumped|pulled|exfiltrated) (?:the )?(?:{many}) (?:\\d+ )?(?:{gap2})(?:{record})",
            "(?:sent|uploaded|transferred|pushed|copied) (?:\\d+ ){1,2}(?:gib|gb|tib|tb|gigabytes?|terabytes?) (?:{gap3})to (?:{away})",
        ),
        "access_control": (
            "(?:looked (?:at|up|into)|opened|viewed|searched|read) (?:the |her |his |their |an? )?(?:\\w+ )?(?:ex|neighbou?r|colleague|celebrit|relative|sister|brother|boss|husband|wife)\\w*(?: \\w+){0,2} (?:{record})",
            "(?:snooping|snooped|out of curiosity) (?:\\w+ ){0,4}(?:{record}|colleagues?|celebrit\\w+)|(?:{record}) (?:{gap4})(?:snooping|snooped|out of curiosity)",
        ),
        "misdirected": (
            "(?:recipients?|customers?|members?|everyone|everybody|addresses|subscribers?|users|people|patients|applicants|students|parents) (?:{gap4})(?:in|on|as) (?:an |the )?(?:open |visible )?(?:cc|to field|to line)\\b",
            "cc (?:{gap1})(?:instead of|rather than|and not) bcc|open cc",
            "(?:recipients?|customers?|members?|addresses|participants) (?:{gap4})(?:visible|shown|disclosed) to (?:each other|one another|all|every\\w+)",
        ),
        "loss": (
            "(?:lost|stolen) (?:\\w+ )?(?:laptops?|notebooks?|usb sticks?|thumb drives?|memory sticks?|backup tapes?|briefcase|paper files)",
        ),
        "attack": (
            "ransom (?:note|demand|message|letter)s?|extort(?:ion|ed|ing)|blackmail(?:ed|ing)?",
            "(?:stole|copied|downloaded|exfiltrated|encrypted) (?:{gap4})(?:of )?your (?:\\w+ )?(?:files|data|databases?|documents|customers)",
        ),
    },
    small=ENGLISH.small,
    negations="not|never|t|without|unable|cannot|denied|refused|blocked|rejected|forbidden|prevented",
    asks="(?:how (?:do|can|to)|can (?:i|we)|is it possible|feature request)",
    cannot="(?:not|never|t|cannot|no longer|blocked|denied|refused|prevented|rejected|neither) (?:\\w+ ){0,2}",
    taken="already (?:\\w+ ){0,2}(?:in use|used|taken|registered|assigned|exists?|linked)|(?:attempts?|requests?) (?:\\w+ ){0,2}(?:blocked|denied|rejected|refused)",
)
