import type { ItemShown, SubscriptionShown } from "../subscriptions.ts";
import { paths } from "../../paths.ts";
import { methodName } from "../method-name.ts";
import { PostButton } from "../../ui/form.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Props = { org: string; subscription: SubscriptionShown; mayPay: boolean };

/** A running subscription: what, how much, when next, what is wrong, and the ways to change and end it. */
export function SubscriptionSheet({ org, subscription, mayPay }: Props) {
  const { subscriptions } = useText(billingText);
  const name = subscription.name ?? subscriptions.unnamed;
  const [first, ...others] = subscription.items;
  return (
    <section className="sheet">
      <div className="head tight">
        <div className="between">
          <h2>{name}</h2>
          <StateTag subscription={subscription} />
        </div>
        <p className="quiet">
          <Sum subscription={subscription} />
        </p>
      </div>
      {first && others.length ? <Items items={subscription.items} /> : null}
      <Outlook org={org} subscription={subscription} mayPay={mayPay} />
      {mayPay ? <Ways org={org} subscription={subscription} name={name} /> : null}
    </section>
  );
}

/** What is over, in one line each. */
export function EndedSubscriptions({ ended }: { ended: SubscriptionShown[] }) {
  const { subscriptions } = useText(billingText);
  return (
    <section className="head" aria-labelledby="ended">
      <h2 id="ended">{subscriptions.over}</h2>
      <ul className="sheet flush list">
        {ended.map((subscription) => (
          <li key={subscription.id}>
            <div className="main">
              <span>
                <b>{subscription.name ?? subscriptions.unnamed}</b>
                <span className="n">
                  <Sum subscription={subscription} />
                </span>
              </span>
              <span>
                <small>
                  {subscription.endedAt === null ? null : (
                    <TimeIn sentence={subscriptions.endedOn} at={subscription.endedAt} />
                  )}
                </small>
                <StateTag subscription={subscription} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

const tones: Partial<Record<SubscriptionShown["state"], string>> = {
  active: "on-track",
  trial: "on-track",
  ending: "due",
  paused: "due",
  waiting: "due",
  "past-due": "overdue",
  unpaid: "overdue",
};

function StateTag({ subscription: { state, status } }: { subscription: SubscriptionShown }) {
  const { subscriptions } = useText(billingText);
  return (
    <span className="tag" data-status={tones[state]}>
      {state === "other" ? subscriptions.otherState(status) : subscriptions.states[state]}
    </span>
  );
}

/** What it costs in its rhythm, and of what how many. */
function Sum({ subscription: { sum, items } }: { subscription: SubscriptionShown }) {
  const { subscriptions } = useText(billingText);
  const format = useFormat();
  const [only, another] = items;
  if (only && !another) return <Price item={only} />;
  return sum ? subscriptions.per(format.money(sum.amount, sum.currency), sum.interval, sum.every) : null;
}

function Price({ item }: { item: ItemShown }) {
  const { subscriptions } = useText(billingText);
  const format = useFormat();
  const unit = item.unitAmount === null ? null : format.unitAmount(item.unitAmount, item.currency);
  if (item.isMetered) return unit ? subscriptions.eachByUse(unit) : subscriptions.byUse;
  if (item.amount === null) return subscriptions.varies;
  const sum = subscriptions.per(format.money(item.amount, item.currency), item.interval, item.every);
  const quantity = item.quantity ?? 1;
  const count = subscriptions.counted(format.number(quantity), quantity === 1, item.unitLabel);
  if (quantity === 1) return item.unitLabel ? `${sum} · ${count}` : sum;
  return unit ? `${sum} · ${subscriptions.times(count, unit)}` : `${sum} · ${count}`;
}

function Items({ items }: { items: ItemShown[] }) {
  const { subscriptions } = useText(billingText);
  const ends = new Set(items.map(({ periodEnd }) => periodEnd));
  return (
    <ul className="plain" aria-label={subscriptions.items}>
      {items.map((item) => (
        <li key={item.id} className="between">
          <span>
            {item.name ?? subscriptions.unnamed}
            {item.periodEnd !== null && ends.size > 1 ? (
              <small className="under">
                <TimeIn sentence={subscriptions.itemNext} at={item.periodEnd} />
              </small>
            ) : null}
          </span>
          <span className="n">
            <Price item={item} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What comes next, in sentences: what is wrong first. */
function Outlook({ org, subscription, mayPay }: Props) {
  const { subscriptions: words } = useText(billingText);
  const { state, status, openInvoice, trialEndsAt, endsAt, nextAt, isCharged, method, trialWithoutMethod } =
    subscription;
  const wrong = { "past-due": words.pastDue, unpaid: words.unpaid, waiting: words.waiting }[state as "unpaid"] ?? null;
  const isEnding = subscription.can.keep;
  const comesBefore = !isEnding || (endsAt !== null && nextAt !== null && nextAt < endsAt);
  const next = isCharged ? words.nextCharge(method && methodName(method)) : words.nextInvoice;
  const untilTrial = trialWithoutMethod ? words.trialWithoutMethod[trialWithoutMethod] : words.trialUntil;
  return (
    <>
      {wrong ? (
        <p>
          {wrong}{" "}
          {openInvoice ? (
            <a href={paths.invoice(org, openInvoice.id)}>
              {mayPay ? words.payOpen(openInvoice.number) : words.seeOpen(openInvoice.number)}
            </a>
          ) : null}
        </p>
      ) : null}
      {subscription.pauseBehavior || status === "paused" ? (
        <Pause org={org} subscription={subscription} mayPay={mayPay} />
      ) : null}
      {trialEndsAt === null ? null : (
        <p>
          <TimeIn sentence={isEnding ? words.trialEnds : untilTrial} at={trialEndsAt} as="date" />{" "}
          {trialWithoutMethod && !isEnding && mayPay ? <a href={paths.paymentMethods(org)}>{words.toMethods}</a> : null}
        </p>
      )}
      {isEnding ? (
        <p>{endsAt === null ? words.ends : <TimeIn sentence={words.endsOn} at={endsAt} as="date" />}</p>
      ) : null}
      {nextAt !== null && comesBefore && trialEndsAt === null ? (
        <p>
          <TimeIn sentence={next} at={nextAt} as="date" />
        </p>
      ) : null}
    </>
  );
}

function Pause({ org, subscription: { status, pauseBehavior, resumesAt }, mayPay }: Props) {
  const { subscriptions } = useText(billingText);
  if (!pauseBehavior && status === "paused") {
    return (
      <p>
        {subscriptions.pausedForMethod}{" "}
        {mayPay ? <a href={paths.paymentMethods(org)}>{subscriptions.toMethods}</a> : null}
      </p>
    );
  }
  return (
    <p>
      {resumesAt === null ? (
        subscriptions.paused
      ) : (
        <TimeIn sentence={subscriptions.pausedUntil} at={resumesAt} as="date" />
      )}{" "}
      {pauseBehavior === "keep_as_draft" ? subscriptions.pausedDrafts : subscriptions.pausedFree}
    </p>
  );
}

function Ways({ org, subscription: { id, can }, name }: Pick<Props, "org" | "subscription"> & { name: string }) {
  const { subscriptions: words } = useText(billingText);
  if (!can.change && !can.cancel && !can.keep) return null;
  const ending = paths.cancelSubscription(org, id);
  return (
    <div className="row">
      {can.change ? (
        <PostButton to={paths.changeSubscription(org, id)} label={words.changeNamed(name)}>
          {words.change}
        </PostButton>
      ) : null}
      {can.cancel ? (
        <PostButton to={ending} look={can.change ? "bare" : "second"} label={words.cancelNamed(name)}>
          {words.cancel}
        </PostButton>
      ) : null}
      {can.keep ? (
        <PostButton to={ending} fields={{ keep: "1" }} label={words.keepNamed(name)}>
          {words.keep}
        </PostButton>
      ) : null}
    </div>
  );
}
