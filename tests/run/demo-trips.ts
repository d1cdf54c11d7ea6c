import { eq } from "drizzle-orm";
import { linkHitOf, noteStep, settleLinks } from "#app/insights/link-trips.ts";
import { newLinkWindow } from "#app/insights/link-window.ts";
import { howOf } from "#app/insights/who.ts";
import { queueMail } from "#db/outbox.ts";
import { outbox } from "#db/schema/mail.ts";
import { trips } from "#db/schema/trips.ts";
import type { System } from "#db/tenant.ts";
import { findTrip, saveTrip } from "#db/trips.ts";

const second = 1_000;
const dayMs = 24 * 60 * 60 * second;
const days = 28;

const browser = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };
const scanner = { "User-Agent": "Mozilla/5.0 (compatible; MailScanner/2.1; bot)" };

type Mail = { mailId: string; email: string; item: "invoice" | "order" };
type Step = { at: number; page?: string; method?: string; location?: string; headers?: Record<string, string> };

/** Four weeks of mails and what people and scanners did with them, judged and noted by the portal's own code. */
export function playTrips(system: System, now: number, random: () => number) {
  const window = newLinkWindow();
  let guests = 0;

  function send(kind: string, item: Mail["item"], at: number): Mail {
    const email = `guest${++guests}@guests.example`;
    const mailId = queueMail(system, { kind, recipient: email, dedupeKey: `played:${guests}`, props: {} }, at)!;
    system.db.update(outbox).set({ state: "delivered", sentAt: at }).where(eq(outbox.id, mailId)).run();
    system.db.insert(trips).values({ mailId, kind, sentAt: at, deliveredAt: at }).run();
    return { mailId, email, item };
  }

  function open({ mailId, email, item }: Mail, { at, page = "", method = "GET", location = "", headers }: Step) {
    const path = `/l/${mailId}${page}`;
    const request = new Request(`https://portal.example${path}`, { method, headers: headers ?? browser });
    const memo = new Map<string, unknown>(Object.entries({ mail: { mailId, email }, item }));
    const ip = `2001:db8:${guests.toString(16)}::1`;
    const answered = { request, path, status: location ? 303 : 200, location, ip, memo };
    const hit = linkHitOf(answered, at)!;
    const how = howOf({ method, headers: request.headers, isSecure: false, visitor: null });
    window.add({ hit, how, settle: (known) => noteStep(system, answered, hit, known) });
    settleLinks(system, window, at, true);
  }

  /** A pause of the length given, at the middle; seldom a long one. */
  const about = (seconds: number) => Math.round(seconds * second * (0.4 + random() + 4 * random() ** 8));

  function play(at: number) {
    const isOrder = random() < 0.5;
    const kind = isOrder ? "order-step" : random() < 0.7 ? "invoice-ready" : "invoice-due";
    const mail = send(kind, isOrder ? "order" : "invoice", at);
    if (random() < 0.4) open(mail, { at: at + 2 * second, headers: scanner });
    if (random() < 0.25) return;
    const looked = at + about(40 * 60);
    const then = random();
    if (!isOrder && then < 0.35) return open(mail, { at: looked, page: "/pdf" });
    open(mail, { at: looked });
    if (then < 0.6) return;
    const next = looked + about(12) + 3 * second;
    if (isOrder) return open(mail, { at: next, page: then < 0.8 ? "?events=all" : "/calendar" });
    if (then < 0.75) return open(mail, { at: next, page: "/pdf" });
    open(mail, { at: next, page: "/pay", method: "POST", location: "https://invoice.stripe.com/i/played" });
    const { trip } = findTrip(system, mail.mailId)!;
    if (then < 0.97) saveTrip(system, { ...trip, done: "paid", doneAt: next + about(50) });
  }

  for (let ago = days; ago > 0; ago--) {
    const at = now - ago * dayMs;
    const isWeekend = [0, 6].includes(new Date(at).getDay());
    for (let n = isWeekend ? 2 : 9; n > 0; n--) play(at + Math.round(random() * 3_600 * second));
  }
}
