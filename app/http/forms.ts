import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import type { $ZodType } from "zod/v4/core";
import { maxBodyBytes, piecesOf, TooLarge } from "./bodies.ts";
import { isMultipart, NotWhole, partsOf } from "./multipart.ts";
import { tooLarge } from "./respond.ts";

/**
 * Names of the fields that forms of ours have. Others are dropped: conform reads "a[9]" and "a.b" as paths into arrays
 * and objects, however large, and "__intent__" as a command.
 */
const isPlain = (name: string) => /^[a-z][a-zA-Z0-9]{0,39}$/.test(name);

/** The largest form is an order's of a thousand things, with two fields for each; the most values of one name are files. */
const maxFields = 2_500;
const maxValuesOfName = 100;
/** What is read of one field of a multipart form, in bytes: more than any text of ours may have. */
const maxFieldBytes = 256 * 1024;

/** Takes one file of a form as it comes; what it does not read is passed over. */
export type TakeFile = (file: { field: string; name: string; source: AsyncIterable<Uint8Array> }) => Promise<void>;

/** The fields that came: counted one by one, before anything works on them. */
function counted() {
  const fields = new FormData();
  const values = new Map<string, number>();
  let [count, characters] = [0, 0];
  return {
    fields,
    add(name: string, text: string) {
      values.set(name, (values.get(name) ?? 0) + 1);
      count += 1;
      characters += name.length + text.length;
      if (count > maxFields || values.get(name)! > maxValuesOfName || characters > maxBodyBytes) throw new TooLarge();
      fields.append(name, text);
    },
  };
}

/**
 * The fields that were sent; none where the body is no form at all. `isWhole` is false where it broke off. Throws the page
 * "too large" where they are more than a form of ours has.
 */
export async function readFields(request: Request, takeFile: TakeFile = async () => {}) {
  const type = request.headers.get("Content-Type") ?? "";
  const { fields, add } = counted();
  try {
    if (isMultipart(request)) await readParts(request, add, takeFile);
    else if (/^application\/x-www-form-urlencoded\b/i.test(type)) await readUrlencoded(request, add);
    return { fields, isWhole: true };
  } catch (error) {
    if (error instanceof TooLarge) throw tooLarge();
    if (error instanceof NotWhole) return { fields, isWhole: false };
    throw error;
  }
}

type Add = (name: string, text: string) => void;

async function readUrlencoded(request: Request, add: Add) {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(request, maxBodyBytes)) pieces.push(piece);
  const body = Buffer.concat(pieces);
  let fields = 1;
  for (let at = body.indexOf("&"); at >= 0; at = body.indexOf("&", at + 1)) fields += 1;
  if (fields > maxFields) throw new TooLarge();
  for (const [name, text] of new URLSearchParams(body.toString("utf8"))) add(name, text);
}

async function readParts(request: Request, add: Add, takeFile: TakeFile) {
  for await (const { name, filename, data } of partsOf(request)) {
    // A browser sends a file without a name where none was chosen.
    if (filename === null) add(name, await textOf(data));
    else if (filename) await takeFile({ field: name, name: filename, source: data });
  }
}

async function textOf(data: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let room = maxFieldBytes;
  for await (const part of data) {
    if (room > 0) parts.push(part.subarray(0, room));
    room -= part.byteLength;
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Holds the fields of a form against its schema; see `readForm`. */
export function parseFields<Schema extends $ZodType>(fields: FormData, schema: Schema) {
  const plain = new FormData();
  for (const [name, value] of fields) if (isPlain(name)) plain.append(name, value);
  return parseWithZod(plain, { schema });
}

/**
 * Reads a posted form by its schema. Unless the status is "success", answer with `invalid(form.reply())`; a fault found
 * later goes the same way: `invalid(form.reply({ fieldErrors: { code: ["…"] } }))`.
 */
export async function readForm<Schema extends $ZodType>(request: Request, schema: Schema) {
  return parseFields((await readFields(request)).fields, schema);
}

/** A form of texts that the model behind it looks through: none is required here. */
export function texts<Name extends string>(names: readonly Name[]) {
  const text = z.string().optional();
  return z.object(Object.fromEntries(names.map((name) => [name, text])) as Record<Name, typeof text>);
}

/** The same for a form whose fields are as many as somebody asked for. */
export const anyTexts = z.record(z.string(), z.string());

/** What was typed into these fields, "" where nothing was. */
export function typedIn<Name extends string>(
  value: Partial<Record<NoInfer<Name>, string | undefined>>,
  names: readonly Name[],
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, value[name] ?? ""])) as Record<Name, string>;
}

/** Faults by field in words, as a form's reply takes them; `maxLength` gives how long a field may be, where words say that. */
export function inWords<Fault extends string>(
  faults: Record<string, Fault | undefined>,
  words: Record<NoInfer<Fault>, string | ((maxLength: number, field: string) => string)>,
  maxLength: (field: string) => number = () => 0,
): Record<string, string[]> {
  const said = (field: string, word: string | ((maxLength: number, field: string) => string)) =>
    typeof word === "string" ? word : word(maxLength(field), field);
  return Object.fromEntries(
    Object.entries(faults).flatMap(([field, fault]) => (fault ? [[field, [said(field, words[fault])]]] : [])),
  );
}
