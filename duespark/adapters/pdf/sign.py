"""Signs a PDF (PAdES B-B, ETSI EN 319 142-1) with pyHanko, which is an extra: the last step, appended to the file."""

import io
from importlib.util import find_spec

from lxml import etree

from duespark.adapters.pdf.factur_x import NAMESPACE
from duespark.engine.errors import Unavailable


class SignerMissing(Unavailable):
    code = "signing.not_installed"
    sentence = (
        "Signing needs a part that is not installed here. Whoever runs DueSpark adds it: pip install 'duespark[sign]'."
    )


class SigningFailed(Unavailable):
    code = "signing.failed"
    sentence = "The PDF could not be signed: {reason}. Upload the certificate again, or turn signing off."


def can_sign() -> bool:
    """Whether the extra is installed."""
    return find_spec("pyhanko") is not None


def sign_pdf(pdf: bytes, pkcs12: bytes, *, name: str) -> bytes:
    """The PDF with a signature that nobody sees on the page; it stays PDF/A-3a and PDF/UA-1.

    Two signatures of one file differ, for each has its time. Blocks. Raises `SignerMissing`, `SigningFailed`.
    """
    if not can_sign():
        raise SignerMissing
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, signers
    from pyhanko.sign.fields import SigSeedSubFilter

    # The signer writes the XMP anew, and readers of Factur-X look for this prefix.
    etree.register_namespace("fx", NAMESPACE)
    signer = SimpleSigner.load_pkcs12_data(pkcs12, other_certs=[], passphrase=None)
    if signer is None:
        raise SigningFailed(reason="the certificate cannot be read")
    # PDF/A wants a line end before what is appended (ISO 19005-3, 6.1.9).
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf if pdf.endswith(b"\n") else pdf + b"\n"))
    meta = PdfSignatureMetadata(
        field_name="Signature", name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    try:
        signed: bytes = signers.sign_pdf(writer, meta, signer=signer).getvalue()
    except Exception as error:
        raise SigningFailed(reason=str(error) or type(error).__name__) from error
    return signed
