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
    organization: schemas.orderReference.nullable().meta({ description: "Null where the feed never told of it" }),
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
  400: "The body is no JSON",
  401: "No key that works",
  403: "The key has not this scope, or stands in the address",
  404: "There is no such thing",
  405: "Not possible here",
  409: "Somebody else's address or Stripe customer; an event that a customer has answered; a closed organization",
  413: "More than 4 MiB, or more values in a list or in one another than in any call",
  415: "Not application/json",
  422: "The body does not fit; errors point to the fields",
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
  if (noun === "orders/events/event") return { 200: answer("Changed, or known so already", "Result") };
  if (noun !== "orders/events") return done;
  return { ...done, 202: answer("Kept until its order comes, 30 days", "Waiting") };
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
  description: "As yours, percent-encoded (/ is %2F), 1 to 200 characters",
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
  jsonSchema.description = [description, `Left out: ${JSON.stringify(value)}`].filter(Boolean).join(". ");
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
        "One way in: organizations, people, orders and their events, in any order but organizations first. Repeating a call is harmless.",
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
          responses: { 200: answer("The items' answers, in their order", "Results"), ...refused },
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
        key: { type: "http", scheme: "bearer", description: "Made by staff, or by foyer keys create" },
      },
      schemas: {
        ...Object.fromEntries(Object.entries(sent).map(([name, schema]) => [name, schemaOf(schema, "input")])),
        ...Object.fromEntries(Object.entries(answered).map(([name, schema]) => [name, schemaOf(schema, "output")])),
      },
    },
  };
}
