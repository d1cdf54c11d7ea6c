import type { Brand } from "./parts/frame.tsx";
import { mail } from "./parts/mail.tsx";
import { Button, Heading, Paragraph } from "./parts/pieces.tsx";

export type BillingAlertProps = {
  brand: Brand;
  what: "parked" | "drift" | "refused" | "right" | "away" | "back";
  /** Stripe's kind of object, many of them: "invoices". Of `right`: the right that is missing, "Disputes: read". Of `away` and `back`: when it began. */
  type: string;
  count: number;
  url: string;
};

const words = {
  parked: ({ type, count }: BillingAlertProps) => ({
    subject: `Billing: some ${type} cannot be fetched`,
    lead:
      count === 1
        ? `One of Stripe’s ${type} could not be fetched after many tries. Customers see it as it was before.`
        : `${count} of Stripe’s ${type} could not be fetched after many tries. Customers see them as they were before.`,
    next: "The reason is on the health page. Once it is mended, “foyer stripe retry” fetches them again.",
  }),
  drift: ({ count }: BillingAlertProps) => ({
    subject: "Billing: the portal was out of step with Stripe",
    lead: `The nightly comparison found ${count} records that stood otherwise at Stripe. They have been mended.`,
    next: "That so many were missed usually means that webhooks do not arrive. “foyer stripe setup --check” tells why.",
  }),
  refused: () => ({
    subject: "Billing: Stripe refuses the portal’s key",
    lead: "Stripe refuses the key that the portal asks with. Customers see billing as it was before.",
    next: "Give it a key that works in STRIPE_SECRET_KEY. “foyer stripe setup --check” tells what is wrong with it.",
  }),
  right: ({ type }: BillingAlertProps) => ({
    subject: "Billing: the portal’s key lacks a right",
    lead: `Stripe does not let the portal’s key do one thing. The right it lacks is “${type}”. All the rest goes on.`,
    next: "Give the key that right in Stripe’s dashboard, then run “foyer stripe retry”: it fetches what was left out.",
  }),
  away: ({ type }: BillingAlertProps) => ({
    subject: "Billing: Stripe does not answer",
    lead: `Stripe has given the portal no answer since ${type}. Customers see billing as it was then, and the pages say so.`,
    next: "Nothing is lost: the portal keeps asking, and fetches all that waits once Stripe answers. You get a mail then.",
  }),
  back: ({ type }: BillingAlertProps) => ({
    subject: "Billing: Stripe answers again",
    lead: `Stripe had given the portal no answer since ${type}. It answers again.`,
    next: "What changed meanwhile is being fetched now. There is nothing to do.",
  }),
};

/** To the company: something about billing does not mend itself. Names no customer. */
export function billingAlertMail(props: BillingAlertProps) {
  const { brand, url } = props;
  const { subject, lead, next } = words[props.what](props);
  const heading = props.what === "back" ? "Billing is back" : "Billing needs a look";
  return mail({
    brand,
    subject,
    preheader: lead,
    body: (
      <>
        <Heading>{heading}</Heading>
        <Paragraph>{lead}</Paragraph>
        <Paragraph>{next}</Paragraph>
        <Button brand={brand} href={url}>
          See the portal’s health
        </Button>
      </>
    ),
    text: [`${heading}.`, lead, next, "See the portal’s health:", url],
    reason: `You got this because you are staff of ${brand.company}’s portal. It comes once a day at most for each thing.`,
    internal: true,
  });
}
