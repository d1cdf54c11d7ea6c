import addressParser from "nodemailer/lib/addressparser/index.js";
import { canonicalAddress } from "../../people/address.ts";

/** A mail's headers in the order they were written, names in small letters; the newest server's come first. */
export type Headers = readonly { readonly name: string; readonly value: string }[];

const maxHeadLength = 256 * 1024;
const maxHeaders = 2_000;

/** All values of a header, first one first. */
export const valuesOf = (headers: Headers, name: string): string[] =>
  headers.filter((header) => header.name === name).map(({ value }) => value);

/** A mail as it was sent, parted into its head and its body; null where the head is longer than any real one. */
export function splitHead(raw: string): { head: string; body: string } | null {
  const end = /\r?\n\r?\n/.exec(raw.slice(0, maxHeadLength));
  if (!end) return raw.length > maxHeadLength ? null : { head: raw, body: "" };
  return { head: raw.slice(0, end.index), body: raw.slice(end.index + end[0].length) };
}

/** The headers that stand at the top of a mail as it was sent. */
export function headersIn(head: string): Headers {
  return head
    .replace(/\r\n/g, "\n")
    .replace(/\n(?=[ \t])/g, "")
    .split("\n", maxHeaders)
    .flatMap((line) => {
      const [, name, value] = /^([\w-]{1,80})[ \t]*:(.*)$/.exec(line) ?? [];
      return name ? [{ name: name.toLowerCase(), value: value!.trim() }] : [];
    });
}

export type Correspondent = { email: string; name: string | null };

/** What is read of a list of addresses, in characters: the time that takes grows with the square of its length. */
export const maxListLength = 8_000;

/** The addresses of a header such as From or Cc, canonical; what is no address is left out. */
export function correspondentsIn(text: string): Correspondent[] {
  return addressParser(text.slice(0, maxListLength), { flatten: true }).flatMap(({ address, name }) => {
    const email = canonicalAddress(address ?? "");
    return email ? [{ email, name: name || null }] : [];
  });
}
