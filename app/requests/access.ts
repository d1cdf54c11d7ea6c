import { randomUUID } from "node:crypto";
import type { AboutKind } from "#db/schema/requests.ts";
import type { System } from "#db/tenant.ts";
import { requireFeature } from "../http/features.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { dispensable } from "../http/storage-fault.ts";
import { listAskedAbout } from "./asked-about.ts";
import { answerBy, findAnswerTimes } from "./answer-times.ts";
import { once } from "../forms/once.ts";
import { findJustAsked } from "./just-said.ts";
import { findAbout } from "./request-about.ts";
import { findByNumber } from "./request-link.ts";
import { findReadable, type Reader } from "./request-readers.ts";
import { openRequest, type NewRequest, type Author } from "./requests-write.ts";
import { paths } from "../paths.ts";
import { aboutName } from "./about-name.ts";
import { formatFor } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { requestReference } from "../text/request-reference.ts";
import { textFor } from "../text/words.ts";
import { countedAs } from "../sign-in/counted.ts";
import { requireMember, systemFor, type RouteArgs, type Member } from "../sign-in/handles.ts";
import { take, takeMessage, turnsPerPerson } from "../sign-in/limits.ts";
import { setFlash, setFlashIfNone } from "../sign-in/sessions.ts";
import { requestsText, type RequestsText } from "./text.ts";
import { portalText } from "../text/portal.ts";
import { billingText } from "../billing/text.ts";
import { ordersText } from "../orders/text.ts";

const readerOf = ({ role, session }: Member): Reader => ({ personId: session.person.id, role });

/** A member, who reads requests as themselves and writes under their name. Throws as `requireMember`. */
export function requireAsker(args: RouteArgs) {
  requireFeature(args, "requests");
  const member = requireMember(args, "requests.own");
  const { id: personId, email, name } = member.session.person;
  const author: Author = { side: "customer", personId, email, name };
  return { member, author, reader: readerOf(member), now: args.context.portal.now() };
}

type Written = { key?: string; content: unknown; isEmpty?: boolean; asks?: boolean };
type Faults = { fieldErrors?: Record<string, string[]>; formErrors?: string[] };
type Asker = Pick<ReturnType<typeof requireAsker>, "member" | "now">;

/**
 * Lets a member write once for a form: `key` is its hidden key, `content` what was sent with it, `isEmpty` that this is
 * nothing, `asks` that it makes a request, and `write` says where it led. Gives that, or the faults in words: nothing was
 * written, or too much, and after how many seconds they may again; or nothing can be saved.
 */
export function writeOnce(
  { request, context: { portal } }: Pick<RouteArgs, "request" | "context">,
  { member, now }: Asker,
  { key = randomUUID(), content, isEmpty = false, asks = false }: Written,
  write: (system: System) => string,
): { to: string } | { faults: Faults; retryAfter: number } {
  const system = systemFor(portal);
  let wait = 0;
  const act = () => {
    if (isEmpty) return null;
    wait = takeMessage(system, member.session.person.id, asks, now);
    return wait ? null : write(system);
  };
  const sent = [member.orgId, member.session.person.id, content];
  const to = dispensable(portal, () => once(system, key, sent, act, now));
  if (to) return { to };
  const { requests, files } = textFor(localeOf(request), requestsText, portalText);
  if (isEmpty) return { faults: { fieldErrors: { message: [requests.messageMissing] } }, retryAfter: 0 };
  const { supportEmail } = portal.config;
  const why = wait ? requests.tooMany(wait, supportEmail) : files.notSaved(supportEmail);
  return { faults: { formErrors: [why] }, retryAfter: wait };
}

type Question = Omit<NewRequest, "verified" | "via">;

/**
 * Lets a member ask once, as `writeOnce` does, and the same words without files once in a minute; the next page tells the
 * reference and when to expect an answer, or, of a form that was gone back to, that this is the request which it made.
 */
export function askOnce(
  args: Pick<RouteArgs, "context" | "request">,
  asker: Pick<ReturnType<typeof requireAsker>, "member" | "author" | "now">,
  form: { key?: string; content: unknown; hasFiles?: boolean },
  question: Question,
) {
  const { member, author, now } = asker;
  const locale = localeOf(args.request);
  const by = formatFor(locale).dayAndTime(answerBy(findAnswerTimes(member), now));
  const words = textFor(locale, requestsText).requests;
  const written = writeOnce(args, asker, { ...form, asks: true }, (system) => {
    const before = form.hasFiles ? null : findJustAsked(member, author, question, now);
    if (before) return paths.request(member.orgId, before.id);
    const asking = { ...question, verified: true, via: "portal", counted: countedAs(args) } as const;
    const { id, number } = openRequest(member, author, asking, args.context.portal.config, now);
    setFlash(system, member.session, words.sent(requestReference(number), by));
    return paths.request(member.orgId, id);
  });
  if ("to" in written) setFlashIfNone(systemFor(args.context.portal), member.session, words.sentBefore);
  return written;
}

/** The open requests about a thing that a member may read; null where requests are switched off. */
export function askedAbout(
  { context: { portal } }: Pick<RouteArgs, "context">,
  member: Member,
  kind: AboutKind,
  id: string,
) {
  if (!portal.config.features.has("requests")) return null;
  return listAskedAbout(member, readerOf(member), { kind, id });
}

/** What a page's words name, such as "Invoice INV-1042", where it is the organization's and the asker may see it; else null. */
export function findNamed(
  { request, context: { portal } }: Pick<RouteArgs, "request" | "context">,
  { member, reader }: Pick<ReturnType<typeof requireAsker>, "member" | "reader">,
  words: string | null | undefined,
) {
  const thing = words ? findByNumber(member, words.replace(/^\S+\s+/, "")) : null;
  const about = thing && findAbout(member, reader, portal.config, `${thing.kind}:${thing.id}`);
  return about && aboutName(textFor(localeOf(request), billingText, ordersText), about.name) === words ? about : null;
}

/** A member, and the request in the URL. Throws 404 where there is none that they may read. */
export function requireRequest(args: RouteArgs) {
  const asker = requireAsker(args);
  const request = findReadable(asker.member, asker.reader, args.params.request!);
  if (!request) throw notFound();
  return { ...asker, request };
}

/** Sends whoever follows a way that only changes something to the request itself. */
export function backToRequest(args: RouteArgs) {
  const { member, request } = requireRequest(args);
  return seeOther(paths.request(member.orgId, request.id));
}

type Turning = ReturnType<typeof requireRequest>;

/**
 * Changes the request in the URL, and says on its page what came of it; nothing where that is null. Beyond a limit
 * nothing is changed, and the page says so: the company is mailed of each.
 */
export function turnRequest(
  args: RouteArgs,
  turn: (turning: Turning, words: RequestsText["requests"]) => string | null,
) {
  const turning = requireRequest(args);
  const { member, request, now } = turning;
  const { portal } = args.context;
  const system = systemFor(portal);
  const { requests: words } = textFor(localeOf(args.request), requestsText);
  const { ok, retryAfterSeconds } = take(system, `turns by ${member.session.person.id}`, turnsPerPerson, now);
  const said = ok ? turn(turning, words) : words.tooOften(retryAfterSeconds, portal.config.supportEmail);
  if (said) setFlash(system, member.session, said);
  return seeOther(paths.request(member.orgId, request.id));
}
