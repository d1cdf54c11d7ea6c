import type { HomeSubscriptions } from "../home-subscriptions.ts";
import { paths } from "../../paths.ts";
import { ListRow } from "../../ui/list-row.tsx";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Props = { org: string; subscriptions: HomeSubscriptions };

/** How many subscriptions run, with the way to them. */
export function RunningSubscriptions({ org, subscriptions: { running } }: Props) {
  const { subscriptions } = useText(billingText);
  return (
    <ul className="sheet flush list" aria-label={subscriptions.title}>
      <ListRow to={paths.subscriptions(org)} title={subscriptions.running(running)} />
    </ul>
  );
}
