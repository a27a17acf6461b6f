# The same steps that `make` runs: the locked packages with their hashes, then breachbot itself.

FROM python:3.12-slim AS base

FROM base AS build
WORKDIR /build
RUN python -m venv /opt/breachbot
COPY requirements.lock .
RUN /opt/breachbot/bin/python -m pip install --no-cache-dir --no-input --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY breachbot breachbot
COPY playbooks playbooks
COPY templates templates
RUN /opt/breachbot/bin/python -m pip install --no-cache-dir --no-input --no-deps . \
    && /opt/breachbot/bin/breachbot check --files

FROM base
# /public: for a volume that a web server shares; a new volume takes over the owner of the folder.
RUN useradd --system --uid 10001 --home-dir /data breachbot \
    && install -d -o breachbot -m 0700 /data && install -d -o breachbot -m 0755 /public
COPY --from=build /opt/breachbot /opt/breachbot
ENV PATH=/opt/breachbot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    BREACHBOT_DATA_DIR=/data \
    BREACHBOT_HOST=0.0.0.0
USER breachbot
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s CMD ["python", "-c", \
    "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ.get(\"BREACHBOT_PORT\", 8080)}/healthz', timeout=2)"]
ENTRYPOINT ["breachbot"]
CMD ["serve"]
