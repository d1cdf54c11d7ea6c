import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { people } from "#db/schema/organizations.ts";
import { outbox, suppressions } from "#db/schema/mail.ts";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addMail, returned, stopMails } from "#tests/mail/mail-rows.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { ask, clerk, customer, tell } from "#tests/requests/request-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

const day = 86_400_000;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown({ POSTMARK_WEBHOOK_AUTH: "postmark:a-long-password" })));
afterEach(() => town.close());

type Who = "ada" | "bo" | "ben" | "zoe" | "sam";
const browserOf = (who: Who) => browserIn(town, { cookie: town.signIn(town[who].id) });
const read = async (who: Who, path = "/me/notifications") => (await browserOf(who).get(path)).html;

const outcome = /^(.*?) (On its way|Sent|Delivered|Marked as spam|Bounced|Not sent)\b/;
/** The mails of the page: title, tag, and what the line leads to. */
const linesOf = (html: string) =>
  pageOf(html)
    .main.rows()
    .map(({ text, hrefs: [to] }) => [...outcome.exec(text)!.slice(1), to ?? null]);

const aboutInvoice = (invoiceId: string, orgId = town.acme) => ({ orgId, props: { invoiceId } });

async function tellPostmark(outboxId: string, told: object) {
  const headers = {
    "Content-Type": "application/json",
    Authorization: `Basic ${Buffer.from("postmark:a-long-password").toString("base64")}`,
  };
  const body = JSON.stringify({ Metadata: { outbox_id: outboxId }, ...told });
  expect((await town.fetch("/webhooks/postmark", { method: "POST", headers, body })).status).toBe(200);
}

