import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { org: string; request: string; people: { email: string; name: string | null }[] };

/** Colleagues in copy of a mail, each with the one tap that lets them onto the thread. */
export function Copied({ org, request, people }: Props) {
  const { requests } = useText(requestsText);
  if (!people.length) return null;
  return (
    <section className="sheet" aria-labelledby="copied">
      <h2 id="copied">{requests.copiedTitle}</h2>
      <ul className="plain">
        {people.map(({ email, name }) => (
          <li key={email} className="between">
            <bdi>{name ?? email}</bdi>
            <PostButton to={paths.letIn(org, request)} fields={{ email }} label={requests.letInNamed(name ?? email)}>
              {requests.letThemIn}
            </PostButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
