import type { OrderDecision } from "#db/schema/orders.ts";
import { Field, Hidden, SubmitButton } from "../../ui/form.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import type { HistoryEntry } from "../order.ts";
import type { OrderFile } from "../order-files.ts";
import { ordersText } from "../text.ts";
import type { StepFile } from "../step-files.ts";
import { FileLink } from "./order-facts.tsx";
import { Answered } from "./order-steps.tsx";
import { ShownFiles } from "./step-files.tsx";

type Asks = { needs: string; note: string | null; occurredAt: number; digest: string };
/** `proof`: how who answers is known, where they are not signed in. */
type FormProps = { to: string; asks: Asks; note: Parameters<typeof Field>[0]["field"]; proof?: string };

type LookProps = { note: string | null; shown: StepFile[]; files: OrderFile[]; file: (file: string) => string };

/** What is to be looked at before it is answered: what the company wrote and shows, and the order's files. */
export function ToLookAt({ note, shown, files, file: to }: LookProps) {
  const { approval, orders } = useText(ordersText);
  if (!note && !shown.length && !files.length) return null;
  return (
    <section className="sheet look" aria-labelledby="look">
      <h2 id="look">{approval.look}</h2>
      {note ? <p>{note}</p> : null}
      <ShownFiles files={shown} to={to} />
      {files.length ? (
        <ul className="files" aria-label={orders.files}>
          {files.map((file, at) => (
            <li key={at}>
              <FileLink file={file} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** The two answers, and a box for what goes with them. */
export function ApprovalForm({ to, asks, note, proof }: FormProps) {
  const { approval } = useText(ordersText);
  return (
    <form className="sheet" method="post" action={to} noValidate>
      <Hidden name="seen" value={asks.digest} />
      <p>
        <TimeIn sentence={approval.askedOn} at={asks.occurredAt} as="near" /> {approval.who} {approval.kept} {proof}
      </p>
      <Field field={note} label={approval.note} hint={approval.noteHint} lines={3} />
      <div className="row">
        <SubmitButton>{approval.give}</SubmitButton>
        <button className="btn second" type="submit" name="decision" value={"change" satisfies OrderDecision}>
          {approval.askChange}
        </button>
      </div>
    </form>
  );
}

/** It was answered, or is not waited for any more. */
export function NotAsked({ answer, order }: { answer: HistoryEntry["answer"]; order: string }) {
  const { approval } = useText(ordersText);
  return (
    <section className="sheet">
      <p>{answer ? <Answered answer={answer} /> : approval.over}</p>
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