describe("the mails to a person", () => {
  it("stand with how each went, what was missed before the rest, each leading to what it is about", async () => {
    const { acme } = town;
    const invoice = addInvoice(town, acme, { number: "INV-1" });
    const order = tellOrder(town, acme, "PO-7").id;
    const { id: request } = ask(town, acme, customer(town.ben));
    addMail(town, { ...aboutInvoice(invoice), kind: "invoice-ready" });
    town.pass(1000);
    addMail(town, { orgId: acme, kind: "order-step", props: { orderId: order } }, { state: "new", sentAt: null });
    town.pass(1000);
    addMail(town, { ...aboutInvoice(invoice), kind: "receipt" }, returned("SoftBounce", town.now()));
    town.pass(1000);
    const to = { requestId: request, props: { requestId: request, messageId: "m", to: "customer" } };
    addMail(town, { orgId: acme, kind: "request-reply", ...to }, { state: "sent" });
    town.pass(1000);
    addMail(town, { kind: "new-device" }, { state: "failed", sentAt: null });
    town.pass(1000);
    addMail(
      town,
      { orgId: acme, kind: "card-expiring", props: { methodId: "pm" } },
      { returnedFor: "SpamComplaint", returnedAt: town.now() },
    );
    const html = await read("ada");
    expect(linesOf(html)).toEqual([
      ["You signed in from a new browser", "Not sent", "/me/sessions"],
      ["Receipt for a payment", "Bounced", `/o/${acme}/billing/${invoice}`],
      ["A card expires soon", "Marked as spam", `/o/${acme}/billing/payment-methods`],
      ["A reply", "Sent", `/o/${acme}/requests/${request}`],
      ["An update on your order", "On its way", `/o/${acme}/orders/${order}`],
      ["Your invoice is ready", "Delivered", `/o/${acme}/billing/${invoice}`],
    ]);
    for (const said of [
      "They go to ada@acme.example.",
      ">Invoice INV-1</bdi>",
      ">Order PO-7</bdi>",
      ">Acme GmbH</bdi>",
    ])
      expect(html).toContain(said);
    expect(html).toContain("The mailbox was full, or closed for a time.");
  });

  it("have the subject that they went out with", async () => {
    const invoice = addInvoice(town, town.acme, { number: "INV-1" });
    addMail(town, { ...aboutInvoice(invoice), kind: "invoice-ready" }, { subject: "Invoice INV-1 from Norrland" });
    town.pass(1000);
    addMail(town, { kind: "new-device" }, { subject: "New sign-in to Norrland" });
    const lines = [
      ["New sign-in to Norrland", "Delivered", "/me/sessions"],
      ["Invoice INV-1 from Norrland", "Delivered", `/o/${town.acme}/billing/${invoice}`],
    ];
    expect(linesOf(await read("ada"))).toEqual(lines);
    expect(pageOf(await read("ada", "/me")).main.link(/^New sign-in to/).href).toBe("/me/sessions");
  });

  it("are the newest thirty, without codes and without what there was nothing to say of", async () => {
    for (let n = 0; n < 31; n++) addMail(town, { kind: "invoice-due" });
    addMail(town, { kind: "receipt" }, { state: "dropped" });
    for (const kind of ["sign-in", "confirm"]) addMail(town, { kind, secret: { code: "042917", token: "secret" } });
    const html = await read("ada");
    expect(linesOf(html)).toHaveLength(30);
    expect(html).not.toMatch(/Receipt|042917|secret/);
  });

  it("lead nowhere, and name nothing, where the person may not see it any more", async () => {
    const invoice = addInvoice(town, town.acme, { number: "INV-SECRET" });
    const foreign = addInvoice(town, town.zebra, { number: "INV-ZEBRA" });
    const { id: request } = ask(town, town.acme, customer(town.ada), { about: { kind: "invoice", id: invoice } });
    const recipient = town.ben.email;
    addMail(town, { ...aboutInvoice(invoice), recipient });
    addMail(town, { ...aboutInvoice(foreign, town.zebra), recipient });
    const props = { requestId: request, messageId: "m", to: "customer" };
    addMail(town, { orgId: town.acme, kind: "request-reply", requestId: request, props, recipient });
    addMail(town, { kind: "request-new", requestId: request, props: { ...props, to: "staff" }, recipient });
    addMail(town, { kind: "member-removed", orgId: town.zebra, recipient });
    town.system.db.update(outbox).set({ subject: "SUBJECT" }).run();
    const html = await read("ben");
    expect(linesOf(html).map(([, , to]) => to)).toEqual([null, null, null, null, null]);
    expect(html).not.toMatch(/INV-SECRET|INV-ZEBRA|R-\d|SUBJECT/);
  });

  it("lead staff to the pages of staff", async () => {
    const { id } = ask(town, town.acme, customer(town.ada));
    const lines = linesOf(await read("sam"));
    expect(lines).toEqual([["A new request", "On its way", `/staff/requests/${id}`]]);
  });

  it("are nobody else's: not a colleague's, not those to the address before it was theirs", async () => {
    addMail(town, { recipient: town.bo.email });
    addMail(town, { recipient: "fresh@acme.example" });
    addMail(town, { recipient: town.zoe.email });
    const move = (email: string, id: string) =>
      town.system.db
        .update(people)
        .set({ email })
        .where(eq(people.id, id as never))
        .run();
    move("zoe@elsewhere.example", town.zoe.id);
    move("zoe@zebra.example", town.ada.id);
    expect(await read("ada")).toContain("No emails yet");
    expect(await read("ada")).toContain("They go to zoe@zebra.example.");
    expect(linesOf(await read("zoe"))).toHaveLength(1);
    expect(await read("zoe")).toContain("to zoe@zebra.example");
    expect(await read("ben")).toContain("No emails yet");
  });
});

