import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, FactList, Heading, Paragraph } from "./parts/pieces.tsx";
import { undirectedLine } from "#app/text/clean.ts";
import { cut, orderReason, subjectAbout } from "./parts/words.ts";

export type OrderStepProps = {
  brand: Brand;
  what: "shipped" | "delivered" | "waiting" | "late" | "cancelled";
  kind: "order" | "project";
  reference: string;
  title: string;
  /** What the company wrote with it. */
  note: string | null;
  /** What is waited for. */
  needs: string | null;
  /** The one it tells of, where the order goes in several. */
  parcel: { number: number; of: number; delivered: number; items: string[] } | null;
  carrier: string | null;
  trackingNumber: string | null;
  /** https: where the carrier shows it. */
  trackingUrl: string | null;
  /** The day it was delivered, is or was promised for, in words. */
  day: string | null;
  organization: string;
  url: string;
};

const end = (sentence: string) => sentence.replace(/(?<![.\s])[.\s]+$/, "");

const words = {
  shipped: ({ kind, day }: Said) => ({
    news: "is on its way",
    heading: "On its way",
    lead: `Your ${kind} has shipped.${day ? ` Arriving ${day}.` : ""}`,
    see: "See where it is",
  }),
  shippedParcel: ({ kind, day, parcel }: Said) => ({
    news: `is on its way: parcel ${parcel?.number}`,
    heading: `Parcel ${parcel?.number} of ${parcel?.of} is on its way`,
    lead: `This parcel of your ${kind} has shipped.${day ? ` Arriving ${day}.` : ""}`,
    see: "See where it is",
  }),
  delivered: ({ kind, day }: Said) => ({
    news: "has been delivered",
    heading: "Delivered",
    lead: `Your ${kind} was delivered${day ? ` on ${day}` : ""}.`,
    see: "See the delivery",
  }),
  deliveredParcel: ({ kind, day, parcel }: Said) => ({
    news: "is partly delivered",
    heading: `${parcel?.delivered} of ${parcel?.of} parcels delivered`,
    lead: `Parcel ${parcel?.number} of your ${kind} was delivered${day ? ` on ${day}` : ""}. The rest is still to come.`,
    see: "See where the rest is",
  }),
  waiting: ({ kind, needs }: Said) => ({
    news: "needs something from you",
    heading: "We need something from you",
    lead: `To carry on with your ${kind}, we need: ${needs}.`,
    see: "See what we need",
  }),
  late: ({ kind, day }: Said) => ({
    news: "is running late",
    heading: "Running late",
    lead: `Your ${kind} was promised for ${day ?? "an earlier day"} and is running late. We’re sorry. Its page shows where it is, and the new date when we know it.`,
    see: "See where it is",
  }),
  cancelled: ({ kind }: Said) => ({
    news: "has been cancelled",
    heading: "Cancelled",
    lead: `Your ${kind} has been cancelled. If you weren’t expecting this, reply to this email.`,
    see: kind === "project" ? "See the project" : "See the order",
  }),
};
type Said = Pick<OrderStepProps, "kind" | "day" | "parcel"> & { needs: string };
const ofParcel = { shipped: "shippedParcel", delivered: "deliveredParcel" } as const;

/** To the customer: what happened to an order, or is waited for. */
export function orderStepMail({ brand, what, kind, url, organization, day, ...props }: OrderStepProps) {
  const { parcel } = props;
  const said = { kind, day, parcel, needs: end(cut(props.needs ?? "", 300)) };
  const { news, heading, lead, see } =
    words[parcel && (what === "shipped" || what === "delivered") ? ofParcel[what] : what](said);
  const name = kind === "project" ? "Project" : "Order";
  const reference = cut(props.reference, 200);
  const note = props.note && cut(props.note, 600);
  const facts: [string, string][] = [
    [name, reference],
    ["What it is", cut(props.title, 120)],
  ];
  if (parcel?.items.length) facts.push(["In this parcel", cut(parcel.items.join(", "), 300)]);
  if (props.carrier) facts.push(["Carrier", cut(props.carrier, 100)]);
  if (props.trackingNumber) facts.push(["Tracking number", cut(props.trackingNumber, 100)]);
  const follow = props.trackingUrl && `Track with ${props.carrier ? cut(props.carrier, 100) : "the carrier"}`;
  return mail({
    brand,
    subject: subjectAbout(`Your ${kind}`, props.reference, news),
    preheader: undirectedLine(lead),
    body: (
      <>
        <Heading>{heading}</Heading>
        <Paragraph>{lead}</Paragraph>
        {note ? <Paragraph quiet>{note}</Paragraph> : null}
        <FactList facts={facts} />
        <Button brand={brand} href={url}>
          {see}
        </Button>
        {follow ? (
          <Paragraph last>
            <br />
            <a href={props.trackingUrl!}>{follow}</a>
          </Paragraph>
        ) : null}
      </>
    ),
    text: [
      `${heading}.`,
      lead,
      note,
      facts.map(([name, value]) => `${name}: ${value}`).join("\n"),
      `${see}:`,
      url,
      follow && `${follow}:`,
      follow && props.trackingUrl,
    ],
    reason: orderReason(organization),
    saysReply: what === "cancelled",
  });
}
