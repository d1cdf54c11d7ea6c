import { and, asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { cut } from "#emails/parts/words.ts";
import { messageFiles, messages, requests, sides } from "#db/schema/requests.ts";
import { organizations } from "#db/schema/organizations.ts";
import type { Config } from "../../config.server.ts";
import { keeperOf, kept } from "../request-keeper.ts";
import { isOfDesk } from "../request-news.ts";
import { listLinkAskers } from "../link-askers.ts";
import { findReadable } from "../request-readers.ts";
import { findMemberByAddress } from "../../people/members.ts";
import { paths } from "../../paths.ts";
import { passesFor } from "../../people/person-name.ts";
import { requestReference } from "../../text/request-reference.ts";
import type { MailSource } from "../../mail/kind.ts";
import { replyAddress } from "../inbound/reply-address.ts";

const props = z.object({ requestId: z.string(), messageId: z.string(), to: z.enum(sides) });

/** "Sam, Norrland Chairs". */
const staffAuthor = (name: string | null, { company }: Pick<Config, "company">) =>
  name ? `${name}, ${company.name}` : company.name;

/** "Ada (ada@acme.example)": anybody can call themselves anything. */
const customerAuthor = ({ name, email }: Pick<typeof messages.$inferSelect, "name" | "email">, { company }: Config) =>
  name && !passesFor(company.name, name) ? `${cut(name, 80)} (${email})` : email;

/**
 * The request a mail is about and the message it brings, as they are now; null where requests are switched off, or the
 * recipient may not read it any more.
 */
export function aboutRequest({ portal, system, row, link }: MailSource) {
  const { config } = portal;
  const { requestId, messageId, to } = props.parse(row.props);
  const request = system.db.select().from(requests).where(eq(requests.id, requestId)).get();
  const isOn = config.features.has("requests");
  // What somebody writes on the contact page reaches the company, whatever is switched on.
  if (!request || !(isOn || request.orgId === null)) return null;
  const keeper = keeperOf(system, request.orgId);
  const tenant = request.orgId ? system.within(request.orgId) : null;
  const member = tenant && to === "customer" ? findMemberByAddress(tenant, row.recipient) : null;
  if (to === "staff" && !isOfDesk(system, config, row.recipient)) return null;
  const isReader = !!tenant && !!member && !!findReadable(tenant, member, requestId);
  const isAsker = tenant
    ? listLinkAskers(tenant, request, portal.now()).includes(row.recipient)
    : request.email === row.recipient;
  if (to === "customer" && !isReader && !isAsker) return null;
  const ofMessage = and(eq(messages.requestId, requestId), eq(messages.id, messageId));
  const message = keeper.db
    .select()
    .from(messages)
    .where(kept(keeper, messages, ofMessage))
    .get();
  if (!message) return null;
  const files = keeper.db
    .select({ name: messageFiles.name })
    .from(messageFiles)
    .where(kept(keeper, messageFiles, eq(messageFiles.messageId, messageId), isNull(messageFiles.removedAt)))
    .orderBy(asc(messageFiles.position))
    .all();
  const organization = request.orgId
    ? system.db
        .select({ name: organizations.name })
        .from(organizations)
        .where(eq(organizations.id, request.orgId))
        .get()!.name
    : null;
  const threadPage =
    to === "staff"
      ? isOn
        ? `${paths.staffRequest(requestId)}#m${message.position}`
        : paths.staff()
      : isReader
        ? paths.requestAt(tenant.orgId, requestId, messageId)
        : null;
  const inbound = config.mail.inboundAddress;
  return {
    request,
    message,
    to,
    organization,
    tenant,
    files: files.map(({ name }) => name),
    name: { reference: requestReference(request.number), subject: request.subject },
    author: message.side === "staff" ? staffAuthor(message.name, config) : customerAuthor(message, config),
    url: threadPage && link(threadPage),
    thread: `request-${requestId}`,
    replyTo: inbound ? replyAddress(inbound, request.number, system.secrets) : null,
  };
}
