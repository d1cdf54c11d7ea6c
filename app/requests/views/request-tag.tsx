import type { RequestStatus } from "../requests.ts";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { status: RequestStatus; words?: Record<RequestStatus, string> };

/** Whose turn it is, as the words it has everywhere; the company has its own. */
export function RequestTag({ status, words }: Props) {
  const { requests } = useText(requestsText);
  return (
    <span className="tag" data-status={status}>
      {(words ?? requests.status)[status]}
    </span>
  );
}
