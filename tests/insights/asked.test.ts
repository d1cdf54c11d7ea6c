import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closingVotes, baselines } from "#db/schema/asked.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { messages, requests, type RequestJob } from "#db/schema/requests.ts";
import { staffOf } from "#db/tenant.ts";
import { findAskedByJob } from "#app/insights/asked.ts";
import { listTopics, topicIn } from "#app/insights/asked-topics.ts";
import { countVotes } from "#app/insights/votes.ts";
import { compareWith } from "#app/insights/baselines.ts";
import type { Week } from "#app/insights/weeks.ts";
import { closeRequest } from "#app/requests/requests-write.ts";
import { browserIn } from "#tests/http.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { ask, clerk, customer } from "#tests/requests/request-rows.ts";
import { openTown } from "#tests/world.ts";

const day = 24 * 60 * 60_000;
const week = 7 * day;

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const staff = () => staffOf(town.connection, town.sam.email);
const sam = () => browserIn(town, { cookie: town.signIn(town.sam.id) });
type Asked = { job: RequestJob | null; subject?: string; via?: "portal" | "mail" | "link" };
const asks = ({ job, ...asking }: Asked) => ask(town, town.acme, customer(town.ada), { job, ...asking });

describe("what was asked", () => {
  it("is counted by job and week: here, by mail, and though they had looked", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    const ada = browserIn(town, { cookie: town.signIn(town.ada.id) });
    await ada.get(`/o/${town.acme}/orders/${id}`);
    const about = { kind: "order", id } as const;
    ask(town, town.acme, customer(town.ada), { about });
    ask(town, town.acme, customer(town.ada), { job: "order", via: "mail" });
    ask(town, town.acme, customer(town.ben), { about, via: "link" });
    asks({ job: null, via: "mail" });
    town.pass(2 * week);
    ask(town, town.acme, customer(town.ada), { about });
    const { weeks, jobs } = await findAskedByJob(staff(), town.now());
    expect([weeks.length, weeks.at(-1)!.name, weeks.at(-3)!.name]).toEqual([13, "2026-W50", "2026-W48"]);
    const last = (counts: number[]) => counts.slice(-3);
    expect(last(jobs.order.here)).toEqual([2, 0, 1]);
    expect(last(jobs.order.byMail)).toEqual([1, 0, 0]);
    expect(last(jobs.order.looked)).toEqual([2, 0, 0]);
    expect(last(jobs.unsorted.byMail)).toEqual([1, 0, 0]);
    expect(jobs.invoice.here.concat(jobs.invoice.byMail).every((n) => n === 0)).toBe(true);
    town.pass(13 * week);
    expect((await findAskedByJob(staff(), town.now())).jobs.order.here.every((n) => n === 0)).toBe(true);
  });

  it("is listed by subject, whatever number that names", () => {
    expect(topicIn("Re: AW: Where is  PO-7731/a?")).toBe(topicIn("where is PO-9?"));
    expect(topicIn("Your invoice 2026.1042")).toBe("your invoice …");
    expect(topicIn("Re: ")).toBe("");
    for (const subject of ["Where is PO-1?", "When can you deliver?", "Re: where is po-22?"]) {
      asks({ job: "order", subject });
      town.pass(day);
    }
    asks({ job: "invoice", subject: "Where is PO-1?" });
    expect(listTopics(staff(), "order", town.now())).toMatchObject([
      { count: 2, looked: 0, newest: { subject: "where is po-22?" } },
      { count: 1, newest: { subject: "When can you deliver?" } },
    ]);
  });

  it("counts whether customers say that it was answered", () => {
    for (const [answer, job] of [
      ["yes", "order"],
      ["no", "order"],
      ["yes", "invoice"],
      ["yes", "order"],
    ] as const) {
      const request = asks({ job });
      closeRequest(town.system.within(town.acme), request, clerk(town.sam), town.now());
      const closing = town.system.db.select().from(messages).where(eq(messages.requestId, request.id)).all().at(-1)!;
      const values = { messageId: closing.id, orgId: town.acme, requestId: request.id, answer, at: town.now() };
      town.system.db.insert(closingVotes).values(values).run();
    }
    expect(countVotes(staff(), town.now(), "order")).toEqual({ yes: 2, no: 1 });
    expect(countVotes(staff(), town.now())).toEqual({ yes: 3, no: 1 });
  });
});

describe("compared with before", () => {
  const weekFrom = (from: string, isCurrent = false): Week => ({ name: from, number: 1, from, to: from, isCurrent });
  const mondays = ["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"];
  const weeks = [...mondays.map((from) => weekFrom(from)), weekFrom("2026-11-30", true)];
  const asked = (...n: number[]) => ({ here: n, byMail: n.map(() => 1), looked: n });
  const saidAt = (on: string) => new Date(`${on}T12:00`).getTime();

  it("takes the middle one of the full weeks since it was said", () => {
    const before = { perWeek: 20, saidAt: saidAt("2026-11-01") };
    expect(compareWith(before, weeks, asked(90, 2, 9, 5, 40, 0))).toEqual({ before: 20, now: 6, fewer: 14, weeks: 4 });
  });

  it("says nothing of fewer than four full weeks", () => {
    expect(compareWith({ perWeek: 20, saidAt: saidAt("2026-11-03") }, weeks, asked(0, 0, 0, 0, 0, 0))).toBeNull();
  });
});

