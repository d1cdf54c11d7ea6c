import type { MethodShown } from "../payment-methods.ts";
import { methodName } from "../method-name.ts";
import { useText } from "../../ui/use.ts";
import { billingText, type BillingText } from "../text.ts";

/** What a customer can pay by: the default first, each with its expiry and what it pays for. */
export function PaymentMethodList({ methods }: { methods: MethodShown[] }) {
  const { paymentMethods } = useText(billingText);
  return (
    <ul className="sheet flush list" aria-label={paymentMethods.list}>
      {methods.map((method) => (
        <li key={method.id}>
          <div className="main">
            <span>
              <b>{nameOf(method, paymentMethods)}</b>
              <Tag method={method} />
            </span>
            <Notes method={method} />
          </div>
        </li>
      ))}
    </ul>
  );
}

type Words = BillingText["paymentMethods"];

function nameOf(method: MethodShown, words: Words) {
  const name = methodName(method) ?? words.unknown;
  return method.account ? words.withAccount(name, method.account) : name;
}

function Tag({ method: { expiry, isDefault } }: { method: MethodShown }) {
  const { paymentMethods } = useText(billingText);
  return (
    <span className="row">
      {isDefault ? <span className="tag">{paymentMethods.standard}</span> : null}
      {expiry ? (
        <span className="tag" data-status={expiry === "expired" ? "overdue" : "due"}>
          {expiry === "expired" ? paymentMethods.expired : paymentMethods.soon}
        </span>
      ) : null}
    </span>
  );
}

function Notes({ method: { expMonth, expYear, expiry, paysFor } }: { method: MethodShown }) {
  const { paymentMethods } = useText(billingText);
  const notes: string[] = [];
  if (expMonth !== null && expYear !== null) {
    const printed = `${String(expMonth).padStart(2, "0")}/${expYear}`;
    notes.push((expiry === "expired" ? paymentMethods.hasExpired : paymentMethods.expires)(printed));
  }
  if (paysFor.length) {
    const names = new Set(paysFor.map((name) => name ?? paymentMethods.aSubscription));
    notes.push(paymentMethods.paysFor([...names].join(", ")));
  }
  return notes.length ? <small>{notes.join(" · ")}</small> : null;
}
