import { expect, it } from "vitest";
import { pictureSizeAt, pictureSizeOf } from "#app/files/picture-size.ts";
import { samples } from "./file-samples.ts";

const bytesOf = (hex: string, after = "") => Buffer.concat([Buffer.from(hex, "hex"), Buffer.from(after, "hex")]);
const riff = (chunk: string, rest: string) =>
  Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP", "latin1"), Buffer.from(chunk), Buffer.from(rest, "hex")]);

it.each([
  ["png", "image/png", samples.png, [1, 1]],
  ["gif", "image/gif", samples.gif, [1, 1]],
  // An application segment of six bytes, then a progressive frame of 640 by 480.
  ["jpeg", "image/jpeg", bytesOf("ffd8ffe0000600000000", "ffc2001108 01e0 0280 03".replaceAll(" ", "")), [640, 480]],
  ["lossy webp", "image/webp", riff("VP8 ", "00000000 000000 9d012a 8002 e001".replaceAll(" ", "")), [640, 480]],
  ["lossless webp", "image/webp", riff("VP8L", "00000000 2f 7fc27700".replaceAll(" ", "")), [640, 480]],
  ["extended webp", "image/webp", riff("VP8X", "0a000000 00000000 7f0200 df0100".replaceAll(" ", "")), [640, 480]],
])("a %s says how large it is", (_, type, bytes, [width, height]) => {
  expect(pictureSizeOf(type, bytes)).toEqual({ width, height });
});

it.each([
  ["is cut short", "image/png", samples.png.subarray(0, 18)],
  ["has no frame", "image/jpeg", samples.jpg],
  ["is of a chunk nobody knows", "image/webp", riff("ABCD", "00".repeat(40))],
  ["has no width", "image/gif", Buffer.from("GIF89a\0\0\x01\0", "latin1")],
  ["is no picture", "application/pdf", samples.pdf],
])("is not known of what %s", (_, type, bytes) => {
  expect(pictureSizeOf(type, bytes)).toBeNull();
});

it("is not known of a file that is gone", async () => {
  expect(await pictureSizeAt("image/png", null)).toBeNull();
});
