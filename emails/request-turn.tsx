import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Heading, Paragraph } from "./parts/pieces.tsx";
import { deskReason, maxAuthorLength, requestSubject, type RequestName } from "./parts/request.ts";
import { askWhetherAnswered, threadFoot, ThreadFoot, threadReason, waysToAnswer } from "./parts/thread.tsx";
import { cut, quoted } from "./parts/words.ts";

type Turn = {
  heading: string;
  lead: string;
  asks: string | null;
  how: string | null;
  preheader: string;
  reason: string;
  saysReply: boolean;
};
type TurnProps = RequestName & { brand: Brand; url: string | null };

function turnMail(
  { brand, url, ...request }: TurnProps,
  { heading, lead, asks, how, preheader, reason, saysReply }: Turn,
  internal = false,
) {
  return mail({
    brand,
    subject: requestSubject(request),
    preheader,
    body: (
      <>
        <Heading>{heading}</Heading>
        <Paragraph>{lead}</Paragraph>
        {asks ? <Paragraph>{asks}</Paragraph> : null}
        <ThreadFoot brand={brand} how={how} url={url} />
      </>
    ),
    text: [`${heading}.`, lead, asks, ...threadFoot({ how, url })],
    reason,
    internal,
    saysReply,
  });
}

export type RequestClosedProps = TurnProps & {
  /** Who closed it. */
  by: string;
  /** Whether that came after an answer of the company. */
  isAnswered: boolean;
  /** Whether a reply to this mail comes into the thread. */
  mayReply: boolean;
};

/** To the people of a request that somebody else closed. */
export function requestClosedMail({ by, isAnswered, mayReply, ...request }: RequestClosedProps) {
  const isOpenable = mayReply || request.url !== null;
  const how = isOpenable
    ? `Still need help? ${mayReply ? "Reply to this email" : "Answer in the portal"} to reopen it.`
    : null;
  const lead = `${cut(by, maxAuthorLength)} closed your request ${quoted(request.subject)}.`;
  return turnMail(request, {
    heading: "Your request is closed",
    lead,
    asks: isAnswered ? askWhetherAnswered(request.url) : null,
    how,
    preheader: how ?? lead,
    reason: threadReason,
    saysReply: mayReply,
  });
}

export type RequestReopenedProps = TurnProps & {
  /** Who of the customer's people opened it. */
  by: string;
  /** Whether a reply to this mail comes into the thread. */
  mayReply: boolean;
};

/** To the company: a customer opened a closed request again and wrote nothing. */
export function requestReopenedMail({ by, mayReply, ...request }: RequestReopenedProps) {
  const lead = `${cut(by, maxAuthorLength)} reopened ${quoted(request.subject)} without adding a message. It needs an answer.`;
  const turn = {
    heading: "A request was reopened",
    lead,
    asks: null,
    how: waysToAnswer({ mayReply, url: request.url }),
    preheader: lead,
    reason: deskReason(request.brand.company),
    saysReply: mayReply,
  };
  return turnMail(request, turn, true);
}
