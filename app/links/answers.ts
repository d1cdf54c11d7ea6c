import { findMemberByAddress } from "../people/members.ts";
import { answerAsked } from "../orders/order-approvals.ts";
import { browserLabel } from "../sign-in/browser.ts";
import { countedFor } from "../people/leave-out.ts";
import { countedAs } from "../sign-in/counted.ts";
import { redeemCode } from "../sign-in/challenge-codes.ts";
import { askToAnswer } from "../sign-in/challenges.ts";
import { pendingAnswer, pendingMinutes } from "../sign-in/pending-challenges.ts";
import { readCookie, setCookie } from "../sign-in/cookies.ts";
import { systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { limitOrigin, originOf } from "../sign-in/known-browser.ts";
import { codesPerIp, signInPostsPerIp } from "../sign-in/limits.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import type { OrderAnswer } from "#db/schema/sign-in.ts";
import { openItem, tokenPageHeaders, type LinkedItem } from "./access.ts";
import { findItemRecord } from "./item-record.ts";

/**
 * The order of the link in the URL and what it waits for, for whoever may answer that. Throws a redirect to the link's own
 * page, which says what is wrong with a link that opens nothing, and that nothing is waited for.
 */
export function requireAsked(args: RouteArgs) {
  const item = openItem(args);
  const record = item && !item.expired ? findItemRecord(item.tenant, item, args.context.portal.now()) : null;
  const asked = record?.kind === "order" ? record.asked : null;
  if (!item || !asked) throw seeOther(paths.item(args.params.token!), tokenPageHeaders);
  if (item.isMember) throw seeOther(paths.approval(item.tenant.orgId, item.itemId, asked.eventId), tokenPageHeaders);
  return { item, asked };
}

const pendingIn = ({ request, context: { portal } }: Pick<RouteArgs, "request" | "context">) =>
  readCookie(portal.config, request, "pending");

/** Counts a code that is asked for, or one that is tried, as for signing in. Throws 429 for too many. */
export function limitAnswers(args: RouteArgs, what: "asked" | "tried") {
  const { portal } = args.context;
  const [name, limit] =
    what === "asked" ? (["sign-in posts", signInPostsPerIp] as const) : (["codes", codesPerIp] as const);
  limitOrigin(systemFor(portal), name, originOf(args), limit, portal.now());
}

/** Mails a code to the link's recipient, which gives this answer. Gives the Set-Cookie header of the browser that asked. */
export function mailAnswerCode(args: RouteArgs, { linkId, email }: LinkedItem, answers: OrderAnswer): string {
  const { portal } = args.context;
  const by = originOf(args);
  const asking = { linkId, email, answers, by, browser: browserLabel(args.request), pending: pendingIn(args) };
  return setCookie(portal.config, "pending", askToAnswer(portal, asking), pendingMinutes * 60);
}

/** What this browser answered by the link and has given no code for, within the hour. */
export const findPendingAnswer = (args: RouteArgs, { linkId }: LinkedItem) =>
  pendingAnswer(args.context.portal, pendingIn(args), linkId);

type Pending = NonNullable<ReturnType<typeof findPendingAnswer>>;

/** Gives the answer that a code stands for, as the link's recipient; null for a code that does not work. */
export function answerByCode(args: RouteArgs, { tenant, email }: LinkedItem, { asked }: Pending, code: string) {
  const { portal } = args.context;
  const { now, config } = portal;
  const redeemed = redeemCode(portal, asked, code, originOf(args));
  const person = findMemberByAddress(tenant, email);
  if (!redeemed?.answers || !person || redeemed.personId !== person.personId) return null;
  const { orderId, eventId, decision, note, seen } = redeemed.answers;
  const by = { decision, note, personId: person.personId, email };
  const counted = countedFor(tenant, person.personId, countedAs(args, "mail"));
  return answerAsked(tenant, orderId, eventId, by, { now: now(), staffEmails: config.staffEmails, seen, counted });
}
