"""Signed PDFs: the signature is the last step, holds, and leaves the file archivable; keys never come out again."""

import asyncio
import base64
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import facturx
import pikepdf
import pytest
from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from duespark.adapters.pdf import sign
from duespark.adapters.pdf.certificate import BadCertificate, make_certificate, read_certificate
from duespark.adapters.pdf.lock import lock_pdf
from duespark.adapters.pdf.merge import merge_pdfs
from duespark.adapters.pdf.sign import sign_pdf
from duespark.prints import draw as draw_module
from duespark.prints.certify import renew_certificates
from tests.documents import samples
from tests.documents.reading import pdf_text
from tests.prints.test_einvoice_inside import drawn
from tests.support import verapdf
from tests.support.world import World

NOW = datetime.now(UTC)


def p12(*, password: str = "secret", key: Any = None, days: int = 30, begun: int = 1) -> bytes:
    """A file as a person would upload it."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ada Example")])
    algorithm = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    cert = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=begun))
        .not_valid_after(NOW + timedelta(days=days))
        .sign(key, algorithm)
    )
    return pkcs12.serialize_key_and_certificates(b"", key, cert, None, BestAvailableEncryption(password.encode()))


def verdict(pdf: bytes, trusted: Asn1Certificate | None = None) -> Any:
    """What pyHanko says of the one signature to somebody who trusts this certificate, or else the one inside."""
    (found,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(found, ValidationContext(trust_roots=[trusted or found.signer_cert]))


@pytest.fixture(scope="module")
def signed() -> bytes:
    made = make_certificate("Northlight Studio Ltd", now=NOW)
    return sign_pdf(drawn(samples.german()).pdf, made.pkcs12, name=made.subject)


class TestSigning:
    def test_the_signature_covers_the_whole_file_and_holds(self, signed: bytes) -> None:
        status = verdict(signed)
        assert (status.intact, status.valid, status.bottom_line) == (True, True, True)
        assert status.coverage.name == "ENTIRE_FILE"

    def test_a_changed_byte_breaks_it(self, signed: bytes) -> None:
        at = signed.index(b"/Type")
        status = verdict(signed[:at] + b"/Typo" + signed[at + 5 :]) if b"/Typo" not in signed else None
        assert status is not None
        assert not status.intact

    def test_the_e_invoice_is_still_inside(self, signed: bytes) -> None:
        assert facturx.get_xml_from_pdf(signed)[0] == "factur-x.xml"
        with pikepdf.open(BytesIO(signed)) as file:
            assert b'fx:ConformanceLevel="EN 16931"' in file.Root.Metadata.read_bytes()

    @pytest.mark.filterwarnings("error::pikepdf.PageCopyWarning")
    def test_goes_where_files_are_put_together(self, signed: bytes) -> None:
        merged = merge_pdfs([("One", signed), ("Two", signed)], title="Both")
        with pikepdf.open(BytesIO(merged)) as file:
            kinds = {str(one.Subtype) for page in file.pages for one in page.obj.get("/Annots", [])}
        assert "/Widget" not in kinds

    def test_without_the_extra_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sign, "can_sign", lambda: False)
        with pytest.raises(sign.SignerMissing, match=r"pip install 'duespark\[sign\]'"):
            sign_pdf(b"", b"", name="")

    @pytest.mark.verapdf
    @pytest.mark.skipif(not verapdf.is_java_here(), reason="veraPDF runs on Java")
    def test_it_stays_archivable_and_accessible(self, signed: bytes, tmp_path: Path) -> None:
        file = tmp_path / "signed.pdf"
        file.write_bytes(signed)
        assert verapdf.failures([file]) == []


class TestCertificateFile:
    def test_is_read_with_its_password(self) -> None:
        found = read_certificate(p12(), "secret", now=NOW)
        assert (found.subject, found.issuer) == ("Ada Example", "Ada Example")
        assert verdict(sign_pdf(drawn(samples.long(1), "off").pdf, found.pkcs12, name=found.subject)).bottom_line

    @pytest.mark.parametrize(
        ("content", "password", "said"),
        [
            (p12(), "wrong", "password is wrong"),
            (b"\x30\x82 no such file", "", "no PKCS#12"),
            (p12(days=-1, begun=9), "secret", "expired on"),
            (p12(begun=-2), "secret", "does not hold before"),
            (p12(key=rsa.generate_private_key(65537, 1024)), "secret", "1024 bits"),
            (p12(key=ed25519.Ed25519PrivateKey.generate()), "secret", "neither RSA nor"),
        ],
    )
    def test_that_cannot_sign_says_why(self, content: bytes, password: str, said: str) -> None:
        with pytest.raises(BadCertificate, match=said):
            read_certificate(content, password, now=NOW)


class TestMadeCertificate:
    @pytest.mark.parametrize("name", ["Ł" * 200, "A", "Bäckerei & Söhne, Filiale <Wien>"])
    def test_is_made_for_any_name(self, name: str) -> None:
        assert name.startswith(make_certificate(name, now=NOW).subject)

    def test_says_whose_it_is_and_names_nobody_else(self) -> None:
        made = make_certificate("Northlight Studio Ltd", now=NOW)
        found = x509.load_der_x509_certificate(made.certificate)
        assert found.subject == found.issuer
        assert {one.value for one in found.subject} == {"Northlight Studio Ltd"}
        assert made.fingerprint == found.fingerprint(hashes.SHA256()).hex().upper()
        assert not found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


class TestRenewed:
    """A company's own certificate over the years: renewed by a person or by itself, and old PDFs still checked."""

    async def _begin(self, world: World) -> str:
        path = f"/v1/companies/{world.company['id']}"
        assert (await world.api.post(f"{path}/signing-certificate/make")).status_code == 200
        wish = {"einvoice": "off", "sign": True}
        await world.api.put(f"{path}/print-settings", json=wish, headers={"if-match": '"0"'})
        return path

    async def _pdf(self, world: World) -> bytes:
        invoice = await world.add_invoice()
        return (await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).content

    async def _trusted(self, world: World, path: str) -> list[Asn1Certificate]:
        """What a receiver has who was given every certificate, newest first."""
        known = (await world.api.get(f"{path}/signing-certificates")).json()["data"]
        files = [await world.api.get(f"{path}/signing-certificates/{one['id']}/file") for one in known]
        assert {file.headers["content-type"] for file in files} == {"application/pkix-cert"}
        return [Asn1Certificate.load(file.content) for file in files]

    async def test_old_pdfs_are_checked_with_the_old_certificate(self, world: World) -> None:
        path = await self._begin(world)
        before = await self._pdf(world)
        renewed = (await world.api.post(f"{path}/signing-certificate/make")).json()
        after = await self._pdf(world)
        new, old = await self._trusted(world, path)
        assert new.sha256.hex().upper() == renewed["fingerprint"]
        for pdf, own, other in ((before, old, new), (after, new, old)):
            assert (await asyncio.to_thread(verdict, pdf, own)).bottom_line
            stranger = await asyncio.to_thread(verdict, pdf, other)
            assert (stranger.intact, stranger.valid, stranger.trusted) == (True, True, False)

    async def test_the_key_that_signs_no_more_is_destroyed(self, world: World) -> None:
        path = await self._begin(world)
        await world.api.post(f"{path}/signing-certificate/make")
        await world.api.delete(f"{path}/signing-certificate")
        rows = await world.fetch("SELECT sealed, retired_at FROM signing_certificates WHERE org_id = $1", world.org)
        assert [(row["sealed"], row["retired_at"] is None) for row in rows] == [(None, False)] * 2

    async def test_is_renewed_by_itself_a_month_before_it_ends(self, world: World) -> None:
        path = await self._begin(world)
        first = (await world.api.get(f"{path}/signing-certificate")).json()
        assert await renew_certificates(world.pool, org=world.org) == 0
        ends = "UPDATE signing_certificates SET not_after = now() + interval '29 days' WHERE org_id = $1"
        await world.execute(ends, world.org)
        assert await renew_certificates(world.pool, org=world.org) == 1
        assert await renew_certificates(world.pool, org=world.org) == 0
        second = (await world.api.get(f"{path}/signing-certificate")).json()
        assert (second["origin"], second["subject"]) == ("made", first["subject"])
        assert second["fingerprint"] != first["fingerprint"]
        (entry,) = await world.fetch(
            "SELECT actor_kind FROM audit_entries WHERE org_id = $1 AND action = 'company.set_certificate'"
            " ORDER BY id DESC LIMIT 1", world.org,
        )  # fmt: skip
        assert entry["actor_kind"] == "system"

    async def test_one_that_was_uploaded_is_left_to_its_issuer(self, world: World) -> None:
        body = {"pkcs12": base64.b64encode(p12(days=2)).decode(), "password": "secret"}
        await world.api.put(f"/v1/companies/{world.company['id']}/signing-certificate", json=body)
        assert await renew_certificates(world.pool, org=world.org) == 0

    async def test_each_company_has_its_own_and_nobody_elses_can_be_fetched(self, world: World) -> None:
        path = await self._begin(world)
        (own,) = (await world.api.get(f"{path}/signing-certificates")).json()["data"]
        other = f"/v1/companies/{(await world.add_company())['id']}"
        assert (await world.api.get(f"{other}/signing-certificates")).json()["data"] == []
        assert (await world.api.get(f"{other}/signing-certificate")).json()["code"] == "signing.no_certificate"
        answer = await world.api.get(f"{other}/signing-certificates/{own['id']}/file")
        assert (answer.status_code, answer.json()["code"]) == (404, "signing.certificate_not_found")


