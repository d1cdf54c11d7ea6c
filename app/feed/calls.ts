import type { z } from "zod";
import type { Scope } from "#db/schema/feed.ts";
import type { Portal } from "../portal.server.ts";
import type { FeedAnswer, Feed } from "./answer.ts";
import { getEvents, postEvent } from "./events.ts";
import { getOrder, putOneOrder } from "./orders.ts";
import { getOrganization, putOrganization } from "./organizations.ts";
import { getPerson, putPerson } from "./people.ts";
import { Problem, read } from "./problem.ts";
import * as schemas from "./schemas.ts";

export type Noun = "organizations" | "people" | "orders" | "orders/events";

export type Call = {
  summary: string;
  /** Its name in `schemas`; none where nothing is sent. */
  body?: "organization" | "person" | "order" | "event";
  /** What the named thing is called, and what was sent. */
  run: (feed: Feed, name: string, sent: unknown) => FeedAnswer;
};

function call<T extends z.ZodType>(
  summary: string,
  body: Call["body"],
  schema: T,
  act: (feed: Feed, name: string, body: z.infer<T>) => FeedAnswer,
): Call {
  return { summary, body, run: (feed, name, sent) => act(feed, name, read(schema, sent)) };
}

/** Every call of the feed but the batch, by what it is about and its method. */
export const calls: Readonly<Record<Noun, { scope: Scope; methods: Readonly<Record<string, Call>> }>> = {
  organizations: {
    scope: "organizations",
    methods: {
      PUT: call("Make or change an organization", "organization", schemas.organization, putOrganization),
      GET: { summary: "The organization, as it may be put", run: getOrganization },
    },
  },
  people: {
    scope: "people",
    methods: {
      PUT: call("Make or change a person", "person", schemas.person, putPerson),
      GET: { summary: "The person, as they may be put", run: getPerson },
    },
  },
  orders: {
    scope: "orders",
    methods: {
      PUT: call("Make or change an order or a project", "order", schemas.order, putOneOrder),
      GET: { summary: "The order, as it may be put", run: getOrder },
    },
  },
  "orders/events": {
    scope: "orders",
    methods: {
      POST: call("Tell a step of an order; the same eventId twice is one event", "event", schemas.event, postEvent),
      GET: { summary: "The order's events, oldest first", run: getEvents },
    },
  },
};

/** Which call a path like `orders/PO%2F7/events` is: its noun and the name in it, or null. */
export function readPath(path: string): { noun: Noun; name: string } | null {
  const [noun = "", encoded = "", part, ...more] = path.split("/");
  const wanted = part === undefined ? noun : `${noun}/${part}`;
  const name = decoded(encoded);
  if (more.length || !Object.hasOwn(calls, wanted) || !name) return null;
  return { noun: wanted as Noun, name };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * The call of a method and path, for a key with these scopes. Throws the `Problem` that keeps it from being done: 404,
 * 403, 405, or 422 for a name that can be none.
 */
export function resolve({ config }: Portal, scopes: readonly Scope[], method: string, path: string) {
  const found = readPath(path);
  const about = found && calls[found.noun];
  if (!about || (about.scope === "orders" && !config.features.has("orders")))
    throw new Problem(404, "There is no such call; a name in the path is percent-encoded, / as %2F");
  if (!scopes.includes(about.scope)) throw new Problem(403, `This key has not the scope "${about.scope}"`);
  const call = Object.hasOwn(about.methods, method) ? about.methods[method] : undefined;
  if (!call) {
    const allow = Object.keys(about.methods).join(", ");
    throw new Problem(405, `Possible here: ${allow}`, [], { Allow: allow });
  }
  const name = schemas.orderReference.safeParse(found.name);
  if (!name.success) throw new Problem(422, `The name in the path ${name.error.issues[0]!.message}`);
  return {
    takesBody: call.body !== undefined,
    run: (feed: Feed, sent: unknown) => call.run(feed, name.data, sent),
  };
}
