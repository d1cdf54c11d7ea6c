import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { mailWorker } from "#app/workers.ts";
import { keepWaiting } from "#app/orders/waiting-events.ts";
import { addOrderEvent, orderOf, putOrder } from "#app/orders/orders-write.ts";
import { answerAsked } from "#app/orders/order-approvals.ts";
import { outbox } from "#db/schema/mail.ts";
import { orderEvents } from "#db/schema/orders.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { hardReference } from "#tests/orders/order-pages.ts";
import { plainEvent, plainOrder, tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { openTown } from "#tests/world.ts";

const hour = 60 * 60_000;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown({ FOYER_MODE: "development", SMTP_URL: "" })));
afterEach(() => town.close());

const readers = () => [town.abe.email, town.ada.email, town.ben.email];
async function mails() {
  await town.drain([mailWorker]);
  return listMails(town.dataDir).filter(({ kind }) => kind === "order-step");
}
const queued = () =>
  town.system.db
    .select()
    .from(outbox)
    .all()
    .map(({ recipient }) => recipient)
    .sort();
const linkIn = (mail: { text: string } | undefined) =>
  new URL(/^https?:\/\/\S+\/l\/\S+$/m.exec(mail!.text)![0]).pathname;

describe("who reads the organization's orders", () => {
  it("is told that one is shipped, where it is followed and when it comes, in one mail each", async () => {
    const { id } = tellOrder(town, town.acme, "PO-7731", { promisedDate: "2026-12-01" });
    const trackingUrl = "https://dhl.example/0034";
    const shipped = { step: "Shipped", carrier: "DHL", trackingNumber: "0034", trackingUrl, note: "Left our hall" };
    tellEvent(town, "PO-7731", shipped);
    tellEvent(town, "PO-7731", shipped);
    expect(queued()).toEqual(readers());
    const mail = (await mails()).find(({ to }) => to === town.ben.email)!;
    expect(mail.subject).toBe("Your order PO-7731 is on its way");
    expect(mail.headers.References).toBe(`<order-${id}@portal.example>`);
    for (const said of [
      "Tuesday 1 December 2026",
      "Carrier: DHL\nTracking number: 0034\n",
      "Left our hall",
      "\nhttps://dhl.example/0034\n",
      "because you can see orders for Acme GmbH",
    ])
      expect(mail.text.replace("Tuesday, ", "Tuesday ")).toContain(said);
    const { html, status } = await browserIn(town).get(linkIn(mail));
    expect(status).toBe(200);
    expect(pageOf(html).heading(/^Shipped\. Arriving/)).toBeTruthy();
  });

  it.each([
    ["delivered", {}, "Your order PO-1 has been delivered", "was delivered on Monday"],
    [
      "waiting",
      { needs: "approval of the drawing" },
      "Your order PO-1 needs something from you",
      "we need: approval of the drawing.",
    ],
  ])("is told that one is %s", async (step, values, subject, said) => {
    tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step, ...values });
    const [mail, ...rest] = await mails();
    expect([mail!.subject, rest.length]).toEqual([subject, 2]);
    expect(mail!.text).toContain(said);
  });

  it.each([{}, { parcel: { id: "p-1", items: [] } }])("is promised no day that has passed: %o", async (of) => {
    tellOrder(town, town.acme, "PO-1", { promisedDate: "2026-11-22" });
    tellEvent(town, "PO-1", { eventId: "other", step: "packed", parcel: { id: "p-2", items: [] } });
    tellEvent(town, "PO-1", { step: "shipped", ...of });
    const [mail] = await mails();
    expect(mail!.text).toMatch(/your order has shipped\./i);
    expect(mail!.text).not.toContain("Arriving");
  });

  it("is told of each event, and of no other step", async () => {
    tellOrder(town, town.acme, "PO-1");
    for (const step of ["placed", "confirmed", "packed", "shipped", "in customs", "delivered"]) {
      town.pass(1000);
      tellEvent(town, "PO-1", { step });
    }
    const subjects = (await mails()).filter(({ to }) => to === town.ada.email).map(({ subject }) => subject);
    expect(subjects.sort()).toEqual(["Your order PO-1 has been delivered", "Your order PO-1 is on its way"]);
  });
});

