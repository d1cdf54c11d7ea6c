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
    subject: `Billing: some ${type} can’t be fetched`,
    lead:
      count === 1
        ? `After many tries, we couldn’t fetch one of the ${type} from Stripe. Customers still see the older version.`
        : `After many tries, we couldn’t fetch ${count} ${type} from Stripe. Customers still see the older versions.`,
    next: "The health page shows the reason. Once that’s fixed, run “foyer stripe retry” to fetch them again.",
  }),
  drift: ({ count }: BillingAlertProps) => ({
    subject: "Billing: the portal didn’t match Stripe",
    lead: `The nightly check found ${count} records that didn’t match Stripe. They’ve been corrected.`,
    next: "This many usually means webhooks aren’t arriving. Run “foyer stripe setup --check” to find out why.",
  }),
  refused: () => ({
    subject: "Billing: Stripe rejects the portal’s key",
    lead: "Stripe is rejecting the portal’s API key. Customers see billing as it was before.",
    next: "Set STRIPE_SECRET_KEY to a key that works. Run “foyer stripe setup --check” to see what’s wrong with this one.",
  }),
  right: ({ type }: BillingAlertProps) => ({
    subject: "Billing: the portal’s key needs a permission",
    lead: `The portal’s API key is missing one permission at Stripe: “${type}”. Everything else still works.`,
    next: "Add that permission to the key in the Stripe dashboard, then run “foyer stripe retry” to fetch what was left out.",
  }),
  away: ({ type }: BillingAlertProps) => ({
    subject: "Billing: Stripe isn’t responding",
    lead: `Stripe hasn’t responded since ${type}. Customers see billing as it was then, and the pages say so.`,
    next: "Nothing is lost. The portal keeps trying, and will catch up when Stripe responds. We’ll email you then.",
  }),
  back: ({ type }: BillingAlertProps) => ({
    subject: "Billing: Stripe is responding again",
    lead: `Stripe stopped responding on ${type}. It’s responding again.`,
    next: "The portal is catching up now. You don’t need to do anything.",
  }),
};

/** To the company: something about billing does not mend itself. Names no customer. */
export function billingAlertMail(props: BillingAlertProps) {
  const { brand, url } = props;
  const { subject, lead, next } = words[props.what](props);
  const heading = props.what === "back" ? "Billing is back" : "Billing needs attention";
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
          See the health page
        </Button>
      </>
    ),
    text: [`${heading}.`, lead, next, "See the health page:", url],
    reason: `You’re getting this because you’re on the staff at ${brand.company}. We send it once a day at most for each problem.`,
    internal: true,
  });
}
