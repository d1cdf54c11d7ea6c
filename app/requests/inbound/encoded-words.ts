/** The decoder of a charset; UTF-8's where there is none of that name. */
export function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset || "utf-8");
  } catch {
    return new TextDecoder();
  }
}

/** The bytes that quoted-printable or percent signs stand for, by the sign before their two digits. */
export const fromHex = (text: string, sign: "=" | "%") =>
  Buffer.from(
    text.replace(sign === "=" ? /=([0-9a-f]{2})/gi : /%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    ),
    "latin1",
  );

const maxEncodedLength = 4_000;
const word = /=\?([\w-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([^?\s]{0,1000})\?=/gi;

/** A name or a subject as it was meant, where it came as its mail carries it (RFC 2047, RFC 2231); else as it is. */
export function decodeWords(text: string): string {
  if (text.length > maxEncodedLength) return text;
  const [, charset, percented] = /^([\w-]{1,40})'[\w-]{0,20}'(\S+)$/.exec(text) ?? [];
  if (charset && percented) return decoderOf(charset).decode(fromHex(percented, "%"));
  return text
    .replace(/\?=\s{1,20}(?==\?[\w-]{1,40}\?[bq]\?)/gi, "?=")
    .replace(word, (_, name: string, encoding: string, encoded: string) =>
      decoderOf(name).decode(
        encoding.toLowerCase() === "b" ? Buffer.from(encoded, "base64") : fromHex(encoded.replaceAll("_", " "), "="),
      ),
    );
}
