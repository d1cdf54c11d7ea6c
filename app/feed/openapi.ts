import { z } from "zod";
import type { Config } from "../config.server.ts";
import { calls, type Call, type Noun } from "./calls.ts";
import * as schemas from "./schemas.ts";

/** What is sent; what is held of it is answered in the same form. */
const sent = {
  Organization: schemas.organization,
  Person: schemas.person,
  Order: schemas.order,
  Event: schemas.event,
  EventAnew: schemas.eventAnew,
  Batch: z.strictObject({ items: z.array(schemas.batchItem).min(1).max(1_000) }),
};
const notes = z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional();
const answered = {
  HeldOrder: schemas.order.extend({
    organization: schemas.orderReference.nullable().meta({ description: "Null if the feed didn’t create it" }),
  }),
  Events: z.strictObject({ events: z.array(schemas.event) }),
  Result: z.strictObject({ result: z.enum(["created", "updated", "unchanged", "ignored"]), notes }),
  Waiting: z.strictObject({ result: z.literal("waiting") }),
  Problem: problemSchema(),
  Results: z.strictObject({
    results: z.array(
      z.strictObject({
        status: z.int(),
        result: z.enum(["created", "updated", "unchanged", "ignored", "waiting"]).optional(),
        notes,
        problem: problemSchema().optional(),
      }),
    ),
  }),
};
type Name = keyof typeof sent | keyof typeof answered;

function problemSchema() {
  return z.strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
  });
}

const of = (name: Name) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: Name) => ({ "application/json": { schema: of(name) } });
const answer = (description: string, name: Name) => ({ description, content: json(name) });
const bodies = {
  organization: "Organization",
  person: "Person",
  order: "Order",
  event: "Event",
  eventAnew: "EventAnew",
} as const;

const refusals = {
  400: "The body isn’t JSON",
  401: "The key is missing or doesn’t work",
  403: "The key doesn’t have this scope, or was sent in the URL",
  404: "Not found",
  405: "Method not allowed",
  409: "Someone else’s address or Stripe customer, an event that a customer has answered, or a closed organization",
  413: "Larger than 4 MiB, or too many values in a list or too deeply nested",
  415: "Not application/json",
  422: "The body isn’t valid; errors point to the fields",
  429: "Too many calls; see Retry-After",
  503: "Not stored; send it again",
};
const refused = Object.fromEntries(
  Object.entries(refusals).map(([status, description]) => [
    status,
    { description, content: { "application/problem+json": { schema: of("Problem") } } },
  ]),
);

const done = {
  200: answer("Changed, or already known: updated, unchanged, or ignored because ours is newer", "Result"),
  201: answer("Made", "Result"),
};

const wanted = (name: Name) => ({ required: true, content: json(name) });

/** What is answered of each noun. */
const held: Readonly<Record<Noun, Name>> = {
  organizations: "Organization",
  people: "Person",
  orders: "HeldOrder",
  "orders/events": "Events",
  "orders/events/event": "Event",
};

function answersOf(noun: Noun, method: string) {
  if (method === "GET") return { 200: answer("What we hold", held[noun]) };
  if (noun === "orders/events/event") return { 200: answer("Changed, or already as sent", "Result") };
  if (noun !== "orders/events") return done;
  return { ...done, 202: answer("Kept for 30 days until its order arrives", "Waiting") };
}

function operation(noun: Noun, method: string, { summary, body }: Call) {
  return {
    operationId: `${method.toLowerCase()}${noun.replace(/(^|\/)./g, (at) => at.replace("/", "").toUpperCase())}`,
    summary,
    ...(body ? { requestBody: wanted(bodies[body]) } : {}),
    responses: { ...answersOf(noun, method), ...refused },
  };
}

const parameter = (name: string) => ({
  name,
  in: "path",
  required: true,
  description: "Your own, percent-encoded (/ is %2F), 1 to 200 characters",
  schema: { type: "string", minLength: 1, maxLength: 200 },
});

function pathItem(noun: Noun, methods: Readonly<Record<string, Call>>) {
  const [thing, parts, part] = noun.split("/");
  const names = [thing === "orders" ? "reference" : "externalId", ...(part ? ["eventId"] : [])];
  const [name, partName] = names.map((one) => `{${one}}`);
  const operations = Object.entries(methods).map(([method, call]) => [
    method.toLowerCase(),
    operation(noun, method, call),
  ]);
  const path = ["", thing, name, parts, partName].filter((one) => one !== undefined).join("/");
  return [path, { parameters: names.map(parameter), ...Object.fromEntries(operations) }];
}

/**
 * As it is sent, or as it is answered. What may be left out says in words what it is then: makers of clients take a
 * field with `default` for one that is always there.
 */
function schemaOf(schema: z.ZodType, io: "input" | "output") {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", override: sayDefault });
  return rest;
}

function sayDefault({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) {
  if (!("default" in jsonSchema)) return;
  const { default: value, description } = jsonSchema;
  jsonSchema.description = [description, `Default: ${JSON.stringify(value)}`].filter(Boolean).join(". ");
  delete jsonSchema.default;
}

/** The feed as an OpenAPI 3.1 document, made of the schemas that also validate (https://spec.openapis.org/oas/v3.1.1). */
export function openApi({ appUrl, company }: Config) {
  return {
    openapi: "3.1.1",
    info: {
      title: `The feed of ${company.name}'s customer portal`,
      version: "1",
      description:
        "Send organizations, people, orders and their events, organizations first. Repeating a call is safe.",
    },
    servers: [{ url: `${appUrl}/api/v1` }],
    security: [{ key: [] }],
    paths: {
      ...Object.fromEntries(Object.entries(calls).map(([noun, { methods }]) => pathItem(noun as Noun, methods))),
      "/batch": {
        post: {
          operationId: "postBatch",
          summary: "Up to 1,000 changes at once, each answered on its own",
          requestBody: wanted("Batch"),
          responses: { 200: answer("The result of each item, in the same order", "Results"), ...refused },
        },
      },
      "/openapi.json": {
        get: {
          operationId: "getOpenapi",
          summary: "This document",
          security: [],
          responses: {
            200: { description: "OpenAPI 3.1", content: { "application/json": { schema: { type: "object" } } } },
          },
        },
      },
    },
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "Created by staff, or with foyer keys create" },
      },
      schemas: {
        ...Object.fromEntries(Object.entries(sent).map(([name, schema]) => [name, schemaOf(schema, "input")])),
        ...Object.fromEntries(Object.entries(answered).map(([name, schema]) => [name, schemaOf(schema, "output")])),
      },
    },
  };
}
