import { EventEmitter } from "node:events";
import type { SentMail } from "./accepting.ts";

export type Waiting = {
  /** In milliseconds; 5000 unless told. */
  timeoutMs?: number;
  /** How many of the first mails to pass over. */
  after?: number;
};

/** Waits for mails as they come, without asking again and again. */
export function makeWaiting(sent: SentMail[]) {
  const arrivals = new EventEmitter().setMaxListeners(0);

  function waitFor(predicate: (mail: SentMail) => boolean, { timeoutMs = 5000, after = 0 }: Waiting = {}) {
    const found = sent.slice(after).find(predicate);
    if (found) return Promise.resolve(found);
    return new Promise<SentMail>((resolve, reject) => {
      const timer = setTimeout(() => {
        arrivals.off("mail", look);
        reject(new Error(`no such mail within ${timeoutMs} ms; there are ${sent.length}: ${subjects(sent)}`));
      }, timeoutMs);
      function look(mail: SentMail) {
        if (!predicate(mail)) return;
        clearTimeout(timer);
        arrivals.off("mail", look);
        resolve(mail);
      }
      arrivals.on("mail", look);
    });
  }

  return { waitFor, arrived: (mail: SentMail) => void arrivals.emit("mail", mail) };
}

function subjects(sent: SentMail[]): string {
  return sent.map((mail) => `${mail.Tag ?? "-"} to ${mail.To}: ${mail.Subject}`).join("; ") || "none";
}
