import { outbox } from "#db/schema/mail.ts";
import { inboundReasons } from "#db/schema/requests.ts";
import { staffOf, type Staff } from "#db/tenant.ts";
import { dismissHeld } from "#app/requests/held-mails.ts";
import { noteReading } from "#app/requests/request-reading.ts";
import { listReplies, saveReply } from "#app/requests/saved-replies.ts";
import { snoozeRequest } from "#app/requests/snooze.ts";
import { listTags, saveTags, tagRequest } from "#app/requests/tags.ts";
import { startOf } from "#app/text/format.ts";
import { answerRequest, noteOn, setOpen, type Clerk } from "#app/requests/requests-by-staff.ts";
import type { PageCase } from "#tests/pages.ts";
import { ask, clerk, customer, hold, tell } from "./request-rows.ts";
import type { openTown } from "#tests/world.ts";

type Town = ReturnType<typeof openTown>;

/** Gives the staff requests of every kind, and names the pages of theirs. */
export function staffRequestPages(town: Town): PageCase[] {
  const sam = { staff: staffOf(town.connection, town.sam.email), name: town.sam.name };
  for (let n = 0; n < 70; n++) {
    const { id } = ask(town, n % 3 ? town.acme : town.zebra, customer(n % 3 ? town.ben : town.zoe), {
      job: n % 3 ? "order" : "invoice",
      subject: n % 2 ? `Can the chairs of lot ${n} come a week later than we agreed in October?` : `Lot ${n}`,
    });
    if (n % 4 === 1) tell(town, id, clerk(town.sam));
    if (n % 5 === 1) setOpen(sam, id, { open: false, seen: 99 }, town.config, town.now());
  }
  const long = addLongThread(town);
  const stranger = addUnverified(town);
  const tag = sort(sam, long, stranger, town.now());
  const reply = furnishReplies(sam.staff, town.now());
  const { mail, dismissed, alias, taken, forwarded, unknown } = furnishHeld(town, long);
  noteReading(staffOf(town.connection, "mira@norrland.example"), long, town.now());
  return [
    { name: "staff requests, held", path: "/staff/requests?queue=held", as: "sam" },
    { name: "staff requests, held, next page", path: "/staff/requests?queue=held&after=1.a", as: "sam" },
    { name: "staff requests, automatic", path: "/staff/requests?queue=held&show=automatic", as: "sam" },
    { name: "staff requests, dismissed", path: "/staff/requests?queue=held&show=dismissed", as: "sam" },
    { name: "staff held mail", path: `/staff/requests/held/${mail}`, as: "sam" },
    { name: "staff held mail, whose", path: `/staff/requests/held/${alias}`, as: "sam" },
    { name: "staff held mail, a person's", path: `/staff/requests/held/${taken}`, as: "sam" },
    { name: "staff held mail, forwarded", path: `/staff/requests/held/${forwarded}`, as: "sam" },
    { name: "staff held mail, forwarded, unknown", path: `/staff/requests/held/${unknown}`, as: "sam" },
    { name: "staff held mail, dismissed", path: `/staff/requests/held/${dismissed}`, as: "sam" },
    { name: "staff request, link", path: `/staff/requests/${long}/link`, as: "sam" },
    { name: "staff request, whose", path: `/staff/requests/${stranger}/customer`, as: "sam" },
    {
      name: "staff request, given",
      path: `/staff/requests/${stranger}/customer?customer=${town.acme}`,
      as: "sam",
    },
    { name: "staff request, snooze", path: `/staff/requests/${long}/snooze`, as: "sam" },
    { name: "staff requests, snoozed", path: "/staff/requests?queue=snoozed", as: "sam" },
    { name: "staff requests, narrowed", path: `/staff/requests?job=other&q=chairs&tag=${tag}`, as: "sam" },
    { name: "staff tags", path: "/staff/settings/tags", as: "sam" },
    { name: "staff request, nobody's link", path: `/staff/requests/${stranger}/link`, as: "sam" },
    { name: "staff request, note", path: `/staff/requests/${long}/note`, as: "sam" },
    { name: "staff replies", path: "/staff/settings/replies", as: "sam" },
    { name: "staff reply, new", path: "/staff/settings/replies/new", as: "sam" },
    { name: "staff reply", path: `/staff/settings/replies/${reply}`, as: "sam" },
    { name: "staff reply, removal", path: `/staff/settings/replies/${reply}/removal`, as: "sam" },
    { name: "staff asked, orders", path: "/staff/insights/order", as: "sam" },
    { name: "staff asked, the requests", path: "/staff/insights/asked?job=order", as: "sam" },
    { name: "staff asked, not sorted", path: "/staff/insights/asked?job=unsorted", as: "sam" },
    { name: "staff asked, nothing", path: "/staff/insights/payment", as: "sam" },
    { name: "staff asked, before", path: "/staff/insights/baseline", as: "sam" },
    { name: "staff requests", path: "/staff/requests", as: "sam" },
    { name: "staff requests, waiting", path: "/staff/requests?queue=waiting", as: "sam" },
    { name: "staff requests, closed", path: "/staff/requests?queue=closed", as: "sam" },
    { name: "staff requests, mine, none", path: "/staff/requests?queue=closed&whose=mine", as: "sam" },
    { name: "staff request", path: `/staff/requests/${long}`, as: "sam" },
    { name: "staff request, unverified", path: `/staff/requests/${stranger}`, as: "sam" },
    { name: "staff request, unknown", path: "/staff/requests/req_never", as: "sam", status: 404 },
  ];
}

