import { defineCommand } from "citty";
import { newId } from "#db/ids.ts";
import type { Config } from "../config.server.ts";
import { messageIdOf, readMailbox, type Message } from "../mail/message.ts";
import { cleanReason } from "../jobs/reason.ts";
import { transportOf } from "../mail/transport.ts";
import { canonicalAddress } from "../people/address.ts";
import { portalWithoutFile, type Surroundings } from "./file.ts";
import { CommandFailed, printLine } from "./strict.ts";

function testMessage({ mail, company, supportEmail, appUrl }: Config, to: string): Message {
  const from = readMailbox(mail.from, company.name);
  const outboxId = newId("mail");
  const text = `The portal at ${appUrl} can send emails.`;
  return {
    outboxId,
    messageId: messageIdOf(from, outboxId),
    kind: "test",
    from,
    to,
    replyTo: supportEmail,
    subject: "Test email from your portal",
    html: `<p>${text}</p>`,
    text,
    headers: { "Auto-Submitted": "auto-generated" },
    attachments: [],
  };
}

const hints: readonly [RegExp, string][] = [
  [/ECONNREFUSED/, "Nothing is listening there. In a container, localhost is the container itself"],
  [/ENOTFOUND/, "There is no machine with that name"],
  [
    /certificate/,
    "Append ?tls.rejectUnauthorized=false to SMTP_URL, or ?ignoreTLS=true for a relay on the same machine or network",
  ],
  [
    /relay/i,
    "Let the server relay for the portal's address (in Postfix: mynetworks), or put a user and password in SMTP_URL",
  ],
  [/\b535\b/, "Check the user and password in SMTP_URL. Some characters must be written as %2F and so on"],
];

/** What to do about the mail server's words, where we know it. */
const hintFor = (reason: string) => hints.find(([words]) => words.test(reason))?.[1];

/** Sends one mail past the outbox, and says what the mail server said. */
async function test(around: Surroundings, typed: string) {
  const to = canonicalAddress(typed);
  if (!to) throw new CommandFailed(`"${typed}" is not an email address`);
  const portal = portalWithoutFile(around);
  const { postmark, smtpUrl } = portal.config.mail;
  if (!postmark && !smtpUrl)
    throw new CommandFailed("There is no way to send email: set POSTMARK_SERVER_TOKEN or SMTP_URL");
  const server = postmark ? "Postmark" : new URL(smtpUrl!).host;
  const message = testMessage(portal.config, to);
  const outcome = (await transportOf(portal).send([message]))?.[0];
  if (outcome?.is !== "sent") {
    const reason = cleanReason(portal.config, outcome?.reason ?? "no answer");
    const hint = smtpUrl && !postmark && hintFor(reason);
    throw new CommandFailed(`Not sent by ${server}: ${reason}${hint ? `. ${hint}` : ""}`);
  }
  printLine(
    `${server} accepted the email from ${message.from.address} to ${to}. Check that it arrives, and look in spam too.`,
  );
}

export function mailCommands(around: Surroundings) {
  const address = { type: "positional", description: "who gets it", required: true } as const;
  return defineCommand({
    meta: { name: "mail", description: "Check that emails can be sent" },
    subCommands: {
      test: defineCommand({
        meta: { name: "test", description: "Send one email now and show what happened" },
        args: { address },
        run: ({ args }) => test(around, args.address),
      }),
    },
  });
}
