import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, expect, it } from "vitest";
import { usagePages } from "#app/insights/figures.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { isoDay } from "#app/text/format.ts";
import { usageDays } from "#db/schema/usage.ts";
import { staffOf } from "#db/tenant.ts";
import { addUsage } from "#db/usage.ts";
import { browserIn } from "../http.ts";
import { tellOrder } from "../orders/order-rows.ts";
import { pageOf } from "../page.ts";
import { openTown } from "../world.ts";
import { going } from "./insights-rows.ts";

const day = 24 * 60 * 60_000;
const chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const scanners = [
  { agent: { "User-Agent": "Mozilla/5.0 (compatible; MailScanner/1.0; bot)" }, method: "GET" },
  { agent: { "User-Agent": chrome }, method: "GET" },
  { agent: going, method: "HEAD" },
] as const;

let town: ReturnType<typeof openTown>;
let links: string[];
let orders: string[];
let people: { id: ReturnType<typeof town.addPerson>; email: string }[];

beforeEach(() => {
  town = openTown();
  people = Array.from({ length: 20 }, (_, n) => {
    const email = `person${n}@acme.example`;
    return { id: town.addPerson(email, `Person ${n}`), email };
  });
  for (const { id } of people) town.join(town.acme, id, "member");
  orders = ["PO-1", "PO-2"].map((reference) => tellOrder(town, town.acme, reference).id);
  links = people.map(({ email }) => {
    const item = { kind: "order", itemId: orders[0]!, email } as const;
    return `/l/${createItemLink(town.system.within(town.acme), item, town.now())}`;
  });
});
afterEach(() => town.close());

async function open(path: string, headers: Record<string, string> = going, method = "GET") {
  await (await town.fetch(path, { method, headers })).text();
}

async function figures(query = "") {
  const sam = { ...going, cookie: town.signIn(town.sam.id) };
  town.pass(5_000);
  await town.drain();
  const answer = await town.fetch(`/staff/insights.csv${query}`, { headers: sam });
  return parse(await answer.text(), { columns: true, bom: true }) as Record<string, string>[];
}

/** Monday: everybody opens their link, a minute after one another, as who comes at once is a machine. Tuesday: 12 sign in and look at two orders, one of them twice. */
async function playWeek() {
  for (const link of links) {
    await open(link);
    town.pass(60_000);
  }
  for (const { agent, method } of scanners) for (const link of links.slice(0, 5)) await open(link, agent, method);
  await open(links[0]!, { ...going, "X-Purpose": "preview" });
  town.pass(60_000);
  await open(links[1]!, { "User-Agent": "Lynx/2.9.0 libwww-FM/2.14" });
  await open(links[2]!, { ...going, "Sec-GPC": "1" });
  town.pass(day);
  for (const { id } of people.slice(0, 12)) {
    const cookie = town.signIn(id);
    for (const order of [orders[0]!, orders[0]!, orders[1]!])
      await open(`/o/${town.acme}/orders/${order}`, { ...going, cookie });
  }
  await open("/staff/orders", { ...going, cookie: town.signIn(town.sam.id) });
}

const truth = [
  { day: "2026-11-23", what: "/l/:token", via: "mail", how: "left-out", n: "1" },
  { day: "2026-11-23", what: "/l/:token", via: "mail", how: "likely", n: "21" },
  { day: "2026-11-23", what: "/l/:token", via: "mail", how: "machine", n: "16" },
  { day: "2026-11-23", what: "helped.order", via: "mail", how: "likely", n: "20" },
  { day: "2026-11-23", what: "order.seen", via: "mail", how: "left-out", n: "1" },
  { day: "2026-11-23", what: "order.seen", via: "mail", how: "likely", n: "21" },
  { day: "2026-11-23", what: "order.seen", via: "mail", how: "machine", n: "16" },
  { day: "2026-11-24", what: "/o/:org/orders/:order", via: "portal", how: "person", n: "36" },
  { day: "2026-11-24", what: "/staff", via: "portal", how: "staff", n: "1" },
  { day: "2026-11-24", what: "helped.order", via: "portal", how: "person", n: "24" },
  { day: "2026-11-24", what: "order.seen", via: "portal", how: "person", n: "36" },
];

it("is counted to the unit, people and machines apart", async () => {
  await playWeek();
  expect(await figures()).toEqual(truth);
  expect(await figures("?from=2026-11-24&to=2026-11-24")).toEqual(
    truth.filter((row) => row.day === "2026-11-24").map((row) => (row.what === "/staff" ? { ...row, n: "2" } : row)),
  );
});

it("is told on a page: what people did, from how often to how often, and who was left out", async () => {
  await playWeek();
  await figures();
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  const page = pageOf((await sam.get("/staff/insights")).html);
  expect(page.main.text).toContain(
    "Customers have helped themselves 44 times so far this week. Last week it was 0 times.",
  );
  expect(page.row("Order looked up").text).toMatch(/36 57$/);
  expect(page.row("Programs, such as mail scanners and previews").text).toMatch(/16$/);
  expect(page.row("People who asked not to be counted").text).toMatch(/ 1$/);
  expect(page.row("2026-W48").text).toMatch(/^2026-W48, from 23 Nov so far 44 0$/);
  const headings = page.main.all("heading").map(({ text }) => text);
  expect(headings).toEqual(expect.arrayContaining(["Helped themselves and asked, by week", "Done", "Opened"]));
  town.pass(7 * day);
  expect(pageOf((await sam.get("/staff/insights")).html).row("Orders").text).toBe("Orders 44 0 0 0 the same");
});

it("holds nobody's name, address, id, link or question", async () => {
  await playWeek();
  await figures();
  const rows = JSON.stringify(town.system.db.select().from(usageDays).all());
  const tokens = links.map((link) => link.split("/").at(-1)!);
  for (const known of [
    ...people.flatMap(({ id, email }) => [id, email]),
    ...orders,
    ...tokens,
    town.acme,
    "Person",
    "203.0.113",
    "Firefox",
  ])
    expect(rows).not.toContain(known);
  expect(rows).not.toMatch(/@|\?|[a-z]{3}_[a-z0-9]{6}/);
});

it("is listed each once, though more is counted while it is sent", () => {
  const key = { via: "portal", how: "person" } as const;
  const add = (on: string) => addUsage(town.system, { ...key, day: on, what: "/me" }, 1);
  const days = Array.from({ length: 1_500 }, (_, n) => isoDay(town.now() - n * day));
  days.forEach(add);
  const sent: string[] = [];
  for (const rows of usagePages(staffOf(town.connection, town.sam.email), "2000-01-01", "2026-11-23")) {
    sent.push(...rows.map((row) => row.day));
    add(`2001-01-0${Math.ceil(sent.length / 1_000)}`);
  }
  expect(sent).toEqual([...new Set(days)].sort());
});

it("begins with an empty page that says when the first figures come", async () => {
  const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  const { main } = pageOf((await sam.get("/staff/insights")).html);
  expect(main.text).toContain("The first figures appear when a customer opens one of your emails.");
});
