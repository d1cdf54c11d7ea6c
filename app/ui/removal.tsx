import type { ReactNode } from "react";
import { portalText } from "../text/portal.ts";
import { hiddenIn, type PostProps } from "./form.tsx";
import { useText } from "./use.ts";

type KeepProps = {
  /** Where whoever thinks better of it goes. */
  keepTo: string;
  /** The word for that, where it is not "Keep it". */
  keep?: string;
};
type RemovalProps = PostProps & KeepProps & { verb: string; children: ReactNode };

/** Asks before something is removed or ended: what that means, its button, and the way back. */
export function RemovalSheet({ to, fields, verb, children, ...keep }: RemovalProps) {
  return (
    <form className="sheet" method="post" action={to}>
      <p>{children}</p>
      {hiddenIn(fields)}
      <RemoveOrKeep verb={verb} {...keep} />
    </form>
  );
}

/** The two buttons of a form that removes something. */
export function RemoveOrKeep({ verb, keepTo, keep }: KeepProps & { verb: string }) {
  const { shell } = useText(portalText);
  return (
    <div className="row fill">
      <button className="btn danger" type="submit">
        {verb}
      </button>
      <a className="btn second" href={keepTo}>
        {keep ?? shell.keep}
      </a>
    </div>
  );
}
