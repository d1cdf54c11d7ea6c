import { readFile } from "node:fs/promises";

export type PictureSize = { width: number; height: number };

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** From segment to segment up to the frame header (ITU-T T.81, B.2.2). */
function ofJpeg(bytes: Buffer): PictureSize | null {
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    if (isFrame(bytes[at + 1]!)) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return null;
}

/** By its first chunk: lossy, lossless or extended (RFC 9649, 2). */
function ofWebp(bytes: Buffer): PictureSize | null {
  const chunk = bytes.toString("latin1", 12, 16);
  if (chunk === "VP8 ") return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (chunk === "VP8X") return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
  if (chunk !== "VP8L") return null;
  const bits = bytes.readUInt32LE(21);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

const readers = new Map<string, (bytes: Buffer) => PictureSize | null>([
  ["image/png", (bytes) => ({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) })],
  ["image/gif", (bytes) => ({ width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) })],
  ["image/jpeg", ofJpeg],
  ["image/webp", ofWebp],
]);

/** How large a picture is, in pixels, by its bytes; null for every other type, and for a picture that says nothing sensible. */
export function pictureSizeOf(type: string, bytes: Buffer): PictureSize | null {
  try {
    const size = readers.get(type)?.(bytes) ?? null;
    return size && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The same of a file on the disk; null where that is not there (`path` is null). */
export const pictureSizeAt = async (type: string, path: string | null): Promise<PictureSize | null> =>
  path && readers.has(type) ? pictureSizeOf(type, await readFile(path)) : null;
