import type { Role } from "#db/schema/organizations.ts";
import { signInText } from "../../sign-in/text.ts";
import { useText } from "../../ui/use.ts";
import { teamText } from "../text.ts";

type RoleChoiceProps = {
  field: { id: string; name: string; errors?: string[]; initialValue?: unknown };
  label: string;
  roles: readonly Role[];
  /** What else is to be known of a role. */
  hints?: Partial<Record<Role, string>>;
};

/** One role of those that somebody may give, each with what it opens. */
export function RoleChoice({ field, label, roles, hints = {} }: RoleChoiceProps) {
  const { organizations } = useText(signInText);
  const { team } = useText(teamText);
  const { id, name, errors, initialValue } = field;
  return (
    <fieldset className="choices" id={id} aria-describedby={errors ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      {errors ? (
        <span className="error" id={`${id}-error`}>
          {errors[0]}
        </span>
      ) : null}
      {roles.map((role) => (
        <label key={role} className="check">
          <input type="radio" name={name} value={role} defaultChecked={role === initialValue} />
          <span>
            {organizations.roles[role]}
            <small className="under">{[team.opens[role], hints[role]].filter(Boolean).join(". ")}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
