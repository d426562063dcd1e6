"""Bitcoin addresses of the main network: their checksums, and which kinds money may be asked to."""

import hashlib

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CONSTANT = {0: 1, 1: 0x2BC830A3}
"""Checksum constant by witness version: bech32 (BIP 173) for 0, bech32m (BIP 350) for 1."""

_PROGRAM_BYTES = {0: (20, 32), 1: (32,)}
_HRP = (3, 3, 0, 2, 3)
""""bc" as BIP 173 expands it."""


def is_payable(address: str) -> bool:
    """Whether `address` is one of the main network whose checksum is right and whose kind has an owner today.

    That is P2PKH (1...), P2SH (3...), SegWit (bc1q...) and Taproot (bc1p... with 32 bytes). Witness versions nobody has
    given rules to are refused, since anybody could spend what is sent there; so are addresses of test networks.

    >>> is_payable("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), is_payable("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")
    (True, False)
    >>> is_payable("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")
    True
    >>> is_payable("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx")
    False
    """
    if address[:3].lower() == "bc1":
        return address in (address.lower(), address.upper()) and _is_segwit(address[3:].lower())
    return _is_base58(address)


def _is_base58(address: str) -> bool:
    """P2PKH or P2SH: version byte, 20 bytes of hash, 4 bytes of double SHA-256 over both."""
    if not 26 <= len(address) <= 34 or any(character not in _BASE58 for character in address):
        return False
    number = 0
    for character in address:
        number = number * 58 + _BASE58.index(character)
    raw = number.to_bytes(25, "big")  # 34 digits of base 58 always fit
    # Each leading zero byte is written as one "1", and nothing else is.
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    digest = hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()
    return raw[0] in (0, 5) and raw[21:] == digest[:4] and zeros == len(address) - len(address.lstrip("1"))


def _is_segwit(data: str) -> bool:
    """What follows "bc1": witness version, program in groups of 5 bits, checksum of 6 characters."""
    if not 7 <= len(data) <= 87 or any(character not in _BECH32 for character in data):
        return False
    values = [_BECH32.index(character) for character in data]
    version, program = values[0], values[1:-6]
    size, spare = divmod(len(program) * 5, 8)
    padding = program[-1] & ((1 << spare) - 1) if program else 0
    return (
        size in _PROGRAM_BYTES.get(version, ())
        and spare < 5
        and padding == 0
        and _polymod((*_HRP, *values)) == _CONSTANT[version]
    )


def _polymod(values: tuple[int, ...]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            checksum ^= generator if top >> bit & 1 else 0
    return checksum
