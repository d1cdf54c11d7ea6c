import type { MailHealth } from "../../company/health.ts";
import { Time, TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";

/** How emails go out, what waits, what came back, and whether anybody tells what arrives. */
export function MailHealthFacts({ health }: { health: MailHealth }) {
  const { staff } = useText(staffText);
  const { by, lastSentAt, waiting, bouncing, hears, lastDeliveredAt } = health;
  return (
    <section className="sheet" aria-labelledby="mail-health">
      <h2 id="mail-health">{staff.mailHealth}</h2>
      <dl className="facts">
        <dt>{staff.mailBy}</dt>
        <dd>{by ? staff.transports[by] : staff.noTransport}</dd>
        <dt>{staff.mailLast}</dt>
        <dd>{lastSentAt === null ? staff.noMailYet : <Time at={lastSentAt} as="dateTime" />}</dd>
        <dt>{staff.mailWaiting}</dt>
        <dd>
          {waiting.since === null ? (
            staff.noneWaiting
          ) : (
            <TimeIn sentence={staff.someWaiting(waiting.n)} at={waiting.since} as="dateTime" />
          )}
        </dd>
        <dt>{staff.mailBack}</dt>
        <dd>{bouncing ? staff.someBack(bouncing) : staff.noneBack}</dd>
        <dt>{staff.mailNews}</dt>
        <dd>
          {!hears ? (
            staff.noNews
          ) : lastDeliveredAt === null ? (
            staff.newsNotYet
          ) : (
            <TimeIn sentence={staff.newsLast} at={lastDeliveredAt} as="dateTime" />
          )}
        </dd>
      </dl>
    </section>
  );
}
