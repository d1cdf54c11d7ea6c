import { nobody, waitedInBackup } from "#db/outbox.ts";
import { systemOf, type System } from "#db/tenant.ts";
import type { Worker } from "../jobs/loop.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { bundleUp } from "./bundles.ts";
import {
  claim,
  hold,
  holdBack,
  markEnded,
  markSent,
  putBack,
  redirect,
  suppress,
  throwAway,
  type EndState,
  type OutboxRow,
} from "./claim.ts";
import { compose } from "./compose.ts";
import { deliveryOf } from "./delivery.ts";
import type { MailKinds } from "./kind.ts";
import { keepMail } from "./mailbox.ts";
import { isOneAddress, type Message, type SendOutcome, type Transport } from "./message.ts";
import { NotYet } from "./not-yet.ts";
import { cleanReason } from "../jobs/reason.ts";
import { transportOf } from "./transport.ts";

const batch = 20;

type Round = {
  portal: Portal;
  system: System;
  owner: string;
  transport: Transport;
  kinds: MailKinds;
  hearsOfDelivery: boolean;
};

/** A worker that sends what is due in the outbox, a batch at a time. */
export const sendMails = (kinds: MailKinds): Worker => ({
  name: "mail",
  async run(portal) {
    const system = systemOf(connectionOf(portal));
    const { owner, rows } = claim(system, portal.now(), batch);
    if (!rows.length) return 0;
    const { postmark, webhookAuth } = portal.config.mail;
    const hearsOfDelivery = !!postmark && !!webhookAuth;
    const round = { portal, system, owner, transport: transportOf(portal), kinds, hearsOfDelivery };
    const ready: [OutboxRow, Message][] = [];
    for (const row of rows) {
      const message = await prepare(round, row);
      if (!message) continue;
      if (row.recipient === nobody) {
        await rehearse(round, row, message);
        continue;
      }
      // A file is held in memory for no longer than its own mail takes, and travels in no batch.
      if (message.attachments.length) await deliver(round, [[row, message]]);
      else ready.push([row, message]);
    }
    await deliver(round, ready);
    return rows.length;
  },
});

const countMail = ({ watch }: Portal, outcome: string) => watch.count(`foyer_mails_total{outcome="${outcome}"}`);

async function deliver(round: Round, mails: [OutboxRow, Message][]): Promise<void> {
  const { portal, system, owner, transport } = round;
  for (let from = 0; from < mails.length; from += transport.batchSize) {
    const few = mails
      .slice(from, from + transport.batchSize)
      .filter(([row]) => hold(system, owner, row.id, portal.now()));
    if (!few.length) continue;
    const outcomes = await transport.send(few.map(([, message]) => message));
    if (outcomes) few.forEach(([row, message], at) => settle(round, row, message, outcomes[at]!));
    else for (const mail of few) await deliver(round, [mail]);
  }
}

async function rehearse({ portal, system, owner, transport }: Round, { id }: OutboxRow, message: Message) {
  if (!hold(system, owner, id, portal.now())) return;
  await transport.rehearse(message);
  throwAway(system, owner, id);
}

/** The mail to send for a row; null where the row is done with, for now or for good. */
async function prepare(round: Round, row: OutboxRow): Promise<Message | null> {
  const { portal, system, owner, kinds } = round;
  const end = (state: EndState, reason: string) => {
    markEnded(round, row, state, reason, portal.now());
    countMail(portal, state);
    return null;
  };
  if (!hold(system, owner, row.id, portal.now())) return null;
  if (row.doubtful && !(await isKnownUnsent(round, row))) return null;
  if (!isOneAddress(row.recipient)) return end("failed", "The recipient isn’t a single email address");
  const route = deliveryOf({ system, kinds, config: portal.config }, row, portal.now());
  if (route.is === "end") return end(route.state, route.reason);
  if (route.is === "bundle") {
    bundleUp(system, owner, row, route.personId, portal.now());
    countMail(portal, "bundled");
    return null;
  }
  if (route.is === "move") {
    redirect(system, owner, row, route.to);
    return null;
  }
  if (route.is === "hold") {
    holdBack(system, owner, row, route.until);
    return null;
  }
  try {
    const message = await compose(kinds, portal, system, row, route.leave);
    return message ?? end("dropped", "There was nothing left to say");
  } catch (error) {
    if (error instanceof NotYet) {
      putBack(round, row, null, false, portal.now());
      return null;
    }
    portal.log.error({ err: error, mail: row.id, kind: row.kind }, "mail could not be written");
    const reason = cleanReason(portal.config, `Couldn’t be written: ${String(error)}`);
    countMail(portal, putBack(round, row, reason, false, portal.now()));
    return null;
  }
}

/** Asks the provider about a mail that an earlier try may have sent. False where it was, or nobody can say yet. */
async function isKnownUnsent(round: Round, row: OutboxRow): Promise<boolean> {
  const { portal, transport } = round;
  if (!transport.find) {
    if (row.error === waitedInBackup) markEnded(round, row, "failed", waitedInBackup, portal.now());
    return row.error !== waitedInBackup;
  }
  try {
    const messageId = await transport.find(row.id);
    if (messageId) markSent(round, row, { messageId }, portal.now());
    return messageId === null;
  } catch {
    portal.log.warn({ mail: row.id, kind: row.kind }, "mail provider could not say whether a mail was sent");
    countMail(portal, putBack(round, row, "The email provider couldn’t say whether it was sent", true, portal.now()));
    return false;
  }
}

function settle(round: Round, row: OutboxRow, message: Message, outcome: SendOutcome) {
  const { portal, system } = round;
  const now = portal.now();
  const about = { mail: row.id, kind: row.kind, attempts: row.attempts };
  if (outcome.is === "sent") {
    markSent(round, row, { messageId: outcome.messageId, subject: message.subject }, now);
    countMail(portal, "sent");
    if (portal.config.mode === "development") keepMail(portal.config.dataDir, message, now);
    return;
  }
  const reason = cleanReason(portal.config, outcome.reason);
  portal.log.warn({ ...about, outcome: outcome.is, reason }, "mail not sent");
  if (outcome.is === "retry") return countMail(portal, putBack(round, row, reason, outcome.doubtful, now));
  if (outcome.is === "inactive")
    suppress(system, row.recipient, "The email provider doesn’t deliver to this address", now);
  const state = outcome.is === "inactive" ? "suppressed" : "failed";
  markEnded(round, row, state, reason, now);
  countMail(portal, state);
}
