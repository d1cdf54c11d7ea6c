import { z } from "zod";
import { parseFields, readFields } from "../http/forms.ts";
import type { TeamText } from "./text.ts";
import { cleanList, listIn, readInviteLines, type ListLine } from "./invite-list.ts";
import { maxListBytes, maxListLines } from "./list-limits.ts";

const schema = z.object({ people: z.string().optional(), once: z.string().optional(), send: z.string().optional() });

/**
 * The list that was typed with the one in the file, as a form that can be shown again, and its lines or what is wrong
 * with all of it.
 */
export async function readInviteList(request: Request, { inviteMany: words }: TeamText) {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const { fields, isWhole } = await readFields(request, async ({ field, source }) => {
    if (field !== "file") return;
    for await (const part of source) {
      bytes += part.byteLength;
      if (bytes > maxListBytes) return;
      parts.push(part);
    }
  });
  const typed = fields.get("people");
  const file = bytes > maxListBytes ? "" : listIn(Buffer.concat(parts));
  const text = [typeof typed === "string" ? typed : "", file ?? ""].filter(Boolean).join("\n");
  const isTooLarge = bytes > maxListBytes || Buffer.byteLength(text) > maxListBytes;
  if (!isTooLarge) fields.set("people", cleanList(text));
  const form = parseFields(fields, schema);
  const { people = "", ...rest } = form.status === "success" ? form.value : {};
  const sent = { people, ...rest };
  if (!isWhole) return { form, sent, lines: [], fault: words.notWhole };
  if (isTooLarge) return { form, sent, lines: [], fault: words.tooLarge };
  if (file === null) return { form, sent, lines: [], fault: words.spreadsheet };
  const written = people.split("\n").filter((line) => line.trim()).length;
  const lines: ListLine[] = written > maxListLines + 1 ? [] : readInviteLines(people, words);
  const count = lines.length || written;
  if (count > maxListLines) return { form, sent, lines, fault: words.tooMany(count) };
  return { form, sent, lines, fault: lines.length ? null : words.missing };
}

/** The request as if the list had been typed in full: for those who keep it until it is known who asks. */
export function typedRequest({ url, method, headers: before }: Request, people: string): Request {
  const headers = new Headers(before);
  headers.delete("Content-Length");
  headers.set("Content-Type", "application/x-www-form-urlencoded");
  return new Request(url, { method, headers, body: new URLSearchParams({ people }).toString() });
}
