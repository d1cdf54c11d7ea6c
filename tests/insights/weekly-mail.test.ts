import { afterEach, beforeEach, expect, it } from "vitest";
import { tellStaffOfWeek } from "#app/insights/week-news.ts";
import { isoWeek, weeksUntil } from "#app/insights/weeks.ts";
import { chooseForStaff } from "#app/mail/staff-choices.ts";
import { listMails } from "#app/mail/mailbox.ts";
import { addUsage, type UsageKey } from "#db/usage.ts";
import { ask, customer } from "../requests/request-rows.ts";
import { openTown } from "../world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown({ FOYER_MODE: "development", SMTP_URL: "" })));
afterEach(() => town.close());

const usage = (day: string, what: string, n: number, how: UsageKey["how"] = "person") =>
  addUsage(town.system, { day, what, via: "portal", how }, n);
const tell = () => tellStaffOfWeek(town.system, town.config, town.now());
async function mails() {
  await town.drain();
  return listMails(town.dataDir).filter(({ kind }) => kind === "staff-weekly");
}

it("tells staff on Monday, once, of the week that ended: what happened, what moved, what to do", async () => {
  usage("2026-11-15", "helped.order", 5);
  usage("2026-11-16", "helped.order", 12);
  usage("2026-11-22", "helped.invoice", 3, "likely");
  usage("2026-11-22", "helped.invoice", 90, "machine");
  usage("2026-11-18", "order.seen", 20);
  const askedAt = new Date("2026-11-18T12:00").getTime();
  ask({ ...town, now: () => askedAt }, town.acme, customer(town.ada), { via: "mail" });
  usage("2026-11-23", "helped.order", 7);
  expect([tell(), tell()]).toEqual([1, 0]);
  const [mail, ...more] = await mails();
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ to: town.sam.email, subject: "What customers did in week 47" });
  for (const sentence of [
    "Customers helped themselves 15 times last week. The week before it was 5 times.",
    "They asked 0 questions in the portal and 1 question by email.",
    "What they did most: order looked up, 20 times.",
    "Orders changed most: looked up 12 times, and 5 times the week before.",
    "2 customers have never signed in.",
    "the link at the end of this email stops it.",
  ])
    expect(mail!.text.replace(/\s+/g, " ")).toContain(sentence);
  expect(mail!.text.trim()).toMatch(/\/u\/\S+$/);
});

it("says nothing of a week in which nothing happened", async () => {
  usage("2026-11-18", "helped.order", 4, "machine");
  expect(tell()).toBe(0);
});

it("says nothing of questions where the company takes none", async () => {
  town.close();
  town = openTown({ FOYER_MODE: "development", SMTP_URL: "", FEATURES: "orders,billing" });
  usage("2026-11-18", "helped.order", 3);
  tell();
  const [mail] = await mails();
  expect(mail!.text).toContain("Customers helped themselves 3 times last week.");
  expect(mail!.text).not.toContain("question");
});

it("is not sent to whoever turned it off", async () => {
  usage("2026-11-18", "helped.order", 4);
  chooseForStaff(town.system, town.sam.email, { topic: "insights", isOff: true }, "page", town.now());
  expect(tell()).toBe(0);
  chooseForStaff(town.system, town.sam.email, { topic: "insights", isOff: false }, "page", town.now());
  expect(tell()).toBe(1);
});

it("counts weeks as ISO 8601 does", () => {
  expect(["2026-11-23", "2026-12-31", "2027-01-03", "2027-01-04", "2024-12-30"].map(isoWeek)).toEqual([
    "2026-W48",
    "2026-W53",
    "2026-W53",
    "2027-W01",
    "2025-W01",
  ]);
  expect(weeksUntil("2026-11-25", 2)).toEqual([
    { name: "2026-W47", number: 47, from: "2026-11-16", to: "2026-11-23", isCurrent: false },
    { name: "2026-W48", number: 48, from: "2026-11-23", to: "2026-11-30", isCurrent: true },
  ]);
});
