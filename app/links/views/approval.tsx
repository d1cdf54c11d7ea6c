import type { ItemRecord } from "../item-record.ts";
import { paths } from "../../paths.ts";
import { ApprovalForm, ToLookAt } from "../../orders/views/approval.tsx";
import { useText } from "../../ui/use.ts";
import { linksText } from "../text.ts";

type Asked = NonNullable<Extract<ItemRecord, { kind: "order" }>["asked"]>;
type Props = { token: string; asked: Asked; note: Parameters<typeof ApprovalForm>[0]["note"]; address: string };

/** What an order waits for, to be looked at, and the two answers. */
export function Approval({ token, asked: { asks, files, shown }, note, address }: Props) {
  const { itemLink } = useText(linksText);
  return (
    <>
      <ToLookAt note={asks.note} shown={shown} files={files} file={(file) => paths.itemFile(token, file)} />
      <ApprovalForm to={paths.itemApproval(token)} asks={asks} note={note} proof={itemLink.codeFirst(address)} />
    </>
  );
}
