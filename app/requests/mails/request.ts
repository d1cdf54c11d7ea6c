import { requestNewMail } from "#emails/request-new.tsx";
import { requestReceivedMail } from "#emails/request-received.tsx";
import { requestReplyMail } from "#emails/request-reply.tsx";
import { requestClosedMail, requestReopenedMail } from "#emails/request-turn.tsx";
import { answerBy, findAnswerTimes } from "../answer-times.ts";
import { asksWhetherAnswered } from "../closing-votes.ts";
import { takeBackUnreached } from "../lost-answers.ts";
import { nameAbout } from "../request-about.ts";
import { defaultLocale } from "../../text/locale.ts";
import { textFor } from "../../text/words.ts";
import type { MailKind, MailSource } from "../../mail/kind.ts";
import { aboutRequest } from "./about-request.ts";
import { isOfHeld, writeHeld } from "./held-mail.ts";
import { billingText } from "../../billing/text.ts";
import { ordersText } from "../../orders/text.ts";
import { requestsText } from "../text.ts";
import { leadsToRequest } from "./leads-to.ts";

type Found = NonNullable<ReturnType<typeof aboutRequest>>;

function aboutOf({ tenant, request: { aboutKind: kind, aboutId: id } }: Found): string | null {
  const about = tenant && kind && id ? nameAbout(tenant, { kind, id }) : null;
  if (!about) return null;
  const { billing, orders } = textFor(defaultLocale, billingText, ordersText);
  const { kind: what, number } = about.name;
  return what === "invoice" ? billing.about(number) : orders.name(what, number ?? "");
}

/** props: { requestId, messageId, to: staff }, or those of a held mail. To the company, what somebody asked. */
export const requestNew: MailKind = {
  title: { en: "A new request" },
  leadsTo: leadsToRequest,
  topic: "desk",
  async write(source) {
    if (isOfHeld(source)) return writeHeld(source);
    const found = aboutRequest(source);
    if (!found) return null;
    const { brand, moment } = source;
    const { request, message, organization, files, name, url, thread, replyTo } = found;
    const { email, verified } = request;
    const mail = await requestNewMail({
      brand,
      ...name,
      name: request.name,
      email,
      organization,
      verified,
      isByLink: message.via === "link",
      about: aboutOf(found),
      text: message.text,
      isFolded: message.quoted !== null,
      files,
      when: moment(message.createdAt),
      url: url!,
      mayReply: replyTo !== null,
    });
    return { ...mail, thread, replyTo: replyTo ?? email };
  },
};

/** props as above, to the customer. To whoever asked: that it came. */
export const requestReceived: MailKind = {
  title: { en: "We got your request" },
  leadsTo: leadsToRequest,
  topic: "replies",
  async write(source) {
    const found = aboutRequest(source);
    if (!found) return null;
    const { brand, moment, system, format } = source;
    const { request, message, name, url, thread, replyTo } = found;
    const { via } = message;
    const isProven = request.verified;
    const by = format.dayAndTime(answerBy(findAnswerTimes(system), request.createdAt));
    const mail = await requestReceivedMail({
      brand,
      reference: name.reference,
      when: moment(request.createdAt),
      answer: textFor(defaultLocale, requestsText).requests.answerBy.replace("{date}", by),
      via,
      isProven,
      // Anybody can type anybody's address on the contact page, and a mail can carry any sender.
      subject: isProven && (via === "mail" || url) ? request.subject : null,
      url: isProven ? url : null,
    });
    return { ...mail, thread, url, ...(replyTo ? { replyTo } : {}) };
  },
};

function writeReply({ brand, row }: MailSource, { request, message, to, files, name, author, url, replyTo }: Found) {
  const mayReply = replyTo !== null;
  if (message.kind === "reopened")
    return request.open ? requestReopenedMail({ brand, ...name, by: author, url, mayReply }) : null;
  return requestReplyMail({
    brand,
    ...name,
    to,
    author,
    isOwn: row.recipient === message.email && message.acceptedBy === null,
    text: message.text,
    side: message.side,
    isFolded: message.quoted !== null,
    isUnproven: message.acceptedBy !== null,
    files,
    isClosed: !request.open,
    isAnswered: asksWhetherAnswered(request),
    url,
    mayReply,
  });
}

/**
 * props as above. To everybody on the thread but the author, and of a customer's words the company; to the company also
 * that a customer opened it again without a word, unless it is closed once more.
 */
export const requestReply: MailKind = {
  title: { en: "A reply" },
  leadsTo: leadsToRequest,
  topic: ({ to }) => (to === "staff" ? "desk-replies" : "replies"),
  whenLost: takeBackUnreached,
  async write(source) {
    const found = aboutRequest(source);
    const mail = found && (await writeReply(source, found));
    if (!mail) return null;
    const { message, to, thread, url, replyTo } = found;
    const answersTo = replyTo ?? (to === "staff" ? message.email : null);
    return { ...mail, thread, url, ...(answersTo ? { replyTo: answersTo } : {}) };
  },
};

/** props as above. To the people of a request that somebody else closed; none where it is open again. */
export const requestClosed: MailKind = {
  title: { en: "A request was closed" },
  leadsTo: leadsToRequest,
  topic: "replies",
  async write(source) {
    const found = aboutRequest(source);
    if (!found || found.request.open) return null;
    const { request, name, author, url, thread, replyTo } = found;
    const isAnswered = asksWhetherAnswered(request);
    const mayReply = replyTo !== null;
    const mail = await requestClosedMail({ brand: source.brand, ...name, by: author, isAnswered, url, mayReply });
    return { ...mail, thread, url, ...(replyTo ? { replyTo } : {}) };
  },
};
