import { timingSafeEqual } from "node:crypto";
import type { OrgId, PersonId } from "#db/ids.ts";
import type { FollowedThing, StaffTopic, Topic } from "#db/schema/notifications.ts";
import { mac, sha256, type Secrets } from "#db/secrets.ts";
import type { Config } from "../config.server.ts";
import { paths } from "../paths.ts";
import { isBillingTopic, isCustomerTopic, isStaffTopic } from "./topics.ts";

/** Who leaves what by a link in a mail: one of an organization's people, or one of its accounts-payable addresses by its mark. */
export type CustomersLeave = { topic: Topic; orgId: OrgId; who: PersonId | string; thing: FollowedThing | null };
/** The same of somebody of the company, by their mark. */
export type StaffLeave = { topic: StaffTopic; who: string };
/** Of a digest: its person, of whatever organization. */
export type DigestLeave = { topic: "digest"; who: PersonId };
export type Leave = CustomersLeave | StaffLeave | DigestLeave;

/** What a link says instead of an accounts-payable address: addresses stand in no URL. */
export const markOf = (email: string) => `pay_${sha256(email).slice(0, 26)}`;
export const markOfStaff = (email: string) => `staff_${sha256(email).slice(0, 26)}`;

const prefixes = { ord: "order", req: "request" } as const;
const macLength = 22;

/** 128 bits of a MAC, in base64url. */
const proofOf = (secret: string, said: string) =>
  Buffer.from(mac([secret], "leave by mail", said).slice(0, 32), "hex").toString("base64url");

/** The token of the link to leave by: it holds for as long as the secret it was made with, and stands in no table. */
export function leaveToken(secrets: Secrets, leave: Leave): string {
  const { topic, who } = leave;
  const [orgId, itemId] = "orgId" in leave ? [leave.orgId, leave.thing?.itemId ?? ""] : ["", ""];
  const said = [topic, orgId, who, itemId].join(".");
  return `${said}.${proofOf(secrets[0], said)}`;
}

/** What a token says, or null where it is none of ours. */
export function readLeaveToken(secrets: Secrets, token: string): Leave | null {
  const end = token.lastIndexOf(".");
  const [said, given] = [token.slice(0, Math.max(end, 0)), Buffer.from(token.slice(end + 1))];
  const [topic = "", orgId, who, itemId = "", ...more] = said.split(".");
  if (given.length !== macLength || more.length || !who) return null;
  const isOurs = secrets.map((secret) => timingSafeEqual(Buffer.from(proofOf(secret, said)), given)).includes(true);
  if (!isOurs) return null;
  if (isStaffTopic(topic)) return { topic, who };
  if (topic === "digest") return { topic, who: who as PersonId };
  if (!isCustomerTopic(topic) || !orgId) return null;
  const kind = prefixes[itemId.split("_")[0] as keyof typeof prefixes];
  return { topic, orgId: orgId as OrgId, who, thing: kind ? { kind, itemId } : null };
}

/**
 * The headers by which mail programs offer to leave (RFC 2369, 2919 and 8058). Of money and of the company's own work they
 * open the page: nobody ends invoices or requests without seeing it; the week in figures is nobody's work. A list's name is
 * kept short: a longer one is encoded on the way, and so none any more.
 */
export function leaveHeaders({ appUrl }: Pick<Config, "appUrl">, secrets: Secrets, leave: Leave) {
  const unsubscribe = { "List-Unsubscribe": `<${leaveUrl({ appUrl }, secrets, leave)}>` };
  const isWork = isStaffTopic(leave.topic) && leave.topic !== "insights";
  if (isBillingTopic(leave.topic) || isWork) return unsubscribe;
  const list = ("orgId" in leave ? leave.orgId : leave.who).split("_")[1]!.slice(0, 8);
  const host = new URL(appUrl).hostname.slice(-maxHostLength).replace(/^[.-]+/, "");
  return {
    ...unsubscribe,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": `<${leave.topic}.${list}.${host}>`,
  };
}

const maxHostLength = 40;

/** The page where what a mail is of is left. */
export const leaveUrl = ({ appUrl }: Pick<Config, "appUrl">, secrets: Secrets, leave: Leave) =>
  appUrl + paths.leave(leaveToken(secrets, leave));