class TestOverHttp:
    async def _sign(self, world: World) -> str:
        path = f"/v1/companies/{world.company['id']}"
        body = {"pkcs12": base64.b64encode(p12()).decode(), "password": "secret"}
        answer = await world.api.put(f"{path}/signing-certificate", json=body)
        assert answer.status_code == 200, answer.text
        assert set(answer.json()) & {"pkcs12", "sealed", "password"} == set()
        wish = {"einvoice": "en16931", "sign": True}
        changed = await world.api.put(f"{path}/print-settings", json=wish, headers={"if-match": '"0"'})
        assert changed.json()["sign"] is True
        return path

    async def test_issued_documents_are_signed_once_and_kept(self, world: World) -> None:
        await self._sign(world)
        invoice = await world.add_invoice()
        path = f"/v1/invoices/{invoice['id']}"
        first = (await world.api.get(f"{path}/pdf")).content
        assert (await asyncio.to_thread(verdict, first)).bottom_line
        assert (await world.api.get(f"{path}/pdf")).content == first
        assert (await world.api.get(f"{path}/print")).json()["signed_by"] == "Ada Example"

    @pytest.mark.parametrize("content", ["ł", "AAAA", "not base64!"])
    async def test_what_is_no_file_is_refused_by_name(self, world: World, content: str) -> None:
        path = f"/v1/companies/{world.company['id']}/signing-certificate"
        answer = await world.api.put(path, json={"pkcs12": content, "password": "ł"})
        assert (answer.status_code, answer.json()["code"]) == (422, "signing.bad_certificate")

    async def test_drafts_are_not(self, world: World) -> None:
        await self._sign(world)
        draft = await world.add_draft()
        pdf = (await world.api.get(f"/v1/invoices/{draft['id']}/pdf")).content
        assert not PdfFileReader(BytesIO(pdf)).embedded_signatures

    async def test_the_key_is_encrypted_at_rest(self, world: World) -> None:
        await self._sign(world)
        (row,) = await world.fetch("SELECT sealed FROM signing_certificates WHERE org_id = $1", world.org)
        assert b"MII" not in row["sealed"]
        entries = await world.fetch("SELECT after::text FROM audit_entries WHERE action = 'company.set_certificate'")
        assert all("pkcs12" not in entry["after"] for entry in entries)

    async def test_a_company_without_one_gets_one_made(self, world: World) -> None:
        path = f"/v1/companies/{world.company['id']}"
        assert (await world.api.get(f"{path}/signing-certificate")).json()["code"] == "signing.no_certificate"
        wish = {"einvoice": "off", "sign": True}
        refused = await world.api.put(f"{path}/print-settings", json=wish, headers={"if-match": '"0"'})
        assert refused.json()["code"] == "signing.no_certificate"
        made = (await world.api.post(f"{path}/signing-certificate/make")).json()
        assert (made["origin"], made["subject"]) == ("made", "Example Studio Sp. z o.o.")
        changed = await world.api.put(f"{path}/print-settings", json=wish, headers={"if-match": '"0"'})
        assert changed.status_code == 200

    async def test_without_it_nothing_more_is_signed(self, world: World) -> None:
        path = await self._sign(world)
        assert (await world.api.delete(f"{path}/signing-certificate")).status_code == 204
        assert (await world.api.get(f"{path}/print-settings")).json()["sign"] is False
        invoice = await world.add_invoice()
        pdf = (await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).content
        assert not PdfFileReader(BytesIO(pdf)).embedded_signatures

    async def test_an_expired_one_is_an_error_and_not_an_unsigned_pdf(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await self._sign(world)
        invoice = await world.add_invoice()
        monkeypatch.setattr(draw_module, "clock", lambda: NOW + timedelta(days=31))
        answer = await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")
        assert (answer.status_code, answer.json()["code"]) == (409, "signing.certificate_expired")
        assert await world.fetch("SELECT * FROM prints WHERE invoice_id = $1", UUID(invoice["id"])) == []

    async def test_where_it_is_not_installed_signing_cannot_be_chosen(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from duespark.prints import wish as wish_module

        monkeypatch.setattr(wish_module, "can_sign", lambda: False)
        path = f"/v1/companies/{world.company['id']}/print-settings"
        assert (await world.api.get(path)).json()["can_sign"] is False
        answer = await world.api.put(path, json={"einvoice": "off", "sign": True}, headers={"if-match": '"0"'})
        assert (answer.status_code, answer.json()["code"]) == (503, "signing.not_installed")

    async def test_a_member_may_not_upload_one(self, world: World) -> None:
        member = await world.user("member")
        body = {"pkcs12": base64.b64encode(p12()).decode(), "password": "secret"}
        path = f"/v1/companies/{world.company['id']}/signing-certificate"
        assert (await member.put(path, json=body)).status_code == 403


class TestLocked:
    def test_opens_with_the_password_only_and_says_the_same(self) -> None:
        pdf = drawn(samples.german()).pdf
        locked = lock_pdf(pdf, "a long one", allow_print=True, allow_copy=False)
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(locked))
        out = BytesIO()
        with pikepdf.open(BytesIO(locked), password="a long one") as file:
            assert (file.allow.print_highres, file.allow.extract, file.allow.modify_other) == (True, False, False)
            assert file.allow.accessibility
            file.save(out, encryption=False)
        assert pdf_text(out.getvalue()) == pdf_text(pdf)

    def test_claims_neither_archive_nor_e_invoice_nor_signature(self, signed: bytes) -> None:
        locked = lock_pdf(signed, "a long one", allow_print=False, allow_copy=True)
        with pikepdf.open(BytesIO(locked), password="a long one") as file:
            xmp = file.Root.Metadata.read_bytes()
            said = [re.search(claim, xmp) is not None for claim in (rb"pdfaid:part\W", rb"fx:Doc", rb"pdfuaid:part\W")]
            assert said == [False, False, True]
            assert (dict(file.attachments), "/AF" in file.Root, "/AcroForm" in file.Root) == ({}, False, False)

    async def test_over_http(self, world: World) -> None:
        invoice = await world.add_invoice()
        path = f"/v1/invoices/{invoice['id']}/locked-pdf"
        answer = await world.api.post(path, json={"password": "a long one"})
        assert "_locked.pdf" in answer.headers["content-disposition"]
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(answer.content))
        assert (await world.api.post(path, json={"password": "short"})).status_code == 422
