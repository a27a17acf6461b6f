"""Settings: what is read, what is refused, and that a secret never shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.cli.refusals import missing_for_serve, refusals, unknown_variables
from breachbot.configured.places import bundled
from breachbot.errors import BadFile
from breachbot.settings import PREFIX, BadSettings, Settings, load, variable

SECRET = "correct-horse-battery-staple"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine that runs the tests, and no .env file, reaches a test."""
    for field in Settings.model_fields:
        monkeypatch.delenv(variable(field), raising=False)
    monkeypatch.chdir(tmp_path)


def _set(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for field, value in values.items():
        monkeypatch.setenv(variable(field), value)


def test_nothing_set_gives_sqlite_on_loopback() -> None:
    settings = load()
    assert settings.database_url.get_secret_value() == "sqlite:///.breachbot/breachbot.db"
    assert settings.targets()[0][1] == {"public_dir": Path(".breachbot/public")}
    assert (settings.host, settings.port, settings.metrics_port) == ("127.0.0.1", 8080, 9108)
    assert not settings.on_postgres


def test_the_data_folder_moves_what_lies_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, data_dir="/var/lib/breach bot")
    settings = load()
    assert settings.database_url.get_secret_value() == "sqlite:////var/lib/breach bot/breachbot.db"
    assert settings.targets()[0][1] == {"public_dir": Path("/var/lib/breach bot/public")}


def test_the_env_file_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("BREACHBOT_PORT=9000\nBREACHBOT_HOST=0.0.0.0\n")
    _set(monkeypatch, port="9001")
    settings = load()
    assert (settings.host, settings.port) == ("0.0.0.0", 9001)


def test_people_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, responders=" U1, U2 ,,U3", deputies="")
    settings = load()
    assert settings.responders == ("U1", "U2", "U3")
    assert settings.deputies == ()


@pytest.mark.parametrize("people", ["anna@example.com", "U1,@anna", "Anna Example"])
def test_a_name_in_place_of_a_user_id_is_refused(monkeypatch: pytest.MonkeyPatch, people: str) -> None:
    _set(monkeypatch, responders=people)
    with pytest.raises(BadFile, match="BREACHBOT_RESPONDERS: holds a name or an address"):
        load()