/** A thread of everything: words of both sides, by mail with what it repeats, notes, closed and opened again. */
function addLongThread(town: Town): string {
  const subject = "Wrong VAT number on INV-1031, and who is to pay for the two chairs that broke on the way?";
  const { id } = ask(town, town.acme, customer(town.ada), {
    subject,
    text: "Our VAT number changed in October. ".repeat(9),
  });
  const sam = { staff: staffOf(town.connection, town.sam.email), name: town.sam.name };

  for (let n = 0; n < 12; n++) {
    tell(town, id, customer(n % 2 ? town.ada : town.ben), {
      text: `Is it done?\n\nhttps://acme.example/${"a-very-long-address/".repeat(6)}${n}`,
      quoted: "> On Monday Sam wrote:\n> Not yet.",
      via: "mail",
    });
    answerRequest(sam, id, { text: "Not yet.", closing: false, seen: 99, orgId: town.acme }, town.config, town.now());
  }
  noteOn(sam, id, { text: "They have not paid since May." }, town.now());
  setOpen(sam, id, { open: false, seen: 99 }, town.config, town.now());
  setOpen(sam, id, { open: true, seen: 99 }, town.config, town.now());
  return id;
}

/** What somebody wrote who may be anybody. */
function addUnverified(town: Town): string {
  const email = `${"a.very.long.name.of.somebody.".repeat(2)}x@a-far-away-company-of-a-long-name.example`;
  const author = { side: "customer", personId: null, email, name: null } as const;
  return ask(town, null, author, { verified: false, via: "contact", subject: "Fabric sample" }).id;
}

/** Tags, some of them on a request, and one that is put away. Gives a tag's id. */
function sort(clerk: Clerk, tagged: string, snoozed: string, now: number): string {
  const names = ["Damage", "Guarantee", "Nameaslongasatagmaybethirtychar"];
  saveTags(
    clerk.staff,
    names.map((name) => ({ id: null, name })),
    now,
  );
  const ids = listTags(clerk.staff).map(({ id }) => id);
  tagRequest(clerk, tagged, ids, now);
  tagRequest(clerk, snoozed, ids, now);
  snoozeRequest(clerk, snoozed, startOf("2026-12-01"), now);
  return ids[0]!;
}

/** Replies to choose from. Gives one's id. */
function furnishReplies(staff: Staff, now: number): string {
  for (const name of ["Thanks", "Where is it?", "A name as long as somebody may want it to be for a reply"])
    saveReply(staff, null, { name, text: `Dear customer,\n\n${"thank you. ".repeat(30)}` }, now);
  return listReplies(staff)[0]!.id;
}

/** Held mails for every reason, and a mail of a thread that did not arrive. */
function furnishHeld(town: Town, requestId: string) {
  const long = `${"a.very.long.name.of.somebody.".repeat(2)}x@a-far-away-company-of-a-long-name.example`;
  const quoted = "> On Monday Sam wrote:\n> Not yet.";
  for (const reason of inboundReasons)
    hold(town, { reason, fromEmail: long, fromName: "A name", outcome: reason === "automatic" ? reason : "held" });
  for (let n = 0; n < 40; n++) hold(town, { requestId: n % 9 ? null : requestId, subject: "", quoted });
  const unreached = { kind: "request-reply", recipient: town.ada.email, dedupeKey: "unreached", props: {}, requestId };
  const at = town.now();
  town.system.db
    .insert(outbox)
    .values({ id: "mail_unreached", state: "bounced", notBefore: at, createdAt: at, orgId: town.acme, ...unreached })
    .run();
  const dismissed = hold(town, { copies: [long, town.ben.email], requestId, quoted });
  const forwarding = { fromEmail: town.sam.email, reason: "forwarded", subject: "Fwd: The oil" } as const;
  const headersOf = (from: string) => `From: ${from}\nSent: Monday\nTo: help@norrland.example\n\nWhich oil?`;
  dismissHeld({ staff: staffOf(town.connection, town.sam.email), name: null }, dismissed, town.config, at);
  return {
    mail: hold(town, { copies: [long, town.ben.email], requestId, quoted, fromEmail: town.sam.email }),
    dismissed,
    alias: hold(town, { fromEmail: long, fromName: "Ben", reason: "stranger", proven: true, requestId }),
    forwarded: hold(town, { ...forwarding, quoted: headersOf(`Ada <${town.ada.email}>`) }),
    unknown: hold(town, { ...forwarding, quoted: headersOf(long) }),
    taken: hold(town, { fromEmail: town.zoe.email, reason: "stranger", proven: true, requestId }),
  };
}
