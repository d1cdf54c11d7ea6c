import { parseWithZod } from "@conform-to/zod/v4";
import type { $ZodType } from "zod/v4/core";

/** What conform reads as commands of its own, which no form of ours sends. */
const commands = ["__intent__", "__state__"];

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
  for (const command of commands) fields.delete(command);
  return parseWithZod(fields, { schema });
}
