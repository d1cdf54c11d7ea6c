import type { Office, SentMail } from "./accepting.ts";
import { bounce, complaint, delivery, subscriptionChange, type Chosen, type SubscriptionChoice } from "./webhooks.ts";

/** `auth` is `user:password`, presented by basic authentication. */
export type Hook = { url: string; auth?: string };

/** Tells the configured address what became of a mail; every verb gives back the status, or null when nobody answered. */
export function makeTelling(office: Office, configured?: Hook) {
  let hook = configured;
  const underWay = new Set<Promise<unknown>>();

  function post(payload: unknown): Promise<number | null> {
    const posting = send(payload).finally(() => underWay.delete(posting));
    underWay.add(posting);
    return posting;
  }

  async function send(payload: unknown): Promise<number | null> {
    if (!hook) return null;
    const headers: Record<string, string> = { "content-type": "application/json", "user-agent": "Postmark" };
    if (hook.auth) headers.authorization = `Basic ${Buffer.from(hook.auth).toString("base64")}`;
    try {
      const signal = AbortSignal.timeout(10_000);
      const response = await fetch(hook.url, { method: "POST", headers, body: JSON.stringify(payload), signal });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }

  function theMail(messageId: string): SentMail {
    const mail = office.sent.find((one) => one.MessageID === messageId);
    if (!mail) throw new Error(`no mail ${messageId}`);
    return mail;
  }

  return {
    tellTo: (next: Hook) => void (hook = next),
    /** Resolves when nothing is being told any more. */
    async told() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    /** Any payload at all, as a webhook. */
    tell: post,
    delivered: (messageId: string, choice?: Chosen) => post(delivery(theMail(messageId), office.now(), choice)),
    /** A hard bounce unless told otherwise; hard ones make the address inactive. */
    bounce(messageId: string, choice?: Chosen & { type?: string }) {
      const payload = bounce(theMail(messageId), office.now(), choice);
      if (payload.Inactive) office.inactive.add(payload.Email.toLowerCase());
      return post(payload);
    },
    complain(messageId: string, choice?: Chosen) {
      const payload = complaint(theMail(messageId), office.now(), choice);
      office.inactive.add(payload.Email.toLowerCase());
      office.complained.add(payload.Email.toLowerCase());
      return post(payload);
    },
    changeSubscription(messageId: string, choice?: SubscriptionChoice) {
      const payload = subscriptionChange(theMail(messageId), office.now(), choice);
      const address = payload.Recipient.toLowerCase();
      if (payload.SuppressSending) office.inactive.add(address);
      else office.inactive.delete(address);
      return post(payload);
    },
  };
}
