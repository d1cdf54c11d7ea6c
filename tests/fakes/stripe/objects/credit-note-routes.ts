import { createCreditNote, theNote, updateCreditNote, voidCreditNote, type CreditNoteInput } from "./credit-notes.ts";
import { paged, pageOf } from "../paging.ts";
import { get, lists, post, type Route } from "../routing.ts";

const FIELDS = [
  "invoice",
  "amount",
  "lines",
  "credit_amount",
  "refund_amount",
  "out_of_band_amount",
  "refunds",
  "memo",
  "reason",
  "metadata",
  "effective_at",
  "email_type",
];

export const creditNotes: Route[] = [
  lists("/v1/credit_notes", ["customer", "invoice", "created"], ({ world, params }) =>
    pageOf(world.state.creditNotes, params, "/v1/credit_notes"),
  ),
  post("/v1/credit_notes", FIELDS, ({ world, params }) =>
    createCreditNote(world, params as unknown as CreditNoteInput),
  ),
  get("/v1/credit_notes/:id", ({ world, id }) => theNote(world, id)),
  post("/v1/credit_notes/:id", ["memo", "metadata"], ({ world, params, id }) => updateCreditNote(world, id, params)),
  post("/v1/credit_notes/:id/void", [], ({ world, id }) => voidCreditNote(world, id)),
  lists("/v1/credit_notes/:id/lines", [], ({ world, params, id }) =>
    paged(theNote(world, id).lines.data, params, `/v1/credit_notes/${id}/lines`),
  ),
];
