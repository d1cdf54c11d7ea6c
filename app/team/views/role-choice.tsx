import { roles, type Role } from "#db/schema/organizations.ts";
import { canGrant } from "../../can.ts";
import { signInText } from "../../sign-in/text.ts";
import { portalText } from "../../text/portal.ts";
import { useText } from "../../ui/use.ts";
import { teamText } from "../text.ts";

type RoleChoiceProps = {
  field: { id: string; name: string; errors?: string[]; initialValue?: unknown };
  label: string;
  /** Whose rights decide which can be chosen. */
  by: Role;
  /** What else is to be known of a role. */
  hints?: Partial<Record<Role, string>>;
};

/** The roles that somebody may give, each with what it opens. */
export function RoleChoice({ field, label, by, hints = {} }: RoleChoiceProps) {
  const { team, organizations, shell } = useText(teamText, signInText, portalText);
  const error = field.errors?.[0];
  return (
    <fieldset className="choices" id={field.id} aria-describedby={error && `${field.id}-error`}>
      <legend>{label}</legend>
      {error ? (
        <span className="error" id={`${field.id}-error`}>
          <span className="vh">{shell.error}: </span>
          {error}
        </span>
      ) : null}
      {roles
        .filter((role) => canGrant(by, role))
        .map((role) => (
          <label key={role} className="check">
            <input type="radio" name={field.name} value={role} defaultChecked={field.initialValue === role} />
            <span>
              {organizations.roles[role]}
              <small className="under">{[team.opens[role], hints[role]].filter(Boolean).join(". ")}</small>
            </span>
          </label>
        ))}
    </fieldset>
  );
}
