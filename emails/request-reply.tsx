import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Heading, Paragraph, Quote } from "./parts/pieces.tsx";
import {
  deskReason,
  filesLine,
  foldedLine,
  maxAuthorLength,
  requestSubject,
  type RequestName,
} from "./parts/request.ts";
import { askWhetherAnswered, threadFoot, ThreadFoot, threadReason, waysToAnswer } from "./parts/thread.tsx";
import { undirectedLines } from "#app/text/clean.ts";
import { asQuote, cut } from "./parts/words.ts";

export type RequestReplyProps = RequestName & {
  brand: Brand;
  to: "customer" | "staff";
  /** Who wrote it. */
  author: string;
  /** Whether it goes to who wrote it: their mail did not come whole. */
  isOwn: boolean;
  text: string;
  /** Whose side said it. */
  side: "customer" | "staff";
  files: readonly string[];
  /** Whether more was written that is folded away. */
  isFolded: boolean;
  /** Whether it came by a mail that is not proven to be the author's. */
  isUnproven: boolean;
  /** Whether the request was closed with it. */
  isClosed: boolean;
  /** Whether it was closed after an answer of the company. */
  isAnswered: boolean;
  /** Where the thread is; null for somebody who cannot sign in. */
  url: string | null;
  /** Whether a reply to this mail comes into the thread. */
  mayReply: boolean;
};

const sentFiles = (n: number) => (n === 0 ? "sent an empty email" : n === 1 ? "sent 1 file" : `sent ${n} files`);

/** To everybody on a thread but its author: what was said, in full. */
export function requestReplyMail({
  brand,
  to,
  author,
  isOwn,
  side,
  isUnproven,
  isFolded,
  isClosed,
  isAnswered,
  url,
  mayReply,
  ...said
}: RequestReplyProps) {
  const text = undirectedLines(said.text);
  const heading = isOwn
    ? "Only part of your email arrived"
    : text
      ? `New reply from ${cut(author, maxAuthorLength)}`
      : `${cut(author, maxAuthorLength)} ${sentFiles(said.files.length)}`;
  const how = waysToAnswer({ mayReply, url });
  const closed = isClosed ? `This request is closed.${how ? " Reply to reopen it." : ""}` : null;
  const asks = isAnswered && to === "customer" ? askWhetherAnswered(url) : null;
  const files = filesLine(said.files);
  const folded = foldedLine(isFolded, url);
  const proof = isUnproven ? "It came by email, and we couldn’t verify the sender." : null;
  return mail({
    brand,
    subject: requestSubject(said),
    preheader: cut(text, 140) || heading,
    body: (
      <>
        <Heading>{heading}</Heading>
        {proof ? <Paragraph>{proof}</Paragraph> : null}
        {text ? <Quote>{text}</Quote> : null}
        {folded ? <Paragraph quiet>{folded}</Paragraph> : null}
        {files ? <Paragraph quiet>{files}</Paragraph> : null}
        {closed ? <Paragraph>{closed}</Paragraph> : null}
        {asks ? <Paragraph>{asks}</Paragraph> : null}
        <ThreadFoot brand={brand} how={how} url={url} />
      </>
    ),
    text: [
      `${heading}:`,
      proof,
      text && side === "customer" ? asQuote(text) : text,
      folded,
      files,
      closed,
      asks,
      ...threadFoot({ how, url }),
    ],
    reason: to === "staff" ? deskReason(brand.company) : threadReason,
    internal: to === "staff",
    saysReply: mayReply,
  });
}
