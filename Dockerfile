# The web app is built with node, the package with uv; the image that runs has neither.

FROM node:22-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web/ ./
RUN npm run build

FROM python:3.11-slim-bookworm AS package
RUN pip install --no-cache-dir uv
WORKDIR /src
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=/opt/duespark
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project --extra html --extra sign
COPY README.md LICENSE NOTICE hatch_build.py ./
COPY migrations/ migrations/
COPY duespark/ duespark/
COPY --from=web /src/web/dist/ web/dist/
RUN uv sync --frozen --no-dev --no-editable --extra html --extra sign

FROM python:3.11-slim-bookworm
# What the extra `html` prints with (WeasyPrint), see docs/operate/running.md.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --user-group --create-home --home-dir /var/lib/duespark duespark
COPY --from=package /opt/duespark /opt/duespark
ENV PATH=/opt/duespark/bin:$PATH DUESPARK_DATA_DIR=/var/lib/duespark/data DUESPARK_HOST=0.0.0.0
USER duespark
RUN mkdir -m 700 /var/lib/duespark/data
VOLUME /var/lib/duespark/data
EXPOSE 8000
HEALTHCHECK --interval=10s --start-period=60s CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ.get('DUESPARK_PORT', '8000') + '/healthz', timeout=5)"]
CMD ["duespark", "up"]