describe("the pages", () => {
  const page = "/staff/insights/baseline";
  const rows = () => town.system.db.select().from(baselines).all();

  it("ask how many emails came before, and say who said so", async () => {
    const browser = sam();
    await browser.get(page);
    await browser.submit({ invoice: "20", order: " 1,200 ", other: "" });
    expect(browser.page.html).toContain("Saved.");
    expect(rows()).toMatchObject([
      { job: "invoice", perWeek: 20, saidBy: "sam@norrland.example" },
      { job: "order", perWeek: 1200 },
    ]);
    expect(pageOf(browser.page.html).main.text).toMatch(/sam@norrland\.example said so on/);
    town.pass(day);
    await browser.submit({ invoice: "20", order: "" });
    expect(rows()).toMatchObject([{ job: "invoice", saidAt: town.now() - day }]);
    expect(
      town.system.db
        .select()
        .from(auditLog)
        .all()
        .map(({ subject }) => subject),
    ).toEqual(["invoice 20, order 1200", "order ?"]);
    for (const wrong of ["2.5", "many", "-1", "12345"]) {
      const { status, html } = await browser.post(page, { invoice: wrong, order: "7" });
      expect([status, pageOf(html).field(/About invoices/).value, pageOf(html).field(/About orders/).value]).toEqual([
        422,
        wrong,
        "7",
      ]);
    }
    expect(rows()).toHaveLength(1);
  });

  it("name each field that is wrong and say how, and that all is removed where every field is emptied", async () => {
    const browser = sam();
    await browser.get(page);
    await browser.submit({ invoice: "20", order: "30" });
    const { status, html } = await browser.post(page, { invoice: "-1", order: "12,345", details: "x", other: "4" });
    const said = pageOf(html).alert!.all("link");
    expect([status, ...said.map(({ text }) => text)]).toEqual([
      422,
      "Invoices: enter 0 or more, or leave it empty",
      "Orders: enter 9,999 or less",
      "Billing details: enter a whole number like 20, or leave it empty",
    ]);
    expect(rows()).toHaveLength(2);
    await browser.get(page);
    await browser.submit({ order: "" });
    expect(pageOf(browser.page.html).status?.text).toContain("Saved.");
    expect(rows()).toMatchObject([{ job: "invoice", perWeek: 20 }]);
    await browser.submit({ invoice: "" });
    expect(pageOf(browser.page.html).status?.text).toContain("Removed.");
    expect([rows(), town.system.db.select().from(auditLog).all().at(-1)!.subject]).toEqual([[], "invoice ?"]);
  });

  it("show what was asked beside what was said, as measured, once there are four weeks", async () => {
    const text = async () => pageOf((await sam().get("/staff/insights/order")).html).main.text;
    expect(await text()).toContain("Nobody has asked yet");
    expect(await text()).toContain("Say how many came before");
    await sam().post(page, { order: "20" });
    for (let n = 0; n < 5; n++) {
      for (let k = 0; k < 6; k++)
        asks({ job: "order", subject: `Where is PO-${n}${k}?`, via: k % 2 ? "mail" : "portal" });
      if (n === 2) expect(await text()).toMatch(/You said on .* that 20 a week came before/);
      town.pass(week);
    }
    const shown = await text();
    expect(shown).toMatch(/Before: 20 a week, as you said on .*23 Nov.* Now: 6 a week\. 14 fewer\./);
    expect(shown).toMatch(/full weeks, half had that many questions or fewer\./);
    expect(shown).toContain("count as one, even if the order or invoice number in it differs.");
    expect(shown).toContain("Other things may have changed too.");
    expect(shown).toMatch(/Where is PO-45\? ?asked 30 times/);
    expect(shown).toContain("30, the longest for");
    const { main } = pageOf((await sam().get("/staff/insights/order")).html);
    expect(main.row("2026-W48").text).toBe("2026-W48, from 23 Nov 3 3 0");
    expect(main.text).toContain("Most was asked in week 48: 6 times.");
    expect((await sam().get("/staff/insights/chairs")).status).toBe(404);
  });

  it("are not there where the company takes no requests", async () => {
    town.close();
    town = openTown({ FEATURES: "billing" });
    expect((await sam().get("/staff/insights/order")).status).toBe(404);
    expect((await sam().get(page)).status).toBe(404);
  });

  it("say how many nobody has sorted yet", async () => {
    asks({ job: null });
    town.system.db.update(requests).set({ job: null }).run();
    expect(pageOf((await sam().get("/staff/insights/other")).html).main.text).toContain(
      "1 question isn’t in any of these figures",
    );
  });
});