@pytest.mark.parametrize(
    "url", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"]
)
def test_postgres_is_reached_through_psycopg(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    _set(monkeypatch, database_url=url)
    settings = load()
    assert settings.database_url.get_secret_value() == "postgresql+psycopg://u:p@h/d"
    assert settings.on_postgres


@pytest.mark.parametrize(
    "url", ["mysql://u:p@h/d", "sqlite://", "sqlite:///", "breachbot.db", "postgresql://"]
)
def test_another_database_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    _set(monkeypatch, database_url=url)
    with pytest.raises(BadFile, match="BREACHBOT_DATABASE_URL: must start with"):
        load()


@pytest.mark.parametrize(("port", "fits"), [("0", False), ("1", True), ("65535", True), ("65536", False)])
def test_ports_have_bounds(monkeypatch: pytest.MonkeyPatch, port: str, fits: bool) -> None:
    _set(monkeypatch, port=port)
    if fits:
        assert load().port == int(port)
    else:
        with pytest.raises(BadFile, match="BREACHBOT_PORT: "):
            load()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("dpo_email", "foo", "is no e-mail address"),
        ("dpo_email", "a@localhost", "is no e-mail address"),
        ("security_contact", "The DPO", "is no e-mail address"),
        ("public_url", "shop.example.com", "must be a whole address"),
        ("public_url", "https://", "must be a whole address"),
        ("public_url", "https://shop.example.com:port/", "must be a whole address"),
        ("public_url", "https://shop.example.com/our page", "must be a whole address"),
        ("authority_form_url", "http://forms.dpc.example/breach", "must be a whole address with https"),
        ("authority_form_url", "forms.dpc.example", "must be a whole address"),
        ("slack_api_url", "slack.com/api", "must be a whole address"),
        ("slack_api_url", "ftp://slack.com/api/", "must be a whole address"),
        ("sentry_dsn", "https://sentry.example.com/1", "is no DSN"),
        ("sentry_dsn", f"https://{SECRET}@sentry.example.com/", "is no DSN"),
        ("database_url", f"postgresql://u:{SECRET}@h:many/d", "cannot be read"),
        ("timezone", "Mars/Phobos", "names no time zone"),
        ("timezone", "../etc/passwd", "names no time zone"),
        ("timezone", "Europe", "names no time zone"),
        ("port", "many", "must be a whole number from 1 to 65535"),
        ("metrics_port", "65536", "must be a whole number from 1 to 65535"),
        ("sentry_secret", f"{SECRET}\n", "begins or ends with white space"),
        ("slack_signing_secret", f" {SECRET}", "begins or ends with white space"),
        ("slack_bot_token", f"xapp-{SECRET}", "holds another kind of token"),
        ("slack_bot_token", f"xoxp-{SECRET}", "holds another kind of token"),
        ("slack_app_token", f"xoxb-{SECRET}", "holds another kind of token"),
        ("triage_channel", "#security", "holds a name"),
        ("slack_team_id", "example", "holds a name"),
        ("dpo", "u012", "holds a name"),
    ],
)
def test_what_does_not_fit_its_setting_is_refused(
    monkeypatch: pytest.MonkeyPatch, field: str, value: str, said: str
) -> None:
    _set(monkeypatch, **{field: value})
    with pytest.raises(BadSettings) as caught:
        load()
    (sentence,) = caught.value.sentences
    assert sentence.startswith(f"{variable(field)}: {said}")
    assert SECRET not in f"{sentence} {caught.value.__context__!r}"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("dpo_email", "privacy+breach@example.co.uk"),
        ("public_url", "https://example.com:8443/security"),
        ("authority_form_url", "https://forms.dpc.example/breach?lang=en"),
        ("slack_api_url", "http://127.0.0.1:3000/api/"),
        ("sentry_dsn", "https://key@o1.ingest.sentry.example.com/4501"),
        ("database_url", "postgresql://user:p%40ss@db.example.com:5432/breachbot?sslmode=verify-full"),
        ("slack_bot_token", "xoxb-1"),
        ("slack_app_token", "xapp-1"),
        ("triage_channel", "G012AB3CD"),
        ("slack_team_id", "E012AB3CD"),
        ("dpo", "W012AB3CD"),
    ],
)
def test_what_fits_is_taken(monkeypatch: pytest.MonkeyPatch, field: str, value: str) -> None:
    _set(monkeypatch, **{field: value})
    assert getattr(load(), field) is not None


def test_every_fault_is_named_and_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(
        monkeypatch,
        port="many",
        database_url=f"mysql://u:{SECRET}@h/d",
        dpo=f"@{SECRET}",
        sentry_secret=SECRET,
    )
    with pytest.raises(BadFile) as caught:
        load()
    for field in ("port", "database_url", "dpo"):
        assert variable(field) in str(caught.value)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(caught.value.__context__)


def test_a_secret_does_not_show_in_the_settings_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = [name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)]
    assert {"sentry_secret", "slack_bot_token", "slack_signing_secret", "master_key", "sentry_dsn"} < set(
        secrets
    )
    dsn = f"https://{SECRET}@sentry.example.com/1"
    given = {"database_url": f"postgresql://u:{SECRET}@h/d", "sentry_dsn": dsn}
    given["slack_app_token"] = f"xapp-{SECRET}"
    given |= {"mail_to": f"operators={SECRET}@example.com", "pager_url": f"https://example.com/{SECRET}"}
    given |= dict.fromkeys(("ping_url", "webhook_url", "tracker_url"), f"https://example.com/{SECRET}")
    _set(monkeypatch, **{name: SECRET for name in secrets} | given)
    assert SECRET not in f"{load()!r} {load()} {load().model_dump_json()}"


