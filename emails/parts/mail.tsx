import { render } from "@react-email/render";
import type { ReactNode } from "react";
import { Frame, type Brand } from "./frame.tsx";

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
};

/** Puts a mail's parts into the frame all mails share, in both its forms. */
export async function mail({ brand, subject, preheader, body, text, reason, internal = false }: Parts): Promise<Mail> {
  const html = await render(
    <Frame brand={brand} subject={subject} preheader={preheader} reason={reason} internal={internal}>
      {body}
    </Frame>,
  );
  const foot = [
    "-- ",
    reason,
    !internal && `Reply to this mail and a person at ${brand.company} reads it, or write to us:\n${brand.contactUrl}`,
  ]
    .filter(Boolean)
    .join("\n");
  return { subject, html, text: `${[...text.filter(Boolean), foot].join("\n\n")}\n` };
}
