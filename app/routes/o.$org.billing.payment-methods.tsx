import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { can } from "../can.ts";
import { requireMember, requireSudo } from "../sign-in/handles.ts";
import { BillingNav } from "../billing/views/billing-nav.tsx";
import { AsOf, BeingRead } from "../billing/views/billing-standing.tsx";
import { PostButton, PostSheet } from "../ui/form.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { PaymentMethodList } from "../billing/views/payment-methods.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
import { customerPortalAnswer } from "../billing/customer-portal-answers.ts";
import { notFound } from "../http/respond.ts";
import { billingStanding } from "../billing/billing-standing.ts";
import { listPaymentMethods, type Payer } from "../billing/payment-methods.ts";
import { hasCustomer } from "../billing/customer-portal-visits.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";
import { portalText } from "../text/portal.ts";

export const meta = titled(({ paymentMethods }) => paymentMethods.title, billingText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const payers = listPaymentMethods(member, args.context.portal.now());
  const standing = billingStanding(member, args.context.portal, ["payment_method"]);
  return { org: member.orgId, mayPay: can(member.role, "billing.pay"), payers, standing };
}

const schema = z.object({ customer: z.string() });

export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.pay");
  const form = await readForm(args.request, schema);
  if (form.status !== "success" || !hasCustomer(member, form.value.customer)) throw notFound();
  requireSudo(args);
  const text = textFor(localeOf(args.request), billingText);
  const back = { to: paths.paymentMethods(member.orgId), name: text.paymentMethods.title };
  const visit = { customerId: form.value.customer, flow: "payment_method_update" as const };
  return customerPortalAnswer(args, member, visit, back, text);
}

export default function PaymentMethods() {
  const { org, mayPay, payers, standing } = useLoaderData<typeof loader>();
  const { paymentMethods, shell } = useText(billingText, portalText);
  return (
    <Page
      title={paymentMethods.title}
      ask={{ lead: paymentMethods.ask, name: shell.askAboutThis, about: paymentMethods.about, job: "payment" }}
    >
      <BillingNav org={org} />
      <AsOf away={standing.away} />
      {payers.length ? null : <NoneYet>{paymentMethods.emptyAccount}</NoneYet>}
      {payers.length === 1 ? <Only org={org} payer={payers[0]!} mayPay={mayPay} /> : null}
      {payers.length > 1
        ? payers.map((payer) => <OneOfSeveral key={payer.id} org={org} payer={payer} mayPay={mayPay} />)
        : null}
    </Page>
  );
}

function NoneYet({ children }: { children: string }) {
  const { standing } = useLoaderData<typeof loader>();
  const { paymentMethods } = useText(billingText);
  if (standing.isBeingRead) return <BeingRead />;
  return (
    <Empty icon="billing" title={paymentMethods.emptyTitle}>
      <p>{children}</p>
    </Empty>
  );
}

type Props = { org: string; payer: Payer; mayPay: boolean };

function Only({ org, payer, mayPay }: Props) {
  const { paymentMethods } = useText(billingText);
  const has = payer.methods.length > 0;
  return (
    <>
      {has ? (
        <PaymentMethodList methods={payer.methods} />
      ) : (
        <NoneYet>{mayPay ? paymentMethods.empty : paymentMethods.emptyRead}</NoneYet>
      )}
      {mayPay ? (
        <PostSheet
          to={paths.paymentMethods(org)}
          fields={{ customer: payer.id }}
          verb={has ? paymentMethods.update : paymentMethods.add}
        >
          {paymentMethods.atStripe}
        </PostSheet>
      ) : null}
    </>
  );
}

function OneOfSeveral({ org, payer, mayPay }: Props) {
  const { standing } = useLoaderData<typeof loader>();
  const { paymentMethods, billingStanding: text } = useText(billingText);
  const name = payer.name ?? paymentMethods.unnamed;
  const verb = payer.methods.length ? paymentMethods.update : paymentMethods.add;
  return (
    <section className="head">
      <h2>{name}</h2>
      {payer.methods.length ? (
        <PaymentMethodList methods={payer.methods} />
      ) : (
        <p className="quiet">{standing.isBeingRead ? text.readingTitle : paymentMethods.noneOf}</p>
      )}
      {mayPay ? (
        <PostButton
          to={paths.paymentMethods(org)}
          fields={{ customer: payer.id }}
          label={paymentMethods.of(verb, name)}
        >
          {verb}
        </PostButton>
      ) : null}
    </section>
  );
}
