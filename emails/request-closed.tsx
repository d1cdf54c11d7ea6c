import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Heading, Paragraph } from "./parts/pieces.tsx";
import { requestSubject, type RequestName } from "./parts/request.ts";
import { cut, quoted } from "./parts/words.ts";

export type RequestClosedProps = RequestName & {
  brand: Brand;
  /** Who closed it. */
  by: string;
  url: string | null;
};

/** To the people of a request that somebody else closed. */
export function requestClosedMail({ brand, by, url, ...request }: RequestClosedProps) {
  const lead = `${cut(by, 80)} closed your request ${quoted(request.subject)}.`;
  const again = "Is something still open? Answer, and it is open again.";
  return mail({
    brand,
    subject: requestSubject(request),
    preheader: again,
    body: (
      <>
        <Heading>Your request is closed</Heading>
        <Paragraph>{lead}</Paragraph>
        <Paragraph quiet last={!url}>
          {again}
        </Paragraph>
        {url ? (
          <Button brand={brand} href={url}>
            See the whole request
          </Button>
        ) : null}
      </>
    ),
    text: ["Your request is closed.", lead, again, url && "See the whole request:", url],
    reason: "You got this because you take part in this request.",
  });
}
