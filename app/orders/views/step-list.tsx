import type { OrderKind } from "#db/schema/orders.ts";
import type { Step } from "../order-steps.ts";
import { paths } from "../../paths.ts";
import { Field, PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = { kind: OrderKind; steps: Step[]; told: string[]; field: Parameters<typeof Field>[0]["field"] };

/** A kind's steps in their order, each to be moved or changed, and a field for another; `told` are keys that mail the customer. */
export function StepList({ kind, steps, told, field }: Props) {
  const { staffSteps: words } = useText(ordersText);
  const move = (step: Step, to: "up" | "down") => (
    <PostButton to={paths.placeStep(kind, step.key)} fields={{ to }} look="bare" label={words[`${to}Named`](step.name)}>
      {words[to]}
    </PostButton>
  );
  return (
    <section className="head" aria-labelledby={`steps-${kind}`}>
      <h2 id={`steps-${kind}`}>{words.kinds[kind]}</h2>
      <ol className="sheet flush list">
        {steps.map((step, place) => (
          <li key={step.key}>
            <a className="main" href={paths.staffStep(kind, step.key)}>
              <b>{step.name}</b>
              {told.includes(step.key) ? <small>{words.mails}</small> : null}
            </a>
            {place > 0 ? move(step, "up") : null}
            {place < steps.length - 1 ? move(step, "down") : null}
          </li>
        ))}
      </ol>
      <form className="sheet" method="post" action={paths.staffSteps(kind)} noValidate>
        <Field field={field} label={words.name} autoComplete="off" />
        <button className="btn second" type="submit">
          {words.add}
        </button>
      </form>
    </section>
  );
}
