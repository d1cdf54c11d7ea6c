import type { ReactNode } from "react";
import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { notificationsText } from "../text.ts";

type UndoProps = { token: string; fields: Record<string, string>; said: string };

/** What was done, and the button that takes it back. */
export function UndoLeave({ token, fields, said }: UndoProps) {
  const { leave: words } = useText(notificationsText);
  return (
    <HoldsNow said={said}>
      <PostButton to={paths.leaveUndo(token)} fields={fields}>
        {words.undo}
      </PostButton>
    </HoldsNow>
  );
}

/** That the last press was an undo, or that what it chose is kept. */
export function LeaveFlash({ isUndone, isSaved }: { isUndone: boolean; isSaved: boolean }) {
  const { leave: words } = useText(notificationsText);
  if (!isUndone && !isSaved) return null;
  return (
    <p className="flash" role="status">
      {isUndone ? words.undone : words.saved}
    </p>
  );
}

/** What holds now, and the ways back below it. */
export function HoldsNow({ said, children }: { said: string; children: ReactNode }) {
  return (
    <section className="sheet" role="status">
      <p>
        <bdi>{said}</bdi>
      </p>
      {children}
    </section>
  );
}
