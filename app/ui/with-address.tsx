import { Fragment } from "react";
import { useShell } from "./use.ts";

/** A sentence in which the company's mail address, where it is named, can be pressed. */
export function WithAddress({ children }: { children: string }) {
  const address = useShell()?.company.email;
  if (!address) return children;
  return children.split(address).map((part, at) => (
    <Fragment key={at}>
      {at ? <a href={`mailto:${address}`}>{address}</a> : null}
      {part}
    </Fragment>
  ));
}
