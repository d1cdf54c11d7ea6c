import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { undirectedLine } from "#app/text/clean.ts";
import { cut, orderReason, subjectAbout } from "./parts/words.ts";

export type OrderCorrectedProps = {
  brand: Brand;
  /** What an earlier mail said. */
  said: "shipped" | "delivered" | "waiting";
  /** What it asked for. */
  asked: string | null;
  /** The parcel it said it of, where the order goes in several. */
  parcel: number | null;
  kind: "order" | "project";
  reference: string;
  title: string;
  /** The step that it is at, in words. */
  stands: string | null;
  parcels: { delivered: number; of: number };
  /** What is waited for now. */
  needs: string | null;
  /** The day it is promised for, in words. */
  promised: string | null;
  organization: string;
  url: string;
};

const words = {
  shipped: (it: string) => ({
    news: "isn’t on its way yet",
    heading: "Not on its way yet",
    lead: `We told you that ${it} had shipped. That was a mistake, and we’re sorry.`,
  }),
  delivered: (it: string) => ({
    news: "isn’t delivered yet",
    heading: "Not delivered yet",
    lead: `We told you that ${it} had been delivered. That was a mistake, and we’re sorry.`,
  }),
  waiting: (it: string, asked: string) => ({
    news: "no longer needs anything from you",
    heading: "No longer needed",
    lead: `We asked you for ${asked} for ${it}. That was a mistake, and we’re sorry. We don’t need it.`,
  }),
};

const end = (sentence: string) => sentence.replace(/(?<![.\s])[.\s]+$/, "");

/** To the customer: what we mailed about an order is not so, and how it stands. */
export function orderCorrectedMail({
  brand,
  said,
  kind,
  parcel,
  parcels,
  organization,
  url,
  ...props
}: OrderCorrectedProps) {
  const it = parcel === null ? `your ${kind}` : `parcel ${parcel} of your ${kind}`;
  const { news, heading, lead } = words[said](it, end(cut(props.asked ?? "", 300)));
  const name = kind === "project" ? "Project" : "Order";
  const isPartly = parcels.delivered > 0 && parcels.delivered < parcels.of;
  const stands = isPartly ? `${parcels.delivered} of ${parcels.of} parcels delivered` : props.stands;
  const facts: [string, string][] = [
    [name, cut(props.reference, 200)],
    ["What it is", cut(props.title, 120)],
  ];
  if (stands) facts.push(["Status", cut(stands, 100)]);
  if (props.needs) facts.push(["We need", end(cut(props.needs, 300))]);
  if (props.promised) facts.push(["Promised", props.promised]);
  const see = "See its status";
  return mail({
    brand,
    subject: subjectAbout(`Your ${kind}`, props.reference, news),
    preheader: undirectedLine(lead),
    body: (
      <>
        <Heading>{heading}</Heading>
        <Paragraph>{lead}</Paragraph>
        <FactList facts={facts} />
        <Button brand={brand} href={url}>
          {see}
        </Button>
      </>
    ),
    text: [`${heading}.`, lead, facts.map(([what, value]) => `${what}: ${value}`).join("\n"), `${see}:`, url],
    reason: orderReason(organization),
    saysReply: true,
  });
}
