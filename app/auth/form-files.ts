import { randomUUID } from "node:crypto";
import type { $ZodType } from "zod/v4/core";
import { parseFields, readFields } from "../http/forms.ts";
import { invalid } from "../http/respond.ts";
import { cleanName } from "../models/file-name.ts";
import { removeStored, storeFile, type FileFault, type Stored } from "../models/file-store.ts";
import { draftOf, dropWaiting, keepStored, listWaiting, mostFiles, named } from "../models/message-files.ts";
import type { Keeper } from "../models/request-keeper.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/text.ts";
import type { Ask } from "./handles.ts";
import { forgetTyped } from "./typed-before.ts";

/** The field of the files, and that of those which are kept from an earlier try. */
const [field, keepField] = ["files", "keep"] as const;

type Faults = { fieldErrors?: Record<string, string[]>; formErrors?: string[]; hideFields?: string[] };
type Refused = { name: string; fault: FileFault | "tooMany" };

async function readPosted({ request, context: { portal } }: Ask) {
  const stored: Stored[] = [];
  const refused: Refused[] = [];
  const { fields, isWhole } = await readFields(request, async (file) => {
    if (file.field !== field) return;
    const name = cleanName(file.name);
    if (stored.length === mostFiles) return void refused.push({ name, fault: "tooMany" });
    const taken = await storeFile(portal.config, file.name, file.source);
    if (typeof taken === "string") refused.push({ name, fault: taken });
    else stored.push(taken);
  });
  return { fields, isWhole, stored, refused };
}

const textsIn = (fields: FormData, name: string) =>
  fields.getAll(name).filter((value): value is string => typeof value === "string");

/**
 * Reads a posted form that asks for files, by its schema. Good files wait under the form's hidden key, which is `who`'s
 * alone, whether the form is accepted or not: give `draft` to what is written. While `isGood` is false answer with
 * `answer()`. `content` says which files these are, for `once`. `keeper` has the right to write the message.
 */
export async function readFilesForm<Schema extends $ZodType>(ask: Ask, keeper: Keeper, who: string, schema: Schema) {
  const { config, now } = ask.context.portal;
  const { fields, isWhole, stored, refused } = await readPosted(ask);
  const form = parseFields(fields, schema);
  const [key = randomUUID()] = textsIn(fields, "once");
  const keep = textsIn(fields, keepField);
  const draft = draftOf(key, who);
  if (isWhole) await dropWaiting(config, keeper, draft, keep);
  for (const file of stored) {
    const row = keepStored(keeper, { draft }, file, now());
    if (row === "tooMany") refused.push({ name: file.name, fault: row });
    if (row === "tooMany" || row.id !== file.id) await removeStored(config, [file.id]);
  }
  const { files: words } = textFor(localeOf(ask.request));
  const sentences = refused.map(({ name, fault }) => words.faults[fault](name));
  if (!isWhole) sentences.push(words.notWhole);
  const isGood = form.status === "success" && !sentences.length;
  const isTyped = fields.has("typed");
  if (isGood && isTyped) forgetTyped(ask);

  return {
    form,
    isGood,
    draft,
    content: [...keep, ...stored.map(({ sha256, name }) => `${sha256} ${name}`)].sort(),
    /** The same page with what was typed, the files that wait, and what is wrong. */
    answer({ fieldErrors, ...rest }: Faults = {}) {
      const faults = { ...fieldErrors, ...(sentences.length ? { [field]: [sentences.join(" ")] } : {}) };
      const kept = listWaiting(keeper, { draft }).map(named);
      return invalid({ ...form.reply({ fieldErrors: faults, ...rest }), key, kept, isTyped });
    },
  };
}
