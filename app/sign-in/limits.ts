import { eq, sql } from "drizzle-orm";
import { isIPv6 } from "node:net";
import type { OrgId, PersonId } from "#db/ids.ts";
import { limits } from "#db/schema/sign-in.ts";
import { mac } from "#db/secrets.ts";
import { transact, type System } from "#db/tenant.ts";
import { tooMany } from "../http/respond.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** So many in a window that begins with the first. */
export type Limit = { limit: number; windowMs: number };

export const signInPostsPerIp: Limit = { limit: 20, windowMs: 15 * minute };
export const codesPerIp: Limit = { limit: 30, windowMs: 10 * minute };
export const linkViewsPerIp: Limit = { limit: 60, windowMs: minute };
export const linkPostsPerIp: Limit = { limit: 20, windowMs: minute };
export const invitesPerOrganization: Limit = { limit: 50, windowMs: day };
export const invitesPerAddress: Limit = { limit: 3, windowMs: day };
export const invitesPerAddressAWeek: Limit = { limit: 10, windowMs: 7 * day };
export const invitesAskedFor: Limit = { limit: 1, windowMs: day };
export const joinMailsPerOrganization: Limit = { limit: 1, windowMs: day };
export const addressAsksPerPerson: Limit = { limit: 10, windowMs: day };
export const addressCodesToAddress: Limit = { limit: 5, windowMs: day };
export const addressTriesToAddress: Limit = { limit: 1, windowMs: day };
export const wrongAddressCodes: Limit = { limit: 15, windowMs: day };
export const mailboxTestsPerPerson: Limit = { limit: 20, windowMs: hour };
export const contactPostsPerIp: Limit = { limit: 60, windowMs: 15 * minute };
export const contactsPerNetwork: Limit = { limit: 30, windowMs: hour };
export const contactsPerAddress: Limit = { limit: 3, windowMs: day };
export const receiptsPerAddress: Limit = { limit: 3, windowMs: day };
export const requestsPerPerson: Limit = { limit: 20, windowMs: hour };
export const turnsPerPerson: Limit = { limit: 10, windowMs: hour };
export const messagesPerPerson: Limit = { limit: 60, windowMs: hour };
export const filesPerPerson: Limit = { limit: 100, windowMs: day };
export const fileBytesPerPerson: Limit = { limit: 200 * 1024 * 1024, windowMs: day };
export const unprovenFileBytes: Limit = { limit: 500 * 1024 * 1024, windowMs: day };
export const draftsPerVisitor: Limit = { limit: 20, windowMs: hour };
export const zipsPerPerson: Limit = { limit: 30, windowMs: hour };
export const receiptsPerReader: Limit = { limit: 60, windowMs: hour };
export const ownDataPerPerson: Limit = { limit: 3, windowMs: day };
export const exportsPerOrganization: Limit = { limit: 2, windowMs: day };
/** What one of all who share Stripe's pace may take of it: less than a second's worth at a time. */
export const stripeAsks: Limit = { limit: 8, windowMs: 10_000 };
export const feedCallsPerKey: Limit = { limit: 3_000, windowMs: minute };

/** A visitor's address as limits know it: IPv6 by its /64, which is what one customer of a provider gets. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const address = new URL(`http://[${ip.replace(/%.*$/, "")}]`).hostname.slice(1, -1);
  const [head = "", tail] = address.split("::");
  const start = head.split(":").filter(Boolean);
  const end = tail?.split(":").filter(Boolean) ?? [];
  const groups = [...start, ...Array<string>(8 - start.length - end.length).fill("0"), ...end];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

type Counting = Pick<System, "db" | "secrets">;

/** What is counted is named by addresses, which are not kept: only who has the secret can find one out, by trying. */
const hashOf = (secrets: System["secrets"], name: string) => mac(secrets, "limit", name);

/**
 * Counts one more (or `amount`) under a key and says whether it is still within the limit; if not, after how many whole
 * seconds to come again. One statement, so it holds among several processes and takes part in the caller's transaction.
 */
export function take(
  { db, secrets }: Counting,
  name: string,
  { limit, windowMs }: Limit,
  now: number,
  amount = 1,
): { ok: boolean; retryAfterSeconds: number } {
  const key = hashOf(secrets, name);
  const isOver = sql`${limits.expiresAt} <= ${now}`;
  const { count, expiresAt } = db
    .insert(limits)
    .values({ key, count: amount, expiresAt: now + windowMs })
    .onConflictDoUpdate({
      target: limits.key,
      set: {
        count: sql`case when ${isOver} then ${amount} else ${limits.count} + ${amount} end`,
        expiresAt: sql`case when ${isOver} then ${now + windowMs} else ${limits.expiresAt} end`,
      },
    })
    .returning({ count: limits.count, expiresAt: limits.expiresAt })
    .get();
  return { ok: count <= limit, retryAfterSeconds: secondsUntil(expiresAt, now) };
}

