import { paths } from "../../paths.ts";
import { PostSheet } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { useText } from "../../ui/use.ts";
import { accountText } from "../text.ts";

/** What becomes of everything, before somebody leaves for good. */
export function GoesAndStays() {
  const { departure } = useText(accountText);
  const parts = [
    { title: departure.goes, list: departure.goesList },
    { title: departure.stays, list: departure.staysList },
  ];
  return parts.map(({ title, list }) => (
    <section key={title} className="sheet">
      <h2>{title}</h2>
      <ul>
        {list.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  ));
}

type Owned = { id: string; name: string };

/** Why an only owner stays, and the two ways out of that. */
export function OnlyOwner({ owned }: { owned: Owned[] }) {
  const { departure } = useText(accountText);
  return (
    <>
      <p>{departure.lastOwner(owned.map(({ name }) => name).join(", "))}</p>
      <ul className="sheet flush list">
        {owned.flatMap(({ id, name }) => [
          <li key={id}>
            <a className="main" href={paths.team(id)}>
              <bdi>{departure.makeOwner(name)}</bdi>
            </a>
          </li>,
          <li key={`${id} closing`}>
            <a className="main" href={paths.closing(id)}>
              <bdi>{departure.orClose(name)}</bdi>
            </a>
          </li>,
        ])}
      </ul>
    </>
  );
}

export function WayBack({ token, email }: { token: string; email: string }) {
  const { departure } = useText(accountText);
  return (
    <Page title={departure.undoTitle} ask={{ lead: departure.undoAsk }} door>
      <PostSheet to={paths.comeBack(token)} verb={departure.undo}>
        {departure.undoText(email)}
      </PostSheet>
    </Page>
  );
}

export function CameBack() {
  const { departure } = useText(accountText);
  return (
    <Page title={departure.undone} lead={departure.undoneLead} ask={{ lead: departure.undoAsk }} door>
      <p>
        <a className="btn" href={paths.signIn()}>
          {departure.signIn}
        </a>
      </p>
    </Page>
  );
}

export function WayBackOver() {
  const { departure } = useText(accountText);
  return <Page title={departure.overTitle} lead={departure.overLead} ask={{ lead: departure.undoAsk }} door />;
}
