import { roles, type Role } from "#db/schema/organizations.ts";
import { canGrant } from "../../can.ts";
import { paths } from "../../paths.ts";
import { signInText } from "../../sign-in/text.ts";
import { Field, PostButton, SubmitButton } from "../../ui/form.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import type { listJoinRequests } from "../join-requests.ts";
import { teamText } from "../text.ts";

type Shown = Pick<ReturnType<typeof listJoinRequests>[number], "id" | "name" | "email" | "askedAt">;
type Props = { org: { id: string; name: string }; asking: readonly Shown[]; by: Role };

/** Whoever asks to be let in, each to be answered by one press. */
export function JoinRequests({ org, asking, by }: Props) {
  const { join } = useText(teamText);
  if (!asking.length) return null;
  return (
    <section className="head" aria-labelledby="asking">
      <h2 id="asking">{join.title}</h2>
      {asking.map((one) => (
        <Asking key={one.id} org={org} one={one} by={by} />
      ))}
    </section>
  );
}

function Asking({ org, one: { id, name, email, askedAt }, by }: { org: Props["org"]; one: Shown; by: Role }) {
  const { join, organizations } = useText(teamText, signInText);
  const options = roles.filter((role) => canGrant(by, role)).map((code) => ({ code, name: organizations.roles[code] }));
  return (
    <div className="sheet needs">
      <p>
        <b>
          <bdi>{name ?? email}</bdi>
        </b>
        {name ? <> ({email})</> : null} {join.wants(org.name)}
        <br />
        <small className="quiet">
          <TimeIn sentence={join.on} at={askedAt} as="near" />
        </small>
      </p>
      <form
        className="asked"
        method="post"
        action={paths.acceptJoin(org.id, id)}
        noValidate
        aria-label={join.acceptNamed(email)}
      >
        <Field
          field={{ id: `role-${id}`, name: "role", initialValue: "member" }}
          label={join.role}
          options={options}
          autoComplete="off"
        />
        <SubmitButton>{join.accept}</SubmitButton>
      </form>
      <PostButton to={paths.refuseJoin(org.id, id)} look="bare" label={join.refuseNamed(email)}>
        {join.refuse}
      </PostButton>
    </div>
  );
}
