"""Words of machines and services, which are no part of anybody's name: `checkout-service-2024` is not `jane-doe-2024`.

What many people are called (`max`, `jan`, `price`) is left out.
"""

from __future__ import annotations

_WORDS = """
aarch access account accounts acme active adapter add added addon addons adler admin admins advanced aes af
africa agent agents ai airflow aks alarm alarms alert alerts alibaba allure alpha alpine amazon amd america
ami amqp analysis analytics android angular ansible ap apac apache api app appium apps apr archive arduino
argo argon arm array ascii asia asn assistant at attack au audio audit aug auth authn authz autumn avg avif
avro aws az azure babel back backbone backend backoffice backup balancer base basic basket batch bcrypt be
beta bgp bigquery billing bind bios bit bitbucket bits blake blob block bmp bool boost bootstrap bot boto
botocore bots br branch broker browser bsd bucket buckets buffer build builder builds byte bz ca cache
callback campaign canary cargo cart cassandra catalog catalogue cdn centos central cert certs ch chacha
changed char chat chatbot check checkout checks chef cis cjs class cli clickhouse client clients clock
closed cloud cloudflare cluster cms cn co code codec codemirror codes collectd collection com commit commits
common company complex compliance component components composer config configuration connection connector
console constraint consul container containerd controller converter copilot core corp count counter covid
cpu crash crawler crc create created credential credentials critical crm cron crowdstrike css csv cu
cucumber cuda curve customer customers cve cwe cyber cypress cz daemon daemonset dagster daily darwin
dashboard data database datadog dataset date db dbt dc de deadlock debian debug dec decode decoder default
delete deleted delivery demo denied deploy deployer deployment der des desk desktop detection detections dev
devel development devops digital disabled disk dispatcher django dk dns docker dotnet double download
downloads draft driver dup duplicate dynamo dynamodb east ec ecdsa ecs edge ee eks elastic elasticsearch
email emails embedding embeddings ember emea en enabled encode encoder end engine eni entry env environment
environments envoy er erp err error errors es eslint esm esp etcd etl eu europe event events example
exception exceptions executor experiment export exporter exports external factory fail failed failure
failures falco fatal fault feature features feb fedora feed feeds fetch fi file files filter final finance
finding findings firewall firing firmware flac flag flags flask flink float fluentbit fluentd flux folder
foreign form format formatter forms fr freebsd friday front frontend function gateway gb gcp gdpr gem get
ghsa gif github gitlab gke glibc global gmbh gnome gnu go golang google gpio gpu gr grade gradle grafana
graph graphql grid group groups gtk gui gzip hadoop handler handlers haproxy hash health heap helm help
helpdesk helper heroku hex hibernate high hkdf hmac hook hooks host hostname hosts hotfix hour hourly hr
html http https hu hub iam icmp id identity ids ie ieee image images imap import importer in inactive inc
incident incidents index inference influx info infra infrastructure ingress insight insights instance
instances int intel interceptor internal invalid inventory invoice invoices io ios ip iso issue issues istio
it item items iterator jackson jakarta java jdbc jdk jenkins jersey jest jetty jira job jobs jp jpa jpeg
jquery js json jsx jul junit jupyter jvm jwe jwk jws jwt kafka kb keccak keras kerberos kernel key keys
kibana kind kit kotlin kube kubernetes lab labs lake lambda lan laravel latency latest launch lcd ldap led
legacy length level lib library libs limit limits link linkerd links linux list listener live llm load
loader local lock lodash log log4j logger logging login logout logs logstash loki long loong low ltd lte mac
macos mail mailer main manager map mapper mar mariadb marketing master matrix maven md me media medium mem
member members memcached memory merge message messages messaging metric metrics mfa micronaut microsoft
migration migrations mimir minute mips missing mitre mkv ml mobile mocha model models modem module modules
monday mongo mongodb monitor monitoring monitors month monthly mp mpeg mqtt ms mssql murmur musl mypy mysql
nagios namespace net netbsd netlify netty network networks new newrelic next nginx nightly nightmare nist nl
nlp no node nodepool nodes north northeast northwest notebook notification notifications notify nov npm ntlm
num number numpy nunit nuxt nvidia oauth object objects observer ocean ocr oct odoo ogg oidc okhttp okta old
oled open openbsd opened opensearch openstack opentelemetry ops opsgenie option options opus oracle orc
order orders org organisation organization organizations os ospf otel otp owasp pacific package packages
page pagerduty pages pandas panel panic parquet parse parser part partner password patch path pay payment
payments pbkdf pci pdf pem perl permission permissions phase php pipeline pipelines pkcs pl plan platform
player plugin plugins png pod podman pods policies policy poly pool port portal ports post postgres
postgresql preprod prettier preview pricing primary privacy private probe process processes processor prod
product production products profile profiles project projects prometheus prompt proto protobuf provider
proxy pt public pull puppet push put pybind pylint pypi pysec pytest python pytorch qa qt quarkus quarter
queries query queue queues quic quota rabbitmq radius rails ram ranking raspberry rate rc react read reader
receive recommendation redis redux refund region register registry release releases remote remove removed
replica replicaset repo report reporting reports repos repositories repository request requests resolved
resolver response responses rest restore retry returns rev revision rfc rhel ripemd riscv ro role roles
route router rsa rtp ruby ruff rule rules run runner rust rustsec sa sales salsa saml sandbox sapui scala
scan scanned scanner scanning scans schedule scheduler schema scipy script scripts scrypt sdk se search
second secondary secp secret secrets section security selenium send sensor sensors sentry sep serializer
server servers service services servlet session sessions set setting settings severity sg sha shard shared
shipping shop short signal signals signin signup simple sip site size sklearn slack slf sms smtp snapshot
snowflake snyk soap socket south southeast southwest space sparc spark spi splunk spring sprint sql sqlite
sre ssh ssl sso stable stage staging start state statefulset states statsd status step stg stock stop
storage store str stream streams string studio subnet subscription sum summer superset support svc svelte
svg swagger swift sync system systems ta table tableau tables tablet tailwind tar task tasks tcp team
telemetry temp tempo tenant tenants tensorflow terraform test testing tests thread threads thrift throttle
throughput thymeleaf ticket tickets tier tiff time timeout timer tls tmp token tokenizer tokens tomcat tool
toolkit tools topic torch total totp trace traces tracing traefik training transaction transformers tree
trunk ts tslint tsx type types uart uat ubuntu udp ui uint uk unexpected unicode unique unit unix unknown
update updated upload uploads uptime uri url us usage usages usb user users utf uuid ux validator variant
vault vector vendor ver vercel version versions vertx video view views vision vlan vm vmss vmware voice
volume vpc vpn vue wan warehouse warn warning wasm wav wazuh web webdriver webhook webhooks webm webp
webpack websocket week weekly west widget widgets wifi win windows winter wordpress worker workers workflow
workflows works workspace write writer wsdl www xchacha xml xunit xx yaml yarn year yearly zabbix zip zipkin
zone
"""
TECHNICAL = frozenset(_WORDS.split())
_VOWELS = frozenset("aeiouy")


def is_technical(word: str) -> bool:
    """A word of the trade, in the singular or plural, or an abbreviation of consonants such as `grpc`."""
    known = word.lower()
    if len(known) == 1 or known in TECHNICAL or known.removesuffix("s") in TECHNICAL:
        return True
    return len(known) > 2 and not _VOWELS & set(known)
