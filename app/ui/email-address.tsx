import { Fragment } from "react";

/** An address that breaks before its @ and its dots where it does not fit on a line. */
export function EmailAddress({ children }: { children: string }) {
  return children.split(/(?=[@.])/).map((part, at) => (
    <Fragment key={at}>
      {at ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}
