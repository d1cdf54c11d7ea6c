import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { normalized } from "#app/text/clean.ts";
import { judgeMail } from "#app/requests/inbound/judge.ts";
import { readInbound } from "#app/requests/inbound/inbound.ts";
import { callerIn, type Caller } from "#tests/feed/caller.ts";
import { ask } from "#tests/sign-in/door.ts";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";
import { browserIn } from "#tests/http.ts";
import { cases, isPost } from "./tenancy-matrix.ts";
import { openPlace, type Place } from "./tenancy-place.ts";
import { everybody, type Who } from "./tenancy-rows.ts";

// Each is read in well under a second. What grows with the square of a text would take minutes for any of them.
const deadline = 60_000;
const textsOf = (bytes: number): Record<string, string> => ({
  "marks out of order": "\u0301\u0316".repeat(bytes / 4),
  "one gap": `x${" ".repeat(bytes - 2)}x`,
  "one word": "a".repeat(bytes),
  "dots and dashes": ".-".repeat(bytes / 2),
  "lines of a letter": "a\n".repeat(bytes / 2),
});
const texts = textsOf(1_000_000);
/** For the many fields of those who are signed in: the square of this takes minutes too. */
const lesser = textsOf(300_000);

let town: Awaited<ReturnType<typeof openPlace>>["town"];
let place: Place;
let cookies: Awaited<ReturnType<typeof openPlace>>["cookies"];
/** The longest text that was put in order, since they were counted. */
let longest = 0;
beforeAll(async () => {
  ({ town, place, cookies } = await openPlace());
  const own = String.prototype.normalize;
  vi.spyOn(String.prototype, "normalize").mockImplementation(function (this: string, form?: string) {
    const marks = /\p{M}{31}/u.test(this) ? Infinity : 0;
    longest = Math.max(longest, this.length, marks);
    return own.call(this, form);
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await town.end();
});

const wasBounded = () => {
  expect(longest).toBeLessThanOrEqual(100_000);
  longest = 0;
};

it("a text is put into one way of writing up to a length, and with no more marks in a row than any script has", () => {
  expect(normalized("Zoe\u0308 ﬁne", "NFKC", 100)).toBe("Zoë fine");
  expect(normalized("e\u0301".repeat(10), "NFC", 4)).toBe("éé");
  const piled = normalized(`a${texts["marks out of order"]}`, "NFD" as "NFC", 1_000);
  expect(piled).toHaveLength(31);
  longest = 0;
});

let visitors = 0;
/** Posts a form with a long text in one of its fields, as the bytes that it is, from a network of its own. */
function post(path: string, cookie: string | undefined, form: Record<string, string>, field: string, text: string) {
  const { [field]: _, ...others } = form;
  const body = `${new URLSearchParams(others).toString()}&${field}=${text}`;
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Origin: town.config.appUrl };
  const ip = `198.51.${Math.floor(++visitors / 250)}.${visitors % 250}`;
  return browserIn(town, { cookie, ip }).request(path, { method: "POST", headers, body }, false);
}

const fieldsOf = (form: FormData | Record<string, string> = {}) =>
  form instanceof FormData
    ? Object.fromEntries([...form].filter((one): one is [string, string] => typeof one[1] === "string"))
    : form;

describe("a long text in any field of a form stops nobody", () => {
  const forms = cases.filter(([, row]) => isPost(row) && row.form);
  it.each(forms.map(([id, row]) => [id, row] as const))(
    "%s",
    async (_id, row) => {
      const who: Who = row.by?.[0] ?? everybody[0];
      const form = fieldsOf(row.form!(place));
      for (const field of Object.keys(form))
        for (const text of Object.values(lesser)) {
          const { status } = await post(row.path(place), cookies[who], form, field, text);
          expect([field, status < 500]).toEqual([field, true]);
        }
      wasBounded();
    },
    deadline,
  );

  it.each(Object.keys(texts))(
    "a megabyte of nobody: address, code and all of the contact form, of %s",
    async (name) => {
      const text = texts[name]!;
      const browser = browserIn(town);
      await ask(browser, "ada@acme.example");
      const pending = [...browser.jar].map(([key, value]) => `${key}=${value}`).join("; ");
      expect((await post("/sign-in/check", pending, {}, "code", text)).status).toBe(422);
      expect((await post("/me/confirm", cookies.owner, {}, "code", text)).status).toBe(422);
      expect((await post("/sign-in", undefined, {}, "email", text)).status).toBe(422);
      const contact = { message: "Where is it?", email: "eve@x.example", name: "Eve", about: "", org: "", once: "1" };
      for (const field of Object.keys(contact))
        expect((await post("/contact", undefined, contact, field, text)).status).toBeLessThan(500);
      wasBounded();
    },
    deadline,
  );

  it("nor in an address, or a cookie", async () => {
    for (const text of Object.values(texts)) {
      const said = encodeURIComponent(text.slice(0, 2_000));
      for (const path of ["/sign-in/link?token=", "/sign-in?item=", "/sign-in?next=/", "/contact?about=", "/l/"])
        expect((await town.fetch(path + said)).status).toBeLessThan(500);
      for (const path of ["/staff/search?q=", "/staff/orders?q=", "/staff/log?customer="])
        expect((await town.fetch(path + said, { headers: { Cookie: cookies.staff! } })).status).toBe(200);
      const Cookie = `__Host-sid=${said}; __Host-pending=${said}; __Host-draft=${said}`;
      expect((await town.fetch("/me?typed=kept", { headers: { Cookie } })).status).toBe(303);
    }
    wasBounded();
  });
});

describe("a megabyte in any field of a call stops nobody", () => {
  let ops: Caller;
  beforeAll(() => void (ops = callerIn(town)));

  const address = { line1: "Road 1", line2: "", postalCode: "12345", city: "Berlin", region: "", country: "DE" };
  const parcel = { id: "1", carrier: "DHL", number: "1", items: [{ name: "Chair", quantity: 1 }] };
  const bodies: [string, string, object][] = [
    [
      "PUT",
      "organizations/acme",
      { name: "Acme", email: "a@b.example", phone: "1", address, stripeCustomerIds: ["cus_1"] },
    ],
    [
      "PUT",
      "people/p-1",
      { email: "a@b.example", name: "Ada", memberships: [{ organization: "acme", role: "owner" }] },
    ],
    [
      "PUT",
      "orders/PO-7",
      {
        organization: "acme",
        title: "Chairs",
        placedAt: "",
        promisedDate: "",
        url: "",
        steps: [""],
        deliverTo: address,
      },
    ],
    [
      "POST",
      "orders/PO-7/events",
      { eventId: "e", step: "shipped", occurredAt: "", note: "", needs: "", carrier: "", trackingUrl: "", parcel },
    ],
    ["POST", "batch", { items: [{ put: "orders/PO-7", body: {} }] }],
  ];
  /** The same with a long text in place of one of the texts in it, each in turn. */
  const withLong = (value: unknown, text: string): unknown[] => {
    if (typeof value === "string") return [text];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, part]) =>
      withLong(part, text).map((long) => (Array.isArray(value) ? [long] : { ...value, [key]: long })),
    );
  };

  it.each(bodies)(
    "%s %s",
    async (method, path, body) => {
      for (const text of Object.values(texts))
        for (const long of withLong(body, text)) expect((await ops.send(method, path, long)).status).toBeLessThan(500);
      wasBounded();
    },
    deadline,
  );
});

