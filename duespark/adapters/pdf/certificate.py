"""Reads and makes certificates to sign with (PKCS#12, RFC 7292), and says whose they are and how long they hold."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from duespark.engine.errors import Invalid

_Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_YEARS: Final = 5
_LEAST_BITS: Final = 2048


class BadCertificate(Invalid):
    code = "signing.bad_certificate"
    sentence = "This file cannot sign: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A key with its certificate; `pkcs12` holds both without a password, and is secret. `certificate` is the public part
    (X.509, DER), and `fingerprint` its SHA-256 in hexadecimal, as programs show it to compare."""

    pkcs12: bytes
    certificate: bytes
    fingerprint: str
    subject: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime


def read_certificate(content: bytes, password: str, *, now: datetime) -> Certificate:
    """What a PKCS#12 file holds. Raises `BadCertificate` that says what is wrong with it."""
    try:
        found = pkcs12.load_pkcs12(content, password.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        problem = "the password is wrong, or it is no PKCS#12 file (.p12 or .pfx)"
        raise BadCertificate(pointer="/password", problem=problem) from error
    if found.key is None or found.cert is None:
        raise BadCertificate(pointer="/pkcs12", problem="it holds no private key with its certificate")
    key = _signing_key(found.key)
    _check_use(found.cert.certificate, now)
    chain = [one.certificate for one in found.additional_certs]
    return _certificate(key, found.cert.certificate, chain)


def make_certificate(name: str, *, now: datetime) -> Certificate:
    """A new RSA key and a certificate for `name` that it signs itself: it proves that nothing was changed, not who you are.

    Takes a second of one core. It holds for five years.
    """
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    oids = (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
    subject = x509.Name([x509.NameAttribute(oid, _short(name)) for oid in oids])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _certificate(key, made, [])


def _certificate(key: _Key, cert: x509.Certificate, chain: list[x509.Certificate]) -> Certificate:
    return Certificate(
        pkcs12=pkcs12.serialize_key_and_certificates(b"", key, cert, chain or None, NoEncryption()),
        certificate=cert.public_bytes(Encoding.DER),
        fingerprint=cert.fingerprint(hashes.SHA256()).hex().upper(),
        subject=_name(cert.subject),
        issuer=_name(cert.issuer),
        serial=f"{cert.serial_number:X}",
        not_before=cert.not_valid_before_utc,
        not_after=cert.not_valid_after_utc,
    )


def _signing_key(key: object) -> _Key:
    if isinstance(key, rsa.RSAPrivateKey):
        if key.key_size < _LEAST_BITS:
            raise BadCertificate(
                pointer="/pkcs12", problem=f"its RSA key has {key.key_size} bits, and 2048 is the least"
            )
        return key
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise BadCertificate(pointer="/pkcs12", problem="its key is neither RSA nor an elliptic curve (ECDSA)")
    return key


def _check_use(cert: x509.Certificate, now: datetime) -> None:
    if cert.not_valid_after_utc <= now:
        raise BadCertificate(pointer="/pkcs12", problem=f"it expired on {cert.not_valid_after_utc:%Y-%m-%d}")
    if cert.not_valid_before_utc > now:
        raise BadCertificate(pointer="/pkcs12", problem=f"it does not hold before {cert.not_valid_before_utc:%Y-%m-%d}")
    try:
        usage = cert.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise BadCertificate(pointer="/pkcs12", problem="it is not meant for signing documents")


def _short(name: str) -> str:
    """The name in at most 64 bytes, which is what a common name holds (X.520).

    >>> len(_short("Ł" * 80))
    32
    """
    return name.encode()[:64].decode(errors="ignore")


def _name(name: x509.Name) -> str:
    """The common name, else the whole name as text (RFC 4514)."""
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()
