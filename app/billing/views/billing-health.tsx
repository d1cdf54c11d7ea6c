import type { billingHealth } from "../billing-health.ts";
import { Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { silence } from "../../company/silence.ts";
import { billingText } from "../text.ts";

type Health = ReturnType<typeof billingHealth>;

/** How far billing is in step with Stripe, for staff. */
export function BillingHealth({ health }: { health: Health }) {
  const { billingHealth: text } = useText(billingText);
  return (
    <section className="sheet" aria-labelledby="billing-health">
      <h2 id="billing-health">{text.title}</h2>
      <dl className="facts">
        <dt>{text.lastEvent}</dt>
        <dd>{health.lastEventAt === null ? text.none : <Time at={health.lastEventAt} as="dateTime" />}</dd>
        {health.events ? (
          <>
            <dt>{text.known}</dt>
            <dd>
              <Time at={health.events.knownUntil} as="dateTime" />
            </dd>
          </>
        ) : null}
        <dt>{text.behind}</dt>
        <dd>
          {health.silence
            ? silence(health.silence, useFormat())
            : `${text.lag(health.lag)}, ${text.waiting(health.waiting)}`}
        </dd>
        <dt>{text.parked}</dt>
        <dd>{text.parkedCount(health.parked)}</dd>
        <dt>{text.backfill}</dt>
        <dd>
          <Backfill sweep={health.backfill} />
        </dd>
        <dt>{text.night}</dt>
        <dd>
          <Night sweep={health.reconcile} />
        </dd>
      </dl>
    </section>
  );
}

function Backfill({ sweep }: { sweep: Health["backfill"] }) {
  const { billingHealth: text } = useText(billingText);
  if (!sweep) return text.notRead;
  const { made, left } = sweep.requests;
  if (sweep.endedAt === null) return text.reading(sweep.rows, Math.floor((100 * made) / Math.max(1, made + left)));
  return (
    <>
      <Time at={sweep.endedAt} as="dateTime" />, {text.read(sweep.rows)}
      <Unread sweep={sweep} />
    </>
  );
}

function Night({ sweep }: { sweep: Health["reconcile"] }) {
  const { billingHealth: text } = useText(billingText);
  if (!sweep) return text.notCompared;
  const drifted = sweep.types.filter((one) => one.drifted > 0);
  return (
    <>
      {sweep.endedAt === null ? text.comparing : <Time at={sweep.endedAt} as="dateTime" />}
      {drifted.length ? null : `, ${text.noDrift}`}
      {drifted.map((one) => (
        <small className="under" key={one.type}>
          {text.drift(one.type, one.drifted)}
        </small>
      ))}
      <Unread sweep={sweep} />
    </>
  );
}

function Unread({ sweep }: { sweep: NonNullable<Health["backfill"]> }) {
  const { billingHealth: text } = useText(billingText);
  return sweep.types
    .filter(({ error }) => error !== null)
    .map(({ type }) => (
      <small className="under" key={type}>
        {text.unread(type)}
      </small>
    ));
}
