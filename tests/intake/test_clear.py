"""What stays in clear shows nobody's number, address, key or name, whatever a sender writes there."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from breachbot.intake.clear import clear
from breachbot.intake.patterns import candidates
from breachbot.intake.reading import read
from breachbot.intake.signal import Signal
from breachbot.intake.source import Read
from tests.intake.bodies import EVERY, digest
from tests.linear import assert_linear

HELD = {
    "payment card": "4242424242424242",
    "iban": "DE89370400440532013000",
    "national id": "536-90-4399",
    "ip address": "203.0.113.77",
    "credential": "sk_live_51HcanaryQzxK2lQ",
    "key of AWS": "AKIAIOSFODNN7EXAMPLE",
    "token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl",
    "name": "jane.doe84",
    "name in capitals": "JaneDoe84",
    "name with a year": "jane-doe-1984",
    "address in a name": "eu-203.0.113.77",
    "key in a name": "shop-sk_live_51HcanaryQzxK2lQ",
}
JOINED = {
    "national_id": (
        *("ssn-536-90-4399", "536-90-4399-x", "536_90_4399", "536.90.4399", "x536-90-4399"),
        *("rssmra85t10a562s", "RSSMRA85T10A562S-2", "dni_12345678z"),
    ),
    "ip_address": (
        *("ip-203-0-113-7", "203_0_113_7", "203.0.113.7.internal", "host.203.0.113.7", "ip203.0.113.7"),
        *("ip-10-0-3-7", "eu-2001-db8-0-0-0-0-0-1"),
    ),
    "phone": (
        *("0151-5551-2345", "202-555-0143", "0049-151-5551-2345", "01515551234", "shop-2-0151-5551-2345"),
        *("49.151.5551.2345", "1-202-555-0143", "tel_020_7946_0018", "06.12.34.56.78", "x0151-5551-2345"),
        "tel015155512345",
    ),
    "payment_card": (
        *("4111.1111.1111.1111", "4111_1111_1111_1111", "x4111-1111-1111-1111", "4111-1111-1111-1111-eu"),
        *("x4111111111111111", "3782_822463_10005"),
    ),
    "iban": (
        *("de89370400440532013000", "DE89.3704.0044.0532.0130.00", "de89_3704_0044_0532_0130_00"),
        *("xDE89370400440532013000", "de89--3704--0044--0532--0130--00", "iban-gb82-west-1234-5698-7654-32"),
    ),
    "credential": (
        *("ASIAIOSFODNN7EXAMPLE", "sk_test_51HcanaryQzxK2lQ", "rk_live_51HcanaryQzxK2lQ"),
        *("rk_test_51HcanaryQzxK2lQ", "sk-proj-Canary7AbCdEfGhIjKlMn", "sk-ant-api03-Canary7AbCdEfGhIjKl"),
        *("npm_c4n4ryAbCdEfGhIjKlMnOpQrStUvWxYz0123", "hf_c4n4ryAbCdEfGhIjKlMnOpQrStUvWxYz01"),
        *(
            "pypi-AgEIcHlwaS5vcmcCJDAwMDAwMDAw",
            "GOCSPX-c4n4ryAbCdEfGhIjKlMnOpQrStUv",
            "xapp-1-A0CANARY-1234-abcdef0123",
        ),
        *("dop_v1_" + "0c4a9a5f" * 8, "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"),
        *("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "je7MtGbClwBF2Zp9Utkh3yCo8nvbEXAMPLEKEY12"),
        *("q7Rk2Xw9ZtB4nLm8Vc3Hj6Ys", "db-q7Rk2Xw9_ZtB4nLm8-Vc3Hj6Ys5"),
    ),
    "name": (
        *("jane-doe-84", "jane_doe84", "Jane.Doe.84", "jane-doe-2001", "84-jane-doe", "jdoe84", "janeDoe84"),
        *("tenant-jane.doe84", "jane.doe84-prod", "db-jane-doe-1984", "j.doe84", "JDoe84", "JANE-DOE-84"),
        *("jane-mary-doe-84", "jane-doe-19840312", "jane.doe2", "jdoe84-staging", "eu_jdoe1984"),
        *("maria-de-souza-84", "max-mustermann-84", "jan.vandenberg1984"),
        *("jane--doe--84", "jane__doe84"),
    ),
    "date_of_birth": (
        "1984-03-12",
        "dob-12.03.1984",
        "x_1984_03_12",
        "2009-12-31",
        "1900-01-01",
        "1984-3-12",
        "2.3.1984",
    ),
}
"""What held them together with something else, or kept its digits apart, and so went by unseen."""
HIDDEN = [(kind, text) for kind, texts in JOINED.items() for text in texts]
PLAIN = (
    *(
        "shop-api",
        "shop-api-2",
        "eu-west-1",
        "production",
        "node18",
        "v2.14.0",
        "com.example.alert2",
        "k8s-prod-03",
    ),
    *(
        "Recon:IAMUser/TorIPCaller",
        "UnauthorizedAccess:EC2/TorClient",
        "java.util.zip.ZipException",
        "Base64Error",
    ),
    *("io.netty.handler.codec.http2.Http2Exception", "T1110.001", "CVE-2026-12345", "system.email.delivery"),
    *("web-frontend-12", "payments-v2", "checkout-service-2024", "ubuntu-22-04", "postgres-15", "2.14.0-rc1"),
    *(
        "app-7d9f8b6c5-x2x9q",
        "i-0abc123def4567890",
        "vpc-12345",
        "OAuth2Error",
        "GHSA-xxxx",
        "GHSA-4xqg-8m2p-92jw",
    ),
    *("0d5f1c9e-6a53-4f0e-9f6b-2f6f6f2f7c11", "12345678-1234-4123-8123-123456789012"),
    *("91cb0607e0c6f2c4bb7b9c1d5d7e8f9a0b1c2d3e", "91cb060", "d41d8cd98f00b204e9800998ecf8427e"),
    *("release-2026-11-24", "shop-2024-03-12", "2010-01-01", "build-2026-05-12-0913", "1899-12-31"),
    *(
        "OAuth2AuthenticationException",
        "AmazonS3ServiceExceptionMapper",
        "AmazonEC2VpcV2NetworkACLRule",
        "Win32Exception",
        "java.util.zip.Zip64Error",
    ),
    *(
        "shop-api-prod-eu-west-1",
        "acme-shop-24",
        "acme-24",
        "python311",
        "fra12",
        "log4j2",
        "kafka-broker-03",
    ),
    *(
        "da637551227677560813_-961444813",
        "Q2AIXW2ZBIM4AB",
        "AZmT0001",
        "scan-storage_without_logging-archive",
    ),
    *(
        "ERR_NGROK_3200",
        "E11000",
        "ORA-00942",
        "Foo::Bar",
        "npm_config_registry_url",
        "hf_transformers_pipeline",
    ),
    *("pypi-publish-service-worker", "sk-ant-hill-frontend", "256.0.113.7", "123-45", "000-12-3456"),
    *("quarkus-junit-5", "com.squareup.okhttp3", "linux-arm64-glibc", "odoo14-addon-stock", "acme-de-24"),
    *("spark-streaming-kafka-0-10_2.13", "float64", "x-forwarded-24", "issues-2024", "grpc-mtls-24"),
    *("CIS.1.2.0.4", "v1.2.3.4", "SNYK-JS-LODASH-56774", "black-friday-2024", "a0123456789"),
)
NUMBERS = ("17", "12345", "4501", "1170820242", "73001142", "884120", "18446744073709551615", "5415551230")
"""Ids as platforms count them; a telephone number without any mark of one is no different."""


def seen(**shown: Any) -> Signal:
    """What is read of a source that lets these values through."""

    def let_through(document: Any, headers: Any) -> Read:
        return replace(
            Signal("alert", "reported", "alert:7", "Error", link="https://sentry.io/issues/7/"), **shown
        )

    source = replace(EVERY["alertmanager"], read=let_through, split=lambda body, headers: [body])
    (one,) = read("alertmanager", {}, json.dumps({"a": 1}).encode(), digest, {"alertmanager": source})
    assert isinstance(one, Signal)
    return one


@pytest.mark.parametrize("held", HELD.values(), ids=HELD.keys())
@pytest.mark.parametrize("field", ["what", "project", "environment"])
def test_what_looks_like_personal_data_is_shown_as_its_kind(field: str, held: str) -> None:
    shown = getattr(seen(**{field: held}), field)
    assert held not in shown
    assert shown[-1] == "]"


@pytest.mark.parametrize("held", HELD.values(), ids=HELD.keys())
def test_a_series_that_looks_so_is_a_digest_and_still_the_same(held: str) -> None:
    first, second, other = seen(series=f"issue:{held}"), seen(series=f"issue:{held}"), seen(series="issue:8")
    assert first.series == second.series != other.series
    assert held not in first.series


@pytest.mark.parametrize("held", HELD.values(), ids=HELD.keys())
def test_a_link_ends_before_what_looks_so(held: str) -> None:
    assert seen(link=f"https://sentry.io/people/{held}/7").link == "https://sentry.io/people/"


def test_an_everyday_name_stays_as_it_is() -> None:
    for plain in PLAIN:
        one = seen(what=plain, project=plain, environment=plain, series=f"id:{plain}")
        assert (one.what, one.project, one.environment, one.series) == (plain, plain, plain, f"id:{plain}")


def test_what_is_joined_to_it_does_not_cover_it() -> None:
    for kind, held in HIDDEN:
        one = seen(what=held, project=held, project_id=held, environment=held, series=f"id:{held}")
        for shown in (one.what, one.project, one.project_id, one.environment):
            assert shown is not None
            assert f"[{kind.replace('_', ' ')}]" in shown, held
        assert one.series.startswith("hidden:"), held


def test_a_link_ends_before_it_however_it_is_joined() -> None:
    for _, held in HIDDEN:
        assert seen(link=f"https://sentry.io/people/{held}/7").link == "https://sentry.io/people/", held


@pytest.mark.parametrize(
    "path",
    ["0151/5551/2345", "4111/1111/1111/1111", "536/90/4399", "203/0/113/7", "de89/3704/0044/0532/0130/00"],
)
def test_parts_of_a_path_are_read_together(path: str) -> None:
    assert seen(link=f"https://sentry.io/people/{path}").link == "https://sentry.io/people/"


@pytest.mark.parametrize(
    "host",
    [
        *(
            "4111-1111-1111-1111.jane-doe-1984.example",
            "jane.doe84.example",
            "jane-doe-84.example",
            "jdoe84.example",
        ),
        *(
            "ip-203-0-113-7.example",
            "203.0.113.7",
            "203.0.113.7:8443",
            "0151-5551-2345.example",
            "536-90-4399.example",
        ),
        *("de89370400440532013000.example", "1984-03-12.example"),
    ],
)
def test_a_host_that_looks_so_leaves_no_link(host: str) -> None:
    assert seen(link=f"https://{host}/issues/7/").link is None


@pytest.mark.parametrize(
    "host",
    [
        *(
            "sentry.io",
            "us5.datadoghq.com",
            "o4501.ingest.sentry.io",
            "grafana-2.shop.example:3000",
            "localhost:9090",
        ),
        *(
            "10.0.0.5:3000",
            "192.168.0.1",
            "172.16.0.1",
            "ip-10-0-3-7.eu-west-1.compute.internal",
            "127.0.0.1:9090",
        ),
    ],
)
def test_an_everyday_host_stays(host: str) -> None:
    assert seen(link=f"http://{host}/issues/7/").link == f"http://{host}/issues/7/"


def test_a_link_keeps_everyday_names_and_numbers() -> None:
    for plain in (*PLAIN, *NUMBERS):
        link = f"https://sentry.io/organizations/example/issues/{plain}/events/{plain}/"
        assert seen(link=link).link == link


@pytest.mark.parametrize("number", NUMBERS)
def test_ids_that_platforms_count_stay(number: str) -> None:
    one = seen(project=number, project_id=number, series=f"issue:{number}")
    assert (one.project, one.project_id, one.series) == (number, number, f"issue:{number}")


def test_where_it_may_be_either_a_kind_is_shown_and_an_environment_hidden() -> None:
    for unsure in ("falcon01", "zeta-foo-bar-baz-24"):
        one = seen(what=unsure, project=unsure, environment=unsure)
        assert (one.what, one.project) == (unsure, unsure)
        assert "[name]" in str(one.environment)
        assert seen(link=f"https://sentry.io/e/{unsure}").link == "https://sentry.io/e/"


def test_whose_repository_it_is_stays_and_in_the_link_as_well() -> None:
    link = "https://github.com/zeta1339/shop/security/dependabot/20"
    one = seen(project="zeta1339/shop", link=link)
    assert (one.project, one.link) == ("zeta1339/shop", link)
    assert seen(project="other/shop", link=link).link == "https://github.com/"
    assert (
        seen(project="jane.doe84/shop", link="https://github.com/jane.doe84/shop").link
        == "https://github.com/"
    )


def test_only_what_looks_so_is_taken_out() -> None:
    assert seen(environment="tenant-jane.doe84").environment == "tenant-[name]"
    assert seen(environment="jane.doe84-prod").environment == "[name]-prod"
    assert seen(environment="203.0.113.7.internal").environment == "[ip address].internal"
    assert seen(environment="ssn-536-90-4399-x").environment == "ssn-[national id]-x"
    assert seen(what="leaked, ip-203-0-113-7").what == "leaked, ip-[ip address]"


def test_a_key_of_a_test_and_a_number_joined_to_words_are_no_finding_in_a_body() -> None:
    for held in ("sk_test_51HcanaryQzxK2lQ", "0151-5551-2345", "203-0-113-7", "536_90_4399", "jdoe84"):
        assert not list(candidates(f"the job {held} failed"))
    for key in ("ASIAIOSFODNN7EXAMPLE", "npm_c4n4ryAbCdEfGhIjKlMnOpQrStUvWxYz0123", "shpat_" + "0c4a" * 8):
        assert list(candidates(f"the job {key} failed")) == [("credential", key)]


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Without the pauses of the collector, which are longer than the work."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize(
    "unit", ["0151-5551-", "01-de12", "aB3-", "de89-", "1.", "12345678a-", "jane84-", "a-"]
)
def test_a_hostile_name_is_read_in_linear_time(unit: str) -> None:
    assert_linear(lambda size: clear(unit * (size // len(unit))), 16 * 1024)


def test_nothing_becomes_of_what_was_not_given() -> None:
    one = seen(project=None, project_id=None, environment=None, link=None)
    assert (one.project, one.project_id, one.environment, one.link) == (None, None, None, None)


def test_of_several_words_each_is_looked_at() -> None:
    assert seen(what="leaked, jane.doe84").what == "leaked, [name]"
    assert seen(what="exposed secret: vault_key_v2").what == "exposed secret: vault_key_v2"