describe("an address that gets no more mails", () => {
  it("hard bounce told by Postmark: said here and on home since when and what to do, until it is mended", async () => {
    addInvoice(town, town.acme, { number: "INV-1", status: "paid", amountRemaining: 0 });
    const ada = browserOf("ada");
    const before = await ada.get(`/o/${town.acme}`);
    expect(before.html).toContain("You’re all caught up");
    const id = addMail(town, { kind: "invoice-due", orgId: town.acme }, { state: "sent" });
    await tellPostmark(id, { RecordType: "Bounce", Type: "HardBounce", Inactive: true, Email: town.ada.email });
    town.pass(day);

    const { html } = await ada.request(`/o/${town.acme}`, {
      headers: { "If-None-Match": before.headers.get("ETag")! },
    });
    expect(pageOf(html).main.link(/^Emails to you are bouncing/).href).toBe("/me/delivery");
    const page = await read("ada");
    const { text } = pageOf(page);
    expect(text).toContain("On 23 November 2026 we were told that ada@acme.example");
    expect(pageOf(page).main.link("See what you can do").href).toBe("/me/delivery");
    expect(page).toContain("Give us your new address, or tell us when this one works again.");
    expect(page).toContain(
      `/o/${town.acme}/requests/new?subject=Your+emails+to+ada%40acme.example+don%E2%80%99t+arrive`,
    );
    expect(linesOf(page)).toEqual([["An invoice is due soon", "Bounced", null]]);
    expect(pageOf(await read("ben", `/o/${town.acme}`)).main.hrefs).not.toContain("/me/delivery");

    await tellPostmark(id, { RecordType: "SubscriptionChange", SuppressSending: false, Recipient: town.ada.email });
    expect((await ada.get(`/o/${town.acme}`)).html).toContain("You’re all caught up");
    expect(await read("ada")).toContain("One email didn’t reach you");
  });

  it("complaint: said as one, and a home with nothing on it says it too", async () => {
    const id = addMail(town, { recipient: town.zoe.email });
    await tellPostmark(id, { RecordType: "SpamComplaint", Type: "SpamComplaint", Email: town.zoe.email });
    const html = await read("zoe");
    expect(html).toMatch(/one of our emails to zoe@zebra\.example was marked as spam/);
    expect(linesOf(html)).toEqual([["Receipt for a payment", "Marked as spam", null]]);
    expect(await read("zoe", `/o/${town.zebra}`)).toContain("You get no more emails from us");
  });

  it("soft bounce: not for good, and nothing on home", async () => {
    const id = addMail(town, {}, { state: "sent" });
    await tellPostmark(id, { RecordType: "Bounce", Type: "SoftBounce", Email: town.ada.email });
    const html = await read("ada");
    expect(html).toContain("One email didn’t reach you");
    expect(html).toContain("We’ll keep emailing you.");
    expect(html).not.toContain("come back");
    expect(await read("ada", `/o/${town.acme}`)).not.toMatch(/Waiting for you/);
  });

  it("switched off as somebody wished: said here, and home asks nothing", async () => {
    stopMails(town, town.ada.email, "ManualSuppression");
    expect(await read("ada")).toMatch(/Emails to ada@acme\.example were switched off on/);
    expect(pageOf(await read("ada", `/o/${town.acme}`)).main.hrefs).not.toContain("/me/delivery");
  });

  it("is told to who may change who gets billing mails, as their own mails have shown it", async () => {
    const [theirs, known] = ["ap@acme.example", "box@else.example"] as const;
    for (const email of [theirs, known]) {
      addPayablesAddress(town.system.within(town.acme), email, town.ada.id, town.now());
      stopMails(town, email, "HardBounce");
    }
    addMail(town, { recipient: theirs, orgId: town.acme }, returned("HardBounce", town.now()));
    addMail(town, { recipient: known, orgId: town.zebra }, returned("HardBounce", town.now()));
    const path = `/o/${town.acme}/billing/mails`;
    const marked = pageOf(await read("bo", path)).main.rows(/Emails bounce/);
    expect(marked.map(({ text }) => text)).toEqual([expect.stringContaining(theirs)]);
    town.system.db.delete(suppressions).run();
    expect(await read("bo", path)).not.toContain("Emails bounce");
  });
});

it("a request says to who missed a mail of it where to see why, and to nobody else", async () => {
  const { id } = ask(town, town.acme, customer(town.ada));
  tell(town, id, clerk(town.sam));
  const path = `/o/${town.acme}/requests/${id}`;
  expect(await read("ada", path)).not.toContain("did not reach you");
  town.system.db.update(outbox).set(returned("Blocked", town.now())).where(eq(outbox.recipient, town.ada.email)).run();
  const { main } = pageOf(await read("ada", path));
  expect(main.text).toContain("We emailed you about this, but it didn’t reach you. See why");
  expect(main.link("See why").href).toBe("/me/notifications");
  expect(await read("ben", path)).not.toContain("did not reach you");
});
