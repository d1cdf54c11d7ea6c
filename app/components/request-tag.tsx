import type { RequestStatus } from "../models/requests.ts";
import { useText } from "./use.ts";

/** Whose turn it is, as the words it has everywhere. */
export function RequestTag({ status }: { status: RequestStatus }) {
  const { requests } = useText();
  return (
    <span className="tag" data-status={status}>
      {requests.status[status]}
    </span>
  );
}
