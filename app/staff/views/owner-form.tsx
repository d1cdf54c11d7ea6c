import type { ComponentProps } from "react";
import { paths } from "../../paths.ts";
import { Field, SubmitButton } from "../../ui/form.tsx";
import { Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";

type FormField = ComponentProps<typeof Field>["field"];
type OwnerFormProps = {
  org: string;
  people: { code: string; name: string }[];
  fields: Record<"person" | "reason", FormField>;
};

/** Who of a customer's is to become an owner, and why; where nobody can be, the way to invite somebody. */
export function OwnerForm({ org, people, fields: { person, reason } }: OwnerFormProps) {
  const { staffCustomer: words } = useText(staffText);
  if (!people.length)
    return (
      <section className="sheet">
        <p>{words.ownerNobody}</p>
        <p>
          <a className="btn" href={paths.staffInvite(org, { role: "owner" })}>
            {words.invite}
          </a>
        </p>
      </section>
    );
  return (
    <form className="sheet" method="post" action={paths.staffOwner(org)} noValidate>
      <Field field={person} label={words.ownerWho} options={people} autoComplete="off" />
      <Field field={reason} label={words.ownerReason} hint={words.ownerReasonHint} lines={3} autoComplete="off" />
      <SubmitButton>{words.makeOwner}</SubmitButton>
    </form>
  );
}

/** Somebody who becomes an owner unless their team objects. */
export function OwnerWaits({ who, dueAt }: { who: string; dueAt: number }) {
  const { staffCustomer: words } = useText(staffText);
  return (
    <section className="sheet">
      <p>
        <bdi>{words.ownerWaits(who)}</bdi>
      </p>
      <dl className="facts">
        <dt>{words.ownerDue}</dt>
        <dd>
          <Time at={dueAt} as="dateTime" />
        </dd>
      </dl>
    </section>
  );
}
