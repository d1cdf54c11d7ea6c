import type { listUnclaimed } from "../request-claims.ts";
import { paths } from "../../paths.ts";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

/** What somebody wrote with the person's address: they are asked whether it was them. */
export function Unclaimed({ unclaimed }: { unclaimed: ReturnType<typeof listUnclaimed> }) {
  const { requests: words } = useText(requestsText);
  return unclaimed.map(({ id, createdAt }) => (
    <section key={id} className="sheet needs">
      <p>
        <TimeIn sentence={words.wasItYou} at={createdAt} as="near" />
      </p>
      <a className="btn second" href={paths.unclaimed(id)}>
        {words.haveALook}
      </a>
    </section>
  ));
}
