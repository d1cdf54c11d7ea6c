import { escape, page } from "../http/html.ts";
import { stamp, type SentMail } from "./accepting.ts";

/** All mails for people who look at the demo, newest first. */
export function listing(sent: SentMail[]): string {
  const mails = [...sent].reverse().map(shown).join("\n");
  return page("Mails", `<h1>${sent.length === 1 ? "1 mail" : `${sent.length} mails`}</h1>\n${mails}`);
}

function shown(mail: SentMail): string {
  const html = mail.HtmlBody
    ? `<iframe sandbox="" srcdoc="${escape(mail.HtmlBody)}" width="100%" height="480"></iframe>`
    : "";
  return `<details><summary><strong>${escape(mail.Subject)}</strong> to ${escape(mail.To)}, ${stamp(mail.sentAt).slice(0, 19)}${
    mail.Tag ? ` (${escape(mail.Tag)})` : ""
  }</summary><pre style="white-space: pre-wrap">${linked(mail.TextBody ?? "")}</pre>${html}</details>`;
}

function linked(text: string): string {
  return escape(text).replace(/https?:\/\/[^\s<]+/g, (link) => `<a href="${link}">${link}</a>`);
}