def test_serve_names_what_is_missing_one_sentence_each(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = missing_for_serve(load())
    assert missing[0].startswith(
        "No source of alerts is set up: set that of one sender, such as BREACHBOT_SENTRY_SECRET; `"
    )
    assert len(missing[0]) < 130
    assert " BREACHBOT_SENTRY_SECRET" in missing[0]
    assert [sentence.split()[0] for sentence in missing[1:]] == [
        "BREACHBOT_SLACK_BOT_TOKEN",
        "BREACHBOT_SLACK_SIGNING_SECRET",
        "BREACHBOT_TRIAGE_CHANNEL",
        "BREACHBOT_RESPONDERS",
        "BREACHBOT_DPO",
    ]
    assert all(sentence.endswith(".") for sentence in missing)
    assert len(missing_for_serve(load(), without_slack=True)) == 1
    _set(monkeypatch, sentry_secret_previous=SECRET)
    assert len(missing_for_serve(load(), without_slack=True)) == 1, "the one before it is not enough"
    _set(monkeypatch, sentry_secret=SECRET)
    assert missing_for_serve(load(), without_slack=True) == []
    _set(monkeypatch, slack_app_token="xapp-1")
    assert not any("SIGNING" in sentence for sentence in missing_for_serve(load()))
    _set(monkeypatch, database_url="postgresql://u:p@h/d")
    assert "BREACHBOT_MASTER_KEY" in missing_for_serve(load(), without_slack=True)[0]


def test_a_source_that_cannot_work_as_it_is_set_up_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, aws_topics="alerts", google_scc_service_account="p@example.iam.gserviceaccount.com")
    found = refusals(load(), without_slack=True)
    assert [sentence.partition(":")[0].partition(" ")[0] for sentence in found] == [
        "BREACHBOT_AWS_TOPICS",
        "BREACHBOT_GOOGLE_SCC_AUDIENCE",
    ]


def test_a_misspelt_variable_is_reported_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BREACHBOT_TRIAGE_CHANEL=C1\nBREACHBOT_PORT=1\n")
    found = unknown_variables(
        {"BREACHBOT_SENTRY_SECRT": "x", "BREACHBOT_QQ": "x", "BREACHBOT_PAYLOADS": "x", "HOME": "x"},
        Settings.model_fields,
    )
    assert found == [
        "BREACHBOT_QQ is not a setting.",
        "BREACHBOT_SENTRY_SECRT is not a setting; did you mean BREACHBOT_SENTRY_SECRET?",
        "BREACHBOT_TRIAGE_CHANEL is not a setting; did you mean BREACHBOT_TRIAGE_CHANNEL?",
    ]


def test_every_setting_says_what_it_is_for() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.rstrip("`").endswith((".", ")")), name
        assert variable(name).startswith(PREFIX)


def test_the_bundled_data_is_found() -> None:
    assert bundled("playbooks").is_dir()
    assert bundled("templates").is_dir()


def test_whose_mail_goes_where_is_read_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, mail_to="U012=dpo@example.com, operators=a@example.com,operators=b@example.com")
    settings = load()
    assert settings.addresses == {
        "U012": ("dpo@example.com",),
        "operators": ("a@example.com", "b@example.com"),
    }
    assert "example.com" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ("dpo@example.com", "entry 1"),
        ("U012=dpo@example.com,somebody=x@example.com", "entry 2"),
        ("U012=dpo", "entry 1"),
    ],
)
def test_an_address_that_belongs_to_nobody_is_refused_without_showing_it(
    monkeypatch: pytest.MonkeyPatch, given: str, place: str
) -> None:
    _set(monkeypatch, mail_to=given)
    with pytest.raises(BadSettings, match=f"BREACHBOT_MAIL_TO: {place}") as refused:
        load()
    assert "dpo" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "fits"),
    [("https://example.com/x", True), ("http://127.0.0.1:9/x", True), ("http://example.com/x", False)],
)
def test_a_web_hook_goes_out_encrypted_or_to_this_machine(
    monkeypatch: pytest.MonkeyPatch, url: str, fits: bool
) -> None:
    _set(monkeypatch, pager_url=url)
    if fits:
        load()
    else:
        with pytest.raises(BadSettings, match="BREACHBOT_PAGER_URL: must be a whole address with https://"):
            load()