describe("of an order that is cancelled", () => {
  const told = async () => (await mails()).map(({ subject, text }) => ({ subject, text }));
  const pressCancel = async (id: string, reason: string) => {
    const sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
    await sam.get(`/staff/orders/${id}/cancellation`);
    return sam.submit({ reason });
  };

  it("is told by mail, with the reason that staff gave, which the order's page says too", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    const reason = "The oak is sold out until June.";
    await pressCancel(id, ` ${reason} `);
    const [first, ...rest] = await told();
    expect([first!.subject, rest.length]).toEqual(["Your order PO-1 has been cancelled", 2]);
    expect(first!.text).toContain(
      `Your order has been cancelled. If you weren’t expecting this, reply to this email.\n\n${reason}`,
    );
    const page = await browserIn(town, { cookie: town.signIn(town.ben.id) }).get(`/o/${town.acme}/orders/${id}`);
    expect(page.html).toContain(reason);
    expect((await pressCancel(id, "")).html).toContain("was reopened");
    expect(await told()).toHaveLength(3);
    await pressCancel(id, "");
    const again = await told();
    expect(again).toHaveLength(6);
    expect(again.filter(({ text }) => text.includes(reason))).toHaveLength(3);
  });

  it("is told when the feed says so now, not when it did long ago, or in an import, or it was never open here", async () => {
    tellOrder(town, town.acme, "PO-1", {}, town.now() - 60 * hour);
    tellOrder(town, town.acme, "PO-1", { cancelled: true }, town.now() - 49 * hour);
    tellOrder(town, town.acme, "PO-2", { cancelled: true });
    tellOrder(town, town.acme, "PO-3");
    const facts = { ...plainOrder, cancelled: true };
    const teller = { source: "import", actor: town.sam.email, now: town.now(), at: null } as const;
    putOrder(town.system, { orgId: town.acme, reference: "PO-3", facts }, teller);
    expect(await told()).toEqual([]);
    tellOrder(town, town.acme, "PO-4");
    tellOrder(town, town.acme, "PO-4", { cancelled: true }, town.now() + hour);
    tellOrder(town, town.acme, "PO-4", { cancelled: true }, town.now() + hour);
    expect((await told()).map(({ subject }) => subject)).toEqual(Array(3).fill("Your order PO-4 has been cancelled"));
  });

  it("is not told where it is taken up again before the mail goes", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    await pressCancel(id, "A slip");
    await pressCancel(id, "");
    expect(queued()).toHaveLength(3);
    expect(await told()).toEqual([]);
  });

  it("keeps a reason that is too long, and cancels nothing", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    const { status, html } = await pressCancel(id, "x".repeat(501));
    expect(status).toBe(422);
    expect(html).toContain("Shorten the reason to 500 characters");
    expect(html).toContain("x".repeat(501));
    expect(queued()).toEqual([]);
  });
});

