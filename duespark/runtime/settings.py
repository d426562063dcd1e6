"""Every setting, read once from the environment. `docs/operate/settings.md` lists them and a test compares the two."""

from functools import lru_cache
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_CHECKOUT = Path(__file__).resolve().parents[2]
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def _default_data_dir() -> Path:
    if (_CHECKOUT / "pyproject.toml").exists():
        return _CHECKOUT / "var"
    return Path.home() / ".local" / "share" / "duespark"


class Settings(BaseSettings):
    """Settings of one process. Environment names are `DUESPARK_` plus the field's name in capitals."""

    model_config = SettingsConfigDict(env_prefix="DUESPARK_", extra="ignore", populate_by_name=True)

    database_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("DATABASE_URL", "DUESPARK_DATABASE_URL"),
        description="Any PostgreSQL >= 15, as postgresql://user:password@host/name. Empty: the embedded server is started.",
    )
    data_dir: Path = Field(
        default_factory=_default_data_dir, description="Where the embedded database, files and the local mailbox live."
    )
    postgres_bin: Path | None = Field(
        default=None, description="Folder of the PostgreSQL programs to use instead of the embedded ones."
    )
    host: str = Field(default="127.0.0.1", description="Address the web server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port the web server listens on.")
    public_url: str = Field(default="", description="Address people use, for links in mail. Empty: http://host:port.")
    web_processes: int = Field(default=1, ge=1, le=64, description="Web processes that `duespark up` starts.")
    worker_processes: int = Field(default=1, ge=1, le=64, description="Worker processes that `duespark up` starts.")
    db_pool: int = Field(default=10, ge=3, le=200, description="Database connections per process at most.")
    secret_key: SecretStr | None = Field(
        default=None,
        description="Key that signs tokens and encrypts bank data, 32 bytes in base64. Empty: made once in the data folder.",
    )
    smtp_url: SecretStr | None = Field(
        default=None,
        description="smtp://user:password@host:port, smtps:// for TLS from the start. Empty: mail goes to the local mailbox.",
    )
    mail_from: str = Field(
        default="DueSpark <billing@example.com>", description="Sender of account mail and of invoices."
    )
    mailbox_public: bool = Field(
        default=False,
        description="Allow the local mailbox although others than people at this machine reach the server.",
    )
    objects_url: str = Field(
        default="",
        description="Where files are kept, for example s3://bucket/path. Empty: a folder of the data folder.",
    )
    ecb_url: str = Field(
        default="https://www.ecb.europa.eu/stats/eurofxref",
        description="Where the ECB's exchange rates are read. Empty: nobody asks the ECB.",
    )
    openexchangerates_url: str = Field(
        default="https://openexchangerates.org/api", description="Where Open Exchange Rates is asked. Empty: it is not."
    )
    xe_url: str = Field(default="https://xecdapi.xe.com/v1", description="Where XE is asked. Empty: it is not.")
    peppol_rules: Path | None = Field(
        default=None,
        description="OpenPeppol's rules of BIS Billing 3.0 (PEPPOL-EN16931-UBL.sch, or its XSLT), to check e-invoices by too.",
    )
    demo: bool = Field(
        default=True, description="Load the demo organization when the database is empty (`duespark up`)."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severe log line to print."
    )
    log_format: Literal["auto", "console", "json"] = Field(
        default="auto",
        description="console for people, json for machines; auto chooses by whether a person is looking.",
    )
    access_log: bool = Field(default=True, description="Print one log line for each request.")
    metrics_token: SecretStr | None = Field(
        default=None, description="Bearer token that /metrics demands. Empty: only loopback may read it."
    )
    worker_metrics_port: int = Field(
        default=0, ge=0, le=65535, description="Loopback port on which a worker shows its metrics; 0 is none."
    )
    max_body_bytes: int = Field(default=1_048_576, ge=1024, description="Largest request body; a logo may have 6 MiB.")
    session_days: int = Field(default=30, ge=1, le=365, description="Days after which an unused session ends.")
    access_token_minutes: int = Field(default=15, ge=1, le=120, description="Life of a JWT access token.")
    refresh_token_days: int = Field(default=30, ge=1, le=365, description="Life of a refresh token.")
    secure_cookies: Literal["auto", "always", "never"] = Field(
        default="auto", description="Whether cookies demand HTTPS; auto follows public_url."
    )
    sweep_seconds: int = Field(default=15, ge=1, le=3600, description="How often the worker looks for what is due.")
    job_attempts: int = Field(default=8, ge=1, le=50, description="Attempts before a job is set aside for a person.")
    heartbeat_seconds: int = Field(
        default=60, ge=2, le=600, description="A job of a worker silent for so long is given to another worker."
    )

    @property
    def base_url(self) -> str:
        """Address for links, without a slash at the end."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def uses_mailbox(self) -> bool:
        """Whether mail stays on this machine, in the built-in mailbox."""
        return self.smtp_url is None

    @property
    def cookies_are_secure(self) -> bool:
        if self.secure_cookies == "auto":
            return self.base_url.startswith("https://")
        return self.secure_cookies == "always"

    @property
    def is_local(self) -> bool:
        """Whether only people at this machine reach the server: it listens on loopback and is published nowhere."""
        published = urlsplit(self.public_url).hostname
        return self.host in _LOOPBACK and (published is None or published in _LOOPBACK)

    @model_validator(mode="after")
    def _mailbox_stays_local(self) -> Self:
        if self.uses_mailbox and not self.is_local and not self.mailbox_public:
            raise ValueError(
                "The local mailbox shows every mail to anybody who can reach the server. Set DUESPARK_SMTP_URL, "
                "listen on 127.0.0.1 without a DUESPARK_PUBLIC_URL, or set DUESPARK_MAILBOX_PUBLIC=true if that is what you want."
            )
        return self


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
