"""Makes the sheets of type in the folder Type: see README.md.

    python3 -m venv venv && venv/bin/pip install pillow freetype-py uharfbuzz
    venv/bin/python Sources/Pictures/Resources/make_type.py
"""

import pathlib

import freetype
import uharfbuzz
from PIL import Image

HERE = pathlib.Path(__file__).parent / "Type"
INTER = "/usr/share/fonts/opentype/inter/Inter-{}.otf"
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans{}.ttf"
# Name of the sheet, weight, the same of the other face, pixels to the em, and at how many places
# between two pixels glyphs are drawn; a glyph's places stand beside each other.
SHEETS = [
    ("small", "Regular", "", 13, 4),
    ("text", "Regular", "", 15, 4),
    ("strong", "SemiBold", "-Bold", 15, 4),
    ("large", "Medium", "", 26, 1),
]
# Glyphs in a row of a sheet.
ROW = 16

# The first stands for what has no glyph.
CHARACTERS = "\ufffd" + "".join(map(chr, range(0x20, 0x7F))) + "".join("""
    ÄÖÜäöüßàâáåæçèéêëîïíñôóòøœùûúÿÉÀÇÑØ
    −×÷±·•…°′″‘’“”„«»‹›–—§©€£µ¿¡
    ½¼¾⅓⅔⅛⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣᵗ₀₁₂₃₄₅₆₇₈₉₊₋
    αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ
    ∂∇Σ∑∏√∞≈≠≤≥∈∘⊙∝∫⌊⌋⌈⌉≪≫¬
    ←→↑↓↔↕↖↗↘↙⇒⇐✓✗■□●○▲▼◆─│▀
""".split())


def face_of(path, size):
    face = freetype.Face(path)
    face.set_char_size(size * 64)
    return face


class Shaper:
    """Advances and kerning in 64ths of a pixel, with digits of equal width."""

    def __init__(self, path, size):
        blob = uharfbuzz.Blob.from_file_path(path)
        self.font = uharfbuzz.Font(uharfbuzz.Face(blob))
        self.font.scale = (size * 64, size * 64)

    def shape(self, text, kern):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        features = {"tnum": True, "kern": kern, "liga": False, "calt": False, "ccmp": False}
        uharfbuzz.shape(self.font, buffer, features)
        glyphs = [info.codepoint for info in buffer.glyph_infos]
        return glyphs, [position.x_advance for position in buffer.glyph_positions]


def raster(face, glyph, phase, phases):
    """Coverage of a glyph that is moved to the right by `phase` of a pixel: left, top, rows."""
    identity = freetype.Matrix(0x10000, 0, 0, 0x10000)
    face.set_transform(identity, freetype.Vector(64 * phase // phases, 0))
    face.load_glyph(glyph, freetype.FT_LOAD_NO_BITMAP | freetype.FT_LOAD_TARGET_LIGHT)
    face.glyph.render(freetype.FT_RENDER_MODE_NORMAL)
    bitmap = face.glyph.bitmap
    rows = [
        # In sixteen steps: nobody sees the difference, and the sheets are half as large.
        bytes(
            (level * 15 + 127) // 255 * 17
            for level in bitmap.buffer[y * bitmap.pitch : y * bitmap.pitch + bitmap.width]
        )
        for y in range(bitmap.rows)
    ]
    return face.glyph.bitmap_left, face.glyph.bitmap_top, rows


def make(name, weight, other, size, phases):
    paths = [INTER.format(weight), DEJAVU.format(other)]
    faces = [face_of(path, size) for path in paths]
    shapers = [Shaper(path, size) for path in paths]
    glyphs = []
    for character in CHARACTERS:
        which = 0 if faces[0].get_char_index(character) else 1
        [glyph], [advance] = shapers[which].shape(character, False)
        assert glyph or character == "\ufffd", character
        drawn = [raster(faces[which], glyph, phase, phases) for phase in range(phases)]
        glyphs.append((character, advance, which, drawn))

    # A 64th of a pixel more or less is a matter of rounding.
    for equal in ["0123456789", "+−"]:
        widest = max(glyph[1] for glyph in glyphs if glyph[0] in equal)
        glyphs = [(c, widest if c in equal else a, w, d) for c, a, w, d in glyphs]

    boxes = [
        (left, top, left + (len(rows[0]) if rows else 0), top - len(rows))
        for _, _, _, drawn in glyphs for left, top, rows in drawn
    ]
    left, ascent = min(b[0] for b in boxes), max(b[1] for b in boxes)
    width, height = max(b[2] for b in boxes) - left, ascent - min(b[3] for b in boxes)
    lines = (len(glyphs) + ROW - 1) // ROW
    sheet = Image.new("L", (width * ROW * phases, height * lines))
    for number, (_, _, _, drawn) in enumerate(glyphs):
        for phase, (x, top, rows) in enumerate(drawn):
            column = (number % ROW * phases + phase) * width + x - left
            for y, row in enumerate(rows):
                image = Image.frombytes("L", (len(row), 1), row)
                sheet.paste(image, (column, number // ROW * height + ascent - top + y))
    sheet.save(HERE / f"{name}.png", optimize=True)

    # Kerning of letters and what stands beside them, where it is seen; digits keep their widths.
    pairs = [c for c, _, which, _ in glyphs if which == 0 and (c.isalpha() or c in ".,:;()“”‘’…-–")]
    advances = {c: advance for c, advance, _, _ in glyphs}
    kerning = []
    for a in pairs:
        for b in pairs:
            if not (a + b).isascii() and not set(a + b) & set("“”‘’…–"):
                continue
            _, shaped = shapers[0].shape(a + b, True)
            kern = sum(shaped) - advances[a] - advances[b] if len(shaped) == 2 else 0
            if abs(kern) * 32 >= size * 64:  # a 32nd of the em
                kerning.append((a, b, kern))
    capital = raster(faces[0], faces[0].get_char_index("H"), 0, 1)[1]
    with open(HERE / f"{name}.txt", "w") as file:
        file.write(f"size {size} phases {phases} row {ROW} width {width} height {height} left {-left} ascent {ascent}")
        file.write(f" capital {capital}\n")
        for character, advance, _, _ in glyphs:
            file.write(f"{ord(character):x} {advance}\n")
        file.write("kerning\n")
        for a, b, kern in kerning:
            file.write(f"{ord(a):x} {ord(b):x} {kern}\n")
    print(name, sheet.size, len(glyphs), "glyphs,", len(kerning), "kerns, cell", width, height)


for sheet in SHEETS:
    make(*sheet)
