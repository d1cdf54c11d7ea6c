import type { PersonId, OrgId } from "#db/ids.ts";
import { keeperOf } from "#app/requests/request-keeper.ts";
import {
  openRequest,
  addMessage,
  type NewRequest,
  type Author,
  type NewMessage,
} from "#app/requests/requests-write.ts";
import { inboundMails, requests } from "#db/schema/requests.ts";
import { eq } from "drizzle-orm";
import { undoMs } from "#app/jobs/undo.ts";
import { requestsWork } from "#app/requests/work.ts";
import type { World } from "#tests/world.ts";

let count = 0;

type Here = Pick<World, "system" | "now" | "config">;
type Person = { id: PersonId; email: string; name: string };

export const customer = ({ id, email, name }: Person): Author => ({ side: "customer", personId: id, email, name });
export const clerk = ({ email, name }: Person): Author => ({ side: "staff", personId: null, email, name });

/** A request of an organization's, asked in the portal now; nobody's where that is null. */
export function ask(
  { system, now, config }: Here,
  orgId: OrgId | null,
  author: Author,
  asking: Partial<NewRequest> = {},
) {
  const plain = {
    subject: "A question",
    text: "Where is my chair?",
    about: null,
    via: "portal",
    verified: true,
  } as const;
  return openRequest(keeperOf(system, orgId), author, { ...plain, ...asking }, config, now());
}

/** Words said in a request now. */
export function tell(world: Here, id: string, author: Author, said: Partial<NewMessage> = {}) {
  const { system, now, config } = world;
  const request = system.db.select().from(requests).where(eq(requests.id, id)).get()!;
  return addMessage(
    keeperOf(system, request.orgId),
    request,
    author,
    { text: "On Monday.", via: "portal", ...said },
    config,
    now(),
  );
}

/** Lets the staff's answers go out that can be taken back until then. */
export async function leave({ pass, drain }: Pick<World, "pass" | "drain">) {
  pass(undoMs);
  await drain(requestsWork.workers);
}

/** A mail that came in and was not posted. Gives its id. */
export function hold({ system, now }: Here, values: Partial<typeof inboundMails.$inferInsert> = {}): string {
  const mail: typeof inboundMails.$inferInsert = {
    id: `mail-${++count}`,
    fromEmail: "ada@acme.example",
    copies: [],
    subject: "Re: A question",
    text: "Any day will do.",
    proven: false,
    outcome: "held",
    reason: "unproven",
    receivedAt: now(),
    ...values,
  };
  system.db.insert(inboundMails).values(mail).run();
  return mail.id;
}
