import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import type { $ZodType } from "zod/v4/core";

/**
 * Names of the fields that forms of ours have. Others are dropped: conform reads "a[9]" and "a.b" as paths into arrays
 * and objects, however large, and "__intent__" as a command.
 */
const isPlain = (name: string) => /^[a-z][a-zA-Z0-9]{0,39}$/.test(name);

/** The fields that were sent; none where the body is no form at all. */
async function fieldsOf(request: Request): Promise<FormData> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return new FormData();
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) return new FormData();
    throw error;
  }
}

/**
 * Reads a posted form by its schema. Unless the status is "success", answer with `invalid(form.reply())`; a fault found
 * later goes the same way: `invalid(form.reply({ fieldErrors: { code: ["…"] } }))`.
 */
export async function readForm<Schema extends $ZodType>(request: Request, schema: Schema) {
  const fields = await fieldsOf(request);
  const plain = new FormData();
  for (const [name, value] of fields) if (isPlain(name)) plain.append(name, value);
  return parseWithZod(plain, { schema });
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

/** Faults by field in words, as a form's reply takes them. */
export function inWords<Fault extends string>(
  faults: Record<string, Fault | undefined>,
  words: Record<NoInfer<Fault>, string>,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([field, fault]) => (fault ? [[field, [words[fault]]]] : [])),
  );
}
