import type { ComponentProps } from "react";
import { Field, SubmitButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { teamText } from "../text.ts";
import { RoleChoice } from "./role-choice.tsx";

type FormField = ComponentProps<typeof RoleChoice>["field"];
type InviteFormProps = { to: string; fields: Record<"email" | "name" | "role", FormField> } & Pick<
  ComponentProps<typeof RoleChoice>,
  "by" | "hints"
>;

/** Who is to be invited as what. */
export function InviteForm({ to, fields: { email, name, role }, by, hints }: InviteFormProps) {
  const { invite } = useText(teamText);
  return (
    <form className="sheet" method="post" action={to} noValidate>
      <Field
        field={email}
        label={invite.email}
        type="email"
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field field={name} label={invite.name} hint={invite.nameHint} optional autoComplete="off" />
      <RoleChoice field={role} label={invite.role} by={by} hints={hints} />
      <SubmitButton>{invite.send}</SubmitButton>
    </form>
  );
}
