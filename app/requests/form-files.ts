import { randomUUID } from "node:crypto";
import type { $ZodType } from "zod/v4/core";
import { parseFields, readFields } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { dispensable, leftOut } from "../http/storage-fault.ts";
import { cleanName } from "../files/file-name.ts";
import { hasRoom, removeStored, storeFile, type FileFault, type FileSource, type Stored } from "../files/file-store.ts";
import { draftOf, dropWaiting, keepStored, listWaiting, maxFiles, named } from "./message-files.ts";
import type { Keeper } from "./request-keeper.ts";
import type { Portal } from "../portal.server.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { isStaff, systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { takeFile } from "../sign-in/limits.ts";
import { forgetTyped } from "../forms/typed-before.ts";
import { portalText, type PortalText } from "../text/portal.ts";

/** The field of the files, and that of those which are kept from an earlier try. */
const [field, keepField] = ["files", "keep"] as const;

type Faults = { fieldErrors?: Record<string, string[]>; formErrors?: string[]; hideFields?: string[] };
type Fault = FileFault | "tooMany" | "tooMuch" | "noRoom";
type Refused = { name: string; fault: Fault };

/** Stores a file where there is room for it, and where its sender has not sent too many; the company's people may. */
async function storeOf(portal: Portal, who: string, { name, source }: { name: string; source: FileSource }) {
  if (!hasRoom(portal.config)) return "noRoom";
  const stored = await storeFile(portal.config, name, source);
  if (typeof stored === "string" || isStaff(portal, who)) return stored;
  if (takeFile(systemFor(portal), who, stored.bytes, portal.now())) return stored;
  await removeStored(portal.config, [stored.id]);
  return "tooMuch";
}

async function readPosted({ request, context: { portal } }: RouteArgs, who: string) {
  const stored: Stored[] = [];
  const refused: Refused[] = [];
  const { fields, isWhole } = await readFields(request, async (file) => {
    if (file.field !== field) return;
    const name = cleanName(file.name);
    if (stored.length === maxFiles) return void refused.push({ name, fault: "tooMany" });
    const taken = (await storeOf(portal, who, file).catch((error) => leftOut(portal, error))) ?? "noRoom";
    if (typeof taken === "string") refused.push({ name, fault: taken });
    else stored.push(taken);
  });
  return { fields, isWhole, stored, refused };
}

const textsIn = (fields: FormData, name: string) =>
  fields.getAll(name).filter((value): value is string => typeof value === "string");

/** Why files are not taken, in words; what concerns all of them is said once. */
function whyNot(refused: Refused[], { files }: PortalText, mail: string): string[] {
  const isOfAll = (fault: Fault) => fault === "tooMuch" || fault === "noRoom";
  const namesOf = (fault: Fault) => refused.filter((one) => one.fault === fault).map(({ name }) => name);
  const said = refused.map(({ name, fault }) =>
    files.faults[fault](isOfAll(fault) ? namesOf(fault).join("”, “") : name, mail),
  );
  return [...new Set(said)];
}

/**
 * Reads a posted form that asks for files, by its schema. Good files wait under the form's hidden key, which is `who`'s
 * alone, whether the form is accepted or not: give `draft` to what is written. While `isGood` is false answer with
 * `answer()`, and once it is written with `written()`. `content` says which files these are, for `once`. `keeper` has the
 * right to write the message.
 */
export async function readFilesForm<Schema extends $ZodType>(
  args: RouteArgs,
  keeper: Keeper,
  who: string,
  schema: Schema,
) {
  const { portal } = args.context;
  const { config, now } = portal;
  const { fields, isWhole, stored, refused } = await readPosted(args, who);
  const form = parseFields(fields, schema);
  const [key = randomUUID()] = textsIn(fields, "once");
  const keep = textsIn(fields, keepField);
  const draft = draftOf(key, who);
  const dropUnticked = () => dropWaiting(config, keeper, draft, keep).then(() => true);
  const isSaved = !isWhole || (await dropUnticked().catch((error) => leftOut(portal, error)));
  for (const file of stored) {
    const row = dispensable(portal, () => keepStored(keeper, { draft }, file, now())) ?? "noRoom";
    if (typeof row === "string") refused.push({ name: file.name, fault: row });
    if (typeof row === "string" || row.id !== file.id) await removeStored(config, [file.id]);
  }
  const text = textFor(localeOf(args.request), portalText);
  const sentences = whyNot(refused, text, config.supportEmail);
  if (!isSaved) sentences.push(text.files.notSaved(config.supportEmail));
  if (!isWhole) sentences.push(text.files.notWhole);
  const isGood = form.status === "success" && !sentences.length;
  const isTyped = fields.has("typed");
  const waiting = listWaiting(keeper, { draft });

  return {
    form,
    isGood,
    draft,
    /** The files that wait to go with what is written, and how many those are. */
    waiting,
    count: waiting.length,
    content: [...keep, ...stored.map(({ sha256, name }) => `${sha256} ${name}`)].sort(),
    /** The same page with what was typed, the files that wait, and what is wrong; or after how many seconds to come again. */
    answer({ fieldErrors, ...rest }: Faults = {}, retryAfter = 0) {
      const faults = { ...fieldErrors, ...(sentences.length ? { [field]: sentences } : {}) };
      const kept = listWaiting(keeper, { draft }).map(named);
      return invalid({ ...form.reply({ fieldErrors: faults, ...rest }), key, kept, isTyped }, retryAfter);
    },
    /** The way on, now that it is written: what was typed before is forgotten. */
    written(to: string) {
      if (isTyped) dispensable(portal, () => forgetTyped(args));
      return seeOther(to);
    },
    /** The same page with this in its fields, and nothing wrong but with files. */
    filled(values: Record<string, string>) {
      const error = sentences.length ? { [field]: sentences } : undefined;
      const kept = listWaiting(keeper, { draft }).map(named);
      return { ...form.reply(), error, initialValue: { ...form.payload, ...values }, key, kept, isTyped };
    },
  };
}
