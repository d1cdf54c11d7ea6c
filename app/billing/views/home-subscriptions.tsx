import type { HomeSubscriptions } from "../home-subscriptions.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Props = { org: string; subscriptions: HomeSubscriptions };

/** Subscriptions that go on only once somebody pays, or says how: each leads to where that is done. */
export function AskingSubscriptions({ org, subscriptions: { asking } }: Props) {
  const { subscriptions } = useText(billingText);
  return asking.map(({ id, status, name }) => (
    <li key={id}>
      <a className="between further" href={paths.subscriptions(org)}>
        <span>{subscriptions.asks[status](name ?? subscriptions.unnamed)}</span>
      </a>
    </li>
  ));
}

/** How many subscriptions run, with the way to them. */
export function RunningSubscriptions({ org, subscriptions: { running } }: Props) {
  const { subscriptions } = useText(billingText);
  return (
    <ul className="sheet flush list" aria-label={subscriptions.title}>
      <li>
        <a className="main" href={paths.subscriptions(org)}>
          <b>{subscriptions.running(running)}</b>
        </a>
      </li>
    </ul>
  );
}
