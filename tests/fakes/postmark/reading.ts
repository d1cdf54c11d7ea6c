import type { SentMail } from "./accepting.ts";

/** The links of a mail's text part: each stands alone on its line. */
export function linksOf(mail: Pick<SentMail, "TextBody">): string[] {
  return (mail.TextBody ?? "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => /^https?:\/\/\S+$/.test(line));
}

/** The code of six unbroken digits in a mail's text part. */
export function codeOf(mail: Pick<SentMail, "TextBody">): string | undefined {
  return /(?<!\d)\d{6}(?!\d)/.exec((mail.TextBody ?? "").replace(/https?:\/\/\S+/g, ""))?.[0];
}
