import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Heading, Paragraph } from "./parts/pieces.tsx";
import { deskReason, requestSubject, type RequestName } from "./parts/request.ts";
import { threadFoot, ThreadFoot, threadReason, waysToAnswer } from "./parts/thread.tsx";
import { cut, quoted } from "./parts/words.ts";

type Turn = { heading: string; lead: string; how: string | null; preheader: string; reason: string };
type TurnProps = RequestName & { brand: Brand; url: string | null };

function turnMail(
  { brand, url, ...request }: TurnProps,
  { heading, lead, how, preheader, reason }: Turn,
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
        <ThreadFoot brand={brand} how={how} url={url} />
      </>
    ),
    text: [`${heading}.`, lead, ...threadFoot({ how, url })],
    reason,
    internal,
  });
}

export type RequestClosedProps = TurnProps & {
  /** Who closed it. */
  by: string;
};

/** To the people of a request that somebody else closed. */
export function requestClosedMail({ by, ...request }: RequestClosedProps) {
  const how = "Is something still open? Answer, and it is open again.";
  return turnMail(request, {
    heading: "Your request is closed",
    lead: `${cut(by, 80)} closed your request ${quoted(request.subject)}.`,
    how,
    preheader: how,
    reason: threadReason,
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
  const lead = `${cut(by, 80)} opened ${quoted(request.subject)} again, without a word. It needs an answer.`;
  const turn = {
    heading: "A request is open again",
    lead,
    how: waysToAnswer({ mayReply, url: request.url }),
    preheader: lead,
    reason: deskReason(request.brand.company),
  };
  return turnMail(request, turn, true);
}
