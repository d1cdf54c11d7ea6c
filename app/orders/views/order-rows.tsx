import { Field, Hidden, type useFields } from "../../ui/form.tsx";
import type { OrderValues } from "../order-form.ts";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = { fields: ReturnType<typeof useFields<OrderValues>>[1]; rows: number };

/** What is in an order: a name and a quantity a row. */
export function OrderRows({ fields, rows }: Props) {
  const { staffOrderChanges: words } = useText(ordersText);
  return (
    <fieldset className="sheet">
      <legend>{words.items}</legend>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="pair goods">
          <Field field={fields[`itemName${row}`]!} label={words.itemName(row + 1)} autoComplete="off" />
          <Field
            field={fields[`itemQuantity${row}`]!}
            label={words.itemQuantity}
            inputMode="decimal"
            autoComplete="off"
          />
        </div>
      ))}
      <Hidden name="rows" value={String(rows)} />
    </fieldset>
  );
}
