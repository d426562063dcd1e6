"""The shape that PayNow and PIX share, EMVCo merchant-presented mode: tagged values and a checksum at the end."""


def template(*objects: tuple[str, str]) -> str:
    """The objects in the order given, each as tag (2), length (2 digits) and value; those without a value left out.

    A value has at most 99 characters, all ASCII; the schemes see to that.

    >>> template(("00", "01"), ("54", ""), ("58", "SG"))
    '0002015802SG'
    """
    return "".join(f"{tag}{len(value):02}{value}" for tag, value in objects if value)


def with_checksum(text: str) -> str:
    """`text` closed by object 63, the checksum over everything before its value, as four capital hexadecimal digits.

    >>> with_checksum("000201")[-8:]
    '6304AAE6'
    """
    return f"{text}6304{crc16(f'{text}6304'):04X}"


def is_intact(payload: str) -> bool:
    """Whether the payload ends with its own right checksum, as a reader checks it.

    >>> is_intact(with_checksum("000201")), is_intact("0002016304FFFF")
    (True, False)
    """
    return payload == with_checksum(payload[:-8])


def crc16(text: str) -> int:
    """CRC-16/CCITT-FALSE (ISO/IEC 13239 as EMVCo uses it): polynomial 1021, start FFFF, nothing reflected.

    >>> f"{crc16('123456789'):04X}"
    '29B1'
    """
    checksum = 0xFFFF
    for byte in text.encode():
        checksum ^= byte << 8
        for _ in range(8):
            checksum = (checksum << 1) ^ (0x11021 if checksum & 0x8000 else 0)
    return checksum
