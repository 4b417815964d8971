"""From the bytes of a file to tidy text, or a reason why not."""

import codecs
import re
import unicodedata

from .draft import Dropped, Unreadable

LIMIT = 2_000_000

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"<svg")
_DOCUMENTS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Bytes that no text file has; a few are a slip, many are a program or an archive.
_UNPRINTABLE = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# C0 and C1 controls, direction overrides, surrogates and code points that are no characters.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Marks that no reader sees: soft hyphen, zero-width space, word joiner, byte order mark.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# No-break spaces (U+00A0, U+202F) stay: "10 000" must not be torn apart.
_BLANK = re.compile("[\u1680\u2000-\u200a\u205f\u3000]")


def decode(raw: bytes) -> str:
    """Return the text of a file; refuse what is too large, empty, no text or not UTF-8."""
    if len(raw) > LIMIT:
        raise Unreadable("too_large", detail=f"{len(raw) / 1_000_000:.1f}".replace(".", ","))
    if not raw.strip():
        raise Unreadable("empty")
    _refuse_other_formats(raw)
    encoding = "utf-16" if raw.startswith(_UTF16) else "utf-8"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", raw[: error.start])) + 1
        raise Unreadable("not_utf8", line=line, detail=f"0x{raw[error.start]:02X}") from None


def decode_leniently(raw: bytes) -> str:
    """Return what can be shown of a refused file, so that nobody has to type it again."""
    try:
        _refuse_other_formats(raw)
        return raw.decode("utf-16" if raw.startswith(_UTF16) else "utf-8")
    except Unreadable:
        return ""
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _refuse_other_formats(raw: bytes) -> None:
    if raw.startswith(_IMAGES) or (raw[:4] == b"RIFF" and raw[8:12] == b"WEBP") or raw[4:8] == b"ftyp":
        raise Unreadable("an_image")
    if raw.startswith(_DOCUMENTS):
        raise Unreadable("a_document")
    if raw.startswith(_UTF16):
        return
    unprintable = len(raw) - len(raw.translate(None, _UNPRINTABLE))
    if b"\x00" in raw or unprintable > len(raw) // 20:
        raise Unreadable("binary")


def tidy(text: str) -> tuple[str, list[Dropped]]:
    """Return the text with plain line ends and blanks, and a note on each line that had controls."""
    text = _LINE_BREAK.sub("\n", text)
    text = _BLANK.sub(" ", _INVISIBLE.sub("", text))
    notes = []
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if found := _CONTROL.findall(line):
            names = ", ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(found))
            notes.append(Dropped(number, names, "control_characters"))
            line = _CONTROL.sub("", line)
        lines[number - 1] = line.expandtabs(4).rstrip()
    return unicodedata.normalize("NFC", "\n".join(lines)), notes