const secondsUntil = (at: number, now: number) => Math.max(1, Math.ceil((at - now) / 1000));

function counted({ db, secrets }: Counting, name: string, now: number) {
  const row = db
    .select()
    .from(limits)
    .where(eq(limits.key, hashOf(secrets, name)))
    .get();
  return row && row.expiresAt > now ? row : { count: 0, expiresAt: now };
}

/** Whether the limit under a key is used up, without counting. */
export const isUsedUp = (system: Counting, key: string, { limit }: Limit, now: number): boolean =>
  counted(system, key, now).count >= limit;

export type Wanted = { key: string; limit: Limit; amount?: number };

/** Counts under each of these keys and gives 0; where one has no room under none, and after how many seconds it has. */
export function takeAll(system: System, wanted: readonly Wanted[], now: number): number {
  return transact(system, () => {
    const waits = wanted.map(({ key, limit, amount = 1 }) => {
      const { count, expiresAt } = counted(system, key, now);
      return count + amount > limit.limit ? secondsUntil(expiresAt, now) : 0;
    });
    const wait = Math.max(...waits);
    if (!wait) for (const { key, limit, amount } of wanted) take(system, key, limit, now, amount);
    return wait;
  });
}

/** Counts a file that somebody sends. False where it goes beyond what a person may send: then it is not counted. */
export function takeFile(system: System, email: string, bytes: number, now: number): boolean {
  const wanted = [
    { key: `files of ${email}`, limit: filesPerPerson },
    { key: `file bytes of ${email}`, limit: fileBytesPerPerson, amount: bytes },
  ];
  return takeAll(system, wanted, now) === 0;
}

/** Counts a file that comes by a mail nobody proved: anybody can send those, so all of them share the room of a day. */
export const takeUnprovenFile = (system: System, bytes: number, now: number): boolean =>
  takeAll(system, [{ key: "file bytes of unproven mails", limit: unprovenFileBytes, amount: bytes }], now) === 0;

/**
 * Counts what somebody writes on the contact page, as `takeAll` does: few by a person, or by an address from one network,
 * so that nobody who types another's address stops them; more by an office.
 */
export function takeContact(
  system: System,
  { email, ip, person }: { email: string; ip: string; person?: PersonId },
  now: number,
): number {
  if (person) return takeAll(system, [{ key: `contact by ${person}`, limit: contactsPerAddress }], now);
  const network = networkOf(ip);
  const wanted = [
    { key: `contact from ${email} by ${network}`, limit: contactsPerAddress },
    { key: `contact by ${network}`, limit: contactsPerNetwork },
  ];
  return takeAll(system, wanted, now);
}

/** Counts a receipt to an address that anybody may have typed. False where it had enough of them for a day. */
export const takeReceipt = (system: System, email: string, now: number): boolean =>
  takeAll(system, [{ key: `receipts to ${email}`, limit: receiptsPerAddress }], now) === 0;

/** Counts a message of a person's, and where it asks something new a request, as `takeAll` does. */
export function takeMessage(system: System, person: PersonId, isRequest: boolean, now: number): number {
  const wanted = [{ key: `messages by ${person}`, limit: messagesPerPerson }];
  if (isRequest) wanted.push({ key: `requests by ${person}`, limit: requestsPerPerson });
  return takeAll(system, wanted, now);
}

type Member = { orgId: OrgId; session: { person: { id: PersonId } } };

/** Counts one for a person in an organization. Throws the "too many tries" page, with Retry-After, beyond the limit. */
export function limitMember(system: System, what: string, { orgId, session }: Member, limit: Limit, now: number) {
  const { ok, retryAfterSeconds } = take(system, `${what} of ${orgId} by ${session.person.id}`, limit, now);
  if (!ok) throw tooMany(retryAfterSeconds);
}

/** Counts one for the visitor's network. Throws the "too many tries" page, with Retry-After, beyond the limit. */
export function limitVisitor(system: System, what: string, ip: string, limit: Limit, now: number) {
  const { ok, retryAfterSeconds } = take(system, `${what} by ${networkOf(ip)}`, limit, now);
  if (!ok) throw tooMany(retryAfterSeconds);
}
