import { paths } from "../../paths.ts";
import { PostSheet } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { useText } from "../../ui/use.ts";
import type { UndoState } from "../address-undo.ts";
import { accountText } from "../text.ts";

/** What was changed, and the button that undoes it. */
export function UndoPage({ token, from, to }: { token: string; from: string; to: string }) {
  const { address } = useText(accountText);
  return (
    <Page title={address.undoTitle} lead={address.undoLead(from, to)} ask={{ lead: address.undoAsk }} door>
      <PostSheet to={paths.undoAddress(token)} verb={address.undo}>
        {address.undoText(from)}
      </PostSheet>
      <p className="quiet">{address.undoHint}</p>
    </Page>
  );
}

export function Undone() {
  const { address } = useText(accountText);
  return (
    <Page title={address.undone} lead={address.undoneLead} ask={{ lead: address.undoAsk }} door>
      <p>
        <a className="btn" href={paths.signIn()}>
          {address.signIn}
        </a>
      </p>
    </Page>
  );
}

export function UndoOver({ state }: { state: Exclude<UndoState, "open"> | "unknown" }) {
  const { address } = useText(accountText);
  const [title, lead] = address.over[state];
  return <Page title={title} lead={lead} ask={{ lead: address.undoAsk }} door />;
}