describe("a megabyte in any part of a mail stops nobody", () => {
  const letter = {
    ...inboundMail({ from: "Ada <ada@acme.example>", to: "in@norrland.example", text: "Where is my chair?" }),
    FromName: "Ada",
    ReplyTo: "ada@acme.example",
    OriginalRecipient: "in@norrland.example",
    RawEmail: "From: Ada <ada@acme.example>\r\n\r\nWhere is my chair?",
  };
  const headers = ["From", "Reply-To", "Message-ID", "In-Reply-To", "References", "Subject", "Received-SPF", "To"];
  const resolve = () => Promise.reject(new Error("No DNS here"));
  const taken = async (body: object) => {
    const mail = readInbound(body);
    if (mail) await judgeMail(town.portal, mail, resolve);
  };

  it.each(Object.keys(texts))(
    "%s",
    async (name) => {
      const text = texts[name]!;
      for (const field of Object.keys(letter).filter((key) => key !== "HtmlBody"))
        await taken({ ...letter, [field]: text });
      for (const header of headers) {
        await taken({ ...letter, From: "", FromFull: null, Headers: [{ Name: header, Value: text }] });
        await taken({ ...letter, TextBody: "", RawEmail: `${header}: ${text}\r\n\r\n${text}` });
      }
      await taken({ ...letter, Attachments: [{ Name: text, ContentType: text, ContentID: text, Content: "" }] });
      await taken({ ...letter, FromFull: { Email: text, Name: text }, ToFull: [{ Email: text, Name: text }] });
      wasBounded();
    },
    deadline,
  );

  it("nor a hundred thousand headers, senders, recipients and files", async () => {
    const many = <T>(one: T): T[] => Array<T>(100_000).fill(one);
    const list = many("ada@acme.example").join(", ");
    await taken({ ...letter, Headers: many({ Name: "From", Value: list.slice(0, 100_000) }) });
    await taken({ ...letter, FromFull: null, From: list, To: list, Cc: list, ReplyTo: list, ToFull: [] });
    await taken({ ...letter, ToFull: many({ Email: "a@b.example" }), CcFull: many(1), Attachments: many({}) });
    await taken({ ...letter, RawEmail: `${many("From: a@b.example").join("\r\n")}\r\n\r\nHello` });
    const twice = readInbound({ ...letter, Headers: many({ Name: "From", Value: "Ada <ada@acme.example>" }) });
    expect(twice?.from).toMatchObject({ email: "ada@acme.example", isOne: false });
  }, 60_000);
});
