import { DescriptionList } from "../../billing/views/invoice-facts.tsx";
import { Field, Hidden, SubmitButton } from "../../ui/form.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import type { OrderFile } from "../order-files.ts";
import { ordersText } from "../text.ts";
import { Links } from "./order-facts.tsx";

type Asks = { needs: string; note: string | null; occurredAt: number; digest: string };
type FormProps = { to: string; asks: Asks; files: OrderFile[]; note: Parameters<typeof Field>[0]["field"] };

/** What is asked for with the order's files, and the button that gives it. */
export function ApprovalForm({ to, asks, files, note }: FormProps) {
  const { approval, orders } = useText(ordersText);
  return (
    <form className="sheet" method="post" action={to} noValidate>
      <Hidden name="seen" value={asks.digest} />
      {asks.note ? <p>{asks.note}</p> : null}
      {files.length ? <DescriptionList facts={[[orders.files, <Links links={files} />]]} /> : null}
      <p>
        <TimeIn sentence={approval.askedOn} at={asks.occurredAt} as="date" /> {approval.kept}
      </p>
      <Field field={note} label={approval.note} lines={3} optional />
      <SubmitButton>{approval.give}</SubmitButton>
    </form>
  );
}

/** It was given, or is not waited for any more. */
export function NotAsked({ given, order }: { given: { email: string | null; at: number } | null; order: string }) {
  const { approval, orders } = useText(ordersText);
  return (
    <section className="sheet">
      <p>
        {given ? <TimeIn sentence={`${orders.approved(given.email)}.`} at={given.at} as="dateTime" /> : approval.over}
      </p>
      <div>
        <a className="btn" href={order}>
          {approval.back}
        </a>
      </div>
    </section>
  );
}

/** On the order's own page: what it waits for, and the way there. */
export function WaitsForYou({ note, approval: to }: { note: string | null; approval: string }) {
  const { approval } = useText(ordersText);
  return (
    <section className="sheet needs" aria-labelledby="needs">
      <div className="head tight">
        <h2 id="needs">{approval.needed}</h2>
        <p>{note ?? approval.goesOn}</p>
      </div>
      <div className="row fill">
        <a className="btn" href={to}>
          {approval.see}
        </a>
      </div>
    </section>
  );
}
