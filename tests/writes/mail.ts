import { eq } from "drizzle-orm";
import { requests } from "#db/schema/requests.ts";
import { replyAddress } from "#app/requests/inbound/reply-address.ts";
import { inboundMail, type InboundLetter } from "#tests/fakes/postmark/inbound-payload.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";
import { inbound, pick, postmark, type Here, type Writes } from "./here.ts";

function tell({ town }: Here, path: string, body: object) {
  const headers = {
    Authorization: `Basic ${Buffer.from(postmark).toString("base64")}`,
    "Content-Type": "application/json",
  };
  return town.fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
}
const send = (here: Here, letter: Omit<InboundLetter, "text">) =>
  tell(here, "/webhooks/postmark/inbound", inboundMail({ ...letter, text: "Any day will do." }));

function addressOf({ town }: Here, id: string) {
  const { number } = town.system.db.select().from(requests).where(eq(requests.id, id)).get()!;
  return replyAddress(inbound, number, town.config.secrets)!;
}

/** What comes by mail, and what becomes of ours. */
export const mail: Writes = {
  "mail: a question": (here, n) => send(here, { from: pick(here.people, n).email, to: inbound, subject: `No. ${n}` }),
  "mail: an answer": (here, n) => {
    const { request, closed, unclaimed, zebraRequest } = here.place;
    const to = addressOf(here, pick([request, closed, unclaimed, zebraRequest], n));
    return send(here, { from: pick(here.people, n).email, to, cc: pick(here.people, n + 1).email });
  },
  "mail: one that nothing proves": (here, n) =>
    send(here, { from: pick(here.people, n).email, to: addressOf(here, here.place.request), spf: "Fail" }),
  "mail: a bounce": (here, n) =>
    tell(here, "/webhooks/postmark", {
      RecordType: "Bounce",
      Type: pick(["HardBounce", "SpamNotification"], n),
      Email: pick(here.people, n).email,
      Inactive: true,
    }),
  "mail: an address that works again": (here, n) =>
    tell(here, "/webhooks/postmark", {
      RecordType: "SubscriptionChange",
      Recipient: pick(here.people, n).email,
      SuppressSending: false,
    }),
  "contact: somebody types another's address": (here, n) =>
    here.post("nobody", "/contact", { message: "When?", email: pick(here.people, n).email, name: "Otto" }),
  async "sign-in: by the link of a mail"(here, n) {
    const { email } = pick(here.people, n);
    const browser = here.browserOf("nobody");
    await browser.post("/sign-in", { email });
    await browser.get(newestMail(here.town, email).link);
    await browser.submit();
  },
};
