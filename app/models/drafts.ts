import { eq } from "drizzle-orm";
import { drafts } from "#db/schema/requests.ts";
import { newToken, seal, sha256, unseal, type Secrets } from "#db/secrets.ts";
import type { System } from "#db/tenant.ts";

export type Typed = Record<string, string>;

const day = 24 * 60 * 60_000;
const mostCharacters = 20_000;

/**
 * Keeps what somebody typed into the form at that path, sealed, for a day; gives the id under which it is found again,
 * of which only a hash stays. Of each text 20,000 characters. `now` is epoch milliseconds.
 */
export function keepDraft({ db, secrets }: System, path: string, typed: Typed, now: number): string {
  const id = newToken();
  const cut = Object.entries(typed).map(([name, text]) => [name, text.slice(0, mostCharacters)]);
  const sealed = seal(secrets, JSON.stringify({ path, typed: Object.fromEntries(cut) }));
  db.insert(drafts)
    .values({ idHash: sha256(id), sealed, createdAt: now })
    .run();
  return id;
}

/** What was typed under that id into the form at that path; null where there is none, or it is over. */
export function findDraft({ db, secrets }: System, id: string, path: string, now: number): Typed | null {
  const row = db
    .select()
    .from(drafts)
    .where(eq(drafts.idHash, sha256(id)))
    .get();
  if (!row || row.createdAt < now - day) return null;
  const draft = opened(secrets, row.sealed);
  return draft?.path === path ? draft.typed : null;
}

/** Null where it was sealed with a secret that is not in use any more. */
function opened(secrets: Secrets, sealed: Uint8Array): { path: string; typed: Typed } | null {
  try {
    return JSON.parse(unseal(secrets, sealed)) as { path: string; typed: Typed };
  } catch {
    return null;
  }
}

/** Forgets what was typed: its form was sent. */
export function dropDraft({ db }: System, id: string) {
  db.delete(drafts)
    .where(eq(drafts.idHash, sha256(id)))
    .run();
}
