import type { ReadKind } from "#db/schema/requests.ts";
import type { Tenant } from "#db/tenant.ts";
import { findReadable, type Reader } from "../requests/request-readers.ts";
import { findRequestThread, type RequestThread } from "../requests/request-thread.ts";
import { listRequests } from "../requests/requests.ts";
import { isoTime } from "./own-data.ts";

/** A thread, and what its reader had looked at before they asked, where they did. */
type Taken = RequestThread & { looked: ReadKind[] | null };

/** The requests that somebody is on and may read today, one by one; a page of them is held at a time. */
export const ownRequests = (tenant: Tenant, reader: Reader) => threads(tenant, reader, "mine");

/** The same of all that they may read. */
export const readableRequests = (tenant: Tenant, reader: Reader) => threads(tenant, reader, null);

function* threads(tenant: Tenant, reader: Reader, whose: "mine" | null): Generator<Taken> {
  let after: string | null = null;
  do {
    const page = listRequests(tenant, reader, { asked: { whose, state: null }, after });
    for (const { id } of page.requests) {
      const request = findReadable(tenant, reader, id);
      if (!request) continue;
      const looked = request.personId === reader.personId ? request.looked : null;
      yield { ...findRequestThread(tenant, reader, request, { all: true }), looked };
    }
    after = page.next;
  } while (after);
}

/** A request as its reader sees it: of others only the name. */
export const requestRecord = ({ subject, open, looked, messages }: Taken) => ({
  subject,
  open,
  youHadLookedAt: looked ?? undefined,
  messages: messages.map((one) => ({
    kind: one.kind,
    from: one.isMine ? "you" : one.author === one.email ? null : one.author,
    side: one.side,
    text: one.text,
    quoted: one.quoted,
    files: one.files.map(({ name }) => name),
    answeredIt: one.vote,
    at: isoTime(one.createdAt),
  })),
});
