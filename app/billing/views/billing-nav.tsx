import { useLocation } from "@remix-run/react";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

/** The parts of billing, each one tap away; the one that is open is marked. */
export function BillingNav({ org }: { org: string }) {
  const { billingNav } = useText(billingText);
  const { pathname } = useLocation();
  const parts = [
    { to: paths.billing(org), name: billingNav.invoices },
    { to: paths.subscriptions(org), name: billingNav.subscriptions },
    { to: paths.paymentMethods(org), name: billingNav.payment, tail: billingNav.methods },
    { to: paths.billingDetails(org), name: billingNav.details },
  ];
  return (
    <nav className="parts" aria-label={billingNav.label}>
      {parts.map(({ to, name, tail }) => (
        <a key={to} href={to} aria-current={pathname.replace(/\/$/, "") === to ? "page" : undefined}>
          {name}
          {tail ? <span className="tail">{tail}</span> : null}
        </a>
      ))}
    </nav>
  );
}
