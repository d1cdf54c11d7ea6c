import { render } from "@react-email/render";
import type { ReactNode } from "react";
import { Frame, stopWords, type Brand } from "./frame.tsx";

export type Mail = { subject: string; html: string; text: string };

type Parts = {
  brand: Brand;
  subject: string;
  /** The inbox's preview line: what the subject does not say. */
  preheader: string;
  body: ReactNode;
  /** The text part's paragraphs; a link is a paragraph of its own. */
  text: readonly (string | null | false)[];
  /** Why this person got it, one sentence. */
  reason: string;
  /** The company writing to itself. */
  internal?: boolean;
  /** The body says already what a reply does: the foot need not. */
  saysReply?: boolean;
};

/** Puts a mail's parts into the frame all mails share, in both its forms. */
export async function mail({ body, text, internal = false, saysReply = false, ...frame }: Parts): Promise<Mail> {
  const { brand, subject, reason } = frame;
  const framed = (
    <Frame {...frame} internal={internal} saysReply={saysReply}>
      {body}
    </Frame>
  );
  const html = brand.isPlain ? "" : await render(framed);
  const human = saysReply
    ? `A person at ${brand.company} reads every reply. You can also write to us`
    : `Just reply: a person at ${brand.company} will read it. You can also write to us`;
  const stop = brand.stopUrl && `${stopWords}:\n${brand.stopUrl}`;
  const foot = ["-- ", !internal && `${human}:\n${brand.contactUrl}`, reason, stop].filter(Boolean).join("\n");
  return { subject, html, text: `${[...text.filter(Boolean), foot].join("\n\n")}\n` };
}
