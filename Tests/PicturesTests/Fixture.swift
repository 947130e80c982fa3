import Foundation
import Testing

/// The PNGs in Fixtures, one of each kind, and the pixels that they should become.
///
/// Made by the Python at the end of this file, with NumPy, which knows the samples that it put in,
/// and compared there with Pillow 13.0.0. They agree, except where Pillow is known to be weak:
/// 16-bit channels, which it cuts off instead of rounding, and the transparent grey of 2-bit and
/// 4-bit files, which it looks for at the wrong value.
struct Fixture: CustomTestStringConvertible, Sendable {
  let name: String
  let bytes: [UInt8]
  /// [height, width, 3], over white
  let expected: [UInt8]
  var testDescription: String { name }

  // No fixture is wider or higher than the last byte of each number in its header can say.
  var width: Int { Int(bytes[19]) }
  var height: Int { Int(bytes[23]) }

  static let all: [Fixture] = {
    let folder = Bundle.module.bundleURL.appending(path: "Fixtures")
    do {
      let json = try Data(contentsOf: folder.appending(path: "expected.json"))
      let expected = try JSONDecoder().decode([String: Data].self, from: json)
      return try expected.sorted { $0.key < $1.key }.map { name, pixels in
        let png = try Data(contentsOf: folder.appending(path: "\(name).png"))
        return Fixture(name: name, bytes: Array(png), expected: Array(pixels))
      }
    } catch {
      Issue.record("the fixtures cannot be read: \(error)")
      return []
    }
  }()

  /// A few different ones, for tests that decode a file hundreds of times.
  static let some = all.filter {
    ["grey-1", "palette-4-trns", "rgb-16-interlaced-trns", "rgb-alpha-8"].contains($0.name)
  }
}

// The Python, run in Fixtures:
//
//     import base64, json, numpy as np, struct, zlib
//     from io import BytesIO
//     from PIL import Image
//
//     # 9 is more than 8, so every pass of the interlacing has pixels; in the small sizes, some have none.
//     SIZE, SMALL = (9, 9), [(1, 1), (2, 3), (1, 9), (6, 4)]
//     ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4),
//              (1, 0, 2, 2), (0, 1, 1, 2)]
//     CHANNELS = {"grey": (0, 1), "rgb": (2, 3), "palette": (3, 1),
//                 "grey-alpha": (4, 2), "rgb-alpha": (6, 4)}
//     DEPTHS = {"grey": [1, 2, 4, 8, 16], "rgb": [8, 16], "palette": [1, 2, 4, 8],
//               "grey-alpha": [8, 16], "rgb-alpha": [8, 16]}
//
//     def chunk(kind, data):
//         body = kind + data
//         return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
//
//     def lines(samples, depth):  # [h, w, channels] to filtered lines; filter 1 (left) on odd lines
//         out = b""
//         if samples.size == 0: return out
//         for y, line in enumerate(samples.reshape(len(samples), -1)):
//             if depth == 16: row = line.astype(">u2").tobytes()
//             else:
//                 bits = (line[:, None] >> np.arange(depth - 1, -1, -1)) & 1
//                 row = np.packbits(bits.astype(np.uint8).ravel()).tobytes()
//             if y % 2:
//                 step = max(1, samples.shape[2] * depth // 8)
//                 left = bytes(step) + row
//                 row = bytes((b - l) & 255 for b, l in zip(row, left))
//             out += bytes([y % 2]) + row
//         return out
//
//     def over(p):  # over white, rounded
//         color, alpha = p[..., :3], p[..., 3:]
//         return ((color * alpha + 255 * (255 - alpha)) * 2 + 255) // 510
//
//     def cases(kind, depth, interlaced):
//         trns = [(False, SIZE)] + [(True, SIZE)] * ("alpha" not in kind)
//         return trns + [(False, s) for s in SMALL if interlaced and (kind, depth) == ("rgb", 16)]
//
//     random, expected = np.random.default_rng(7), {}
//     for kind, (number, channels) in CHANNELS.items():
//         for depth in DEPTHS[kind]:
//             for interlaced in (False, True):
//                 for trns, (w, h) in cases(kind, depth, interlaced):
//                     top, colors = 2**depth - 1, min(2**depth, 200)
//                     limit = colors if kind == "palette" else top + 1
//                     samples = random.integers(0, limit, (h, w, channels))
//                     if number in (4, 6): samples[0, :4, -1] = [0, top, top // 2, 1]
//                     palette = random.integers(0, 256, (colors, 4))
//                     key = samples[0, 0].copy()
//                     if trns:
//                         samples[3, 2:5] = key
//                         if depth == 16: samples[5, 5] = key ^ 1  # opaque
//                     if number == 3:
//                         rgba = palette[samples[..., 0]]
//                         if not trns: rgba[..., 3] = 255
//                     else:
//                         color = samples[..., :channels - (number in (4, 6))]
//                         rgb = np.broadcast_to(color, (h, w, 3))
//                         alpha = np.full((h, w, 1), top)
//                         if number in (4, 6): alpha = samples[..., -1:]
//                         if trns: alpha[(samples == key).all(-1)] = 0
//                         # to 8 bits: v * 255 / top, rounded (for 16 bits this is v / 257)
//                         rgba = (np.concatenate([rgb, alpha], -1) * 255 * 2 + top) // (2 * top)
//                     passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
//                     data = b"".join(lines(samples[y::v, x::u], depth) for x, y, u, v in passes)
//                     header = struct.pack(">IIBBBBB", w, h, depth, number, 0, 0, interlaced)
//                     png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
//                     entries = palette.astype(np.uint8)
//                     if number == 3: png += chunk(b"PLTE", entries[:, :3].tobytes())
//                     clear = entries[:, 3] if number == 3 else key.astype(">u2")
//                     if trns: png += chunk(b"tRNS", clear.tobytes())
//                     png += chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")
//                     name = f"{kind}-{depth}" + "-interlaced" * interlaced + "-trns" * trns
//                     if (w, h) != SIZE: name += f"-{w}x{h}"
//                     pillow = np.asarray(Image.open(BytesIO(png)).convert("RGBA")).astype(int)
//                     apart = np.abs(over(pillow) - over(rgba)).max()
//                     if apart: print(name, "Pillow differs by", apart)
//                     open(name + ".png", "wb").write(png)
//                     pixels = over(rgba).astype(np.uint8).tobytes()
//                     expected[name] = base64.b64encode(pixels).decode()
//     json.dump(expected, open("expected.json", "w"), indent=0, sort_keys=True)
