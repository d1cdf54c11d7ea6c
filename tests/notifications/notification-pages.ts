import { leaveToken, markOfStaff } from "#app/mail/leave.ts";
import { choose } from "#app/notifications/choices.ts";
import { follow } from "#app/people/follows.ts";
import { paths } from "#app/paths.ts";
import type { PersonId } from "#db/ids.ts";
import type { Topic } from "#db/schema/notifications.ts";
import { addMail, returned, stopMails, testMailbox } from "#tests/mail/mail-rows.ts";
import type { PageCase } from "#tests/pages.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import type { openTown } from "#tests/world.ts";

const payables = "ap@acme.example";

/** Mails that went every way to Ada, to Bo whose address is gone, and to nobody else; and the pages that tell of it. */
export function notificationPages(town: ReturnType<typeof openTown>): PageCase[] {
  const { acme, ada, ben, bo, zoe, now } = town;
  const orgId = acme;
  const invoiceId = addInvoice(town, acme, { number: "INV-N", status: "paid", issuedAt: now() - 800 * 86_400_000 });
  const orderId = tellOrder(town, acme, `PO-${"Unbrokenreference".repeat(4)}`).id;
  for (const { email: recipient } of [ada, bo]) {
    addMail(town, { recipient, orgId, kind: "invoice-ready", props: { invoiceId } });
    addMail(town, { recipient, orgId, kind: "order-step", props: { orderId } }, { state: "new", sentAt: null });
    addMail(town, { recipient, orgId, props: { invoiceId } }, returned("SoftBounce", now()));
    addMail(town, { recipient, kind: "new-device", props: {} }, { state: "failed", sentAt: null });
    addMail(town, { recipient, kind: "card-expiring", orgId }, { returnedFor: "SpamComplaint", returnedAt: now() });
  }
  stopMails(town, bo.email, "HardBounce");
  stopMails(town, zoe.email, "SpamComplaint");
  stopMails(town, ben.email, "SoftBounce");
  testMailbox(town, ben);
  addMail(town, { recipient: payables, orgId }, returned("HardBounce", now()));
  stopMails(town, payables, "HardBounce");
  const thing = { kind: "order", itemId: orderId } as const;
  follow(town.system.within(acme), ada.id, thing, "mute", now());
  const leave = (topic: Topic, who: PersonId) =>
    paths.leave(leaveToken(town.config.secrets, { topic, orgId, who, thing: topic === "steps" ? thing : null }));
  const deskLeave = paths.leave(leaveToken(town.config.secrets, { topic: "desk", who: markOfStaff(town.sam.email) }));
  const digestLeave = paths.leave(leaveToken(town.config.secrets, { topic: "digest", who: ada.id }));
  choose(
    town.system.within(acme),
    { personId: bo.id, role: "billing" },
    [{ topic: "invoices", mail: "off" }],
    "link",
    now(),
  );
  return [
    { name: "leaving order news", path: leave("steps", ada.id), as: null },
    { name: "left invoices", path: leave("invoices", bo.id), as: null },
    { name: "leaving the desk", path: deskLeave, as: null },
    { name: "leaving a digest", path: digestLeave, as: null },
    { name: "leaving by a broken link", path: `${leave("steps", ada.id)}x`, as: null, status: 410 },
    { name: "notifications", path: "/me/notifications", as: "ada" },
    { name: "delivery times", path: "/me/notifications/times", as: "ada" },
    { name: "notifications, address gone", path: "/me/notifications", as: "bo" },
    { name: "notifications, empty", path: "/me/notifications", as: "ann" },
    { name: "home, address gone", path: `/o/${acme}`, as: "bo" },
    { name: "own page, address gone", path: "/me", as: "bo" },
    { name: "address gone", path: "/me/delivery", as: "bo" },
    { name: "address that complained", path: "/me/delivery", as: "zoe" },
    { name: "address being tested", path: "/me/delivery/code", as: "ben" },
  ];
}
