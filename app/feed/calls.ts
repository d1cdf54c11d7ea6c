import type { z } from "zod";
import type { Scope } from "#db/schema/feed.ts";
import type { Portal } from "../portal.server.ts";
import type { FeedAnswer, Feed } from "./answer.ts";
import { deleteEvent, getEvent, getEvents, postEvent, putEvent } from "./events.ts";
import { getOrder, putOneOrder } from "./orders.ts";
import { getOrganization, putOrganization } from "./organizations.ts";
import { getPerson, putPerson } from "./people.ts";
import { Problem, read } from "./problem.ts";
import * as schemas from "./schemas.ts";

export type Noun = "organizations" | "people" | "orders" | "orders/events" | "orders/events/event";

export type Call = {
  summary: string;
  /** Its name in `schemas`; none where nothing is sent. */
  body?: "organization" | "person" | "order" | "event" | "eventAnew";
  /** What the named thing is called, what was sent, and what the part of it is called that it is about. */
  run: (feed: Feed, name: string, sent: unknown, part: string) => FeedAnswer;
};

function call<T extends z.ZodType>(
  summary: string,
  body: Call["body"],
  schema: T,
  act: (feed: Feed, name: string, body: z.infer<T>, part: string) => FeedAnswer,
): Call {
  return { summary, body, run: (feed, name, sent, part) => act(feed, name, read(schema, sent), part) };
}

/** Every call of the feed but the batch, by what it is about and its method. */
export const calls: Readonly<Record<Noun, { scope: Scope; methods: Readonly<Record<string, Call>> }>> = {
  organizations: {
    scope: "organizations",
    methods: {
      PUT: call("Create or change an organization", "organization", schemas.organization, putOrganization),
      GET: { summary: "The organization, in the form PUT accepts", run: getOrganization },
    },
  },
  people: {
    scope: "people",
    methods: {
      PUT: call("Create or change a person", "person", schemas.person, putPerson),
      GET: { summary: "The person, in the form PUT accepts", run: getPerson },
    },
  },
  orders: {
    scope: "orders",
    methods: {
      PUT: call("Create or change an order or project", "order", schemas.order, putOneOrder),
      GET: { summary: "The order, in the form PUT accepts", run: getOrder },
    },
  },
  "orders/events": {
    scope: "orders",
    methods: {
      POST: call("Tell a step of an order; the same eventId twice is one event", "event", schemas.event, postEvent),
      GET: { summary: "The order's events, oldest first", run: getEvents },
    },
  },
  "orders/events/event": {
    scope: "orders",
    methods: {
      PUT: call("Correct an event, even one that was removed", "eventAnew", schemas.eventAnew, putEvent),
      DELETE: { summary: "Take an event back; told again it does not come again", run: deleteEvent },
      GET: { summary: "The event, in the form PUT accepts", run: getEvent },
    },
  },
};

/** Which call a path like `orders/PO%2F7/events/e-1` is: its noun and the names in it, or null. */
export function readPath(path: string): { noun: Noun; name: string; part: string | null } | null {
  const [thing = "", encoded = "", parts, encodedPart, ...more] = path.split("/");
  const noun = [thing, parts, encodedPart === undefined ? undefined : "event"].filter((one) => one !== undefined);
  const name = decoded(encoded);
  const part = encodedPart === undefined ? null : decoded(encodedPart);
  if (more.length || !Object.hasOwn(calls, noun.join("/")) || !name || (encodedPart !== undefined && !part))
    return null;
  return { noun: noun.join("/") as Noun, name, part };
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
    throw new Problem(404, "There is no such call. Percent-encode names in the path, / as %2F");
  if (!scopes.includes(about.scope)) throw new Problem(403, `This key doesn’t have the scope "${about.scope}"`);
  const call = Object.hasOwn(about.methods, method) ? about.methods[method] : undefined;
  if (!call) {
    const allow = Object.keys(about.methods).join(", ");
    throw new Problem(405, `Allowed here: ${allow}`, [], { Allow: allow });
  }
  const [name, part] = [readName(found.name), found.part === null ? "" : readName(found.part)];
  return {
    takesBody: call.body !== undefined,
    run: (feed: Feed, sent: unknown) => call.run(feed, name, sent, part),
  };
}

function readName(text: string): string {
  const name = schemas.orderReference.safeParse(text);
  if (!name.success) throw new Problem(422, `The name in the path ${name.error.issues[0]!.message}`);
  return name.data;
}
