"""Settings: read from the environment, and refused where they would be dangerous."""

import pytest
from pydantic import ValidationError

from duespark.runtime.settings import Settings


def made(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Settings()


class TestSettings:
    def test_come_from_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = made(monkeypatch, DUESPARK_PORT="9000", DATABASE_URL="postgresql://x@/y", DUESPARK_SWEEP_SECONDS="3")
        assert (settings.port, settings.database_url, settings.sweep_seconds) == (9000, "postgresql://x@/y", 3)
        assert settings.base_url == "http://127.0.0.1:9000"

    @pytest.mark.parametrize(
        ("name", "value"), [("PORT", "70000"), ("LOG_LEVEL", "loud"), ("DB_POOL", "0"), ("DEMO", "perhaps")]
    )
    def test_wrong_values_are_refused(self, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
        with pytest.raises(ValidationError):
            made(monkeypatch, **{f"DUESPARK_{name}": value})

    @pytest.mark.parametrize(
        "environment", [{"DUESPARK_HOST": "0.0.0.0"}, {"DUESPARK_PUBLIC_URL": "https://invoices.example.com"}]
    )
    def test_the_open_mailbox_stays_on_this_machine(
        self, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
    ) -> None:
        with pytest.raises(ValidationError, match="local mailbox"):
            made(monkeypatch, **environment)
        assert made(monkeypatch, **environment, DUESPARK_SMTP_URL="smtp://mail.example.com").uses_mailbox is False

    def test_secrets_are_not_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = made(monkeypatch, DUESPARK_SMTP_URL="smtp://me:hush@mail.example.com", DUESPARK_METRICS_TOKEN="hush")
        assert "hush" not in repr(settings)

    @pytest.mark.parametrize(("url", "secure"), [("", False), ("http://localhost:8000", False)])
    def test_cookies_follow_the_public_address(self, monkeypatch: pytest.MonkeyPatch, url: str, secure: bool) -> None:
        assert made(monkeypatch, DUESPARK_PUBLIC_URL=url).cookies_are_secure is secure
        monkeypatch.setenv("DUESPARK_SMTP_URL", "smtp://mail.example.com")
        assert made(monkeypatch, DUESPARK_PUBLIC_URL="https://invoices.example.com").cookies_are_secure
