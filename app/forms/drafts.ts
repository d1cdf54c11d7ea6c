import { and, desc, eq, gte, isNull, or, type SQL } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import { drafts } from "#db/schema/requests.ts";
import { seal, sha256, unseal, type Secrets } from "#db/secrets.ts";
import type { System } from "#db/tenant.ts";

export type Typed = Record<string, string>;

/** A form by its path, the key that only its visitor's browser holds, and whose session that browser has or had. */
export type Form = { path: string; browser: string | null; personId: PersonId | null };

export const draftLife = 24 * 60 * 60_000;
const maxCharacters = 64 * 1024;

const orgIn = (path: string) => (/^\/o\/(\w{1,100})\//.exec(path)?.[1] ?? null) as OrgId | null;

/** One of each person's in a browser, and one of nobody's known. */
const hashOf = (browser: string, path: string, personId: PersonId | null) =>
  sha256(JSON.stringify(personId ? [browser, path, personId] : [browser, path]));

/**
 * Keeps what somebody typed into a form, sealed, for a day; of each text 64 Ki characters. Their next draft of the form
 * in this browser takes its place. `now` is epoch milliseconds.
 */
export function keepDraft(
  { db, secrets }: System,
  { path, browser, personId }: Form & { browser: string },
  typed: Typed,
  now: number,
) {
  const cut = Object.entries(typed).map(([name, text]) => [name, text.slice(0, maxCharacters)]);
  const sealed = seal(secrets, JSON.stringify(Object.fromEntries(cut)));
  const values = { personId, orgId: orgIn(path), sealed, createdAt: now };
  db.insert(drafts)
    .values({ idHash: hashOf(browser, path, personId), formHash: sha256(path), ...values })
    .onConflictDoUpdate({ target: drafts.idHash, set: values })
    .run();
}

/** The form's drafts that its visitor may have back: their own in any browser, and in this one what is nobody's known. */
function theirs({ path, browser, personId }: Form): SQL {
  const isOwn = personId ? and(eq(drafts.personId, personId), eq(drafts.formHash, sha256(path))) : undefined;
  const isHere = browser ? and(eq(drafts.idHash, hashOf(browser, path, null)), isNull(drafts.personId)) : undefined;
  return or(isOwn, isHere) ?? isNull(drafts.idHash);
}

/** What was typed into a form last; null where there is nothing that its visitor may have back, or it is over. */
export function findDraft({ db, secrets }: System, form: Form, now: number): Typed | null {
  const row = db
    .select()
    .from(drafts)
    .where(and(theirs(form), gte(drafts.createdAt, now - draftLife)))
    .orderBy(desc(drafts.createdAt))
    .get();
  return row ? opened(secrets, row.sealed) : null;
}

/** Null where it was sealed with a secret that is not in use any more. */
function opened(secrets: Secrets, sealed: Uint8Array): Typed | null {
  try {
    return JSON.parse(unseal(secrets, sealed)) as Typed;
  } catch {
    return null;
  }
}

/** Forgets what was typed: its form was sent. */
export function dropDraft({ db }: System, form: Form) {
  db.delete(drafts).where(theirs(form)).run();
}
