import fc from "fast-check";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { openFile } from "#db/connection.ts";
import { outbox } from "#db/schema/mail.ts";
import { digestDays, followStates, mailChoices, type FollowState, type MailChoice } from "#db/schema/notifications.ts";
import { people } from "#db/schema/organizations.ts";
import { drain } from "#app/jobs/loop.ts";
import { isDigestQueued } from "#app/mail/bundles.ts";
import { hearFromPostmark } from "#app/mail/webhook.ts";
import { mailKinds } from "#app/mails.ts";
import { notificationsWork } from "#app/notifications/work.ts";
import { takeEventBack } from "#app/orders/event-corrections.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { follow } from "#app/people/follows.ts";
import { makePortal, type Portal } from "#app/portal.server.ts";
import { mailWorker } from "#app/workers.ts";
import { startPostmark } from "#tests/fakes/postmark/server.ts";
import { bounce, delivery } from "#tests/fakes/postmark/webhooks.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { monday, openTown } from "#tests/world.ts";
import { keepTimes, wish } from "./digest-rows.ts";

/** How many histories; `HISTORIES=1000 npx vitest run tests/notifications/histories…` looks harder. */
const numRuns = Number(process.env.HISTORIES ?? 12);
const hour = 60 * 60_000;
const day = 24 * hour;
const workers = [...notificationsWork.workers!, mailWorker];

