import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import type { $ZodType } from "zod/v4/core";
import { isMultipart, NotWhole, partsOf } from "./multipart.ts";

/**
 * Names of the fields that forms of ours have. Others are dropped: conform reads "a[9]" and "a.b" as paths into arrays
 * and objects, however large, and "__intent__" as a command.
 */
const isPlain = (name: string) => /^[a-z][a-zA-Z0-9]{0,39}$/.test(name);

/** What is read of one field, in bytes: more than any text of ours may have. */
const maxFieldBytes = 256 * 1024;

/** Takes one file of a form as it comes; what it does not read is passed over. */
export type TakeFile = (file: { field: string; name: string; source: AsyncIterable<Uint8Array> }) => Promise<void>;

/** The fields that were sent; none where the body is no form at all. `isWhole` is false where it broke off. */
export async function readFields(request: Request, takeFile: TakeFile = async () => {}) {
  const type = request.headers.get("Content-Type") ?? "";
  if (isMultipart(request)) return fieldsOf(request, takeFile);
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return { fields: new FormData(), isWhole: true };
  try {
    return { fields: await request.formData(), isWhole: true };
  } catch (error) {
    if (error instanceof TypeError) return { fields: new FormData(), isWhole: false };
    throw error;
  }
}

async function fieldsOf(request: Request, takeFile: TakeFile) {
  const fields = new FormData();
  try {
    for await (const { name, filename, data } of partsOf(request)) {
      // A browser sends a file without a name where none was chosen.
      if (filename === null) fields.append(name, await textOf(data));
      else if (filename) await takeFile({ field: name, name: filename, source: data });
    }
    return { fields, isWhole: true };
  } catch (error) {
    if (error instanceof NotWhole) return { fields, isWhole: false };
    throw error;
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
  words: Record<NoInfer<Fault>, string | ((maxLength: number) => string)>,
  maxLength: (field: string) => number = () => 0,
): Record<string, string[]> {
  const said = (field: string, word: string | ((maxLength: number) => string)) =>
    typeof word === "string" ? word : word(maxLength(field));
  return Object.fromEntries(
    Object.entries(faults).flatMap(([field, fault]) => (fault ? [[field, [said(field, words[fault])]]] : [])),
  );
}
