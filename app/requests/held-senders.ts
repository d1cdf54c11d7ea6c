import { and, asc, desc, eq, isNull, or, sql } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { can } from "../can.ts";
import type { Config } from "../config.server.ts";
import { addOtherAddress, isOwnAddress, ownAddressOf } from "../people/other-addresses.ts";
import { reservedFor } from "../people/reserved.ts";
import { decide, findHeld, nameOf, saidBy, type HeldMail } from "./held-mails.ts";
import { isInboundAddress } from "./inbound/reply-address.ts";
import { giveWaiting } from "./message-files.ts";
import { keeperBy } from "./request-keeper.ts";
import { isOfDesk } from "./request-news.ts";
import { listReaders } from "./request-readers.ts";
import type { Clerk } from "./requests-by-staff.ts";
import { addMessage, firstMessageOf, openRequest, type Author } from "./requests-write.ts";

const maxLikely = 5;

type Around = Pick<Config, "staffEmails" | "supportEmail" | "mail">;
type Likely = { personId: PersonId; email: string; name: string | null; orgId: OrgId; orgName: string };

/** Why an address is never let in as another one of a person's. */
export type AddressRefusal = "ofPerson" | "ofStaff" | "ours" | "ofSomebody" | "reserved";

function whyNotLetIn(staff: Staff, { fromEmail }: HeldMail, around: Around, now: number): AddressRefusal | null {
  const { inboundAddress } = around.mail;
  if (inboundAddress !== null && isInboundAddress(fromEmail, inboundAddress)) return "ours";
  if (isOfDesk(staff, around, fromEmail)) return "ofStaff";
  if (isOwnAddress(staff, fromEmail)) return "ofPerson";
  if (reservedFor(staff, fromEmail, now)) return "reserved";
  return ownAddressOf(staff, fromEmail) === fromEmail ? null : "ofSomebody";
}

/**
 * Whose other address the sender's may be: of those who may read the thread, and where there is none, of people called
 * alike; the likeliest first, at most five. Or why it can be nobody's. None where it is not proven who sent the mail.
 */
export function findLikely(
  staff: Staff,
  mail: HeldMail,
  around: Around,
  now: number,
): { likely: Likely[]; refusal: AddressRefusal | null } {
  if (mail.kind === "accepted" || mail.reason !== "stranger" || !mail.proven) return { likely: [], refusal: null };
  const refusal = whyNotLetIn(staff, mail, around, now);
  if (refusal) return { likely: [], refusal };
  const all = mail.request ? readersOf(staff, mail) : peopleLike(staff, mail);
  const likely = all.filter(({ email }) => !isOfDesk(staff, around, email)).slice(0, maxLikely);
  return { likely, refusal: null };
}

const withoutPlus = (email: string) => email.replace(/^([^+@]+)\+[^@]*@/, "$1@");
const plain = (name: string | null) => name?.trim().toLowerCase() || null;

function readersOf(staff: Staff, { request, fromEmail, fromName }: HeldMail): Likely[] {
  const { orgId = null, orgName = null } = request ?? {};
  if (!request || orgId === null || orgName === null) return [];
  const isAlike = ({ email, name }: { email: string; name: string | null }) =>
    email === withoutPlus(fromEmail) || (name !== null && plain(name) === plain(fromName));
  const readers = listReaders(staff.reading(orgId), request);
  const likeliest = readers.toSorted(
    (one, other) => Number(isAlike(other)) - Number(isAlike(one)) || Number(other.isOn) - Number(one.isOn),
  );
  return likeliest.map(({ personId, email, name }) => ({ personId, email, name, orgId, orgName }));
}

function peopleLike({ db }: Staff, { fromEmail, fromName }: HeldMail): Likely[] {
  const { id: personId, email, name } = people;
  const isBare = eq(email, withoutPlus(fromEmail));
  const isNamesake = fromName?.trim() ? sql`lower(trim(${name})) = lower(trim(${fromName}))` : undefined;
  return db
    .select({ personId, email, name, orgId: organizations.id, orgName: organizations.name, role: memberships.role })
    .from(people)
    .innerJoin(memberships, eq(memberships.personId, personId))
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(and(or(isBare, isNamesake), isNull(people.disabledAt)))
    .orderBy(desc(isBare), asc(email), asc(organizations.name))
    .limit(maxLikely * 4)
    .all()
    .filter(({ role }) => can(role, "requests.own"));
}

/**
 * Lets the sender's address in for good as another one of a likely person's, and the mail as that person's own words.
 * Gives the request's id, once: the second time only the id again; why the address cannot be let in; or null where
 * that person is none of the likely ones.
 */
export function letSenderIn(
  { staff }: Clerk,
  id: string,
  { personId, orgId }: { personId: string; orgId: string },
  around: Around,
  now: number,
): { requestId: string } | { refusal: AddressRefusal } | null {
  return transact(staff, () => {
    const mail = findHeld(staff, id, around);
    if (!mail) return null;
    if (mail.decision === "accepted") return mail.requestId === null ? null : { requestId: mail.requestId };
    const { likely, refusal } = findLikely(staff, mail, around, now);
    if (refusal) return { refusal };
    const person = likely.find((one) => one.personId === personId && one.orgId === orgId);
    if (!person) return null;
    addOtherAddress(staff, person.orgId, person, mail.fromEmail, now);
    const posted = postAs(staff, mail, person, around, now);
    decide(staff, id, { ...posted, decision: "accepted", decidedAt: now });
    return posted;
  });
}

function postAs(staff: Staff, mail: HeldMail, person: Likely, around: Around, now: number) {
  const { personId, email, orgId } = person;
  const author: Author = { side: "customer", personId, email, name: person.name ?? mail.fromName };
  const said = { ...saidBy(mail, staff), acceptedBy: null };
  giveWaiting(staff, { inboundId: mail.id }, orgId);
  if (mail.request) {
    const keeper = keeperBy(staff, mail.request, "mail.accepted", now);
    const message = addMessage(keeper, mail.request, author, said, around, now);
    return { requestId: mail.request.id, messageId: message.id };
  }
  const tenant = staff.within(orgId, "mail.accepted", now, nameOf(mail));
  const asking = { ...said, subject: mail.subject, about: null, verified: true };
  const request = openRequest(tenant, author, asking, around, now);
  return { requestId: request.id, messageId: firstMessageOf(tenant, request).id };
}
