import type { Brand } from "./frame.tsx";
import { Button, Paragraph } from "./pieces.tsx";

const seeAll = "See the whole request";

type Way = {
  /** How to answer; null where there is no way. */
  how: string | null;
  /** Where the thread is; null for somebody who cannot sign in. */
  url: string | null;
};

/** The foot of a mail out of a thread: how to answer, and the way to the whole of it. */
export function ThreadFoot({ brand, how, url }: Way & { brand: Brand }) {
  return (
    <>
      {how ? (
        <Paragraph quiet last={!url}>
          {how}
        </Paragraph>
      ) : null}
      {url ? (
        <Button brand={brand} href={url}>
          {seeAll}
        </Button>
      ) : null}
    </>
  );
}

/** The same in the text part. */
export const threadFoot = ({ how, url }: Way) => [how, url && `${seeAll}:`, url];

/** How a mail of a thread is answered; null where it cannot be. */
export function waysToAnswer({ mayReply, url }: Pick<Way, "url"> & { mayReply: boolean }): string | null {
  if (!mayReply) return url && "Answer in the portal.";
  return `To answer, reply to this email${url ? " or use the portal" : ""}.`;
}

/** To a customer whose request was closed: where to say whether it was answered; null for who has no way there. */
export const askWhetherAnswered = (url: string | null): string | null =>
  url && "Did this answer it? Say yes or no at the end of the request.";

export const threadReason = "You’re getting this because you’re part of this request.";
