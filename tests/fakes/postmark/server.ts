import { Hono, type Context } from "hono";
import { createHash } from "node:crypto";
import { control } from "../http/control.ts";
import { failing } from "../http/failing.ts";
import { makeFaults } from "../http/faults.ts";
import { seeded } from "../http/random.ts";
import { serve, type Bindings } from "../http/serve.ts";
import { accept, type Letter, type Office, type SentMail } from "./accepting.ts";
import { listing } from "./listing.ts";
import { refusals, type Refusal } from "./refusals.ts";
import { details, search } from "./searching.ts";
import { makeTelling, type Hook } from "./telling.ts";
import { makeWaiting } from "./waiting.ts";
import { monday } from "#tests/monday.ts";

export { codeOf, linksOf } from "./reading.ts";
export type { SentMail } from "./accepting.ts";

export type PostmarkOptions = {
  /** 0 takes a free one. */
  port?: number;
  token?: string;
  /** Epoch milliseconds; by default it stands still on `monday`. */
  now?: () => number;
  seed?: string;
  /** Where deliveries, bounces and complaints are told; may be set later. */
  webhook?: Hook;
  /** Tells of each mail's delivery by itself. */
  deliversByItself?: boolean;
};

export type PostmarkStandIn = Awaited<ReturnType<typeof startPostmark>>;

const MAX_IN_BATCH = 500;
const MAX_IN_SEARCH = 500;

/** Starts a Postmark of one's own on the loopback address that keeps all mails in memory. */
export async function startPostmark(options: PostmarkOptions = {}) {
  const sent: SentMail[] = [];
  const requests: { method: string; path: string; query: Record<string, string> }[] = [];
  const token = options.token ?? "postmark-test-token";
  const now = options.now ?? (() => monday);
  const faults = makeFaults();
  const waiting = makeWaiting(sent);
  const office: Office = {
    sent,
    inactive: new Set(),
    complained: new Set(),
    refused: new Map(),
    newId: makeMessageIds(options.seed ?? "foyer"),
    now,
    arrived: (mail) => {
      waiting.arrived(mail);
      if (options.deliversByItself) void telling.delivered(mail.MessageID);
    },
  };
  const telling = makeTelling(office, options.webhook);
  const postmark = {
    token,
    sent,
    requests,
    faults,
    ...telling,
    waitFor: waiting.waitFor,
    /** The addresses that Postmark will not send to. */
    inactive: office.inactive,
    complained: office.complained,
    /** Refuses every mail to an address with this code, also inside a batch. */
    refuse: (address: string, ErrorCode: number, Message = "Refused by the test.") =>
      void office.refused.set(address.toLowerCase(), { ErrorCode, Message }),
    reactivate(address: string) {
      office.inactive.delete(address.toLowerCase());
      office.refused.delete(address.toLowerCase());
    },
  };

  const app = new Hono<Bindings>();
  app.use(
    failing(faults, {
      rateLimited: () => refuse(refusals.rateLimited(), 429),
      unauthorized: () => refuse(refusals.wrongToken(), 401),
      status: (status) => new Response("<html><body><h1>Server Error</h1></body></html>", { status, headers: HTML }),
    }),
  );
  app.route("/", control(postmark));
  app.get("/", (c) => c.html(listing(sent)));
  app.use(async (c, next) => {
    requests.push({ method: c.req.method, path: c.req.path, query: c.req.query() });
    const given = c.req.header("x-postmark-server-token");
    if (!given) return refuse(refusals.noToken(), 401);
    return given === token ? next() : refuse(refusals.wrongToken(), 401);
  });
  app.post("/email", (c) => send(c, office));
  app.post("/email/batch", (c) => sendBatch(c, office));
  app.post("/message-streams/outbound/suppressions/delete", (c) => deleteSuppressions(c, office));
  app.get("/messages/outbound", (c) => {
    const { count, offset } = c.req.query();
    if (!count || !offset || Number(count) > MAX_IN_SEARCH) {
      return refuse(refusals.invalidEmail("Provide 'count', at most 500, and 'offset'."), 422);
    }
    return Response.json(search(sent, c.req.query()));
  });
  app.get("/messages/outbound/:id/details", (c) => {
    const mail = sent.find((one) => one.MessageID === c.req.param("id"));
    return mail ? Response.json(details(mail)) : refuse(refusals.unknownMessage(), 422);
  });

  const served = await serve(app, options.port);
  return { ...postmark, url: served.url, port: served.port, close: served.close };
}

const HTML = { "content-type": "text/html" };

async function send(c: Context<Bindings>, office: Office): Promise<Response> {
  const letter = await body<Letter>(c);
  if (!letter) return refuse(refusals.invalidJson(), 422);
  const answer = accept(office, letter);
  return Response.json(answer, { status: answer.ErrorCode === 0 ? 200 : 422 });
}

async function sendBatch(c: Context<Bindings>, office: Office): Promise<Response> {
  const letters = await body<Letter[]>(c);
  if (!Array.isArray(letters)) return refuse(refusals.invalidJson(), 422);
  if (letters.length > MAX_IN_BATCH) return refuse(refusals.tooMany(), 422);
  return Response.json(letters.map((letter) => accept(office, letter)));
}

const noAuthority = "You do not have the required authority to change this suppression.";

/** An address that is not suppressed counts as deleted too; one that complained stays. */
async function deleteSuppressions(c: Context<Bindings>, office: Office): Promise<Response> {
  const asked = await body<{ Suppressions: { EmailAddress: string }[] }>(c);
  if (!asked?.Suppressions) return refuse(refusals.invalidJson(), 422);
  const Suppressions = asked.Suppressions.map(({ EmailAddress }) => {
    const address = EmailAddress.toLowerCase();
    if (office.complained.has(address)) return { EmailAddress, Status: "Failed", Message: noAuthority };
    office.inactive.delete(address);
    return { EmailAddress, Status: "Deleted", Message: null };
  });
  return Response.json({ Suppressions });
}

async function body<T>(c: Context<Bindings>): Promise<T | undefined> {
  try {
    return JSON.parse(await c.req.text()) as T;
  } catch {
    return undefined;
  }
}

function refuse(refusal: Refusal, status: number): Response {
  return Response.json(refusal, { status });
}

function makeMessageIds(seed: string): () => string {
  const random = seeded(seed);
  return () => {
    const hex = createHash("sha256").update(String(random())).digest("hex");
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join("-");
  };
}