const names = ["ada", "ben"] as const;
const who = fc.constantFrom(...names);
const clockHour = fc.nat(23);
const night = fc.record({ from: clockHour, hours: fc.integer({ min: 1, max: 12 }) });
const quiet = fc.option(night.map(({ from, hours }) => ({ from, to: (from + hours) % 24 })));
const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu");
const pausedFor = fc.option(fc.nat(3), { freq: 2 });
const deed = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("event" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("again" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("correction" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("choice" as const), who, mail: fc.constantFrom(...mailChoices) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("times" as const),
      who,
      hour: clockHour,
      days: fc.constantFrom(...digestDays),
      quiet,
      zone,
      pausedFor,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("follow" as const),
      who,
      state: fc.constantFrom(...followStates, null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("address" as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("webhook" as const), of: fc.nat(3), isBounce: fc.boolean() }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("pass" as const), hours: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("back" as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("work" as const), processes: fc.constantFrom(1, 2) }) },
  // Dies the next time it looks at the clock after it did so often.
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("death" as const), after: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("silence" as const), after: fc.boolean() }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;
const history = fc.array(deed, { minLength: 5, maxLength: 30, size: "max" });

class Death extends Error {}

/** The portal of a process that is gone once it has looked at the clock so often. */
function mortal(connection: Parameters<typeof makePortal>[0], portal: Portal, looks: number): Portal {
  let left = looks;
  const now = () => {
    if (left-- <= 0) throw new Death();
    return portal.now();
  };
  return makePortal(connection, { ...portal, now });
}

async function play(deeds: Deed[]) {
  const postmark = await startPostmark({ now: () => monday });
  const town = openTown({ POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url, SMTP_URL: "" });
  const beside = openFile(town.path, town.config.secrets);
  const second = makePortal(beside, { ...town.portal });
  const orders: string[] = [];
  const ids = new Map<string, string>();
  const addresses = new Map(names.map((name) => [name, [town[name].email]]));
  const bounces = new Map<string, number>();
  const following = new Map<string, FollowState | null>();
  /** Of each order whose event was taken back: what had become of each person's mail by then. */
  const wrong = new Map<string, { state: string; mayCome: boolean }>();
  const chosen = new Map<(typeof names)[number], MailChoice>(names.map((name) => [name, "now"]));
  /** Of each order, by person: the choices that held while it was not settled. */
  const held = new Map<string, Set<MailChoice>>();
  const rowsOf = (kind: string, order: string, name: (typeof names)[number]) =>
    town.system.db
      .select()
      .from(outbox)
      .all()
      .filter((row) => row.kind === kind && row.personId === town[name].id && row.dedupeKey.includes(ids.get(order)!));
  const rowOf = (order: string, name: (typeof names)[number]) => rowsOf("order-step", order, name)[0];
  const isOpen = (row: typeof outbox.$inferSelect | undefined) =>
    !!row && ["new", "sending", "bundled"].includes(row.state);
  const wanted = (order: string, name: (typeof names)[number]): MailChoice => {
    const state = following.get(`${order} ${name}`);
    return state === "mute" ? "off" : state === "follow" ? "now" : chosen.get(name)!;
  };
  function move(name: (typeof names)[number]) {
    const email = `${name}-${addresses.get(name)!.length}@acme.example`;
    town.system.db.update(people).set({ email }).where(eq(people.id, town[name].id)).run();
    addresses.get(name)!.push(email);
  }
  function hear(of: number, isBounce: boolean) {
    const mail = postmark.sent.at(-1 - of);
    if (!mail) return;
    const count = bounces.get(mail.To) ?? 0;
    // A third would end all that can be off.
    if (isBounce && count >= 2) return;
    if (isBounce) bounces.set(mail.To, count + 1);
    const told = isBounce ? bounce(mail, town.now(), { type: "SoftBounce" }) : delivery(mail, town.now());
    hearFromPostmark(town.portal, mailKinds, told);
  }
  const note = () => {
    for (const order of orders)
      for (const name of names) {
        if (isOpen(rowOf(order, name))) held.get(`${order} ${name}`)!.add(wanted(order, name));
        if (rowsOf("order-corrected", order, name).some(isOpen))
          held.get(`${order} ${name} corrected`)!.add(wanted(order, name));
      }
  };
  const tell = (order: string) => tellEvent(town, order, { step: "shipped", eventId: `event-${order}` });
  function takeBack(order: string) {
    for (const name of names) {
      const { state, doubtful, bundle } = rowOf(order, name)!;
      const isOnItsWay =
        state === "sending" ||
        (state === "new" && doubtful) ||
        (state === "bundled" && isDigestQueued(town.system, bundle));
      wrong.set(`${order} ${name}`, { state, mayCome: isOnItsWay });
    }
    takeEventBack(town.system, orderOf(town.system, order)!, `event-${order}`, town.now());
  }
  let worked = town.now();
  async function work(processes = 1) {
    worked = town.now();
    await Promise.all([town.drain(workers), processes === 2 && drain(second, workers)]);
  }

  async function act(deed: Deed) {
    if (deed.kind === "event") {
      // A sign that no token in a link has.
      const order = `PO#${orders.length}#`;
      ids.set(order, tellOrder(town, town.acme, order).id);
      tell(order);
      orders.push(order);
      for (const name of names) for (const what of ["", " corrected"]) held.set(`${order} ${name}${what}`, new Set());
    } else if (deed.kind === "correction")
      orders
        .slice(-1)
        .filter((order) => !wrong.has(`${order} ada`))
        .forEach(takeBack);
    else if (deed.kind === "again") orders.slice(-1).forEach(tell);
    else if (deed.kind === "choice") {
      wish(town, town[deed.who], "steps", deed.mail);
      chosen.set(deed.who, deed.mail);
    } else if (deed.kind === "follow") {
      const order = orders.at(-1);
      if (!order) return;
      const thing = { kind: "order", itemId: ids.get(order)! } as const;
      follow(town.system.within(town.acme), town[deed.who].id, thing, deed.state, town.now());
      following.set(`${order} ${deed.who}`, deed.state);
    } else if (deed.kind === "address") move(deed.who);
    else if (deed.kind === "webhook") hear(deed.of, deed.isBounce);
    else if (deed.kind === "times") {
      const { kind: _, who, pausedFor, ...times } = deed;
      const until = pausedFor === null ? null : new Date(town.now() + pausedFor * day).toISOString().slice(0, 10);
      keepTimes(town, town[who], { ...times, pausedUntil: until });
    } else if (deed.kind === "pass") {
      if (town.now() + deed.hours * hour - worked > 2 * day) await work();
      town.pass(deed.hours * hour);
    } else if (deed.kind === "back") town.pass(-hour);
    else if (deed.kind === "work") await work(deed.processes);
    else if (deed.kind === "silence") postmark.faults.status(503, 1, { after: deed.after });
    else
      await drain(mortal(beside, town.portal, deed.after), workers).catch((error: unknown) => {
        if (!(error instanceof Death)) throw error;
      });
  }

  try {
    for (const deed of deeds) {
      await act(deed);
      note();
    }
    for (let n = 0; n < 60; n++) {
      town.pass(4 * hour);
      await work(2);
    }
    for (const order of orders)
      for (const name of names) {
        const mailed = (words: string) =>
          postmark.sent.filter(
            ({ To, Subject, TextBody }) =>
              addresses.get(name)!.includes(To) && `${Subject} ${TextBody}`.includes(`${order} ${words}`),
          );
        const check = (row: typeof outbox.$inferSelect, words: string, choices: Set<MailChoice>, mayDrop: boolean) => {
          const { state, error } = row;
          // Three days of trouble; whether the provider had it, nobody said.
          if (error?.startsWith("Gave up")) return;
          const told = mailed(words).map(({ Tag }) => Tag);
          const about = JSON.stringify({ order, name, words, state, error, choices: [...choices], told });
          expect(["sent", "delivered", "bounced", "dropped"], about).toContain(state);
          expect(told, about).toHaveLength(state === "dropped" ? 0 : 1);
          if (!choices.has("off") && !mayDrop) expect(state, about).not.toBe("dropped");
          if (choices.size && [...choices].every((choice) => choice === "off")) expect(state, about).toBe("dropped");
        };
        const step = rowOf(order, name)!;
        const was = wrong.get(`${order} ${name}`);
        const isSettled = !was || ["sent", "delivered", "bounced"].includes(was.state);
        check(step, "is on its way", held.get(`${order} ${name}`)!, !isSettled);
        const corrections = rowsOf("order-corrected", order, name);
        const isDue = !!was && (was.mayCome || was.state === "sent" || was.state === "delivered");
        expect(corrections, `${order} ${name}`).toHaveLength(isDue ? 1 : 0);
        const wasTold = step.state === "sent" || step.state === "delivered";
        for (const row of corrections)
          check(row, "isn’t on its way", held.get(`${order} ${name} corrected`)!, !wasTold);
        if (!corrections.length) expect(mailed("isn’t on its way")).toEqual([]);
      }
    const strangers = postmark.sent.filter(
      ({ To }) => To !== town.abe.email && !names.some((name) => addresses.get(name)!.includes(To)),
    );
    expect(strangers).toEqual([]);
    const digests = town.system.db.select().from(outbox).where(eq(outbox.kind, "digest")).all();
    for (const { id } of digests)
      expect(postmark.sent.filter(({ Metadata }) => Metadata.outbox_id === id).length).toBeLessThanOrEqual(1);
  } finally {
    beside.sqlite.close();
    town.close();
    await postmark.close();
  }
}

it(
  "whatever is chosen, happens, dies and is set back: all that a person's choices let through is told once, and nothing else",
  { timeout: 600_000 },
  async () => {
    await fc.assert(fc.asyncProperty(history, play), { numRuns });
  },
);
