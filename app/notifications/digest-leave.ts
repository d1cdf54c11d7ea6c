import { mailChoices, type MailChoice } from "#db/schema/notifications.ts";
import { isCustomerTopic } from "../mail/topics.ts";
import { chooseInDigest, listInDigest, stopDigest, type DigestRecipient, type DigestWish } from "./digest-recipient.ts";

const isMail = (text: string): text is MailChoice => mailChoices.some((choice) => choice === text);

/** What waited for the digest, as a page's address and Undo's form say it. */
const sayWishes = (wishes: readonly DigestWish[]) => wishes.map(({ orgId, topic }) => `${orgId}:${topic}`).join(" ");

const readWishes = (text = ""): DigestWish[] =>
  text.split(" ").flatMap((one) => {
    const [orgId = "", topic = ""] = one.split(":");
    return isCustomerTopic(topic) ? [{ orgId, topic, mail: "digest" as const }] : [];
  });

/** Does or undoes what a form of a digest's page says; gives what its next address says. */
export function changeDigest(recipient: DigestRecipient, fields: Record<string, string>, isUndo: boolean, now: number) {
  const { what, org: orgId = "", ended, ...chosen } = fields;
  if (isUndo) {
    chooseInDigest(recipient, readWishes(ended), now);
    return { undone: "yes" };
  }
  if (what === "stop") {
    stopDigest(recipient, now);
    return { ended: sayWishes(listInDigest(recipient)) };
  }
  const wishes = Object.entries(chosen).flatMap(([topic, mail]) =>
    isCustomerTopic(topic) && isMail(mail) ? [{ orgId, topic, mail }] : [],
  );
  chooseInDigest(recipient, wishes, now);
  return { saved: "yes" };
}
