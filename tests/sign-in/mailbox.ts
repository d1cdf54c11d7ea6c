import { desc, eq, and, sql } from "drizzle-orm";
import { outbox } from "#db/schema/mail.ts";
import { unseal } from "#db/secrets.ts";
import type { World } from "#tests/world.ts";

type Secret = { token?: string; code: string };

/** Reads what the mails say, as their recipient would: from the outbox, before anything is sent and wiped. */
export function mailsTo({ system, config }: Pick<World, "system" | "config">, recipient: string, kind = "sign-in") {
  return system.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.recipient, recipient), eq(outbox.kind, kind)))
    .orderBy(desc(outbox.createdAt), sql`rowid desc`)
    .all()
    .map((row) => {
      const { token, code } = row.sealed
        ? (JSON.parse(unseal(config.secrets, row.sealed)) as Secret)
        : { token: undefined, code: "" };
      const link = token ? `/sign-in/link?token=${encodeURIComponent(token)}` : "";
      return { row, props: row.props, token: token ?? "", code, link };
    });
}

export const newestMail = (world: Pick<World, "system" | "config">, recipient: string, kind?: string) => {
  const [mail] = mailsTo(world, recipient, kind);
  if (!mail) throw new Error(`No mail to ${recipient}`);
  return mail;
};

/** Another six digits than these. */
export const wrongCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