describe("nobody is told", () => {
  const expectSilence = async () => {
    expect(await mails()).toEqual([]);
    expect(
      town.system.db
        .select()
        .from(orderEvents)
        .all()
        .filter(({ toldAt }) => toldAt !== null),
    ).toEqual([]);
  };

  it("of what happened more than two days before it arrived", async () => {
    tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "shipped", occurredAt: town.now() - 48 * hour - 1 });
    await expectSilence();
    tellEvent(town, "PO-1", { step: "shipped", eventId: "e-2", occurredAt: town.now() - 48 * hour });
    expect(await mails()).toHaveLength(3);
  });

  it("of what an import brings", async () => {
    tellOrder(town, town.acme, "PO-1");
    const teller = { source: "import", actor: "sam@norrland.example", now: town.now(), importId: "imp_1" } as const;
    addOrderEvent(town.system, orderOf(town.system, "PO-1")!, plainEvent(town, { step: "shipped" }), teller);
    await expectSilence();
  });

  it("of what was overtaken before it arrived", async () => {
    tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "delivered" });
    tellEvent(town, "PO-1", { step: "shipped", occurredAt: town.now() - hour });
    tellEvent(town, "PO-1", { step: "waiting", needs: "your colour", occurredAt: town.now() - 2 * hour });
    expect((await mails()).map(({ subject }) => subject)).toEqual(Array(3).fill("Your order PO-1 has been delivered"));
  });

  it("of an order that is cancelled", async () => {
    tellOrder(town, town.acme, "PO-1", { cancelled: true });
    tellEvent(town, "PO-1", { step: "shipped" });
    await expectSilence();
  });

  it("of a wait after all is done, whichever of them came first", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "delivered", occurredAt: town.now() - 49 * hour });
    tellEvent(town, "PO-1", { step: "waiting", needs: "your colour" });
    await expectSilence();
    const by = { decision: "approved", personId: town.ben.id, email: town.ben.email, note: null } as const;
    expect(answerAsked(town.system.within(town.acme), id, "waiting", by, { now: town.now(), staffEmails: [] })).toEqual(
      {
        is: "over",
      },
    );
    tellOrder(town, town.acme, "PO-2");
    tellEvent(town, "PO-2", { step: "waiting", needs: "your colour" });
    tellEvent(town, "PO-2", { step: "delivered", occurredAt: town.now() - 49 * hour });
    expect(queued()).toEqual(readers());
    expect(await mails()).toEqual([]);
  });

  it("of what waited so long for its order that it is old; of what is fresh everybody is", async () => {
    for (const reference of ["PO-1", "PO-2"])
      keepWaiting(town.system, reference, plainEvent(town, { step: "shipped" }), "key_test", town.now());
    tellOrder(town, town.acme, "PO-1");
    expect(await mails()).toHaveLength(3);
    town.pass(49 * hour);
    tellOrder(town, town.acme, "PO-2");
    expect(await mails()).toHaveLength(3);
  });

  it("once it was given, the order moved, the role changed, or orders are switched off, before the mail is sent", async () => {
    const { id } = tellOrder(town, town.acme, "PO-1");
    tellEvent(town, "PO-1", { step: "waiting", needs: "your colour" });
    const by = { decision: "approved", personId: town.ben.id, email: town.ben.email, note: null } as const;
    answerAsked(town.system.within(town.acme), id, "waiting", by, { now: town.now(), staffEmails: [] });
    tellOrder(town, town.acme, "PO-2");
    tellEvent(town, "PO-2", { step: "shipped" });
    tellOrder(town, town.zebra, "PO-2");
    expect(queued()).toHaveLength(6);
    await expect(mails()).resolves.toEqual([]);
    const other = openTown({ FOYER_MODE: "development", SMTP_URL: "", FEATURES: "billing" });
    tellOrder(other, other.acme, "PO-1");
    tellEvent(other, "PO-1", { step: "shipped" });
    await other.drain([mailWorker]);
    expect(listMails(other.dataDir)).toEqual([]);
    other.close();
  });
});

it("a mail about a wait leads to what is asked: on its item link's page, and once signed in on the order's", async () => {
  const { id } = tellOrder(town, town.acme, "PO-1");
  tellEvent(town, "PO-1", { step: "waiting", needs: "approval of the drawing" });
  const mail = (await mails()).find(({ to }) => to === town.ben.email)!;
  const { main } = pageOf((await browserIn(town).get(linkIn(mail))).html);
  expect(main.text).toContain("approval of the drawing");
  expect([main.button("Approve"), main.button("Ask for a change")]).toHaveLength(2);
  const signedIn = browserIn(town, { cookie: town.signIn(town.ben.id) });
  const page = await signedIn.get(linkIn(mail));
  expect(page.url).toBe(`/o/${town.acme}/orders/${id}`);
  expect(pageOf(page.html).main.link("Look at it and approve").href).toBe(`${page.url}/approval?event=waiting`);
});

it("a reference of 200 characters is quoted and cut in the subject, whole in the mail", async () => {
  tellOrder(town, town.acme, hardReference);
  tellEvent(town, hardReference, { step: "shipped" });
  const [mail] = await mails();
  expect(mail!.subject).toMatch(/^Your order PO\/77 31 🪑 Un.*… is on its way$/);
  expect([...mail!.subject].length).toBeLessThan(50);
  expect(mail!.text).toContain(hardReference);
});
